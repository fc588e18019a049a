"""What a writer may say in a diagram block: Swedish keys, each declared once beside its name."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: _as_list(item) for key, item in value.items()}


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


class DiagramOptions(BaseModel):
    """A diagram block. Only `data` must be given; the dataset knows or is asked for the rest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    data: Annotated[str, Field(min_length=1)]
    chart_type: str = Field(default="", alias="typ", description="Sort av diagram")
    title: str = Field(default="", alias="titel", description="Rubrik: det som figuren säger")
    subtitle: str = Field(default="", alias="undertitel", description="Vad, enhet, plats och tid")
    measure: str = Field(default="", alias="visa", description="Kolumnen med värdena")
    category: str = Field(default="", alias="kategori", description="Kolumnen som ger raderna")
    series: str = Field(default="", alias="serie", description="Kolumnen som ger serierna")
    selection: Annotated[dict[str, tuple[str, ...]], BeforeValidator(_as_lists)] = Field(
        default={}, alias="urval", description="Bara rader med dessa värden"
    )
    highlight: Texts = Field(
        default=(), alias="markera", description="Rader eller linjer att lyfta"
    )
    order: Literal["värde", "data"] = Field(
        default="värde", alias="ordning", description="Störst först, eller som i filen"
    )
