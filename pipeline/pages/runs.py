"""Characters printed on a page of a PDF, and the words they form.

Words are split as in pdfplumber's `extract_words`. Before that, characters printed twice to look
bold are reduced to one, and lines that are justified by letter-spacing are closed up. These are
pure functions; those that look at every character of a page work on arrays.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from pipeline.pages.drawing import Glyphs, Run, parts, rounded
from pipeline.pages.fonts import Alphabet
from pipeline.pages.page import UNMARKED, Box

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
#: Ligatures, and the letters that they stand for.
_LIGATURES = {joined: unicodedata.normalize("NFKC", joined) for joined in "ﬀﬁﬂﬃﬄﬅﬆ"}


@dataclass(slots=True)
class TextRun:
    """A character or a word on the page, in points from its upper left corner.

    The box depends on the font's descent; text in different fonts shares only the `baseline`.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    face: str
    baseline: float
    #: Its marked content, as in `Word`.
    content: int = UNMARKED
    #: For a word: its position, rounded to hundredths.
    box: Box | None = None


def characters(runs: Iterable[Run], glyphs: Glyphs) -> list[TextRun]:
    """Split runs into single characters."""
    texts = [glyphs.texts[index] for index in glyphs.text.tolist()]
    x0, x1 = glyphs.x0.tolist(), glyphs.x1.tolist()
    return [
        TextRun(
            texts[at], x0[at], run.top, x1[at], run.bottom, run.size, run.face, run.baseline,
            run.content,
        )
        for run in runs
        for at in range(run.begin, run.end)
    ]  # fmt: skip


def runs_of(chars: Sequence[TextRun]) -> tuple[list[Run], Glyphs]:
    """Characters as runs of one glyph each."""
    alphabet = Alphabet()
    glyphs = Glyphs(
        alphabet.texts,
        np.array([alphabet[char.text] for char in chars], np.intp),
        np.array([char.x0 for char in chars], float),
        np.array([char.x1 for char in chars], float),
    )
    return [
        Run(
            index, index + 1, char.x0, char.x1, char.top, char.bottom, char.size, char.face,
            char.baseline, char.content,
        )
        for index, char in enumerate(chars)
    ], glyphs  # fmt: skip


class _Columns:
    """The glyphs of some runs, in order: `of` is the run of each, `at` its place in the page's."""

    def __init__(self, runs: Sequence[Run], glyphs: Glyphs) -> None:
        self.begins = np.array([run.begin for run in runs], np.intp)
        self.ends = np.array([run.end for run in runs], np.intp)
        counts = self.ends - self.begins
        self.of = np.repeat(np.arange(len(runs)), counts)
        before = np.cumsum(counts) - counts
        self.at = np.arange(len(self.of)) + (self.begins - before)[self.of]
        self.text, self.x0, self.x1 = glyphs.text[self.at], glyphs.x0[self.at], glyphs.x1[self.at]


def without_doubles(runs: Sequence[Run], glyphs: Glyphs) -> Sequence[Run]:
    """The runs without glyphs that are printed again in the same place."""
    if not runs:
        return runs
    columns = _Columns(runs, glyphs)
    tops = np.array([run.top for run in runs])
    if not _may_repeat(columns, tops):
        return runs
    faces: dict[tuple[str, float], int] = {}
    face = np.array([faces.setdefault((run.face, run.size), len(faces)) for run in runs])
    x0, top = columns.x0, tops[columns.of]
    alike = columns.text * len(faces) + face[columns.of]
    spot = _clusters(_clusters(alike, top), x0)
    # The first of each spot is kept.
    order = np.lexsort((x0, top, spot))
    first = order[np.diff(spot[order], prepend=-1) > 0]
    if len(first) == len(order):
        return runs
    kept = np.zeros(len(glyphs.x0), bool)
    kept[columns.at[first]] = True
    before = np.concatenate(([0], np.cumsum(kept))).tolist()
    found: list[Run] = []
    for run in runs:
        if before[run.end] - before[run.begin] == run.end - run.begin:
            found.append(run)
        else:
            found += parts(run, glyphs, kept[run.begin : run.end])
    return found


def _may_repeat(columns: _Columns, tops: NDArray[np.float64]) -> bool:
    """Whether any glyphs might be printed twice in the same place."""
    x0, text = columns.x0, columns.text
    near = (columns.of[1:] == columns.of[:-1]) & (x0[1:] <= x0[:-1] + _DOUBLE)
    if (near & ((x0[1:] < x0[:-1]) | (text[1:] == text[:-1]))).any():
        return True
    # Runs on one level that come close enough to overlap.
    ends = np.cumsum(columns.ends - columns.begins)
    last = x0[ends - 1]
    first = x0[ends - (columns.ends - columns.begins)]
    level = _clusters(np.zeros(len(tops), np.intp), tops)
    order = np.lexsort((last, first, level))
    level, first, last = level[order], first[order], last[order]
    return bool(((level[1:] == level[:-1]) & (first[1:] <= last[:-1] + _DOUBLE)).any())


