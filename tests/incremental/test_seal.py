"""That nothing has changed is said at once, and only when nothing has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from building import tree
from conftest import ROOT, own_theme, setting
from insyn.incremental.seal import FRESH, Seal

HEAVY = ("pelican", "pandas", "altair", "jinja2", "pydantic", "yaml", "sqlite3", "lxml")
PROGRAM = f"""
import sys
from pathlib import Path
from insyn.site.commands import build_site
assert build_site(Path("publishconf.py"), Path("ut")) == 0
print([name for name in {HEAVY} if name in sys.modules])
"""
UNCHANGED = "Ingenting har ändrats."
POST = "content/inlagg/2013-04-26.md"


@pytest.fixture
def sealed(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small site, built and sealed."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "plugins"))
    own_theme(small)
    setting(small, "CACHE_PATH = '.cache'")
    shutil.copy(ROOT / "requirements.txt", small / "requirements.txt")
    age(small)
    run(small)
    return small


def age(root: Path) -> None:
    """Wait until no file is so new that its stamp can't be trusted."""
    newest = max(path.stat().st_ctime_ns for path in root.rglob("*"))
    while Path(root / "vanta").write_bytes(b"") or (
        (root / "vanta").stat().st_ctime_ns < newest + 2 * FRESH
    ):
        pass


def run(root: Path, **env: str) -> str:
    """Build in a process of its own; give what it says."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=root,
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_nothing_changed_is_said_without_what_is_heavy(sealed: Path) -> None:
    """Neither Pelican nor pandas nor Altair is imported, nor what they need; nothing is written."""
    before = {path: path.stat().st_mtime_ns for path in (sealed / "ut").rglob("*")}
    said = run(sealed)
    assert said.startswith(f"{UNCHANGED} Webbplatsen ligger i ut.")
    assert said.endswith("[]\n")
    assert {path: path.stat().st_mtime_ns for path in (sealed / "ut").rglob("*")} == before


def again(file: str) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        """Write other bytes, as many as there were, at the old time."""
        path, said = root / file, (root / file).stat()
        path.write_bytes(path.read_bytes()[::-1])
        os.utime(path, ns=(said.st_atime_ns, said.st_mtime_ns))

    return write


def seal_of(root: Path) -> Path:
    (path,) = (root / ".cache").glob("*.sigill")
    return path


BREAKS: dict[str, Callable[[Path], object]] = {
    "a word": lambda root: (root / POST).write_text((root / POST).read_text() + "\nMer.\n"),
    "a new post": lambda root: shutil.copy(root / POST, root / "content/inlagg/2013-04-27.md"),
    "a page written over, unseen": again("ut/index.html"),
    "a page taken away": lambda root: (root / "ut/index.html").unlink(),
    "a file that is none of ours": lambda root: (root / "ut/egen.txt").touch(),
    "a setting": lambda root: setting(root, 'SITENAME = "Annat"'),
    "the lock": lambda root: (root / "requirements.txt").write_text("# nytt\n"),
    "a template": again("theme/templates/robots.txt"),
    "a plugin of one's own": lambda root: shutil.copytree(root / "data", root / "plugins"),
    "a damaged seal": lambda root: seal_of(root).write_bytes(seal_of(root).read_bytes()[:-3]),
    "no seal": lambda root: seal_of(root).unlink(),
}


@pytest.mark.parametrize("name", BREAKS)
def test_whatever_changes_breaks_the_seal(sealed: Path, name: str) -> None:
    """The build then looks for itself."""
    seal = Seal(sealed / "publishconf.py", sealed / "ut", embargoed=False)
    assert seal.is_whole()
    BREAKS[name](sealed)
    assert not Seal(sealed / "publishconf.py", sealed / "ut", embargoed=False).is_whole()


def test_another_environment_breaks_the_seal(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So do a log that anyone reads, another moment, and the moment at which the site changes."""
    seal = Seal(sealed / "publishconf.py", sealed / "ut", embargoed=False)
    seal.look()
    seal.looked += 10 * FRESH
    seal.set("Den har 3 diagram.", until=4e9)
    assert seal.is_whole() == "Den har 3 diagram."
    monkeypatch.setattr("insyn.incremental.seal.time.time", lambda: 4e9)
    assert not seal.is_whole()
    for name, value in (("CI", "true"), ("SOURCE_DATE_EPOCH", "1368800000")):
        with monkeypatch.context() as within:
            within.setenv(name, value)
            assert not Seal(sealed / "publishconf.py", sealed / "ut", embargoed=False).is_whole()


def test_a_commit_breaks_the_seal(sealed: Path) -> None:
    """What the site says of its origin is then another."""
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run([*git, "init", "-q"], cwd=sealed, check=True)
    (sealed / ".gitignore").write_text("/ut\n/.cache\n", encoding="utf-8")
    seal = Seal(sealed / "publishconf.py", sealed / "ut", embargoed=False)
    seal.look()
    seal.looked += 10 * FRESH
    seal.set("Den har 3 diagram.", until=0)
    assert seal.is_whole()
    subprocess.run([*git, "add", "."], cwd=sealed, check=True)
    subprocess.run([*git, "commit", "-qm", "Allt"], cwd=sealed, check=True)
    assert not seal.is_whole()


def test_changed_code_makes_everything_anew(sealed: Path) -> None:
    """A filter of the site's own plugins is changed: each page that uses it is another."""
    plugins = sealed / "kod"
    shutil.copytree(ROOT / "plugins", plugins, ignore=shutil.ignore_patterns("__pycache__"))
    path = plugins / "insyn/site/dates.py"
    run(sealed, PYTHONPATH=str(plugins))
    first = (sealed / "ut/index.html").read_text(encoding="utf-8")
    path.write_text(path.read_text().replace("isocalendar().week", "isocalendar().week + 1"))
    run(sealed, PYTHONPATH=str(plugins))
    found = tree(sealed / "ut")
    assert "vecka 17" in first
    assert b"vecka 18" in found["index.html"]
    (sealed / "ut").rename(sealed / "gammal")
    run(sealed, PYTHONPATH=str(plugins))
    assert tree(sealed / "ut") == found
