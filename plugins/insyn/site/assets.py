"""The theme's stylesheets, scripts and icon as a browser fetches them: small, never stale.

All of theme/static/css is one stylesheet and the scripts of theme/static/js are one script; those
in theme/static/js/egna are fetched only where they are needed. Colours and icon are those of the
site's identity. A file's name has a hash of what is in it, so that it may be kept for ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pelican import Pelican, signals
from rcssmin import cssmin
from rjsmin import jsmin

from insyn.keeping import fingerprint
from insyn.publishing.colours import tinted
from insyn.publishing.identity import Identity
from insyn.publishing.logo import read_logo
from insyn.site.opening import house_of, tell_templates

ASSET = "asset"
FIRST, LAST = ("tokens", "base", "layout"), "print"


def made_assets(static: Path, identity: Identity) -> dict[str, tuple[str, str]]:
    """Give each asset's address below the site's root and its content, by its plain name."""
    sheets = {path.stem: path for path in sorted((static / "css").rglob("*.css"))}
    middle = [name for name in sheets if name not in {*FIRST, LAST}]
    tokens, *others = (sheets[name] for name in (*FIRST, *middle, LAST))
    css = tinted(_joined([tokens]), identity.palette) + _joined(others)
    script = _joined(sorted((static / "js").glob("*.js")))
    found = {"insyn.css": cssmin(css), "insyn.js": jsmin(script)}
    for path in sorted((static / "js" / "egna").glob("*.js")):
        found[path.name] = jsmin(path.read_text(encoding="utf-8"))
    icon = static / "img" / "insyn.svg"
    found[icon.name] = identity.icon(read_logo(icon, icon.name))
    return {
        name: (f"theme/{Path(name).stem}-{fingerprint(text)[:12]}{Path(name).suffix}", text)
        for name, text in found.items()
    }


def _joined(paths: Iterable[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def _tell(pelican: Pelican) -> None:
    """Give the templates `identity` and `asset`, the address of an asset from the site's root."""
    house = house_of(pelican.settings)
    house.assets = made_assets(Path(pelican.settings["THEME"]) / "static", house.identity)
    addresses = {name: address for name, (address, _) in house.assets.items()}
    house.facts.define(ASSET, addresses.__getitem__)

    def asset(name: str) -> str:
        return str(house.facts.ask(ASSET, name))

    tell_templates(pelican.settings, globals_={"identity": house.identity, "asset": asset})


def _write_all(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    for address, text in house.assets.values():
        house.units.output.write(address, text.encode())


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_tell)
    signals.finalized.connect(_write_all)
