"""What a comparison of editions gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Classes of differences: a figure that an edition lacks, gives another value or currency, or
#: takes for another kind; a part of a whole in words; a number in words that is no figure there.
MISSED, VALUE, CURRENCY, KIND, FRACTION, SPELLED = CLASSES = (
    "missed or dropped",
    "other value",
    "other currency",
    "other kind",
    "fraction for per cent",
    "spelled out",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one edition tells it; `key` is whatever its owner knows it by.

    `value` is per cent, whole currency units or the number, `order` its place among the figures
    of its paragraph in that edition, from 0 to 1.
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
    def said(self) -> tuple[str, float, float | None, str | None]:
        """What has to be equal for two editions to agree."""
        return self.kind, self.value, self.high, self.currency


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure on which the editions of a paragraph differ.

    Attributes:
        kind: of the figure in most editions.
        name: one of `CLASSES`.
        editions: how many editions have the paragraph.
        told: the figure by language, where an edition tells it.
        agreeing: languages of the editions that agree, the most there are.
        words: by language, words that an edition has in the figure's place.
    """

    kind: str
    name: str
    editions: int
    told: Mapping[str, Told]
    agreeing: tuple[str, ...]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One paragraph in several editions: how many agree on each figure, and where they differ."""

    agreeing: Mapping[int, int]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class EditionsDifference:
    """A difference between the editions of a document.

    Attributes:
        work: the document whatever its language: its id without the language.
        symbol: its official symbol.
        paragraph: label of the paragraph.
        number: of the difference among those of the paragraph, from 1.
        difference: what it is.
        figure_ids: the published figures by language.
    """

    work: str
    symbol: str | None
    paragraph: str
    number: int
    difference: Difference
    figure_ids: Mapping[str, str]
