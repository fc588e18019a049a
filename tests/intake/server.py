"""A server on this machine that answers as a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from insyn.intake.fetching.http import Client


@dataclass(frozen=True)
class Asked:
    """What a client asked, and when."""

    method: str
    host: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any
    at: float


@dataclass(frozen=True)
class Reply:
    """What the server answers: bytes as they are, anything else as JSON."""

    body: Any = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Callable[[Asked], Reply]


def quick() -> Client:
    """A client that a test doesn't have to wait for."""
    return Client(backoff=0.001, timeout=0.3)


@contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, list[Asked]]]:
    """Serve while a test runs; gives the address and the list of what has been asked."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def handle_any(self) -> None:
            target = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            host, query = str(self.headers["Host"]), dict(parse_qsl(target.query))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked.append(
                Asked(
                    self.command, host, unquote(target.path), query, headers, body, time.monotonic()
                )
            )
            reply = answer(asked[-1])
            content = reply.body if isinstance(reply.body, bytes) else as_json(reply.body)
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(content)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = handle_any  # noqa: N815  (the names that the server looks for)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(frozen=True)
class Exactly:
    """A number that is to stand in the JSON just as it is written here."""

    text: str


def as_json(value: Any) -> bytes:
    """Write JSON in which `Exactly` numbers keep every digit, as no Python float would."""
    numbers: list[str] = []

    def mark(number: Exactly) -> str:
        numbers.append(number.text)
        return f"<{len(numbers) - 1}>"

    text = json.dumps(value, ensure_ascii=False, default=mark)
    for place, number in enumerate(numbers):
        text = text.replace(f'"<{place}>"', number)
    return text.encode()


def always(*replies: Reply) -> Answer:
    """Give the replies one after the other, and then the last one for ever."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]
