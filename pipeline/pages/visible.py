"""Find the visible text of a page.

A text layer may hold more than the page shows: text that is off the page or clipped, text in the
colour of its background, text hidden on purpose, and watermarks across the lines. None of it is
part of the document's text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.pages.drawing import RULING, WHITE, Color, Drawing, Fill, Glyphs, Runs, rounded
from pipeline.pages.page import Box

#: Points by which characters may extend beyond the visible area.
_OVER = 1.0
#: Slope from which text counts as rotated: ten degrees.
_TURNED = 0.17
#: Largest difference per component between two colours that look the same.
_SAME = 0.02
#: A watermark is at least this many times as large as the page's text, and at least this light.
_LARGE, _LIGHT = 2.0, 0.45


def seen(drawing: Drawing) -> Runs:
    """The visible runs of a page, in order."""
    runs = _within(drawing.runs, drawing.glyphs, drawing.cropped)
    runs = _not_hidden(runs, drawing.glyphs, drawing.fills)
    runs = _not_turned(runs)
    runs = _in_color(runs, drawing.glyphs, drawing.fills)
    return _without_watermarks(runs, drawing.glyphs)


def _within(runs: Runs, glyphs: Glyphs, cropped: Box) -> Runs:
    """The characters of runs within the visible part of the page and the clip of each run."""
    least, most = runs.clip[:, :2], runs.clip[:, 2:]
    left, top = np.maximum(least, (cropped.x0, cropped.top)).T
    right, bottom = np.minimum(most, (cropped.x1, cropped.bottom)).T
    x0, x1 = runs.edges(glyphs)
    wholly = (x0 >= left) & (x1 <= right) & (runs.top >= top) & (runs.bottom <= bottom)
    if wholly.all():
        return runs
    middle = (runs.top + runs.bottom) / 2
    level = (top - _OVER <= middle) & (middle <= bottom + _OVER)
    of, at = runs.places()
    middles = (glyphs.x0[at] + glyphs.x1[at]) / 2
    inside = (left[of] - _OVER <= middles) & (middles <= right[of] + _OVER)
    kept = np.zeros(len(glyphs.x0), bool)
    kept[at] = wholly[of] | (level[of] & inside)
    return runs.only(kept)


def _not_hidden(runs: Runs, glyphs: Glyphs, fills: Sequence[Fill]) -> Runs:
    """Drop invisible text, unless it belongs to a scanned page: all of the text, or on pictures."""
    hidden = runs.invisible
    if not hidden.any() or not (_have_text(runs, glyphs) & ~hidden).any():
        return runs
    kept = ~hidden
    if 2 * runs.lengths[hidden].sum() >= runs.lengths.sum():
        middles = _middles(runs, glyphs)
        for fill in fills:
            if fill.is_picture:
                kept |= _are_on(middles, fill.box)
    return runs.take(kept)


def _not_turned(runs: Runs) -> Runs:
    """Drop rotated text, unless most of the page is rotated."""
    turned = np.abs(runs.slope) > _TURNED
    if not turned.any() or 2 * runs.lengths[turned].sum() > runs.lengths.sum():
        return runs
    return runs.take(~turned)


def _in_color(runs: Runs, glyphs: Glyphs, fills: Sequence[Fill]) -> Runs:
    """Drop text in the colour of its background."""
    fills = [fill for fill in fills if _is_ground(fill.box)]
    grounds = {fill.color for fill in fills} | {WHITE}
    doubtful = [any(_is_same(color, ground) for ground in grounds) for color in runs.colors]
    if not any(doubtful):
        return runs
    # From the top of what is drawn: runs that are on nothing of another colour so far.
    open_ = np.array(doubtful)[runs.color]
    lost = np.zeros(len(runs), bool)
    middles = _middles(runs, glyphs)
    for fill in reversed(fills) if open_.any() else ():
        on = open_ & (fill.order < runs.order) & _are_on(middles, fill.box)
        if on.any():
            same = _are_same(runs, fill.color)
            open_ &= ~on | same
            if fill.is_solid:
                lost |= on & same
                open_ &= ~on
    lost |= open_ & _are_same(runs, WHITE)
    return runs.take(~lost)


def _is_ground(box: Box) -> bool:
    """Whether a filled area can be a background for text and is not just a rule."""
    return min(box.x1 - box.x0, box.bottom - box.top) >= RULING


def _middles(runs: Runs, glyphs: Glyphs) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x0, x1 = runs.edges(glyphs)
    return (x0 + x1) / 2, (runs.top + runs.bottom) / 2


def _are_on(
    middles: tuple[NDArray[np.float64], NDArray[np.float64]], box: Box
) -> NDArray[np.bool_]:
    """Whether each point is in a box."""
    x, y = middles
    return (box.x0 <= x) & (x <= box.x1) & (box.top <= y) & (y <= box.bottom)


def _are_same(runs: Runs, color: Color) -> NDArray[np.bool_]:
    """Whether each run looks as if it had a colour."""
    return np.array([_is_same(one, color) for one in runs.colors], bool)[runs.color]


def _is_same(color: Color, other: Color) -> bool:
    if color is None or other is None:
        return False
    return all(abs(a - b) <= _SAME for a, b in zip(color, other, strict=True))


def _without_watermarks(runs: Runs, glyphs: Glyphs) -> Runs:
    """Drop large light text that overlaps other text."""
    light = [color is not None and min(color) >= _LIGHT for color in runs.colors]
    if not any(light):
        return runs
    sizes: dict[float, int] = defaultdict(int)
    for size, length in zip(rounded(runs.size, 1).tolist(), runs.lengths.tolist(), strict=True):
        sizes[size] += length
    usual = max(sizes, key=sizes.__getitem__, default=0.0)
    kept = ~(np.array(light)[runs.color] & (runs.size >= _LARGE * usual))
    x0, x1 = runs.edges(glyphs)
    middle = (runs.top + runs.bottom) / 2
    for mark in np.flatnonzero(~kept).tolist():
        overlapped = (
            (_LARGE * runs.size <= runs.size[mark])
            & (x0 < x1[mark])
            & (x0[mark] < x1)
            & (runs.top[mark] < middle)
            & (middle < runs.bottom[mark])
        )
        kept[mark] = not (overlapped & _have_text(runs, glyphs)).any()
    return runs.take(kept)


def _have_text(runs: Runs, glyphs: Glyphs) -> NDArray[np.bool_]:
    """Whether each run is more than blanks."""
    _, at = runs.places()
    begins = np.cumsum(runs.lengths) - runs.lengths
    return np.logical_or.reduceat(~glyphs.are_blank()[at], begins)
