"""The house stands on its layers: nothing below knows what is above."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "plugins" / "insyn"
LAYERS = (
    "incremental",
    "data",
    "intake",
    "charts",
    "figures",
    "posts",
    "publishing",
    "delivery",
    "site",
)
# Who alone may import a library; TYPE_CHECKING blocks count too.
OWNERS = {
    "PIL": {"figures", "publishing"},
    "altair": {"charts"},
    "brotli": {"delivery"},
    "coloraide": {"publishing"},
    "feedgenerator": {"site"},
    "icalendar": {"publishing"},
    "jinja2": {"site"},
    "lxml": {"figures", "publishing"},
    "markdown": {"figures"},
    "pagefind_bin": {"site"},
    "pandas": {"charts"},
    "pelican": {"site"},
    "openpyxl": {"data"},
    "rdflib": {"publishing"},
    "rich": {"intake"},
    "urllib3": {"intake", "publishing"},
    "sqlite3": {"incremental", "publishing"},
    "vl_convert": {"figures"},
    "warcio": {"delivery"},
    "xlsxwriter": {"publishing"},
    "zstandard": {"delivery"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """List the modules that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_own_layer_and_below(path: Path) -> None:
    """A module imports only from its own layer and those below, and libraries that it may use."""
    layer = path.relative_to(PACKAGE).parts[0] if path.parent != PACKAGE else ""
    allowed = LAYERS[: LAYERS.index(layer) + 1] if layer else ()
    for name in imports(path):
        root, _, rest = name.partition(".")
        if root == "insyn" and rest.split(".")[0] in LAYERS:
            assert rest.split(".")[0] in allowed
        assert layer in OWNERS.get(root, {layer})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_can_be_read_at_a_sitting(path: Path) -> None:
    """A module has at most 200 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 200
