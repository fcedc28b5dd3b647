"""The result of comparing editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Classes of differences: a figure that an edition lacks, or gives with another value, currency or
#: kind; a fraction in words; a number in words that is not a figure there.
MISSED, VALUE, CURRENCY, KIND, FRACTION, SPELLED = CLASSES = (
    "missed or dropped",
    "other value",
    "other currency",
    "other kind",
    "fraction for per cent",
    "spelled out",
)


@dataclass(frozen=True, slots=True)
class EditionFigure:
    """A figure as given in one edition; `key` is an identifier chosen by the caller.

    `value` is per cent, whole currency units or the number. `order` is the figure's position among
    those of its paragraph in that edition, from 0 to 1.
    """

    key: int
    language: str
    kind: str
    value: float
    high: float | None
    currency: str | None
    raw: str
    order: float

    @property
    def compared(self) -> tuple[str, float, float | None, str | None]:
        """What must be equal for two editions to agree."""
        return self.kind, self.value, self.high, self.currency


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure on which the editions of a paragraph differ.

    Attributes:
        kind: the figure's kind in most editions.
        name: one of `CLASSES`.
        editions: number of editions that have the paragraph.
        figures: the figure by language, for editions that have it.
        agreeing: languages of the editions in the largest group that agrees.
        words: by language, words that an edition has in place of the figure.
    """

    kind: str
    name: str
    editions: int
    figures: Mapping[str, EditionFigure]
    agreeing: tuple[str, ...]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A paragraph in several editions: how many agree on each figure, and the differences."""

    agreeing: Mapping[int, int]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class EditionsDifference:
    """A difference between the editions of a document.

    Attributes:
        symbol_id: the document's id without the language.
        symbol: its official symbol.
        paragraph: label of the paragraph.
        number: number of the difference within the paragraph, from 1.
        difference: the difference.
        figure_ids: the published figures by language.
    """

    symbol_id: str
    symbol: str | None
    paragraph: str
    number: int
    difference: Difference
    figure_ids: Mapping[str, str]
