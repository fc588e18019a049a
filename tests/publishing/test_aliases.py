"""An old address leads to the new one, and is taken by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from insyn.delivery.serving.configuration import Wanted
from insyn.problems import ProblemsFound
from insyn.site.build import build
from insyn.site.conf import read_conf
from insyn.site.opening import open_house

POST = "content/inlagg/2013-04-26.md"
NEW = "/2013/04/26/ramarna-en-forsta-titt/"
FORM = (
    "får bara ha a–z, siffror, bindestreck, understreck och snedstreck, och sluta på /, .html "
    "eller ett ord."
)
OWN = "används redan av webbplatsen själv."
MISTAKES = {
    "a whole address": ("https://a.example/b.html", "ska börja med / och stå utan värdens namn."),
    "no slash": ("2013/04/a.html", "ska börja med / och stå utan värdens namn."),
    "a question": ('"/a?m=1"', FORM),
    "a space": ('"/a b/"', FORM),
    "Swedish letters": ("/åtgärder/", FORM),
    "a hidden file": ("/.git/a.html", FORM),
    "another kind of file": ("/flode.atom", FORM),
    "a folder with an ending": ("/a.html/b", FORM),
    "a way up": ("/a/../b.html", FORM),
    "configuration": ('"/a;return/"', FORM),
    "the front page": ("/", OWN),
    "the front page by its file": ("/index.html", OWN),
    "the missing page": ("/404.html", OWN),
    "the data": ("/data/gammal/", OWN),
    "the data in capitals": ("/Data/gammal", OWN),
    "the search index": ("/pagefind/", OWN),
    "itself": (NEW, f"används redan av {POST}."),
    "itself by its file": (f"{NEW}index.html", f"används redan av {POST}."),
    "another page": ("/Om", "används redan av content/sidor/om.md."),
}


def with_aliases(root: Path, written: str) -> None:
    path = root / POST
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("---\n", f"---\naliases: [{written}]\n", 1), encoding="utf-8")


def said(root: Path) -> list[str]:
    _, report = open_house(root, read_conf(root / "publishconf.py"))
    return [str(problem) for problem in report.problems]


@pytest.mark.parametrize("name", MISTAKES)
def test_what_cannot_be_an_old_address_is_told_at_its_line(small: Path, name: str) -> None:
    """Form, the site's own addresses, and those of pages, however they are written."""
    written, message = MISTAKES[name]
    with_aliases(small, written)
    (problem,) = said(small)
    assert problem.startswith(f"{POST}:2: ")
    assert problem.endswith(message)


def test_two_pages_cannot_have_had_one_address(small: Path) -> None:
    """The second of them is told who has it."""
    with_aliases(small, "/gammal/")
    page = small / "content/sidor/om.md"
    page.write_text(f"Aliases: /gammal\n{page.read_text(encoding='utf-8')}", encoding="utf-8")
    (problem,) = said(small)
    assert problem == f"content/sidor/om.md:1: Adressen /gammal används redan av {POST}."


def test_a_made_page_is_not_written_over(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that the check knew nothing of stops the build."""
    monkeypatch.setattr("insyn.publishing.aliases.RESERVED", ())
    with_aliases(small, "/ataganden/")
    with pytest.raises(ProblemsFound, match=f"{POST}:2: Adressen /ataganden/ {OWN}"):
        build(small / "publishconf.py", small / "ut")
    assert not (small / "ut").exists()


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("/2013/04/ramarna.html", "2013/04/ramarna.html"),
        ("/gammal/", "gammal/index.html"),
        ("/gammal", "gammal/index.html"),
    ],
)
def test_a_page_at_the_old_address_leads_on(small: Path, alias: str, file: str) -> None:
    """At once for a browser, by a link for a reader; seekers are told the new address."""
    with_aliases(small, alias)
    build(small / "publishconf.py", small / "ut", Wanted(small / "server"))
    page = html.parse(small / "ut" / file).getroot()
    refresh = page.xpath("string(//meta[@http-equiv='refresh']/@content)")
    (link,) = page.xpath("//main//a/@href")
    assert refresh == f"0; url={link}"
    assert ((small / "ut" / file).parent / link / "index.html").resolve() == (
        small / "ut" / NEW.strip("/") / "index.html"
    ).resolve()
    assert page.xpath("string(//link[@rel='canonical']/@href)").endswith(f".example{NEW}")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert alias not in (small / "ut/sitemap.xml").read_text(encoding="utf-8")
    server = (small / "server/nginx-server.conf").read_text(encoding="utf-8")
    assert f'location = {alias} {{ return 301 "{NEW}"; }}' in server
    assert f"redir {alias} {NEW} 301" in (small / "server/Caddyfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("waiting", ["status: draft", "date: 2013-06-01"])
def test_the_old_address_of_what_waits_is_nowhere(small: Path, waiting: str) -> None:
    """Neither in the site nor in what servers are told."""
    summary = "Väntar på sin dag, och syns inte innan dess."
    head = f"title: Väntar\n{waiting}\nsummary: {summary}\naliases: [/hemlig-adress.html]\n"
    head += "" if "date" in waiting else "date: 2013-04-12\n"
    (small / "content/inlagg/2013-06-01.md").write_text(
        f"---\n{head}---\n\nText.\n", encoding="utf-8"
    )
    build(small / "publishconf.py", small / "ut", Wanted(small / "server"))
    for folder in ("ut", "server"):
        for path in (small / folder).rglob("*"):
            assert "hemlig-adress" not in path.name
            assert not path.is_file() or b"hemlig-adress" not in path.read_bytes()


def test_a_plain_head_may_have_old_addresses(small: Path) -> None:
    """Written on one line with commas, as tags are."""
    page = small / "content/sidor/gammaldags.md"
    page.write_text("Title: Ny\nAliases: /gammal/, /aldre.html\n\nText.\n", encoding="utf-8")
    assert said(small) == []
    build(small / "publishconf.py", small / "ut")
    assert (small / "ut/gammal/index.html").is_file()
    assert (small / "ut/aldre.html").is_file()


def test_a_site_below_a_path_has_no_configuration(small: Path) -> None:
    """It is told so before anything is swapped in."""
    conf = small / "pelicanconf.py"
    text = conf.read_text(encoding="utf-8")
    url = "https://a.example/blogg"
    conf.write_text(f'{text}SITEURL = SITEROOT = "{url}"\nSITEPATH = "/blogg"\n', encoding="utf-8")
    with pytest.raises(ProblemsFound, match="egen värd"):
        build(small / "publishconf.py", small / "ut", Wanted(small / "server"))
    assert not (small / "ut").exists()
