"""Data out: files, a Data Package and a catalogue that others' tools take for what they are."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft7Validator
from rdflib import DCAT, DCTERMS, FOAF, RDF, BNode, Graph, Literal, Namespace, URIRef

from insyn.data.dataset import Dataset
from insyn.publishing.downloads import to_json, to_xlsx
from samples import sample_library
from site_of_data import fields, load, put

ROOT = Path(__file__).resolve().parents[2]
EU = "http://publications.europa.eu/resource/authority/"
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")


@pytest.fixture
def wild(tmp_path: Path) -> Dataset:
    """Codes, formulas, quotes, missing values for two reasons, decimals and dates."""
    rows = (
        "kod;namn;belopp;dag\n"
        "0114;=1+1;1 234,50;2013-04-26\n"
        '0115;"Barn; ""unga""";..;2013-04-27\n'
        "0116;@SUM(A1);−0,1;\n"
        "0117;-ärende;;2013-04-29\n"
    )
    schema = fields("kod:string", "namn:string", "belopp:number:kr", "dag:date", key="kod")
    put(tmp_path, "ramar", rows, "costs: positive\n" + schema)
    return load(tmp_path).datasets["ramar"]


def test_no_spreadsheet_runs_a_text_of_the_csv_file(wild: Dataset) -> None:
    """What begins as a formula has an apostrophe; numbers, also negative ones, are left alone."""
    rows = list(csv.reader(io.StringIO(wild.csv.decode("utf-8-sig")), delimiter=";"))
    assert rows[1:] == [
        ["0114", "'=1+1", "1234,50", "2013-04-26"],
        ["0115", 'Barn; "unga"', "..", "2013-04-27"],
        ["0116", "'@SUM(A1)", "-0,1", ""],
        ["0117", "'-ärende", "", "2013-04-29"],
    ]


def test_json_has_the_very_values_and_why_some_are_missing(wild: Dataset) -> None:
    """Numbers are numbers, exactly; texts are as they were; each gap has its reason."""
    said = json.loads(to_json(wild), parse_float=Decimal)
    assert [row["belopp"] for row in said["rows"]] == [
        Decimal("1234.5"),
        None,
        Decimal("-0.1"),
        None,
    ]
    assert said["rows"][0]["namn"] == "=1+1"
    assert {(gap["row"], gap["field"], gap["reason"]) for gap in said["missing"]} == {
        (1, "belopp", "sekretess"),
        (3, "belopp", "uppgift saknas"),
        (2, "dag", "uppgift saknas"),
    }


def test_a_workbook_has_numbers_texts_and_days(wild: Dataset) -> None:
    """Codes keep their zeros, texts are no formulas, and a second sheet says what it is."""
    content = to_xlsx(wild)
    assert content == to_xlsx(wild)
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = list(book["Data"].iter_rows(min_row=2, values_only=True))
    assert rows[0][:3] == ("0114", "=1+1", 1234.5)
    assert book["Data"]["B2"].data_type == "s"
    assert str(rows[0][3])[:10] == "2013-04-26"
    assert [row[2] for row in rows] == [1234.5, "..", -0.1, None]
    about = {row[0]: row[1] for row in book["Om"].iter_rows(values_only=True)}
    assert about["Framtagen av"] == "Ekonomienheten"
    assert book.properties.created is not None
    assert book.properties.created.date() == date(2013, 4, 24)


def faults(said: dict[str, Any]) -> list[str]:
    """Hold a descriptor against the profile that it names, as datapackage.org publishes it."""
    spec = find_spec("dplib")  # carries the profiles; to import it would warn
    assert spec
    assert spec.origin
    name = said["$schema"].rpartition("/2.0/")[2]
    profile = Path(spec.origin).parent / "profiles" / "2.0" / name
    validator = Draft7Validator(json.loads(profile.read_text(encoding="utf-8")))
    return [error.message for error in validator.iter_errors(said)]


