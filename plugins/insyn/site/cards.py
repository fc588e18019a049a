"""The card of each post, for whoever shares its address; it lies beside the post's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pelican import Pelican, signals
from pelican.contents import Article

from insyn.figures.card import HEIGHT, WIDTH, figure_card, title_card
from insyn.figures.figure import Figure
from insyn.site.figures import figures_in
from insyn.site.house import House
from insyn.site.opening import house_of, tell_templates


@dataclass(frozen=True)
class Card:
    """A card for the templates: its address from the site's root, its words and its size."""

    address: str
    text: str
    width: int = WIDTH
    height: int = HEIGHT


def card_address(article: Article) -> str:
    """Give where the card of a post lies, from the site's root."""
    return f"{article.url}kort.png"


def _add_filter(pelican: Pelican) -> None:
    """Give the templates the filter `card`, which writes that of an article."""
    house = house_of(pelican.settings)

    def card(article: Article) -> Card:
        figure = next(filter(house.drawing, figures_in(house, article.content)), None)
        made = Card(card_address(article), _text(article, figure))
        if not house.is_glanced:
            svg = card_svg(house, article.title, article.date.date(), figure)
            house.units.output.write(made.address, house.pngs.get(svg))
        return made

    tell_templates(pelican.settings, card=card)


def _text(article: Article, figure: Figure | None) -> str:
    """Say in words what the card shows."""
    return f"Diagram: {figure.heading}. {figure.subtitle}" if figure else str(article.title)


def card_svg(house: House, title: str, day: date, figure: Figure | None) -> str:
    """Compose the card of a post that begins with a figure, or has none that is drawn."""
    drawing = house.drawing(figure) if figure else None
    if figure is None or drawing is None:
        return title_card(title, day, house.site)
    return figure_card(figure, drawing, house.site)


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_add_filter)
