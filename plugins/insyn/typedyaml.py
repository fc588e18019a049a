"""From YAML text to a typed model; what doesn't fit is said in Swedish where it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from insyn.problems import ProblemsFound, did_you_mean, unknown
from insyn.yamltext import Path, YamlText

Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], source: YamlText) -> Model:
    """Convert what was written to a typed model; raise ProblemsFound with all that doesn't fit."""
    try:
        return model.model_validate(source.value)
    except ValidationError as error:
        found = error.errors(include_url=False)
        places = [details["loc"] for details in found]
        # A list whose every item is at fault is told of by its items, not as empty too.
        found = [
            details
            for details in found
            if details["type"] != "too_short"
            or not any(place[:-1][: len(details["loc"])] == details["loc"] for place in places)
        ]
        raise ProblemsFound(
            source.problem(_message(model, dict(details)), *details["loc"]) for details in found
        ) from None


def _message(model: type[BaseModel], error: dict[str, Any]) -> str:
    """Say in Swedish what pydantic found (its error types: “Validation Errors” in its manual)."""
    path, kind, given = error["loc"], error["type"], error["input"]
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    if kind == "missing":
        return f"Fältet ”{name}” saknas."
    if kind == "extra_forbidden":
        return unknown("Fältet", name, "", _known_keys(model, path[:-1]))
    if kind in {"literal_error", "enum"}:
        return _one_of(name, given, re.findall(r"'([^']*)'", error["ctx"]["expected"]))
    if kind == "value_error":
        return str(error["ctx"]["error"])
    expected = next(
        (text for start, text in _EXPECTED.items() if kind.startswith(start)),
        "går inte att tolka",
    )
    written = isinstance(given, str) and given
    shown = f"”{given}” i fältet ”{name}”" if written else f"Fältet ”{name}”"
    return f"{shown} {expected}."


def _one_of(name: str, given: Any, allowed: list[str]) -> str:
    """Say which words a field may have."""
    quoted = [f"”{word}”" for word in allowed]
    options = " eller ".join(filter(None, [", ".join(quoted[:-1]), *quoted[-1:]]))
    if not isinstance(given, str):
        return f"Fältet ”{name}” ska vara {options}."
    if not given:
        return f"Fältet ”{name}” är tomt. Det ska vara {options}."
    hint = did_you_mean(given, allowed) or f" Det ska vara {options}."
    return f"”{given}” är inget giltigt värde för ”{name}”.{hint}"


_EXPECTED = {
    "date": "är inget datum. Skriv som 2013-04-26",
    "int": "är inget heltal",
    "decimal": "är inget tal. Skriv med punkt, till exempel 2.5",
    "bool": "ska vara true eller false",
    "list": "ska vara en lista, en punkt per rad med bindestreck först",
    "tuple": "ska vara en lista, en punkt per rad med bindestreck först",
    "string_too_short": "är tomt",
    "too_short": "är tomt",
    "too_long": "har för många värden",
    "greater": "är för litet",
    "less": "är för stort",
    "finite_number": "är inget tal",
    "string": "ska vara en enkel text",
    "model": "ska innehålla egna fält, ett per rad och indragna",
    "dict": "ska innehålla egna fält, ett per rad och indragna",
}


def _known_keys(model: type[BaseModel], path: Path) -> list[str]:
    """List the keys that may stand at `path` in `model`."""
    for part in path:
        if isinstance(part, int):
            continue
        fields = {info.alias or name: info for name, info in model.model_fields.items()}
        if part not in fields:
            return []
        inner = [
            candidate
            for candidate in _model_types(fields[part].annotation)
            if isinstance(candidate, type) and issubclass(candidate, BaseModel)
        ]
        if not inner:
            return []
        model = inner[0]
    return [info.alias or name for name, info in model.model_fields.items()]


def _model_types(annotation: Any) -> Iterator[Any]:
    """Yield a type and the types inside it: those of tuple[Source, ...] are tuple and Source."""
    yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _model_types(argument)
