"""A polite client for services that answer in JSON."""

from __future__ import annotations

import json
import time
from collections import deque
from dataclasses import dataclass, field
from decimal import Decimal
from types import TracebackType
from typing import Any, NoReturn, Self
from urllib.parse import urlsplit

import urllib3
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from insyn.intake.fetching.errors import FetchError, from_exception, from_status

MEGABYTE = 1_000_000
LARGEST = 50 * MEGABYTE
LONGEST_WAIT = 120  # seconds; a service that asks for more is asked again by a person, later
RETRIED = frozenset({429, 500, 502, 503, 504})


class _Patience(urllib3.Retry):
    """Waits as long as the service asks for, but gives up at once when that is too long."""

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        asked = self.get_retry_after(response) if response is not None else None
        patience = self.new(total=0) if asked and asked > LONGEST_WAIT else self
        return super(_Patience, patience).increment(
            method, url, response, error, _pool, _stacktrace
        )


@dataclass
class _Pace:
    """The calls that were made to one host, and how many it takes within a time."""

    calls: int = 0
    seconds: float = 0
    done: deque[float] = field(default_factory=lambda: deque(maxlen=1000))

    def wait(self) -> None:
        """Wait until one more call is within the limit.

        Times are those of the answers, so the host never counts more calls than we do.
        """
        if 0 < self.calls <= len(self.done):
            time.sleep(max(0.0, self.done[-self.calls] + self.seconds - time.monotonic()))


class Client:
    """Asks services over HTTP. Use it in a `with` block; `backoff` and `timeout` are seconds."""

    def __init__(self, *, backoff: float = 1.0, timeout: float = 60.0) -> None:
        self._paces: dict[str, _Pace] = {}
        self._pool = urllib3.PoolManager(
            headers={
                **urllib3.make_headers(accept_encoding=True, user_agent="Insyn"),
                "Accept": "application/json",
            },
            timeout=urllib3.Timeout(connect=min(10.0, timeout), read=timeout),
            retries=_Patience(
                total=4,
                connect=2,
                read=1,
                status_forcelist=RETRIED,
                allowed_methods=None,  # a POST is a question too: it may be asked again
                backoff_factor=backoff,
                raise_on_status=False,
            ),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.clear()

    def limit(self, url: str, calls: int, seconds: float) -> None:
        """Make at most `calls` calls to the host of `url` within `seconds`, from now on.

        Those that were already made count too; 0 calls means no limit.
        """
        pace = self._pace(url)
        pace.calls, pace.seconds = min(calls, pace.done.maxlen or calls), seconds

    def get_json(self, url: str) -> Any:
        """Fetch JSON, its fractions as exact Decimals; raise FetchError when that can't be done."""
        return self._ask("GET", url, None)

    def post_json(self, url: str, body: Any) -> Any:
        """Ask a question that is itself JSON; what comes back and goes wrong is as `get_json`."""
        return self._ask("POST", url, body)

    def _pace(self, url: str) -> _Pace:
        return self._paces.setdefault(urlsplit(url).netloc, _Pace())

    def _ask(self, method: str, url: str, body: Any) -> Any:
        host, pace = urlsplit(url).netloc, self._pace(url)
        pace.wait()
        try:
            response = self._pool.request(
                method, url, json=body, redirect=False, preload_content=False
            )
            try:
                if response.status != 200:
                    raise from_status(host, response.status, response.headers.get("Retry-After"))
                content = _content(response, host)
            finally:
                response.close()
        except HTTPError as error:
            raise from_exception(host, error) from None
        finally:
            pace.done.append(time.monotonic())
        try:
            return json.loads(content, parse_float=Decimal, parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise FetchError(
                f"{host} svarade med något annat än JSON. Kontrollera adressen till tjänsten, och "
                "försök igen om en stund."
            ) from None


def _content(response: BaseHTTPResponse, host: str) -> bytes:
    content = bytearray()
    for chunk in response.stream(MEGABYTE):
        content += chunk
        if len(content) > LARGEST:
            raise FetchError(
                f"Svaret från {host} är större än {LARGEST // MEGABYTE} MB. Hämta färre värden."
            )
    return bytes(content)


def _no_number(constant: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python's reader would let through."""
    raise ValueError(constant)
