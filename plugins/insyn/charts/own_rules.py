"""What a chart of the site's own may not do, seen in its Vega-Lite specification."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from insyn.problems import unknown

FILLED = {"bar", "area"}
MOST_SLICES = 5


def own_rules(spec: Mapping[str, Any]) -> Iterator[str]:
    """Say what would mislead in a chart, with the better form: two axes, cut bars, a large pie."""
    data: Mapping[str, list[dict[str, Any]]] = spec.get("datasets", {})
    for view in _views(spec):
        scales = view.get("resolve", {}).get("scale", {})
        if "independent" in {scales.get("x"), scales.get("y")}:
            yield (
                "Två axlar med olika skala i samma diagram går inte att jämföra. Rita två diagram "
                "under varandra."
            )
        mark = view.get("mark", {})
        kind = mark.get("type") if isinstance(mark, dict) else mark
        if kind in FILLED:
            yield from _cut_axes(view.get("encoding", {}))
        rows = data.get((view.get("data") or {}).get("name", ""), [])
        if rows and "layer" not in view and not view.get("transform"):
            yield from _unknown_columns(view.get("encoding", {}), list(rows[0]))
        slices = len(rows)
        if kind == "arc" and slices > MOST_SLICES:
            yield (
                f"En tårta med {slices} delar går inte att läsa av. Använd typ: staplar eller "
                "skattekrona."
            )


def _views(spec: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield a view and all that are layered in it; each has the encoding that it inherits."""
    yield spec
    for layer in spec.get("layer", ()):
        encoding = {**spec.get("encoding", {}), **layer.get("encoding", {})}
        inherited = {"encoding": encoding, "data": layer.get("data", spec.get("data", {}))}
        transform = [*spec.get("transform", ()), *layer.get("transform", ())]
        yield from _views({**layer, **inherited, "transform": transform})


def _unknown_columns(encoding: Mapping[str, Any], columns: list[str]) -> Iterator[str]:
    """Find columns that aren't there: Vega-Lite would draw nothing, without a word."""
    for channel in encoding.values():
        field = channel.get("field") if isinstance(channel, dict) else None
        if isinstance(field, str) and field not in columns:
            yield unknown("Kolumnen", field, " i diagrammets data", columns)


def _cut_axes(encoding: Mapping[str, Any]) -> Iterator[str]:
    """Find an axis of filled marks that doesn't begin at zero."""
    for channel in ("x", "y"):
        scale = encoding.get(channel, {}).get("scale") or {}
        domain = scale.get("domain")
        numbers = [end for end in domain if isinstance(end, int | float)] if domain else []
        if scale.get("zero") is False or (numbers and not min(numbers) <= 0 <= max(numbers)):
            yield (
                "Staplar och ytor måste börja på noll: deras längd är det man ser. Använd punkter "
                "eller en linje, eller ta bort gränserna för axeln."
            )
