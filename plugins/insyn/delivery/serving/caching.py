"""How long what is fetched may be kept before the server is asked again."""

from __future__ import annotations

from insyn.delivery.serving.headers import HASHED, PICTURE, Header

ASK, HOUR, EVER = "no-cache", "public, max-age=3600", "public, max-age=31536000, immutable"


def caching() -> Header:
    """Give the header: for ever where the name tells the content, an hour for pictures.

    All else is asked for each time, which costs a 304 while it hasn't changed: a correction is
    seen at once.
    """
    return Header("Cache-Control", ASK, ((HASHED, EVER), (PICTURE, HOUR)))
