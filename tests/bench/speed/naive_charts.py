"""What one would write first: a Markdown extension that draws each chart at every build.

The Vega-Lite is ready in a file, so neither Altair nor the data cost anything here.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import vl_convert
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

BLOCK = re.compile(r"^```diagram\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


class _Drawer(Preprocessor):
    def __init__(self, md: Markdown, specs: Path) -> None:
        super().__init__(md)
        self.specs = specs

    def run(self, lines: list[str]) -> list[str]:
        return BLOCK.sub(self._drawn, "\n".join(lines)).split("\n")

    def _drawn(self, block: re.Match[str]) -> str:
        name = hashlib.sha256(block[1].encode()).hexdigest()
        drawings = (self._draw(f"{name}-{width}") for width in ("wide", "narrow"))
        return str(self.md.htmlStash.store(f"<figure>{''.join(drawings)}</figure>"))

    def _draw(self, name: str) -> str:
        spec = json.loads((self.specs / f"{name}.json").read_bytes())
        return str(vl_convert.vegalite_to_svg(spec))


class Charts(Extension):
    """Puts two drawings in the place of each diagram block."""

    def __init__(self, specs: str) -> None:
        super().__init__()
        self.specs = Path(specs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown's own name)
        """Draw before Markdown looks for code."""
        md.preprocessors.register(_Drawer(md, self.specs), "drawer", 30)
