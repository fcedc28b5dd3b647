"""Column headers: which rows they are, their levels, and the path of each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.figures.scripts import CYRILLIC_SMALL, LATIN_SMALL
from pipeline.pages.page import Word
from pipeline.pages.widths import is_wide
from pipeline.printed_tables.bands import Band, Reads
from pipeline.printed_tables.numerals import Numeral
from pipeline.printed_tables.surface import Chunk, Row, Rule, box_of

#: Points by which a piece may extend beyond its column.
_OVER = 4.0
#: Points within which a rule counts as just below the last row of a header.
_UNDER = 6.0
#: Points beside a piece of a rule within which the middle of a header above it may be.
_BESIDE = 4.0
#: White space in a header row that separates two headers, as a share of the font size.
_GAP = 0.9
#: Distance of two text rows with a blank line in between, as a multiple of the font size, and
#: points by which a header may be off the middle of its columns.
_LEVEL, _OFF_MIDDLE = 1.5, 20.0
#: Number of headers in a lower row, as a multiple of those in a row that spans several columns.
_MOST = 2
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d?))?[*]?")
_TERM = r"\(?\s?(?:[A-Za-z]|\d{1,2})\s?\)?"
_FORMULA = re.compile(
    rf"{_TERM}\s?[=–—]?|(?:{_TERM}\s?)?=\s?{_TERM}(?:\s?[+\-–−÷/×x*]\s?{_TERM})+"
    rf"|\({_TERM}(?:\s?[+\-–−÷/×x*]\s?{_TERM})+\)"
    rf"|\(\s?(?:[A-Za-z]|\d{{1,2}})\s?=\s?{_TERM}(?:\s?[+\-–−÷/×x*]\s?{_TERM})+\)"
)
#: A range dash or a slash at the end of a line, after which there is no space.
_OPEN_END = re.compile(r"(?:\w[–/]|[^\s]/)$")
_HYPHEN = re.compile(rf"[{LATIN_SMALL}{CYRILLIC_SMALL}]-$")


@dataclass(frozen=True, slots=True)
class Head:
    """The path of a column's headers, outermost first, and their note marks."""

    path: tuple[str, ...]
    notes: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()


def is_year(text: str) -> bool:
    """Whether a text is a year or a range of years."""
    return _YEAR.fullmatch(text.strip()) is not None


def is_formula(text: str) -> bool:
    """Whether a text numbers a column, or says how it is calculated: `(1)`, `(D=B+C)`."""
    text = text.strip()
    in_brackets = text.startswith("(") or "=" in text
    return in_brackets and _FORMULA.fullmatch(text) is not None


def joined(before: str, after: str) -> str:
    """Join two lines of a header."""
    if not before or not after:
        return before + after
    if _HYPHEN.search(before) and after[:1].islower():
        return before[:-1] + after
    if _OPEN_END.search(before) or is_wide(before[-1]) or is_wide(after[0]):
        return before + after
    return f"{before} {after}"


def head_count(rows: Sequence[Row], rules: Sequence[Rule], reads: Reads, width: float) -> int:
    """Number of rows at the top of a table that are its header.

    Args:
        rows: the rows of a table, from the top.
        rules: the rules of the table.
        reads: reads a piece of a row as a number.
        width: the width of the table, in points.
    """
    whole = [
        rule for rule in rules if rule.x1 - rule.x0 > 0.9 * width and rule.length > 0.8 * width
    ]
    below = [rule for rule in whole if rule.y > rows[0].top + 2]
    best = 0
    for rule in below:
        count = sum((row.top + row.bottom) / 2 < rule.y for row in rows)
        if count >= len(rows):
            break
        if any(_is_body(row, reads) for row in rows[:count]):
            break
        best = count
        thick = max(r.thickness for r in whole)
        if thick > 1.5 * min(r.thickness for r in whole) and rule.thickness > 0.8 * thick:
            break
        if not _continues_head(rows[count:], rules, rule, reads):
            break
    if best:
        return best
    count = 0
    left = min(row.x0 for row in rows) if rows[0].typed else rows[0].x0
    for row in rows[:-1]:
        if _is_body(row, reads):
            break
        alone = count == 0 and row.pieces(1.2) == 1 and not _has_rule_under(row, rules)
        near = not row.typed or row.x0 < left + 40
        short = near and row.x1 < left + 0.5 * width
        if alone and short and not _has_head_under(rows, reads):
            break
        count += 1
    if count == len(rows) - 1 and not _is_body(rows[-1], reads):
        return 0
    if rows[0].typed:
        numbers = [chunk.x0 for row in rows[count:] for chunk in row.chunks if reads(chunk)]
        return _without_typed_groups(rows, count, width, min(numbers, default=left))
    return _without_groups(rows, count, width)


