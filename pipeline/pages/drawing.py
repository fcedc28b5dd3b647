"""What a page of a PDF draws, as far as text extraction needs it: characters, lines, fills."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import SupportsFloat

from pipeline.pages.page import UNMARKED, Box

#: Points: a drawn rectangle up to this height counts as a line.
RULING = 3.0

#: A colour as red, green and blue, each from 0 to 1; None if unknown.
Color = tuple[float, float, float] | None
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


def edges(box: Iterable[SupportsFloat]) -> tuple[float, float, float, float]:
    """The lower and upper edges of a page box, which may name any two corners (7.9.5)."""
    x0, y0, x1, y1 = map(float, box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@dataclass(slots=True)
class Run:
    """Characters shown by one operator, in points from the page's upper left corner.

    All characters share one height. The box depends on the font's descent; text in different fonts
    shares only the `baseline`. `order` is the number of things drawn on the page before it.
    """

    texts: list[str]
    x0: list[float]
    x1: list[float]
    top: float
    bottom: float
    size: float
    face: str
    baseline: float
    content: int = UNMARKED
    color: Color = BLACK
    invisible: bool = False
    #: Tilt of the text: the rise of its baseline per unit to the right.
    slope: float = 0.0
    order: int = 0
    #: Edges of the visible area: left, top, right, bottom.
    clip: tuple[float, float, float, float] | None = None


@dataclass(slots=True)
class Fill:
    """A filled area, by the box around it. A picture has no `color`.

    Only a single rectangle `is_solid`: any other path may leave parts of its box uncovered.
    """

    box: Box
    color: Color
    order: int
    is_solid: bool = False
    is_picture: bool = False


@dataclass(slots=True)
class Drawing:
    """What one page draws, each kind in drawing order.

    `rulings` are lines, and rectangles low enough to stand for one. `cropped` is the visible part
    of the page. `unknown` counts pieces of marked content that are missing from the structure tree.
    """

    width: float
    height: float
    cropped: Box
    runs: list[Run] = field(default_factory=list)
    rulings: list[Box] = field(default_factory=list)
    rectangles: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    unknown: int = 0
