"""What real web servers send with the configuration that the build makes."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import brotli
import pytest
import zstandard

from insyn.delivery.serving.compression import ENDINGS, is_compressible
from insyn.delivery.serving.configuration import Served
from insyn.delivery.serving.media_types import media_type
from isso_server import ask, together
from web_servers import Answer, Server, caddy, nginx

ROOT = Path(__file__).resolve().parents[2]
APRIL = "/2013/04/26/prognosen-ramarna-och-en-ranking/"
CODINGS = {"br": ".br", "gzip": ".gz", "zstd": ".zst"}
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "zstd": zstandard.decompress}
HEADERS = Served(comments="/isso").headers
EVER = "public, max-age=31536000, immutable"


def files(site: Path) -> list[str]:
    """List the files of the site that are asked for, by their paths from the root."""
    found = (path for path in site.rglob("*") if path.is_file() and path.suffix not in ENDINGS)
    return sorted({path.relative_to(site).as_posix() for path in found} - {"404.html"})


def address(file: str) -> str:
    """Give the address of a file: a page's is that of its folder."""
    return f"/{file.removesuffix('index.html')}" if file.endswith("/index.html") else f"/{file}"


def unpacked(answer: Answer) -> bytes:
    coding = answer.headers.get("content-encoding")
    return UNPACK[coding](answer.body) if coding else answer.body


def moved(site: Path, file: str) -> bool:
    return b'http-equiv="refresh"' in (site / file).read_bytes()


def test_every_file_is_sent_as_it_is_with_its_type_and_every_header(
    site: Path, server: Server
) -> None:
    """Status, type, each header of the tables, and the very bytes; for files of all kinds."""
    for file in files(site):
        if moved(site, file):
            continue
        answer = server.ask(address(file))
        assert answer.status == 200, file
        assert answer.body == (site / file).read_bytes(), file
        assert answer.headers["content-type"] == media_type(file), file
        assert "content-encoding" not in answer.headers, file
        for header in HEADERS:
            assert answer.headers.get(header.name.lower(), "") == header.value(f"/{file}"), file
            assert header.value(address(file)) == header.value(f"/{file}"), file


@pytest.mark.parametrize("coding", CODINGS)
def test_what_gets_smaller_is_sent_compressed(site: Path, server: Server, coding: str) -> None:
    """The file that lies beside is sent to whoever takes it, and unpacks to the original.

    Debian's nginx has no module for Zstandard, and sends the file as it is.
    """
    if (server.name, coding) == ("nginx", "zstd"):
        assert "content-encoding" not in server.ask(APRIL, accept_encoding=coding).headers
        return
    for file in files(site):
        beside = site / f"{file}{CODINGS[coding]}"
        if moved(site, file) or not beside.exists():
            continue
        answer = server.ask(address(file), accept_encoding=coding)
        assert answer.headers.get("content-encoding") == coding, file
        assert answer.headers["vary"] == "Accept-Encoding", file
        assert answer.headers["content-type"] == media_type(file), file
        assert answer.body == beside.read_bytes(), file
        assert unpacked(answer) == (site / file).read_bytes(), file


def test_the_best_coding_is_chosen(server: Server) -> None:
    """A browser that takes them all gets Brotli."""
    answer = server.ask(APRIL, accept_encoding="gzip, deflate, br, zstd")
    assert answer.headers["content-encoding"] == "br"