def _has_rule_under(row: Row, rules: Sequence[Rule]) -> bool:
    """Whether a rule separates a row from the rest, as below a header over several columns."""
    return any(
        row.bottom - 3 < rule.y < row.bottom + _UNDER and rule.covers(row.x0, row.x1)
        for rule in rules
    )


def _has_head_under(rows: Sequence[Row], reads: Reads) -> bool:
    return len(rows) > 1 and not _is_body(rows[1], reads) and rows[1].pieces(1.2) > 1


def _without_groups(rows: Sequence[Row], count: int, width: float) -> int:
    """The size of the header without group headers at its end."""
    left = min(row.x0 for row in rows)
    while count > 0:
        row = rows[count - 1]
        alone = row.pieces(1.2) == 1 and row.x0 < left + 30
        if not alone or row.x1 > left + 0.6 * width:
            return count
        above = rows[count - 2] if count > 1 else None
        if above is not None and row.top - above.top < 1.35 * row.size:
            return count
        count -= 1
    return count


def _without_typed_groups(rows: Sequence[Row], count: int, width: float, numbers: float) -> int:
    """The size of a text table's header without group headers after a blank line at its end.

    Args:
        rows: the rows of a table.
        count: number of rows that may be its header.
        width: the width of the table.
        numbers: left edge of its first number.
    """
    left = min(row.x0 for row in rows)
    kept = count
    for index in range(count - 1, -1, -1):
        row = rows[index]
        alone = row.pieces(1.2) == 1 and (row.x0 < left + 30 or row.x1 < numbers)
        if not alone or row.x1 > left + 0.6 * width:
            break
        above = rows[index - 1] if index else None
        if above is None or row.top - above.top >= 1.35 * row.size or _is_whole(above, numbers):
            kept = index
    return kept


def _is_whole(row: Row, numbers: float) -> bool:
    """Whether a header row has one header over the row headers, and several over numbers."""
    pieces = list(row.split(1.2))
    return len(pieces) > 2 and pieces[0].x1 < numbers


def _continues_head(rows: Sequence[Row], rules: Sequence[Rule], rule: Rule, reads: Reads) -> bool:
    """Whether another line of headers follows after a rule, above a rule of its own."""
    del rules, rule
    return bool(rows) and not _is_body(rows[0], reads) and _is_numbering(rows[0], reads)


def _is_numbering(row: Row, reads: Reads) -> bool:
    del reads
    chunks = [c for c in row.chunks if is_formula(c.text)]
    return len(chunks) >= max(1, len(row.chunks) - 1)


def _is_body(row: Row, reads: Reads) -> bool:
    """Whether a row has numbers other than years and column numbers."""
    chunks = row.chunks
    numbers = [(index, chunk, reads(chunk)) for index, chunk in enumerate(chunks)]
    cells = [
        (index, chunk, numeral)
        for index, chunk, numeral in numbers
        if numeral is not None and not is_year(chunk.text) and not is_formula(chunk.text)
    ]
    if not cells:
        years = sum(is_year(chunk.text) for _, chunk, _ in numbers)
        formulas = sum(is_formula(chunk.text) for _, chunk, _ in numbers)
        # `(1)` below a header may be a cell; alone after words it is one.
        return years == 0 and formulas > 0 and formulas < len(chunks) - 1 and not _slanted(row)
    if _slanted(row) and not row.words[0].bold and not any(_is_plain(c.text) for _, c, _ in cells):
        return False
    return any(_is_cell(numeral) for _, _, numeral in cells) and not _is_dates(row, reads)


def _is_plain(text: str) -> bool:
    return bool(re.search(r"\d[ ,]\d{3}|\d[.,]\d", text))


def _slanted(row: Row) -> bool:
    return all(word.italic for word in row.plain)


def _is_cell(numeral: Numeral) -> bool:
    return numeral.value is not None or numeral.sign is not None


def _is_dates(row: Row, reads: Reads) -> bool:
    """Whether a row's numbers belong to the words beside them: `30 June 2025`."""
    chunks = row.chunks
    lone = [c for c in chunks if reads(c) is not None]
    worded = [c for c in chunks if reads(c) is None and re.search(r"\d", c.text)]
    return _slanted(row) and len(worded) >= len(lone)


def column_heads(rows: Sequence[Row], rules: Sequence[Rule], bands: Sequence[Band]) -> list[Head]:
    """The header of each column, starting with the stub's.

    Args:
        rows: the rows of the header, from the top.
        rules: the rules of the table.
        bands: the columns.
    """
    levels: list[list[tuple[float, Chunk]]] = [[] for _ in bands]
    spans: list[dict[int, tuple[int, int]]] = [{} for _ in bands]
    for index, row in enumerate(rows):
        next_top = rows[index + 1].top if index + 1 < len(rows) else row.bottom + _UNDER
        under = [rule for rule in rules if row.bottom - 3 < rule.y < next_top + 3]
        for piece, (first, last) in _spanned(row, under, bands):
            for band in range(first, last + 1):
                spans[band][len(levels[band])] = (first, last)
                levels[band].append((row.top, piece))
    return [_head(levels[index], spans[index], rules, band) for index, band in enumerate(bands)]


