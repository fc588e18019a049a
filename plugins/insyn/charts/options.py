"""What a writer may say in a diagram block: Swedish keys, each declared once beside its name."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from insyn.data.schema import as_list


def _as_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: as_list(item) for key, item in value.items()}


def _with_point(value: Any) -> Any:
    return value.replace(" ", "").replace(",", ".") if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(as_list)]
Number = Annotated[Decimal, BeforeValidator(_with_point)]


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
    order: Literal["värde", "data"] | None = Field(
        default=None, alias="ordning", description="Störst först, eller som i filen"
    )
    compared: Texts = Field(default=(), alias="jämför", description="Vad som ska jämföras med")
    beside: str = Field(default="", alias="bredvid", description="Kolumnen med betyget")
    remarks: dict[str, str] = Field(
        default={}, alias="anmärk", description="Ord om ett förslag, till exempel ett missat mål"
    )
    neutral: Texts = Field(default=(), alias="neutrala", description="Svar som ritas för sig")
    tax_rate: Annotated[Number, Field(gt=0, lt=100)] | None = Field(
        default=None, alias="skattesats", description="Kommunens skattesats i procent"
    )
    incomes: Annotated[tuple[Number, ...], BeforeValidator(as_list), Field(max_length=3)] = Field(
        default=(Decimal(25_000), Decimal(30_000), Decimal(40_000)),
        alias="inkomster",
        description="Beskattningsbara inkomster i kronor i månaden",
    )
    code: str = Field(default="", alias="funktion", description="Filen i charts som ritar")


# What every chart type heeds; each says itself which of the others.
COMMON = frozenset({"data", "typ", "titel", "undertitel", "urval"})
