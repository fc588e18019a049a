"""A server in one command: a repository with hooks, and the site of the checkout as it is up."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

from insyn.delivery.server.git import Repository, environment
from insyn.delivery.server.place import Server
from insyn.delivery.server.releasing import settle
from insyn.delivery.server.trust import SETTING, pusher
from insyn.problems import Problem, ProblemsFound

HOOKS = ("pre-receive", "post-receive")
SETTINGS = {
    "receive.fsckObjects": "true",  # no path or object that git itself wouldn't make
    "receive.maxInputSize": "500m",
    "core.logAllRefUpdates": "true",
    "gc.reflogExpire": "never",
}


def set_up(root: Path, folder: Path) -> Server:
    """Make a server in `folder` of the commit that is checked out in `root`, and release it.

    Raises ProblemsFound or Refused, and leaves nothing, when it can't be.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = "Mappen är inte tom. Välj en ny mapp för servern."
        raise ProblemsFound([Problem(str(folder), 1, message)])
    there = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    server = Server(folder.resolve())
    try:
        _make(server, root)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if there:
            folder.mkdir()
        raise
    return server


def _make(server: Server, root: Path) -> None:
    branch = _git(root, "symbolic-ref", "--quiet", "--short", "HEAD") or "main"
    if not _git(root, "rev-parse", "--verify", "--quiet", "HEAD"):
        message = "Här finns inget sparat i git. Kör git init, git add . och git commit först."
        raise ProblemsFound([Problem(str(root), 1, message)])
    _git(server.root, "init", "--quiet", "--bare", f"--initial-branch={branch}", str(server.repo))
    repository = Repository(server.repo)
    head = f"HEAD:refs/heads/{branch}"
    repository.ask("fetch", "--quiet", "--update-shallow", "--no-tags", str(root), head)
    for name, value in {**SETTINGS, SETTING: pusher()}.items():
        repository.ask("config", "--local", name, value)
    for private in (server.repo, server.work):
        private.mkdir(exist_ok=True)
        private.chmod(0o700)  # drafts and what is under embargo lie there
    server.releases.mkdir()
    with server.locked() as lock:
        settle(server, pusher(), lock)
    _write_program(server)


def _write_program(server: Server) -> None:
    """Write the program, and the hooks, which come last: before them nothing can be pushed."""
    code = shlex.quote(str(server.code))
    _executable(
        server.program,
        f"PYTHONPATH={code}/plugins exec {code}/.env/bin/python -X utf8 -P "
        f'-m insyn.delivery.server.commands {shlex.quote(str(server.root))} "$@"',
    )
    for hook in HOOKS:
        program = shlex.quote(str(server.program))
        _executable(server.repo / "hooks" / hook, f"exec {program} {hook}")


def _executable(path: Path, line: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(  # noqa: S603
        ["git", *words],  # noqa: S607
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.strip() if done.returncode == 0 else ""
