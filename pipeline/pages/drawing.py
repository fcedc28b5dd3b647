"""What a page of a PDF draws, as far as text extraction needs it: characters, lines, fills."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, SupportsFloat

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline.pages.page import Box

#: Points: a drawn rectangle up to this height counts as a line.
RULING = 3.0

#: A colour as red, green and blue, each from 0 to 1; None if unknown.
Color = tuple[float, float, float] | None
#: Left, top, right and bottom of an area.
Edges = tuple[float, float, float, float]
EVERYWHERE: Edges = (-math.inf, -math.inf, math.inf, math.inf)
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


def edges(box: Iterable[SupportsFloat]) -> tuple[float, float, float, float]:
    """The lower and upper edges of a page box, which may name any two corners (7.9.5)."""
    x0, y0, x1, y1 = map(float, box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


class Alphabet(dict[str, int]):
    """The texts that the glyphs of a document stand for, each with its index."""

    def __init__(self) -> None:
        super().__init__()
        #: The first stands for none, so that 0 can mean a code that is not known yet.
        self.texts: list[str] = [""]

    def __missing__(self, text: str) -> int:
        index = self[text] = len(self.texts)
        self.texts.append(text)
        return index


@dataclass(slots=True)
class Glyphs:
    """The glyphs of a page as columns, in points from the page's left edge.

    A glyph stands for one of the `texts`, by its index; this is nearly always one character.
    """

    texts: Sequence[str] = ()
    text: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))
    x0: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    x1: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))

    def are_blank(self) -> NDArray[np.bool_]:
        """Whether each glyph stands for blanks or for nothing."""
        return np.array([not text.strip() for text in self.texts], bool)[self.text]


@dataclass(slots=True)
class Runs:
    """Glyphs shown by one operator, as columns, in points from the page's upper left corner.

    All glyphs of a run share one height. The box depends on the font's descent; text in different
    fonts shares only the `baseline`. `order` is the number of things drawn on the page before it.
    """

    #: Indexes of the first glyph and of the one after the last.
    begin: NDArray[np.intp]
    end: NDArray[np.intp]
    top: NDArray[np.float64]
    bottom: NDArray[np.float64]
    size: NDArray[np.float64]
    baseline: NDArray[np.float64]
    #: Index of the font's name in `faces`, and of the colour in `colors`.
    face: NDArray[np.intp]
    color: NDArray[np.intp]
    content: NDArray[np.intp]
    order: NDArray[np.intp]
    invisible: NDArray[np.bool_]
    #: Tilt of the text: the rise of its baseline per unit to the right.
    slope: NDArray[np.float64]
    #: Edges of the visible area, a row for each run.
    clip: NDArray[np.float64]
    faces: Sequence[str]
    colors: Sequence[Color]

    def __len__(self) -> int:
        return len(self.begin)

    @property
    def lengths(self) -> NDArray[np.intp]:
        """The number of glyphs of each run."""
        return self.end - self.begin

    def edges(self, glyphs: Glyphs) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The left edge of the first glyph of each run, and the right edge of its last."""
        return glyphs.x0[self.begin], glyphs.x1[self.end - 1]

    def take(self, which: NDArray[np.intp] | NDArray[np.bool_]) -> Runs:
        """Some of the runs, by index or by mask."""
        columns = {name: getattr(self, name)[which] for name in _COLUMNS}
        return Runs(**columns, faces=self.faces, colors=self.colors)

    def places(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The run of each glyph, and its index among the glyphs of the page."""
        lengths = self.lengths
        of = np.repeat(np.arange(len(self)), lengths)
        return of, np.arange(len(of)) + (self.begin - (np.cumsum(lengths) - lengths))[of]

    def only(self, kept: NDArray[np.bool_]) -> Runs:
        """What is left of the runs without some glyphs: a run for each stretch.

        Args:
            kept: for each glyph of the page, whether it is left.
        """
        of, at = self.places()
        left = kept[at]
        if left.all():
            return self
        begins = left.copy()
        begins[1:] &= ~left[:-1] | (of[1:] != of[:-1])
        ends = left.copy()
        ends[:-1] &= ~left[1:] | (of[1:] != of[:-1])
        runs = self.take(of[begins])
        runs.begin, runs.end = at[begins], at[ends] + 1
        return runs


_COLUMNS = [one.name for one in fields(Runs) if one.name not in {"faces", "colors"}]


def no_runs() -> Runs:
    """The runs of a page without text."""
    none = np.zeros(0, np.intp)
    edge = np.zeros(0)
    return Runs(
        none, none, edge, edge, edge, edge, none, none, none, none, np.zeros(0, bool), edge,
        np.zeros((0, 4)), (), (),
    )  # fmt: skip


class Numbers(dict[Any, int]):
    """A number for each value, in the order in which they are asked for."""

    def __missing__(self, value: Any) -> int:
        number = self[value] = len(self)
        return number


class Fill(msgspec.Struct):
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
    runs: Runs = field(default_factory=no_runs)
    rulings: list[Box] = field(default_factory=list)
    rectangles: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    unknown: int = 0


def rounded(values: NDArray[np.float64], digits: int) -> NDArray[np.float64]:
    """Round like Python's `round`, which considers all digits."""
    by = 10**digits
    scaled = values * by
    whole = np.rint(scaled)
    found: NDArray[np.float64] = whole / by
    is_close = np.abs(np.abs(scaled - whole) - 0.5) < 1e-6
    if is_close.any():
        found[is_close] = [round(value, digits) for value in values[is_close].tolist()]
    return found
