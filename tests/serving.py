"""A folder served on this machine, as a web server would."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


class _Compressed(_Quiet):
    """Sends what is compressed beside a file to whoever takes Brotli."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        beside = Path(f"{path}.br")
        taken = beside.exists() and "br" in self.headers.get("Accept-Encoding", "")
        if not path.exists():
            self.send_error(404)
            return
        content = (beside if taken else path).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        if taken:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def served(folder: Path, *, compressed: bool = False) -> Iterator[str]:
    """Serve a folder on an origin of its own; give its address."""
    kind = _Compressed if compressed else _Quiet
    handler = functools.partial(kind, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
