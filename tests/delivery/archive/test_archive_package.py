"""A package for the archive holds the whole site, says what it is, and is the same every time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest

from insyn.delivery.archive import published
from insyn.delivery.archive.package import pack_built, pack_release
from insyn.delivery.origin import STAMP
from insyn.delivery.release import ABOUT
from insyn.delivery.serving.compression import ENDINGS
from insyn.problems import ProblemsFound
from tiny import ABOUT_IT, ADDRESS, release_of, tiny_site
from warc import answers, records

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def packed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, packed as a release."""
    folder = tmp_path_factory.mktemp("packed")
    return pack_release(release_of(folder / "release", site), folder / "arkiv").path


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A release of a few small files."""
    return release_of(tmp_path / "release", tiny_site(tmp_path / "built"))


def problem(release: Path, output: Path) -> str:
    """Pack a release that can't be; give what is said of it."""
    with pytest.raises(ProblemsFound) as found:
        pack_release(release, output)
    return str(found.value)


def test_each_file_is_kept_once_at_its_address(site: Path, packed: Path) -> None:
    """Every file of the site is answered at its public address with its own bytes, none twice."""
    kept = answers(packed)
    entry = f"{ADDRESS}/pagefind/pagefind-entry.json"
    assert kept.pop(f"{entry}?ts=0") == kept[entry]  # as Pagefind asks
    found = (path for path in site.rglob("*") if path.is_file())
    files = sorted(path for path in found if path.suffix not in ENDINGS)
    assert len(kept) == len(files) > 400
    for path in files:
        place = path.relative_to(site).as_posix()
        place = place.removesuffix("index.html") if path.name == "index.html" else place
        assert kept[f"{ADDRESS}/{place}"].body == path.read_bytes()


def test_files_are_answered_as_a_server_answers(tiny: Path, tmp_path: Path) -> None:
    """Types and statuses are a server's; compressed copies are left out, other .gz files not."""
    kept = answers(pack_release(tiny, tmp_path / "arkiv").path)
    said = {address.removeprefix(ADDRESS): (one.status, one.kind) for address, one in kept.items()}
    assert said == {
        "/": (200, "text/html; charset=utf-8"),
        "/404.html": (404, "text/html; charset=utf-8"),
        "/bilder/tv%C3%A5%20hus.svg": (200, "image/svg+xml; charset=utf-8"),
        "/data/datapackage.json": (200, "application/json"),
        "/data/ramar.csv": (200, "text/csv; charset=utf-8"),
        "/data/ramar/2013-04-26.csv": (200, "text/csv; charset=utf-8"),
        "/datasets/dcat": (200, "application/rdf+xml; charset=utf-8"),
        "/figur/1/": (200, "text/html; charset=utf-8"),
        "/om/": (200, "text/html; charset=utf-8"),
        "/register.gz": (200, "application/octet-stream"),
        "/sitemap.xml": (200, "application/xml; charset=utf-8"),
    }


def test_the_same_release_gives_the_same_bytes(tiny: Path, tmp_path: Path) -> None:
    """Neither the clock, nor when files were written, nor the folder shows in a package."""
    first = pack_release(tiny, tmp_path / "a").path
    for at, path in enumerate(sorted((tiny / "site").rglob("*"))):
        os.utime(path, (at, at))
    second = pack_release(tiny, tmp_path / "b").path
    assert first.name == second.name == "blogg.tallvika.example-2013-05-17-0123456789ab.wacz"
    assert first.read_bytes() == second.read_bytes()


def test_a_package_says_what_it_is(tiny: Path, tmp_path: Path) -> None:
    """The first record, the manifest and release.json tell site, moment, commit and lock."""
    made = pack_release(tiny, tmp_path / "arkiv").path
    first = next(records(made))
    told = first.content_stream().read().decode()
    assert first.rec_headers.get_header("WARC-Date") == "2013-05-17T14:00:00Z"
    for part in ("WARC File Format 1.1", "conformsTo: ", "operator: Tallvika", ABOUT_IT.commit):
        assert part in told
    with ZipFile(made) as held:
        manifest = json.loads(held.read("datapackage.json"))
        assert held.read("om-paketet/release.json").decode() == ABOUT_IT.text()
        pages = [json.loads(line) for line in held.read("pages/pages.jsonl").splitlines()]
    assert manifest["wacz_version"] == "1.1.1"
    assert manifest["mainPageUrl"] == f"{ADDRESS}/"
    assert [page.get("title") for page in pages[1:]] == ["Blogg & mer", "Om"]


def test_the_contents_name_every_file(tiny: Path, tmp_path: Path) -> None:
    """The table of contents has every page by title and day, every file with its checksum."""
    with ZipFile(pack_release(tiny, tmp_path / "arkiv").path) as held:
        page = held.read("om-paketet/innehall.html").decode()
        sums = held.read("om-paketet/webbplatsen.sha256").decode().splitlines()
    assert len(sums) == 11
    for line in sums:
        assert line.split("  ")[0] in page
    assert ">Om<code>https://blogg.tallvika.example/om/</code></th><td>2013-05-03</td>" in page
    assert "Budgetramar, csv" in page
    assert "Budgetramar, 2013-04-26.csv" in page
    assert str(ABOUT_IT.commit) in page


