"""Answers of Kolada and SCB, in the forms that their services have, for tests to ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

from intake.server import Answer, Asked, Exactly, Reply

MOST_IDS = 25
Cell = tuple[str | None, str]  # a number as JSON writes it, and a status


def kolada(
    titles: Mapping[str, str],
    cells: Mapping[tuple[str, str, int], Mapping[str, Cell]],
    *,
    page: int = 5000,
    deleted: Sequence[tuple[str, str, int]] = (),
) -> Answer:
    """Answer as Kolada's API v3: at most 25 ids in a part of the address, and in pages.

    An id that it doesn't know hides all the others that were asked for with it.
    """

    def answer(asked: Asked) -> Reply:
        steps = asked.path.strip("/").removeprefix("v3/").split("/")
        ids = {
            name: some.split(",") for name, some in zip(steps[-2::-2], steps[::-2], strict=False)
        }
        if any(len(some) > MOST_IDS for some in ids.values()):
            return Reply({"detail": "too many ids"}, 400)
        if steps[0] == "kpi":
            if not set(ids["kpi"]) <= set(titles):
                return Reply({"detail": "Not Found"}, 404)
            found = [{"id": name, "title": titles[name], "auspice": "E"} for name in ids["kpi"]]
            return Reply({"values": found, "count": len(found), "next_url": None})
        series = [
            {
                "kpi": kpi,
                "municipality": area,
                "period": year,
                "values": [
                    {
                        "gender": gender,
                        "count": 1,
                        "status": status,
                        "value": None if number is None else Exactly(number),
                        "isdeleted": (kpi, area, year) in deleted,
                    }
                    for gender, (number, status) in values.items()
                ],
            }
            for (kpi, area, year), values in cells.items()
            if kpi in ids["kpi"] and area in ids["municipality"] and str(year) in ids["year"]
        ]
        number = int(asked.query.get("page", "1"))
        shown = series[(number - 1) * page : number * page]
        more = f"http://{asked.host}{asked.path}?page={number + 1}&per_page={page}"
        # There is a next page after the last one too, when that happens to be full or empty.
        link = None if 0 < len(shown) < page else more
        return Reply({"values": shown, "count": len(shown), "next_url": link})

    return answer


def scb(
    title: str,
    dimensions: Mapping[str, Mapping[str, str]],
    cells: Callable[[tuple[str, ...]], Cell],
    *,
    limits: tuple[int, int, int] = (150_000, 0, 0),
    eliminable: Sequence[str] = (),
) -> Answer:
    """Answer as PxWebApi 2 does for the table TAB638, and refuse questions for too many cells.

    `limits` are the cells in a question, and the calls within a number of seconds (0 for no limit).
    """
    most_cells, calls, seconds = limits

    def table(picked: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        return {
            "version": "2.0",
            "class": "dataset",
            "label": title,
            "source": "SCB",
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "id": list(picked),
            "size": [len(codes) for codes in picked.values()],
            "dimension": {
                name: {
                    "label": name.lower(),
                    "category": {
                        "index": {code: place for place, code in enumerate(codes)},
                        "label": {code: dimensions[name][code] for code in codes},
                    },
                    "extension": {"elimination": name in eliminable, "show": "value"},
                }
                for name, codes in picked.items()
            },
        }

    def answer(asked: Asked) -> Reply:
        if asked.path == "/config":
            pace = {"maxCallsPerTimeWindow": calls, "timeWindow": seconds}
            return Reply({"apiVersion": "2.2.0", "maxDataCells": most_cells, **pace})
        if asked.path == "/tables/TAB638/metadata":
            return Reply(table({name: list(codes) for name, codes in dimensions.items()}))
        if asked.path != "/tables/TAB638/data":
            return Reply({"title": "Non-existent table", "status": 404}, 404)
        wanted = {item["variableCode"]: item["valueCodes"] for item in asked.body["selection"]}
        picked = {
            name: [code for code in wanted[name] if code in codes]
            for name, codes in dimensions.items()
            if name in wanted
        }
        if prod(map(len, picked.values())) > most_cells:
            return Reply({"title": "Too many cells selected", "status": 403}, 403)
        found = [cells(key) for key in product(*picked.values())]
        values = [None if number is None else Exactly(number) for number, _ in found]
        status = {str(place): sign for place, (_, sign) in enumerate(found) if sign}
        return Reply(table(picked) | {"value": values, "status": status or None})

    return answer
