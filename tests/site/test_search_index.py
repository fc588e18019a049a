"""The search index of the whole site, as it is published."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from building import laid_out, tree
from conftest import ROOT
from insyn.delivery.serving.compression import ENDINGS
from insyn.incremental.store import Store
from insyn.problems import ProblemsFound
from insyn.site import pagefind
from insyn.site.build import build
from insyn.site.search import indexing

APRIL = "/2013/04/26/prognosen-ramarna-och-en-ranking/"


def unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def found(site: Path) -> dict[str, dict[str, Any]]:
    """Give what can be found, by address: words and title."""
    fragments = (site / "pagefind" / "fragment").iterdir()
    said = [json.loads(unpacked(path).removeprefix(b"pagefind_dcd")) for path in fragments]
    return {page["url"]: page for page in said}


def test_what_readers_seek_can_be_found_and_lists_cannot(site: Path) -> None:
    """Posts, pages, challenges and datasets are in the index; lists, figures and others aren't."""
    pages = found(site)
    assert {APRIL, "/om-bloggen/", "/utmaningar/ekonomin/", "/data/enkat-2013/"} <= set(pages)
    assert not {"/", "/404.html", "/arkiv/", "/sok/", "/amnen/", "/data/"} & set(pages)
    assert not any(re.match(r"/(figur|amnen|utkast)/", address) for address in pages)
    assert pages[APRIL]["meta"] == {
        "title": "Prognosen, ramarna och en ranking",
        "about": "Inlägg, fredag 26\u00a0april 2013",
    }


def test_a_figure_is_found_by_its_words_and_not_by_its_table(site: Path) -> None:
    """Heading and summary are in the index; the table, the source, the files and menus aren't."""
    said = found(site)[APRIL]["content"]
    page = html.parse(site / APRIL.strip("/") / "index.html").getroot()
    for figure in page.xpath("//figure"):
        for part in ("figure__heading", "figure__summary"):
            text = figure.find_class(part)[0].text_content()
            assert " ".join(text.split()) in " ".join(said.split())
    for unwanted in ("Ladda ner", "Visa som tabell", "Källa:", "Huvudmeny", "Prenumerera"):
        assert unwanted not in said
    assert "Uppdateras" not in found(site)["/data/enkat-2013/"]["content"]


def test_no_sentence_of_what_is_to_come_can_be_found(site: Path) -> None:
    """No line of a post dated after the site's moment is in what results are made of."""
    texts = " ".join(" ".join(page["content"].split()) for page in found(site).values())
    coming = [path for path in (ROOT / "content/inlagg").iterdir() if path.name > "2013-05-18"]
    lines = [line for path in coming for line in path.read_text(encoding="utf-8").split("\n")]
    sentences = [line for line in lines if len(line) > 40]
    assert len(sentences) > 2
    assert [sentence for sentence in sentences if sentence[:40] in texts] == []


def test_the_index_knows_no_word_of_what_is_hidden(small: Path, tmp_path: Path) -> None:
    """No draft, post dated ahead or hidden post has left a word in any file of the index."""
    text = (small / "content/inlagg/2013-04-26.md").read_text(encoding="utf-8")
    draft = text.replace("Inledning.", "Smorgonmord.").replace("2013-04-26T", "2013-05-03T")
    draft = draft.replace("summary:", "status: draft\nsummary:")
    ahead = text.replace("Inledning.", "Vintergatan.").replace("2013-04-26T", "2030-01-04T")
    hidden = text.replace("Inledning.", "Mumindalen.").replace("2013-04-26T", "2013-05-02T")
    hidden = hidden.replace("summary:", "status: hidden\nsummary:")
    (small / "content/inlagg/2013-05-02.md").write_text(hidden, encoding="utf-8")
    (small / "content/inlagg/2013-05-03.md").write_text(draft, encoding="utf-8")
    (small / "content/inlagg/2030-01-04.md").write_text(ahead, encoding="utf-8")
    build(small / "publishconf.py", tmp_path / "ut")
    index = [path for path in (tmp_path / "ut/pagefind").rglob("*") if ".pf_" in path.name]
    everything = b"".join(unpacked(path).lower() for path in index)
    assert b"inledning" in everything
    assert not re.search(b"smorg|vinterg|mumind|utkast", everything)


