"""vl-convert with the fonts that it carries, and no other."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from types import ModuleType

_EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
_CONFIGURATION = "FONTCONFIG_FILE"


@cache
def renderer() -> ModuleType:
    """Give vl-convert; on Linux it finds none of the machine's fonts.

    A machine with a Liberation Sans of its own gave other pixels than one without; and a font in a
    file is opened anew for every letter, so that a card took 68 ms instead of 30.
    """
    import vl_convert

    before = os.environ.get(_CONFIGURATION)
    os.environ[_CONFIGURATION] = str(Path(__file__).with_name("fonts.conf"))
    try:
        vl_convert.svg_to_png(_EMPTY)  # fonts are looked for at the first call alone
    finally:
        if before is None:
            del os.environ[_CONFIGURATION]
        else:
            os.environ[_CONFIGURATION] = before
    return vl_convert
