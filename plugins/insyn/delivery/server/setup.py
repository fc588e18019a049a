"""A server in one command: a repository with hooks, and the site of the checkout as it is up."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from insyn.delivery.server.git import Repository
from insyn.delivery.server.place import Server
from insyn.delivery.server.releasing import settle
from insyn.delivery.server.trust import SETTING, pusher
from insyn.git import git_in
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

    Raises ProblemsFound or Refused, and leaves nothing but packages, when it can't be.
    """
    if folder.exists() and not (folder.is_dir() and all(map(_may_stay, folder.iterdir()))):
        message = "Mappen är inte tom. Välj en ny mapp för servern."
        raise ProblemsFound([Problem(str(folder), 1, message)])
    try:
        (folder / "env").mkdir(parents=True, exist_ok=True)
    except OSError:
        message = "Mappen går inte att göra eller skriva i. Välj en annan, eller be om rätt."
        raise ProblemsFound([Problem(str(folder), 1, message)]) from None
    server = Server(folder.resolve())
    try:
        _make(server, root)
    except BaseException:
        for made in folder.iterdir():
            if not _may_stay(made):
                shutil.rmtree(made) if made.is_dir() and not made.is_symlink() else made.unlink()
        raise
    return server


def _may_stay(path: Path) -> bool:
    """Keep environments from one try to the next: they take long to fetch."""
    return path.name == "env"


def _make(server: Server, root: Path) -> None:
    branch = _git(root, "symbolic-ref", "--quiet", "--short", "HEAD") or "main"
    if not _git(root, "rev-parse", "--verify", "--quiet", "HEAD"):
        message = "Här finns inget sparat i git. Kör git init, git add . och git commit först."
        raise ProblemsFound([Problem(str(root), 1, message)])
    git_in(server.root, "init", "--quiet", "--bare", f"--initial-branch={branch}", str(server.repo))
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
    """Write the program, and the hooks, which come last: before them nothing can be pushed.

    They find the server from where they lie themselves, so its folder may be moved.
    """
    _executable(
        server.program,
        'here=$(cd "$(dirname "$0")" && pwd)',
        'PYTHONPATH="$here/code/plugins" exec "$here/code/.env/bin/python" -X utf8 -P \\',
        '    -m insyn.delivery.server.commands "$here" "$@"',
    )
    for hook in HOOKS:
        program = f"../../{server.program.name}"
        _executable(server.repo / "hooks" / hook, f'exec "$(dirname "$0")/{program}" {hook}')


def _executable(path: Path, *lines: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    path.chmod(0o755)


def _git(folder: Path, *words: str) -> str:
    """Ask git about a folder; give an empty string where it has no answer."""
    try:
        return git_in(folder, *words)
    except subprocess.CalledProcessError:
        return ""
