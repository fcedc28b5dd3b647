"""Find running text that a page sets in two columns, as opposed to tables or a single column.

Two columns of running text have an empty strip down the middle, lines on both sides that fill their
column, and no ruling across the strip (a table with two columns of text has one). These are pure
functions over printed words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.pages.direction import is_mostly_right_to_left
from pipeline.pages.page import Box
from pipeline.pages.runs import TextRun

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

    words: list[TextRun]
    left: float
    right: float


def parts(words: list[TextRun], rulings: Sequence[Box]) -> list[PageArea]:
    """Split a page's words in reading order: above the columns, each column, below them.

    Columns of a right-to-left script are read from the right.

    Args:
        words: as printed.
        rulings: lines and thin rectangles drawn on the page.
    """
    if not words:
        return []
    left, right = min(w.x0 for w in words), max(w.x1 for w in words)
    whole = PageArea(words, left, right)
    found = _strip(words, left, right, rulings)
    if found is None:
        return [whole]
    strip, top, bottom = found
    above = [w for w in words if w.baseline < top]
    below = [w for w in words if w.baseline > bottom]
    within = [w for w in words if top <= w.baseline <= bottom]
    columns = [
        PageArea(column, min(w.x0 for w in column), max(w.x1 for w in column))
        for column in ([w for w in within if w.x1 <= strip], [w for w in within if w.x1 > strip])
    ]
    if is_mostly_right_to_left("".join(w.text for w in within)):
        columns.reverse()
    around = [PageArea(above, left, right), PageArea(below, left, right)]
    return [part for part in (around[0], *columns, around[1]) if part.words]


def _strip(
    words: list[TextRun], left: float, right: float, rulings: Sequence[Box]
) -> tuple[float, float, float] | None:
    """Where the columns are separated, and the first and last baseline of their lines."""
    rows = _rows(words)
    middle, reach = (left + right) / 2, _OFF_MIDDLE * (right - left)
    if not 2 * reach < _WIDEST:  # words are far off the page, or nowhere
        return None
    places = middle - reach + _STEP * np.arange(int(2 * reach / _STEP) + 1)
    best: list[list[TextRun]] = []
    place = 0.0
    crossed = _crossed(rows, places)
    # On most pages no place has enough lines on both sides.
    tried: set[bytes] = set()
    for number in np.flatnonzero((~crossed).sum(axis=0) >= _LINES).tolist():
        column = crossed[:, number].tobytes()
        if column not in tried:
            tried.add(column)
            run = _longest_run(rows, column)
            if len(run) > len(best):
                best, place = run, float(places[number])
    if not best or not _is_running_text(best, place):
        return None
    # A rule with only a running head above it belongs to the page; columns begin below it.
    above, second = (row[0].baseline for row in rows[:2]) if len(rows) > 1 else (0.0, 0.0)
    head = max((r.top for r in rulings if above <= r.top < second), default=0.0)
    best = [row for row in best if row[0].baseline > head]
    if not best or not _is_running_text(best, place):
        return None
    top, bottom = best[0][0].baseline, best[-1][0].baseline
    ruled = any(
        r.x0 < place < r.x1 and top - 20 < r.top < bottom + 4 and r.top > head for r in rulings
    )
    return None if ruled else (place, top, bottom)


def _rows(words: list[TextRun]) -> list[list[TextRun]]:
    """Group words by baseline, from the top."""
    rows: dict[float, list[TextRun]] = {}
    for word in sorted(sorted(words, key=attrgetter("x0")), key=attrgetter("baseline")):
        rows.setdefault(word.baseline, []).append(word)
    return list(rows.values())


def _crossed(rows: list[list[TextRun]], places: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether each row has a word that comes closer to each place than half the strip."""
    near = _STRIP / 2
    low, high = places[0] - near, places[-1] + near
    crossed = np.zeros((len(rows), len(places)), dtype=bool)
    spans = [
        (at, word.x0, word.x1)
        for at, words in enumerate(rows)
        for word in words
        if word.x0 < high and word.x1 > low
    ]
    if spans:
        at, x0, x1 = np.array(spans).T[:, :, np.newaxis]
        crosses = (x0 < places + near) & (x1 > places - near)
        row, first = np.unique(at, return_index=True)
        crossed[row.astype(np.intp)] = np.logical_or.reduceat(crosses, first)
    return crossed


def _longest_run(rows: list[list[TextRun]], crossed: Sequence[int]) -> list[list[TextRun]]:
    """The longest run of rows that are not crossed."""
    longest = range(0)
    begin = 0
    for at, crosses in enumerate(crossed):
        if crosses:
            begin = at + 1
            continue
        if at > begin and rows[at][0].baseline - rows[at - 1][0].baseline > _FAR:
            begin = at
        if at + 1 - begin > len(longest):
            longest = range(begin, at + 1)
    return rows[longest.start : longest.stop]


def _is_running_text(rows: list[list[TextRun]], x: float) -> bool:
    """Whether there are lines that mostly fill their column on both sides of `x`."""
    sides = [
        [side for row in rows if (side := [w for w in row if (w.x0 > x) is is_right])]
        for is_right in (False, True)
    ]
    return all(len(side) >= _LINES and _fills(side) for side in sides)


def _fills(lines: list[list[TextRun]]) -> bool:
    left = min(w.x0 for line in lines for w in line)
    right = max(w.x1 for line in lines for w in line)
    usual = median(line[-1].x1 - line[0].x0 for line in lines)
    # A script without spaces between words prints a line as a few words.
    words = median(max(len(line), sum(len(w.text) for w in line) / 6) for line in lines)
    return bool(usual >= _FILLED * (right - left) and words >= _WORDS)
