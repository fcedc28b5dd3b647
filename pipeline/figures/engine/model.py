"""What the parts of the engine give each other: numbers and the marks that they bear."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.figures.model import Figure

# Numbers and marks are made by the million and never changed; frozen ones take three times as long.


@dataclass(slots=True)
class Number:
    """A number in characters `start:end`, its multiplier included in them and in the value.

    `scale` is the multiplier (1 where there is none); `spelled` says that it is all in words,
    `more` that a word inside says there are more (`200 多万`), `grouped` that its thousands are set
    off, `about` that its word says about how many (`une vingtaine`).
    """

    start: int
    end: int
    value: Decimal
    scale: int = 1
    spelled: bool = False
    more: bool = False
    grouped: bool = False
    about: bool = False


def repeats(
    text: str,
    before: Number | Figure,
    after: Number | Figure,
    openings: tuple[str, ...],
    closings: tuple[str, ...],
) -> bool:
    """Whether what stands in brackets is the value before it: `12 (twelve) cases`.

    Args:
        text: that both stand in.
        before: the first.
        after: the next.
        openings: what may stand between them, blanks included.
        closings: what may stand right after the second.
    """
    return (
        text[before.end : after.start] in openings
        and text.startswith(closings, after.end)
        and before.value == after.value
    )


@dataclass(slots=True)
class Mark:
    """What makes a number a figure, or no figure: kind `percentage`, `money`, `count`, `none`.

    `start` and `end` are the figure's characters with the mark included; `qualifier` is set where
    its words stand inside them (`10 or more countries`). `weak` says that the number has nothing
    but a multiplier of its own, so that the mark of one listed after it counts more. The figure's
    value is the number's times `factor`: a hundredth where cents are told.
    """

    kind: str
    start: int
    end: int
    rule: str
    currency: str | None = None
    unit: str | None = None
    unit_class: str | None = None
    more: bool = False
    qualifier: str | None = None
    weak: bool = False
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What follows a number: `unit` is what it counts, None for a measure, duration or score.

    `end` is the character after the phrase. `others` says that it points back to what was counted
    (`12 others`), `part` that it is an adjective alone (`24 formal and 30 informal meetings`).
    """

    end: int
    unit: str | None
    unit_class: str | None = None
    others: bool = False
    part: bool = False


#: What a number bears that the words around it make no figure.
NO_FIGURE = Mark("none", 0, 0, "")
