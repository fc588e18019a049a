"""The whole site, as it is published."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from PIL import Image

from building import run_build, tree
from insyn.posts.languages import TRANSLATED
from insyn.problems import ProblemsFound
from insyn.site.build import build
from insyn.site.upkeep import freeze_data

ROOT = Path(__file__).resolve().parents[2]
APRIL = "2013/04/26/prognosen-ramarna-och-en-ranking/index.html"


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_posts_have_their_permanent_addresses(site: Path) -> None:
    """A post's address is its date and its slug; archive, feed, sitemap and 404 are there."""
    for place in (APRIL, "handbok/index.html", "arkiv/index.html", "amnen/ekonomi/index.html"):
        assert (site / place).is_file()
    for place in ("flode.atom", "sitemap.xml", "404.html", "index.html"):
        assert (site / place).is_file()


def test_what_is_to_come_is_nowhere(site: Path) -> None:
    """Neither a draft nor a post dated ahead has left a word in any file."""
    for content in tree(site).values():
        for word in ("yttrandena-ar-inne", "infor-kommunstyrelsens", "utkast/", "Yttrandena"):
            assert word.encode() not in content


def test_every_page_says_its_language(site: Path) -> None:
    """A translation's page says its own language, every other page that it's in Swedish."""
    for path in pages(site):
        code = path.parent.name
        assert html.parse(path).getroot().get("lang") == (code if code in TRANSLATED else "sv")


def test_no_page_has_another_script_than_those_of_the_theme(site: Path) -> None:
    """Two scripts are fetched by name; that none stands in a page, the build has seen to."""
    for path in pages(site):
        scripts = html.parse(path).getroot().xpath("//script/@src")
        for script in scripts:
            assert re.fullmatch(r"(insyn|sok)-\w{12}\.js", script.rpartition("/")[2])


def test_a_figure_is_whole(site: Path) -> None:
    """Heading, subtitle, two drawings, summary, table, source, status and data with size."""
    figures = html.parse(site / APRIL).getroot().xpath("//figure")
    assert len(figures) == 9
    for figure in figures:
        assert len(figure.xpath("./*[local-name()='svg'][@role='img']")) == 2
        for part in ("heading", "subtitle", "summary", "source"):
            (found,) = figure.find_class(f"figure__{part}")
            assert found.text_content().strip()
        assert figure.xpath(".//details//table/caption")
        (source,) = figure.find_class("figure__source")
        assert re.search(
            r"Källa: .+ hämtad .+ Status: .+ Licens: .+", " ".join(source.text_content().split())
        )
        (about,) = source.xpath(".//a/@href")
        assert (site / APRIL).parent.joinpath(about, "index.html").resolve().is_file()
        assert len(figure.find_class("figure__files")) == 1


