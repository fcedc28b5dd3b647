"""What drawn lines separate on a page: cells of text, and text in a frame.

A table whose cells are sentences is read cell by cell, whatever white space its lines leave. Framed
text is separate from the text that it interrupts. Tables of numbers stay as lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from operator import attrgetter

from msgspec.structs import replace as changed

from pipeline.languages.base import Layout
from pipeline.pages.page import Box, Line, Page, Word
from pipeline.paragraphs.cells import are_sentences, as_lines, in_columns, rows_of, text_of
from pipeline.paragraphs.front import words_apart
from pipeline.paragraphs.printed import is_sentence, opens_number

#: Points: when two lines are at the same height, and when pieces of a line are contiguous.
_LEVEL, _TOUCHING = 1.5, 2.5
#: Points by which the ends of a table's rules may differ, and within which two edges are one.
_SAME_ENDS, _SAME_EDGE = 4.0, 6.0
#: Share of the running text's size below which type is small.
_SMALL = 0.93
#: Points by which a word may extend beyond its column, and the width of a plain space.
_OVER, _BLANK = 3.0, 4.0
#: Minimum length of a rule, as a share of the page's width, and of a piece of it, in points.
_LONG, _PIECE = 0.35, 3.0
#: Share of the page's height above which there is text.
_FOOTER = 0.91
#: Length in points of a rule that ends a table, such as the one above footnotes.
_RULE = 50.0
#: Share of a table's rules, or of its height, along which an edge between columns is visible.
_SHOWN = 0.5
#: Minimum width in points of the strip between two columns without a rule.
_GUTTER = 6.0
#: Minimum height of a frame in points.
_FRAME_HEIGHT = 24.0
#: White space within a line, as a multiple of its size, that separates columns; share of such lines
#: from which a frame is a table or a chart.
_WIDE_GAP, _COLUMNED = 2.4, 0.3


@dataclass(frozen=True, slots=True)
class _Rule:
    """A horizontal line on a page; `joints` are the places where its pieces meet."""

    y: float
    x0: float
    x1: float
    joints: tuple[float, ...]


def with_frames(pages: Sequence[Page], layout: Layout) -> list[Page]:
    """Separate the text of each frame, except the frame of a summary."""
    result: list[Page] = []
    in_summary = False
    for page in pages:
        kept = list(page.lines)
        framed: list[tuple[Line, ...]] = []
        frames = _frames(page)
        for frame in frames:
            inside = [line for line in kept if _is_inside(line, frame)]
            if not inside:
                continue
            # A frame that continues on the next page is a new frame there.
            goes_on = in_summary and frame is frames[0]
            heading = inside[0].text.rstrip("* ")
            in_summary = goes_on or layout.summary.fullmatch(heading) is not None
            if not in_summary and _is_framed_text(inside):
                framed.append(tuple(inside))
                kept = _without(kept, inside)
        in_summary = in_summary and bool(frames)
        insets = (*page.insets, *framed)
        result.append(replace(page, lines=tuple(kept), insets=insets) if framed else page)
    return result


def with_ruled_cells(page: Page, body: float) -> Page:
    """Separate the cells of ruled tables whose cells are sentences.

    Args:
        page: any page.
        body: the size of the document's running text.
    """
    kept = list(page.lines)
    if len(page.rules) < 2 or any(line.column for line in kept):
        return page
    groups: list[list[tuple[Line, ...]]] = []
    for rules in _tables(_rules(page)):
        found, taken = _cells(kept, rules, page)
        if are_sentences(found):
            groups.append([as_lines(cell) for cell in found])
            kept = _without(kept, taken)
        for row in _rows_of_text(kept, rules, page, body):
            groups.append([tuple(row)])
            kept = _without(kept, row)
    if not groups:
        return page
    groups.sort(key=lambda cells: _middle(cells[0][0]))
    return replace(page, lines=tuple(kept), insets=(*page.insets, *chain(*groups)))


# --- rules --------------------------------------------------------------------------------


def _rules(page: Page) -> list[_Rule]:
    """The long horizontal lines of a page from the top, each joined from its pieces."""
    flat = [r for r in page.rules if r.bottom - r.top <= _PIECE]
    rules: list[_Rule] = []
    for level in _levels(sorted(flat, key=attrgetter("top"))):
        for pieces in _touching(sorted(level, key=attrgetter("x0"))):
            x0, x1 = pieces[0].x0, max(piece.x1 for piece in pieces)
            if x1 - x0 > _LONG * page.width:
                wide = [piece for piece in pieces if piece.x1 - piece.x0 > _PIECE]
                joints = tuple((a.x1 + b.x0) / 2 for a, b in pairwise(wide))
                rules.append(_Rule(pieces[0].top, x0, x1, joints))
    return rules


def _levels(flat: Sequence[Box]) -> Iterator[list[Box]]:
    level: list[Box] = []
    for rule in flat:
        if level and rule.top - level[0].top > _LEVEL:
            yield level
            level = []
        level.append(rule)
    if level:
        yield level


def _touching(level: Sequence[Box]) -> Iterator[list[Box]]:
    pieces: list[Box] = []
    end = 0.0
    for piece in level:
        if pieces and piece.x0 - end > _TOUCHING:
            yield pieces
            pieces = []
        end = max(end, piece.x1) if pieces else piece.x1
        pieces.append(piece)
    if pieces:
        yield pieces


def _tables(rules: Sequence[_Rule]) -> list[list[_Rule]]:
    """Group rules that follow each other from the top and have the same ends."""
    tables: list[list[_Rule]] = []
    for rule in rules:
        if tables and _is_of_table(tables[-1][-1], rule):
            tables[-1].append(rule)
        else:
            tables.append([rule])
    return [table for table in tables if len(table) > 1]


def _is_of_table(above: _Rule, rule: _Rule) -> bool:
    """Whether a rule has the same ends as the one above, and the same columns if both show them."""
    same_ends = abs(above.x0 - rule.x0) < _SAME_ENDS and abs(above.x1 - rule.x1) < _SAME_ENDS
    other = [any(abs(a - b) < _SAME_EDGE for b in rule.joints) for a in above.joints]
    return same_ends and (not rule.joints or not other or 2 * sum(other) >= len(other))


def _middle(line: Line) -> float:
    box = line.words[0].box
    return (box.top + box.bottom) / 2 if box else 0.0


def _without(lines: Sequence[Line], taken: Sequence[Line]) -> list[Line]:
    """The lines without some of them; a line after a removed one is set apart."""
    gone = {id(line) for line in taken}
    kept: list[Line] = []
    after_gap = False
    for line in lines:
        if id(line) in gone:
            after_gap = True
            continue
        space = 2 * line.words[0].size
        kept.append(changed(line, gap=max(line.gap, space)) if after_gap else line)
        after_gap = False
    return kept


# --- cells --------------------------------------------------------------------------------


def _cells(
    lines: Sequence[Line], rules: Sequence[_Rule], page: Page
) -> tuple[list[list[list[Word]]], list[Line]]:
    """The cells of a table below its header, and the lines that contain them.

    Text across the whole width is not a cell, and a table may restart after it.
    """
    bands = [
        band
        for above, below in pairwise(rules)
        if (band := [line for line in lines if above.y < _middle(line) < below.y])
    ]
    edges = _edges(rules, page.rules)
    if edges:
        bands.append(_open_band(lines, rules[-1], page, edges))
    else:
        edges = _gutters(bands, rules[0])
    if not edges:
        return [], []
    cells: list[list[list[Word]]] = []
    taken: list[Line] = []
    below_head = False
    for band in bands:
        if not band or any(_crosses(line, edge) for line in band for edge in edges):
            below_head = False
            continue
        found = [
            column
            for row in rows_of(band)
            for column in in_columns(row, [(edge, edge) for edge in edges])
            if column
        ]
        below_head = below_head or any(is_sentence(text_of(cell)) for cell in found)
        if below_head and len(found) > 1:
            cells += found
            taken += band
    return cells, taken


def _rows_of_text(
    lines: Sequence[Line], rules: Sequence[_Rule], page: Page, body: float
) -> Iterator[list[Line]]:
    """The rows of a table that are one sentence across all columns, in small type."""
    edges = _edges(rules, page.rules)
    if not edges:
        return
    for above, below in pairwise(rules):
        band = [line for line in lines if above.y < _middle(line) < below.y]
        if not any(_crosses(line, edge) for line in band for edge in edges):
            continue
        for row in rows_of(band):
            small = all(line.words[0].size < _SMALL * body for line in row)
            over = all(any(_crosses(line, edge) for line in row) for edge in edges)
            if small and over and is_sentence(" ".join(line.text for line in row)):
                yield row


def _open_band(
    lines: Sequence[Line], last: _Rule, page: Page, edges: Sequence[float]
) -> list[Line]:
    """The lines below a table's last rule, if the table continues to the end of the page."""
    below = [r.top for r in page.rules if r.top > last.y + _LEVEL and r.x1 - r.x0 > _RULE]
    low = min([*below, _FOOTER * page.height])
    band: list[Line] = []
    for line in lines:
        if not last.y < _middle(line) < low:
            continue
        if any(_crosses(line, edge) for edge in edges):
            break
        band.append(line)
    if not band or sum(map(bool, in_columns(band[:1], [(edge, edge) for edge in edges]))) < 2:
        return []
    return band


