"""Sets a table in the style of the United Nations: italic headers and only horizontal rules.

Rules are drawn cell by cell. The headers of a row align at the bottom, a header over several
columns has its own rule, numbers are flush right, and totals are between rules. A long table may
continue on the next page, with its header repeated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from lines import Line, Measure, Piece, Stroke, Style, break_lines, styled
from look import LEFT, OUTER_LEFT, OUTER_RIGHT, RIGHT, Look
from markup import TABLE, Block, Kind

#: The most columns of numbers in a table of the text's width; wider tables fill the page.
_NARROW = 4
#: The width of a column of numbers, in a narrow and a wide table, and the space between columns.
_COLUMN, _WIDE_COLUMN, _BETWEEN = 66.0, 52.0, 6.0
_HEAD_SIZE, _SIZE, _INDENT = 7.5, 8.5, 14.0
_HEAD_LEADING, _LEADING, _ROW, _APART = 9.0, 10.0, 13.8, 3.0
#: The distance from a baseline to the rules above and below it.
_ABOVE, _BELOW = -10.2, 3.6
_THIN, _THICK = 0.25, 1.0
#: The most rows of a table that must stay on one page, and the fewest that may be alone on one.
_LONG, _TOGETHER = 15, 3


@dataclass(frozen=True, slots=True)
class Columns:
    """The edges of a table's columns, from the left; the first column holds the row headers."""

    edges: tuple[float, ...]

    @classmethod
    def of(cls, count: int) -> Columns:
        """The columns of a table with `count` columns of numbers."""
        left, right = (LEFT, RIGHT) if count <= _NARROW else (OUTER_LEFT, OUTER_RIGHT)
        width = _COLUMN if count <= _NARROW else _WIDE_COLUMN
        return cls((left, *(right - width * n for n in range(count, 0, -1)), right))

    @property
    def left(self) -> float:
        """The left edge of the table."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """The right edge of the table."""
        return self.edges[-1]

    def rule(self, from_base: float, thickness: float) -> tuple[Stroke, ...]:
        """A rule across all columns, drawn cell by cell."""
        return tuple(
            Stroke(left, right, from_base, thickness) for left, right in pairwise(self.edges)
        )


def set_table(blocks: Sequence[Block], look: Look) -> Iterator[Line]:
    """The lines of a table, from its caption to its notes."""
    of = {kind: [block for block in blocks if block.kind is kind] for kind in TABLE}
    (head,) = of[Kind.HEAD]
    columns = Columns.of(len(head.cells) - 1)
    heads = tuple(_head(head, look.body, columns))
    units = [line for block in of[Kind.UNIT] for line in _note(block, look.body, columns)]
    for line in (*_caption(blocks[0], look, columns), *units, *heads):
        yield replace(line, keep=True)
    notes = [line for block in of[Kind.TABLE_NOTE] for line in _note(block, look.body, columns)]
    blocks = [block for block in blocks if block.kind in (Kind.GROUP, Kind.ROW, Kind.TOTAL)]
    for number, row in enumerate(_rows(blocks, look.body, columns), start=1):
        parts = len(blocks) > _LONG and _TOGETHER <= number <= len(blocks) - _TOGETHER
        ends = number == len(blocks) and not notes
        *others, last = row
        for line in others:
            yield replace(line, keep=True, repeated=heads)
        yield replace(last, keep=not parts and not ends, repeated=heads)
    for number, line in enumerate(notes, start=1):
        yield replace(line, keep=number < len(notes))


def _caption(block: Block, look: Look, columns: Columns) -> Iterator[Line]:
    """The number on a line of its own, then the title."""
    number = Piece(columns.left, block.mark, look.body)
    yield Line((number,), last=True, leading=look.leading, before=2 * look.gap)
    title = styled(block.text, replace(look.body, bold=True))
    for line in break_lines(title, Measure(columns.left, columns.right, justified=False)):
        yield replace(line, leading=look.leading)


def _note(block: Block, body: Style, columns: Columns) -> Iterator[Line]:
    """A note below the table, its label or mark in italics; or the line with the unit."""
    small = replace(body, size=_HEAD_SIZE if block.kind is Kind.UNIT else _SIZE)
    characters = [*styled(block.mark, replace(small, italic=True)), *styled(block.text, small)]
    for line in break_lines(characters, Measure(columns.left, columns.right, justified=False)):
        yield replace(line, leading=13.0)


# --- head ---------------------------------------------------------------------------------


def _head(block: Block, body: Style, columns: Columns) -> Iterator[Line]:
    """The header: headers over several columns (`Contribution > 2023`), then those of each."""
    style = replace(body, size=_HEAD_SIZE, italic=True)
    paths = [cell.split(" > ") for cell in block.cells]
    lines = [*_spanning(paths, style, columns), *_side_by_side(paths, style, columns)]
    for number, line in enumerate(lines, start=1):
        opening = columns.rule(-11.0, _THIN) if number == 1 else ()
        closing = columns.rule(_BELOW, _THICK) if number == len(lines) else ()
        before = 8.0 if number == 1 else line.before
        yield replace(line, strokes=(*opening, *line.strokes, *closing), before=before)


def _spanning(paths: Sequence[Sequence[str]], style: Style, columns: Columns) -> Iterator[Line]:
    """The headers over several columns, each centred above its rule."""
    pieces: list[Piece] = []
    strokes: list[Stroke] = []
    above = [path[0] if len(path) > 1 else "" for path in paths]
    for head, group in groupby(range(len(paths)), key=lambda column: above[column]):
        inside = list(group)
        if head:
            left, right = columns.edges[inside[0]], columns.edges[inside[-1] + 1]
            (line,) = break_lines(styled(head, style), Measure(0.0, right - left, justified=False))
            pieces += _moved(line, (left + right - line.printed_right) / 2)
            strokes += [
                Stroke(columns.edges[n], columns.edges[n + 1], _BELOW, _THIN) for n in inside
            ]
    if pieces:
        yield Line(tuple(pieces), last=True, leading=_ROW, strokes=tuple(strokes))


def _side_by_side(paths: Sequence[Sequence[str]], style: Style, columns: Columns) -> Iterator[Line]:
    """The headers of single columns, aligned at the bottom."""
    widths = [right - left for left, right in pairwise(columns.edges)]
    cells = [
        break_lines(styled(path[-1], style), Measure(0.0, width - _BETWEEN, justified=False))
        for path, width in zip(paths, widths, strict=True)
    ]
    height = max(map(len, cells))
    for number in range(height):
        lines = [
            cell[number - height + len(cell)] if number >= height - len(cell) else None
            for cell in cells
        ]
        leading = _HEAD_LEADING if number else _ROW
        yield Line(tuple(_placed(lines, columns)), last=number == height - 1, leading=leading)


# --- rows ---------------------------------------------------------------------------------


def _rows(blocks: Sequence[Block], body: Style, columns: Columns) -> Iterator[Iterator[Line]]:
    """The lines of each row; rules separate totals from what is above and below."""
    for before, block in pairwise([None, *blocks]):
        assert block is not None
        totals = block.kind is Kind.TOTAL or (before is not None and before.kind is Kind.TOTAL)
        above = columns.rule(_ABOVE, _THIN) if before is not None and totals else ()
        below = columns.rule(_BELOW, _THICK) if block is blocks[-1] else ()
        yield _row(block, body, columns, above, below)


def _row(
    block: Block,
    body: Style,
    columns: Columns,
    above: tuple[Stroke, ...],
    below: tuple[Stroke, ...],
) -> Iterator[Line]:
    """A row, with its numbers next to the last line of its header."""
    style = replace(body, size=_SIZE, bold=block.kind is not Kind.ROW)
    stub, *numbers = block.cells
    indent = _INDENT if stub.startswith(">") else 0.0
    width = columns.edges[1] - columns.left - indent - _BETWEEN
    head = break_lines(styled(stub.lstrip("> "), style), Measure(0.0, width, justified=False))
    cells = [
        break_lines(styled(text, style), Measure(0.0, columns.right, justified=False))[0]
        for text in numbers
    ]
    for number, line in enumerate(head):
        moved = replace(line, pieces=tuple(_moved(line, indent)))
        last = number == len(head) - 1
        yield Line(
            tuple(_placed([moved, *(cells if last else ())], columns)),
            last=last,
            leading=_LEADING if number else _ROW,
            before=0.0 if number or block.kind is not Kind.GROUP else _APART,
            strokes=(*(() if number else above), *(below if last else ())),
        )


def _placed(cells: Sequence[Line | None], columns: Columns) -> Iterator[Piece]:
    """The pieces of a row, with the first cell flush left and the others flush right."""
    for column, cell in enumerate(cells):
        if cell is not None:
            shift = columns.edges[column + 1] - cell.printed_right if column else columns.left
            *pieces, last = _moved(cell, shift)
            yield from (*pieces, replace(last, text=last.text.rstrip() + " "))


def _moved(line: Line, by: float) -> list[Piece]:
    return [replace(piece, x=piece.x + by) for piece in line.pieces]