@pytest.mark.parametrize("coding", ["br", "identity"])
def test_what_has_not_changed_is_not_sent_again(server: Server, coding: str) -> None:
    """A page that a browser has is answered with 304 and the same headers, and no body."""
    first = server.ask(APRIL, accept_encoding=coding)
    again = server.ask(APRIL, accept_encoding=coding, if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["cache-control"] == "no-cache"
    since = first.headers["last-modified"]
    assert server.ask(APRIL, accept_encoding=coding, if_modified_since=since).status == 304


def test_what_is_named_by_its_content_is_kept_for_ever(site: Path, server: Server) -> None:
    """Stylesheet, scripts and Pagefind's parts for a year; what names them is asked for."""
    theme = [file for file in files(site) if file.startswith("theme/")]
    parts = [file for file in files(site) if re.search(r"\.pf_\w+$", file)]
    assert theme
    assert parts
    for file in theme + parts:
        assert server.ask(f"/{file}").headers["cache-control"] == EVER, file
    entry = ["pagefind/pagefind.js", "pagefind/pagefind-entry.json", "pagefind/wasm.sv.pagefind"]
    for file in [*entry, "sok/", "", "flode.atom", "flode.json", "datasets/dcat", "sitemap.xml"]:
        assert server.ask(f"/{file}").headers["cache-control"] == "no-cache", file
    missing = server.ask("/theme/insyn-000000000000.css")
    assert (missing.status, missing.headers["cache-control"]) == (404, "no-cache")


def test_the_server_asks_again_when_a_link_has_moved(
    site: Path, tmp_path: Path, server: Server
) -> None:
    """A release that takes the place of another is seen at once, also one that is older."""
    first, second, current = (tmp_path / name for name in ("a", "b", "current"))
    for folder, text in ((first, "ett"), (second, "två")):
        folder.mkdir()
        for file in ("index.html", "robots.txt"):
            (folder / file).write_text(text, encoding="utf-8")
    current.symlink_to(first)
    serving = tmp_path / "serving"
    shutil.copytree(site.with_name("serving"), serving)
    for path in serving.iterdir():
        said = path.read_text(encoding="utf-8").replace(str(site), str(current))
        path.write_text(said, encoding="utf-8")
    (tmp_path / "run").mkdir()
    with {"nginx": nginx, "caddy": caddy}[server.name](serving, tmp_path / "run") as running:
        before = running.ask("/")
        assert before.body == b"ett"
        beside = tmp_path / "next"
        beside.symlink_to(second)
        beside.replace(current)
        tag = before.headers["etag"]
        assert running.ask("/", if_none_match=tag).body.decode() == "två"


def test_an_old_address_leads_to_the_new(server: Server) -> None:
    """It has moved for good, whatever was asked for after the path."""
    for asked in ("", "?m=1"):
        answer = server.ask(f"/2013/04/prognosen-ramarna-och-en-ranking.html{asked}")
        assert (answer.status, answer.headers["location"]) == (301, APRIL)


def test_a_folder_without_its_slash_leads_to_the_one_with(server: Server) -> None:
    """It names no host and no port, so it is right behind any proxy."""
    answer = server.ask("/arkiv", host="blogg.tallvika.example")
    assert answer.status in {301, 308}
    assert answer.headers["location"] == "/arkiv/"


@pytest.mark.parametrize(
    "path",
    [
        *("/finns-inte", "/finns-inte/", "/theme/", "/2013/", "/figur/finns-inte/", "/404.html"),
        *("/.git/config", "/.htaccess", "/arkiv/.hemligt", "/.well-known/finns-inte"),
        *("/index.html.br", "/flode.atom.gz", "/robots.txt.zst", "/%2e%2e/%2e%2e/etc/passwd"),
    ],
)
def test_what_is_not_there_has_the_sites_own_page(site: Path, server: Server, path: str) -> None:
    """No list of files, no file that is hidden, no compressed file by itself: 404."""
    answer = server.ask(path)
    assert answer.status in {404, 400}
    if answer.status == 404:
        assert answer.body == (site / "404.html").read_bytes()
        assert answer.headers["content-type"] == media_type("404.html")
        for header in HEADERS:
            assert answer.headers.get(header.name.lower(), "") == header.value("/404.html")


def test_a_hidden_file_is_not_sent(site: Path, server: Server) -> None:
    """Not even one that has got into the site."""
    hidden = site / ".env"
    hidden.write_text("hemligt", encoding="utf-8")
    try:
        assert server.ask("/.env").status == 404
    finally:
        hidden.unlink()
    assert server.ask("/.well-known/security.txt").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_site_is_read_and_nothing_else(server: Server, method: str) -> None:
    """The answer says what may be done."""
    for path in ("/", "/data/folkmangd.csv", "/flode.json"):
        answer = server.ask(path, method)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_head_is_the_answer_without_its_body(server: Server) -> None:
    """HEAD gives the same headers as GET."""
    head, get = server.ask(APRIL, "HEAD"), server.ask(APRIL)
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


def test_only_tls_says_that_tls_must_be_used(server: Server) -> None:
    """HSTS is sent with TLS and not without, with errors too."""
    name = "strict-transport-security"
    for path in ("/", "/finns-inte", "/theme/"):
        assert server.ask(path, tls=True).headers[name] == "max-age=31536000"
        assert name not in server.ask(path).headers


def test_a_part_of_a_file_can_be_fetched(site: Path, server: Server) -> None:
    """A large file that was cut off can be fetched further on."""
    answer = server.ask("/data/folkmangd.xlsx", range="bytes=10-19")
    assert answer.status == 206
    assert answer.body == (site / "data/folkmangd.xlsx").read_bytes()[10:20]


def test_every_file_of_the_site_has_a_type(site: Path) -> None:
    """Only what Pagefind has packed itself is bytes and nothing more."""
    plain = [file for file in files(site) if media_type(file) == "application/octet-stream"]
    assert plain
    assert all(re.fullmatch(r"pagefind/.*(pf_\w+|pagefind)", file) for file in plain)
    assert not any(is_compressible(file) for file in plain)


def test_comments_work_beside_the_site(site: Path, tmp_path: Path) -> None:
    """With the documented Isso behind nginx: its pages have none of the site's policy or cache."""
    docs = ROOT / "docs"
    for name in ("isso", "server"):
        (tmp_path / name).mkdir()
    with together(site, tmp_path / "isso") as isso:
        places = (docs / "nginx-isso-locations.conf").read_text(encoding="utf-8")
        places = places.replace("127.0.0.1:8080", f"127.0.0.1:{isso.port}")
        around = f"include {docs}/nginx-isso.conf;"
        with nginx(site.with_name("serving"), tmp_path / "server", places, around) as server:
            admin = server.ask("/isso/admin/")
            assert admin.status == 200
            assert admin.headers["content-security-policy"] == "frame-ancestors 'none'"
            assert "cache-control" not in admin.headers
            assert admin.headers["x-content-type-options"] == "nosniff"
            new = f"/isso/new?uri={APRIL}"
            said = '{"text": "Hej på er", "title": "T"}'
            sent, _ = ask(server.address, "POST", new, said, {"Content-Type": "application/json"})
            assert sent in {201, 202}
            assert [row["text"] for row in isso.rows()] == ["Hej på er"]
            assert server.ask(APRIL, "POST").status == 405
            assert server.ask(APRIL).headers["cache-control"] == "no-cache"