def _is_level(row: Row, below: Row) -> bool:
    """Whether a blank line sets a header row over the next one, in a text without rules."""
    return below.top - row.top > _LEVEL * row.size


def lowest(rows: Sequence[Row]) -> list[Row]:
    """The rows of a text table's header with a header for most columns."""
    pieces = [row.pieces(_GAP) for row in rows]
    over = [_is_level(row, below) for row, below in pairwise(rows)] + [False]
    return [
        row for k, row in enumerate(rows) if not over[k] and _MOST * pieces[k] >= max(pieces[k:])
    ]


def spanning(rows: Sequence[Row], bands: Sequence[Band]) -> list[Rule]:
    """The rules that would be drawn below headers of several columns, centred on these.

    Args:
        rows: the rows of a text table's header.
        bands: the columns.
    """
    own = lowest(rows)
    rules = []
    for row, below in pairwise(rows):
        pieces = [p for p in row.split(_GAP) if len(bands) > 1 and p.x1 > bands[1].left]
        wide = [sum(p.x0 < band.center < p.x1 for band in bands) > 1 for p in pieces]
        if not _is_level(row, below) and (row in own or not all(wide)):
            continue
        _, ranges = _groups([piece.center for piece in pieces], 1, bands)
        spans = [(bands[a].left + 1, bands[b].right - 1) for a, b in ranges if b > a]
        if spans:
            rules.append(Rule(row.bottom + 2, 0.5, tuple(spans), ()))
    return rules


def _groups(
    centers: Sequence[float], first: int, bands: Sequence[Band]
) -> tuple[float, list[tuple[int, int]]]:
    """Groups of as many columns as possible with given middles, and how well they fit."""
    if not centers:
        return 0.0, []
    best: tuple[float, list[tuple[int, int]]] = (float("-inf"), [])
    for a in range(first, len(bands) - len(centers) + 1):
        for b in range(a, len(bands) - len(centers) + 1):
            off = abs((bands[a].left + bands[b].right) / 2 - centers[0])
            if off > _OFF_MIDDLE:
                continue
            rest, ranges = _groups(centers[1:], b + 1, bands)
            best = max(best, (b - a + 1 - off / 4 + rest, [(a, b), *ranges]))
    return best


def _spanned(
    row: Row, under: Sequence[Rule], bands: Sequence[Band]
) -> list[tuple[Chunk, tuple[int, int]]]:
    """The pieces of a header row, with the first and last column that each spans.

    Args:
        row: a row of the header.
        under: the rules just below it, above the next row.
        bands: the columns.
    """
    edges = [band.left for band in bands[1:]]
    wide = list(row.split(_GAP))
    ranges = [_range_of_rule(piece, wide, under, bands) for piece in wide]
    result: list[tuple[Chunk, tuple[int, int]]] = []
    for piece, drawn in zip(wide, ranges, strict=True):
        rivals = [p for p, other in zip(wide, ranges, strict=True) if other == drawn]
        columns = drawn[1] - drawn[0] + 1 if drawn else 0
        close = 2 * len(rivals) > columns and columns == sum(
            len(_cut_at(rival, row, edges)) for rival in rivals
        )
        if drawn is not None and len(rivals) < columns and not close:
            result.append((piece, _shared(piece, rivals, drawn, bands)))
            continue
        result += [(cut, _own_range(cut, bands)) for cut in _cut_at(piece, row, edges)]
    return result


def _cut_at(piece: Chunk, row: Row, edges: Sequence[float]) -> list[Chunk]:
    """A piece of a row, cut where columns meet; headers of narrow columns are close together."""
    return list(Row(row.page, _with_marks(piece, row)).split(_GAP, edges))


def _with_marks(piece: Chunk, row: Row) -> tuple[Word, ...]:
    kept = {id(word) for word in (*piece.words, *piece.marks)}
    return tuple(word for word in row.words if id(word) in kept)


def _range_of_rule(
    piece: Chunk, pieces: Sequence[Chunk], rules: Sequence[Rule], bands: Sequence[Band]
) -> tuple[int, int] | None:
    """The columns covered by the rule below a piece, if they are several and not all."""
    for rule in rules:
        for index, span in enumerate(rule.spans):
            if not _is_over(piece, span):
                continue
            left, right = _whole_span(piece, pieces, rule.spans, index)
            inside = [
                k
                for k, band in enumerate(bands)
                if min(right, band.right) - max(left, band.left) > 0.6 * (band.right - band.left)
            ]
            if len(inside) > 1 and inside[0] > 0:
                return inside[0], inside[-1]
    return None


