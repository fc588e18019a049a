"""A small site with an embargoed post, page, challenge and datasets full of words to search for."""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
from pathlib import Path

import brotli
import zstandard
from PIL import Image, PngImagePlugin

from insyn.site.upkeep import freeze_data

ENDS = "2013-05-20T09:00+02:00"
BEFORE, AFTER = "1369033199", "1369033200"  # a second before, and the moment itself
DATA = """name: {name}
title: {title}
place: Provköping
period: 2012–2013
unit: '%'
producer: {producer}
sources: [{{title: {producer}}}]
licenses: [{{name: CC0-1.0}}]
frequency: årligen
retrieved: 2013-05-14
decision: {{status: slutlig}}
{more}schema:
  fields:
    - {{name: {key}, title: Nyckel, type: {kind}}}
    - {{name: antal, title: {column}, type: number, better: higher}}
  primaryKey: {key}
"""
UNTIL = f"embargo: {ENDS}\n"
DATASETS = (
    ("svar", "Svar", "Växeln", "Andel", "ar", "2011;86\n2012;88", ""),
    (
        *("lomdata", "Lomtitel", "Lomverket", "Lomkolumn"),
        *("skola", "Rapphonan;73129,5\nOrrlid;8461,5", UNTIL),
    ),
    (
        *("smygdata", "Dvalatitel", "Dvalaverket", "Dvalakolumn"),
        *("ar", "2011;44917,5\n2012;61943,5", UNTIL),
    ),
    (
        *("publikdata", "Kardinaltitel", "Kardinalverket", "Kardinalkolumn"),
        *("skola", "Orren;52837,5\nTjädern;12", f"{UNTIL}publish: true\n"),
    ),
)
POST = f"""---
title: Lommens flytt
slug: lommens-flytt
date: 2013-05-17 10:00
embargo: {ENDS}
summary: Tasselsumma om veckan. Den veckan hände det mesta som brukar hända.
tags: [smygtagg, budget]
author: Vilma Viskare
---

Kattuggla i texten. Det blir {{tal: lomdata, skola: Rapphonan}} elever.

![Skuggbilden](/skuggbild.png)

## Utmaning 1 – Ekonomin

Ejderavsnitt om ekonomin.

```diagram
data: lomdata
titel: Diagramlommen
```

```åtagande
vad: Nattugglan är klar
klart: 2013-06-20
ansvarig: Skolchefen
```
""".replace("(/skugg", "({static}/bilder/skugg")
TRANSLATION = "---\ntitle: The whisperhouse\nsummary: Whispersum.\n---\n\nWhisperbody.\n"
COMMENT = (
    "kommentarer:\n- id: 1\n  namn: Kajsa\n  tid: 2013-05-17 11:00:00+02:00\n  text: Kommenterlom\n"
)
PAGE = f"---\ntitle: Dungsidan\nembargo: {ENDS}\n---\n\nDungtext. {{tal: smygdata, ar: 2012}}\n"
CHALLENGE = f"""---
title: Smygmålet
summary: Smygsumma.
goal: Ljusskygg strävan.
embargo: {ENDS}
names:
  - {{number: 2, name: Smygmålet, from: 2013}}
---

Smygtext.

```diagram
data: smygdata
typ: nyckeltal
titel: Nyckeltalslom
```
"""
OPEN_CHALLENGE = """---
title: Ekonomin
summary: Om pengar.
goal: Ordning.
names:
  - {number: 1, name: Ekonomin, from: 2011}
---

Om utmaningen.

```diagram
data: svar
typ: nyckeltal
```
"""
PROCESS = """"2014":
  titel: Budget 2014
  ingress: Hur det går till.
  uppdaterad: 2013-05-10
  steg:
    - {namn: Samråd, organ: nämnderna, datum: 2013-05-14, inlägg: 2013-05-17, data: lomdata}
"""
# Drafts and texts dated ahead: the first may be seen in a preview, the others tell of what may not.
HEAD = (
    "---\ntitle: {title}\ndate: {date} 15:00\nsummary: {title} som hände i veckan.\n{more}---\n\n"
)
TELLING = {
    "2013-06-07": ("Öppenutkast", "status: draft\n", "Oskyldigt."),
    "2013-06-14": ("Länkviskning", "status: draft\n", "[Där]({filename}2013-05-17.md)."),
    "2013-06-21": ("Talviskning", "", "Det blir {tal: lomdata, skola: Rapphonan} elever."),
    "2013-06-28": (
        "Följviskning",
        "",
        "```uppföljning\nåtagande: Nattugglan är klar\nläge: klart\n```",
    ),
    "2013-07-05": ("Omviskning", "status: draft\n", "[Där]({filename}2013-06-14.md)."),
}
# What is published at the moment, and not a second before; numbers as they are searched for.
SECRETS = (
    *("lommens", "tasselsumma", "smygtagg", "vilma", "kattuggla", "skuggbild", "ejderavsnitt"),
    *("diagramlom", "nattuggla", "whisperhouse", "whispersum", "whisperbody", "kommenterlom"),
    *("dungsid", "dungtext", "smygmålet", "smygsumma", "ljusskygg", "smygtext", "nyckeltalslom"),
    *("lomdata", "lomtitel", "lomverket", "lomkolumn", "rapphona", "73129.5", "8461.5"),
    *("smygdata", "dvalatitel", "dvalaverket", "dvalakolumn", "44917.5", "61943.5"),
    *("publikdata", "kardinaltitel", "kardinalverket", "kardinalkolumn", "orren", "52837.5"),
)
WHISPERS = tuple(title.casefold() for title, _, _ in list(TELLING.values())[1:])