def _clusters(groups: NDArray[np.intp], places: NDArray[np.float64]) -> NDArray[np.intp]:
    """Numbers for those of a group that are each within reach of the previous one."""
    order = np.lexsort((places, groups))
    groups, places = groups[order], places[order]
    begins = (groups[1:] != groups[:-1]) | (places[1:] > places[:-1] + _DOUBLE)
    numbers = np.empty(len(order), np.intp)
    numbers[order] = np.concatenate(([0], np.cumsum(begins)))
    return numbers


def words(runs: Sequence[Run], glyphs: Glyphs) -> list[TextRun]:
    """Join characters of the same font, size and baseline into words, in drawing order.

    Spaces separate words, and so do gaps. Letter-spacing of a whole line is removed first.
    """
    if not runs:
        return []
    columns = _Columns(runs, glyphs)
    of, text, x0, x1 = columns.of, columns.text, columns.x0, columns.x1
    _close_up(runs, of, x0, x1)
    group = _groups(runs)[of]
    if (order := _order(group, x0)) is not None:
        of, text, group, x0, x1 = of[order], text[order], group[order], x0[order], x1[order]
    top = np.array([run.top for run in runs])[of]
    bottom = np.array([run.bottom for run in runs])[of]
    apart_from = x1 + (_APART * np.array([run.size for run in runs]))[of]
    blank = np.array([not text or text.isspace() for text in glyphs.texts])[text]
    apart = np.ones(len(text), dtype=bool)
    apart[1:] = (
        (group[1:] != group[:-1])
        | blank[:-1]
        | (x0[1:] > apart_from[:-1])
        | (np.abs(top[1:] - top[:-1]) > _LEVEL)
    )
    printed = np.flatnonzero(~blank)
    if not len(printed):
        return []
    # Where words begin, among all characters and among printed ones.
    begins = np.flatnonzero(apart[printed])
    starts = printed[begins]
    ends = np.append(printed[begins[1:] - 1], printed[-1]) + 1
    edges = [
        x0[starts],
        np.minimum.reduceat(top[printed], begins),
        np.maximum.reduceat(x1[printed], begins),
        np.maximum.reduceat(bottom[printed], begins),
    ]
    boxes = map(Box, *(rounded(edge, 2) for edge in edges))
    return [
        TextRun(
            word, left, high, right, low, run.size, run.face, run.baseline, run.content, box,
        )
        for word, left, high, right, low, run, box in zip(
            _texts(glyphs.texts, text, starts.tolist(), ends.tolist()),
            *(edge.tolist() for edge in edges),
            map(runs.__getitem__, of[starts].tolist()), boxes, strict=True,
        )
    ]  # fmt: skip


def _texts(
    texts: Sequence[str], text: NDArray[np.intp], starts: Sequence[int], ends: Sequence[int]
) -> list[str]:
    """The texts of words, with ligatures as the letters that they stand for."""
    if not _LIGATURES.keys().isdisjoint(texts):
        texts = [_LIGATURES.get(text, text) for text in texts]
    printed = [texts[index] for index in text.tolist()]
    whole = "".join(printed)
    if len(whole) == len(printed):
        return [whole[start:end] for start, end in zip(starts, ends, strict=True)]
    return ["".join(printed[start:end]) for start, end in zip(starts, ends, strict=True)]


def _order(group: NDArray[np.intp], x0: NDArray[np.float64]) -> NDArray[np.intp] | None:
    """How to sort by group and then from left to right; None if it is sorted."""
    falls = (group[1:] < group[:-1]) | ((group[1:] == group[:-1]) & (x0[1:] < x0[:-1]))
    return np.lexsort((x0, group)) if falls.any() else None


def _groups(runs: Sequence[Run]) -> NDArray[np.int64]:
    """A number for each run; successive runs of one font, size, baseline and level share it."""
    numbers: list[int] = []
    last = -1
    for _, same in groupby(runs, key=attrgetter("face", "size", "baseline")):
        tops = [run.top for run in same]
        last += 1
        if max(tops) - min(tops) <= _LEVEL:
            numbers += [last] * len(tops)
            continue
        levels: dict[float, int] = {}
        ordered = sorted(set(tops))
        for before, top in zip([ordered[0], *ordered], ordered, strict=False):
            last += top > before + _LEVEL
            levels[top] = last
        numbers += [levels[top] for top in tops]
    return np.array(numbers)


def _close_up(
    runs: Sequence[Run],
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
    numbers: dict[float, int] = {}
    line = np.array([numbers.setdefault(run.baseline, len(numbers)) for run in runs])[of]
    order = _order(line, x0)
    if order is None:
        order = np.arange(len(line))
    line = line[order]
    spaces = x0[order[1:]] - x1[order[:-1]]
    lengths = np.bincount(line)
    ends = np.cumsum(lengths)
    begins = ends - lengths
    sizes = np.array([run.size for run in runs])
    least = _LETTER_SPACE * sizes[of[order[begins]]]
    # Up to a fifth of the gaps may be smaller because of kerning; more means no spacing.
    fifths = (lengths - 1) // 5
    small = (spaces <= least[line[1:]]) & (line[1:] == line[:-1])
    smaller = np.bincount(line[1:][small], minlength=len(lengths))
    for at in np.flatnonzero((lengths >= _LETTERS_TO_JUDGE) & (smaller <= fifths)).tolist():
        begin, end, fifth = begins[at], ends[at], fifths[at]
        x1[order[begin:end]] += np.partition(spaces[begin : end - 1], fifth)[fifth]