def test_only_what_is_used_is_published(site: Path) -> None:
    """Neither Pagefind's own interfaces nor its worker nor other languages take any room."""
    names = {re.sub(r"_\w+", "", path.name) for path in (site / "pagefind").rglob("*.*")}
    names -= {f"{name}{ending}" for name in names for ending in ENDINGS}
    assert names == {
        *("pagefind.js", "pagefind-entry.json", "wasm.sv.pagefind", "pagefind.sv.pf"),
        *("sv.pf",),
    }


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """The site's pages in another folder, written in another order."""
    for page in sorted(site.rglob("*.html"), reverse=True):
        copied = tmp_path / "ut" / page.relative_to(site)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, copied)
    return tmp_path / "ut"


def index(folder: Path, store: Store) -> None:
    with indexing(laid_out(folder), store, {}) as finish:
        finish()


def test_indexing_anew_gives_the_same_bytes(site: Path, copy: Path, store: Store) -> None:
    """In another folder, written in another order, with nothing kept, the index is the same."""
    index(copy, store)
    made = tree(site / "pagefind")
    assert tree(copy / "pagefind") == {
        place: content for place, content in made.items() if not place.endswith(ENDINGS)
    }


def test_a_page_that_is_gone_is_found_no_more(copy: Path, store: Store, tmp_path: Path) -> None:
    """What lies beside the site from the last time is brought up to date before it is indexed."""
    index(copy, store)
    (copy / "om-bloggen/index.html").unlink()
    shutil.rmtree(copy / "pagefind")
    index(copy, store)
    shutil.copytree(copy, tmp_path / "ny", ignore=shutil.ignore_patterns("pagefind"))
    with Store(tmp_path / "annat.sqlite") as other:
        index(tmp_path / "ny", other)
    assert tree(copy / "pagefind") == tree(tmp_path / "ny/pagefind")
    assert "/om-bloggen/" not in found(copy)


def test_pagefind_runs_only_when_what_it_indexes_has_changed(
    copy: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same pages get the kept index; a page out of it changes nothing, a new word does."""
    runs: list[str] = []
    run = subprocess.Popen

    def counted(command: list[str], **how: Any) -> Any:
        runs.append(command[0])
        return run(command, **how)

    def change(place: str, old: str, new: str) -> int:
        page = copy / place / "index.html"
        page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        shutil.rmtree(copy / "pagefind", ignore_errors=True)
        index(copy, store)
        return len(runs)

    monkeypatch.setattr(subprocess, "Popen", counted)
    assert change("arkiv", "", "") == 1
    assert change("arkiv", "Arkiv", "Alla") == 1
    assert change("om-bloggen", "kommunchefen", "Smorgonmord") == 2
    assert any("Smorgonmord" in page["content"] for page in found(copy).values())


def test_a_failing_index_fails_the_build(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Pagefind says is a problem, and nothing is published."""
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'no room' >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind, "get_executable", lambda: program)
    with pytest.raises(ProblemsFound, match=r"Pagefind kunde inte göra sökregistret: no room"):
        build(small / "publishconf.py", small / "ut")
    assert not (small / "ut").exists()


def test_the_preview_finds_drafts_and_says_what_they_are(small: Path, tmp_path: Path) -> None:
    """In the preview alone, a draft can be found, and its result says that it is one."""
    text = (small / "content/inlagg/2013-04-26.md").read_text(encoding="utf-8")
    draft = text.replace("summary:", "status: draft\nslug: hemligt\nsummary:")
    (small / "content/inlagg/2013-05-03.md").write_text(draft, encoding="utf-8")
    for conf, there in (("pelicanconf.py", True), ("publishconf.py", False)):
        build(small / conf, tmp_path / conf)
        drafts = [page for address, page in found(tmp_path / conf).items() if "utkast" in address]
        assert [page["meta"]["about"].split(",")[0] for page in drafts] == ["Utkast"] * there
