"""Addresses of other sites are asked for once, on demand, and told of where they stand."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from insyn.publishing.external import ask_all
from insyn.site.build import build
from insyn.site.external import check_external

POST = "content/inlagg/2013-04-26.md"


class Site(BaseHTTPRequestHandler):
    """A site of another: a page's name is the status that it answers with."""

    asked: Counter[tuple[str, str]]

    def do_HEAD(self) -> None:
        """Answer a question without a body."""
        self.asked[self.command, self.path] += 1
        name = self.path.strip("/").split("/")
        status = int(name[0] or 200)
        if name[-1] == "get":  # a server that knows no HEAD
            status = 404 if self.command == "HEAD" else 200
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"/{'/'.join(name[1:])}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815  (the name that the server looks for)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def other() -> Iterator[tuple[str, Counter[tuple[str, str]]]]:
    """Another site, with what it has been asked."""
    asked: Counter[tuple[str, str]] = Counter()
    handler = type("Handler", (Site,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


def linking(small: Path, *addresses: str) -> Path:
    """Let the small site's post link to these addresses, from line 10 on."""
    post = small / POST
    links = "\n".join(f"[Sida {n}]({address})" for n, address in enumerate(addresses))
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("Inledning.", links), encoding="utf-8")
    return small / "publishconf.py"


def test_what_is_dead_is_told_at_its_line(
    small: Path, other: tuple[str, Counter[tuple[str, str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Missing, gone and broken pages are told; what works, or refuses programs, is not."""
    site, asked = other
    pages = ("200", "404", "410", "500", "403", "301/200", "302/200", "301/404", "200/get", "404")
    conf = linking(small, *(f"{site}/{page}" for page in pages))
    descriptor = small / "data/ramar-2014.yaml"
    text = descriptor.read_text(encoding="utf-8")
    source = "  - title: Ekonomienheten\n"
    descriptor.write_text(text.replace(source, f"{source}    path: {site}/404/b\n"), "utf-8")
    line = text[: text.index(source)].count("\n") + 2
    assert check_external(conf) == 1
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        f"{POST}:11: Länken till {site}/404 är död. Sidan finns inte.",
        f"{POST}:12: Länken till {site}/410 är död. Sidan finns inte.",
        f"{POST}:13: Länken till {site}/500 är död. Sidan svarar med felet 500.",
        f"{POST}:17: Länken till {site}/301/404 är död. Sidan finns inte.",
        f"{POST}:19: Länken till {site}/404 är död. Sidan finns inte.",
        f"data/ramar-2014.yaml:{line}: Länken till {site}/404/b är död. Sidan finns inte.",
    ]
    (moved,) = (row for row in said.out.splitlines() if "flyttat" in row)
    assert moved.startswith(f"{POST}:15: {site}/301/200 har flyttat till {site}/200.")
    assert asked["HEAD", "/404"] == 2  # once for itself, once for what has moved there
    assert asked["GET", "/200/get"] == 1
    assert asked["GET", "/200"] == 0


def test_all_is_well(
    small: Path, other: tuple[str, Counter[tuple[str, str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    """With every address alive, and invented ones left out, it says so and gives 0."""
    conf = linking(small, f"{other[0]}/200", "https://kommunen.example/")
    assert check_external(conf) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Alla länkar till andra webbplatser svarar."
    )


def test_without_a_network_no_link_is_said_to_be_dead(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """When nothing can be reached, the words are others, and so is the exit code."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    assert check_external(linking(small, address)) == 2
    said = capsys.readouterr().err
    assert said == "Ingen server går att nå. Är datorn på nätet? Länkarna är inte kontrollerade.\n"


def test_a_silent_server_and_a_circle_are_not_waited_for(
    other: tuple[str, Counter[tuple[str, str]]],
) -> None:
    """A server that takes the call and says nothing is dead in time; so is a redirect to itself."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        quiet = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        circle = f"{other[0]}/301/{'301/' * 9}200"
        answers = ask_all([quiet, circle], timeout=0.3)
    assert answers[quiet].dead == "Servern svarar inte i tid."
    assert answers[circle].dead == "Adressen leder runt i cirkel."


def test_a_build_asks_nobody(
    small: Path, tmp_path: Path, other: tuple[str, Counter[tuple[str, str]]]
) -> None:
    """A dead link of another site stops no build, and isn't asked for by one."""
    build(linking(small, f"{other[0]}/404"), tmp_path / "ut")
    assert not other[1]
