"""What the parts of the engine exchange: numbers and their classifications."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from pipeline.figures.figure import Figure

# Numbers, classifications and phrases are created by the million: as structs, ten times as fast as
# as dataclasses.


class Number(msgspec.Struct, frozen=True, gc=False):
    """A number in characters `start:end`; its multiplier is included in them and in the value.

    `scale` is the multiplier (1 if there is none); `spelled` means that it is all in words, `more`
    that a word inside it says there are more (`200 多万`), `grouped` that its thousands are
    separated, `about` that its word is approximate (`une vingtaine`).
    """

    start: int
    end: int
    value: Decimal
    scale: int = 1
    spelled: bool = False
    more: bool = False
    grouped: bool = False
    about: bool = False


#: Most characters between a number and another that repeats it.
_CLOSE = 2


def repeats(
    text: str,
    before: Number | Figure,
    after: Number | Figure,
    openings: tuple[str, ...],
    closings: tuple[str, ...],
) -> bool:
    """Whether a number in brackets repeats the one before it: `12 (twelve) cases`.

    Args:
        text: the text that contains both.
        before: the first number.
        after: the second number.
        openings: what may be between them, spaces included.
        closings: what may follow immediately after the second.
    """
    return (
        after.start - before.end <= _CLOSE
        and text[before.end : after.start] in openings
        and text.startswith(closings, after.end)
        and before.value == after.value
    )


class Classification(msgspec.Struct, frozen=True, gc=False):
    """What makes a number a figure or not: kind `percentage`, `money`, `count` or `none`.

    `start` and `end` are the figure's characters, including its sign, currency or noun; `qualifier`
    is set if its words are inside them (`10 or more countries`). `weak` means that the number only
    has a multiplier of its own, so that the classification of a number listed after it takes
    precedence. The figure's value is the number times `factor`: a hundredth for cents.
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


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """What follows a number. `unit` is what it counts, None for a measurement, duration or score.

    `end` is the character after the phrase. `others` means that it refers back to what was counted
    (`12 others`), `part` that it is only an adjective (`24 formal and 30 informal meetings`).
    """

    end: int
    unit: str | None
    unit_class: str | None = None
    others: bool = False
    part: bool = False


#: The classification of a number that the words around it make no figure.
NO_FIGURE = Classification("none", 0, 0, "")