def plant(root: Path) -> Path:
    """Plant all of it in a small site, and keep its figures."""
    content, data = root / "content", root / "data"
    for name, title, producer, column, key, rows, more in DATASETS:
        kind = "year" if key == "ar" else "string"
        said = DATA.format(
            name=name, title=title, producer=producer, column=column, key=key, kind=kind, more=more
        )
        (data / f"{name}.yaml").write_text(said, encoding="utf-8")
        (data / f"{name}.csv").write_text(f"{key};antal\n{rows}\n", encoding="utf-8")
    for place, text in {
        "inlagg/2013-05-17.md": POST,
        "inlagg/2013-05-17.en.md": TRANSLATION,
        "kommentarer/2013-05-17.yaml": COMMENT,
        "sidor/dungen.md": PAGE,
        "utmaningar/smygmalet.md": CHALLENGE,
        "utmaningar/ekonomin.md": OPEN_CHALLENGE,
        "budgetprocessen.yaml": PROCESS,
        **{
            f"inlagg/{date}.md": HEAD.format(title=title, date=date, more=more) + text + "\n"
            for date, (title, more, text) in TELLING.items()
        },
    }.items():
        (content / place).parent.mkdir(exist_ok=True)
        (content / place).write_text(text, encoding="utf-8")
    (content / "bilder").mkdir()
    within = PngImagePlugin.PngInfo()
    within.add_text("Title", "skuggbildstext", zip=True)
    Image.new("RGB", (4, 4)).save(content / "bilder/skuggbild.png", pnginfo=within)
    assert freeze_data(root / "publishconf.py") == 0
    return root


def published(folder: Path) -> dict[str, str]:
    """Give every published byte as text to search, with each file's name, by its place.

    What is packed is unpacked. Letters are small; numbers have a point and no blanks.
    """
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        place = path.relative_to(folder).as_posix()
        for inner, content in _unpacked(place, path.read_bytes()):
            found[inner] = searchable(f"{place}\n{content.decode('utf-8', 'replace')}")
    return found


def _unpacked(place: str, content: bytes) -> list[tuple[str, bytes]]:
    if content[:2] == b"\x1f\x8b":
        return _unpacked(f"{place}!", gzip.decompress(content))
    if place.endswith(".br"):
        return _unpacked(place.removesuffix(".br"), brotli.decompress(content))
    if content[:4] == b"\x28\xb5\x2f\xfd":
        return _unpacked(
            f"{place}!", zstandard.ZstdDecompressor().decompressobj().decompress(content)
        )
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            inner = [_unpacked(f"{place}/{name}", packed.read(name)) for name in packed.namelist()]
        return [one for each in inner for one in each]
    if content[:8] == b"\x89PNG\r\n\x1a\n":
        with Image.open(io.BytesIO(content)) as picture:
            return [(place, str(picture.info).encode())]
    return [(place, content)]


def searchable(text: str) -> str:
    """Write a text so that a word or number is found however it was written."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda sign: chr(int(sign[1], 16)), text)
    text = html.unescape(text).casefold()
    text = re.sub(r"(?<=\d)[\s\u00a0\u202f\u2009'](?=\d)", "", text)
    return re.sub(r"(?<=\d),(?=\d)", ".", text)


def places(folder: Path, secret: str) -> list[str]:
    """List the places below a folder where a secret stands."""
    return [place for place, text in published(folder).items() if secret in text]
