"""Strings that a page shows, and the places of their glyphs (ISO 32000-1, 9.4.4).

The glyphs of a page are placed all at once, on arrays. Numbers are added in the same order as in
pdfminer, so that positions are equal to the last bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline.pages.drawing import Color, Edges, Glyphs, Numbers, Runs, no_runs, rounded
from pipeline.pages.fonts import Codes, Font

Matrix = tuple[float, float, float, float, float, float]
#: The code of a space, after which words are spaced, and how codes are written.
_SPACE, _CODE = 32, ">u2"


class Shown(msgspec.Struct, gc=False):
    """A string in parts; each has glyphs, and a move to the left after them.

    `codes` has two bytes for each glyph, and `counts` is the number of glyphs in each part. `moves`
    are in thousandths of the font's size, `x` is where the string begins in text space. `between`
    is the space between characters, and `between_words` the one after each space. `matrix` leads
    from text space to the page.
    """

    font: Font
    codes: bytes
    counts: Sequence[int]
    moves: Sequence[float]
    x: float
    size: float
    scaling: float
    between: float
    between_words: float
    matrix: Matrix
    rise: float
    # What is printed, as in `Runs`.
    content: int
    color: Color
    invisible: bool
    order: int
    clip: Edges

    def end(self) -> float:
        """Where the string ends in text space."""
        font, size, scaling = self.font, self.size, self.scaling
        codes = iter(np.frombuffer(self.codes, _CODE).tolist())
        by = 0.001 * size * scaling
        x = self.x
        between = 0.0
        for count, move in zip(self.counts, self.moves, strict=True):
            for _ in range(count):
                code = next(codes)
                x += between
                between = self.between
                x += font.widths[code] * size * scaling
                if code == _SPACE:
                    x += self.between_words
            x -= move * by
        return x


@dataclass(frozen=True, slots=True)
class Sheet:
    """The height of a page, and the position of its upper left corner."""

    height: float
    left: float
    top: float


def placed(shown: Sequence[Shown], known: Codes, sheet: Sheet) -> tuple[Glyphs, Runs]:
    """The glyphs of the strings that a page shows, and their runs.

    Args:
        shown: the strings. Those that are rotated, slanted or go backwards become a run for each
            glyph, the others become one run.
        known: the texts and widths of codes.
        sheet: the page.
    """
    if not shown:
        return Glyphs(), no_runs()
    lengths = np.array([len(one.codes) for one in shown]) // 2
    ends = np.cumsum(lengths)
    begins = ends - lengths
    of = np.repeat(np.arange(len(shown)), lengths)
    codes = np.frombuffer(b"".join([one.codes for one in shown]), _CODE).astype(np.intp)
    fonts = {one.font.number: one.font for one in shown}
    text, widths = known.look_up(fonts, np.array([one.font.number for one in shown])[of], codes)
    numbers = np.fromiter(
        chain.from_iterable(
            [(*one.matrix, one.size, one.scaling, one.rise, one.font.descent) for one in shown]
        ),
        float,
        10 * len(shown),
    )
    numbers = numbers.reshape(-1, 10)
    a, b, c, d, e, f, size, scaling, rise, descent = numbers.T
    string = np.arange(len(shown))
    with np.errstate(all="ignore"):  # a damaged page may have any numbers
        advances = widths * size[of] * scaling[of]
        starts = _starts(shown, codes, advances, begins, ends)
        x0 = starts * a[of] + e[of]
        x1 = a[of] * advances + x0
        turned = (b != 0) | (c != 0) | (a < 0) | (d < 0) | (size < 0)
        turned[of[advances < 0]] = True
        if turned.any():
            begins = np.union1d(begins, np.flatnonzero(turned[of]))
            ends = np.append(begins[1:], len(of))
            string, x, advance = of[begins], starts[begins], advances[begins]
            turned = turned[string]
            a, b, c, d, e, f, size, _, rise, descent = numbers[string].T
            e, f = x * a + e, x * b + f
            low = descent * size + rise
            beside = np.array([(c * y + e, a * advance + c * y + e) for y in (low, low + size)])
            above = np.array([(d * y + f, b * advance + d * y + f) for y in (low, low + size)])
            x0[begins[turned]] = beside.min(axis=(0, 1))[turned]
            x1[begins[turned]] = beside.max(axis=(0, 1))[turned]
            y0, y1 = above.min(axis=(0, 1)), above.max(axis=(0, 1))
        else:
            low = descent * size + rise
            y0, y1 = d * low + f, d * (low + size) + f
        slope = np.where(turned, b / a, 0.0)
        baseline = sheet.height - (f + d * rise)
    if sheet.left:
        x0 += sheet.left
        x1 += sheet.left
    colors, faces = Numbers(), Numbers()
    runs = Runs(
        begins,
        ends,
        sheet.height - y1 + sheet.top,
        sheet.height - y0 + sheet.top,
        y1 - y0,
        rounded(baseline, 1),
        np.array([faces[one.font.face] for one in shown])[string],
        np.array([colors[one.color] for one in shown])[string],
        np.array([one.content for one in shown])[string],
        np.array([one.order for one in shown])[string],
        np.array([one.invisible for one in shown])[string],
        slope,
        np.array([one.clip for one in shown])[string],
        list(faces),
        list(colors),
    )
    return Glyphs(known.alphabet.texts, text, x0, x1), runs


def _starts(
    shown: Sequence[Shown],
    codes: NDArray[np.intp],
    advances: NDArray[np.float64],
    begins: NDArray[np.intp],
    ends: NDArray[np.intp],
) -> NDArray[np.float64]:
    """Where each glyph begins in text space.

    Args:
        shown: strings.
        codes: the codes of their glyphs.
        advances: the width of each glyph.
        begins: for each string, the index of its first glyph.
        ends: for each string, the index of the glyph after it.
    """
    numbers = np.fromiter(
        chain.from_iterable(
            [(one.x, one.size, one.scaling, one.between, one.between_words) for one in shown]
        ),
        float,
        5 * len(shown),
    )
    x, size, scaling, between, between_words = numbers.reshape(-1, 5).T
    parts = [len(one.moves) for one in shown]
    most = sum(parts)
    moved = np.cumsum(
        np.fromiter(chain.from_iterable([one.counts for one in shown]), np.intp, most)
    )
    moves = np.fromiter(chain.from_iterable([one.moves for one in shown]), float, most)
    by = np.repeat(0.001 * size * scaling, parts)
    # What is added after the glyph before, and the advance. A glyph begins between the two.
    is_spaced = between.any() or between_words.any()
    steps = np.zeros((len(codes) + 1, 4 if is_spaced else 2))
    steps[moved, -3 if is_spaced else 0] = -(moves * by)
    steps[:-1, -1] = advances
    if is_spaced:
        lengths = ends - begins
        steps[1:, 0] = np.where(codes == _SPACE, np.repeat(between_words, lengths), 0)
        steps[:-1, 2] = np.repeat(between, lengths)
    steps[begins, :-1] = 0
    steps[begins, 0] = x
    return _sums(steps, begins, ends)


def _sums(
    steps: NDArray[np.float64], begins: NDArray[np.intp], ends: NDArray[np.intp]
) -> NDArray[np.float64]:
    """The sum of the steps of each string up to the advance of each of its glyphs.

    Strings of similar lengths are added up side by side, each from its beginning.
    """
    glyphs, slots = len(steps) - 1, steps.shape[1]
    sums = np.empty(glyphs)
    sums[begins] = steps[begins, 0]
    lengths = ends - begins
    sizes = np.frexp(lengths)[1] // 2
    for size in set(sizes.tolist()) - {0}:
        rows = np.flatnonzero(sizes == size)
        columns = np.arange(lengths[rows].max())
        index = begins[rows, np.newaxis] + columns
        block = steps[np.minimum(index, glyphs)].reshape(len(rows), -1)
        within = columns < lengths[rows, np.newaxis]
        sums[index[within]] = np.cumsum(block, axis=1)[:, slots - 2 :: slots][within]
    return sums
