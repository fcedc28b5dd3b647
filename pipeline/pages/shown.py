"""Strings that a page shows, and the places of their glyphs (ISO 32000-1, 9.4.4).

The glyphs of a page are placed all at once, on arrays. Numbers are added in the same order as in
pdfminer, so that positions are equal to the last bit.
"""

from __future__ import annotations

from binascii import unhexlify
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
from struct import unpack
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.pages.drawing import Color, Edges, Glyphs, Numbers, Runs, no_runs, rounded
from pipeline.pages.fonts import Codes, Font

Matrix = tuple[float, float, float, float, float, float]
#: The code of a space, after which words are spaced, and how codes are written.
_SPACE, _CODE = 32, ">u2"
#: What is around the strings of an array.
_BEGIN, _END = b"<>"


#: A string in parts, each with glyphs: their codes, of two bytes each, the number of glyphs in each
#: part, and the move to the left after each, in thousandths of the font's size.
Parts = tuple[bytes, Sequence[int], Sequence[float]]
_Columns = tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64], NDArray[np.intp]]


class NotPlain(ValueError):
    """An array is not plain, so that strings have to be read one by one."""


class Style(NamedTuple):
    """How strings are shown; a page has few styles.

    `between` is the space between characters, and `between_words` the one after each space.
    """

    font: Font
    size: float
    scaling: float
    between: float
    between_words: float
    rise: float
    # What is printed, as in `Runs`.
    color: Color
    invisible: bool

    def end(self, x: float, string: Parts) -> float:
        """Where a string that begins at `x` ends in text space."""
        font, size, scaling, spacing, after_space = self[:5]
        widths = font.widths
        codes = iter(unpack(f">{len(string[0]) >> 1}H", string[0]))
        by = 0.001 * size * scaling
        between = 0.0
        for count, move in zip(*string[1:], strict=True):
            for code in islice(codes, count):
                x += between
                between = spacing
                x += widths[code] * size * scaling
                if code == _SPACE:
                    x += after_space
            x -= move * by
        return x


