"""Licences by their addresses, as a catalogue of open data names them."""

from __future__ import annotations

from insyn.data.provenance import License

# Written just so, with http and a slash at the end: DCAT-AP-SE 3.0.1, recommendations on licences.
_ADDRESSES = {
    "CC0-1.0": "http://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "http://creativecommons.org/licenses/by/4.0/",
}


def licence_address(licence: License) -> str:
    """Give the address of a licence: that of a well-known one, otherwise its own; "" for none."""
    return _ADDRESSES.get(licence.name, licence.path)
