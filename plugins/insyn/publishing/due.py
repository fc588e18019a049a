"""When the built site would change by itself, and what happens then.

The list is whole: between two of its moments a build gives the same site, but for the day that the
page of commitments says it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from insyn import swedish
from insyn.moments import midnight, pinned
from insyn.posts.comments import shown_from
from insyn.posts.commitments.commitment import Commitment
from insyn.posts.source import Source
from insyn.posts.statement import FILE as STATEMENT
from insyn.publishing.check import Report
from insyn.publishing.embargo import embargo_of
from insyn.publishing.security import EXPIRES, Security

# The kinds of what falls due, as programs know them.
TEXT, DATASET, COMMENT = "text", "dataset", "comment"
STEP, COMMITMENT, CHALLENGES = "step", "commitment", "challenges"
STATEMENT_ENDS, SECURITY_ENDS = "statement", "security"
# What a log that anyone may read is told of those that may have a secret in their names.
IN_PUBLIC = {
    TEXT: "En text kommer ut",
    DATASET: "En datamängd blir öppna data",
    COMMENT: "En kommentar blir synlig",
    COMMITMENT: "Ett åtagande blir försenat",
}
ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, order=True)
class Due:
    """What happens at a moment, in words; `refused` when no build is let through from then on."""

    moment: datetime
    what: str
    kind: str
    refused: bool = False


def all_due(report: Report, security: Security | None, zone: tzinfo) -> tuple[Due, ...]:
    """List all that the site's content says will happen, or has happened, in order of time."""
    found = [
        *_texts(report),
        *_datasets(report, zone),
        *_comments(report, zone),
        *_steps(report, zone),
        *(due for one in report.standing.commitments for due in _overdue(one, zone)),
        *_challenges(report, zone),
        *_ends(report, security, zone),
    ]
    return tuple(sorted(set(found)))


def _comes(source: Source) -> bool:
    return source.head.status != "draft" and source.public_from is not None


def _texts(report: Report) -> Iterator[Due]:
    for source in report.sources:
        if _comes(source) and source.public_from:
            yield Due(source.public_from, f"{source.file} kommer ut: {source.head.title}", TEXT)


def _datasets(report: Report, zone: tzinfo) -> Iterator[Due]:
    """Give the moment that each dataset is first public: with what shows it, or by itself."""
    for public in report.lasting:
        ends = embargo_of(public.dataset, zone) or ALWAYS
        shown = [use.source.public_from or ALWAYS for use in public.uses]
        first = min([*shown, *([ALWAYS] if public.dataset.descriptor.publish else [])])
        if (moment := max(first, ends)) > ALWAYS:
            what = f"Datamängden {public.name} blir öppna data: {public.dataset.descriptor.title}"
            yield Due(moment, what, DATASET)


def _comments(report: Report, zone: tzinfo) -> Iterator[Due]:
    posts = {source.file: source for source in report.sources if _comes(source)}
    for file, comments in report.standing.comments.items():
        post = posts.get(file)
        for moment in shown_from(comments).values():
            if post and post.public_from and moment > post.public_from:
                what = f"En kommentar till {file} blir synlig"
                yield Due(pinned(moment, zone), what, COMMENT)


def _steps(report: Report, zone: tzinfo) -> Iterator[Due]:
    for one in report.standing.process.rounds:
        for step in one.plan.steps:
            begins, over = step.ends(zone) or (None, None)
            name = f"{one.plan.title}: ”{step.name}”"
            if begins and over:
                yield Due(begins, f"{name} börjar", STEP)
                yield Due(over, f"{name} är över", STEP)


def _overdue(one: Commitment, zone: tzinfo) -> Iterator[Due]:
    """Give the moments that a commitment is late from, as readers know it then."""
    told = [each for each in one.follow_ups if _comes(each.source)]
    for day in dict.fromkeys((one.first_due, *(each.to for each in told if each.to))):
        moment = midnight(day + timedelta(days=1), zone)
        known = tuple(each for each in told if each.moment <= moment)
        then = replace(one, follow_ups=known, today=moment.date())
        if _comes(one.source) and one.moment <= moment and then.due == day and not then.end:
            yield Due(moment, f"Åtagandet ”{one.what}” blir försenat", COMMITMENT)


def _challenges(report: Report, zone: tzinfo) -> Iterator[Due]:
    """Give the years from which the challenges have other numbers or names."""
    challenges = report.standing.challenges
    names = [name for one in challenges for name in one.head.names]
    for year in {name.since for name in names} | {name.until + 1 for name in names if name.until}:
        if any(one.in_year(year) != one.in_year(year - 1) for one in challenges):
            moment = midnight(date(year, 1, 1), zone)
            yield Due(moment, f"Utmaningarna är de för {year}", CHALLENGES)


def _ends(report: Report, security: Security | None, zone: tzinfo) -> Iterator[Due]:
    """Give the moments from which what has to be renewed stops every build."""
    if statement := report.standing.statement:
        last = swedish.short_date(statement.due)
        what = f"{STATEMENT} måste vara förnyad: den gäller till och med {last}"
        moment = midnight(statement.due + timedelta(days=1), zone)
        yield Due(moment, what, STATEMENT_ENDS, refused=True)
    if security and (ends := security.moment(zone)):
        what = f"{EXPIRES} måste vara förnyad: uppgifterna i security.txt slutar gälla"
        yield Due(ends, what, SECURITY_ENDS, refused=True)
