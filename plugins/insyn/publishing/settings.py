"""Where a setting stands in pelicanconf.py, so that what is wrong with it is said there."""

from __future__ import annotations

import ast
from pathlib import Path

from insyn.problems import Problem

FILE = "pelicanconf.py"


def setting_problem(root: Path, name: str, message: str) -> Problem:
    """Place what is wrong with a setting on the line that sets it last; line 1 if none does."""
    path = root / FILE
    tree = ast.parse(path.read_bytes()) if path.is_file() else ast.Module([], [])
    lines = [
        node.lineno
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id == name
    ]
    return Problem(FILE, lines[-1] if lines else 1, message, "settings")