def test_what_is_not_known_is_said_to_be_so(tmp_path: Path) -> None:
    """A site that doesn't say what it was built of has no commit in its package, which says so."""
    built = tiny_site(tmp_path / "built")
    made = pack_built(built, tmp_path / "arkiv").path
    with ZipFile(made) as held:
        page = held.read("om-paketet/innehall.html").decode()
    assert "<dt>Källans version (commit i git)</dt>\n<dd>Inte känt</dd>" in page
    assert "commit:" not in next(records(made)).content_stream().read().decode()


def test_a_built_site_is_taken_at_its_word(tmp_path: Path) -> None:
    """Commit and moment are those in the site's own file, whenever its files were written."""
    built = tiny_site(tmp_path / "built")
    said = {"commit": "ab" * 20, "lock": None, "moment": ABOUT_IT.moment, "software": {"x": "1"}}
    (built / STAMP).write_text(json.dumps(said), encoding="utf-8")
    made = pack_built(built, tmp_path / "arkiv").path
    assert made.name == "blogg.tallvika.example-2013-05-17-abababababab.wacz"
    told = next(records(made)).content_stream().read().decode()
    assert f"commit: {'ab' * 20}" in told
    assert "lock:" not in told
    assert "builtWith: x 1" in told


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("finns-inte", "finns-inte:1: Mappen finns inte. Ange en utgåva"),
        ("built", "built:1: Mappen är ingen utgåva: site, release.json, SHA256SUMS saknas."),
    ],
)
def test_a_folder_that_is_no_release_is_refused(tmp_path: Path, folder: str, said: str) -> None:
    """Neither a folder that isn't there nor one without a release's files is packed."""
    tiny_site(tmp_path / "built")
    assert said in problem(tmp_path / folder, tmp_path / "arkiv")


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("site/sitemap.xml", None, "Mappen är ingen byggd webbplats"),
        ("site/utkast/2013-05-24-nytt/index.html", "", "Mappen är en förhandsvisning med utkast"),
        ("site/index.html", "<title>Blogg</title>", "Startsidan säger inte vilken adress"),
        (
            "site/index.html",
            '<link rel="canonical" href="http://127.0.0.1:8000/">',
            "Startsidan säger inte vilken adress",
        ),
        ("site/om/index.html", "Rörd", "Filen är inte som utgåvans SHA256SUMS säger."),
        ("site/om/ny.html", "Ny", "Filen är inte som utgåvans SHA256SUMS säger."),
        ("site/data/ramar.csv", None, "Filen saknas, fast utgåvan hade den."),
        ("release.json", "{}", "går inte att läsa som en utgåvas uppgifter"),
        ("release.json", "inte json", "går inte att läsa som en utgåvas uppgifter"),
    ],
)
def test_a_site_that_is_not_the_published_one_is_refused(
    tiny: Path, tmp_path: Path, path: str, text: str | None, said: str
) -> None:
    """A preview, a site without an address, or a release that was touched is never packed."""
    file = tiny / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        file.unlink()
    else:
        file.write_text(text, encoding="utf-8")
    assert said in problem(tiny, tmp_path / "arkiv")
    assert not list(tmp_path.rglob("*.wacz"))


def test_a_package_is_never_written_over(tiny: Path, tmp_path: Path) -> None:
    """A package of the same name stays as it is, and one isn't put into the site itself."""
    made = pack_release(tiny, tmp_path / "arkiv").path
    made.write_bytes(b"the archivist's own")
    assert "Paketet finns redan" in problem(tiny, tmp_path / "arkiv")
    assert made.read_bytes() == b"the archivist's own"
    assert "i webbplatsens egen mapp" in problem(tiny, tiny / "site" / "arkiv")
    assert "Det finns en fil där" in problem(tiny, tiny / ABOUT)


def test_a_site_that_is_built_anew_meanwhile_is_not_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package never has some files of one build and some of the next."""
    built, newer = tiny_site(tmp_path / "built"), tiny_site(tmp_path / "newer")
    paths_of = published.paths_of

    def swap(folder: Path) -> list[str]:
        if newer.exists():
            built.rename(tmp_path / "former")
            newer.rename(built)
        return paths_of(folder)

    monkeypatch.setattr(published, "paths_of", swap)
    with pytest.raises(ProblemsFound, match="Webbplatsen byggdes om under tiden"):
        pack_built(built, tmp_path / "arkiv")
    assert not list(tmp_path.rglob("*.wacz"))


def test_a_full_disk_is_told_beforehand(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is too little room nothing is begun."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    assert "Disken är för full: paketet behöver 64 MB." in problem(tiny, tmp_path / "arkiv")
    assert not (tmp_path / "arkiv").exists()


def test_a_killed_run_leaves_no_package(tmp_path: Path) -> None:
    """Whatever happens half way, there is no file with the package's name that isn't whole."""
    (tiny_site(tmp_path / "built") / "stor.bin").write_bytes(os.urandom(40_000_000))
    verb = [sys.executable, "-m", "invoke", "archive", "--site", str(tmp_path / "built")]
    output = tmp_path / "arkiv"
    with subprocess.Popen([*verb, "--output", str(output)], cwd=ROOT) as running:
        end = time.monotonic() + 30
        while not list(output.glob(".arkiv-*/paket/archive/*")) and time.monotonic() < end:
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    assert running.returncode != 0
    assert list(output.glob(".arkiv-*"))
    assert not list(output.glob("*.wacz"))
