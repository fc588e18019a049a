"""The live preview's builder: one build for what is saved together, and never a silent death."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from previewing import PLACE, POST, Preview, previewed

PAGE = "Title: Sida {0}\nSummary: Nummer {0}.\n\nText {1}.\n"
WISH = "plugins/wish.txt"  # isn't Python: no new builder is needed for it


@pytest.fixture
def preview(small: Path) -> Iterator[Preview]:
    """The preview of the small site."""
    with previewed(small) as running:
        yield running


def pages(preview: Preview, word: str) -> None:
    for number in range(40):
        preview.write(f"content/sidor/sida-{number}.md", PAGE.format(number, word))


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Anna", "-c", "user.email=anna@example.org")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def test_what_is_saved_together_is_built_once(preview: Preview) -> None:
    """Forty files saved at once, or put there by git, give one build.

    A save during a build gives one more, and so do five.
    """
    first = preview.built_once(lambda word: pages(preview, word))
    assert f"Text {first}." in preview.page("sida-39/")

    root = preview.root
    (root / ".gitignore").write_text(".preview/\n.*.ny/\n__pycache__/\n", encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Ett")
    git(root, "checkout", "-qb", "annan")
    preview.after(lambda: pages(preview, "annan"))
    git(root, "commit", "-qam", "Två")
    branches = {"ett": "main", "två": "annan", "tre": "main"}
    word = preview.built_once(lambda word: git(root, "checkout", "-q", branches[word]))
    there = {"main": first, "annan": "annan"}[branches[word]]
    assert f"Text {there}." in preview.page("sida-0/")

    preview.built_once(lambda _: preview.write(WISH, "2.0"))

    def save_during_a_build() -> None:
        preview.edit(POST, "Inledning.", "Början 0.")
        preview.until_it_builds()
        for number in range(5):
            preview.edit(POST, f"Början {number}.", f"Början {number + 1}.")
            time.sleep(0.05)

    # A glance at the first save, one at that which ends the build, one at what came then; a build.
    # The last two glances are one where the machine is so busy that the saves are seen together.
    told = preview.after(save_during_a_build, count=3, quiet=6)
    assert len(told) in {3, 4}
    assert told[0]["changed"] == told[1]["changed"] == [f"{PLACE}index.html"]
    assert "flode.atom" in told[-1]["changed"]
    assert "Början 5." in preview.page()


def test_only_what_became_other_is_named(preview: Preview) -> None:
    """A body edit names its page at once, then what else it changes; a file saved as it was none.

    A dataset's edit names what it changes when all is built.
    """
    first, then = preview.after(lambda: preview.edit(POST, "Inledning.", "Början."), count=2)
    assert first == {"problems": "", "changed": [f"{PLACE}index.html"]}
    assert "flode.atom" in then["changed"]
    assert not {f"{PLACE}index.html", "om/index.html"} & {*then["changed"]}
    text = (preview.root / POST).read_text(encoding="utf-8")
    nothing = {"problems": "", "changed": []}
    assert preview.after(lambda: preview.write(POST, text), count=2) == [nothing, nothing]
    (last,) = preview.after(lambda: preview.edit("data/ramar-2014.csv", "2 000", "2 001"))
    assert {f"{PLACE}index.html", "data/ramar-2014/index.html"} <= {*last["changed"]}


def test_a_page_that_has_moved_is_found(preview: Preview) -> None:
    """The address of a post whose title has changed leads to where the post is now."""
    (told,) = preview.after(lambda: preview.edit(POST, "en första titt", "en andra titt"))
    assert told["problems"] == ""
    assert preview.get(PLACE)[:2] == (302, "/2013/04/26/ramarna-en-andra-titt/")
    preview.after((preview.root / POST).unlink)
    assert preview.get(PLACE)[0] == 404


def test_changed_code_is_used(preview: Preview) -> None:
    """A builder with the new code takes over when Python or the settings change.

    A fault in the code is said with its place, and is gone when it is mended.
    """
    (first,) = preview.builders
    code = "plugins/insyn/site/dates.py"
    good = (preview.root / code).read_text(encoding="utf-8")

    told = preview.after(lambda: preview.write(code, f"{good}\n1 / 0\n"))
    line = good.count("\n") + 2
    said = f"{code}:{line}: Här gick koden sönder: ZeroDivisionError: division by zero."
    assert told[-1]["problems"].startswith(said)
    told = preview.after(lambda: preview.write(code, f"{good}\ndef (\n"))
    assert told[-1]["problems"].startswith(f"{code}:{line}: Här gick koden sönder: SyntaxError")
    assert "Ramarna" in preview.page()

    told = preview.after(lambda: preview.write(code, good))
    assert told[-1]["problems"] == ""
    (second,) = preview.builders
    assert second != first

    preview.after(lambda: preview.edit("pelicanconf.py", "Kommunchefens blogg", "Vår blogg"))
    assert "Vår blogg" in preview.page()


def test_a_killed_builder_comes_back(preview: Preview) -> None:
    """One that is killed between builds is replaced, and one in a build, which is made.

    When the new one only dies again, that is said in Swedish.
    """
    (first,) = preview.builders
    os.kill(first, signal.SIGKILL)
    preview.until(lambda: preview.builders and preview.builders != [first])
    preview.after(lambda: preview.edit(POST, "Inledning.", "Början."))
    assert "Början." in preview.page()

    preview.after(lambda: preview.write(WISH, "2"))

    def kill_during_a_build() -> None:
        preview.edit(POST, "Början.", "Fortsättning.")
        preview.until_it_builds()
        os.kill(preview.builders[0], signal.SIGKILL)

    told = preview.after(kill_during_a_build, count=3)
    assert [one["problems"] for one in told] == [
        "",  # of a glance
        "Bygget avbröts utan att säga varför. Det görs om.",
        "",
    ]
    assert "Fortsättning." in preview.page()

    told = preview.after(lambda: preview.write(WISH, "die"), count=2)
    assert told[-1]["problems"].startswith("Bygget avbröts igen utan att säga varför. Spara en fil")
    told = preview.after(lambda: preview.write(WISH, "0"))
    assert told[-1]["problems"] == ""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_nothing_is_left_running(preview: Preview, end: signal.Signals) -> None:
    """When the preview ends, by Ctrl+C or without a word, its builder does too."""
    (builder,) = preview.builders
    preview.process.send_signal(end)
    assert preview.process.wait(10) == (0 if end == signal.SIGINT else -end)
    preview.until(lambda: not Path(f"/proc/{builder}").exists())


def test_it_answers_to_this_machine_alone(preview: Preview) -> None:
    """Another name than this machine's own isn't answered to: what is under embargo is shown."""
    assert preview.get("", Host="blogg.tallvika.example")[0] == 421
    assert preview.get("")[0] == 200
