"""Egen: a chart that a function of the site's own draws, with all else around it as usual."""

from __future__ import annotations

import importlib.util
import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from insyn.charts.base import DrawnType, Stops
from insyn.charts.columns import selected_rows
from insyn.charts.options import DiagramOptions
from insyn.charts.own_rules import own_rules
from insyn.charts.plot import Misfit, Plot
from insyn.charts.style import Canvas
from insyn.charts.tabell import Tabell
from insyn.data.dataset import Dataset
from insyn.keeping import code_digest, fingerprint
from insyn.problems import Problem, ProblemsFound, unknown

if TYPE_CHECKING:
    import altair as alt

FOLDER = "charts"


class Egen(Tabell, DrawnType):
    """What no other type can draw. `funktion` names the file in charts/ that has `draw`."""

    name = "egen"
    heeds = Tabell.heeds | {"funktion"}

    def __init__(self, code: Path, dataset: Dataset) -> None:
        self.code = code
        self.dataset = dataset

    @property
    def file(self) -> str:
        """The file of the function, from the site's root."""
        return f"{FOLDER}/{self.code.name}"

    @property
    def depends(self) -> str:
        return fingerprint(code_digest([self.code]) + self.dataset.csv.hex())

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        rows = selected_rows(dataset, options)
        self.dataset = replace(dataset, table=dataset.table.ordered(list(rows)))
        return super().columns(dataset, options)

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        from insyn.charts.own_look import dressed

        chart = self._told(self._function(), self.dataset)
        try:
            picture = dressed(chart, canvas)
            faults = list(own_rules(picture.to_dict()))
        except TypeError as error:
            raise ProblemsFound([Problem(self.file, 1, str(error))]) from None
        except ValueError as error:
            message = f"Altair förstår inte diagrammet: {error}"
            raise ProblemsFound([Problem(self.file, 1, message)]) from None
        self.refuse(faults)
        return picture

    def specification(self, plot: Plot, canvas: Canvas) -> dict[str, Any]:
        made: dict[str, Any] = self.draw(plot, canvas).to_dict()
        return made

    def refuse(self, faults: Iterable[str]) -> None:
        """Raise ProblemsFound where there are faults, each said once."""
        if found := list(dict.fromkeys(faults)):
            raise ProblemsFound(Problem(self.file, 1, fault) for fault in found)

    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        return Stops("y", ())  # only its function knows where its rows are

    def notes(self, plot: Plot) -> tuple[str, ...]:
        return ("Diagrammet är ritat särskilt för den här texten.",)

    def _function(self) -> Callable[[Dataset], Any]:
        spec = importlib.util.spec_from_file_location(f"own_{self.code.stem}", self.code)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        self._told(spec.loader.exec_module, module)
        draw = getattr(module, "draw", None)
        if not callable(draw):
            message = "Filen behöver en funktion draw(dataset) som ger ett alt.Chart."
            raise ProblemsFound([Problem(self.file, 1, message)])
        function: Callable[[Dataset], Any] = draw
        return function

    def _told(self, function: Callable[[Any], Any], given: Any) -> Any:
        """Call code of the site's own; whatever goes wrong in it is a problem at its line."""
        try:
            return function(given)
        except Exception as error:  # noqa: BLE001  (anything may be wrong in another's code)
            frames = traceback.extract_tb(error.__traceback__)
            own = [frame.lineno for frame in frames if frame.filename == str(self.code)]
            line = error.lineno if isinstance(error, SyntaxError) else (own or [1])[-1]
            message = f"Diagrammet gick inte att rita: {type(error).__name__}: {error}"
            raise ProblemsFound([Problem(self.file, line or 1, message)]) from None


def own_chart(dataset: Dataset, options: DiagramOptions, folder: Path) -> Egen:
    """Give the chart of a function in the site's charts/; raise Misfit where there is none."""
    known = sorted(path.stem for path in folder.glob("*.py"))
    if not options.code:
        raise Misfit("typ", "Skriv under funktion vilken fil i charts som ritar diagrammet.")
    if options.code not in known:
        raise Misfit("funktion", unknown("Filen", options.code, f" i {FOLDER}/", known))
    return Egen(folder / f"{options.code}.py", dataset)
