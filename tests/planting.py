"""Faults to plant in a chart's specification: a check that doesn't find them holds nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Spec = dict[str, Any]
Plant = Callable[[Spec], None]


def layers(spec: Spec, mark: str) -> list[Spec]:
    """List the layers with a kind of mark: “rect”, “text”, “rule”, “point”, “line”."""
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def rows(spec: Spec, layer: Spec) -> list[Spec]:
    """Give the rows that a layer draws."""
    found: list[Spec] = spec["datasets"][layer["data"]["name"]]
    return found


def drop_row(mark: str, layer: int = 0, row: int = 1) -> Plant:
    """A row is lost on the way."""

    def plant(spec: Spec) -> None:
        del rows(spec, layers(spec, mark)[layer])[row]

    return plant


def swap_rows(mark: str, field: str, layer: int = 0) -> Plant:
    """Two values change places."""

    def plant(spec: Spec) -> None:
        first, second, *_ = rows(spec, layers(spec, mark)[layer])
        first[field], second[field] = second[field], first[field]

    return plant


def move(mark: str, field: str, by: float, layer: int = 0, row: int = 0) -> Plant:
    """One mark is drawn elsewhere."""

    def plant(spec: Spec) -> None:
        rows(spec, layers(spec, mark)[layer])[row][field] += by

    return plant


def relabel(text: str, wrong: str) -> Plant:
    """A text says something else."""

    def plant(spec: Spec) -> None:
        found = [
            row
            for layer in layers(spec, "text")
            for row in rows(spec, layer)
            if row.get("text") == text
        ]
        assert found, f"no text “{text}”"
        found[0]["text"] = wrong

    return plant


def bend(mark: str, channel: str = "x") -> Plant:
    """Large values are drawn too short: a square root scale."""

    def plant(spec: Spec) -> None:
        for layer in layers(spec, mark):
            layer["encoding"][channel]["scale"]["type"] = "sqrt"

    return plant


def cut(mark: str, low: float, channel: str = "x") -> Plant:
    """The axis begins elsewhere than the marks are measured from."""

    def plant(spec: Spec) -> None:
        for layer in layers(spec, mark):
            scale = layer["encoding"][channel]["scale"]
            scale.update(domain=[low, scale["domain"][1]], clamp=True)

    return plant


def turn(mark: str, channel: str = "x") -> Plant:
    """The axis is reversed."""

    def plant(spec: Spec) -> None:
        for layer in layers(spec, mark):
            layer["encoding"][channel]["scale"]["range"].reverse()

    return plant


def recolour(mark: str, colour: str, layer: int = 0) -> Plant:
    """Marks take another colour."""

    def plant(spec: Spec) -> None:
        look = layers(spec, mark)[layer]["mark"]
        for name in {"fill", "color"} & set(look):
            look[name] = colour

    return plant


def stack(spec: Spec) -> None:
    """Each bar begins where the one before it ends."""
    for found in spec["datasets"].values():
        total = 0.0
        for row in found:
            if "value2" in row:
                row["value2"], row["value"] = total, total + row["value"]
                total = row["value"]
