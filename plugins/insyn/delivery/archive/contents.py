"""The table of contents of a package, for people: what it is, what it holds, how it is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape

from insyn import swedish
from insyn.delivery.archive.listing import PAGES, Entry
from insyn.delivery.archive.published import Published
from insyn.delivery.release import About

UNKNOWN = "Inte känt"
STYLE = """
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 70rem; overflow-wrap: anywhere; padding: 1rem; }
h1, h2 { line-height: 1.2; }
p, li { max-width: 42rem; }
dt { font-weight: bold; }
dd { margin: 0 0 .5rem; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
thead th:first-child { width: 40%; }
caption { padding: .5rem 0; text-align: start; }
th, td { border-top: 1px solid; padding: .35rem .5rem .35rem 0; text-align: start;
  vertical-align: top; }
code { font-size: .8125rem; }
th code { display: block; font-weight: normal; }
"""
BEGINNING = """<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>Det här är hela webbplatsen {name} på {address}/, så som den var publicerad, i ett paket
för arkivet.</p>"""
TOLD = """<h2>Så öppnas och kontrolleras paketet</h2>
<p>Filen med ändelsen wacz är webbplatsen så som den såg ut och fungerade. Den öppnas i ett program
som spelar upp webbarkiv, till exempel ReplayWeb.page eller pywb. Inget nät behövs för webbplatsens
eget innehåll: sidor, diagram, filer och sökning ligger i paketet.</p>
<p>Paketet är också en vanlig zip-fil. I mappen archive ligger webbplatsen i formatet WARC 1.1
(ISO 28500), med en post för varje fil. Mappen indexes säger var varje adress finns, och mappen
pages vilka sidor som finns.</p>
<p>SHA256SUMS har kontrollsummor för paketets delar, och om-paketet/webbplatsen.sha256 för
webbplatsens filer. Båda läses av programmet sha256sum. Insyn kontrollerar allt på en gång:
<code>tasks.py archive --verify FILEN</code></p>
<h2>Det här är inte med</h2>
<ul>
<li>Kommentarer som väntar på granskning eller inte godkändes. De som är publicerade står i sina
sidor.</li>
<li>Utkast, och inlägg som väntar på sin dag. De var inte publicerade.</li>
<li>Källan: texter, datafiler och program i projektets git. Där finns också utkast och det som
väntar, så den tas om hand för sig.</li>
<li>Webbserverns loggar, och annat om dem som har besökt webbplatsen.</li>
<li>Komprimerade kopior (br, gz, zst) av filer som är med. De har samma innehåll.</li>
<li>Det som webbplatsen länkar till på andra webbplatser.</li>
</ul>
<h2>Det här är med</h2>
<ul>"""


def contents_page(site: Published, about: About, groups: Mapping[str, list[Entry]]) -> str:
    """Write the page: valid by itself, without scripts and without anything from elsewhere."""
    title = f"Innehåll: {site.title}"
    shown = {name: entries for name, entries in groups.items() if entries}
    parts = [
        BEGINNING.format(
            title=escape(title),
            style=STYLE,
            name=escape(site.title),
            address=escape(site.address),
        ),
        _facts(site, about, [entry for entries in shown.values() for entry in entries]),
        TOLD,
        *(
            f'<li><a href="#del-{at}">{escape(name)}</a> ({len(entries)})</li>'
            for at, (name, entries) in enumerate(shown.items())
        ),
        "</ul>",
        *(
            _table(at, name, entries, dated=name == PAGES)
            for at, (name, entries) in enumerate(shown.items())
        ),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _facts(site: Published, about: About, entries: Iterable[Entry]) -> str:
    sizes = [entry.file.size for entry in entries]
    facts = {
        "Webbplats": f"{site.title}, {site.address}/",
        "Utgivare": site.organisation,
        "Webbplatsens tidpunkt": _time(about.moment),
        "Byggd": _time(about.made),
        "Utgåva": about.name,
        "Utgåvan gjordes av": about.who,
        "Källans version (commit i git)": about.commit,
        "Programmens versioner (requirements.txt, SHA-256)": about.lock,
        "Program": ", ".join(f"{name} {number}" for name, number in about.software.items()),
        "Omfattning": f"{len(sizes)} filer, {swedish.file_size(sum(sizes))}",
    }
    told = (f"<dt>{escape(k)}</dt>\n<dd>{escape(v or UNKNOWN)}</dd>" for k, v in facts.items())
    return "<dl>\n" + "\n".join(told) + "\n</dl>"


def _table(at: int, name: str, entries: Iterable[Entry], *, dated: bool) -> str:
    titles = ["Titel och adress", *(["Ändrad"] if dated else []), "Storlek", "SHA-256"]
    heads = "".join(f'<th scope="col">{title}</th>' for title in titles)
    rows = "\n".join(_row(entry, dated=dated) for entry in entries)
    return (
        f'<h2 id="del-{at}">{escape(name)}</h2>\n<table>\n<caption>{escape(name)}, med '
        f"kontrollsummor</caption>\n<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}\n"
        "</tbody>\n</table>"
    )


def _row(entry: Entry, *, dated: bool) -> str:
    file = entry.file
    title, address = escape(entry.title), escape(file.address)
    day = f"<td>{escape(entry.day)}</td>" if dated else ""
    return (
        f'<tr><th scope="row">{title}<code>{address}</code></th>{day}<td>'
        f"{swedish.file_size(file.size)}</td><td><code>{file.digest}</code></td></tr>"
    )


def _time(moment: str) -> str:
    if not moment:
        return ""
    time = datetime.fromisoformat(moment)
    return f"{swedish.moment(time)} ({time.tzname()})"