#: A string that a page shows: the index of its style, where it begins in text space, the matrix
#: that leads from there to the page, its content, order and clip as in `Runs`, and itself. None
#: begins where the string before it ends. Bytes are a plain array (`_columns`), which is read with
#: those of the page.
Shown = tuple[int, float | None, Matrix, int, int, Edges, Parts | bytes]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The height of a page, and the position of its upper left corner."""

    height: float
    left: float
    top: float


def placed(
    shown: Sequence[Shown], styles: Sequence[Style], known: Codes, sheet: Sheet
) -> tuple[Glyphs, Runs]:
    """The glyphs of the strings that a page shows, and their runs.

    Args:
        shown: the strings. Those that are rotated, slanted or go backwards become a run for each
            glyph, the others become one run.
        styles: the styles of the strings.
        known: the texts and widths of codes.
        sheet: the page.

    Raises:
        NotPlain: a string in bytes is not a plain array.
    """
    if not shown:
        return Glyphs(), no_runs()
    style_of, begin, matrix, content, order, clip, strings = zip(*shown, strict=True)
    columns = _columns(strings)
    codes, counts, _, parts = columns
    ends = np.cumsum(counts)[np.cumsum(parts) - 1]
    begins = np.append(0, ends[:-1])
    style = np.array(style_of)
    of = np.repeat(np.arange(len(shown)), ends - begins)
    fonts = {one.font.number: one.font for one in styles}
    font = np.array([one.font.number for one in styles])[style]
    text, widths = known.look_up(fonts, font[of], codes)
    measures = np.array([(one.size, one.scaling, one.rise, one.font.descent) for one in styles])
    matrices = _rows(matrix, 6)
    numbers = np.concatenate((matrices, measures[style]), axis=1)
    a, b, c, d, e, f, size, scaling, rise, descent = numbers.T
    string = np.arange(len(shown))
    with np.errstate(all="ignore"):  # a damaged page may have any numbers
        advances = widths * size[of] * scaling[of]
        spaces = np.array([(one.between, one.between_words) for one in styles])[style]
        is_begun = np.array([x is not None for x in begin])
        starts = _starts(
            np.array(begin, float)[is_begun],
            is_begun,
            spaces,
            0.001 * size * scaling,
            columns,
            advances,
            begins,
            ends,
        )
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
    style = style[string]
    runs = Runs(
        begins,
        ends,
        sheet.height - y1 + sheet.top,
        sheet.height - y0 + sheet.top,
        y1 - y0,
        rounded(baseline, 1),
        np.array([faces[one.font.face] for one in styles])[style],
        np.array([colors[one.color] for one in styles])[style],
        np.array(content)[string],
        np.array(order)[string],
        np.array([one.invisible for one in styles])[style],
        slope,
        _rows(clip, 4)[string],
        list(faces),
        list(colors),
    )
    return Glyphs(known.alphabet.texts, text, x0, x1), runs


def _columns(strings: Sequence[Parts | bytes]) -> _Columns:
    """The codes of strings, the glyphs of each part, the move after it, and the parts of each.

    Raises:
        NotPlain: a string in bytes is not a plain array.
    """
    plain = [string for string in strings if isinstance(string, bytes)]
    if len(plain) == len(strings):
        return _of_arrays(plain)
    others = [string for string in strings if not isinstance(string, bytes)]
    if not plain:
        return _of_parts(others)
    is_plain = np.array([isinstance(string, bytes) for string in strings])
    order = np.argsort(np.argsort(~is_plain, kind="stable"))
    pairs = zip(_of_arrays(plain), _of_parts(others), strict=True)
    codes, counts, moves, parts = (np.concatenate(pair) for pair in pairs)
    counts, parts = counts.astype(np.intp, copy=False), parts.astype(np.intp, copy=False)
    lengths = np.add.reduceat(counts, np.cumsum(parts) - parts)
    of_parts = _reordered(parts, order)
    codes = codes[_reordered(lengths, order)].astype(np.intp, copy=False)
    return codes, counts[of_parts], moves[of_parts], parts[order]


def _reordered(lengths: NDArray[np.intp], order: NDArray[np.intp]) -> NDArray[np.intp]:
    """The indexes of items in stretches of some lengths, if the stretches are put in order."""
    begins = (np.cumsum(lengths) - lengths)[order]
    lengths = lengths[order]
    offsets = begins - (np.cumsum(lengths) - lengths)
    indexes: NDArray[np.intp] = np.arange(lengths.sum()) + np.repeat(offsets, lengths)
    return indexes


def _of_parts(strings: Sequence[Parts]) -> _Columns:
    codes, counts, moves = zip(*strings, strict=True)
    parts = np.array(list(map(len, counts)))
    most = int(parts.sum())
    return (
        np.frombuffer(b"".join(codes), _CODE).astype(np.intp),
        np.fromiter(chain.from_iterable(counts), np.intp, most),
        np.fromiter(chain.from_iterable(moves), float, most),
        parts,
    )


def _of_arrays(strings: Sequence[bytes]) -> _Columns:
    """The columns of plain arrays: hexadecimal codes of two bytes, and at most a number after each.

    All arrays are read as one. Each has to begin with a string.
    """
    items = b"".join(strings)[1:-1].replace(b"][", b"")
    between = items.replace(b">", b"<").split(b"<")
    try:
        codes = np.frombuffer(unhexlify(b"".join(between[1::2])), _CODE).astype(np.intp)
        moves = np.fromiter(map(move_of, between[2::2]), float, len(between) // 2)
    except ValueError as problem:
        raise NotPlain(str(problem)) from problem
    characters = np.frombuffer(items, np.uint8)
    begins, ends = np.flatnonzero(characters == _BEGIN), np.flatnonzero(characters == _END)
    digits = ends - begins - 1 if len(begins) == len(ends) else ends
    if (digits & 3).any() or (digits <= 0).any() or (begins[1:] < ends[:-1]).any():
        raise NotPlain("a string has no glyphs, or half a code")
    # Without its brackets, each array ends where the next begins.
    lengths = np.fromiter(map(len, strings), np.intp, len(strings)) - 2
    parts = np.diff(np.searchsorted(begins, np.cumsum(lengths)), prepend=0)
    return codes, digits >> 2, moves, parts


class _Read(dict[bytes, float]):
    """The numbers of content streams. Most occur again and again, so that each is read once.

    What is blank is no move between two strings of an array.
    """

    _MOST = 32_768

    def __missing__(self, operand: bytes) -> float:
        number = float(operand) if operand.strip() else 0.0
        if len(self) >= self._MOST:
            self.clear()
        self[operand] = number
        return number


#: The number of an operand, and of a move within an array: those are far fewer and looked up more.
number_of, move_of = _Read().__getitem__, _Read().__getitem__


def _rows(numbers: Sequence[Sequence[float]], width: int) -> NDArray[np.float64]:
    """An array of rows of numbers."""
    flat = np.fromiter(chain.from_iterable(numbers), float, width * len(numbers))
    return flat.reshape(-1, width)


def _starts(  # noqa: PLR0913, PLR0917
    x: NDArray[np.float64],
    is_begun: NDArray[np.bool_],
    spaces: NDArray[np.float64],
    by: NDArray[np.float64],
    columns: _Columns,
    advances: NDArray[np.float64],
    begins: NDArray[np.intp],
    ends: NDArray[np.intp],
) -> NDArray[np.float64]:
    """Where each glyph begins in text space.

    Args:
        x: where strings begin that do not begin where the one before them ends.
        is_begun: which strings those are.
        spaces: for each string, what is between characters and what is after a space.
        by: the unit of its moves.
        columns: the glyphs and moves of the strings.
        advances: the width of each glyph.
        begins: for each string, the index of its first glyph.
        ends: for each string, the index of the glyph after it.
    """
    codes, counts, moves, parts = columns
    # What is added after the glyph before, and the advance. A glyph begins between the two.
    is_spaced = bool(spaces.any())
    steps = np.zeros((len(codes) + 1, 4 if is_spaced else 2))
    steps[np.cumsum(counts), -3 if is_spaced else 0] = -(moves * np.repeat(by, parts))
    steps[:-1, -1] = advances
    if is_spaced:
        between, between_words = np.repeat(spaces, ends - begins, axis=0).T
        steps[1:, 0] = np.where(codes == _SPACE, between_words, 0)
        steps[:-1, 2] = between
        steps[begins, 2] = 0
    first = begins[is_begun]
    steps[first, :-1] = 0
    steps[first, 0] = x
    return _sums(steps, first, np.append(first[1:], len(codes)))


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
        block = steps.take(index, axis=0, mode="clip").reshape(len(rows), -1)
        within = columns < lengths[rows, np.newaxis]
        sums[index[within]] = np.cumsum(block, axis=1)[:, slots - 2 :: slots][within]
    return sums
