"""Words explained: at their first use on a page, in a note that opens there, and at /ordlista/.

A text is marked when it is read, since only then it is known what is code. Where it is written
the marks become buttons, and nothing in a feed or a frame. The page as a whole then keeps the first
button of each word, for which it gets a note.
"""

from __future__ import annotations

import re
from re import Match

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican import Pelican, signals
from pelican.generators import Generator, PagesGenerator
from pelican.writers import Writer

from insyn.posts.glossary import Term
from insyn.posts.marking import marked
from insyn.site.house import House
from insyn.site.medium import Medium
from insyn.site.opening import house_of, tell_templates
from insyn.site.pages import PageGenerator

TERM, GLOSSARY = "term", "glossary"
PLACE = "ordlista/"
# With the signs that would otherwise begin or end a line by themselves.
_BUTTON = re.compile(
    r'(?P<before>[(\[”’"]*)'
    r'(?P<button><button type="button" class="term" popovertarget="ord-(?P<key>[\w-]+)">'
    r"(?P<word>[^<]*)</button>)"
    r"(?P<after>(?:\u00a0–|[\])”’\".,;:!?…])*)"
)


def with_marks(house: House, content: str) -> str:
    """Mark the words that the glossary explains in a text's HTML."""

    def mark(term: Term, word: str) -> str:
        return f'<span data-ord="{house.token} {term.key}">{word}</span>'

    return marked(content, house.facts.ask(GLOSSARY), mark)


def _written(house: House, html: str, medium: Medium) -> str:
    """Make buttons of the marks, or plain text where there are no notes."""
    bare = medium.is_feed or medium.alone
    button = r"\2" if bare else _button(r"\1", r"\2")
    return re.sub(rf'<span data-ord="{house.token} ([\w-]+)">([^<]*)</span>', button, html)


def _button(key: str, word: str) -> str:
    return f'<button type="button" class="term" popovertarget="ord-{key}">{word}</button>'


def _explained(house: House, html: str, site: str) -> Markup:
    """Keep the first button of each word on a page, and add the notes that the buttons open."""
    used: dict[str, Term] = {}

    def once(found: Match[str]) -> str:
        if found["key"] in used:
            return f"{found['before']}{found['word']}{found['after']}"
        used[found["key"]] = house.facts.ask(TERM, found["key"])
        around = found["before"] or found["after"]
        return f'<span class="unbroken">{found[0]}</span>' if around else found[0]

    html = _BUTTON.sub(once, html)
    if used:
        template = house.templates.get_template("components/terms.html")
        html += template.render(terms=list(used.values()), SITEURL=site)
    return Markup(html)  # noqa: S704  (the theme's own HTML)


class GlossaryGenerator(PageGenerator):
    """Writes the page of all words."""

    def generate_output(self, writer: Writer) -> None:
        """Write the page, where there are words."""
        if house_of(self.settings).standing.glossary.terms:
            self.write_page(writer, PLACE, "glossary")


def _add_filter(pelican: Pelican) -> None:
    """Give the templates the filter `explained`, for a page's whole content."""
    house = house_of(pelican.settings)
    house.facts.define(GLOSSARY, lambda _: house.standing.glossary)
    house.facts.define(TERM, lambda key: house.standing.glossary.by_key[key])
    if house.standing.glossary.terms:
        house.finishers["ord"] = lambda html, medium: _written(house, html, medium)

    @pass_context
    def explained(context: Context, html: str) -> Markup:
        return _explained(house, html, context["SITEURL"])

    tell_templates(pelican.settings, explained=explained)


def _add_generator(_: object) -> type[Generator]:
    return GlossaryGenerator


def _tell_all(generator: PagesGenerator) -> None:
    generator.context["glossary"] = house_of(generator.settings).standing.glossary
    generator.context["has_glossary"] = bool(generator.context["glossary"].terms)


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_add_filter)
    signals.get_generators.connect(_add_generator)
    signals.page_generator_finalized.connect(_tell_all)
