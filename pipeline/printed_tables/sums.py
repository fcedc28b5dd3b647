"""Check a table's own arithmetic: totals down and across, shares, variances.

A sum adds up, does not, or cannot be checked. The addends of a line are determined once for all its
columns: they are the set of lines that most columns agree on. If the other columns do not add up,
either the document or the reading is wrong; only the page can show which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.figures.kinds import COUNT, PERCENTAGE
from pipeline.languages.tables import TableWords
from pipeline.printed_tables.printed_table import PrintedTable, TableCell

#: Share of a line's columns that must add up for a set of addends to be accepted.
_MOST = Decimal("0.6")

Grid = Mapping[tuple[int, int], TableCell]


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum in a table.

    Attributes:
        cell: the cell with the sum.
        way: `down`, `across`, `share` or `variance`.
        printed: the number in the cell; 100 for shares.
        added: the sum of its addends, None if they are unknown.
        holds: whether they agree within half a unit of the last digit per addend.
        exact: whether they agree to the last digit.
    """

    cell: TableCell
    way: str
    printed: Decimal
    added: Decimal | None
    holds: bool
    exact: bool


def sums_of(table: PrintedTable, words: TableWords) -> tuple[Sum, ...]:
    """All sums in a table, including those that cannot be checked."""
    grid = {(cell.row, cell.column): cell for cell in table.cells}
    rows: dict[int, list[TableCell]] = defaultdict(list)
    columns: dict[int, list[TableCell]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.row].append(cell)
        columns[cell.column].append(cell)
    totals = _total_rows(rows, columns)
    total_columns = _total_columns(columns, words)
    found = [
        *_down(grid, rows, totals, words),
        *_across(grid, rows, columns, total_columns),
        *_shares(columns, totals, words),
        *_variances(grid, columns, words),
    ]
    proven = {(one.cell.row, one.cell.column) for one in found if one.holds}
    # A number confirmed in one direction was read correctly. If it fails in another, its addends in
    # that direction are not what was assumed.
    return tuple(
        replace(one, added=None)
        if not one.holds and (one.cell.row, one.cell.column) in proven
        else one
        for one in found
    )


def with_sums(cells: Sequence[TableCell], checked: Sequence[Sum]) -> tuple[TableCell, ...]:
    """Add the checked sums to the cells; if a cell has several, the one that fails counts."""
    by_place: dict[tuple[int, int], Sum] = {}
    for one in checked:
        place = one.cell.row, one.cell.column
        if one.way != "share" and (place not in by_place or not one.holds):
            by_place[place] = one
    return tuple(
        replace(cell, sum_added=known.added, sum_holds=known.holds)
        if (known := by_place.get((cell.row, cell.column)))
        else cell
        for cell in cells
    )


def _total_rows(
    rows: Mapping[int, Sequence[TableCell]], columns: Mapping[int, Sequence[TableCell]]
) -> list[int]:
    """The lines that are totals: all their cells outside total columns are."""
    whole = {c for c, cells in columns.items() if all(cell.is_total for cell in cells)}
    result = []
    for row, cells in sorted(rows.items()):
        others = [cell for cell in cells if cell.column not in whole]
        if (others and all(cell.is_total for cell in others)) or (
            not others and len(whole) == len(columns) == 1
        ):
            result.append(row)
    return result


def _total_columns(columns: Mapping[int, Sequence[TableCell]], words: TableWords) -> list[int]:
    return [
        column
        for column, cells in sorted(columns.items())
        if len(cells) > 0
        and all(cell.is_total for cell in cells)
        and cells[0].column_header
        and (
            words.totalling.match(cells[0].column_header[-1])
            or words.total.fullmatch(cells[0].column_header[-1])
            or words.subtotal.match(cells[0].column_header[-1])
        )
    ]


# --- down ---------------------------------------------------------------------------------


def _down(
    grid: Grid,
    rows: Mapping[int, Sequence[TableCell]],
    totals: Sequence[int],
    words: TableWords,
) -> Iterator[Sum]:
    for row in totals:
        cells = [c for c in rows[row] if c.kind != PERCENTAGE and c.value is not None]
        if not cells:
            continue
        chosen = _best(grid, cells, list(_addend_rows(rows, totals, row)))
        if chosen is None:
            chosen = _of_group(rows, totals, row, words)
        for cell in cells:
            addends = None
            if chosen is not None:
                addends = [grid[r, cell.column] for r in chosen if (r, cell.column) in grid]
            yield _sum(cell, "down", addends)


