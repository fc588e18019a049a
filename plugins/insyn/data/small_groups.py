"""The surveys among a site's datasets: small groups hidden in all of one survey together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from insyn.data.dataset import Dataset
from insyn.data.reading.grid import fits
from insyn.data.survey import Part, hidden_rows
from insyn.data.survey_rules import family_problems, twins
from insyn.data.table import Table
from insyn.problems import Problem


def hide_small_groups(
    now: Mapping[str, Dataset], kept: Mapping[Path, Dataset], problems: list[Problem]
) -> dict[str, Dataset]:
    """Hide small groups, survey by survey; give the datasets that may be shown, by their files.

    A kept version is of the survey that its dataset is of now.
    """
    datasets = [*now.values(), *kept.values()]
    shown = {dataset.file: dataset for dataset in datasets}
    current = {one.file: now.get(one.name, one).descriptor for one in datasets}
    families: dict[str, list[tuple[Dataset, Part]]] = defaultdict(list)
    for one in datasets:
        said = current[one.file]
        if said.survey:
            part = Part(one.table, one.descriptor, said.survey, said.period)
            families[said.survey.name.casefold() or f"/{one.name}"].append((one, part))
        elif one.descriptor.survey:
            message = "En fryst version är en enkät, men survey står inte längre i beskrivningen."
            problems.append(now.get(one.name, one).descriptor_text.problem(message))
            shown.pop(one.file)
    surveys = {
        name: [(part.table, part.survey) for _, part in family] for name, family in families.items()
    }
    problems.extend(family_problems(surveys))
    for family in families.values():
        tables, found = hidden_rows([part for _, part in family])
        problems.extend(found)
        for (one, _), table in zip(family, tables, strict=True):
            shown[one.file] = replace(one, table=_without_totals(one, table, problems))
            if found:
                shown.pop(one.file)
        within = {one.file for one, _ in family}
        others = {file: one.table for file, one in shown.items() if file not in within}
        pairs = [
            (part.table, table, part.survey)
            for (_, part), table in zip(family, tables, strict=True)
        ]
        for other, line, group in twins(others, pairs) if not found else ():
            message = (
                f"Raden visar ett tal för ”{group}” som döljs i en enkät. Hör den till samma "
                "enkät, skriv samma name under survey i båda beskrivningarna."
            )
            problems.append(Problem(other, line, message))
    return shown


def _without_totals(dataset: Dataset, table: Table, problems: list[Problem]) -> Table:
    """Take the rows out that `totals` names: the hiding knew them, a chart of groups needs not."""
    taken: set[int] = set()
    for index, total in enumerate(dataset.descriptor.totals or ()):
        places = [
            place
            for place, row in enumerate(table.rows())
            if any(fits(str(row[name]), total.row) for name in table.keys)
        ]
        if not places:
            message = f"Summaraden ”{total.row}” finns inte i filen."
            problems.append(dataset.descriptor_text.problem(message, "totals", index, "row"))
        taken.update(places)
    return table.without(taken)
