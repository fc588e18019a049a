"""A site of data files alone, made for a test."""

from __future__ import annotations

from pathlib import Path

from insyn.data.library import Library, load_library

CATALOGUE = """title: Öppna data
description: Siffror.
publisher: {name: Provköpings kommun, orgnr: 212000-0000}
license: {name: CC0-1.0}
contact: {name: Kommunikationsenheten, email: data@provkoping.example}
"""
HEAD = """name: {name}
title: Prov
place: Provköping
period: {period}
producer: Ekonomienheten
sources: [{{title: Ekonomisystemet}}]
licenses: [{{name: CC0-1.0}}]
frequency: årligen
retrieved: 2013-04-24
decision: {{status: slutlig}}
"""


def put(root: Path, name: str, rows: str | bytes, rest: str, period: str = "2013") -> Path:
    """Write a dataset: its CSV file, and a descriptor that goes on with `rest`."""
    data = root / "data"
    data.mkdir(exist_ok=True)
    (data / "katalog.yaml").write_text(CATALOGUE, encoding="utf-8")
    content = rows.encode() if isinstance(rows, str) else rows
    (data / f"{name}.csv").write_bytes(content)
    head = HEAD.format(name=name, period=period)
    (data / f"{name}.yaml").write_text(head + rest, encoding="utf-8")
    return data


def fields(*columns: str, key: str = "") -> str:
    """Write a schema; a column is `name:type`, with a unit behind it if it is a number."""
    lines = ["schema:", "  fields:"]
    for column in columns:
        name, kind, *unit = column.split(":")
        extra = f", unit: '{unit[0]}'" if unit else ""
        lines.append(f"    - {{name: {name}, title: {name}, type: {kind}{extra}}}")
    return "\n".join([*lines, *([f"  primaryKey: {key}"] if key else [])]) + "\n"


def load(root: Path) -> Library:
    """Load the site's data; there must be no problems."""
    library = load_library(root)
    assert library.problems == ()
    return library


def faults(root: Path) -> list[str]:
    """Load the site's data; give every problem as it is printed."""
    return [str(problem) for problem in load_library(root).problems]
