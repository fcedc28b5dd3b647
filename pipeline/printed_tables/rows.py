"""The lines of a table: joined printed rows, their cells, and the path of their headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from pipeline.languages.tables import TableWords
from pipeline.pages.page import Word
from pipeline.pages.widths import is_wide
from pipeline.printed_tables.bands import Band, Reads
from pipeline.printed_tables.heads import joined
from pipeline.printed_tables.numerals import Numeral
from pipeline.printed_tables.surface import APART, Chunk, Row, Rule, box_of

#: White space that separates text in several columns, as a multiple of the font size.
_PIECE = 1.2
#: Distance of two rows up to which they may be one line, as a multiple of the font size.
_TIGHT = 1.42
#: Share of the space for row headers that one fills if it continues on the next line.
_NEARLY_FULL = 0.75
#: Points of a space between two words, and what ends a header that does not continue.
_BLANK = 5.0
_CLOSED = (")", "）", ":", "：")
#: Points by which two indentations differ.
_INDENT = 2.6
#: Characters of the longest header without cells; longer ones are running text.
_LONGEST_HEAD = 150
#: A rank or a line number in a column of its own.
_RANK = re.compile(r"\(?(?:\d{1,3}|[A-Z]|[ivx]+)[.)]?")


@dataclass(slots=True)
class TableLine:
    """A line of a table.

    Attributes:
        page: its page number.
        texts: the text in each column of words, joined across its printed rows.
        cells: piece and numeral by column.
        indent: left edge of its header, in points.
        bold: whether its header begins in bold.
        italic: whether its header begins in italics.
        top: upper edge of its first row.
        above: whether there is a rule just above it.
        below: whether there is a rule just below it.
        notes: note marks at its header.
        words: the words of its header.
        indents: left edge of the text in each column of words, in points.
        rows: its printed rows.
    """

    page: int
    texts: dict[int, str]
    cells: dict[int, tuple[Chunk, Numeral]]
    indent: float
    bold: bool
    italic: bool
    top: float
    above: bool = False
    below: bool = False
    notes: list[str] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    indents: dict[int, float] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    @property
    def is_prose(self) -> bool:
        """Whether it is running text in the table: no cells, and longer than a header."""
        return not self.cells and sum(map(len, self.texts.values())) > _LONGEST_HEAD

    def text(self, column: int = 0) -> str:
        """The text in a column of words."""
        return self.texts.get(column, "")


@dataclass(slots=True)
class _Split:
    """A printed row split into columns."""

    row: Row
    pieces: dict[int, list[Chunk]]
    numbers: dict[int, tuple[Chunk, Numeral]]

    def begins(self) -> Chunk | None:
        """The first piece of its words."""
        return min(
            (p for some in self.pieces.values() for p in some), key=lambda p: p.x0, default=None
        )


def split(row: Row, bands: Sequence[Band], reads: Reads) -> _Split:
    """Split a row into columns; text across columns belongs to the one in which it begins."""
    edges = [band.left for band in bands[1:]]
    pieces = list(row.split(APART, edges))
    if not any(reads(piece) for piece in pieces):
        pieces = _running(row, edges)
    elif _runs_over(pieces, bands, reads):
        return _Split(row, {0: list(row.split(_PIECE))}, {})
    result = _Split(row, {}, {})
    for piece in pieces:
        numeral = reads(piece)
        band = _band_of(piece, bands, numeral is not None)
        if numeral is not None and band > 0 and band not in result.numbers:
            result.numbers[band] = (piece, numeral)
        else:
            result.pieces.setdefault(band, []).append(piece)
    return result


def _runs_over(pieces: Sequence[Chunk], bands: Sequence[Band], reads: Reads) -> bool:
    """Whether text that begins in the first column runs across the next ones to the numbers."""
    if len(bands) < 3 or reads(pieces[0]) or not bands[0].holds(pieces[0].x0):
        return False
    text = [piece for piece in pieces if reads(piece) is None]
    touching = all(b.x0 - a.x1 < _PIECE * 8 for a, b in pairwise(pieces))
    return touching and text[-1].x1 > bands[1].right


def _running(row: Row, edges: Sequence[float]) -> list[Chunk]:
    """The pieces of a row of words; they are not split at an edge that one of them crosses."""
    crossing = any(
        chunk.x0 < edge - 2 and chunk.x1 > edge + 2 for chunk in row.chunks for edge in edges
    )
    return list(row.split(_PIECE if crossing else APART, () if crossing else edges))


def _band_of(piece: Chunk, bands: Sequence[Band], is_number: bool) -> int:
    place = piece.center if is_number else min(piece.x0 + 3, piece.center)
    for index, band in enumerate(bands):
        if band.holds(place):
            return index
    return 0 if place < bands[0].left else len(bands) - 1


def number_columns(splits: Sequence[_Split], count: int) -> set[int]:
    """The columns that contain numbers rather than words."""
    found = set()
    for column in range(1, count):
        numbers = sum(column in one.numbers for one in splits)
        given = sum(
            column in one.numbers and one.numbers[column][1].value is not None for one in splits
        )
        words = sum(column in one.pieces for one in splits)
        if given and numbers >= words:
            found.add(column)
    return found


def lines_of(
    splits: Sequence[_Split], rules: Sequence[Rule], numbers: set[int], width: float
) -> list[TableLine]:
    """Build the lines of a table from its printed rows, without those of the header."""
    blocks = _blocks(splits, rules, numbers, width)
    inner = [
        rule
        for rule in rules
        if splits and splits[0].row.bottom - 2 < rule.y < splits[-1].row.top + 2
    ]
    return [_line(block, inner, numbers) for block in blocks]


def _has_cells(one: _Split, numbers: set[int]) -> bool:
    return any(column in numbers for column in one.numbers)


def _blocks(
    splits: Sequence[_Split], rules: Sequence[Rule], numbers: set[int], width: float
) -> list[list[_Split]]:
    """The printed rows of each line."""
    whole = [rule for rule in rules if rule.length > 0.85 * width]
    celled = [one for one in splits if _has_cells(one, numbers)]
    separated = sum(_rule_between(a.row, b.row, whole) for a, b in pairwise(celled))
    ruled = len(celled) > 2 and separated >= 0.7 * (len(celled) - 1)
    steps = sorted(b.row.top - a.row.top for a, b in pairwise(splits) if b.row.page == a.row.page)
    size = splits[0].row.size if splits else 8
    tight = _tight(splits, numbers)
    del steps
    blocks: list[list[_Split]] = []
    for one in splits:
        if blocks and _is_one(blocks[-1], one, whole, numbers, ruled=ruled, tight=tight, size=size):
            blocks[-1].append(one)
        else:
            blocks.append([one])
    return blocks if not tight else _with_whole_headers(blocks, numbers)


def _tight(splits: Sequence[_Split], numbers: set[int]) -> bool:
    """Whether lines are as close to each other as the printed rows of one line."""
    steps = [
        (b.row.top - a.row.top) / a.row.size
        for a, b in pairwise(splits)
        if _has_cells(a, numbers) and _has_cells(b, numbers)
    ]
    close = sum(step < _TIGHT for step in steps)
    return bool(steps) and close > 0.5 * len(steps)


def _rule_between(one: Row, other: Row, rules: Sequence[Rule]) -> bool:
    return any(one.bottom - 3 < rule.y < other.top + 3 for rule in rules)


def _is_one(  # noqa: PLR0913
    block: Sequence[_Split],
    one: _Split,
    rules: Sequence[Rule],
    numbers: set[int],
    *,
    ruled: bool,
    tight: bool,
    size: float,
) -> bool:
    """Whether a printed row continues the line before it."""
    before = block[-1]
    if _rule_between(before.row, one.row, rules):
        return False
    celled = any(_has_cells(some, numbers) for some in block)
    if celled and _has_cells(one, numbers):
        return False
    step = one.row.top - before.row.top
    if step <= 0:
        return False
    first, second = before.begins(), one.begins()
    bold_alone = first is not None and first.bold and second is not None and not second.bold
    if bold_alone and not celled:
        return False
    if ruled and step < 4 * size:
        return True
    if tight:
        return False
    if step > _TIGHT * max(one.row.size, before.row.size):
        return False
    if second is not None and second.bold and first is not None and not first.bold:
        return False
    return not (one.row.size < before.row.size - 0.9 and not celled)


def _with_whole_headers(blocks: list[list[_Split]], numbers: set[int]) -> list[list[_Split]]:
    """Rejoin broken headers, recognized by lower case, in a table without space between lines."""
    merged: list[list[_Split]] = []
    right = _widest_stub(blocks)
    for block in blocks:
        first = block[0].begins()
        small = first is not None and first.text[:1].islower()
        above = merged[-1][-1] if merged else None
        filled = (
            above is not None and not _has_cells(above, numbers) and _fills(above, first, right)
        )
        if merged and (small or filled) and 0 in block[0].pieces:
            before = merged[-1]
            celled = any(_has_cells(one, numbers) for one in before)
            if not (celled and any(_has_cells(one, numbers) for one in block)):
                before += block
                continue
        merged.append(list(block))
    return merged


def _widest_stub(blocks: Sequence[Sequence[_Split]]) -> float:
    """Right edge of the widest row header before the numbers."""
    splits = [one for block in blocks for one in block]
    numbers = min((c.x0 for one in splits for c, _ in one.numbers.values()), default=0.0)
    ends = [piece.x1 for one in splits for piece in one.pieces.get(0, ())]
    return max((x1 for x1 in ends if x1 < numbers), default=0.0)


def _fills(above: _Split, below: Chunk | None, right: float) -> bool:
    """Whether a header in a text continues on the next line because its next word had no room.

    That line is below the first word of the header, or after `1.` below its second.
    """
    if not above.row.typed or below is None or above.row.text.endswith(_CLOSED):
        return False
    first = below.words[0]
    width = box_of(first).x1 - box_of(first).x0
    if is_wide(first.text[0]):
        width /= len(first.text)
    words = above.row.words
    begins = {above.row.x0, box_of(words[1]).x0 if len(words) > 1 else above.row.x0}
    stands = any(abs(below.x0 - place) < _INDENT for place in begins)
    nearly = above.row.x1 > _NEARLY_FULL * right
    return stands and nearly and above.row.x1 <= right < above.row.x1 + _BLANK + width


def _line(block: Sequence[_Split], rules: Sequence[Rule], numbers: set[int]) -> TableLine:
    texts: dict[int, str] = {}
    cells: dict[int, tuple[Chunk, Numeral]] = {}
    notes: list[str] = []
    words: list[Word] = []
    indents: dict[int, float] = {}
    for one in block:
        for column in sorted({*one.pieces, *one.numbers}):
            if column in numbers and column in one.numbers:
                cells.setdefault(column, one.numbers[column])
            pieces = list(one.pieces.get(column, ()))
            if column not in numbers and column in one.numbers:
                pieces.append(one.numbers[column][0])
            pieces.sort(key=lambda piece: piece.x0)
            if pieces:
                indents.setdefault(column, pieces[0].x0)
            for piece in pieces:
                texts[column] = joined(texts.get(column, ""), piece.text)
                words += [*piece.words, *piece.marks]
                if column == 0:
                    notes += [mark.text for mark in piece.marks]
    begins = [p for p in (one.begins() for one in block) if p is not None]
    first = block[0]
    stub = [p for one in block for p in one.pieces.get(0, ())]
    lead = stub[0] if stub else begins[0] if begins else first.row.chunks[0]
    last = block[-1].row
    return TableLine(
        page=first.row.page,
        texts=texts,
        cells=cells,
        indent=lead.x0,
        bold=lead.bold,
        italic=lead.italic,
        top=first.row.top,
        above=any(first.row.top - 14 < rule.y < first.row.top + 3 for rule in rules),
        below=any(last.bottom - 3 < rule.y < last.bottom + 12 for rule in rules),
        notes=notes,
        words=words,
        indents=indents,
        rows=[one.row for one in block],
    )


# --- paths --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    text: str
    indent: float
    rank: float
    start: int
    with_cells: bool = False


def paths(
    lines: Sequence[TableLine], stubs: Sequence[int], words: TableWords
) -> list[tuple[str, ...]]:
    """The path of each line's headers, outermost first.

    Args:
        lines: the lines of a table, in order.
        stubs: the columns whose words are headers, from the left.
        words: the words of the table's language.
    """
    result: list[tuple[str, ...]] = []
    stack: list[_Group] = []
    carried: dict[int, str] = {}
    for index, line in enumerate(lines):
        texts = _texts(line, stubs, carried)
        own = texts[-1] if texts else ""
        indent = _indent(line, stubs)
        following = _following(lines, index, stubs)
        rank = _rank(line, indent, following)
        if not line.cells:
            if own and words.totalling.match(own):
                stack.clear()
            else:
                _pop(stack, indent, rank)
            result.append((*(group.text for group in stack), *texts))
            if own:
                stack.append(_Group(own, indent, rank, index))
            continue
        if words.subtotal.match(own):
            _pop(stack, indent, rank, keep=1)
        elif words.total.fullmatch(own):
            _close_for_total(stack, lines, index, indent)
        else:
            _pop(stack, indent, rank, beside_heads=False)
        result.append((*(group.text for group in stack), *texts))
        if own and _is_group(line, indent, following, words):
            stack.append(_Group(own, indent, rank, index, with_cells=True))
    return result


def _indent(line: TableLine, stubs: Sequence[int]) -> float:
    """Where the innermost header of a line begins."""
    places = [line.indents[column] for column in stubs if column in line.indents]
    return places[-1] if places else line.indent


@dataclass(frozen=True, slots=True)
class _Next:
    line: TableLine
    indent: float


def _following(lines: Sequence[TableLine], index: int, stubs: Sequence[int]) -> _Next | None:
    line = next((other for other in lines[index + 1 :] if other.texts or other.cells), None)
    return None if line is None else _Next(line, _indent(line, stubs))


def _texts(line: TableLine, stubs: Sequence[int], carried: dict[int, str]) -> tuple[str, ...]:
    """The row headers of a line; one that is not repeated is carried over."""
    if not line.cells:
        text = " ".join(line.text(column) for column in sorted(line.texts))
        return (text,) if text else ()
    texts = [line.text(column) for column in stubs]
    for place, column in enumerate(stubs[:-1]):
        if texts[place]:
            carried[column] = texts[place]
        elif texts[-1] and not line.bold:
            texts[place] = carried.get(column, "")
    if len(texts) > 1 and _RANK.fullmatch(texts[0]):
        texts[:2] = [f"{texts[0]} {texts[1]}"]
    return tuple(text for text in texts if text)


def _rank(line: TableLine, indent: float, following: _Next | None) -> float:
    """How far out a header ranks among those of one indentation; bold ones rank outermost.

    A group header whose lines are indented further ranks like a line.
    """
    if following is not None and following.indent > indent + _INDENT:
        return 1.0
    if line.bold:
        return 0.0
    if line.cells:
        return 1.0
    if line.italic:
        return 0.3
    return 0.5 if line.text().rstrip().endswith((":", "：")) else 0.6


def _pop(
    stack: list[_Group], indent: float, rank: float, *, keep: int = 0, beside_heads: bool = True
) -> None:
    """Close the groups that a header does not belong to.

    Args:
        stack: the open groups, outermost first.
        indent: the header's indentation.
        rank: the header's rank.
        keep: number of groups that stay open in any case.
        beside_heads: whether the header closes groups of its own indentation and rank that have no
            cells; a line with cells belongs to them.
    """
    while len(stack) > keep:
        top = stack[-1]
        same = abs(top.indent - indent) <= _INDENT
        own_rank = rank if beside_heads or top.with_cells else max(rank, 0.1)
        if top.indent > indent + _INDENT or (same and top.rank >= own_rank):
            stack.pop()
        else:
            return


def _close_for_total(
    stack: list[_Group], lines: Sequence[TableLine], index: int, indent: float
) -> None:
    """Close the groups whose lines a total does not add up.

    For the first group, its lines are all the lines so far: a total indented more than the group's
    header belongs to the group if another group follows.
    """
    line = lines[index]
    while stack:
        group = stack[-1]
        if _adds(lines[group.start + 1 : index], line):
            inside = indent > group.indent + _INDENT and _is_followed(group, lines[index + 1 :])
            if inside or not _adds(lines[:index], line):
                return
        stack.pop()


def _is_followed(group: _Group, lines: Sequence[TableLine]) -> bool:
    """Whether another group with a similar header follows."""
    return any(
        not line.cells and line.texts and abs(line.indent - group.indent) <= _INDENT
        for line in lines
    )


def _adds(lines: Sequence[TableLine], total: TableLine) -> bool:
    """Whether a line is the sum of all lines with cells before it, or of their last totals."""
    columns = [
        column
        for column, (_, numeral) in total.cells.items()
        if numeral.value and not numeral.percent
    ]
    if not columns:
        return False
    right = 0
    for column in columns:
        numeral = total.cells[column][1]
        values = [
            line.cells[column][1].value or Decimal(0) for line in lines if column in line.cells
        ]
        slack = len(values) * Decimal(10) ** -numeral.decimals
        difference = abs(sum(values, Decimal(0)) - (numeral.value or Decimal(0)))
        right += len(values) > 1 and difference <= Decimal("0.6") * slack
    return right >= max(1, len(columns) // 2)


def _is_group(line: TableLine, indent: float, following: _Next | None, words: TableWords) -> bool:
    """Whether a line with cells is the header of the lines after it."""
    own = line.text()
    if following is None or words.total.fullmatch(own) or words.subtotal.match(own):
        return False
    after = following.line
    if after.bold and not line.bold and (after.above or after.below):
        return False
    if following.indent > indent + _INDENT:
        ruled = line.bold and line.above and line.below
        return not words.total.fullmatch(after.text()) and not ruled
    same = abs(following.indent - indent) <= _INDENT
    return line.bold and same and not after.bold and not line.above and not line.below
