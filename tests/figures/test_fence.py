"""Where diagram blocks stand in a text."""

from __future__ import annotations

from insyn.figures.fence import find_fences
from insyn.figures.markdown import Parts, to_html

TEXT = """Före

```diagram
data: a
```

~~~~ diagram
data: b
~~~~

````markdown
```diagram
data: visas-som-kod
```
````

A <!-- hemligt --> B `<!-- visas -->`

<!-- en anteckning
```diagram
data: anteckning
```
--> Samma rad

Efter
"""


def test_blocks_are_found_with_their_lines() -> None:
    """Both kinds of mark work; a block in a longer block or a comment is left alone."""
    found = find_fences(TEXT.split("\n"), "a.md")
    assert [(fence.first, fence.last, fence.text) for fence in found.fences] == [
        (3, 5, "data: a"),
        (7, 9, "data: b"),
    ]
    assert found.problems == ()


def test_markdown_has_a_placeholder_for_each_block_and_the_code_as_code() -> None:
    """Figures stand where their blocks stood; shown code keeps its block; notes are gone."""
    html = to_html(TEXT, Parts(lambda fence: f"<div>{fence.text}</div>"), ["fenced_code"])
    assert html.index("Före") < html.index("<div>data: a</div>") < html.index("<div>data: b</div>")
    assert "```diagram\ndata: visas-som-kod\n```" in html
    assert "anteckning" not in html
    assert "hemligt" not in html
    assert "<code>&lt;!-- visas --&gt;</code>" in html
    assert "Samma rad" in html
    assert html.endswith("<p>Efter</p>")


def test_a_comment_is_gone_wherever_it_stood() -> None:
    """Code spans over lines, escaped backticks and odd blocks don't save one from being dropped."""
    for text in (
        "`a\nb` <!-- HEMLIGT --> `x`",
        "\\` <!-- HEMLIGT --> \\`",
        "``` a b\n<!-- HEMLIGT -->\n```",
    ):
        html = to_html(text, Parts(lambda _: ""), ["fenced_code"])
        assert "<!--" not in html


def test_a_comment_that_never_ends_is_a_problem() -> None:
    """It would swallow the rest of the post."""
    (problem,) = find_fences(["Text", "<!-- glömd", "Mer"], "a.md").problems
    assert str(problem).startswith("a.md:2: Kommentaren")


def test_a_block_right_after_text_does_not_swallow_it() -> None:
    """A blank line before the block isn't needed."""
    html = to_html("Text\n```diagram\ndata: a\n```\nMer", Parts(lambda _: "<div>F</div>"), [])
    assert html == "<p>Text</p>\n<div>F</div>\n<p>Mer</p>"
