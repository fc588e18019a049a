"""How commitments stand, in the words that pages and feeds use."""

from __future__ import annotations

from insyn import swedish
from insyn.posts.commitments.commitment import Commitment, FollowUp
from insyn.posts.commitments.ledger import Ledger


def state_parts(one: Commitment) -> tuple[str, str]:
    """Say how it stands, “klart 28 juni 2013”, and then what more there is to say of that."""
    if one.state == "open":
        return "pågår", ""
    if one.state == "overdue":
        return f"försenat, skulle ha varit klart {swedish.short_date(one.due)}", ""
    assert one.end
    if one.state == "dropped":
        return f"struket {swedish.short_date(one.end.day)}", ""
    after = f"efter {_days(one.days)}" if one.days else "samma dag"
    return f"klart {swedish.short_date(one.end.done_on)}", f" {after}, {_punctuality(one)}"


def state_words(one: Commitment) -> str:
    """Say how it stands: “pågår”, “klart 28 juni 2013 efter 63 dagar, i tid”."""
    return "".join(state_parts(one))


def _punctuality(one: Commitment) -> str:
    """Say whether it was done in time, as last agreed and as first promised."""
    late, late_at_first = one.late(one.due), one.late(one.first_due)
    if len(one.dues) == 1 or late_at_first <= 0:
        return f"{_days(late)} för sent" if late > 0 else "i tid"
    last = f"{_days(late)} efter det senaste datumet" if late > 0 else "i tid till det nya datumet"
    return f"{last}, {_days(late_at_first)} senare än först lovat"


def follow_up_words(one: Commitment, told: FollowUp) -> str:
    """Say what a follow-up tells of a commitment: “Flyttat från … till …”, and why."""
    if told.to:
        old, new = one.before(told).due, told.to
        said = f"flyttat från {swedish.short_date(old)} till {swedish.short_date(new)}"
    else:
        said = state_words(one)
    return " ".join(filter(None, [f"{swedish.capitalised(said)}.", told.why]))


def moved_words(one: Commitment) -> str:
    """Give the days that it was moved from: “flyttat från 30 april 2013”; "" if it wasn't."""
    days = [swedish.short_date(day) for day in one.dues[:-1]]
    return f"flyttat från {swedish.join(days)}" if days else ""


def summary(ledger: Ledger) -> str:
    """Count the commitments in a sentence or two."""
    counted = [
        (len(those), one if len(those) == 1 else many)
        for those, one, many in (
            (ledger.overdue, "är försenat", "är försenade"),
            (ledger.open, "pågår", "pågår"),
            (ledger.done, "är klart", "är klara"),
            (ledger.dropped, "är struket", "är strukna"),
        )
        if those
    ]
    if not counted:
        return "Inga åtaganden har gjorts ännu."
    noun = "åtagande" if counted[0][0] == 1 else "åtaganden"
    words = [f"{_count(count)} {how}" for count, how in counted]
    words[0] = f"{_count(counted[0][0])} {noun} {counted[0][1]}"
    said = f"{swedish.capitalised(swedish.join(words))}."
    kept = sum(one.late(one.first_due) <= 0 for one in ledger.done)
    if len(ledger.done) > 1:
        share = f"{_count(kept)} av de {_count(len(ledger.done))} som är klara blev det"
        said += f" {swedish.capitalised(share)} till det datum som först lovades."
    return said


def _count(count: int) -> str:
    return {0: "inget", 1: "ett"}.get(count) or swedish.count_word(count)


def _days(count: int) -> str:
    return f"{count}{swedish.NBSP}{'dag' if count == 1 else 'dagar'}"
