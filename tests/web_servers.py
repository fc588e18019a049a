"""The real nginx and Caddy, with the configuration that the build makes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from ssl import create_default_context

from isso_server import free_port, wait_for
from programs import find_program, install

BROTLI = Path("/usr/share/nginx/modules-available/mod-http-brotli-static.conf")


@dataclass(frozen=True)
class Answer:
    """What a server answered; the names of its headers are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A web server with the site: its ports, and the certificate that it shows."""

    name: str
    port: int
    secure: int
    certificate: Path

    @property
    def address(self) -> str:
        """The address without TLS."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", tls: bool = False, **headers: str) -> Answer:
        """Ask for something, as it is written; underscores in names of headers are hyphens."""
        there: HTTPConnection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        if tls:
            trusting = create_default_context(cafile=str(self.certificate))
            there = HTTPSConnection("localhost", self.secure, timeout=20, context=trusting)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            there.request(method, path, headers=named)
            answer = there.getresponse()
            body = answer.read()
        finally:
            there.close()
        return Answer(
            answer.status, {name.lower(): said for name, said in answer.getheaders()}, body
        )


def with_tls(folder: Path) -> tuple[Path, Path]:
    """Make a key and a certificate for localhost, signed by itself."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [
            *(find_program("openssl", "openssl"), "req", "-x509", "-nodes", "-days", "2"),
            *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj"),
            *("/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return key, certificate


@contextmanager
def nginx(serving: Path, folder: Path, more: str = "", http: str = "") -> Iterator[Server]:
    """Run nginx; `more` goes into the site's server block, `http` into the block around it."""
    program = find_program("nginx", "nginx-light")
    if not BROTLI.exists():
        install("libnginx-mod-http-brotli-static")
    key, certificate = with_tls(folder)
    server = Server("nginx", free_port(), free_port(), certificate)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""  # who may read pytest's folders
    (folder / "nginx.conf").write_text(
        f"""include {BROTLI}; {user}
daemon off; pid {folder}/pid; error_log stderr; worker_processes auto; events {{}}
http {{
access_log off; gzip on; {temporary}
include {serving}/nginx-http.conf;
{http}
server {{
listen 127.0.0.1:{server.port}; listen 127.0.0.1:{server.secure} ssl;
ssl_certificate {certificate}; ssl_certificate_key {key};
include {serving}/nginx-server.conf;
include {serving}/nginx-brotli.conf;
{more}
}} }}""",
        encoding="utf-8",
    )
    command = [program, "-e", "stderr", "-c", str(folder / "nginx.conf")]
    yield from _run(server, command, folder)


@contextmanager
def caddy(serving: Path, folder: Path) -> Iterator[Server]:
    """Run Caddy."""
    program = find_program("caddy", "caddy")
    key, certificate = with_tls(folder)
    server = Server("caddy", free_port(), free_port(), certificate)
    (folder / "Caddyfile").write_text(
        f"""{{
    admin off
    auto_https off
    storage file_system {folder}/storage
}}
http://:{server.port} {{
    bind 127.0.0.1
    import {serving}/Caddyfile
}}
https://localhost:{server.secure} {{
    bind 127.0.0.1
    tls {certificate} {key}
    import {serving}/Caddyfile
}}
""",
        encoding="utf-8",
    )
    command = [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    yield from _run(server, command, folder)


def _run(server: Server, command: list[str], folder: Path) -> Iterator[Server]:
    """Start a program, give it when it answers, and stop it."""
    environment = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / f"{server.name}.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    try:
        wait_for(f"{server.address}/robots.txt", process)
        yield server
    finally:
        process.terminate()
        process.wait(10)
