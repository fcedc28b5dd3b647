"""The columns of a table, from the segments of its rules or else the alignment of its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.printed_tables.numerals import Numeral
from pipeline.printed_tables.surface import APART, Chunk, Row, Rule, box_of

#: Points within which two positions are equal.
_SAME = 2.5
#: Share of a table's width that a rule of the whole table covers.
_WHOLE = 0.93
#: Points by which a number may extend beyond its column.
_OVER = 3.0
#: Points by which an edge must be inside a word to cross it.
_INTO = 1.5
#: Maximum width in points of a column that only separates others.
_GAP = 14.0

#: Step in points when moving an edge to where it crosses no header.
_STEP = 2.5

#: Reads a piece of a row as a number; None if it is words.
Reads = Callable[[Chunk], Numeral | None]


@dataclass(frozen=True, slots=True)
class Band:
    """A column between two edges, in points."""

    left: float
    right: float

    @property
    def center(self) -> float:
        """The middle between its edges."""
        return (self.left + self.right) / 2

    def holds(self, x: float) -> bool:
        """Whether a position is within it."""
        return self.left <= x < self.right


def bands_of(rows: Sequence[Row], rules: Sequence[Rule], reads: Reads) -> list[Band]:
    """The columns of rows, from the left; the first contains the row headers.

    Args:
        rows: the rows with cells.
        rules: the rules of the table, or of its part.
        reads: reads a piece of a row as a number.
    """
    drawn = drawn_bands(rows, rules, reads)
    return drawn or aligned_bands(rows, reads)


def bands_of_heads(
    bands: Sequence[Band], head: Sequence[Row], body: Sequence[Row], reads: Reads
) -> list[Band]:
    """The columns as seen by their headers: a header wider than its numbers extends to the left.

    A header whose right edge is aligned with the numbers of a column belongs to that column alone,
    unless it is over numbers of the column before.

    Args:
        bands: the columns.
        head: the rows of the header.
        body: the rows below it.
        reads: reads a piece of a row as a number.
    """
    numbers: list[list[Chunk]] = [[] for _ in bands]
    for chunk in (chunk for row in body for chunk in row.chunks if reads(chunk)):
        for band, inside in zip(bands, numbers, strict=True):
            if band.holds(chunk.center):
                inside.append(chunk)
    ends = [
        max((chunk.x1 for chunk in inside), default=band.left)
        for band, inside in zip(bands, numbers, strict=True)
    ]
    lefts = [band.left for band in bands]
    for piece in (piece for row in head for piece in row.split(APART)):
        for k in range(1, len(bands)):
            if numbers[k] and abs(piece.x1 - ends[k]) <= _SAME and ends[k - 1] < piece.x0:
                lefts[k] = min(lefts[k], piece.x0 - 1)
    return _between([*lefts, bands[-1].right])


# --- from rules ---------------------------------------------------------------------------


def drawn_bands(rows: Sequence[Row], rules: Sequence[Rule], reads: Reads) -> list[Band]:
    """Columns whose edges are where segments of rules meet; empty if they do not fit."""
    if not rules:
        return []
    left, right = min(rule.x0 for rule in rules), max(rule.x1 for rule in rules)
    whole = [rule for rule in rules if rule.x1 - rule.x0 > _WHOLE * (right - left)]
    edges: list[float] = []
    for rule in whole:
        ends = [x for span in rule.spans for x in span][1:-1]
        for joint in (*rule.joints, *ends):
            if left + _SAME < joint < right - _SAME and not _near(joint, edges):
                edges.append(joint)
    if not edges:
        return []
    edges.sort()
    numbers = [chunk for row in rows for chunk in row.chunks if reads(chunk)]
    # A number across an edge means that its row has a wider cell; numbers across it in many rows
    # mean that it is not the edge of a column.
    crossings = Counter(
        edge
        for edge in edges
        for chunk in numbers
        for word in chunk.words
        if box_of(word).x0 + _INTO < edge < box_of(word).x1 - _INTO
    )
    most = 0.2 * len(rows) if len(rows) > 3 else 0
    kept = [edge for edge in edges if crossings[edge] <= most]
    bands = _without_gaps(_between([left - _OVER, *kept, right + _OVER]), rows)
    inner = [band.left for band in bands[1:]]
    centers = [[c.center for c in row.split(APART, inner) if reads(c)] for row in rows]
    several = sum(
        sum(band.holds(center) for center in of_row) > 1 for of_row in centers for band in bands
    )
    return [] if several > 0.1 * len(rows) else bands


def _without_gaps(bands: list[Band], rows: Sequence[Row]) -> list[Band]:
    """The columns, with empty ones that only separate others joined to the previous one."""
    words = [box_of(word) for row in rows for word in row.words]
    kept: list[Band] = []
    for band in bands:
        empty = not any(band.holds((box.x0 + box.x1) / 2) for box in words)
        if kept and empty and band.right - band.left < _GAP:
            kept[-1] = Band(kept[-1].left, band.right)
        else:
            kept.append(band)
    return kept


def _near(x: float, places: Sequence[float]) -> bool:
    return any(abs(x - place) <= _SAME for place in places)


def _between(edges: Sequence[float]) -> list[Band]:
    return [Band(left, right) for left, right in pairwise(edges)]


def between_heads(bands: Sequence[Band], heads: Sequence[Row], rows: Sequence[Row]) -> list[Band]:
    """The columns, with edges moved to where they cross no header.

    Args:
        bands: the columns of a table.
        heads: its header rows.
        rows: the rows with cells.
    """
    edges = [band.left for band in bands[1:]]
    pieces = [piece for row in rows for piece in row.split(APART, edges)]
    moved = list(bands)
    for index, edge in enumerate(edges):
        left, right = bands[index], bands[index + 1]
        low = max((p.x1 for p in pieces if left.holds(p.center)), default=left.left)
        high = min((p.x0 for p in pieces if right.holds(p.center)), default=right.right)
        places = [edge, *(low + _STEP * k for k in range(int((high - low) / _STEP) + 1))]
        best = min(
            (place for place in places if low <= place <= high),
            key=lambda place: (_crossed(heads, place), abs(place - edge)),
            default=edge,
        )
        moved[index] = Band(moved[index].left, best)
        moved[index + 1] = Band(best, right.right)
    return moved


def _crossed(rows: Sequence[Row], place: float) -> int:
    """How much is cut at a position: a word counts for more than the space between two."""
    words = sum(box_of(w).x0 < place < box_of(w).x1 for row in rows for w in row.words)
    chunks = sum(chunk.x0 < place < chunk.x1 for row in rows for chunk in row.chunks)
    return 2 * words + chunks


# --- from alignment -----------------------------------------------------------------------


def aligned_bands(rows: Sequence[Row], reads: Reads) -> list[Band]:
    """Columns of numbers that are aligned vertically, and of text that is aligned likewise."""
    columns: list[list[Chunk]] = []
    for row in rows:
        for chunk in row.chunks:
            if reads(chunk) is None:
                continue
            column = max(columns, key=lambda c: _overlap(chunk, c), default=None)
            if column is not None and _overlap(chunk, column) > 0.3:
                column.append(chunk)
            else:
                columns.append([chunk])
    columns = _merged(columns)
    columns.sort(key=_left)
    if not columns:
        return []
    # Numbers at the left edge are row headers: years, ranks, codes.
    start = min(row.x0 for row in rows)
    while len(columns) > 1 and _left(columns[0]) < start + 12 and _is_head(columns[0], rows):
        columns.pop(0)
    extents = [(_left(column), max(chunk.x1 for chunk in column)) for column in columns]
    edges = [min(start, extents[0][0] - 10) - _OVER]
    edges.append(_stub_edge(rows, extents[0][0], reads))
    for (_, one), (other, _) in pairwise(extents):
        edges.append((one + other) / 2 if other > one else one)
    edges.append(max(row.x1 for row in rows) + _OVER)
    bands = _between(edges)
    return _with_text(bands, extents, rows, reads)


def _left(column: Sequence[Chunk]) -> float:
    return min(chunk.x0 for chunk in column)


def _overlap(chunk: Chunk, column: Sequence[Chunk]) -> float:
    """How much a piece overlaps with the last pieces of a column."""
    best = 0.0
    for other in column[-3:]:
        shared = min(chunk.x1, other.x1) - max(chunk.x0, other.x0)
        best = max(best, shared / max(min(chunk.x1 - chunk.x0, other.x1 - other.x0), 1.0))
    return best


def _merged(columns: list[list[Chunk]]) -> list[list[Chunk]]:
    """Merge columns that overlap."""
    merged: list[list[Chunk]] = []
    for column in sorted(columns, key=_left):
        low, high = _left(column), max(chunk.x1 for chunk in column)
        if merged:
            before = max(chunk.x1 for chunk in merged[-1])
            shared = before - low
            if shared > 0.4 * min(high - low, before - _left(merged[-1])):
                merged[-1] += column
                continue
        merged.append(list(column))
    return merged


def _is_head(column: Sequence[Chunk], rows: Sequence[Row]) -> bool:
    """Whether the numbers of a first column are headers: each is alone and starts its row."""
    opening = {id(row.words[0]) for row in rows}
    return sum(id(chunk.words[0]) in opening for chunk in column) >= 0.8 * len(column)


def _stub_edge(rows: Sequence[Row], first: float, reads: Reads) -> float:
    """The edge between row headers and the first number."""
    ends = [
        chunk.x1
        for row in rows
        for chunk in row.chunks
        if reads(chunk) is None and chunk.x1 < first + _OVER
    ]
    return (max(ends) + first) / 2 if ends and max(ends) < first else first - 1


def _with_text(
    bands: list[Band],
    extents: Sequence[tuple[float, float]],
    rows: Sequence[Row],
    reads: Reads,
) -> list[Band]:
    """The columns, split in two where there is separate text between them."""
    result: list[Band] = [bands[0]]
    for band, (low, high) in zip(bands[1:], extents, strict=True):
        right = [
            chunk
            for row in rows
            for chunk in row.chunks
            if reads(chunk) is None and chunk.x0 > high + 1 and chunk.x1 <= band.right + _OVER
        ]
        left = [
            chunk
            for row in rows
            for chunk in row.chunks
            if reads(chunk) is None and chunk.x1 < low - 1 and chunk.x0 >= band.left - _OVER
        ]
        edges = [band.left]
        if len(left) > 0.4 * len(rows):
            edges.append((max(chunk.x1 for chunk in left) + low) / 2)
        if len(right) > 0.3 * len(rows):
            edges.append((min(chunk.x0 for chunk in right) + high) / 2)
        result += _between([*edges, band.right])
    return result
