"""Find the visible text of a page.

A text layer may hold more than the page shows: text that is off the page or clipped, text in the
colour of its background, text hidden on purpose, and watermarks across the lines. None of it is
part of the document's text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.pages.drawing import RULING, WHITE, Color, Drawing, Fill, Glyphs, Run, parts
from pipeline.pages.page import Box

#: Points by which characters may extend beyond the visible area.
_OVER = 1.0
#: Slope from which text counts as rotated: ten degrees.
_TURNED = 0.17
#: Largest difference per component between two colours that look the same.
_SAME = 0.02
#: A watermark is at least this many times as large as the page's text, and at least this light.
_LARGE, _LIGHT = 2.0, 0.45


def seen(drawing: Drawing) -> list[Run]:
    """The visible runs of a page, in order."""
    runs = [part for run in drawing.runs for part in _within(run, drawing.glyphs, drawing.cropped)]
    runs = _not_hidden(runs, drawing.glyphs, drawing.fills)
    runs = _not_turned(runs)
    runs = _in_color(runs, drawing.fills)
    return _without_watermarks(runs, drawing.glyphs)


def _within(run: Run, glyphs: Glyphs, cropped: Box) -> Iterable[Run]:
    """The characters of a run within the visible part of the page and the run's clip."""
    left, top, right, bottom = cropped.x0, cropped.top, cropped.x1, cropped.bottom
    if run.clip is not None:
        x0, y0, x1, y1 = run.clip
        left, top, right, bottom = max(left, x0), max(top, y0), min(right, x1), min(bottom, y1)
    if run.x0 >= left and run.x1 <= right and run.top >= top and run.bottom <= bottom:
        return (run,)
    middle = (run.top + run.bottom) / 2
    if not top - _OVER <= middle <= bottom + _OVER:
        return ()
    span = slice(run.begin, run.end)
    middles = (glyphs.x0[span] + glyphs.x1[span]) / 2
    inside = (left - _OVER <= middles) & (middles <= right + _OVER)
    return parts(run, glyphs, inside)


def _not_hidden(runs: list[Run], glyphs: Glyphs, fills: Sequence[Fill]) -> list[Run]:
    """Drop invisible text, unless it belongs to a scanned page: all of the text, or on pictures."""
    hidden = [run for run in runs if run.invisible]
    if not hidden:
        return runs
    shown = [run for run in runs if not run.invisible]
    if not any(_has_text(run, glyphs) for run in shown):
        return runs
    if _length(shown) > _length(hidden):
        return shown
    pictures = [fill.box for fill in fills if fill.is_picture]
    return [run for run in runs if not run.invisible or any(_is_on(run, box) for box in pictures)]


def _not_turned(runs: list[Run]) -> list[Run]:
    """Drop rotated text, unless most of the page is rotated."""
    turned = [run for run in runs if abs(run.slope) > _TURNED]
    if not turned or 2 * _length(turned) > _length(runs):
        return runs
    return [run for run in runs if abs(run.slope) <= _TURNED]


def _in_color(runs: list[Run], fills: Sequence[Fill]) -> list[Run]:
    """Drop text in the colour of its background."""
    fills = [fill for fill in fills if _is_ground(fill.box)]
    grounds = {fill.color for fill in fills} | {WHITE}
    doubtful = {
        color
        for color in {run.color for run in runs}
        if any(_is_same(color, ground) for ground in grounds)
    }
    if not doubtful:
        return runs
    return [run for run in runs if run.color not in doubtful or not _is_lost(run, fills)]


def _is_ground(box: Box) -> bool:
    """Whether a filled area can be a background for text and is not just a rule."""
    return min(box.x1 - box.x0, box.bottom - box.top) >= RULING


def _is_lost(run: Run, fills: Sequence[Fill]) -> bool:
    """Whether everything beneath a run has the run's colour."""
    for fill in reversed(fills):
        if fill.order < run.order and _is_on(run, fill.box):
            if not _is_same(run.color, fill.color):
                return False
            if fill.is_solid:
                return True
    return _is_same(run.color, WHITE)


def _is_on(run: Run, box: Box) -> bool:
    x, y = (run.x0 + run.x1) / 2, (run.top + run.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _is_same(color: Color, other: Color) -> bool:
    if color is None or other is None:
        return False
    return all(abs(a - b) <= _SAME for a, b in zip(color, other, strict=True))


def _without_watermarks(runs: list[Run], glyphs: Glyphs) -> list[Run]:
    """Drop large light text that overlaps other text."""
    light = [run for run in runs if run.color is not None and min(run.color) >= _LIGHT]
    if not light:
        return runs
    sizes: dict[float, int] = defaultdict(int)
    for run in runs:
        sizes[round(run.size, 1)] += run.end - run.begin
    usual = max(sizes, key=lambda size: sizes[size])
    marks = {
        id(run)
        for run in light
        if run.size >= _LARGE * usual and any(_overlap(run, other, glyphs) for other in runs)
    }
    return [run for run in runs if id(run) not in marks]


def _overlap(mark: Run, run: Run, glyphs: Glyphs) -> bool:
    """Whether a watermark overlaps a run of smaller text."""
    return (
        _LARGE * run.size <= mark.size
        and run.x0 < mark.x1
        and mark.x0 < run.x1
        and mark.top < (run.top + run.bottom) / 2 < mark.bottom
        and _has_text(run, glyphs)
    )


def _has_text(run: Run, glyphs: Glyphs) -> bool:
    """Whether a run is more than blanks."""
    return any(text.strip() for text in glyphs.characters(run.begin, run.end))


def _length(runs: Iterable[Run]) -> int:
    return sum(run.end - run.begin for run in runs)
