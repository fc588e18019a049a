"""The catalogue of open data as facts, for Sveriges dataportal to harvest as RDF/XML.

Follows DCAT-AP-SE 3.0.1 (https://docs.dataportal.se/dcat/): absolute addresses, no blank nodes, a
publisher with a type, licences by their exact addresses. Data of one kind in several formats are
one dataset with several distributions (recommendation 3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from insyn import swedish
from insyn.data.catalogue import Catalogue
from insyn.data.dataset import Dataset
from insyn.data.provenance import Contact
from insyn.publishing.downloads import Download
from insyn.publishing.licences import licence_address
from insyn.publishing.rdf import Iri, Swedish, Value

Fact = tuple[str, Value]
ADDRESS = "datasets/dcat"
EU = "http://publications.europa.eu/resource/authority"
FREQUENCIES = {
    "dagligen": "DAILY",
    "veckovis": "WEEKLY",
    "månadsvis": "MONTHLY",
    "kvartalsvis": "QUARTERLY",
    "tre gånger om året": "ANNUAL_3",
    "halvårsvis": "ANNUAL_2",
    "årligen": "ANNUAL",
    "vartannat år": "BIENNIAL",
    "vid behov": "IRREG",
    "uppdateras inte": "NEVER",
}


@dataclass(frozen=True)
class Entry:
    """A dataset of the catalogue with the files it can be had as."""

    dataset: Dataset
    downloads: tuple[Download, ...]


def catalogue_facts(
    catalogue: Catalogue, entries: Sequence[Entry], site: str
) -> dict[str, list[Fact]]:
    """Say what the catalogue holds; `site` is the site's address without a slash at the end."""
    publisher = f"http://dataportal.se/organisation/SE{catalogue.publisher.number}"
    home = f"{site}/data/"
    facts: dict[str, list[Fact]] = {
        home: [
            ("rdf:type", Iri("dcat:Catalog")),
            ("dcterms:title", Swedish(catalogue.title)),
            ("dcterms:description", Swedish(catalogue.description)),
            ("dcterms:publisher", Iri(publisher)),
            ("dcterms:license", Iri(licence_address(catalogue.license))),
            ("dcterms:language", Iri(f"{EU}/language/SWE")),
            ("dcat:themeTaxonomy", Iri(f"{EU}/data-theme")),
            ("foaf:homepage", Iri(home)),
            *(("dcat:dataset", Iri(f"{home}{one.dataset.name}")) for one in entries),
        ],
        publisher: [
            ("rdf:type", Iri("foaf:Agent")),
            ("foaf:name", Swedish(catalogue.publisher.name)),
            ("dcterms:type", Iri("http://purl.org/adms/publishertype/LocalAuthority")),
            ("dcterms:identifier", catalogue.publisher.number),
        ],
    }
    for one in entries:
        contact = one.dataset.descriptor.contact or catalogue.contact
        facts |= _contact(home, contact)
        facts |= _dataset(home, publisher, one, _contact_address(home, contact))
        for download in one.downloads:
            facts |= _distribution(home, one.dataset, download)
    return facts


def _dataset(home: str, publisher: str, entry: Entry, contact: str) -> dict[str, list[Fact]]:
    dataset, described = entry.dataset, entry.dataset.descriptor
    here = f"{home}{dataset.name}"
    years = re.findall(r"\b(?:19|20)\d\d\b", described.period)
    said: list[Fact] = [
        ("rdf:type", Iri("dcat:Dataset")),
        ("dcterms:title", Swedish(described.title)),
        ("dcterms:description", Swedish(described.description or described.title)),
        ("dcterms:publisher", Iri(publisher)),
        ("dcat:contactPoint", Iri(contact)),
        ("dcat:landingPage", Iri(f"{here}/")),
        ("dcat:theme", Iri(f"{EU}/data-theme/GOVE")),
        *(("dcat:keyword", Swedish(word)) for word in described.keywords),
        ("dcterms:accessRights", Iri(f"{EU}/access-right/PUBLIC")),
        ("dcterms:accrualPeriodicity", Iri(f"{EU}/frequency/{FREQUENCIES[described.frequency]}")),
        ("dcterms:modified", described.retrieved),
        *([("dcterms:temporal", Iri(f"{here}#period"))] if years else []),
        *(
            ("dcat:distribution", Iri(f"{here}#{_part(dataset, download)}"))
            for download in entry.downloads
        ),
    ]
    facts = {here: said}
    if years:
        facts[f"{here}#period"] = [
            ("rdf:type", Iri("dcterms:PeriodOfTime")),
            ("dcat:startDate", date(int(years[0]), 1, 1)),
            ("dcat:endDate", date(int(years[-1]), 12, 31)),
        ]
    return facts


def _distribution(home: str, dataset: Dataset, download: Download) -> dict[str, list[Fact]]:
    address = licence_address(dataset.descriptor.licenses[0])
    return {
        f"{home}{dataset.name}#{_part(dataset, download)}": [
            ("rdf:type", Iri("dcat:Distribution")),
            ("dcterms:title", Swedish(download.label)),
            ("dcterms:description", Swedish(download.description)),
            ("dcat:accessURL", Iri(f"{home}{dataset.name}/")),
            ("dcat:downloadURL", Iri(f"{home}{download.file}")),
            ("dcterms:format", download.media),
            ("dcat:byteSize", download.size),
            *([("dcterms:license", Iri(address))] if address else []),
            ("dcatap:availability", Iri("http://data.europa.eu/r5r/availability/stable")),
        ]
    }


def _part(dataset: Dataset, download: Download) -> str:
    """Name a distribution within its dataset: csv, json, alla-rader-csv."""
    return swedish.slug(download.file.removeprefix(dataset.name))


def _contact(home: str, contact: Contact) -> dict[str, list[Fact]]:
    return {
        _contact_address(home, contact): [
            ("rdf:type", Iri("vcard:Organization")),
            ("vcard:fn", contact.name),
            ("vcard:hasEmail", Iri(f"mailto:{contact.email}")),
        ]
    }


def _contact_address(home: str, contact: Contact) -> str:
    return f"{home}#{swedish.slug(contact.email)}"
