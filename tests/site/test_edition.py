"""The same source gives the same bytes wherever it is built, and the site says what it was."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from building import run_build, tree
from conftest import ROOT, keep_drawings, own_theme
from insyn.delivery.origin import clean_commit, origin_of, software
from insyn.keeping import digest
from insyn.moments import site_now

NOW = datetime(2013, 5, 17, 16, tzinfo=ZoneInfo("Europe/Stockholm"))


@pytest.fixture
def repository(small: Path) -> Path:
    """The small site as a repository of one commit."""
    (small / ".gitignore").write_text(".cache/\n__pycache__/\n", encoding="utf-8")
    shutil.copy(ROOT / "requirements.txt", small)
    git(small, "init", "--quiet")
    git(small, "add", ".")
    git(small, "commit", "--quiet", "--message=x")
    return small


def git(root: Path, *arguments: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    done = subprocess.run(["git", *who, *arguments], cwd=root, capture_output=True, check=True)
    return done.stdout.decode().strip()


def backwards(root: Path, other: Path) -> Path:
    """Copy a site file by file from the last to the first, so that folders list another order."""
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_file():
            copy = other / path.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    return other


def test_where_and_by_whom_it_is_built_changes_nothing(small: Path, tmp_path: Path) -> None:
    """Another folder, user, language, time zone, umask and hash seed give the same bytes.

    Nothing is kept from before in either, so that drawings, cards and the index are made twice.
    """
    own_theme(small)
    other = backwards(small, tmp_path / "en annan plats, med å")
    keep_drawings(small, tmp_path / "kallt")
    keep_drawings(other, other / ".cache")
    here = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "HOME": str(tmp_path)}
    there = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7", "HOME": "/nonexistent"}
    there |= {"USER": "annan", "LANG": "sv_SE.UTF-8", "TMPDIR": str(tmp_path)}
    first = run_build(small, tmp_path / "a", 0o022, **here)
    second = run_build(other, tmp_path / "djupt" / "nere" / "b", 0o077, **there)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    made, again = tmp_path / "a", tmp_path / "djupt/nere/b"
    assert tree(made) == tree(again)
    assert modes(made) == modes(again) == {0o644, 0o755}
    warm = run_build(small, tmp_path / "varmt", **there)
    assert "varav 0 ritades nu" in warm.stdout
    assert tree(tmp_path / "varmt") == tree(made)


def modes(site: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in (site, *site.rglob("*"))}


def test_the_site_says_what_it_was_built_of(repository: Path, tmp_path: Path) -> None:
    """`/utgava.json` names commit, lock, moment and software; the moment is SOURCE_DATE_EPOCH's."""
    epoch = str(int(NOW.timestamp()))
    done = run_build(repository, tmp_path / "ut", SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "ut/utgava.json").read_text(encoding="utf-8")) == {
        "commit": git(repository, "rev-parse", "HEAD"),
        "lock": digest(ROOT / "requirements.txt"),
        "moment": "2013-05-17T16:00:00+02:00",
        "software": software(),
    }


def test_a_commit_is_named_only_where_it_is_all(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed file, or one that isn't in the commit, means that the site is of no commit."""
    commit = git(repository, "rev-parse", "HEAD")
    assert clean_commit(repository) == commit
    assert clean_commit(repository / "content") is None
    assert clean_commit(tmp_path) is None
    new = repository / "content" / "ny.md"
    new.touch()
    assert clean_commit(repository) is None
    monkeypatch.setenv("INSYN_COMMIT", "abc")
    assert origin_of(repository, NOW).commit == "abc"


def test_git_is_asked_about_no_other_repository(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a hook says to git in its environment is not heeded."""
    git(tmp_path, "init", "--quiet", "annan")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "annan/.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "annan"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    found = clean_commit(repository)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    assert found == git(repository, "rev-parse", "HEAD")


def test_the_moment_can_be_said_in_seconds() -> None:
    """The clock's moment is a whole second, so that SOURCE_DATE_EPOCH can build for it again."""
    now = site_now("", "Europe/Stockholm", None)
    assert site_now("", "Europe/Stockholm", str(int(now.timestamp()))) == now
