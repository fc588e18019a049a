"""The site's data as a Data Package 2.0 (https://datapackage.org/standard/data-package/)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from insyn.data.catalogue import Catalogue
from insyn.data.dataset import Dataset, Whole
from insyn.data.descriptor import Descriptor
from insyn.data.provenance import License
from insyn.data.schema import MISSING, USUAL_MARKS, ColumnSpec
from insyn.publishing.licences import licence_address

USUAL = tuple(dict.fromkeys(USUAL_MARKS.values()))
PROFILE = "https://datapackage.org/profiles/2.0/{}.json"


def to_datapackage(catalogue: Catalogue, datasets: Sequence[Dataset], home: str) -> bytes:
    """Describe the published CSV files; paths are relative to /data/, `home` is its address."""
    said = {
        "$schema": PROFILE.format("datapackage"),
        "name": "oppna-data",
        "title": catalogue.title,
        "description": catalogue.description,
        "homepage": home,
        "licenses": [_licence(catalogue.license)],
        "contributors": [
            {"title": catalogue.publisher.name, "roles": ["publisher"]},
            {
                "title": catalogue.contact.name,
                "email": catalogue.contact.email,
                "roles": ["contact"],
            },
        ],
        "resources": [
            *(_resource(dataset) for dataset in datasets),
            *(_whole(dataset, dataset.whole) for dataset in datasets if dataset.whole),
        ],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(dataset: Dataset) -> dict[str, Any]:
    reasons = dict.fromkeys([MISSING, *dataset.table.reasons.values()])
    file = (dataset.name, len(dataset.csv))
    return _described(dataset.descriptor, file, dataset.keys, reasons)


def _whole(dataset: Dataset, whole: Whole) -> dict[str, Any]:
    file = (f"{dataset.name}-alla-rader", whole.path.stat().st_size)
    return _described(whole.descriptor, file, whole.descriptor.table.primary_key, USUAL)


def _described(
    described: Descriptor, file: tuple[str, int], key: Sequence[str], reasons: Iterable[str]
) -> dict[str, Any]:
    """Describe a CSV file: its name without ending and its size in bytes, its key, its marks."""
    name, size = file
    said: dict[str, Any] = {
        "$schema": PROFILE.format("dataresource"),
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": described.title,
        "description": described.description or described.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "dialect": {"$schema": PROFILE.format("tabledialect"), "delimiter": ";"},
        "sources": [source.model_dump(exclude_defaults=True) for source in described.sources],
        "licenses": [_licence(licence) for licence in described.licenses],
    }
    said["schema"] = {
        "$schema": PROFILE.format("tableschema"),
        "fields": [_field(described, spec) for spec in described.table.fields],
        "missingValues": [{"value": described.table.mark(one), "label": one} for one in reasons],
    }
    if key:
        said["schema"]["primaryKey"] = list(key)
    return said


def _licence(licence: License) -> dict[str, str]:
    said = {"name": licence.name, "title": licence.title, "path": licence_address(licence)}
    return {key: value for key, value in said.items() if value}


def _field(described: Descriptor, spec: ColumnSpec) -> dict[str, Any]:
    said: dict[str, Any] = {"name": spec.name, "title": spec.title, "type": spec.type}
    if spec.description:
        said["description"] = spec.description
    if spec.type == "number":
        said["decimalChar"] = ","
    bounds = {"minimum": spec.constraints.minimum, "maximum": spec.constraints.maximum}
    limits = {key: float(bound) for key, bound in bounds.items() if bound is not None}
    if limits:
        said["constraints"] = limits
    if spec.numeric:
        said["unit"] = described.unit_of(spec)
    return said
