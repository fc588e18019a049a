"""Posts and pages read our way: both kinds of head, permanent addresses, dates to come."""

from __future__ import annotations

import logging
from functools import partial
from html import escape
from itertools import chain
from typing import Any

from pelican import Pelican, signals
from pelican.readers import BaseReader, Readers

from insyn.figures.fence import DIAGRAM, Fence
from insyn.figures.figure import figure_id
from insyn.figures.inline import Inline, notes_html
from insyn.figures.markdown import EXTENSIONS, Parts, Sections, to_html
from insyn.figures.numbers import notes
from insyn.posts.head import PostHead, TranslationHead
from insyn.posts.languages import SWEDISH
from insyn.posts.source import Source
from insyn.publishing.links import within
from insyn.site.commitments import commitment_place
from insyn.site.figures import FIGURE
from insyn.site.filling import placeholder, site_mark
from insyn.site.followed import THREAD
from insyn.site.glossary import with_marks
from insyn.site.house import House
from insyn.site.languages import TEMPLATE as TRANSLATION
from insyn.site.opening import house_of
from insyn.site.pictures import picture_size
from insyn.site.rewriting import at_home

NUMBERS, SECTIONS, PLACE = "numbers", "sections", "place"
FOOTNOTES = "markdown.extensions.footnotes"


class PostReader(BaseReader):  # type: ignore[misc]  # Pelican ships no types
    """Hands Pelican what the check has already read; our blocks become placeholders."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Give the HTML and the metadata of a post or page."""
        house = house_of(self.settings)
        source = house.source_of(source_path)
        # By its own content: metadata is Pelican's, and is made anew.
        made = partial(self._content, source, house)
        content = house.facts.kept(house.store, "content", house.key_of(source), made)
        return content, self._metadata(source, house)

    def _content(self, source: Source, house: House) -> str:
        numbers = iter(range(1, len(source.body)))

        def place(fence: Fence) -> str:
            if fence.word != DIAGRAM:
                return commitment_place(house, source, fence)
            return placeholder(house, FIGURE, figure_id(source.file, next(numbers)))

        language = source.language
        swedish = SWEDISH if language.foreign else ""
        inline = Inline(house.facts.ask(NUMBERS, source.file), site_mark(house), swedish)
        parts = Parts(place, inline, self._sections(source, house), language.table)
        configs = {FOOTNOTES: {"BACKLINK_TITLE": language.back}}
        try:
            content = to_html(source.body, parts, EXTENSIONS, configs)
        except ValueError:
            logging.getLogger("pelican").exception("%s", source.file)  # Pelican would not say why
            raise
        content = at_home(
            content,
            lambda address: self._link(address, source, house),
            lambda address: picture_size(house, source, address),
        )
        if not language.foreign:
            content = with_marks(house, content)
        return content + self._notes(source, house)

    def _link(self, address: str, source: Source, house: House) -> str:
        """Let a link that was written by hand hold wherever the text is shown."""
        path = "" if address.startswith("#") else within(source.address, address)
        if not path:
            return address
        place, mark, anchor = path.partition("#")
        shown = house.facts.ask(PLACE, place)  # a draft's address in the preview
        return f"{site_mark(house)}{shown}{mark}{anchor}"

    def _sections(self, source: Source, house: House) -> Sections:
        """Tell a post's sections on challenges by their headings."""
        found: dict[str, str] = {
            " ".join(section.heading.split()): section.key
            for section in house.facts.ask(SECTIONS, source.file)
        }

        def name(heading: str) -> str:
            return found.get(" ".join(heading.split()), "")

        return Sections(house.token, name, lambda key: placeholder(house, THREAD, key))

    def _notes(self, source: Source, house: House) -> str:
        """Say under the text what has happened to its numbers, where no figure says it."""
        count = len(source.fences.diagrams)
        figures = [house.figure(figure_id(source.file, place + 1)) for place in range(count)]
        told = house.facts.ask(NUMBERS, source.file)
        numbers = chain(told, *(figure.numbers for figure in figures))
        said = notes(numbers, {figure.dataset.name for figure in figures})
        return notes_html(said, SWEDISH if source.language.foreign else "")

    def _metadata(self, source: Source, house: House) -> dict[str, Any]:
        head = source.head
        written: dict[str, Any] = {"title": head.title, "slug": source.slug}
        if isinstance(head, PostHead | TranslationHead):
            written["category"] = "Veckobrev"  # Pelican wants one for every post
            written["tags"] = list(head.tags)
            written["author"] = head.author or self.settings["AUTHOR"]
        metadata = {name: self.process_metadata(name, value) for name, value in written.items()}
        # What is skipped Pelican knows nothing of, nor of its pictures.
        metadata["status"] = source.status(house.now) if house.is_seen(source) else "skip"
        metadata["summary"] = escape(head.summary)
        if source.is_translation:
            metadata["lang"] = source.language.code
            if metadata["status"] == "published":
                metadata["status"] = "hidden"
        if source.is_challenge or source.is_translation:
            metadata["template"] = "challenge" if source.is_challenge else TRANSLATION
            metadata["url"] = house.shown_at(source).lstrip("/")
            metadata["save_as"] = f"{metadata['url']}index.html"
        moments = {"date": source.date, "modified": source.modified}
        return {**metadata, **{name: moment for name, moment in moments.items() if moment}}


def _prepare(pelican: Pelican) -> None:
    """Say how questions about what texts hold are answered."""
    house = house_of(pelican.settings)
    at = {source.address: house.shown_at(source) for source in reversed(house.sources.values())}
    house.facts.define(NUMBERS, lambda file: house.numbers[file])
    house.facts.define(SECTIONS, lambda file: house.standing.sections.get(file, ()))
    house.facts.define(PLACE, lambda place: at.get(place, place))


def _use_our_reader(readers: Readers) -> None:
    readers.reader_classes["md"] = PostReader


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_prepare)
    signals.readers_init.connect(_use_our_reader)
