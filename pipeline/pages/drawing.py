"""What a page of a PDF draws, as far as text extraction needs it: characters, lines, fills."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import SupportsFloat

import numpy as np
from numpy.typing import NDArray

from pipeline.pages.page import UNMARKED, Box

#: Points: a drawn rectangle up to this height counts as a line.
RULING = 3.0

#: A colour as red, green and blue, each from 0 to 1; None if unknown.
Color = tuple[float, float, float] | None
#: Left, top, right and bottom of an area.
Edges = tuple[float, float, float, float]
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


def edges(box: Iterable[SupportsFloat]) -> tuple[float, float, float, float]:
    """The lower and upper edges of a page box, which may name any two corners (7.9.5)."""
    x0, y0, x1, y1 = map(float, box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@dataclass(slots=True)
class Glyphs:
    """The glyphs of a page as columns, in points from the page's left edge.

    A glyph stands for one of the `texts`, by its index; this is nearly always one character.
    """

    texts: Sequence[str] = ()
    text: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))
    x0: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    x1: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))

    def characters(self, begin: int, end: int) -> list[str]:
        """The texts of some glyphs."""
        return [self.texts[index] for index in self.text[begin:end].tolist()]


@dataclass(slots=True)
class Run:
    """Glyphs shown by one operator, in points from the page's upper left corner.

    All glyphs share one height. The box depends on the font's descent; text in different fonts
    shares only the `baseline`. `order` is the number of things drawn on the page before it.
    """

    #: Indexes of the first glyph and of the one after the last.
    begin: int
    end: int
    #: Left edge of the first glyph and right edge of the last.
    x0: float
    x1: float
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
    #: Edges of the visible area.
    clip: Edges | None = None


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
    glyphs: Glyphs = field(default_factory=Glyphs)
    runs: list[Run] = field(default_factory=list)
    rulings: list[Box] = field(default_factory=list)
    rectangles: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    unknown: int = 0


def parts(run: Run, glyphs: Glyphs, kept: NDArray[np.bool_]) -> Sequence[Run]:
    """The parts of a run that are left of it.

    Args:
        run: the run.
        glyphs: the page's glyphs.
        kept: for each glyph of the run, whether it is left.
    """
    if kept.all():
        return (run,)
    edges = np.flatnonzero(np.diff(kept, prepend=False, append=False)) + run.begin
    begins, ends = edges[::2].tolist(), edges[1::2].tolist()
    return [part(run, glyphs, *span) for span in zip(begins, ends, strict=True)]


def part(run: Run, glyphs: Glyphs, begin: int, end: int) -> Run:
    """The part of a run from one glyph up to another."""
    x0, x1 = float(glyphs.x0[begin]), float(glyphs.x1[end - 1])
    return replace(run, begin=begin, end=end, x0=x0, x1=x1)


def rounded(values: NDArray[np.float64], digits: int) -> list[float]:
    """Round like Python's `round`, which considers all digits."""
    by = 10**digits
    scaled = values * by
    whole = np.rint(scaled)
    found: list[float] = (whole / by).tolist()
    for at in np.flatnonzero(np.abs(np.abs(scaled - whole) - 0.5) < 1e-6).tolist():
        found[at] = round(float(values[at]), digits)
    return found
