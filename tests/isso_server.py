"""A site with the real Isso behind it, on one origin, as nginx puts them together."""

from __future__ import annotations

import configparser
import functools
import json
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "ett-langt-losenord"  # noqa: S105  (of a server that lives as long as a test)
PENDING, APPROVED, DELETED = 2, 1, 4


class _Front(SimpleHTTPRequestHandler):
    """Serves the site and hands on what is below /isso/, with headers that test the hardest way."""

    isso = 0

    def do_GET(self) -> None:
        if self.path.startswith("/isso/"):
            self._hand_on()
        else:
            super().do_GET()

    def do_POST(self) -> None:
        self._hand_on()

    def do_PUT(self) -> None:
        self._hand_on()

    def _hand_on(self) -> None:
        there = HTTPConnection("127.0.0.1", self.isso, timeout=20)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {
            **{name: value for name, value in self.headers.items() if name != "Connection"},
            "X-Script-Name": "/isso",
            "X-Forwarded-Prefix": "/isso",
            "X-Forwarded-For": "192.0.2.77",
        }
        try:
            there.request(self.command, self.path, body, headers)
            answer = there.getresponse()
            content = answer.read()
        except OSError:
            self.send_error(502)
            return
        finally:
            there.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name not in {"Server", "Date", "Connection", "Content-Length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Referrer-Policy", "no-referrer")
        # Two builds within a second have pages of the same time, which a browser would keep.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@dataclass
class Together:
    """A site with its Isso: where it is, Isso's own port, its database and its log."""

    address: str
    port: int
    database: Path
    log: Path

    def send(self, text: str, page: str, **more: Any) -> int:
        """Send a comment past the form; give its number."""
        body = json.dumps({"text": text, "title": "Titel", **more}).encode()
        asked = urllib.request.Request(  # noqa: S310  (our own server)
            f"{self.address}/isso/new?uri={page}", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(asked) as answer:  # noqa: S310
            return int(json.load(answer)["id"])

    def set_mode(self, number: int, mode: int) -> None:
        """Put a comment where moderation would have put it."""
        self.write("UPDATE comments SET mode = ? WHERE id = ?", mode, number)

    def write(self, sql: str, *values: Any) -> None:
        """Change Isso's database."""
        with closing(sqlite3.connect(self.database)) as opened, opened:
            opened.execute(sql, values)

    def rows(self) -> list[dict[str, Any]]:
        """Give all that Isso has kept of the comments."""
        with closing(sqlite3.connect(self.database)) as opened:
            opened.row_factory = sqlite3.Row
            return [dict(row) for row in opened.execute("SELECT * FROM comments ORDER BY id")]


@contextmanager
def together(site: Path, folder: Path, **guard: str) -> Iterator[Together]:
    """Start Isso with the documented settings and a site in front of it."""
    port = free_port()
    handler = type("Front", (_Front,), {"isso": port})
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    conf, database, log = folder / "isso.cfg", folder / "comments.db", folder / "isso.log"
    conf.write_text(_conf(address, port, database, guard), encoding="utf-8")
    with log.open("w") as opened:
        process = subprocess.Popen(
            [str(Path(sys.executable).parent / "isso"), "-c", str(conf), "run"],
            stdout=opened,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/info", process)
        yield Together(address, port, database, log)
    finally:
        process.terminate()
        process.wait(10)
        server.shutdown()
        server.server_close()


def _conf(address: str, port: int, database: Path, guard: dict[str, str]) -> str:
    """Give docs/isso.cfg with what it says must be set, and without mail."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "docs" / "isso.cfg", encoding="utf-8")
    parser["general"].update({"dbpath": str(database), "host": address, "notify": "stdout"})
    parser["admin"]["password"] = PASSWORD
    parser["server"].update(
        {"listen": f"http://127.0.0.1:{port}", "public-endpoint": f"{address}/isso"}
    )
    parser["hash"]["salt"] = "salt"
    parser["guard"].update({name.replace("_", "-"): value for name, value in guard.items()})
    lines = []
    for section in parser.sections():
        lines += [f"[{section}]", *(f"{name} = {value}" for name, value in parser[section].items())]
    return "\n".join(lines) + "\n"


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server that was started answers, be it with an error."""
    for _ in range(200):
        assert process.poll() is None, "the server has ended"
        try:
            urllib.request.urlopen(address).close()  # noqa: S310
        except urllib.error.HTTPError as answer:
            answer.close()
            return
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def ask(
    address: str,
    method: str,
    path: str,
    body: str = "",
    headers: Mapping[str, str] = MappingProxyType({}),
) -> tuple[int, dict[str, str]]:
    """Ask a server for something; give the status and the headers of its answer."""
    with closing(HTTPConnection(address.removeprefix("http://"), timeout=20)) as there:
        there.request(method, path, body.encode(), headers)
        answer = there.getresponse()
        answer.read()
        return answer.status, dict(answer.getheaders())
