"""Strings that a page shows, and the places of their glyphs (ISO 32000-1, 9.4.4).

The glyphs of a page are placed all at once, on arrays. Numbers are added in the same order as in
pdfminer, so that positions are equal to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from pdfminer.utils import apply_matrix_rect

from pipeline.pages.drawing import Color, Edges, Glyphs, Run, part, rounded
from pipeline.pages.fonts import Codes, Font

Matrix = tuple[float, float, float, float, float, float]
#: The code of a space, after which words are spaced, and the last code of any font.
_SPACE, _LAST_CODE = 32, 65_535


@dataclass(slots=True, eq=False)
class Shown:
    """A string in parts; each has glyphs, and a move to the left after them.

    `codes` are bytes, unless the length of the font's codes varies. `length` and `counts` are
    numbers of glyphs in all and in each part. `moves` are in thousandths of the font's size, `x` is
    where the string begins in text space. `between` is the space between characters, and
    `between_words` the one after each space. `matrix` leads from text space to the page.
    """

    font: Font
    codes: Sequence[int]
    length: int
    counts: Sequence[int]
    moves: Sequence[float]
    x: float
    size: float
    scaling: float
    between: float
    between_words: float
    matrix: Matrix
    rise: float
    # What is printed, as in `Run`.
    content: int
    color: Color
    invisible: bool
    order: int
    clip: Edges | None

    def end(self) -> float:
        """Where the string ends in text space."""
        font, size, scaling = self.font, self.size, self.scaling
        codes = iter(font.codes(self.codes) if isinstance(self.codes, bytes) else self.codes)
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


def placed(shown: Sequence[Shown], known: Codes, sheet: Sheet) -> tuple[Glyphs, list[Run]]:
    """The glyphs of the strings that a page shows, and their runs.

    Args:
        shown: the strings. Those that are rotated, slanted or go backwards become a run for each
            glyph, the others become one run.
        known: the texts and widths of codes.
        sheet: the page.
    """
    if not shown:
        return Glyphs(), []
    lengths = np.array([one.length for one in shown])
    ends = np.cumsum(lengths)
    begins = ends - lengths
    of = np.repeat(np.arange(len(shown)), lengths)
    codes = _codes(shown, lengths)
    fonts = {one.font.number: one.font for one in shown}
    text, widths = known.look_up(fonts, np.array([one.font.number for one in shown])[of], codes)
    numbers = np.fromiter(
        chain.from_iterable(
            [(*one.matrix, one.size, one.scaling, one.rise, one.font.descent) for one in shown]
        ),
        float,
        10 * len(shown),
    )
    a, b, c, d, e, f, size, scaling, rise, descent = numbers.reshape(-1, 10).T
    with np.errstate(all="ignore"):  # a damaged page may have any numbers
        advances = widths * size[of] * scaling[of]
        starts = _starts(shown, codes, advances, begins, ends)
        x0 = starts * a[of] + e[of]
        x1 = a[of] * advances + x0
        low = descent * size + rise
        y0, y1 = d * low + f, d * (low + size) + f
        baselines = sheet.height - (f + d * rise)
        is_turned = (b != 0) | (c != 0) | (a < 0) | (d < 0) | (size < 0)
        is_turned[of[advances < 0]] = True
    if sheet.left:
        x0 += sheet.left
        x1 += sheet.left
    glyphs = Glyphs(known.alphabet.texts, text, x0, x1)
    edges = (
        begins, ends, x0[begins], x1[ends - 1],
        sheet.height - y1 + sheet.top, sheet.height - y0 + sheet.top, y1 - y0,
    )  # fmt: skip
    runs = [
        Run(
            begin, end, left, right, top, bottom, high, one.font.face, baseline, one.content,
            one.color, one.invisible, 0.0, one.order, one.clip,
        )
        for one, baseline, begin, end, left, right, top, bottom, high in zip(
            shown, rounded(baselines, 1), *(edge.tolist() for edge in edges), strict=True
        )
    ]  # fmt: skip
    if is_turned.any():
        turned = is_turned.tolist()
        runs = [
            part
            for index, run in enumerate(runs)
            for part in (
                _turned(shown[index], run, glyphs, starts, advances, sheet)
                if turned[index]
                else (run,)
            )
        ]
    return glyphs, runs


def _codes(shown: Sequence[Shown], lengths: NDArray[np.intp]) -> NDArray[np.intp]:
    """The codes of strings, one after the other."""
    kinds = [one.font.bytes_each for one in shown]
    kind = np.repeat(kinds, lengths)
    codes = np.empty(len(kind), np.intp)
    for each, type_ in ((1, "u1"), (2, ">u2")):
        if each in kinds:
            string = b"".join([bytes(one.codes) for one in shown if one.font.bytes_each == each])
            codes[kind == each] = np.frombuffer(string, type_)
    if 0 in kinds:
        varying = [code for one in shown if not one.font.bytes_each for code in one.codes]
        if max(varying) > _LAST_CODE:
            raise ValueError("a code is out of range")
        codes[kind == 0] = varying
    return codes


def _turned(  # noqa: PLR0913, PLR0917
    one: Shown,
    run: Run,
    glyphs: Glyphs,
    starts: NDArray[np.float64],
    advances: NDArray[np.float64],
    sheet: Sheet,
) -> Iterator[Run]:
    """The runs of a string that is rotated, slanted or goes backwards: one for each glyph."""
    a, b, c, d, e, f = one.matrix
    low = one.font.descent * one.size + one.rise
    height = sheet.height
    for at in range(run.begin, run.end):
        x, advance = float(starts[at]), float(advances[at])
        matrix = (a, b, c, d, x * a + e, x * b + f)
        x0, y0, x1, y1 = apply_matrix_rect(matrix, (0, low, advance, low + one.size))
        glyphs.x0[at], glyphs.x1[at] = x0 + sheet.left, x1 + sheet.left
        yield replace(
            part(run, glyphs, at, at + 1),
            top=height - y1 + sheet.top,
            bottom=height - y0 + sheet.top,
            size=y1 - y0,
            baseline=round(height - (matrix[5] + d * one.rise), 1),
            slope=b / a,
        )


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
    lengths = ends - begins
    sizes = np.frexp(lengths)[1] // 2
    for size in set(sizes.tolist()):
        rows = np.flatnonzero(sizes == size)
        columns = np.arange(lengths[rows].max())
        index = begins[rows, np.newaxis] + columns
        block = steps[np.minimum(index, glyphs)].reshape(len(rows), -1)
        within = columns < lengths[rows, np.newaxis]
        sums[index[within]] = np.cumsum(block, axis=1)[:, slots - 2 :: slots][within]
    return sums
