"""Writing a page of our own, as Pelican writes its own."""

from __future__ import annotations

from typing import Any

from pelican.generators import Generator
from pelican.writers import Writer


class PageGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """A generator whose pages are made of the theme's templates."""

    def write_page(self, writer: Writer, folder: str, template: str, **about: Any) -> None:
        """Write the page of a folder below the site's root, which ends with a slash."""
        writer.write_file(
            f"{folder}index.html",
            self.get_template(template),
            self.context,
            relative_urls=self.settings["RELATIVE_URLS"],
            **about,
        )
