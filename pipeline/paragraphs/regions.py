"""Parts of a page with text side by side: margin notes, short columns, cells of text.

A printed line spans the whole page, so it mixes what is side by side. This module splits such
lines: a margin note, and each cell that is a sentence, becomes a frame of its own, and columns of
running text are read one after the other. Tables of numbers stay as lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from msgspec.structs import replace as changed

from pipeline.pages.page import Box, Line, Page, Word
from pipeline.paragraphs.cells import are_sentences, as_lines, in_columns, rows_of
from pipeline.paragraphs.printed import LABEL, is_sentence, opens_number
from pipeline.paragraphs.ruled import with_ruled_cells

#: Minimum width of a line, as a share of the text's width, for it to count in finding the text's
#: edges, and how many such lines are needed.
_WIDE, _WIDE_LINES = 0.5, 5
#: Points between the text and words in the margin.
_OFF = 2.0
#: Minimum lines and words of a margin note; the maximum distance between its lines, as a multiple
#: of their size.
_NOTE_LINES, _NOTE_WORDS, _NOTE_PITCH = 3, 4, 2.4
#: Minimum width in points of the strip between two columns of cells, and the shares of the text's
#: width that remain to its left and right.
_GUTTER, _LEFT_OF, _RIGHT_OF = 6.0, 0.1, 0.06
#: White space within a line, as a multiple of its size, at which columns may begin.
_GAP = 1.1
#: Minimum lines of a region.
_LINES = 3
#: Minimum lines of a column of running text, and the share of its width that they fill.
_COLUMN_LINES, _FILLED = 4, 0.72
#: Share of a column's lines that start at the same place.
_ALIGNED = 0.4
#: White space between lines of a paragraph, as a share of the font size.
_GOES_ON = 0.5
#: Size of a large initial number, as a multiple of the text beside it.
_LARGE = 1.8
#: Points above a table within which the rule over its header may be.
_ABOVE = 12.0


#: What may precede a tab: `12.`, `29A.12`, `(a)`, a bullet.
_TAB = re.compile(r"\(?[\w.]{1,8}[.)．]|\d[\w.]{0,8}|[A-Z]|[IVXLC]+|[•●▪·–—-]")
#: Share of a region's lines that have words on both sides of a gutter.
_SIDE_BY_SIDE = 0.3


@dataclass(slots=True)
class _Region:
    """Lines from `begin` to `end` that are split by gutters."""

    begin: int
    end: int
    gutters: list[tuple[float, float]]


def with_regions(page: Page, body: float) -> Page:
    """Separate what is side by side on a page.

    Args:
        page: any page.
        body: the size of the document's running text.
    """
    if not page.width or any(line.column for line in page.lines) or not page.lines:
        return page
    page = with_ruled_cells(page, body)
    if not page.lines:
        return page
    lines = _with_large_first(list(page.lines))
    notes: list[tuple[Line, ...]] = []
    if page.number > 1:  # on page 1 a masthead has things side by side
        lines, notes = _without_margin_notes(lines)
    kept, cells = _without_cells(lines, page.rules, columns_only=page.number == 1)
    if not notes and kept == list(page.lines):
        return page
    return replace(page, lines=tuple(kept), insets=(*page.insets, *notes, *cells))


def _with_large_first(lines: list[Line]) -> list[Line]:
    """Move a large number beside several lines to the beginning of the first of them."""
    result = list(lines)
    for large in lines:
        size, box = large.words[0].size, large.words[0].box
        if box is None or len(large.words) > 1 or not large.text[:1].isdigit():
            continue
        beside = [
            line
            for line in result
            if line is not large
            and (other := line.words[0].box) is not None
            and line.words[0].size * _LARGE < size
            and box.top - size / 2 < other.top < box.bottom
            and other.x0 > box.x1 - 1
        ]
        if len(beside) > 1:
            first = beside[0]
            word = changed(large.words[0], size=first.words[0].size)
            whole = changed(first, words=(word, *first.words), indent=large.indent)
            result = [whole if line is first else line for line in result if line is not large]
    return result


# --- margins ------------------------------------------------------------------------------


def _without_margin_notes(
    lines: list[Line],
) -> tuple[list[Line], list[tuple[Line, ...]]]:
    """The lines of the text, and each margin note as separate lines."""
    left, right = min(line.indent for line in lines), max(line.right for line in lines)
    wide = [line for line in lines if _width_within(line) > _WIDE * (right - left)]
    if len(wide) < _WIDE_LINES:
        return lines, []
    edges = _edges(wide)
    beside = [
        (index, outside) for index, line in enumerate(lines) for outside in _outside(line, edges)
    ]
    notes = [note for note in _stacked(beside) if _is_note(note)]
    taken = {id(word) for note in notes for _, words in note for word in words}
    if not taken:
        return lines, []
    kept = [_part(line, [w for w in line.words if id(w) not in taken]) for line in lines]
    return (
        _spaced([line for line in kept if line is not None]),
        [as_lines([words for _, words in note]) for note in notes],
    )


def _width_within(line: Line) -> float:
    """The width of the longest run of a line's words without a wide gap."""
    widest = begin = 0.0
    before: Word | None = None
    for word in line.words:
        if word.box is None:
            return 0.0
        if before is None or before.box is None or word.box.x0 - before.box.x1 > _GAP * word.size:
            begin = word.box.x0
        widest = max(widest, word.box.x1 - begin)
        before = word
    return widest


