"""Addresses of other sites, asked once each, on request: never by a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

import urllib3
from urllib3.exceptions import HTTPError, NameResolutionError, SSLError

from insyn.data.library import Library
from insyn.problems import Problem
from insyn.publishing.safety import is_elsewhere
from insyn.publishing.texts.reading import Text
from insyn.yamltext import YamlText

AT_ONCE = 4
MOST_REDIRECTS = 5
MOVED_FOR_GOOD = {301, 308}
REDIRECTS = {301, 302, 303, 307, 308}
GONE = {404, 410}
# Some servers refuse programs, not readers: what they answer says nothing of the page.
UNWILLING = {401, 403, 405, 406, 418, 429, 451, 501, 503, 999}
# Names that no server has (RFC 2606, RFC 6761): those of examples.
_INVENTED = (".example", ".invalid", ".test", ".localhost")


@dataclass(frozen=True)
class Answer:
    """What became of asking for an address: why it is dead, or where it has moved for good."""

    dead: str = ""
    moved: str = ""
    reached: bool = True


Place = tuple[str, int]


def external_addresses(texts: Mapping[str, Text], library: Library) -> dict[str, list[Place]]:
    """Give the addresses of other sites in texts and descriptors, with files and lines."""
    found: dict[str, list[Place]] = {}
    for file, text in texts.items():
        for address, line in text.links:
            _note(found, address, (file, line))
    for dataset in library.datasets.values():
        _note_in(found, dataset.descriptor_text, (), dataset.descriptor_text.value)
    return {address: found[address] for address in sorted(found)}


def _note(found: dict[str, list[Place]], address: str, place: Place) -> None:
    plain = f"https:{address}" if address.startswith("//") else address.partition("#")[0]
    try:
        host = urlsplit(plain).hostname or ""
    except ValueError:
        return
    if is_elsewhere(address) and host and not host.endswith(_INVENTED):
        places = found.setdefault(plain, [])
        if place not in places:
            places.append(place)


def _note_in(
    found: dict[str, list[Place]], text: YamlText, path: tuple[str | int, ...], value: object
) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _note_in(found, text, (*path, key), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _note_in(found, text, (*path, index), inner)
    elif isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value:
        _note(found, value, (text.file, text.line(*path)))


def ask_all(addresses: Iterable[str], *, timeout: float = 10.0) -> dict[str, Answer]:
    """Ask for each address once, a few at a time; `timeout` is in seconds, for each answer."""
    wanted = list(addresses)
    pool = urllib3.PoolManager(
        headers={"User-Agent": "Insyn (kontroll av webbplatsens länkar)", "Accept": "*/*"},
        timeout=urllib3.Timeout(connect=timeout, read=timeout),
        retries=False,
        maxsize=AT_ONCE,
    )
    with ThreadPoolExecutor(AT_ONCE) as workers:
        answers = list(workers.map(lambda address: _ask(pool, address), wanted))
    pool.clear()
    return dict(zip(wanted, answers, strict=True))


def _ask(pool: urllib3.PoolManager, address: str) -> Answer:
    """Ask with HEAD, and with GET where that is refused; follow what has moved."""
    here, for_good = address, True
    moved = ""
    for _ in range(MOST_REDIRECTS + 1):
        try:
            status, onward = _status(pool, here)
        except (HTTPError, ValueError, UnicodeError) as error:
            return Answer(_why(error), reached=isinstance(error, SSLError))
        if status in REDIRECTS and onward:
            here = urljoin(here, onward)
            for_good = for_good and status in MOVED_FOR_GOOD
            moved = here if for_good else moved
        elif status < 400 or status in UNWILLING:
            return Answer(moved=moved)
        else:
            what = "finns inte" if status in GONE else f"svarar med felet {status}"
            return Answer(f"Sidan {what}.")
    return Answer("Adressen leder runt i cirkel.")


def _status(pool: urllib3.PoolManager, address: str) -> tuple[int, str]:
    status, onward = 0, ""
    for method in ("HEAD", "GET"):
        answer = pool.request(method, _ascii(address), redirect=False, preload_content=False)
        status, onward = answer.status, answer.headers.get("Location", "")
        answer.close()
        if status < 400:
            break
    return status, onward


def _ascii(address: str) -> str:
    """Write an address as servers are asked for it: its host in IDNA, without a fragment."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode()
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme, f"{host}{port}", parts.path or "/", parts.query, ""))


def _why(error: Exception) -> str:
    if isinstance(error, NameResolutionError):
        return "Servern finns inte."
    if isinstance(error, SSLError):
        return "Serverns certifikat går inte att lita på."
    if isinstance(error, urllib3.exceptions.TimeoutError):
        return "Servern svarar inte i tid."
    return "Servern går inte att nå."


def no_network(answers: Mapping[str, Answer]) -> bool:
    """Whether nothing at all could be reached: then it's the network here that is missing."""
    return bool(answers) and not any(answer.reached for answer in answers.values())


def told(
    found: Mapping[str, Sequence[Place]], answers: Mapping[str, Answer]
) -> tuple[list[Problem], list[Problem]]:
    """Give what is dead, and what has moved for good, at each place where it stands."""
    dead, moved = list[Problem](), list[Problem]()
    for address, places in found.items():
        answer = answers[address]
        for file, line in places:
            if answer.dead:
                message = f"Länken till {address} är död. {answer.dead}"
                dead.append(Problem(file, line, message, "links"))
            elif answer.moved:
                message = f"{address} har flyttat till {answer.moved}. Byt adress när det passar."
                moved.append(Problem(file, line, message, "links"))
    return sorted(dead), sorted(moved)
