"""Characters printed on a page of a PDF, and the words they form.

Words are split as in pdfplumber's `extract_words`. Before that, characters printed twice to look
bold are reduced to one, and lines that are justified by letter-spacing are closed up. These are
pure functions; those that look at every character of a page work on arrays.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter, le, sub

import numpy as np
from numpy.typing import NDArray

from pipeline.pages.drawing import Run
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


_Place = Callable[[TextRun], float]
_left: _Place = attrgetter("x0")
_top: _Place = attrgetter("top")


def characters(runs: Iterable[Run]) -> list[TextRun]:
    """Split runs into single characters."""
    return [
        TextRun(
            text, x0, run.top, x1, run.bottom, run.size, run.face, run.baseline, run.content
        )
        for run in runs
        for text, x0, x1 in zip(run.texts, run.x0, run.x1, strict=True)
    ]  # fmt: skip


def runs_of(chars: Iterable[TextRun]) -> list[Run]:
    """Characters as runs of one character each."""
    return [
        Run(
            [char.text], [char.x0], [char.x1], char.top, char.bottom, char.size, char.face,
            char.baseline, char.content,
        )
        for char in chars
    ]  # fmt: skip


def may_repeat(runs: Sequence[Run]) -> bool:
    """Whether any of the runs might be printed twice in the same place."""
    level: list[tuple[float, float]] = []
    top = 0.0
    for run in sorted(runs, key=attrgetter("top")):
        if level and run.top > top + _DOUBLE:
            if len(level) > 1 and _overlap(level):
                return True
            level = []
        top = run.top
        starts = run.x0
        level.append((starts[0], starts[-1]))
        if len(starts) > 1 and _goes_back(run):
            return True
    return _overlap(level)


def _goes_back(run: Run) -> bool:
    """Whether characters within a run may overlap equal ones before them."""
    after = run.x0[1:]
    if not all(map(le, run.x0, after)):
        return True
    if min(map(sub, after, run.x0)) > _DOUBLE:
        return False
    texts = run.texts
    return any(
        b <= a + _DOUBLE and texts[at] == texts[at + 1]
        for at, (a, b) in enumerate(pairwise(run.x0))
    )


def _overlap(level: list[tuple[float, float]]) -> bool:
    """Whether stretches on one level come close enough to overlap."""
    level.sort()
    return any(after[0] <= before[1] + _DOUBLE for before, after in pairwise(level))


def without_doubles(chars: list[TextRun]) -> list[TextRun]:
    """The characters, in order, without those printed again in the same place."""
    alike: dict[tuple[str, str, float], list[TextRun]] = defaultdict(list)
    for char in chars:
        alike[char.text, char.face, char.size].append(char)
    doubles: set[int] = set()
    for same in alike.values():
        for level in _clusters(same, _top, _DOUBLE):
            for spot in _clusters(level, _left, _DOUBLE):
                if len(spot) > 1:
                    first = min(spot, key=lambda char: (char.top, char.x0))
                    doubles.update(id(char) for char in spot if char is not first)
    return [char for char in chars if id(char) not in doubles] if doubles else chars


def _clusters(chars: list[TextRun], place: _Place, reach: float) -> list[list[TextRun]]:
    """Group characters that are each within reach of the previous one."""
    if len(chars) == 1:
        return [chars]
    places = [place(char) for char in chars]
    if max(places) - min(places) <= reach:
        return [chars]
    clusters: list[list[TextRun]] = [[]]
    limit = min(places)
    for char in sorted(chars, key=place):
        if place(char) > limit + reach:
            clusters.append([])
        clusters[-1].append(char)
        limit = place(char)
    return clusters


def words(runs: Sequence[Run]) -> list[TextRun]:
    """Join characters of the same font, size and baseline into words, in drawing order.

    Spaces separate words, and so do gaps. Letter-spacing of a whole line is removed first.
    """
    runs = [run for run in runs if run.texts]
    if not runs:
        return []
    texts = [text for run in runs for text in run.texts]
    x0 = np.array([x for run in runs for x in run.x0])
    x1 = np.array([x for run in runs for x in run.x1])
    counts = [len(run.texts) for run in runs]
    of = np.repeat(np.arange(len(runs)), counts)
    top = np.array([run.top for run in runs])[of]
    size = np.array([run.size for run in runs])[of]
    _close_up(runs, counts, of, x0, x1)
    group = _groups(runs)[of]
    order = np.lexsort((x0, group))
    if (order[1:] < order[:-1]).any():
        of, top, size, group = of[order], top[order], size[order], group[order]
        x0, x1 = x0[order], x1[order]
        texts = [texts[at] for at in order.tolist()]
    blanks = {text for text in set(texts) if not text or text.isspace()}
    blank = np.array([text in blanks for text in texts])
    apart = np.ones(len(texts), dtype=bool)
    apart[1:] = (
        (group[1:] != group[:-1])
        | blank[:-1]
        | (x0[1:] > x1[:-1] + _APART * size[:-1])
        | (np.abs(top[1:] - top[:-1]) > _LEVEL)
    )
    printed = np.flatnonzero(~blank)
    if not len(printed):
        return []
    # Where words begin, among all characters and among printed ones.
    begins = np.flatnonzero(apart[printed])
    starts = printed[begins]
    ends = [*printed[begins[1:] - 1].tolist(), int(printed[-1])]
    bottom = np.array([run.bottom for run in runs])[of]
    if not _LIGATURES.keys().isdisjoint(texts):
        texts = [_LIGATURES.get(text, text) for text in texts]
    edges = [
        x0[starts],
        np.minimum.reduceat(top[printed], begins),
        np.maximum.reduceat(x1[printed], begins),
        np.maximum.reduceat(bottom[printed], begins),
    ]
    boxes = map(Box, *map(_hundredths, edges))
    return [
        TextRun(
            "".join(texts[start : end + 1]), left, high, right, low, run.size, run.face,
            run.baseline, run.content, box,
        )
        for start, end, left, high, right, low, run, box in zip(
            starts.tolist(), ends, *(edge.tolist() for edge in edges),
            map(runs.__getitem__, of[starts].tolist()), boxes, strict=True,
        )
    ]  # fmt: skip


def _hundredths(values: NDArray[np.float64]) -> list[float]:
    """Round like Python's `round`, which considers all digits."""
    scaled = values * 100
    rounded = np.rint(scaled)
    found: list[float] = (rounded / 100).tolist()
    for at in np.flatnonzero(np.abs(np.abs(scaled - rounded) - 0.5) < 1e-6).tolist():
        found[at] = round(float(values[at]), 2)
    return found


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
    counts: Sequence[int],
    of: NDArray[np.int64],
    x0: NDArray[np.float64],
    x1: NDArray[np.float64],
) -> None:
    """Remove the spacing between letters in lines that are justified by letter-spacing.

    Otherwise the digits of a number would be as far apart as two words. The space is added to the
    character before it, whose end moves.

    Args:
        runs: the runs of a page.
        counts: the number of characters in each run.
        of: the run of each character.
        x0: left edge of each character.
        x1: right edge of each character; changed in place.
    """
    lengths: dict[float, int] = defaultdict(int)
    for run, count in zip(runs, counts, strict=True):
        lengths[run.baseline] += count
    numbers = {baseline: at for at, baseline in enumerate(lengths)}
    line = np.array([numbers[run.baseline] for run in runs])[of]
    order = np.lexsort((x0, line))
    spaces = x0[order[1:]] - x1[order[:-1]]
    begin = 0
    for length in lengths.values():
        end = begin + length
        if length >= _LETTERS_TO_JUDGE:
            # Up to a fifth of the gaps may be smaller because of kerning; more means no spacing.
            fifth = (length - 1) // 5
            space = np.partition(spaces[begin : end - 1], fifth)[fifth]
            if space > _LETTER_SPACE * runs[of[order[begin]]].size:
                x1[order[begin:end]] += space
        begin = end