def _edges(rules: Sequence[_Rule], drawn: Sequence[Box]) -> list[float]:
    """Where the columns of a table meet, judging by pieces of its rules and vertical lines."""
    top, bottom = rules[0].y, rules[-1].y
    shown: list[tuple[float, float]] = [
        (joint, 1 / len(rules)) for rule in rules for joint in rule.joints
    ]
    shown += [
        (rule.x0, (min(rule.bottom, bottom) - max(rule.top, top)) / (bottom - top))
        for rule in drawn
        if rule.x1 - rule.x0 <= _PIECE < min(rule.bottom, bottom) - max(rule.top, top)
    ]
    edges: list[float] = []
    inside = [one for one in sorted(shown) if _is_within(one[0], rules[0])]
    while inside:
        place = inside[0][0]
        same = [share for x, share in inside if x - place <= _SAME_EDGE]
        inside = inside[len(same) :]
        if sum(same) >= _SHOWN and (len(same) > 1 or same[0] > _SHOWN):
            edges.append(place)
    return edges


def _is_within(x: float, rule: _Rule) -> bool:
    return rule.x0 + _SAME_EDGE < x < rule.x1 - _SAME_EDGE


def _gutters(bands: Sequence[Sequence[Line]], rule: _Rule) -> list[float]:
    """The middles of strips in which no line of a table below its header has words."""
    words = [word.box for band in bands[1:] for line in band for word in line.words if word.box]
    boxes = sorted(words, key=attrgetter("x0"))
    edges: list[float] = []
    end = boxes[0].x1 if boxes else rule.x1
    for box in boxes:
        if box.x0 - end >= _GUTTER:
            edges.append((box.x0 + end) / 2)
        end = max(end, box.x1)
    return edges


