"""Where a page's running text uses words of the glossary: each is marked, as HTML.

Marks are made in paragraphs, points of lists and cells of tables, and never in a link, a heading,
code or a figure. The text itself stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from re import Match

from insyn.posts.glossary import Glossary, Term

_TAG = re.compile(r"""<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_PROSE = {"p", "li", "td", "dd"}
_KEPT = {
    *("a", "button", "caption", "code", "dfn", "figure", "figcaption", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "kbd", "label", "pre", "samp", "script", "select", "style", "summary", "svg"),
    *("textarea", "th", "title"),
}
_SENTENCE = re.compile(r"""(?:^|[.!?:…][)”"]*\s)[\s(”"–-]*$""")
_NEAR = 60  # characters, more than what can stand between two sentences


def marked(html: str, glossary: Glossary, mark: Callable[[Term, str], str]) -> str:
    """Replace each word that the glossary explains by what `mark` makes of it."""
    if not glossary.terms:
        return html
    written, said, done, prose, kept = list[str](), "", 0, 0, 0
    for tag in [*_TAG.finditer(html), None]:
        text = html[done : tag.start() if tag else len(html)]
        written.append(_marked(text, said, glossary, mark) if prose and not kept else text)
        said = (said + text)[-_NEAR:]
        if tag:
            written.append(tag[0])
            done, name, step = tag.end(), tag["name"].lower(), -1 if tag["end"] else 1
            if name in _PROSE:
                prose, said = max(0, prose + step), ""
            elif name in _KEPT:
                kept = max(0, kept + step)
    return "".join(written)


def _marked(text: str, said: str, glossary: Glossary, mark: Callable[[Term, str], str]) -> str:
    def written(found: Match[str]) -> str:
        word = " ".join(found[0].split())
        term = glossary.by_form.get(word)
        if term is None and _SENTENCE.search((said + text[: found.start()])[-_NEAR:]):
            term = glossary.by_form.get(word[0].lower() + word[1:])
        return mark(term, found[0]) if term else found[0]

    return glossary.pattern.sub(written, text)