def test_the_table_on_the_page_is_the_csv(site: Path) -> None:
    """Every value of a figure's table is the file's own, and the variance is their difference."""
    with (ROOT / "data/prognos/prognos-1-2013.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    number = {"\u00a0": "", " ": "", "\u2212": "-", "+": "", ",": "."}

    def value(text: str) -> Decimal:
        for old, new in number.items():
            text = text.replace(old, new)
        return Decimal(text)

    written = {(row["namnd"], row["scenario"]): value(row["nettokostnad_tkr"]) for row in rows}
    figure = html.parse(site / APRIL).getroot().xpath("//figure")[0]
    shown = [
        [cell.text_content() for cell in row.xpath("./th | ./td")]
        for row in figure.xpath(".//tbody/tr")
    ]
    assert len(shown) == len(rows) / 2
    for name, budget, forecast, variance in shown:
        assert value(budget) == written[name, "budget"]
        assert value(forecast) == written[name, "prognos_1"]
        assert value(variance) == value(budget) - value(forecast)


def test_only_data_that_are_shown_are_published(small: Path, tmp_path: Path) -> None:
    """A dataset that no published page shows stays in the house, unless it says publish."""
    for suffix in (".csv", ".yaml"):
        text = (small / f"data/ramar-2014{suffix}").read_text(encoding="utf-8")
        for name, more in (("hemlig", ""), ("oppen", "publish: true\n")):
            other = text.replace("name: ramar-2014", f"name: {name}\n{more}".rstrip())
            (small / f"data/{name}{suffix}").write_text(other, encoding="utf-8")
    freeze_data(small / "publishconf.py")
    build(small / "publishconf.py", tmp_path / "ut")
    published = {path.stem for path in (tmp_path / "ut/data").iterdir()}
    assert published == {"ramar-2014", "oppen", "datapackage", "index"}
    assert not any(b"hemlig" in content for content in tree(tmp_path / "ut").values())


def test_only_pictures_that_are_shown_are_published(small: Path, tmp_path: Path) -> None:
    """A picture that only a draft shows stays in the house; one that a post shows is there."""
    (small / "content/bilder").mkdir()
    for name in ("hemlig.png", "visas.png"):
        Image.new("RGB", (8, 6)).save(small / "content/bilder" / name)
    post = small / "content/inlagg/2013-04-26.md"
    text = post.read_text(encoding="utf-8")
    picture = "![En bild]({static}/bilder/NAMN)"
    post.write_text(
        text.replace("Inledning.", picture.replace("NAMN", "visas.png")), encoding="utf-8"
    )
    draft = text.replace("Inledning.", picture.replace("NAMN", "hemlig.png"))
    (small / "content/inlagg/2030-01-04.md").write_text(
        draft.replace("2013-04-26T", "2030-01-04T"), encoding="utf-8"
    )
    build(small / "publishconf.py", tmp_path / "ut")
    assert [path.name for path in (tmp_path / "ut/bilder").iterdir()] == ["visas.png"]


def test_nothing_but_a_site_is_ever_replaced(small: Path, tmp_path: Path) -> None:
    """The project, a folder above it, and a folder that holds anything else are refused."""
    other = tmp_path / "annat"
    other.mkdir()
    (other / "viktigt.txt").write_text("x", encoding="utf-8")
    before = tree(tmp_path)
    for output in (
        small,
        tmp_path,
        small / "content",
        small / "data",
        other,
        other / "viktigt.txt",
    ):
        with pytest.raises(ProblemsFound, match="Välj"):
            build(small / "publishconf.py", output)
    assert tree(tmp_path) == before


def test_two_weeks_can_have_the_same_title(small: Path, tmp_path: Path) -> None:
    """A post called as one before it has an address of its own, by its date."""
    text = (small / "content/inlagg/2013-04-26.md").read_text(encoding="utf-8")
    later = text.replace("2013-04-26T", "2013-05-03T")
    (small / "content/inlagg/2013-05-03.md").write_text(later, encoding="utf-8")
    build(small / "publishconf.py", tmp_path / "ut")
    assert len(list((tmp_path / "ut/2013").rglob("ramarna-en-forsta-titt/index.html"))) == 2


def test_markup_in_a_title_is_text_everywhere(small: Path, tmp_path: Path) -> None:
    """A title with angle brackets is shown as it was written, on the page and in the feed."""
    post = small / "content/inlagg/2013-04-26.md"
    title = "Skatt < 5 & avgift > 3 <script>"
    text = post.read_text(encoding="utf-8").replace("Ramarna: en första titt", title)
    post.write_text(text, encoding="utf-8")
    build(small / "publishconf.py", tmp_path / "ut")
    page = html.parse(tmp_path / "ut/index.html").getroot()
    assert page.findtext(".//h2/a") == title
    feed = etree.parse(tmp_path / "ut/flode.atom").getroot()
    assert feed.findtext("{*}entry/{*}title") == title


def test_the_feed_makes_sense_by_itself(site: Path) -> None:
    """Each figure is a picture with text; every address is whole and every picture is there."""
    feed = etree.parse(site / "flode.atom").getroot()
    atom = {"a": "http://www.w3.org/2005/Atom"}
    entries = feed.findall("a:entry", atom)
    assert len(entries) == 16
    for entry in entries:
        assert entry.findtext("a:summary", namespaces=atom)
        content: Any = html.fromstring(entry.findtext("a:content", "", atom))
        assert content.xpath("//*[local-name()='svg'] | //*[@data-figur]") == []
        for picture in content.xpath("//img"):
            address = picture.get("src").removeprefix("https://blogg.tallvika.example/")
            assert (site / address).read_bytes().startswith(b"\x89PNG")
            assert picture.get("alt").startswith("Diagram: ")
        for link in content.xpath("//a/@href"):
            assert re.match(r"https?:|mailto:|tel:|#", link)


def test_the_sitemap_lists_what_is_published(site: Path) -> None:
    """Every page but the 404, those of figures by themselves and old addresses is there."""
    sitemap = etree.parse(site / "sitemap.xml").getroot()
    listed = {
        (place.text or "").removeprefix("https://blogg.tallvika.example/")
        for place in sitemap.iter("{*}loc")
    }
    there = {path.relative_to(site).as_posix().removesuffix("index.html") for path in pages(site)}
    left_out = {"404.html", "2013/04/prognosen-ramarna-och-en-ranking.html"}
    assert listed == {place for place in there if not place.startswith("figur/")} - left_out


def test_the_same_source_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Another time zone, locale and hash seed change nothing."""
    env = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = run_build(ROOT, tmp_path / "ut", **env)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "ut") == tree(site)


def test_heavy_libraries_stay_unread_when_nothing_must_be_drawn(site: Path, tmp_path: Path) -> None:
    """With every drawing kept, a build imports neither pandas, Altair nor vl-convert."""
    assert site.is_dir()
    program = (
        "import sys; from pathlib import Path; from insyn.site.build import build\n"
        f"build(Path('publishconf.py'), Path({str(tmp_path / 'ut')!r}))\n"
        "print({'pandas', 'altair', 'vl_convert', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "plugins"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "set()"


def test_a_mistake_leaves_the_site_that_is_up_untouched(small: Path, tmp_path: Path) -> None:
    """The build says what is wrong, exits 1 without a traceback, and has changed no file."""
    output = tmp_path / "ut"
    assert run_build(small, output).returncode == 0
    before = tree(tmp_path / "ut")
    post = small / "content/inlagg/2013-04-26.md"
    post.write_text(
        post.read_text(encoding="utf-8").replace("namnd: [", "nämd: ["), encoding="utf-8"
    )
    done = run_build(small, output)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == (
        "content/inlagg/2013-04-26.md:22: Kolumnen ”nämd” finns inte i ramar-2014. "
        "Menade du ”namnd”?"
    )
    assert "Traceback" not in done.stderr
    assert tree(tmp_path / "ut") == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_pelican_only_logs_fails_the_build(small: Path) -> None:
    """A plugin that is missing is an error, and nothing is written."""
    conf = small / "publishconf.py"
    line = 'PLUGINS = [*PLUGINS, "finns_inte"]'
    conf.write_text(f"{conf.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    with pytest.raises(ProblemsFound, match="finns_inte"):
        build(conf, small / "ut")
    assert not (small / "ut").exists()


def test_figures_stand_in_posts_and_pages_and_not_in_shown_code(small: Path) -> None:
    """A post has its two, a page its one, and the block in a longer block is shown as code."""
    build(small / "publishconf.py", small / "ut")
    post = html.parse(small / "ut/2013/04/26/ramarna-en-forsta-titt/index.html").getroot()
    page = html.parse(small / "ut/om/index.html").getroot()
    assert (len(post.xpath("//figure")), len(page.xpath("//figure"))) == (2, 1)
    assert "data: finns-inte" in page.xpath("//pre")[0].text_content()
    assert "uppgift saknas" in post.xpath("//figure//tbody")[0].text_content()


def test_a_menu_leads_only_to_what_is_there(small: Path, tmp_path: Path) -> None:
    """A site without a budget round, a glossary or a page has no link to them."""
    build(small / "publishconf.py", tmp_path / "ut")
    site = tmp_path / "ut"
    links = html.parse(site / "om/index.html").getroot().xpath("//header//@href | //footer//@href")
    assert links
    for link in links:
        if not re.match(r"https?:|mailto:|#", link):
            target = (site / "om" / link).resolve()
            assert (target / "index.html").is_file() or target.is_file(), link
