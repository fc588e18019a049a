"""A post as Altair shows charts by itself: Vega-Lite in the page, drawn in the reader's browser.

The scripts are those that vl-convert carries (Vega, Vega-Lite and vega-embed in one file), which
Altair itself puts in a page that is to work without a network.
"""

from __future__ import annotations

import json
from pathlib import Path

import brotli
import vl_convert
from lxml import etree, html

from insyn.charts.base import DrawnType
from insyn.charts.style import WIDE
from insyn.site.house import House

POST = "2013/04/19/bolagen-gor-ocksa-var-vardag/"  # three figures
NAIVE = "2013/04/19/naiv/"
EMBED = """
document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll("[data-spec]"))
    vegaEmbed(box, JSON.parse(box.dataset.spec));
});
"""


def write_naive(site: Path, house: House) -> None:
    """Write a post of a built site anew with vega-embed in the place of each figure."""
    page = html.parse(site / POST / "index.html").getroot()
    for figure in page.xpath("//figure[@id]"):
        found = house.figures[figure.get("id")]
        assert isinstance(found.chart, DrawnType)
        spec = json.dumps(found.chart.draw(found.plot, WIDE).to_dict(), ensure_ascii=False)
        box = etree.SubElement(etree.Element("figure"), "div")
        box.set("data-spec", spec)
        figure.getparent().replace(figure, box.getparent())
    for part in page.xpath("//script | //meta[@http-equiv='Content-Security-Policy']"):
        part.drop_tree()
    head = page.find("head")
    etree.SubElement(head, "script", src="vega.js", defer="")
    etree.SubElement(head, "script").text = EMBED
    whole = etree.tostring(page, method="html", encoding="utf-8", doctype="<!doctype html>")
    (site / NAIVE).mkdir()
    for name, content in (
        ("index.html", whole),
        ("vega.js", vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").encode()),
    ):
        (site / NAIVE / name).write_bytes(content)
        (site / NAIVE / f"{name}.br").write_bytes(brotli.compress(content))
