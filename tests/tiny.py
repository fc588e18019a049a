"""A built site of a few small files, and a release of it."""

from __future__ import annotations

from pathlib import Path

from insyn.delivery.release import ABOUT, SITE, SUMS, About, sums

ADDRESS = "https://blogg.tallvika.example"
ABOUT_IT = About(
    name="2013-05-17-abc",
    commit="0123456789abcdef0123456789abcdef01234567",
    lock="f" * 64,
    moment="2013-05-17T16:00:00+02:00",
    due="",
    made="2013-05-17T16:01:30+02:00",
    who="Kim Exempel",
    software={"python": "3.11.7"},
)
FILES = {
    "index.html": f'<title>Blogg &amp; mer</title><link rel="canonical" href="{ADDRESS}/">',
    "404.html": "<title>Sidan finns inte – Blogg &amp; mer</title>",
    "om/index.html": "<title>Om – Blogg &amp; mer</title>",
    "figur/1/index.html": "<title>Ett diagram</title>",
    "sitemap.xml": f"<url><loc>{ADDRESS}/</loc></url>"
    f"<url><loc>{ADDRESS}/om/</loc><lastmod>2013-05-03</lastmod></url>",
    "om/index.html.br": "the same, compressed",
    "om/index.html.gz": "the same, compressed",
    "om/index.html.zst": "the same, compressed",
    "register.gz": "a file of its own",
    "bilder/två hus.svg": "<svg/>",
    "data/datapackage.json": '{"contributors": [{"title": "Tallvika", "roles": ["publisher"]}],'
    ' "resources": [{"name": "ramar", "title": "Budgetramar"}]}',
    "data/ramar.csv": "a;b\r\n",
    "data/ramar/2013-04-26.csv": "a;b\r\n",
    "datasets/dcat": "<rdf/>",
}


def tiny_site(folder: Path) -> Path:
    """Write a built site into a folder."""
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
    return folder


def release_of(folder: Path, site: Path) -> Path:
    """Make a release of a site, in a folder of its own."""
    folder.mkdir(parents=True)
    (folder / SITE).symlink_to(site, target_is_directory=True)
    (folder / ABOUT).write_text(ABOUT_IT.text(), encoding="utf-8")
    (folder / SUMS).write_text(sums(folder / SITE), encoding="utf-8")
    return folder
