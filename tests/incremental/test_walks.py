"""However a writer wanders, each build gives what a build of everything would."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from building import tree
from conftest import ROOT, small_site
from insyn.problems import ProblemsFound
from insyn.site.build import build

DAYS = st.integers(1, 4).map(lambda day: f"2013-05-0{day}")
WORDS = st.sampled_from(["Ramar", "Prognos", "Enkät", "Möte med nämnden", "En vecka"])
TOPICS = st.lists(st.sampled_from(["budget", "skola", "omsorg"]), unique=True)
BODIES = st.sampled_from(
    [
        "En mening om veckan.",
        "## Utmaning 1 – Ekonomin\n\nPengarna räcker.",
        "```diagram\ndata: ramar-2014\n```",
        "Ramen är {tal: ramar-2014, namnd: Socialnämnden, ar: 2014}.",
        "Läs [det förra]({filename}2013-04-26.md).",
        "Läs [det som kanske finns]({filename}2013-05-01.md).",
    ]
)


class Walk(RuleBasedStateMachine):
    """A preview of the small site, whose files are changed in any order."""

    @initialize()
    def begin(self) -> None:
        """Lay out the site."""
        self.folder = Path(tempfile.mkdtemp())
        self.root = small_site(self.folder / "webbplats")
        shutil.copytree(ROOT / "theme", self.root / "theme")
        conf = self.root / "pelicanconf.py"
        conf.write_text(f'{conf.read_text(encoding="utf-8")}THEME = "theme"\n', encoding="utf-8")

    @rule(day=DAYS, title=WORDS, topics=TOPICS, body=BODIES, draft=st.booleans())
    def write(self, day: str, title: str, topics: list[str], body: str, draft: bool) -> None:
        """Write a post, or write it anew."""
        status = "status: draft\n" if draft else ""
        head = (
            f"title: {title}\ndate: {day} 15:00\nsummary: Det här handlar om {title}, i korthet.\n"
        )
        text = f"---\n{head}tags: [{', '.join(topics)}]\n{status}---\n\n{body}\n"
        (self.root / f"content/inlagg/{day}.md").write_text(text, encoding="utf-8")

    @rule(day=DAYS)
    def remove(self, day: str) -> None:
        """Take a post away."""
        (self.root / f"content/inlagg/{day}.md").unlink(missing_ok=True)

    @rule(amount=st.integers(1000, 9999))
    def correct(self, amount: int) -> None:
        """Change a figure."""
        path = self.root / "data/ramar-2014.csv"
        rows = path.read_text(encoding="utf-8").splitlines()
        row = rows[1].rsplit(";", 1) if ";" in rows[1] else rows[1].rsplit(",", 1)
        rows[1] = f"{row[0]}{rows[1][len(row[0])]}{amount}"
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")

    @rule(part=st.sampled_from(["article", "archives", "components/figure", "base"]))
    def design(self, part: str) -> None:
        """Add to a template."""
        path = self.root / f"theme/templates/{part}.html"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("<p", "<p data-x", 1), encoding="utf-8")

    @rule(place=st.sampled_from(["index.html", "arkiv/index.html", "flode.atom"]))
    def spoil(self, place: str) -> None:
        """Write over a file of the built site."""
        if (self.root / "ut" / place).is_file():
            (self.root / "ut" / place).write_text("<p>fel", encoding="utf-8")

    @invariant()
    def is_as_new(self) -> None:
        """The site is what a build of all would give; or both find the same faults."""
        assert self.built("ut") == self.built("rent")
        shutil.rmtree(self.root / "rent", ignore_errors=True)

    def built(self, name: str) -> object:
        """Give the files that a build gives, or what it finds wrong."""
        try:
            build(self.root / "pelicanconf.py", self.root / name)
        except ProblemsFound as found:
            return [str(problem) for problem in found.problems]
        return tree(self.root / name)

    def teardown(self) -> None:
        """Leave nothing."""
        shutil.rmtree(self.folder, ignore_errors=True)


Walk.TestCase.settings = settings(max_examples=6, stateful_step_count=8, deadline=None)
test_any_walk = Walk.TestCase