def test_the_data_package_is_valid_and_true(site: Path) -> None:
    """It fits the profiles of Data Package 2.0, and each file is as it says."""
    said = json.loads((site / "data/datapackage.json").read_text(encoding="utf-8"))
    assert faults(said) == []
    for resource in said["resources"]:
        assert faults(resource) == faults(resource["schema"]) == faults(resource["dialect"]) == []
        path = site / "data" / resource["path"]
        assert path.stat().st_size == resource["bytes"]
        with path.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.reader(opened, delimiter=resource["dialect"]["delimiter"]))
        assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
        marks = {mark["value"] for mark in resource["schema"]["missingValues"]}
        for row in rows[1:]:
            for field, text in zip(resource["schema"]["fields"], row, strict=True):
                if field["type"] in {"number", "integer"} and text not in marks:
                    assert Decimal(text.replace(",", ".")).is_finite()


def test_the_data_package_says_that_a_small_group_is_hidden(site: Path) -> None:
    """“för få svar” is among the texts for missing values, with what it means."""
    said = json.loads((site / "data/datapackage.json").read_text(encoding="utf-8"))
    (survey,) = [one for one in said["resources"] if one["name"] == "enkat-2013"]
    mark = {"value": "för få svar", "label": "för få svar"}
    assert mark in survey["schema"]["missingValues"]


@pytest.fixture(scope="module")
def catalogue(site: Path) -> Graph:
    """The published catalogue, read as others read it."""
    return Graph().parse(site / "datasets/dcat", format="xml")


# Mandatory in DCAT-AP-SE 3.0.1: each class with its properties.
MANDATORY = {
    DCAT.Catalog: [
        *(DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license),
        DCAT.dataset,
    ],
    DCAT.Dataset: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher],
    DCAT.Distribution: [DCAT.accessURL, DCTERMS["format"]],
    FOAF.Agent: [FOAF.name, DCTERMS.type],
    VCARD.Organization: [VCARD.fn, VCARD.hasEmail],
}


def test_the_catalogue_has_what_sveriges_dataportal_demands(catalogue: Graph) -> None:
    """Every mandatory property of every class is there, and there is something of each class."""
    for kind, properties in MANDATORY.items():
        things = list(catalogue.subjects(RDF.type, kind))
        assert things
        for thing in things:
            for name in properties:
                assert catalogue.value(thing, name, any=True) is not None, (thing, name)


def test_every_address_of_the_catalogue_is_whole(catalogue: Graph) -> None:
    """No blank nodes, and nothing relative; the publisher is a local authority."""
    for triple in catalogue:
        for node in triple:
            assert not isinstance(node, BNode)
            if isinstance(node, URIRef):
                assert re.match(r"https?://|mailto:", node), node
                assert " " not in node
    (publisher,) = catalogue.subjects(RDF.type, FOAF.Agent)
    authority = URIRef("http://purl.org/adms/publishertype/LocalAuthority")
    assert (publisher, DCTERMS.type, authority) in catalogue
    assert str(publisher) == "http://dataportal.se/organisation/SE2120000000"


def test_the_catalogue_lists_just_what_is_published(catalogue: Graph, site: Path) -> None:
    """Every file it names is there, of the size it says, and no dataset is left out."""
    base = "https://blogg.tallvika.example/"
    for distribution in catalogue.subjects(RDF.type, DCAT.Distribution):
        address = str(catalogue.value(distribution, DCAT.downloadURL)).removeprefix(base)
        size = catalogue.value(distribution, DCAT.byteSize)
        assert isinstance(size, Literal)
        assert (site / address).stat().st_size == int(size)
        licence = catalogue.value(distribution, DCTERMS.license)
        assert str(licence) == "http://creativecommons.org/publicdomain/zero/1.0/"
    named = {str(one).rpartition("/")[2] for one in catalogue.subjects(RDF.type, DCAT.Dataset)}
    assert named == set(sample_library().datasets) - {"nojda-medborgare"}  # under embargo


def test_texts_of_the_catalogue_say_their_language(catalogue: Graph) -> None:
    """Titles and descriptions are Swedish, and a frequency is one of the EU's."""
    for name in (DCTERMS.title, DCTERMS.description, DCAT.keyword):
        for text in catalogue.objects(None, name):
            assert isinstance(text, Literal)
            assert text.language == "sv"
    for frequency in catalogue.objects(None, DCTERMS.accrualPeriodicity):
        assert str(frequency).startswith(f"{EU}frequency/")