def _is_over(piece: Chunk, span: tuple[float, float]) -> bool:
    return span[0] - _BESIDE <= piece.center <= span[1] + _BESIDE


def _whole_span(
    piece: Chunk, pieces: Sequence[Chunk], spans: Sequence[tuple[float, float]], index: int
) -> tuple[float, float]:
    """The span below a piece, with unclaimed neighbours if the piece is centred over them all.

    The rule below a header is broken where the rules below it are.
    """
    others = [other for other in pieces if other is not piece]
    free = [not any(_is_over(other, span) for other in others) for span in spans]
    first = last = index
    while first > 0 and free[first - 1]:
        first -= 1
    while last + 1 < len(spans) and free[last + 1]:
        last += 1
    choices = [
        (spans[low][0], spans[high][1])
        for low in range(first, index + 1)
        for high in range(index, last + 1)
    ]
    return min(
        choices, key=lambda span: (round(abs(sum(span) / 2 - piece.center) / 6), span[1] - span[0])
    )


def _shared(
    piece: Chunk, pieces: Sequence[Chunk], drawn: tuple[int, int], bands: Sequence[Band]
) -> tuple[int, int]:
    """The columns of one of several pieces over one rule; each is over the middle of its own."""
    first, last = drawn
    own = [_own_range(other, bands) for other in pieces]
    place = next(index for index, other in enumerate(pieces) if other is piece)
    if any(one[1] >= other[0] for one, other in pairwise(own)):
        return own[place]
    return _best_parts([p.center for p in pieces], first, last, bands)[place]


def _best_parts(
    centers: Sequence[float], first: int, last: int, bands: Sequence[Band]
) -> list[tuple[int, int]]:
    """Adjacent groups of columns whose middles are closest to given places."""
    if len(centers) == 1:
        return [(first, last)]
    best: tuple[float, list[tuple[int, int]]] | None = None
    for end in range(first, last - len(centers) + 2):
        rest = _best_parts(centers[1:], end + 1, last, bands)
        parts = [(first, end), *rest]
        cost = sum(
            abs((bands[low].left + bands[high].right) / 2 - center)
            for (low, high), center in zip(parts, centers, strict=True)
        )
        if best is None or cost < best[0]:
            best = (cost, parts)
    assert best is not None
    return best[1]


def _own_range(piece: Chunk, bands: Sequence[Band]) -> tuple[int, int]:
    """The column that a piece is in, or the columns across which it extends."""
    inside = [
        k
        for k, band in enumerate(bands)
        if min(piece.x1, band.right) - max(piece.x0, band.left)
        > min(_OVER, 0.5 * (piece.x1 - piece.x0))
    ]
    holding = next((k for k, band in enumerate(bands) if band.holds(piece.center)), len(bands) - 1)
    if len(inside) < 2:
        return holding, holding
    # Over several columns: those with the same middle as the piece.
    low, high = inside[0], inside[-1]
    candidates = [
        (a, b) for a in range(len(bands)) for b in range(a, len(bands)) if a <= low and b >= high
    ]
    nearest = min(
        candidates,
        key=lambda r: (
            round(abs((bands[r[0]].left + bands[r[1]].right) / 2 - piece.center) / 6),
            r[1] - r[0],
        ),
    )
    return nearest if nearest[0] > 0 or low == 0 else (low, high)


def _head(
    pieces: Sequence[tuple[float, Chunk]],
    spans: dict[int, tuple[int, int]],
    rules: Sequence[Rule],
    band: Band,
) -> Head:
    """The path of a column; a level ends at a rule below it, and where a header spans others."""
    path: list[str] = []
    notes: list[str] = []
    words: list[Word] = []
    above: tuple[float, tuple[int, int]] | None = None
    for index, (top, piece) in enumerate(pieces):
        text = piece.text
        if is_formula(text) and (len(pieces) > 1 or not is_year(text)):
            continue
        span = spans[index]
        new = above is None or span != above[1] or _is_ruled(rules, above[0], top, band)
        if new:
            path.append(text)
        else:
            path[-1] = joined(path[-1], text)
        notes += [mark.text for mark in piece.marks]
        words += [*piece.words, *piece.marks]
        above = (top, span)
    return Head(tuple(path), tuple(notes), tuple(words))


def _is_ruled(rules: Sequence[Rule], above: float, below: float, band: Band) -> bool:
    return any(
        above + 3 < rule.y < below + 3 and rule.covers(band.left, band.right) for rule in rules
    )


def middle(word: Word) -> float:
    """The middle of a word, in points from the left."""
    box = box_of(word)
    return (box.x0 + box.x1) / 2
