"""Parts of a whole: when values may be drawn as shares, and how large the shares are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from insyn import swedish
from insyn.charts.plot import Misfit, Plot

PERCENT = frozenset({"%", "procent", "kr av 100"})
WHOLE = Decimal(100)
MOST_DECIMALS = 3


def check_parts(plot: Plot, wholes: Iterable[tuple[str, Sequence[Decimal | None]]]) -> None:
    """Refuse what can't be parts of a whole; `wholes` are the parts of each, by its name.

    Raises Misfit for a negative part, for values that don't add up and for shares that don't make
    100, but for what rounding the parts can do.
    """
    unit = plot.file_unit or "utan enhet"
    if not (plot.additive or plot.counted or plot.file_unit in PERCENT):
        message = f"Värden i {unit} kan inte läggas ihop till en helhet. Använd typ: staplar."
        raise Misfit("visa", message)
    for name, parts in wholes:
        known = [part for part in parts if part is not None]
        if any(part < 0 for part in known):
            message = (
                f"{name} har ett negativt värde, som inte kan vara en del av en helhet. "
                "Använd typ: staplar."
            )
            raise Misfit("visa", message)
        total = sum(known, Decimal(0))
        off = abs(total - WHOLE) > _slack(known)
        if plot.file_unit in PERCENT and len(known) == len(parts) and off:
            message = (
                f"Delarna av {swedish.inside(name)} blir {swedish.exact(total)}, inte 100. "
                "Kontrollera data, eller använd typ: staplar."
            )
            raise Misfit("visa", message)


def share(part: Decimal | None, parts: Sequence[Decimal | None]) -> Decimal | None:
    """Give a part in percent of all parts; None where any of them isn't known, or they are zero."""
    known = [value for value in parts if value is not None]
    total = sum(known, Decimal(0))
    if part is None or len(known) < len(parts) or not total:
        return None
    return part / total * WHOLE


def percent(value: Decimal) -> str:
    """Write a share without decimals, but for one that would be written as 0 or 100 and isn't.

    That one has the decimals it takes, and the share that is left of 100 has as many.
    """
    decimals = 0
    near = min(value, WHOLE - value)
    while 0 < near <= Decimal(5).scaleb(-decimals - 1) and decimals < MOST_DECIMALS:
        decimals += 1
    return swedish.with_unit(swedish.number(value, decimals), "%")


def _slack(parts: Sequence[Decimal]) -> Decimal:
    """How far from 100 the sum of rounded parts may be: half of the last decimal for each."""
    exponents = [part.as_tuple().exponent for part in parts]
    last = min((value for value in exponents if isinstance(value, int)), default=0)
    return Decimal(1).scaleb(min(last, 0)) / 2 * len(parts)