def _addend_rows(
    rows: Mapping[int, Sequence[TableCell]], totals: Sequence[int], row: int
) -> Iterator[list[int]]:
    """Sets of lines that a total may add up, likeliest first."""
    path = rows[row][0].row_header
    own, outer = path, path[:-1]
    children = [r for r in rows if r > row and _below(rows[r][0].row_header, own)]
    if children and all(r - children[0] == k for k, r in enumerate(children)):
        direct = [r for r in children if len(rows[r][0].row_header) == len(own) + 1]
        yield [r for r in children if r not in totals]
        yield direct
    before = [r for r in rows if r < row]
    inside = [r for r in before if rows[r][0].row_header[: len(outer)] == outer]
    for scope in (inside, before):
        yield [r for r in scope if r not in totals]
        yield _outermost(rows, totals, scope)
        yield [r for r in scope if r in totals]
        yield [r for r in scope if len(rows[r][0].row_header) == len(path)]
    group = [r for r in before if rows[r][0].row_header[-1:] == path[-1:] and r not in totals]
    if len(path) > 1 or len(group) > 1:
        yield group
        yield [r for r in before if rows[r][0].row_header[-1:] == path[-1:]]
    siblings = [r for r in rows if rows[r][0].row_header[:-1] == outer and outer]
    for size in range(2, len(before) // max(len(siblings), 1) + 1):
        # Each line in a group of totals adds its counterparts in the groups before it.
        yield [row - k * len(siblings) for k in range(1, size + 1)]
    run: list[int] = []
    for r in reversed(before):
        if r in totals:
            yield [*run, r]
            break
        run.append(r)
    yield list(run)
    for size in range(2, len(run)):
        yield run[:size]
    for total in reversed([r for r in before if r in totals]):
        for size in range(1, min(4, len(run)) + 1):
            yield [total, *run[:size]]


def _of_group(
    rows: Mapping[int, Sequence[TableCell]],
    totals: Sequence[int],
    row: int,
    words: TableWords,
) -> Sequence[int] | None:
    """The lines that a subtotal within a group adds according to its header, whatever their sum.

    Only if there is no other total among them.
    """
    *group, own = rows[row][0].row_header or ("",)
    inside = [r for r in rows if r < row and rows[r][0].row_header[:-1] == tuple(group)]
    is_known = (
        group and words.subtotal.match(own) and len(inside) > 1 and not set(inside) & set(totals)
    )
    return inside if is_known else None


def _below(path: Sequence[str], group: Sequence[str]) -> bool:
    return len(path) > len(group) and tuple(path[: len(group)]) == tuple(group)


def _outermost(
    rows: Mapping[int, Sequence[TableCell]], totals: Sequence[int], scope: Sequence[int]
) -> list[int]:
    """Totals of groups, and lines that are not in a group with a total."""
    covered = {rows[r][0].row_header[:-1] for r in scope if r in totals}
    heads = {rows[r][0].row_header for r in scope if r in totals}
    kept = []
    for r in scope:
        path = rows[r][0].row_header
        inside = any(_below(path, head) for head in heads)
        if (r in totals and not inside) or (
            r not in totals and not inside and path[:-1] not in covered - {()}
        ):
            kept.append(r)
    return kept


def _best(
    grid: Grid, cells: Sequence[TableCell], sets: Sequence[Sequence[int]]
) -> Sequence[int] | None:
    """The set of lines that fits most cells of a total, None if none is likely."""
    best: tuple[int, int, Sequence[int]] | None = None
    for lines in sets:
        if not lines:
            continue
        right = nothing = tested = 0
        for cell in cells:
            addends = [grid[r, cell.column] for r in lines if (r, cell.column) in grid]
            if not addends:
                continue
            tested += 1
            found = _sum(cell, "down", addends)
            right += found.holds
            nothing += found.holds and not cell.value
        if tested and right >= _MOST * tested and right > nothing:
            if best is None or right > best[0]:
                best = (right, len(lines), lines)
        elif tested and right == nothing == tested and best is None:
            best = (0, len(lines), lines)
    return None if best is None else best[2]


def _sum(cell: TableCell, way: str, addends: Sequence[TableCell] | None) -> Sum:
    assert cell.value is not None
    given = [a for a in addends or () if a.value is not None]
    unknown = any(a.value is None and a.sign is None for a in addends or ())
    if not given or unknown:
        return Sum(cell, way, cell.value, None, holds=False, exact=False)
    factor = Decimal(cell.scale)
    added = sum((a.value or Decimal(0)) * a.scale for a in given) / factor
    max([cell.decimals, *(a.decimals for a in given)])
    unit = Decimal(10) ** -min([cell.decimals, *(a.decimals for a in given if a.value)])
    difference = abs(added - cell.value)
    return Sum(
        cell,
        way,
        cell.value,
        added,
        holds=difference <= (0 if _is_exact(cell, given) else unit * (len(given) + 1) / 2),
        exact=difference == 0,
    )


def _is_exact(cell: TableCell, addends: Sequence[TableCell]) -> bool:
    """Whether the addends are whole things, which are not rounded."""
    return all(c.kind == COUNT and c.scale == 1 and not c.decimals for c in (cell, *addends))


# --- across -------------------------------------------------------------------------------


def _across(
    grid: Grid,
    rows: Mapping[int, Sequence[TableCell]],
    columns: Mapping[int, Sequence[TableCell]],
    totals: Sequence[int],
) -> Iterator[Sum]:
    for column in totals:
        cells = [c for c in columns[column] if c.value is not None and c.kind != PERCENTAGE]
        chosen: Sequence[int] | None = None
        best = 0
        for some in _addend_columns(columns, totals, column):
            right = tested = 0
            for cell in cells:
                addends = [grid[cell.row, c] for c in some if (cell.row, c) in grid]
                if len(addends) < 2:
                    continue
                tested += 1
                right += _sum(cell, "across", addends).holds and bool(cell.value)
            nonzero = sum(bool(cell.value) for cell in cells)
            if tested and right >= _MOST * min(tested, nonzero) and right > best:
                best, chosen = right, some
        for cell in cells:
            found = [grid[cell.row, c] for c in chosen or () if (cell.row, c) in grid]
            yield _sum(cell, "across", found if len(found) > 1 else None)
    del rows


def _addend_columns(
    columns: Mapping[int, Sequence[TableCell]], totals: Sequence[int], column: int
) -> Iterator[list[int]]:
    """Sets of columns that a total column may add up, likeliest first."""
    head = columns[column][0].column_header
    group = [c for c in columns if c < column and columns[c][0].column_header[:-1] == head[:-1]]
    if len(head) > 1:
        yield [c for c in group if c not in totals]
        yield group
    before = [c for c in sorted(columns) if c < column]
    yield [c for c in before if c not in totals]
    grouped = [c for c in before if c in totals]
    covered = {columns[c][0].column_header[:-1] for c in grouped} - {()}
    yield [
        *grouped,
        *(c for c in before if c not in totals and columns[c][0].column_header[:-1] not in covered),
    ]
    yield grouped
    run = []
    for c in reversed(before):
        if c in totals:
            break
        run.append(c)
    for size in range(2, len(run) + 1):
        yield run[:size]
    after = [c for c in sorted(columns) if c > column]
    yield [c for c in after if c not in totals]
    for size in range(2, len(after) + 1):
        yield after[:size]


# --- shares and variances -----------------------------------------------------------------


def _shares(
    columns: Mapping[int, Sequence[TableCell]], totals: Sequence[int], words: TableWords
) -> Iterator[Sum]:
    """Columns of shares with a total of 100."""
    for cells in columns.values():
        shares = [c for c in cells if c.kind == PERCENTAGE and c.value is not None]
        last = next((c for c in reversed(shares) if c.row in totals), None)
        parts = [c for c in shares if c.row not in totals]
        if last is None or last.value != 100 or len(parts) < 2:
            continue
        if not any(words.share.search(head) for head in last.column_header):
            continue
        if any(a.row_header[:-1] != parts[0].row_header[:-1] for a in parts):
            continue
        yield _sum(last, "share", parts)


def _variances(
    grid: Grid, columns: Mapping[int, Sequence[TableCell]], words: TableWords
) -> Iterator[Sum]:
    """Columns of differences between the two columns that fit most lines."""
    for column, cells in columns.items():
        head = cells[0].column_header
        if not any(words.variance.search(text) for text in head):
            continue
        cells_with_value = [c for c in cells if c.value is not None and c.kind != PERCENTAGE]
        if not cells_with_value:
            continue
        before = [c for c in columns if c < column][-6:]
        best: tuple[int, int, int] | None = None
        for first in before:
            for second in before:
                if first == second:
                    continue
                right = sum(
                    _difference(grid, cell, first, second).holds and bool(cell.value)
                    for cell in cells_with_value
                    if (cell.row, first) in grid and (cell.row, second) in grid
                )
                if right and (best is None or right > best[0]):
                    best = (right, first, second)
        nonzero = sum(bool(cell.value) for cell in cells_with_value)
        if best is None or best[0] < 2 or best[0] < _MOST * nonzero:
            continue
        for cell in cells_with_value:
            if (cell.row, best[1]) in grid and (cell.row, best[2]) in grid:
                yield _difference(grid, cell, best[1], best[2])


def _difference(grid: Grid, cell: TableCell, first: int, second: int) -> Sum:
    one, other = grid[cell.row, first], grid[cell.row, second]
    assert cell.value is not None
    if one.value is None or other.value is None:
        return Sum(cell, "variance", cell.value, None, holds=False, exact=False)
    added = (one.value * one.scale - other.value * other.scale) / cell.scale
    unit = Decimal(10) ** -max(cell.decimals, min(one.decimals, other.decimals))
    difference = abs(added - cell.value)
    return Sum(
        cell, "variance", cell.value, added, holds=difference <= unit * 3 / 2, exact=difference == 0
    )
