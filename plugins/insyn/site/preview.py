"""A live preview: the site with its drafts, built anew and shown anew whenever a file is saved.

Each build runs in a process of its own, so changed Python code needs no restart. When something is
wrong the last good site stays, with the problems above it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import Any

from watchfiles import watch

WATCHED = ("content", "data", "charts", "theme", "plugins", "pelicanconf.py", "publishconf.py")
EMPTY = b"<!doctype html><html lang=sv><title>Insyn</title><head></head><h1>Insyn</h1>"
FILES = {"/__insyn/preview.js": "text/javascript", "/__insyn/preview.css": "text/css"}
KEEP_ALIVE = 10  # seconds


@dataclass
class State:
    """What the browsers are told: how many builds there have been, and what is wrong now."""

    version: int = 0
    problems: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def build(self, conf: Path, output: Path) -> None:
        """Build in a process of its own, then tell every browser."""
        command = [sys.executable, "-X", "utf8", "-m", "insyn.site.commands"]
        plugins = str(conf.parent / "plugins")
        done = subprocess.run(  # noqa: S603  (our own program)
            [*command, conf.name, output.name, "--embargoed"],
            cwd=conf.parent,
            env={**os.environ, "PYTHONPATH": plugins},
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
        print(done.stderr, end="", file=sys.stderr, flush=True)
        with self.changed:
            self.version += 1
            self.problems = done.stderr if done.returncode else ""
            self.changed.notify_all()


class Handler(SimpleHTTPRequestHandler):
    """Serves the built site; every page gets a script that waits for the next build."""

    state: State
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a browser."""
        path = self.path.partition("?")[0]
        if path == "/__insyn/events":
            self._events()
        elif path in FILES:
            source = resources.files(__package__) / path.rpartition("/")[2]
            self._send(200, FILES[path], source.read_bytes())
        elif not path.endswith("/") and not Path(self.translate_path(path)).is_dir():
            super().do_GET()
        else:
            self._page(path)

    def _page(self, path: str) -> None:
        """Send a page with the preview's script in its head."""
        if not path.endswith("/"):
            self.send_response(308)
            self.send_header("Location", f"{path}/{self.path.removeprefix(path)}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        file = Path(self.translate_path(path)) / "index.html"
        status = 200 if file.exists() else 404
        if status == 404:
            file = Path(str(self.directory)) / "404.html"
        page = file.read_bytes() if file.exists() else EMPTY
        tags = (
            '<link rel="stylesheet" href="/__insyn/preview.css">'
            f'<script src="/__insyn/preview.js" data-version="{self.state.version}" defer></script>'
        )
        self._send(status, "text/html", re.sub(b"</head>", tags.encode() + b"</head>", page))

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        """Tell the browser what the last build gave, and then of every new one."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        told = -1
        try:
            while True:
                with self.state.changed:
                    if self.state.version == told:
                        self.state.changed.wait(KEEP_ALIVE)
                    news = {"version": self.state.version, "problems": self.state.problems}
                told = self.state.version
                self.wfile.write(f"data: {json.dumps(news)}\n\n".encode())
                self.wfile.flush()
        except OSError:
            self.close_connection = True  # the browser has left the page

    def end_headers(self) -> None:
        """Let no browser keep a page that is about to change."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Keep quiet: the terminal is for problems."""


def serve_preview(conf: Path, port: int) -> None:
    """Build, serve on this machine alone, and build again at every change, until interrupted."""
    root, output, state = conf.parent, conf.parent / ".preview", State()
    state.build(conf, output)

    def handler(*args: Any, **kwargs: Any) -> Handler:
        return Handler(*args, directory=str(output), **kwargs)

    Handler.state = state
    server = _listen(port, handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(
        f"Förhandsvisning: http://127.0.0.1:{server.server_address[1]}/ (avsluta med Ctrl+C)",
        flush=True,
    )
    try:
        watched = (root / name for name in WATCHED if (root / name).exists())
        for _ in watch(*watched, debounce=200, step=50):
            state.build(conf, output)
    except KeyboardInterrupt:
        pass
    server.shutdown()


def _listen(port: int, handler: Any) -> ThreadingHTTPServer:
    """Take the port, or the next one that is free."""
    last = min(port + 49, 65535)
    for candidate in range(port, last + 1):
        try:
            server = ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError:
            continue
        server.daemon_threads = True
        return server
    sys.exit(f"Ingen ledig port mellan {port} och {last}.")
