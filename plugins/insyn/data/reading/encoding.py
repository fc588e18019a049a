"""From bytes to text: which encoding a file is in, and whether its letters are still whole.

Nothing is guessed that would go wrong in silence: a file whose encoding can't be told for certain
is refused, with the cure.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import unprintable

_PIECE = 1 << 16  # characters
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 med BOM"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# Letters of old DOS and Mac files, read as Windows-1252: signs that no Swedish word has inside.
_FOREIGN = re.compile(r"[†„‚Œ™ŠšŽž](?=[a-zåäöA-ZÅÄÖ])|(?<=[a-zA-Z])[†„‚Œ™ŠšŽž”€…](?=[a-zA-Z]|\b|$)")
# UTF-8 read as Windows-1252 or Latin-1 and saved again: å, ä, ö, é and the rest become two signs.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\u00a0»«°§]|â€.")


@dataclass(frozen=True)
class Text:
    """A file's text in NFC, with the Swedish name of the encoding that it was in."""

    text: str
    encoding: str


def decode(content: bytes, file: str, named: str | None = None) -> Text:
    """Give the text of a file in UTF-8, UTF-16, Windows-1252 or, if it is named, an older one.

    Raises ProblemsFound for other encodings and for text that was mangled on its way here.
    """
    text, name = _decoded(content, file, named)
    text = text.replace("\ufeff", "").rstrip("\x1a")
    if found := _MOJIBAKE.search(text):
        line = _lines(text[: found.start()])
        message = (
            f"Texten är förvanskad (”{found[0]}”): filen har lästs med fel teckenkodning och "
            "sparats igen. Exportera den på nytt som CSV UTF-8."
        )
        raise ProblemsFound([Problem(file, line, message)])
    if strange := unprintable(text.replace("\r\n", "\n").replace("\r", "\n")):
        message = "Raden har ett tecken som inte går att visa. Ta bort det."
        raise ProblemsFound([Problem(file, strange, message)])
    return Text(unicodedata.normalize("NFC", text), name)


def _decoded(content: bytes, file: str, named: str | None) -> tuple[str, str]:
    if named:
        if not content.isascii() and _is_utf_8(content):
            message = f"Filen är sparad som UTF-8. Ta bort encoding: {named} ur beskrivningen."
            raise ProblemsFound([Problem(file, 1, message)])
        return content.decode(named), named
    for mark, codec, name in _BOMS:
        if content.startswith(mark):
            return _strictly(content, codec, file), name
    if b"\x00" in content:
        return _unmarked_utf_16(content, file), "UTF-16 utan BOM"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _windows_1252(content, file), "Windows-1252"


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_utf_8(path: Path) -> bool:
    """Tell whether a file of any size is UTF-8, piece by piece."""
    try:
        with path.open(encoding="utf-8") as text:
            while text.read(_PIECE):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _strictly(content: bytes, codec: str, file: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = f"Filen säger sig vara {codec.removesuffix('-sig').upper()} men är det inte."
        raise ProblemsFound([Problem(file, line, f"{message} Spara den som UTF-8.")]) from None


def _unmarked_utf_16(content: bytes, file: str) -> str:
    """Read UTF-16 without a mark: Swedish text has a zero in nearly every other byte."""
    half = len(content) / 2
    for zeros, codec in ((content[1::2], "utf-16-le"), (content[::2], "utf-16-be")):
        if zeros.count(0) > 0.8 * half and len(content) % 2 == 0:
            return _strictly(content, codec, file)
    message = "Filen är ingen textfil. Exportera tabellen som CSV UTF-8 eller som xlsx."
    raise ProblemsFound([Problem(file, 1, message)])


def _windows_1252(content: bytes, file: str) -> str:
    text = content.decode("cp1252", errors="replace")
    if strange := re.search("\ufffd", text) or _FOREIGN.search(text):
        message = (
            "Teckenkodningen går inte att känna igen. Spara filen som UTF-8, eller skriv "
            "encoding: cp850 eller mac_roman i beskrivningen om den kommer ur ett äldre system."
        )
        raise ProblemsFound([Problem(file, _lines(text[: strange.start()]), message)])
    return text


def _lines(before: str) -> int:
    """Give the number of the line that begins after or goes on from `before`."""
    return len(re.findall(r"\r\n|\r|\n", before)) + 1
