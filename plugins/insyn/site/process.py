"""The budget's way to decision on pages of its own, as a calendar, and beside the posts about it.

The templates have `budget_now()`, the step that the start page tells of, and the filter
`budget_steps`, the steps that a post is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pelican import Pelican, signals
from pelican.contents import Article
from pelican.generators import Generator, PagesGenerator
from pelican.writers import Writer

from insyn import swedish
from insyn.posts.process import COMING, DONE, ONGOING, Round, Step
from insyn.posts.process_rules import PROCESS
from insyn.posts.source import Source
from insyn.publishing.calendar import ADDRESS, Publisher, to_calendar
from insyn.publishing.opendata import PublicDataset
from insyn.site.house import House
from insyn.site.opening import house_of, tell_templates
from insyn.site.pages import PageGenerator

NOW, STEPS = "budget now", "budget steps"
STATES = {DONE: "klart", ONGOING: "pagar", COMING: "kommer"}  # as the stylesheet knows them


@dataclass(frozen=True)
class ShownStep:
    """A step for the templates: what of it may be seen, and how far it has come.

    `state` is the word that readers see, `mark` that of the stylesheet; `ends` are its first and
    last day in words with the days themselves; `address` stands below the site's root.
    """

    round: Round
    step: Step
    state: str
    is_current: bool
    posts: tuple[Source, ...]
    datasets: tuple[PublicDataset, ...]

    @property
    def mark(self) -> str:
        """The state's name in the stylesheet."""
        return STATES[self.state]

    @property
    def address(self) -> str:
        """Where the step stands, for good."""
        return self.round.address_of(self.step)

    @property
    def ends(self) -> list[tuple[str, str]]:
        """Each end of its days, as machines read it and in words."""
        first, last = self.step.first, self.step.last
        if first is None or last is None:
            return []
        if first == last:
            return [(first.isoformat(), swedish.long_date(first))]
        texts = swedish.span(first, last)
        return [(first.isoformat(), texts[0]), (last.isoformat(), texts[1])]


@dataclass(frozen=True)
class ShownRound:
    """A round for the templates, with its steps; `current` is the one that goes on or is next."""

    round: Round
    steps: tuple[ShownStep, ...]

    @property
    def current(self) -> ShownStep | None:
        """The step that goes on, or the next to come; None when all are done."""
        return next((shown for shown in self.steps if shown.is_current), None)


def shown_round(house: House, one: Round) -> ShownRound:
    """Give a round as it may be seen now; in the preview with posts that are still drafts."""
    public = {dataset.name: dataset for dataset in house.public}
    current = one.current(house.now)
    return ShownRound(
        one,
        tuple(
            ShownStep(
                one,
                step,
                step.status(house.now),
                step is current,
                tuple(post for post in house.standing.process.posts(step) if house.is_listed(post)),
                tuple(public[name] for name in step.data if name in public),
            )
            for step in one.plan.steps
        ),
    )


class ProcessGenerator(PageGenerator):
    """Writes a page for each round, that of the one that goes on, and the calendar."""

    def generate_output(self, writer: Writer) -> None:
        """Write everything below /budgetprocessen/; nothing where there is no round."""
        house = house_of(self.settings)
        process, site = house.standing.process, str(self.settings["SITEROOT"])
        front = process.current(house.now)
        if front is None:
            return
        rounds = [shown_round(house, one) for one in process.rounds]
        about: dict[str, Any] = {"rounds": rounds, "webcal": _webcal(site), "calendar": ADDRESS}
        for shown in rounds:
            own = {**about, "shown": shown}
            self.write_page(writer, shown.round.address, "process", **own)
            if shown.round is front:
                self.write_page(writer, _Page.url, "process", **own, is_front=True)
        publisher = Publisher(str(self.settings["ORGANISATION"]), site)
        calendar = to_calendar(process.rounds, publisher)
        house.units.output.write(ADDRESS, calendar)


def _webcal(site: str) -> str:
    """Give the calendar's address as calendar programs know that it is one to subscribe to."""
    return f"webcal://{site.partition('://')[2]}/{ADDRESS}"


def _tell(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    process = house.standing.process

    def now(_: str) -> ShownStep | None:
        one = process.current(house.now)
        return shown_round(house, one).current if one else None

    def steps(file: str) -> list[ShownStep]:
        about = [step for _, step in process.about(file)]
        shown = (shown_round(house, one) for one in process.rounds) if about else ()
        return [one for round_ in shown for one in round_.steps if one.step in about]

    house.facts.define(NOW, now)
    house.facts.define(STEPS, steps)

    def budget_now() -> ShownStep | None:
        step: ShownStep | None = house.facts.ask(NOW)
        return step

    def budget_steps(article: Article) -> list[ShownStep]:
        found: list[ShownStep] = house.facts.ask(STEPS, house.source_of(article.source_path).file)
        return found

    def is_draft(post: Source) -> bool:
        return house.status(post) == "draft"

    tell_templates(
        pelican.settings,
        globals_={"budget_now": budget_now},
        budget_steps=budget_steps,
        is_draft=is_draft,
    )


def _add_generator(_: object) -> type[Generator]:
    return ProcessGenerator


@dataclass(frozen=True)
class _Page:
    """What Pelican wants to know of a page that a text links to by its file."""

    url: str = "budgetprocessen/"


def _tell_pelican(generator: PagesGenerator) -> None:
    """Let the sitemap list the pages, and texts link to them as {filename}/budgetprocessen.yaml."""
    context, rounds = generator.context, house_of(generator.settings).standing.process.rounds
    context["budget_pages"] = [_Page.url, *(one.address for one in rounds)] if rounds else []
    if rounds:
        context["generated_content"][PROCESS] = _Page()


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_tell)
    signals.get_generators.connect(_add_generator)
    signals.page_generator_finalized.connect(_tell_pelican)
