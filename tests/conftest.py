"""What tests share: the whole site built once, a small site to break, and a real browser."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from chromium import find_browser
from insyn.delivery.serving.configuration import ROOT as DOCUMENTS
from insyn.delivery.serving.configuration import Wanted
from insyn.incremental.store import Store
from insyn.site.build import build
from once import made_once
from pushing import Clone, Host, make_server
from serving import served
from tabs import Tabs
from web_servers import Server, caddy, nginx

# How long an example takes says more of the machine than of the code.
settings.register_profile("insyn", deadline=None)
settings.load_profile("insyn")

os.environ.pop("CI", None)  # what a public log is told is for the tests that set it
# Programs that tests start would else compile our code each time, and a worker pytest's own.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
ROOT = Path(__file__).resolve().parent.parent
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site as it is published; its servers' configuration is in serving/ beside it.

    Each test process has folders of its own, since some tests put a file there.
    """

    def make(folder: Path) -> None:
        build(ROOT / "publishconf.py", folder / "output", Wanted(folder / "serving"))

    made, own = made_once(tmp_path_factory, "published", make), tmp_path_factory.mktemp("published")
    shutil.copytree(made / "output", own / "output", copy_function=os.link)
    shutil.copytree(made / "serving", own / "serving")
    for path in (own / "serving").iterdir():
        said = path.read_text(encoding="utf-8").replace(DOCUMENTS, str(own / "output"))
        path.write_text(said, encoding="utf-8")
    return own / "output"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of one post, one page and one dataset, in a folder of its own.

    Its theme is the sample site's, whose templates are compiled already; `own_theme` copies it.
    """
    return small_site(tmp_path / "webbplats")


def small_site(root: Path) -> Path:
    """Lay out the small site in a folder, which is made."""
    shutil.copytree(ROOT / "tests" / "small", root)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, root / name)
    keep_drawings(root, ROOT / ".cache")
    setting(root, 'LOGO = ""')
    setting(root, f"THEME = {str(ROOT / 'theme')!r}")
    precompress(root, on=False)  # most tests read the files themselves, and build often
    return root


def sample_site(root: Path) -> Path:
    """Lay out the sample site in a folder; what is drawn is kept where all tests keep it."""
    for name in ("content", "data", "theme", "charts"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, root / name)
    keep_drawings(root, ROOT / ".cache")
    return root


def change(root: Path, file: str, old: str, new: str) -> None:
    """Write something else in a file of a site, once."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of one's own, with nothing in it yet."""
    with Store(tmp_path / "sparat.sqlite") as opened:
        yield opened


def own_theme(root: Path) -> Path:
    """Give a site a theme to change; give its folder."""
    shutil.copytree(ROOT / "theme", root / "theme")
    setting(root, 'THEME = "theme"')
    return root / "theme"


def precompress(root: Path, *, on: bool) -> None:
    """Say whether a site is compressed when it is published."""
    conf = root / "publishconf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}PRECOMPRESS = {on}\n", encoding="utf-8")


def keep_drawings(root: Path, cache: Path) -> None:
    """Let a site keep its drawings in a folder."""
    setting(root, f"CACHE_PATH = {str(cache)!r}")


def setting(root: Path, line: str) -> int:
    """Write a setting of a site anew; give the number of its line."""
    conf = root / "pelicanconf.py"
    text = f"{conf.read_text(encoding='utf-8')}{line}\n"
    conf.write_text(text, encoding="utf-8")
    return text.count("\n")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, Chrome or Edge; the test fails where none can be had."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The sample site, served on this machine."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Iterator[Tabs]:
    """Tabs that the tests of a module use one after the other."""
    found = Tabs(browser)
    yield found
    found.close()


@pytest.fixture
def page(tabs: Tabs, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page of the sample site; parameters are those of a browser context."""
    with tabs.one(base_url=address, **getattr(request, "param", {})) as found:
        yield found


@pytest.fixture(scope="session")
def made_server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server of the small site, to copy."""
    made = make_server(tmp_path_factory.mktemp("server"))
    return made.rename(made.with_name("made"))


@pytest.fixture
def host(made_server: Path) -> Host:
    """A server of one's own, with one release.

    It lies where it was made, so that what Python and the templates were compiled to there holds.
    """
    place = made_server.with_name("insyn")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(made_server, place, symlinks=True, copy_function=copy_or_link)
    return Host(place)


def copy_or_link(source: str, target: str) -> None:
    """Copy a file; what was compiled is never written in place, and may be the same file."""
    (os.link if source.endswith(".pyc") else shutil.copy2)(source, target)


@pytest.fixture
def anna(host: Host, tmp_path: Path) -> Clone:
    """The clone of a communications officer, who may change content and data."""
    return host.clone(tmp_path / "anna", "anna")


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def server(
    site: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Server]:
    """The sample site behind a real web server."""
    folder = tmp_path_factory.mktemp("server")
    with request.param(site.with_name("serving"), folder) as running:
        yield running