def _crosses(line: Line, edge: float) -> bool:
    """Whether a line crosses the edge between two columns, with a word or a plain space."""
    boxes = [word.box for word in line.words if word.box]
    return any(box.x0 + _OVER < edge < box.x1 - _OVER for box in boxes) or any(
        before.x1 - _OVER <= edge <= after.x0 + _OVER and after.x0 - before.x1 < _BLANK
        for before, after in pairwise(boxes)
    )


# --- frames -------------------------------------------------------------------------------


def _frames(page: Page) -> list[Box]:
    """The areas between two vertical lines without columns in between, from the top.

    The line at the top or bottom is missing if a frame continues on another page.
    """
    sides = list(_uprights(page.rules))
    across = _rules(page)
    frames: list[Box] = []
    for left in sides:
        for right in sides:
            frame = Box(left.x0, left.top, right.x1, left.bottom)
            wide = frame.x1 - frame.x0 > _LONG * page.width
            level = abs(left.top - right.top) + abs(left.bottom - right.bottom) < _SAME_ENDS
            if wide and level and not _has_columns(frame, sides, across):
                frames.append(frame)
    return sorted(frames, key=attrgetter("top"))


def _uprights(drawn: Sequence[Box]) -> Iterator[Box]:
    """The long vertical lines of a page, each joined from its pieces."""
    pieces: dict[int, list[Box]] = {}
    for rule in drawn:
        if rule.x1 - rule.x0 <= _PIECE:
            pieces.setdefault(round(rule.x0 / _SAME_ENDS), []).append(rule)
    for column in pieces.values():
        stretch: Box | None = None
        for piece in sorted(column, key=attrgetter("top")):
            if stretch is None or piece.top - stretch.bottom > _TOUCHING:
                if stretch is not None and stretch.bottom - stretch.top > _FRAME_HEIGHT:
                    yield stretch
                stretch = piece
            else:
                stretch = stretch.union(piece)
        if stretch is not None and stretch.bottom - stretch.top > _FRAME_HEIGHT:
            yield stretch


def _has_columns(frame: Box, sides: Sequence[Box], across: Sequence[_Rule]) -> bool:
    """Whether lines within a frame separate columns."""
    upright = any(
        frame.x0 + _SAME_EDGE < side.x0 < frame.x1 - _SAME_EDGE
        and side.top < frame.bottom
        and side.bottom > frame.top
        for side in sides
    )
    return upright or any(
        rule.joints and frame.top + _LEVEL < rule.y < frame.bottom + _LEVEL for rule in across
    )


def _is_inside(line: Line, frame: Box) -> bool:
    return (
        frame.top < _middle(line) < frame.bottom
        and line.words[0].box is not None
        and line.words[-1].box is not None
        and line.words[0].box.x0 > frame.x0 - 1
        and line.words[-1].box.x1 < frame.x1 + 1
    )


def _is_framed_text(lines: Sequence[Line]) -> bool:
    """Whether the lines of a frame are text, and not a table or numbered paragraphs."""
    columned = sum(len(list(words_apart(line, space=_WIDE_GAP))) > 1 for line in lines)
    return (
        is_sentence(" ".join(line.text for line in lines))
        and columned < _COLUMNED * len(lines)
        and not any(opens_number(line.text) for line in lines)
    )
