"""Explained words and the switch of languages, as readers use them in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

APRIL = "/2013/04/26/prognosen-ramarna-och-en-ranking/"


@pytest.fixture
def page(page: Page) -> Page:
    """The April post; parameters are those of a browser context."""
    page.goto(APRIL)
    return page


def size(width: int, **more: Any) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 900}, "java_script_enabled": False, **more}


def test_a_word_opens_with_the_keyboard_and_closes_with_escape(page: Page) -> None:
    """The note comes next in order, its link leads to the word, and focus comes back."""
    word = page.get_by_role("button", name="kommunstyrelsen", exact=True)
    note = page.locator("#ord-kommunstyrelse")
    expect(word).to_have_accessible_description("")
    word.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    expect(note).to_have_accessible_name("Kommunstyrelse")
    page.keyboard.press("Tab")
    expect(note.get_by_role("link", name="Visa i ordlistan – kommunstyrelse")).to_be_focused()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(word).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#ord-kommunstyrelse dt")).to_be_in_viewport()


def test_a_note_closes_with_a_click_beside_it(page: Page) -> None:
    """One note at a time is open."""
    words = page.locator("button.term")
    words.nth(0).click()
    words.nth(1).click()
    assert page.locator(":popover-open").count() == 1
    page.locator("h1").click()
    assert page.locator(":popover-open").count() == 0


@pytest.mark.parametrize("page", [size(1280), size(320)], ids=["1280", "320"], indirect=True)
def test_every_note_is_seen_whole_beside_its_word(page: Page) -> None:
    """Within the window, touching neither the word nor the edge; the word is a large target."""
    for word in page.locator("button.term").all():
        word.click()
        note, place = page.locator(":popover-open").bounding_box(), word.bounding_box()
        assert note
        assert place
        assert place["height"] >= 22.9
        width = page.viewport_size["width"] if page.viewport_size else 0
        assert note["x"] >= 0
        assert note["x"] + note["width"] <= width
        assert note["y"] >= 0
        assert note["y"] + note["height"] <= 900
        above, below = note["y"] + note["height"] <= place["y"], note["y"] >= place["y"] + 20
        assert above or below


def test_a_word_reads_and_copies_as_the_text_around_it(page: Page) -> None:
    """Same letters, colour, size and spacing; a copied paragraph has its words; no line moves."""
    word = page.locator("button.term").first
    same = """element => ["color", "fontFamily", "fontSize", "fontWeight", "letterSpacing"].every(
      name => getComputedStyle(element)[name] === getComputedStyle(element.parentElement)[name])"""
    assert word.evaluate(same)
    copied = word.evaluate(
        """element => {
          const whole = element.closest("p");
          getSelection().selectAllChildren(whole);
          return [getSelection().toString(), whole.textContent];
        }"""
    )
    assert copied[0] == copied[1]
    moved = word.evaluate(
        """element => {
          const whole = element.closest("p"), before = whole.getBoundingClientRect().height;
          for (const word of whole.querySelectorAll("button")) word.replaceWith(word.textContent);
          return whole.getBoundingClientRect().height - before;
        }"""
    )
    assert moved == 0


@pytest.mark.parametrize("page", [{"forced_colors": "active"}], indirect=True)
def test_a_word_is_underlined_text_in_forced_colours(page: Page) -> None:
    """The reader's own colour for text, no button's face."""
    word = page.locator("button.term").first
    style = "(element, name) => getComputedStyle(element)[name]"
    assert word.evaluate(style, "textDecorationStyle") == "dotted"
    assert word.evaluate(style, "color") == page.locator("article p").last.evaluate(style, "color")
    assert word.evaluate(style, "borderTopWidth") == "0px"


def test_paper_has_the_notes_after_the_text(page: Page) -> None:
    """Under a heading, and no word is underlined."""
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="Ord i texten").is_visible()
    notes = page.locator(".term-note")
    assert notes.count() == page.locator("button.term").count()
    text, note = page.locator("article.letter").bounding_box(), notes.first.bounding_box()
    assert text
    assert note
    assert note["y"] > text["y"] + text["height"]
    line = page.locator("button.term").first.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert line == "none"


@pytest.mark.parametrize("page", [size(320)], indirect=True)
def test_the_language_can_be_changed_with_the_keyboard(page: Page) -> None:
    """From Swedish to Finnish and on to English, each link named in its own language."""
    page.get_by_role("navigation", name="Språk").get_by_role("link", name="Suomi").press("Enter")
    page.wait_for_url(f"**{APRIL}fi/")
    nav = page.get_by_role("navigation", name="Kielet")
    expect(nav.get_by_role("link", name="Suomi")).to_have_attribute("aria-current", "page")
    nav.get_by_role("link", name="English").press("Enter")
    page.wait_for_url(f"**{APRIL}en/")
    box = page.get_by_role("link", name="English").bounding_box()
    assert box
    assert box["height"] >= 24
