"""A server to push to, as its people meet it: by git, and by its own program."""

from __future__ import annotations

import hashlib
import os
import shutil
import site
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from insyn.delivery.server.environments import READY
from insyn.delivery.server.setup import set_up

ROOT = Path(__file__).resolve().parent.parent
POST = "content/inlagg/2013-04-26.md"
IGNORED = shutil.ignore_patterns("__pycache__", "*.pyc")
_GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Anna",
    "GIT_AUTHOR_EMAIL": "anna@provkoping.example",
    "GIT_COMMITTER_NAME": "Anna",
    "GIT_COMMITTER_EMAIL": "anna@provkoping.example",
}


@dataclass(frozen=True)
class Pushed:
    """How a push ended, and what its pusher read."""

    code: int
    said: str


@dataclass(frozen=True)
class Clone:
    """Somebody's clone of a server's repository."""

    folder: Path
    env: dict[str, str]

    def git(self, *words: str, check: bool = True) -> Pushed:
        """Run git in the clone."""
        done = subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env={**os.environ, **_GIT, **self.env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout
        return Pushed(done.returncode, done.stdout)

    def change(self, file: str, old: str, new: str) -> None:
        """Change a file of the clone, and commit that."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.commit(f"Ändra {file}")

    def write(self, file: str, text: str) -> None:
        """Write a file of the clone, and commit that."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.commit(f"Skriv {file}")

    def commit(self, message: str) -> str:
        """Commit all that has changed; give the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD").said.strip()

    def push(self, *words: str, **env: str) -> Pushed:
        """Push what is said, otherwise main; the pusher's terminal shows no "remote: "."""
        clone = replace(self, env={**self.env, **env})
        pushed = clone.git("push", "origin", *(words or ("main",)), check=False)
        lines = [line.removeprefix("remote: ").rstrip() for line in pushed.said.splitlines()]
        return Pushed(pushed.code, "\n".join(lines))


@dataclass(frozen=True)
class Host:
    """A server's folder, seen from outside."""

    folder: Path

    @property
    def site(self) -> Path:
        """The site that is up."""
        return self.folder / "current/site"

    @property
    def release(self) -> str:
        """The name of the release that is up."""
        return (self.folder / "current").resolve().name

    @property
    def main(self) -> str:
        """The published commit."""
        words = ["git", "--git-dir", str(self.folder / "repo.git"), "rev-parse", "main"]
        return subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout

    def run(self, *words: str, **env: str) -> Pushed:
        """Run the server's program, as an operator or a timer does."""
        done = subprocess.run(
            [self.folder / "insyn", *words],
            env={**os.environ, **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return Pushed(done.returncode, done.stdout)

    def clone(self, folder: Path, who: str = "") -> Clone:
        """Clone it; with a name, by way of the forced command of that person's SSH key."""
        env = {}
        address = str(self.folder / "repo.git")
        if who:
            ssh = folder.with_name(f"ssh-{folder.name}")
            program = self.folder / "insyn"
            ssh.write_text(
                f'#!/bin/sh\nshift\nSSH_ORIGINAL_COMMAND="$*" exec {program} shell {who}\n',
                encoding="utf-8",
            )
            ssh.chmod(0o755)
            env = {"GIT_SSH": str(ssh), "GIT_SSH_VARIANT": "simple"}
            address = "ssh://insyn@server/blogg"
        clone = Clone(folder.parent, env)
        clone.git("clone", "--quiet", address, folder.name)
        return Clone(folder, env)


def lay_out(root: Path) -> None:
    """Lay out a small site with all its code, as a checkout has it."""
    shutil.copytree(ROOT / "tests/small", root)
    for name in ("theme", "plugins"):
        shutil.copytree(ROOT / name, root / name, ignore=IGNORED)
    for name in ("pelicanconf.py", "publishconf.py", "tasks.py", "requirements.txt"):
        shutil.copy(ROOT / name, root / name)
    cache = str(ROOT / ".cache")
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write(f'CACHE_PATH = {cache!r}\nLOGO = ""\n')


def give_environment(folder: Path) -> None:
    """Make an environment for the lock that borrows this one's packages: fetching takes minutes."""
    lock = hashlib.sha256((ROOT / "requirements.txt").read_bytes()).hexdigest()[:16]
    made = folder / "env" / lock
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", made], check=True)
    (packages,) = made.glob("lib/python*/site-packages")
    (packages / "lanade.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    (made / READY).touch()


def make_server(folder: Path) -> Path:
    """Make a server of the small site, as `tasks.py server-init` does; give its folder."""
    lay_out(folder / "webbplats")
    checkout = Clone(folder / "webbplats", {})
    checkout.git("init", "--quiet", "--initial-branch=main")
    checkout.commit("Börja")
    give_environment(folder / "insyn")
    return set_up(checkout.folder, folder / "insyn").root
