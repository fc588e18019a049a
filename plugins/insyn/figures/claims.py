"""Whether what a writer claims beside a figure is what its data say.

A clause is judged only when every word of it is known and its form is one of a few; all others are
left alone, since a false alarm would stop a true text from being published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from insyn.charts.text.variance_facts import VARIANCE
from insyn.figures.claims_of_money import money_claim
from insyn.figures.claims_over_years import year_claim
from insyn.figures.clauses import Clause, clauses
from insyn.figures.ground import Ground
from insyn.figures.vocabulary import EXPECTED, FORBIDDING, PARTS, SETTLED, SHOWS

_END = re.compile(r"[.!?…]+(?=\s+[^\sa-zåäö\d]|\s*$)")
_QUOTES = re.compile('[”“„"»«’‘]')
_AFTER_MONTHS = re.compile(r"\befter\s+\w+\s+månader(?:na)?\b", re.IGNORECASE)
_NOT_KEPT = re.compile(
    r"\b(?:(höll|klarade)|håller|hålla|klarar) inte (?:sin |sina )?(?:budget(?:en|ar)?|ramar|ram)\b"
)
_ALLOWED = re.compile(r"\b(?:får|få) (?:\w+ )?(?:gå|ha)\b", re.IGNORECASE)
_THIS_YEAR = re.compile(r"\b(?:i\s+år|årets)\b", re.IGNORECASE)


def contradictions(text: str, ground: Ground) -> Iterator[tuple[int, str]]:
    """Find what the data contradict in a heading or a paragraph, with its place in the text."""
    quoted = [mark.start() for mark in _QUOTES.finditer(text)]
    for start, sentence in _sentences(text):
        read = _prepared(sentence, ground)
        if read is None or (quoted and start <= quoted[-1] and quoted[0] < start + len(sentence)):
            continue
        judged = list(_judged(read, ground, text[:start]))
        if ground.heading or not any(_doubtful(*pair) for pair in judged):
            undated = len(ground.years) > 1 and any(
                clause.years and verdict is None for clause, verdict in judged
            )
            for clause, verdict in judged:
                if verdict and (clause.years or not undated):
                    yield start + clause.place, verdict


def _doubtful(clause: Clause, verdict: str | None) -> bool:
    """Tell whether a clause may take back what the sentence claims: “men åtgärder sänker det”."""
    sizes = any(amount.unit or amount.decimals for amount in clause.amounts)
    return verdict is None and (sizes or clause.joined == "men")


def _judged(sentence: str, ground: Ground, earlier: str) -> Iterator[tuple[Clause, str | None]]:
    """Judge each clause, but none that is tied to one that wasn't understood.

    It is tied by “och”, and where its verb comes first: “I hemtjänsten, som växer, väntas …”.
    """
    verdict: str | None = None
    subjects: Sequence[str] = ()
    for clause in clauses(sentence, ground.words):
        tied = (clause.joined or (clause.follows and clause.fronted)) and verdict is None
        verdict = None
        if not tied and (ground.heading or _bound(clause, ground, earlier)):
            verdict = money_claim(ground, clause)
            if verdict is None:
                clause.subjects = clause.subjects or list(subjects)
                verdict = year_claim(ground, clause)
        subjects = clause.subjects if verdict is not None else ()
        yield clause, verdict


def _bound(clause: Clause, ground: Ground, earlier: str) -> bool:
    """Tell whether a clause in prose is about the figure for certain, not about what came before.

    One that names nobody in the figure follows on what the paragraph has said so far.
    """
    if clause.subjects or not earlier.strip():
        return True
    if ground.plot.rank:
        said = earlier.casefold()
        return any(mark in said for mark in ground.marks)
    return not any(each.subjects or "K" in each.parts for each in clauses(earlier, ground.words))


def _prepared(sentence: str, ground: Ground) -> str | None:
    """Blank what says when, with blanks of the same length; None when all is to be left alone."""

    def blank(found: re.Match[str]) -> str:
        return " " * len(found[0])

    text = _THIS_YEAR.sub(blank, sentence)
    if text != sentence and str(ground.year) not in ground.years:
        return None
    text = _NOT_KEPT.sub(_back, text)
    forecast = "prognos" in text.casefold()
    if forecast:
        text = _AFTER_MONTHS.sub(blank, text)
    words = set(re.findall(r"[^\W\d_]+", re.sub(r"\bom(?=\s+(?:\w+\s+)?\d)", "", text).casefold()))
    years = set(re.findall(r"\b(?:19|20)\d\d\b(?!\s*(?:mnkr|tkr|kr))", text))
    if (
        sentence.rstrip().endswith("?")
        or {"{", "}"} & set(sentence)
        or words & FORBIDDING
        or _ALLOWED.search(text)
        or years - ground.years
    ):
        return None
    return text if ground.heading or _timely(words, ground, forecast, bool(years)) else None


def _timely(words: set[str], ground: Ground, forecast: bool, dated: bool) -> bool:
    """Tell whether prose speaks of the time that a variance is about, by its verbs.

    What is expected for the whole year isn't what has been spent so far, nor what was last year.
    """
    if not any(fact.kind == VARIANCE for fact in ground.facts):
        return True
    if all(fact.settled for fact in ground.facts):
        now = {"går", "gå", "håller", "hålla", "överskrider", "underskrider", "har", "ha", "är"}
        return dated or "gått" in words or not words & (EXPECTED | now)
    past = {"gick", "gått", "höll", "överskred", "underskred"}
    return not words & (SETTLED | past | PARTS) and (forecast or not words & SHOWS)


def _back(found: re.Match[str]) -> str:
    """Say “höll inte sin budget” as “gick back”."""
    return ("gick back" if found[1] else "går back").ljust(len(found[0]))


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text into sentences with their places; “ca. 12” and “t.ex. skolan” end none."""
    start = 0
    for end in _END.finditer(text):
        yield start, text[start : end.end()]
        start = end.end()
    if text[start:].strip():
        yield start, text[start:]
