"""What a page of a PDF draws, as far as it tells of text: characters, lines, what is filled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import SupportsFloat

from pipeline.pages.model import UNMARKED, Box

#: Points that a drawn rectangle is high at most where it stands for a line.
RULING = 3.0

#: A colour as shares of red, green and blue; None where it is not known.
Color = tuple[float, float, float] | None
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


def edges(box: Iterable[SupportsFloat]) -> tuple[float, float, float, float]:
    """The lesser and greater edges of a page's box, which names any two corners (7.9.5)."""
    x0, y0, x1, y1 = map(float, box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@dataclass(slots=True)
class Run:
    """Characters that one operator shows upright, in points from the page's upper left corner.

    Each character is as high as all of them. The box depends on the face's descent; what is printed
    in several faces shares only `baseline`. `order` counts what is drawn on the page before it.
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
    #: Turned by this share of its run: the rise of its baseline to the right.
    slope: float = 0.0
    order: int = 0
    #: Edges outside of which it is not seen: left, top, right, bottom.
    clip: tuple[float, float, float, float] | None = None


@dataclass(slots=True)
class Fill:
    """What is filled, by the box around it. A picture has no `color`.

    Only a rectangle by itself `is_solid`: another path does not cover all of its box.
    """

    box: Box
    color: Color
    order: int
    is_solid: bool = False
    is_picture: bool = False


@dataclass(slots=True)
class Drawing:
    """What one page draws, each kind in the order of drawing.

    `rulings` are lines and rectangles so low that they stand for one. `cropped` is the part of the
    page that is shown. `unknown` counts the marked contents that the structure tree does not know.
    """

    width: float
    height: float
    cropped: Box
    runs: list[Run] = field(default_factory=list)
    rulings: list[Box] = field(default_factory=list)
    rectangles: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    unknown: int = 0
