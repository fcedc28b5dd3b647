"""Columns of numbers in text lines, including numbers that are only one space apart.

Programs that lay out text keep columns as well as they can: in a full line, numbers are one space
apart and off their columns. Other lines show where the columns are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.languages.base import Layout
from pipeline.languages.tables import TableWords
from pipeline.pages.page import Line
from pipeline.printed_tables.numerals import NIL, numeral
from pipeline.printed_tables.tokens import MOST_COLUMNS, Token, pieces_of, text_of_piece

#: In columns: the tolerance for the edges of a column's numbers, and the distance from which one is
#: far off. Costs: an empty column, relative to a number that is that many columns off, and a number
#: outside all columns. And the maximum number of words in a number.
_JITTER, _FAR, _EMPTY, _LOST, _GROUPS = 2, 3, 8, 100, 6
#: Columns between two positions of numbers that may belong to one column.
_APART_AT_MOST = 4
#: Columns by which a header's right edge may be off its column's, and the same if each of its words
#: is the header of one column.
_OFF, _OFF_ALONE = 4, 6
#: Columns by which a header may extend further left than all numbers.
_STUB = 16
#: Columns from which a line without runs of spaces is running text.
_RUNNING = 70
#: Number of words from which a line is not part of a table.
MOST_WORDS = 200
_FIRST_GROUP, _GROUP = re.compile(r"\D*\d{1,3}"), re.compile(r"\d{3}")
_LAST_GROUP = re.compile(r"\d{3}(?:[.,٫]\d+)?\D*")


def set_in_columns(
    lines: Sequence[Line],
    tokens: Sequence[list[Token]],
    usual: float,
    layout: Layout,
    words: TableWords,
) -> None:
    """Find columns that end before a single space: where those of other lines end."""
    block: list[tuple[Line, list[Token]]] = []
    running = [_is_running(found) for found in tokens]
    for index, (line, found) in enumerate(zip(lines, tokens, strict=True)):
        text = line.text
        beside = tokens[index - 1 : index + 2 : 2] if index else []
        within = len(beside) > 1 and all(len(pieces_of(other)) > 1 for other in beside)
        named = words.number.match(text) or layout.caption.match(text)
        if named or (running[index] and not within):
            _split_block(block, usual, words)
            block = []
        elif not running[index] and len(found) <= MOST_WORDS:
            block.append((line, found))
    _split_block(block, usual, words)


def _is_running(tokens: Sequence[Token]) -> bool:
    """Whether a line is as long as running text and in one piece."""
    pieces = pieces_of(tokens)
    return len(pieces) == 1 and pieces[0][-1].end - pieces[0][0].start > _RUNNING


def _split_block(
    block: Sequence[tuple[Line, list[Token]]], usual: float, table_words: TableWords
) -> None:
    """Put the numbers of lines into columns, including those only one space apart."""
    pieces_by_line = [pieces_of(tokens) for _, tokens in block]
    numbers = [[p for p in pieces[1:] if _is_number(p, table_words)] for pieces in pieces_by_line]
    at_end, places = min(
        ((at_end, _places(numbers, at_end)) for at_end in (True, False)),
        key=lambda found: len(found[1]),
    )
    if not 0 < len(places) <= MOST_COLUMNS:
        return
    # A header extends at most this far left of its numbers; further left are row headers.
    stub = min(piece[0].start for line in numbers for piece in line) - _STUB
    for index, pieces in enumerate(pieces_by_line):
        if numbers[index] or any(_are_numbers(piece, table_words) for piece in pieces[1:]):
            begun = 0 if pieces[0][0].start >= places[0] - _JITTER else 1
            _set_numbers(pieces[begun:], places, at_end, table_words)
        elif at_end:
            below = pieces_by_line[index + 1] if index + 1 < len(pieces_by_line) else []
            apart = len(below) > 1 and not numbers[index + 1] and block[index + 1][0].gap > usual
            if not apart:
                _set_heads([piece for piece in pieces if piece[0].start > stub], places)
        for piece in pieces_of(block[index][1]):
            before, until = (sum(p <= x for p in places) for x in (piece[0].start, piece[-1].end))
            for token in piece:
                if token.passed is None and piece[0].start > stub:
                    token.passed = (before + until) / 2


def _is_number(piece: Sequence[Token], table_words: TableWords) -> bool:
    """Whether words are a single number, or the sign in place of one."""
    found = numeral(text_of_piece(piece), table_words) if _is_grouped(piece) else None
    return found is not None and (found.value is not None or found.sign is not None)


def _are_numbers(piece: Sequence[Token], table_words: TableWords) -> bool:
    return all(_is_number([token], table_words) for token in piece)


def _is_grouped(piece: Sequence[Token]) -> bool:
    """Whether words can belong to one number: groups of three digits, and no separate dash."""
    if len(piece) > 1 and piece[0].text in NIL:
        return False
    groups = [token.text for token in piece if any(c.isdigit() for c in token.text)]
    first, rest = groups[:1], groups[1:]
    whole = all(_GROUP.fullmatch(group) for group in rest[:-1])
    last = all(_LAST_GROUP.fullmatch(group) for group in rest[-1:])
    return not rest or (whole and last and all(_FIRST_GROUP.fullmatch(g) for g in first))


def _places(numbers: Sequence[Sequence[Sequence[Token]]], at_end: bool) -> list[int]:
    """Where the columns of a block end or begin: the positions of most of their numbers.

    Positions that are close together are merged, unless a line has numbers at both.
    """
    lines: dict[int, set[int]] = {}
    counts: Counter[int] = Counter()
    for index, line in enumerate(numbers):
        for piece in line:
            place = _edge(piece, at_end)
            counts[place] += 1
            lines.setdefault(place, set()).add(index)
    groups = [[place] for place in sorted(counts)]
    for apart in range(1, _APART_AT_MOST + 1):
        merged: list[list[int]] = []
        for group in groups:
            one = {line for place in group for line in lines[place]}
            other = {line for place in (merged[-1] if merged else ()) for line in lines[place]}
            if merged and group[0] - merged[-1][-1] <= apart and not one & other:
                merged[-1] += group
            else:
                merged.append(list(group))
        groups = merged
    return [max(group, key=lambda place: counts[place]) for group in groups]


def _edge(piece: Sequence[Token], at_end: bool) -> int:
    return piece[-1].end if at_end else piece[0].start


def _set(words: Sequence[Token], by: int, column: int) -> None:
    for word in words:
        word.start, word.end, word.passed = word.start + by, word.end + by, column
    words[-1].ends = True


def _set_heads(pieces: Sequence[Sequence[Token]], places: Sequence[int]) -> None:
    """Align the headers of a line with the right edges of their columns, splitting them if needed.

    A header over several columns stays where it is.
    """
    for piece in pieces:
        over = [p for p in places if piece[0].start < p <= piece[-1].end + _OFF]
        if not over:
            continue
        for words, place in zip(_parts(piece, over) or (), over, strict=False):
            _set(words, place - words[-1].end, places.index(place))


def _parts(words: Sequence[Token], places: Sequence[int]) -> list[Sequence[Token]] | None:
    """Split words into one part per position, each ending near its own; None if that fails.

    Words that are one space apart are all off their positions by the same amount.
    """
    off = words[-1].end - places[-1]
    most = _OFF_ALONE if len(words) == len(places) else _OFF
    begin, parts = 0, []
    for number, place in enumerate(places):
        left = len(places) - number - 1
        ends = range(begin + 1, len(words) - left + 1) if left else (len(words),)
        end = min(ends, key=lambda end: abs(words[end - 1].end - place - off), default=0)
        if end <= begin or abs(words[end - 1].end - place) > most:
            return None
        parts.append(words[begin:end])
        begin = end
    return parts


@dataclass(frozen=True, slots=True)
class _Way:
    """Numbers assigned to columns so far: the cost, and the words and column of each."""

    cost: float
    column: int
    numbers: tuple[tuple[tuple[Token, ...], int], ...] = ()


def _set_numbers(
    pieces: Sequence[Sequence[Token]], places: Sequence[int], at_end: bool, table_words: TableWords
) -> None:
    """Assign the numbers of one line to columns, splitting them at single spaces.

    Of all ways to split them, the best has numbers closest to the columns and the fewest empty
    columns.
    """
    groups = sum(map(len, pieces))
    empty = _EMPTY if groups >= len(places) or 2 * len(pieces) > len(places) else 0
    ways = {0: _Way(0, 0)}
    for piece in pieces:
        kept: dict[int, _Way] = {}
        for way in ways.values():
            for after in _ways(piece, way, places, at_end, empty, table_words):
                best = kept.get(after.column)
                if best is None or after.cost < best.cost:
                    kept[after.column] = after
        if not kept:
            return
        ways = kept
    best = min(ways.values(), key=lambda way: way.cost + empty * (len(places) - way.column))
    for words, column in best.numbers:
        _set(words, places[column] - _edge(words, at_end), column)


def _ways(  # noqa: PLR0913, PLR0917
    piece: Sequence[Token],
    before: _Way,
    places: Sequence[int],
    at_end: bool,
    empty: int,
    table_words: TableWords,
) -> list[_Way]:
    """Ways in which the numbers of a piece may follow those before it; words stay where they are.

    A piece that is a valid number is only split if each part is exactly at its column.
    """
    most = _JITTER if _is_number(piece, table_words) else max(places)
    open_: list[list[_Way]] = [[before]] + [[] for _ in piece]
    for last in range(1, len(piece) + 1):
        for begin in range(max(0, last - _GROUPS), last):
            words = tuple(piece[begin:last])
            if not open_[begin] or not _is_number(words, table_words):
                continue
            for way in open_[begin]:
                for column in range(way.column, len(places)):
                    off = abs(places[column] - _edge(words, at_end))
                    if off > most and len(words) < len(piece):
                        continue
                    cost = way.cost + min(off, _FAR) + off / 20
                    cost += empty * (column - way.column)
                    found = _Way(cost, column + 1, (*way.numbers, (words, column)))
                    open_[last].append(found)
        open_[last] = _cheapest(open_[last])
    lost = _LOST * sum(_is_number([token], table_words) for token in piece)
    return open_[-1] or [_Way(before.cost + lost, before.column, before.numbers)]


def _cheapest(ways: Sequence[_Way]) -> list[_Way]:
    best: dict[int, _Way] = {}
    for way in ways:
        if way.column not in best or way.cost < best[way.column].cost:
            best[way.column] = way
    return list(best.values())
