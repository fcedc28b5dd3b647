"""Find running text that a page sets in two columns, as opposed to tables or a single column.

Two columns of running text have an empty strip down the middle, lines on both sides that fill their
column, and no ruling across the strip (a table with two columns of text has one). These are pure
functions over printed words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from pipeline.pages.direction import is_mostly_right_to_left
from pipeline.pages.page import Box
from pipeline.pages.runs import PageWords

#: Lines that each column needs, words in its typical line, and share of its width the line fills.
_LINES, _WORDS, _FILLED = 8, 4, 0.8
#: Points: the minimum width of the strip. Its distance from the middle, as a share of the text's
#: width. Points: the step in which the search moves.
_STRIP, _OFF_MIDDLE, _STEP = 8.0, 0.08, 2.0
#: Points of the widest page (ISO 32000-1, annex C).
_WIDEST = 14_400.0
#: Points between two baselines from which they are not in one column, as masthead and text.
_FAR = 60.0


@dataclass(frozen=True, slots=True)
class PageArea:
    """Words that are read from top to bottom before those of the next part.

    `left` and `right` are the edges of the column, or of the page's text if it is not a column.
    """

    words: PageWords
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Rows:
    """Words grouped by baseline, from the top: `of` is the row of each."""

    words: PageWords
    of: NDArray[np.intp]
    baselines: list[float]

    def within(self, rows: range) -> PageWords:
        """The words of some rows."""
        return self.words.take((rows.start <= self.of) & (self.of < rows.stop))


def parts(words: PageWords, rulings: Sequence[Box]) -> list[PageArea]:
    """Split a page's words in reading order: above the columns, each column, below them.

    Columns of a right-to-left script are read from the right.

    Args:
        words: by baseline, and on each from left to right.
        rulings: lines and thin rectangles drawn on the page.
    """
    if not len(words):
        return []
    whole = _page_area(words)
    found = _strip(words, whole.left, whole.right, rulings)
    if found is None:
        return [whole]
    strip, top, bottom = found
    baseline = words.baseline
    within = words.take((top <= baseline) & (baseline <= bottom))
    columns = [_page_area(within.take(side)) for side in (within.x1 <= strip, within.x1 > strip)]
    if is_mostly_right_to_left("".join(within.texts)):
        columns.reverse()
    above, below = (
        PageArea(words.take(outside), whole.left, whole.right)
        for outside in (baseline < top, baseline > bottom)
    )
    return [part for part in (above, *columns, below) if len(part.words)]


def _page_area(words: PageWords) -> PageArea:
    return PageArea(words, float(words.x0.min()), float(words.x1.max()))


def _strip(
    words: PageWords, left: float, right: float, rulings: Sequence[Box]
) -> tuple[float, float, float] | None:
    """Where the columns are separated, and the first and last baseline of their lines."""
    middle, reach = (left + right) / 2, _OFF_MIDDLE * (right - left)
    if not 2 * reach < _WIDEST:  # words are far off the page, or nowhere
        return None
    rows = _rows(words)
    baselines = rows.baselines
    places = middle - reach + _STEP * np.arange(int(2 * reach / _STEP) + 1)
    best = range(0)
    place = 0.0
    # On most pages no place has enough lines on both sides.
    tried: set[bytes] = set()
    for number, column in _crossed(rows, places):
        if column not in tried:
            tried.add(column)
            run = _longest_run(baselines, column)
            if len(run) > len(best):
                best, place = run, float(places[number])
    if not _is_running_text(rows, best, place):
        return None
    # A rule with only a running head above it belongs to the page; columns begin below it.
    above, second = baselines[:2] if len(baselines) > 1 else (0.0, 0.0)
    head = max((r.top for r in rulings if above <= r.top < second), default=0.0)
    best = range(max(best.start, bisect_right(baselines, head)), best.stop)
    if not _is_running_text(rows, best, place):
        return None
    top, bottom = baselines[best[0]], baselines[best[-1]]
    ruled = any(
        r.x0 < place < r.x1 and top - 20 < r.top < bottom + 4 and r.top > head for r in rulings
    )
    return None if ruled else (place, top, bottom)


def _rows(words: PageWords) -> _Rows:
    """Group words by baseline, from the top."""
    begins = np.diff(words.baseline, prepend=-np.inf) > 0
    return _Rows(words, np.cumsum(begins) - 1, words.baseline[begins].tolist())


def _crossed(rows: _Rows, places: NDArray[np.floating]) -> Iterator[tuple[int, bytes]]:
    """Places that enough rows leave free, each with whether each row crosses it.

    A row crosses a place with a word that comes closer to it than half the strip.
    """
    near = _STRIP / 2
    x0, x1 = rows.words.x0, rows.words.x1
    middle = (x0 < places[-1] + near) & (x1 > places[0] - near)
    crossed = np.zeros((len(places), len(rows.baselines)), bool)
    if middle.any():
        crosses = (x0[middle] < places[:, np.newaxis] + near) & (
            x1[middle] > places[:, np.newaxis] - near
        )
        of = rows.of[middle]
        first = np.flatnonzero(np.diff(of, prepend=-1))
        crossed[:, of[first]] = np.logical_or.reduceat(crosses, first, axis=1)
    free = len(rows.baselines) - crossed.sum(axis=1)
    for number in np.flatnonzero(free >= _LINES).tolist():
        yield number, crossed[number].tobytes()


def _longest_run(baselines: Sequence[float], crossed: Sequence[int]) -> range:
    """The longest run of rows that are not crossed."""
    longest = range(0)
    begin = 0
    for at, crosses in enumerate(crossed):
        if crosses:
            begin = at + 1
            continue
        if at > begin and baselines[at] - baselines[at - 1] > _FAR:
            begin = at
        if at + 1 - begin > len(longest):
            longest = range(begin, at + 1)
    return longest


def _is_running_text(rows: _Rows, within: range, x: float) -> bool:
    """Whether some rows have lines that mostly fill their column on both sides of `x`."""
    if len(within) < _LINES:
        return False
    words = rows.within(within)
    is_right = words.x0 > x
    return _fill(words.take(~is_right)) and _fill(words.take(is_right))


def _fill(words: PageWords) -> bool:
    """Whether words are enough lines, and mostly as wide as all of them."""
    begins = np.flatnonzero(np.diff(words.baseline, prepend=-np.inf))
    if len(begins) < _LINES:
        return False
    ends = np.append(begins[1:], len(words))
    usual = median((words.x1[ends - 1] - words.x0[begins]).tolist())
    # A script without spaces between words prints a line as a few words.
    letters = np.add.reduceat(np.array(list(map(len, words.texts))), begins) / 6
    size = median(np.maximum(ends - begins, letters).tolist())
    return bool(usual >= _FILLED * (words.x1.max() - words.x0.min()) and size >= _WORDS)
