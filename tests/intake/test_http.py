"""A client that is polite, patient and says plainly what went wrong."""

from __future__ import annotations

import gzip
import socket
import time
from decimal import Decimal

import pytest

from insyn.intake.fetching.errors import FetchError
from insyn.intake.fetching.http import LARGEST
from intake.server import Asked, Reply, always, quick, serving


def failure(base: str) -> str:
    """Ask, and give what is said about why it didn't work."""
    with quick() as client, pytest.raises(FetchError) as error:
        client.get_json(f"{base}x")
    return str(error.value)


def test_the_client_says_who_it_is_and_takes_numbers_exactly() -> None:
    """The service sees Insyn, and a fraction that no float can hold keeps all its digits."""
    with serving(always(Reply(b'{"a": 0.10000000000000000555, "b": 7}'))) as (base, asked):
        with quick() as client:
            answer = client.get_json(f"{base}x")
        assert answer == {"a": Decimal("0.10000000000000000555"), "b": 7}
        assert asked[0].headers["user-agent"] == "Insyn"


def test_a_question_can_be_json_itself() -> None:
    """A body is sent as JSON, and asked again when the service has a passing fault."""
    with serving(always(Reply(status=503), Reply(b"[1]"))) as (base, asked):
        with quick() as client:
            assert client.post_json(f"{base}x", {"å": [1]}) == [1]
        assert [(once.method, once.body) for once in asked] == [("POST", {"å": [1]})] * 2


def test_a_wait_that_is_asked_for_is_kept() -> None:
    """After 429 with Retry-After: 1 the client asks again, but not within the second."""
    with serving(always(Reply(status=429, headers={"Retry-After": "1"}), Reply(b"1"))) as service:
        with quick() as client:
            assert client.get_json(f"{service[0]}x") == 1
        first, second = service[1]
        assert second.at - first.at >= 1


def test_a_limit_that_stays_is_said_after_four_more_attempts() -> None:
    """A service that answers 429 for ever has been asked five times."""
    with serving(always(Reply(status=429))) as (base, asked):
        assert "tar inte emot fler frågor just nu. Försök igen om en stund" in failure(base)
        assert len(asked) == 5


def test_nobody_waits_an_hour() -> None:
    """When the service asks for an hour's wait, that is said at once."""
    with serving(always(Reply(status=429, headers={"Retry-After": "3600"}))) as (base, asked):
        assert "Försök igen om 60 minuter" in failure(base)
        assert len(asked) == 1


@pytest.mark.parametrize(
    ("status", "said", "times"),
    [
        (500, "ett eget fel (svar 500). Försök igen", 5),
        (404, "finns inte hos 127.0.0.1", 1),
        (400, "godtog inte frågan (svar 400)", 1),
        (301, "Tjänsten kan ha flyttat", 1),
    ],
)
def test_each_refusal_is_said_with_its_cure(status: int, said: str, times: int) -> None:
    """Faults of the service are tried again, questions it won't take aren't."""
    headers = {"Location": "/elsewhere"}
    with serving(always(Reply(status=status, headers=headers))) as (base, asked):
        assert said in failure(base)
        assert len(asked) == times


def test_no_network_is_said() -> None:
    """Where nobody listens, the message says to look at the network."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # but never listens
        said = failure(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert "går inte att nå. Kontrollera nätet" in said


def test_a_service_that_says_nothing_is_given_up() -> None:
    """A service that takes the question but doesn't answer is asked once more, then given up."""

    def sleepy(_: Asked) -> Reply:
        time.sleep(0.5)
        return Reply(b"1")

    with serving(sleepy) as (base, asked):
        assert "svarade inte i tid" in failure(base)
        assert len(asked) == 2


@pytest.mark.parametrize(
    "body", [b"<!doctype html><title>Underh\xc3\xa5ll</title>", b"", b"[NaN]", b"[" * 100_000]
)
def test_what_is_not_json_is_refused(body: bytes) -> None:
    """A page that says “maintenance”, no answer at all and NaN are no data."""
    with serving(always(Reply(body))) as (base, _):
        assert "svarade med något annat än JSON" in failure(base)


def test_too_large_an_answer_is_refused() -> None:
    """An answer that unpacks to more than 50 MB is never held whole."""
    packed = gzip.compress(b" " * (LARGEST + 1), compresslevel=1)
    with serving(always(Reply(packed, headers={"Content-Encoding": "gzip"}))) as (base, _):
        assert "större än 50 MB" in failure(base)


def test_half_an_answer_is_no_answer() -> None:
    """A connection that breaks in the middle is said, and what came is not used."""
    cut = Reply(b"[1]", headers={"Content-Length": "100", "Connection": "close"})
    with serving(always(cut)) as (base, _):
        assert "bröts" in failure(base)


def test_calls_are_spaced_as_the_service_asks() -> None:
    """With two calls in 0.3 seconds, the third waits; the first of them was made before."""
    with serving(always(Reply(b"1"))) as (base, asked):
        with quick() as client:
            client.get_json(base)
            client.limit(base, 2, 0.3)
            for _ in range(3):
                client.get_json(base)
        assert asked[1].at - asked[0].at < 0.2
        assert asked[2].at - asked[0].at >= 0.3
        assert asked[3].at - asked[1].at >= 0.3
