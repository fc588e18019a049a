"""Comments from a reader's browser through the real Isso and moderation to the page."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, Request, expect

from conftest import setting
from insyn.site.build import build
from insyn.site.upkeep import take_comments
from isso_server import APPROVED, PASSWORD, Together, together
from tabs import Tabs, faults

PLACE = "/2013/04/26/ramarna-en-forsta-titt/"
POST = "/2013/05/10/en-kort-vecka-med-mycket-innehall/"
HOSTILE = {
    "script": "<script>alert(1)</script> och efteråt",
    "image": '<img src=x onerror="alert(1)"> och efteråt',
    "link": "[klicka](javascript:alert(1)) javascript:alert(1) https://ond.example/",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &amp;nbsp; &#60;b&#62;",
    "Markdown": "# Rubrik\n\n**fet** _kursiv_\n\n    kod",
    "template": "{{ 7 * 7 }} {% raw %} {filename}x.md",
    "end of template": "</p></section></template><iframe src=//ond.example>",
    "turned": "Kommunen säger \u202ejA\u202c \u2066nej\u2069",
    "controls": "ett\x00två\x0btre\ufeff fyra\u2028fem",
    "endless word": "a" * 10_000,
    "right to left": "\u0645\u0631\u062d\u0628\u0627 Tallvika",
    "YAML": "---\n- a: b\n...\n%YAML 1.2\n'\" | > & * !",
}


@pytest.fixture
def alive(small: Path, tmp_path: Path) -> Iterator[Together]:
    """The small site as it is published today, when comments are written, with the real Isso."""
    for line in ('NOW = ""', 'SECURITY_CONTACT = SECURITY_EXPIRES = ""'):
        setting(small, line)
    statement = small / "content/tillganglighet.yaml"
    today = f": {datetime.now(UTC).date()}"
    text = re.sub(r": 2013-\d\d-\d\d", today, statement.read_text(encoding="utf-8"))
    statement.write_text(text, encoding="utf-8")
    build(small / "publishconf.py", small / "ut")
    with together(small / "ut", tmp_path) as found:
        yield found


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """Give a page, and a list of what it says or asks of others."""
    page = context.new_page()
    said: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    def note(asked: Request) -> None:
        if not asked.url.startswith("http://127.0.0.1:"):
            said.append(asked.url)

    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", dismiss)
    page.on("request", note)
    return page, said


def opened(page: Page, name: str = "Skicka en kommentar") -> Locator:
    """Open the form and give it."""
    page.get_by_role("button", name=name, exact=True).click()
    form = page.get_by_role("form", name=name)
    expect(form.get_by_role("heading", name=name)).to_be_focused()
    return form


def publish(small: Path, isso: Together) -> int:
    """Take what is approved and build the site anew."""
    code = take_comments(small / "publishconf.py", isso.database)
    build(small / "publishconf.py", small / "ut")
    return code


def test_a_comment_goes_from_a_reader_to_the_page(
    small: Path, alive: Together, browser: Browser
) -> None:
    """It waits unseen, a moderator approves it in Isso, and it is read without a script."""
    reader = browser.new_context(base_url=alive.address)
    page, said = watched(reader)
    page.goto(PLACE)
    expect(page.get_by_role("heading", name="Inga kommentarer")).to_be_visible()
    form = opened(page)
    form.get_by_label("Namn").fill("Anna & Co")
    form.get_by_label("Kommentar").fill("Första raden\nandra raden\n\nNytt stycke.")
    form.get_by_role("button", name="Skicka").click()
    sent = page.get_by_text("Tack! Kommentaren väntar på att bli läst.")
    expect(sent).to_be_focused()
    expect(form).to_have_count(0)
    assert reader.cookies() == []
    (row,) = alive.rows()
    assert (row["mode"], row["email"], row["remote_addr"]) == (2, None, "192.0.2.0")
    assert publish(small, alive) == 0
    page.reload()
    expect(page.get_by_role("heading", name="Inga kommentarer")).to_be_visible()
    assert said == []

    moderator = browser.new_context(base_url=alive.address).new_page()
    moderator.goto("/isso/admin/")
    moderator.locator("[name=password]").fill(PASSWORD)
    moderator.keyboard.press("Enter")
    with moderator.expect_response(re.compile("/activate/")):
        moderator.get_by_text("Validate").click()
    assert publish(small, alive) == 0

    page.reload()
    answer = opened(page, "Svara Anna & Co")
    answer.get_by_label("Kommentar").fill("Ett svar.")
    answer.get_by_role("button", name="Skicka").click()
    expect(sent).to_be_focused()
    assert alive.rows()[1]["parent"] == row["id"]
    alive.set_mode(2, APPROVED)
    assert publish(small, alive) == 0

    plain = browser.new_context(base_url=alive.address, java_script_enabled=False).new_page()
    plain.goto(PLACE)
    expect(plain.get_by_role("heading", name="Kommentarer (2)")).to_be_visible()
    comment = plain.get_by_role("article", name="Anna & Co", exact=True)
    expect(comment.locator("p[dir]")).to_have_text(["Första radenandra raden", "Nytt stycke."])
    assert comment.locator("br").count() == 1
    expect(plain.get_by_role("article", name="Anonym svarar Anna & Co")).to_be_visible()
    report = comment.get_by_role("link", name="Anmäl kommentaren av Anna & Co")
    subject = urllib.parse.unquote(report.get_attribute("href") or "")
    assert subject.endswith(f"{PLACE}#kommentar-1")
    assert plain.get_by_role("button").count() == 0
    mail = plain.get_by_role("link", name="Skicka en kommentar med e-post")
    assert "Ramarna: en första titt" in urllib.parse.unquote(mail.get_attribute("href") or "")


def test_nothing_that_is_written_runs(small: Path, alive: Together, browser: Browser) -> None:
    """Tags, links, Markdown, turned and endless text are text; names too; the page still fits."""
    for number, text in enumerate(HOSTILE.values(), start=1):
        assert alive.send(text, PLACE, author=text[:60]) == number
        alive.write("UPDATE comments SET created = created - 60, mode = 1 WHERE id = ?", number)
    assert publish(small, alive) == 0
    page, said = watched(
        browser.new_context(base_url=alive.address, viewport={"width": 320, "height": 900})
    )
    page.goto(PLACE)
    comments = page.locator(".comments")
    assert comments.locator(":is(script, img, iframe, b, h1, pre, strong)").count() == 0
    links = comments.locator("a").evaluate_all("all => all.map(a => a.protocol)")
    assert set(links) <= {"mailto:", "http:"}
    shown = [place.inner_text() for place in page.locator(".comment__text").all()]
    for text in ("script", "image", "link", "entities", "template", "end of template"):
        assert HOSTILE[text] in shown
    assert "Kommunen säger jA nej" in shown
    assert "etttvå\ntre fyra\nfem" in shown
    assert HOSTILE["endless word"] in shown
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert said == []
    assert faults(page) == ""


@pytest.mark.parametrize(
    "how",
    [
        {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
        {"viewport": {"width": 320, "height": 900}, "color_scheme": "dark"},
        {"viewport": {"width": 320, "height": 900}, "forced_colors": "active"},
    ],
    ids=["light", "dark", "forced colours"],
)
def test_the_form_is_accessible_and_says_what_is_wrong(
    tabs: Tabs, address: str, how: dict[str, Any]
) -> None:
    """Faults stand at their field, which has the focus; a server that fails loses no text."""
    with tabs.one(base_url=address, **how) as page:
        page.goto(POST)
        form = opened(page, "Svara Anonym")
        text = form.get_by_label("Kommentar")
        send = form.get_by_role("button", name="Skicka")
        for written, fault in (
            ("  \n ", "Skriv en kommentar."),
            ("å" * 10_000, "Kommentaren är 10 000 tecken lång. Korta den till högst 5 000."),
        ):
            text.fill(written)
            send.click()
            expect(text).to_be_focused()
            expect(text).to_have_attribute("aria-invalid", "true")
            description = page.locator("#sidans-svar-fel").inner_text().replace("\u00a0", " ")
            assert description == fault
            expect(text).to_have_attribute("aria-describedby", "sidans-svar-fel")
        form.locator("summary").click()
        assert "Tallvika kommun ansvarar för kommentarerna" in form.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") == how["viewport"]["width"]
        assert faults(page) == ""
        text.fill("Min text & mer")
        send.click()  # a server that takes no comments
        failed = form.get_by_text("Kommentaren kunde inte skickas just nu.")
        expect(failed).to_be_focused()
        expect(text).to_have_value("Min text & mer")
        mail = failed.get_by_role("link", name="skicka den med e-post")
        assert "body=Min%20text%20%26%20mer" in (mail.get_attribute("href") or "")
        assert faults(page) == ""
        page.context.set_offline(True)
        send.click()
        expect(failed).to_be_focused()
        page.context.set_offline(False)


def test_too_many_comments_are_told_to_wait(alive: Together, browser: Browser) -> None:
    """The server's refusal is said in words, and the text is kept."""
    for _ in range(5):
        alive.send("Igen och igen", PLACE)
    page = browser.new_context(base_url=alive.address).new_page()
    page.goto(PLACE)
    form = opened(page)
    form.get_by_label("Kommentar").fill("En till")
    form.get_by_role("button", name="Skicka").click()
    expect(form.get_by_text("Vänta en minut och skicka igen. Din text är kvar.")).to_be_focused()
    expect(form.get_by_label("Kommentar")).to_have_value("En till")


