"""What a browser is told in order to protect the reader.

Pages say their policy themselves too, for hosts that send no headers of ours; but what a policy
says of frames is heeded in a header only (https://www.w3.org/TR/CSP3/#meta-element).
"""

from __future__ import annotations

import re

from insyn.delivery.serving.headers import EMBED, FIGURE, OPEN, PAGE, PICTURE, SEARCH, Header

_POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
# A picture or a data file that is opened by itself: no script, whatever is in it.
_FILE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
NO_FRAME, ANY_FRAME = "frame-ancestors 'none'", "frame-ancestors *"
# What Chromium knows of https://www.w3.org/TR/permissions-policy/; it complains of other names.
_FEATURES = (
    *("accelerometer", "autoplay", "camera", "clipboard-read", "clipboard-write"),
    *("display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope"),
    *("hid", "identity-credentials-get", "idle-detection", "keyboard-map", "local-fonts"),
    *("magnetometer", "microphone", "midi", "otp-credentials", "payment"),
    *("picture-in-picture", "publickey-credentials-create", "publickey-credentials-get"),
    *("screen-wake-lock", "serial", "storage-access", "usb", "window-management"),
    *("xr-spatial-tracking",),
)
# Sent by what speaks TLS, and by nothing else (RFC 6797, section 7.2). One year.
HSTS = Header("Strict-Transport-Security", "max-age=31536000")


def page_policy(path: str) -> str:
    """Give the Content-Security-Policy that the page at a path says itself.

    Only the search may compile WebAssembly, which is what Pagefind is made of.
    """
    policy = dict(_POLICY)
    if re.search(SEARCH, path):
        policy["script-src"] += " 'wasm-unsafe-eval'"
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def protection() -> tuple[Header, ...]:
    """Give the headers that every answer has, with TLS or without."""
    page = page_policy("/")
    policies = (
        (SEARCH, f"{page_policy('/sok/')}; {NO_FRAME}"),
        (EMBED, f"{page}; {ANY_FRAME}"),
        (PAGE, f"{page}; {NO_FRAME}"),
        (FIGURE, f"{_FILE}; {ANY_FRAME}"),
    )
    others = "cross-origin"  # figures, files and pictures may be shown by other sites
    shown = ((FIGURE, others), (PAGE, "same-origin"), (OPEN, others), (PICTURE, others))
    return (
        Header("Content-Security-Policy", f"{_FILE}; {NO_FRAME}", policies),
        Header("X-Content-Type-Options", "nosniff"),
        Header("Referrer-Policy", "same-origin"),
        Header("Permissions-Policy", ", ".join(f"{name}=()" for name in _FEATURES)),
        Header("Cross-Origin-Opener-Policy", "same-origin"),
        Header("Cross-Origin-Resource-Policy", "same-origin", shown),
        Header("Access-Control-Allow-Origin", "", ((PAGE, ""), (FIGURE, "*"), (OPEN, "*"))),
    )
