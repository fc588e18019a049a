"""Plain facts as RDF/XML: what is said of each address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rdflib import Literal, URIRef

NAMESPACES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}


@dataclass(frozen=True)
class Iri:
    """The address of something; a short one (`dcat:Dataset`) is of a known namespace."""

    address: str

    @property
    def whole(self) -> str:
        """The whole address."""
        prefix, _, name = self.address.partition(":")
        return NAMESPACES[prefix] + name if prefix in NAMESPACES else self.address


@dataclass(frozen=True)
class Swedish:
    """A text in Swedish."""

    text: str


Value = Iri | Swedish | str | int | date
Facts = Mapping[str, Sequence[tuple[str, Value]]]


def to_rdf_xml(facts: Facts) -> bytes:
    """Write facts: by the whole address of a thing, pairs of a short property and its value.

    They come out in order of address and property, the same bytes every time.
    """
    from rdflib import Graph, Namespace, URIRef

    class Ordered(Graph):
        """A graph that the serialiser goes through in order."""

        def subjects(self, *wanted: Any, **more: Any) -> Any:
            return iter(sorted(set(super().subjects(*wanted, **more)), key=str))

        def predicate_objects(self, *wanted: Any, **more: Any) -> Any:
            return iter(sorted(super().predicate_objects(*wanted, **more), key=str))

    graph = Ordered(bind_namespaces="none")
    for prefix, address in NAMESPACES.items():
        graph.bind(prefix, Namespace(address))
    for subject, said in facts.items():
        for name, value in said:
            graph.add((URIRef(subject), URIRef(Iri(name).whole), _node(value)))
    return graph.serialize(format="xml", encoding="utf-8")


def _node(value: Value) -> URIRef | Literal:
    from rdflib import XSD, Literal, URIRef

    if isinstance(value, Iri):
        return URIRef(value.whole)
    if isinstance(value, Swedish):
        return Literal(value.text, lang="sv")
    if isinstance(value, int):
        return Literal(value, datatype=XSD.nonNegativeInteger)
    return Literal(value, datatype=XSD.date if isinstance(value, date) else None)
