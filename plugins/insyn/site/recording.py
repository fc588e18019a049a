"""What pages are made of is noted as their templates ask for it.

A template asks for the variables of Pelican's context, for other templates, and for posts and pages
by their attributes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import Template
from jinja2.runtime import Context
from pelican import Pelican, signals
from pelican.contents import Article, Content, Page
from pelican.generators import Generator
from pelican.urlwrappers import URLWrapper

from insyn.incremental.facts import Facts
from insyn.incremental.fingerprints import short
from insyn.incremental.units import GIVEN
from insyn.site.opening import house_of

CARD, CONTENT, VARIABLE, TEMPLATE = "card", "content", "variable", "template"
OWN = frozenset({"SITEURL", "localsiteurl", "output_file"})  # of each page, by its place
NAMES = "insyn_given"  # among a page's variables: the names of those that are its own
# Of a post or page: its text is a fact of its own; the rest is the same for all, or no fact.
_TEXT = frozenset({"_content", "content", "get_content"})
_APART = frozenset({"_content", "_context", "settings", "metadata", "translations"})


def _noting(facts: Facts, constants: Iterable[str]) -> type[Context]:
    """Make a template's context that notes what it is asked for, but for what never changes."""
    constant = frozenset({*constants, *OWN, NAMES})

    class Noting(Context):
        def resolve_or_missing(self, key: str) -> Any:
            if key not in self.vars and key not in constant:
                given = self.parent.get(NAMES, ())
                facts.note(GIVEN if key in given else VARIABLE, key)
            return super().resolve_or_missing(key)

    return Noting


def _recorded(facts: Facts, kind: type[Content]) -> type[Content]:
    """Make a kind of post or page that notes what of it is asked for."""

    class Recorded(kind):  # type: ignore[misc]
        def __getattribute__(self, name: str) -> Any:
            if facts.is_noting and name[:2] != "__" and name != "told":
                facts.note(CONTENT if name in _TEXT else CARD, _file(self))
            if name in _TEXT:
                with facts.unnoted():
                    return super().__getattribute__(name)
            return super().__getattribute__(name)

        def get_content(self, siteurl: str) -> str:
            with facts.unnoted():
                content: str = super().get_content(siteurl)
                return content

        def __hash__(self) -> int:
            return id(self)

    Recorded.__name__ = kind.__name__  # settings are named by it
    return Recorded


def _file(content: Content) -> str:
    """Give the file of a post or page below content/."""
    return str(object.__getattribute__(content, "relative_source_path"))


@short.register(Content)
def _content_told(content: Content) -> object:
    return _file(content)


@short.register(URLWrapper)
def _wrapper_told(wrapper: URLWrapper) -> object:
    return wrapper.name, wrapper.slug


def _prepare(pelican: Pelican) -> None:
    """Say how questions about posts and pages are answered."""
    house = house_of(pelican.settings)
    house.kinds = {kind: _recorded(house.facts, kind) for kind in (Article, Page)}
    texts = house.texts
    house.facts.define(CARD, texts.__getitem__, lambda file: _card(texts[file]))
    house.facts.define(CONTENT, texts.__getitem__, lambda file: _text(texts[file]))


def _card(content: Content) -> dict[str, object]:
    return {key: value for key, value in vars(content).items() if key not in _APART}


def _text(content: Content) -> str:
    """Give a text as it is, or with Pelican's own links led to where they lead now."""
    raw = str(vars(content)["_content"])
    return str(content.get_content("")) if "{" in raw or "|" in raw else raw


def _record(content: Content) -> None:
    """Let a post or page note what is asked for."""
    house = house_of(content.settings)
    if kind := house.kinds.get(type(content)):
        content.__class__ = kind
        house.texts[_file(content)] = content


def _note(generator: Generator) -> None:
    """Let a generator's templates note what they ask for."""
    house, env, context = house_of(generator.settings), generator.env, generator.context
    facts = house.facts
    env.context_class = _noting(facts, context.keys())
    load = env.get_template

    def get_template(name: str | Template, *how: Any, **named: Any) -> Template:
        facts.note(TEMPLATE, name if isinstance(name, str) else str(name.name))
        template: Template = load(name, *how, **named)
        return template

    env.get_template = get_template
    assert env.loader
    read = env.loader.get_source
    facts.define(TEMPLATE, lambda name: read(env, name)[0])
    facts.define(VARIABLE, lambda name: context.get(name, env.globals.get(name)))
    house.templates = env


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_prepare)
    signals.content_object_init.connect(_record)
    signals.generator_init.connect(_note)