def _edges(wide: Sequence[Line]) -> tuple[float, float]:
    """Where most wide lines begin and end, judging by their longest run of words."""
    begins: Counter[int] = Counter()
    ends: list[float] = []
    for line in wide:
        boxes = [word.box for word in line.words if word.box]
        # The run that reaches furthest right begins after the last wide gap to its left.
        begin = boxes[0].x0
        for before, after, word in zip(boxes, boxes[1:], line.words[1:], strict=False):
            if (
                after.x0 - before.x1 > _GAP * word.size
                and after.x0 < (boxes[0].x0 + boxes[-1].x1) / 2
            ):
                begin = after.x0
        begins[round(begin)] += 1
        ends.append(boxes[-1].x1)
    return float(begins.most_common(1)[0][0]), sorted(ends)[len(ends) * 3 // 4]


def _outside(line: Line, edges: tuple[float, float]) -> Iterator[list[Word]]:
    """The words of a line outside the text, to its left and to its right."""
    before = [w for w in line.words if w.box and w.box.x1 < edges[0] - _OFF]
    after = [w for w in line.words if w.box and w.box.x0 > edges[1] + _OFF]
    rest = [w for w in line.words if w.box and w not in before and w not in after]
    if before and (not rest or _are_apart(before[-1], rest[0])):
        yield before
    if after and (not rest or _are_apart(rest[-1], after[0])):
        yield after


def _are_apart(left: Word, right: Word) -> bool:
    return bool(left.box and right.box and right.box.x0 - left.box.x1 > _GAP * right.size)


def _stacked(beside: Sequence[tuple[int, list[Word]]]) -> list[list[tuple[int, list[Word]]]]:
    """What is beside the text, with lines below each other grouped."""
    notes: list[list[tuple[int, list[Word]]]] = []
    for index, words in beside:
        box = words[0].box
        assert box is not None
        for note in notes:
            last = note[-1][1]
            above = last[0].box
            assert above is not None
            assert last[-1].box is not None
            assert words[-1].box is not None
            overlaps = above.x0 < words[-1].box.x1 and box.x0 < last[-1].box.x1
            near = 0 < box.bottom - above.bottom < _NOTE_PITCH * last[0].size
            if overlaps and near and abs(last[0].size - words[0].size) < 1:
                note.append((index, words))
                break
        else:
            notes.append([(index, words)])
    return notes


def _is_note(note: Sequence[tuple[int, list[Word]]]) -> bool:
    words = [word for _, line in note for word in line]
    letters = sum(word.text[:1].isalpha() for word in words)
    return len(note) >= _NOTE_LINES and letters >= max(_NOTE_WORDS, 0.6 * len(words))


# --- cells and columns --------------------------------------------------------------------


def _without_cells(
    lines: list[Line], rules: Sequence[Box], *, columns_only: bool
) -> tuple[list[Line], list[tuple[Line, ...]]]:
    """Put columns of running text in order, and take out cells that are sentences."""
    kept: list[Line] = []
    cells: list[tuple[Line, ...]] = []
    done = column = 0
    for region in _regions(lines):
        inside = lines[region.begin : region.end]
        columns = in_columns(inside, region.gutters)
        if _is_within_text(lines, region) or not all(map(_is_aligned, columns)):
            continue  # wide spaces after sentences, one below the other
        if _are_running(columns) and not _is_ruled(inside, region.gutters, rules):
            kept += [changed(line, column=column) for line in lines[done : region.begin]]
            left, right = _extent(lines)
            for words in columns:
                column += 1
                kept += _as_column(words, left, right, column)
            column += 1
            done = region.end
        else:
            if any(opens_number(line.text) for line in inside):
                continue  # numbered paragraphs next to something are not cells
            found = [cell for row in rows_of(inside) for cell in _cells(row, region.gutters)]
            if not columns_only and are_sentences(found):
                kept += [changed(line, column=column) for line in lines[done : region.begin]]
                cells += [as_lines(cell) for cell in found]
                done = region.end
    if not done:
        return lines, []
    rest = lines[done:]
    if rest:
        rest[0] = changed(rest[0], gap=max(rest[0].gap, 2 * rest[0].words[0].size))
    return kept + [changed(line, column=column) for line in rest], cells


def _regions(lines: Sequence[Line]) -> Iterator[_Region]:
    """Runs of lines that have gutters in common."""
    left, right = _extent(lines)
    low = left + _LEFT_OF * (right - left)
    high = right - _RIGHT_OF * (right - left)
    index = 0
    while index < len(lines):
        gutters = _gaps(lines[index], low, high)
        end = index + 1
        last = index if gutters else -1
        while gutters and end < len(lines):
            common = _common(gutters, _free(lines[end], low, high))
            if not common:
                break
            gutters = common
            last = end if _gaps(lines[end], low, high) else last
            end += 1
        if gutters and last >= index:
            end = _until(lines, last + 1, end)
            beside = sum(_has_gap_at(line, gutters) for line in lines[index:end])
            if end - index >= _LINES and beside >= max(2, _SIDE_BY_SIDE * (end - index)):
                yield _Region(index, end, gutters)
                index = end
                continue
        index += 1


def _has_gap_at(line: Line, gutters: Sequence[tuple[float, float]]) -> bool:
    """Whether a line has words on both sides of a gutter."""
    boxes = [word.box for word in line.words if word.box]
    return any(boxes[0].x1 <= begin + 1 and boxes[-1].x0 >= end - 1 for begin, end in gutters)


def _until(lines: Sequence[Line], begin: int, end: int) -> int:
    """Where a region ends: lines after the last one with several cells may follow without space."""
    for index in range(begin, end):
        if lines[index].gap > 0.8 * lines[index].words[0].size:
            return index
    return end


def _extent(lines: Sequence[Line]) -> tuple[float, float]:
    return min(line.indent for line in lines), max(line.right for line in lines)


def _gaps(line: Line, low: float, high: float) -> list[tuple[float, float]]:
    """The wide gaps between the words of a line."""
    gaps: list[tuple[float, float]] = []
    if line.widest_space <= _GAP * min(line.sizes):
        return gaps
    for index, (before, after) in enumerate(pairwise(line.words)):
        if before.box and after.box:
            gap = before.box.x1, after.box.x0
            inside = low < gap[1] and gap[0] < high
            label = index == 0 and _TAB.fullmatch(before.text)
            if gap[1] - gap[0] > _GAP * after.size and inside and not label:
                gaps.append(gap)
    return gaps


def _free(line: Line, low: float, high: float) -> list[tuple[float, float]]:
    """The strips of a line that have no words."""
    strips: list[tuple[float, float]] = []
    place = low - 1000.0
    for word in line.words:
        if word.box is None:
            return []
        if word.box.x0 - place >= _GUTTER:
            strips.append((place, word.box.x0))
        place = max(place, word.box.x1)
    strips.append((place, high + 1000.0))
    return strips


def _common(
    gutters: Sequence[tuple[float, float]], strips: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    found = []
    for begin, end in gutters:
        for first, last in strips:
            strip = max(begin, first), min(end, last)
            if strip[1] - strip[0] >= _GUTTER:
                found.append(strip)
    return found


def _is_within_text(lines: Sequence[Line], region: _Region) -> bool:
    """Whether text runs into a region and out of it without white space in between."""
    if region.begin == 0 or region.end == len(lines):
        return False
    return all(
        line.gap < _GOES_ON * line.words[0].size
        for line in (lines[region.begin], lines[region.end])
    )


def _is_aligned(column: Sequence[list[Word]]) -> bool:
    """Whether most lines of a column start at the same place."""
    begins = Counter(round(words[0].box.x0) for words in column if words[0].box)
    first = max(begins, key=lambda place: begins[place], default=0)
    near = sum(number for place, number in begins.items() if abs(place - first) <= 1)
    return near >= _ALIGNED * len(column)


def _are_running(columns: Sequence[list[list[Word]]]) -> bool:
    """Whether columns are running text: lines that fill them, and no table headers."""
    for column in columns:
        if len(column) < _COLUMN_LINES:
            return False
        left = min(words[0].box.x0 for words in column if words[0].box)
        right = max(words[-1].box.x1 for words in column if words[-1].box)
        widths = [
            words[-1].box.x1 - words[0].box.x0 for words in column if words[0].box and words[-1].box
        ]
        text = " ".join(word.text for words in column for word in words)
        if median(widths) < _FILLED * (right - left) or not is_sentence(text):
            return False
    first = [" ".join(word.text for word in column[0]) for column in columns]
    numbered = sum(LABEL.match(text) is not None for text in first)
    return len(columns) > 1 and (numbered > 0 or min(map(len, columns)) >= 2 * _COLUMN_LINES) and (
        len({round(column[0][0].size) for column in columns}) == 1
    )  # fmt: skip


def _is_ruled(
    lines: Sequence[Line], gutters: Sequence[tuple[float, float]], rules: Sequence[Box]
) -> bool:
    """Whether a rule crosses a gutter within a region or just above it, as in a table."""
    boxes = [word.box for line in lines for word in line.words if word.box]
    top, bottom = min(box.top for box in boxes) - _ABOVE, max(box.bottom for box in boxes)
    return any(
        rule.x0 < begin and end < rule.x1 and top < rule.top < bottom
        for rule in rules
        for begin, end in gutters
    )


def _as_column(
    column: Sequence[list[Word]], left: float, right: float, number: int
) -> Iterator[Line]:
    begin = min(words[0].box.x0 for words in column if words[0].box)
    end = max(words[-1].box.x1 for words in column if words[-1].box)
    for line in as_lines(column):
        yield changed(
            line, indent=line.indent - begin + left, right=line.right - end + right, column=number
        )


def _cells(
    row: Sequence[Line], gutters: Sequence[tuple[float, float]]
) -> Iterator[list[list[Word]]]:
    return (column for column in in_columns(row, gutters) if column)


# --- lines --------------------------------------------------------------------------------


def _part(line: Line, words: Sequence[Word]) -> Line | None:
    """A line with some of its words; None if there are none."""
    if len(words) == len(line.words):
        return line
    if not words:
        return None
    first, last = words[0].box, words[-1].box
    assert first is not None
    assert last is not None
    kept = (changed(words[0], joined=False), *words[1:])
    return changed(line, words=kept, indent=first.x0, right=last.x1)


def _spaced(lines: Sequence[Line]) -> list[Line]:
    """Update the white space above each line after others were removed."""
    result = list(lines[:1])
    for above, line in pairwise(lines):
        before, box = above.words[0].box, line.words[0].box
        assert before is not None
        assert box is not None
        gap = round(box.bottom - before.bottom - line.words[0].size, 1)
        result.append(changed(line, gap=gap) if gap > line.gap else line)
    return result
