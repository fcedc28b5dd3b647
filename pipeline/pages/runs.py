"""Characters printed on a page of a PDF, and the words they form.

Words are split as in pdfplumber's `extract_words`. Before that, characters printed twice to look
bold are reduced to one, and lines that are justified by letter-spacing are closed up. These are
pure functions; those that look at every character of a page work on arrays.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.pages.drawing import Glyphs, Numbers, Runs

#: Points within which two equal characters count as one printed twice.
_DOUBLE = 0.5
#: Space that separates two words, as a share of the size of the character before it.
_APART = 0.15
#: Points by which the tops of characters in one line may differ.
_LEVEL = 2.0
#: Space between all letters of a line, as a share of its size, from which it counts as
#: letter-spaced; and the number of letters needed to decide that.
_LETTER_SPACE = 0.04
_LETTERS_TO_JUDGE = 12
#: How a character is written in UTF-32.
_CHARACTER = np.dtype("<u4")
#: Ligatures, and the letters that they stand for.
_LIGATURES = {joined: unicodedata.normalize("NFKC", joined) for joined in "ﬀﬁﬂﬃﬄﬅﬆ"}


@dataclass(slots=True)
class PageWords:
    """The words of a page as columns, in points from its upper left corner.

    The box depends on the font's descent; text in different fonts shares only the `baseline`.
    `face` is an index in `faces`, and `content` is that of `Word`.
    """

    texts: NDArray[np.object_]
    x0: NDArray[np.float64]
    top: NDArray[np.float64]
    x1: NDArray[np.float64]
    bottom: NDArray[np.float64]
    size: NDArray[np.float64]
    baseline: NDArray[np.float64]
    face: NDArray[np.intp]
    content: NDArray[np.intp]
    faces: Sequence[str]

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, which: NDArray[np.intp] | NDArray[np.bool_]) -> PageWords:
        """Some of the words, by index or by mask."""
        return PageWords(
            self.texts[which],
            self.x0[which],
            self.top[which],
            self.x1[which],
            self.bottom[which],
            self.size[which],
            self.baseline[which],
            self.face[which],
            self.content[which],
            self.faces,
        )


def without_doubles(runs: Runs, glyphs: Glyphs) -> Runs:
    """The runs without glyphs that are printed again in the same place."""
    if not len(runs):
        return runs
    of, at = runs.places()
    text, x0 = glyphs.text[at], glyphs.x0[at]
    if not _may_repeat(runs, of, text, x0):
        return runs
    faces = Numbers()
    face = np.array(
        [faces[one] for one in zip(runs.face.tolist(), runs.size.tolist(), strict=True)]
    )
    top = runs.top[of]
    alike = text * len(faces) + face[of]
    spot = _clusters(_clusters(alike, top), x0)
    # The first of each spot is kept.
    order = np.lexsort((x0, top, spot))
    first = order[np.diff(spot[order], prepend=-1) > 0]
    if len(first) == len(order):
        return runs
    kept = np.zeros(len(glyphs.x0), bool)
    kept[at[first]] = True
    return runs.only(kept)


def _may_repeat(
    runs: Runs, of: NDArray[np.intp], text: NDArray[np.intp], x0: NDArray[np.float64]
) -> bool:
    """Whether any glyphs might be printed twice in the same place."""
    near = (of[1:] == of[:-1]) & (x0[1:] <= x0[:-1] + _DOUBLE)
    if (near & ((x0[1:] < x0[:-1]) | (text[1:] == text[:-1]))).any():
        return True
    # Runs on one level that come close enough to overlap.
    lengths = runs.lengths
    ends = np.cumsum(lengths)
    first, last = x0[ends - lengths], x0[ends - 1]
    level = _clusters(np.zeros(len(runs), np.intp), runs.top)
    order = np.lexsort((last, first, level))
    level, first, last = level[order], first[order], last[order]
    return bool(((level[1:] == level[:-1]) & (first[1:] <= last[:-1] + _DOUBLE)).any())


def _clusters(
    groups: NDArray[np.intp], places: NDArray[np.float64], reach: float = _DOUBLE
) -> NDArray[np.intp]:
    """Numbers for those of a group that are each within reach of the previous one."""
    order = np.lexsort((places, groups))
    groups, places = groups[order], places[order]
    begins = (groups[1:] != groups[:-1]) | (places[1:] > places[:-1] + reach)
    numbers = np.empty(len(order), np.intp)
    numbers[order] = np.concatenate(([0], np.cumsum(begins)))
    return numbers


def words(runs: Runs, glyphs: Glyphs) -> PageWords:
    """Join characters of the same font, size and baseline into words, in drawing order.

    Spaces separate words, and so do gaps. Letter-spacing of a whole line is removed first.
    """
    of, at = runs.places()
    text, x0, x1, blank = glyphs.text[at], glyphs.x0[at], glyphs.x1[at], glyphs.are_blank()[at]
    if blank.all():
        edge, index = np.zeros(0), np.zeros(0, np.intp)
        texts = np.zeros(0, object)
        return PageWords(texts, edge, edge, edge, edge, edge, edge, index, index, ())
    _close_up(runs, of, x0, x1)
    group = _groups(runs)
    order = _order(group, runs, of, x0)
    group = group[of]
    if order is not None:
        of, text, blank, group = of[order], text[order], blank[order], group[order]
        x0, x1 = x0[order], x1[order]
    top, bottom = runs.top[of], runs.bottom[of]
    apart_from = x1 + (_APART * runs.size)[of]
    apart = np.ones(len(text), dtype=bool)
    apart[1:] = (
        (group[1:] != group[:-1])
        | blank[:-1]
        | (x0[1:] > apart_from[:-1])
        | (np.abs(top[1:] - top[:-1]) > _LEVEL)
    )
    printed = np.flatnonzero(~blank)
    # Where words begin, among all characters and among printed ones.
    begins = np.flatnonzero(apart[printed])
    starts = printed[begins]
    ends = np.append(printed[begins[1:] - 1], printed[-1]) + 1
    of = of[starts]
    return PageWords(
        _texts(glyphs.texts, text, starts.tolist(), ends.tolist()),
        x0[starts],
        np.minimum.reduceat(top[printed], begins),
        np.maximum.reduceat(x1[printed], begins),
        np.maximum.reduceat(bottom[printed], begins),
        runs.size[of],
        runs.baseline[of],
        runs.face[of],
        runs.content[of],
        runs.faces,
    )


def _texts(
    texts: Sequence[str], text: NDArray[np.intp], starts: Sequence[int], ends: Sequence[int]
) -> NDArray[np.object_]:
    """The texts of words, with ligatures as the letters that they stand for."""
    if not _LIGATURES.keys().isdisjoint(texts):
        texts = [_LIGATURES.get(text, text) for text in texts]
    found = np.empty(len(starts), object)
    characters = np.array([ord(one) if len(one) == 1 else 0 for one in texts], _CHARACTER)[text]
    if characters.all():
        whole = characters.tobytes().decode("utf-32-le", "surrogatepass")
        found[:] = [whole[start:end] for start, end in zip(starts, ends, strict=True)]
    else:  # some glyphs stand for several characters, or for none
        printed = list(map(texts.__getitem__, text.tolist()))
        found[:] = ["".join(printed[start:end]) for start, end in zip(starts, ends, strict=True)]
    return found


def _order(
    group: NDArray[np.intp], runs: Runs, of: NDArray[np.intp], x0: NDArray[np.float64]
) -> NDArray[np.intp] | None:
    """How to sort glyphs by group and then from left to right; None if they are sorted.

    Args:
        group: the group of each run.
        runs: the runs of a page.
        of: the run of each glyph.
        x0: its left edge.
    """
    lengths = runs.lengths
    begins = np.cumsum(lengths) - lengths
    first = x0[begins]
    if not _falls(group, first).any():
        order = None
        sorted_of, sorted_x0 = of, x0
    else:
        # Nearly always it is enough to sort runs, which are few.
        by_run = np.lexsort((first, group))
        counts = lengths[by_run]
        offsets = begins[by_run] - (np.cumsum(counts) - counts)
        order = np.arange(len(of)) + np.repeat(offsets, counts)
        sorted_of, sorted_x0 = of[order], x0[order]
    if _falls(group[sorted_of], sorted_x0, sorted_of).any():
        return np.lexsort((x0, group[of]))
    return order


def _falls(
    group: NDArray[np.intp], x0: NDArray[np.float64], of: NDArray[np.intp] | None = None
) -> NDArray[np.bool_]:
    """Where what is next belongs before.

    Args:
        group: in the order that is looked at.
        x0: the left edges.
        of: if given, what is as far left as the one before must not be of an earlier run.
    """
    less = x0[1:] < x0[:-1]
    if of is not None:
        less |= (x0[1:] == x0[:-1]) & (of[1:] < of[:-1])
    falls: NDArray[np.bool_] = (group[1:] < group[:-1]) | ((group[1:] == group[:-1]) & less)
    return falls


def _groups(runs: Runs) -> NDArray[np.intp]:
    """A number for each run; successive runs of one font, size, baseline and level share it."""
    changes = np.ones(len(runs), bool)
    changes[1:] = (
        (runs.face[1:] != runs.face[:-1])
        | (runs.size[1:] != runs.size[:-1])
        | (runs.baseline[1:] != runs.baseline[:-1])
    )
    return _clusters(np.cumsum(changes), runs.top, _LEVEL)


def _close_up(
    runs: Runs,
    of: NDArray[np.intp],
    x0: NDArray[np.float64],
    x1: NDArray[np.float64],
) -> None:
    """Remove the spacing between letters in lines that are justified by letter-spacing.

    Otherwise the digits of a number would be as far apart as two words. The space is added to the
    character before it, whose end moves.

    Args:
        runs: the runs of a page.
        of: the run of each character.
        x0: left edge of each character.
        x1: right edge of each character; changed in place.
    """
    line = _clusters(np.zeros(len(runs), np.intp), runs.baseline, 0.0)
    order = _order(line, runs, of, x0)
    if order is None:
        order = np.arange(len(of))
    line = line[of[order]]
    spaces = x0[order[1:]] - x1[order[:-1]]
    lengths = np.bincount(line)
    ends = np.cumsum(lengths)
    begins = ends - lengths
    least = _LETTER_SPACE * runs.size[of[order[begins]]]
    # Up to a fifth of the gaps may be smaller because of kerning; more means no spacing.
    fifths = (lengths - 1) // 5
    small = (spaces <= least[line[1:]]) & (line[1:] == line[:-1])
    smaller = np.bincount(line[1:][small], minlength=len(lengths))
    for at in np.flatnonzero((lengths >= _LETTERS_TO_JUDGE) & (smaller <= fifths)).tolist():
        begin, end, fifth = begins[at], ends[at], fifths[at]
        x1[order[begin:end]] += np.partition(spaces[begin : end - 1], fifth)[fifth]
