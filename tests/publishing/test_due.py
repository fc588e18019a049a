"""The list of what falls due is whole: only at its moments does the built site change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from embargoed import plant
from insyn.problems import ProblemsFound
from insyn.publishing.due import Due, all_due
from insyn.site.build import build
from insyn.site.conf import read_conf
from insyn.site.due import tell_due
from insyn.site.opening import open_house

HERE = ZoneInfo("Europe/Stockholm")
FROM, UNTIL = datetime(2013, 5, 17, 16, tzinfo=HERE), datetime(2014, 5, 3, tzinfo=HERE)
A_SECOND = timedelta(seconds=1)
STEPS = """
    - {namn: Möte, organ: styrelsen, datum: 2013-06-04, tid: 18:00–20:00}
    - {namn: Remiss, organ: nämnderna, från: 2013-10-20, till: 2013-10-27}
"""
LATER = """---
title: Flytten
date: 2013-06-21 23:59:59
summary: Den flyttas till en annan dag i sommar.
---

```uppföljning
åtagande: Boken är klar
läge: flyttat
till: 2013-10-26
varför: Den blev längre.
```

```åtagande
vad: Annat är klart
klart: 2013-12-31
ansvarig: Chefen
```
"""
COMMENTS = """kommentarer:
- id: 1
  tid: 2013-05-19 02:30:00+02:00
  text: Framtiden.
- id: 2
  svar_till: 1
  tid: 2013-05-18 02:30:00+02:00
  text: Ett svar före det som det svarar.
"""


@pytest.fixture
def planted(small: Path) -> Path:
    """A small site with something of each kind that falls due."""
    plant(small)
    content = small / "content"
    process = content / "budgetprocessen.yaml"
    process.write_text(process.read_text(encoding="utf-8").rstrip() + STEPS, encoding="utf-8")
    post = content / "inlagg/2013-04-26.md"
    promise = "```åtagande\nvad: Boken är klar\nklart: 2013-06-21\nansvarig: Chefen\n```\n"
    post.write_text(f"{post.read_text(encoding='utf-8')}\n{promise}", encoding="utf-8")
    (content / "inlagg/2013-06-22.md").write_text(LATER, encoding="utf-8")
    (content / "kommentarer/2013-04-26.yaml").write_text(COMMENTS, encoding="utf-8")
    challenge = content / "utmaningar/ekonomin.md"
    names = "from: 2011, to: 2013}\n  - {number: 3, name: Pengarna, from: 2014}"
    text = challenge.read_text(encoding="utf-8").replace("from: 2011}", names)
    challenge.write_text(text, encoding="utf-8")
    return small


def expected(root: Path) -> list[Due]:
    """List what falls due in the time that is looked at."""
    house, report = open_house(root, read_conf(root / "publishconf.py"))
    assert not report.problems
    return [due for due in all_due(report, house.security, HERE) if FROM < due.moment <= UNTIL]


def built(root: Path, moment: datetime) -> dict[str, bytes] | None:
    """Build for a moment; give each file, without the day that is told; None when refused."""
    output = root / "ut"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
        try:
            build(root / "publishconf.py", output)
        except ProblemsFound:
            return None
    files = {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }
    del files["utgava.json"]  # it says the moment
    page = files["ataganden/index.html"]
    files["ataganden/index.html"] = re.sub("Läget gäller [^.]+".encode(), b"", page)
    return files


def spans(root: Path) -> Iterator[tuple[datetime, datetime]]:
    """Give the moments between which nothing should happen: each begins what ends the last."""
    moments = sorted({due.moment.astimezone(UTC) for due in expected(root)})
    for begins, over in pairwise([FROM.astimezone(UTC), *moments, UNTIL.astimezone(UTC)]):
        yield begins, over - A_SECOND


def assert_whole(root: Path) -> None:
    """Build at both ends of each span: alike within it, and other than the one before."""
    before = None
    for number, (begins, over) in enumerate(spans(root)):
        first, last = built(root, begins), built(root, over)
        changed = [] if first is None or last is None else _differing(first, last)
        assert changed == [], f"changed between {begins} and {over}"
        assert (first is None) == (last is None)
        assert number == 0 or first != before or first is None, f"nothing happened at {begins}"
        before = last


def _differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_the_site_changes_at_these_moments_and_at_no_other(planted: Path) -> None:
    """Between two of them the site is the same to the byte; at each of them it becomes another."""
    kinds = {due.kind for due in expected(planted)}
    assert kinds == {
        *("text", "dataset", "comment", "step", "commitment", "challenges"),
        *("statement", "security"),
    }
    assert_whole(planted)


def test_a_commitment_is_overdue_once_and_by_what_is_known_then(planted: Path) -> None:
    """It was moved a second before its day had passed, to the day before the clocks are changed."""
    late = [due for due in expected(planted) if "Boken" in due.what]
    assert [due.moment.isoformat() for due in late] == ["2013-10-27T00:00:00+02:00"]


def test_what_must_be_renewed_stops_the_build(planted: Path) -> None:
    """A second before the day has passed it is built, and from then on it isn't."""
    (ends,) = (due for due in expected(planted) if due.kind == "statement")
    assert ends.refused
    assert ends.moment.isoformat() == "2014-04-16T00:00:00+02:00"
    assert built(planted, ends.moment - A_SECOND) is not None
    assert built(planted, ends.moment) is None


def test_a_timer_is_told_by_the_exit_code(
    planted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of 0 when something has fallen due since and until now, 1 when nothing has, 2 otherwise."""
    conf = planted / "publishconf.py"
    assert tell_due(conf, "2013-04-26T15:09:59+02:00") == 0
    assert "content/inlagg/2013-04-26.md kommer ut" in capsys.readouterr().out
    assert tell_due(conf, "2013-05-17T16:00") == 1
    assert capsys.readouterr().out == "Inget har inträffat sedan dess.\n"
    assert tell_due(conf, "i går") == 2
    assert capsys.readouterr().err.startswith("”i går” är ingen tid.")
    assert tell_due(conf) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("2013-05-19T02:30:00+02:00 (söndag): En kommentar till")
    assert tell_due(conf, as_json=True) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["now"] == "2013-05-17T16:00:00+02:00"
    assert said["due"][0] == {
        "moment": "2013-05-19T02:30:00+02:00",
        "kind": "comment",
        "what": "En kommentar till content/inlagg/2013-04-26.md blir synlig",
        "refused": False,
    }