def test_a_keyboard_is_enough(alive: Together, browser: Browser) -> None:
    """From the link before it to the thanks; leaving the form goes back to its button."""
    page = browser.new_context(base_url=alive.address).new_page()
    page.goto(PLACE)
    button = page.get_by_role("button", name="Skicka en kommentar")
    for _ in range(80):
        page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    form = page.get_by_role("form")
    expect(form.get_by_role("heading")).to_be_focused()
    form.get_by_label("Kommentar").fill("Halvfärdig")
    form.get_by_role("button", name="Avbryt").press("Enter")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(form.get_by_label("Kommentar")).to_have_value("Halvfärdig")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type(" nu färdig")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tack! Kommentaren väntar")).to_be_focused()
    assert alive.rows()[0]["text"] == "Halvfärdig nu färdig"


def test_where_the_form_cannot_be_fetched_the_mail_link_is_there(page: Page) -> None:
    """The button leads to the link instead of to nothing."""
    page.route("**/kommentera-*.js", lambda route: route.abort())
    page.goto(POST)
    page.get_by_role("button", name="Skicka en kommentar").click()
    expect(page.get_by_role("link", name="Skicka en kommentar med e-post")).to_be_focused()


@pytest.mark.parametrize(
    "page", [{"viewport": {"width": width, "height": 900}} for width in (320, 1280)], indirect=True
)
def test_every_target_is_large_enough(page: Page) -> None:
    """Buttons and links of the comments and the form are at least 24 pixels high and wide."""
    page.goto(POST)
    opened(page).locator("summary").click()
    small = page.locator(".comments :is(a, button, summary, input, textarea)").evaluate_all(
        """all => all.filter(one => !one.closest(".reply p:not([class])"))
          .map(one => [one.textContent, one.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""
    )
    assert small == []
