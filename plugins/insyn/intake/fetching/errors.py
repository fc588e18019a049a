"""What can go wrong with a service, each said in a sentence with what to do about it."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as TimedOut

Answer = TypeVar("Answer", bound=BaseModel)


class FetchError(Exception):
    """Why nothing was fetched, and what to do, in Swedish.

    `place` is the key in the dataset's fetch block that is at fault, where one is; `status` the
    HTTP status that was answered, otherwise 0.
    """

    def __init__(self, message: str, *place: str | int, status: int = 0) -> None:
        super().__init__(message)
        self.place, self.status = place, status


def from_status(host: str, status: int, wait: str | None) -> FetchError:
    """Say what an HTTP status means; `wait` is the answer's Retry-After header."""
    if status == 429:
        message = f"{host} tar inte emot fler frågor just nu. Försök igen {_when(wait)}."
    elif status == 404:
        message = f"Det som efterfrågas finns inte hos {host}. Kontrollera fetch i beskrivningen."
    elif status >= 500:
        message = f"{host} har ett eget fel (svar {status}). Försök igen {_when(wait)}."
    elif status < 400:
        message = (
            f"{host} svarar inte längre på den här adressen (svar {status}). Tjänsten kan ha "
            "flyttat; be den som sköter Insyn att se efter."
        )
    else:
        message = (
            f"{host} godtog inte frågan (svar {status}). Kontrollera fetch i beskrivningen, eller "
            "välj färre värden."
        )
    return FetchError(message, status=status)


def _when(wait: str | None) -> str:
    if not (wait and wait.strip().isdecimal()):
        return "om en stund"
    seconds = int(wait)
    return f"om {seconds} sekunder" if seconds < 120 else f"om {-(-seconds // 60)} minuter"


def from_exception(host: str, error: HTTPError) -> FetchError:
    """Say why no whole answer came."""
    cause = (error.reason or error) if isinstance(error, MaxRetryError) else error
    if isinstance(cause, SSLError):
        return FetchError(
            f"Den säkra anslutningen till {host} godtogs inte. Kontrollera datorns klocka, och "
            "fråga it-avdelningen om nätet byter certifikat."
        )
    if isinstance(cause, NewConnectionError):
        return FetchError(f"{host} går inte att nå. Kontrollera nätet och försök igen.")
    if isinstance(cause, TimedOut):
        return FetchError(f"{host} svarade inte i tid. Försök igen om en stund.")
    return FetchError(f"Anslutningen till {host} bröts. Försök igen om en stund.")


def shaped(model: type[Answer], answer: Any, host: str) -> Answer:
    """Convert an answer to a typed model; raise FetchError when it has another form."""
    try:
        return model.model_validate(answer)
    except ValidationError:
        raise unfamiliar(host) from None


def unfamiliar(host: str) -> FetchError:
    """Say that an answer is JSON but not what the service used to answer."""
    return FetchError(
        f"{host} svarade i en form som Insyn inte känner igen. Tjänsten kan ha ändrats; be den som "
        "sköter Insyn att se efter."
    )
