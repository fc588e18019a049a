"""Serving the preview to this machine's browsers, each page with a script that hears the news."""

from __future__ import annotations

import sys
import threading
from functools import partial
from hashlib import blake2b
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from insyn.site.preview.desk import Desk
from insyn.site.preview.news import News
from insyn.site.preview.watching import watch_site

EMPTY = b"<!doctype html><html lang=sv><head><title>Insyn</title></head><h1>Insyn</h1>"
FILES = {"/__insyn/preview.js": "text/javascript", "/__insyn/preview.css": "text/css"}
KEEP_ALIVE = 10  # seconds between signs of life to a browser that hears no news
HOSTS = ("127.0.0.1", "localhost")


class Handler(SimpleHTTPRequestHandler):
    """Answers a browser. What is under embargo is shown, so it answers to no other name."""

    protocol_version = "HTTP/1.1"
    # Head and body are two packets; without this the second may wait 40 ms for the first's receipt.
    disable_nagle_algorithm = True

    def __init__(self, news: News, *args: Any, **kwargs: Any) -> None:
        self.news = news
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer a browser."""
        path = self.path.partition("?")[0]
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in HOSTS:
            self._send(421, "text/plain", "Gå till 127.0.0.1 i stället.".encode())
        elif path == "/__insyn/events":
            self._events()
        elif path in FILES:
            source = resources.files(__package__) / path.rpartition("/")[2]
            self._send(200, FILES[path], source.read_bytes())
        elif not path.endswith("/") and not Path(self.translate_path(path)).is_dir():
            super().do_GET()
        else:
            self._page(path)

    def _page(self, path: str) -> None:
        """Send a page with the preview's script last in its head, or lead to where it is now."""
        if not path.endswith("/"):
            self._lead(308, f"{path}/{self.path.removeprefix(path)}")
            return
        file = Path(self.translate_path(path)) / "index.html"
        page, status = _read(file), 200
        if page is None:
            moved = self.news.moved(path)
            if moved and (Path(self.translate_path(moved)) / "index.html").exists():
                self._lead(302, moved)
                return
            page, status = _read(Path(str(self.directory), "404.html")) or EMPTY, 404
        mark = blake2b(page, digest_size=8).hexdigest()
        tags = (
            '<link rel="stylesheet" href="/__insyn/preview.css">'
            f'<script src="/__insyn/preview.js" data-mark="{mark}" defer></script></head>'
        )
        self._send(status, "text/html", page.replace(b"</head>", tags.encode(), 1), ETag=mark)

    def _lead(self, status: int, address: str) -> None:
        self.send_response(status)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        """Tell the browser what the last build gave, and then of every new one."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.close_connection = True
        version = -1
        try:
            self.wfile.write(b"retry: 300\n\n")
            while True:
                version, told = self.news.after(version, KEEP_ALIVE)
                self.wfile.write(f"data: {told}\n\n".encode() if told else b":\n\n")
        except OSError:
            pass  # the browser has left the page

    def end_headers(self) -> None:
        """Let no browser keep a page that is about to change."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Keep quiet: the terminal is for problems."""


def serve_preview(conf: Path, port: int) -> None:
    """Build, serve on this machine alone, and build again at every change, until interrupted."""
    root, output, news = conf.parent, conf.parent / ".preview", News()
    desk = Desk(conf, output, news)
    server = _listen(port, partial(Handler, news, directory=str(output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    watch_site(root, desk.saved)

    def opened() -> None:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        print(f"Förhandsvisning: {address} (avsluta med Ctrl+C)", flush=True)

    try:
        desk.run(opened)
    except KeyboardInterrupt:
        pass
    finally:
        desk.close()
    server.shutdown()


def _read(file: Path) -> bytes | None:
    """Give what is in a file; None where there is none."""
    try:
        return file.read_bytes()
    except OSError:
        return None


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
