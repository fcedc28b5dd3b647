"""Positions of words in a text extracted from a PDF, as far as its spaces reveal them.

Where lines keep columns, a character's column is its position from the left, and a line's number
its position from the top. With these, the table reader sees a page like any other. They are
positions in the text, not on paper, and are never published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace as changed

from pipeline.languages.base import Layout
from pipeline.languages.tables import TableWords
from pipeline.pages.direction import is_right_to_left
from pipeline.pages.page import Box, Line, Page, Word
from pipeline.paragraphs.printed import SYMBOL, is_furniture
from pipeline.printed_tables.narrow import MOST_WORDS, set_in_columns
from pipeline.printed_tables.surface import Row, Rule, Surface, box_of, typed_rule
from pipeline.printed_tables.tokens import (
    MOST_COLUMNS,
    Token,
    aligned_tokens,
    as_seen,
    pieces_of,
    tokens_of,
    turned_round,
)

#: Font size, column width and line spacing, in points, as on a typed page. A word's box extends so
#: far beyond its last column that one space does not separate words, two separate numbers, and
#: three separate running text; columns of numbers are placed farther apart.
_SIZE, _COLUMN, _STEP, _OVER, _BETWEEN = 10.0, 5.0, 12.0, 1.5, 20.0
#: Lines of the longest page on paper, and points by which a line that is not part of a table
#: separates what is above and below it.
_LONGEST_PAGE, _FAR_APART = 80, 500.0
#: What keeps columns: several spaces, or a tab.
_APART = re.compile(r"\S[ \u3000]*(?:\t| {2}|\u3000)[ \t\u3000]*\S")
_MARK = re.compile(r"[a-z]|\*{1,3}|[†‡§]")
#: Columns by which a note's text is indented from its mark; width of a mark in points.
_BESIDE, _MARK_WIDTH = 10, 0.5
#: Letters that are words in some language.
_WORDS = "aeouy"
#: A note mark that touches a number: `1 234a`.
_MARKED = re.compile(r"(?P<number>\W?\d[\d.,]*[)%]?)(?P<mark>[a-z]|\*{1,3})")
_UNIT = re.compile(r"[(（\[][^()]{6,}[)）\]]")
#: Columns of the longest line of a title.
_TITLE = 120


def keeps_columns(page: Page) -> bool:
    """Whether spaces separate parts of lines on a page of text."""
    return any(_APART.search(word.text) for line in page.lines for word in line.words)


@dataclass(frozen=True)
class Laid:
    """A page of text prepared for table detection, and the line of each of its words.

    Text without form feeds is one page, however long; it is processed in parts. `lines` is by the
    box of a word, since no two words of a page have the same.
    """

    surfaces: tuple[Surface, ...]
    lines: dict[Box, int]


def laid_out(pages: Sequence[Page], layout: Layout, words: TableWords) -> list[Laid]:
    """Give the pages of a text positions; pages that keep no columns are empty.

    Args:
        pages: the pages of a text.
        layout: the layout of its language.
        words: the words of its tables.
    """
    gaps = Counter(line.gap for page in pages for line in page.lines[1:])
    usual = max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 0.0
    running = _running_heads(pages)
    keeping = [keeps_columns(page) for page in pages]
    # A table's notes may be on the next page.
    noted = [
        _noted(page, usual) if keeps or before else set[str]()
        for page, keeps, before in zip(pages, keeping, [False, *keeping[:-1]], strict=True)
    ]
    return [
        _laid(page, usual, running, own | after, layout, words) if keeps else Laid((), {})
        for page, keeps, own, after in zip(
            pages, keeping, noted, [*noted[1:], set[str]()], strict=True
        )
    ]


def _running_heads(pages: Sequence[Page]) -> frozenset[str]:
    """Texts, ignoring numbers, at the top or bottom of three or more pages.

    They include the last line of a table, `Net change`; a line with more columns is not a running
    head.
    """
    seen = Counter(
        text
        for page in pages
        for text in {_plain(line.text) for line in (*page.lines[:2], *page.lines[-2:])}
    )
    return frozenset(text for text, times in seen.items() if times > 2)


def _is_running(line: Line, found: Sequence[Token], place: int, running: Collection[str]) -> bool:
    """Whether a line is a running head or foot; `place` counts lines from the nearer page end."""
    plain = _plain(line.text)
    return plain in running and len(pieces_of(found)) < 3 and place < (2 if plain else 1)


def _is_caption(line: Line, layout: Layout, words: TableWords) -> bool:
    return bool(words.number.match(line.text) or layout.caption.match(line.text))


def _plain(text: str) -> str:
    return re.sub(r"[\W\d]+", "", text)


def _laid(  # noqa: PLR0913, PLR0917
    page: Page,
    usual: float,
    running: Collection[str],
    noted: Collection[str],
    layout: Layout,
    words: TableWords,
) -> Laid:
    tokens = aligned_tokens(page.lines, words)
    if is_right_to_left(page) and as_seen(tokens):
        tokens = turned_round(tokens)
    notes = _notes(page.lines, tokens, usual)
    _take_marks(tokens, notes, noted)
    set_in_columns(page.lines, tokens, usual, layout, words)
    last = len(page.lines) - 1
    rows: list[Row] = []
    rules: list[Rule] = []
    lines: dict[Box, int] = {}
    y = 0.0
    titled = captioned = False
    opened: tuple[Word, ...] = ()
    for index, (line, found) in enumerate(zip(page.lines, tokens, strict=True)):
        y += _STEP * (1 + max(0.0, line.gap - usual))
        if is_furniture(line.text, layout) or SYMBOL.fullmatch(line.text):
            continue
        captioned = captioned or _is_caption(line, layout, words)
        # What is below a caption at the top of a page belongs to the table.
        place = last - index if captioned else min(index, last - index)
        if _is_running(line, found, place, running):
            continue
        if len(found) > MOST_WORDS or len(pieces_of(found)) > MOST_COLUMNS:
            y += _FAR_APART
            continue
        if not found:
            continue
        titled = _is_titled(page.lines, index, titled, usual, layout, words)
        placed = tuple(_placed(found, y, titled, noted=index in notes))
        lines.update((box_of(word), index) for word in placed)
        if notes.get(index):
            opened = placed
            continue
        row = Row(page.number, opened + placed, typed=True)
        opened = ()
        rule = typed_rule(row)
        if rule is not None:
            rules.append(rule)
        elif rows and row.plain[0].raised:
            rows[-1] = _with_marks(rows[-1], row)
            for word in rows[-1].words:
                lines.setdefault(box_of(word), index)
            y -= _STEP
        else:
            rows.append(row)
    height = y + _STEP
    width = max((row.x1 for row in rows), default=0.0) + _COLUMN
    surfaces = (
        Surface(page.number, width, height, part, _rules_beside(part, rules))
        for part in _in_parts(rows)
    )
    return Laid(tuple(surfaces), lines)


def _in_parts(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """The rows of a page; one longer than any on paper is split at blank lines."""
    begin = 0
    for index in range(1, len(rows)):
        apart = rows[index].top - rows[index - 1].top > _STEP
        if index - begin >= _LONGEST_PAGE and (apart or 2 * (index - begin) >= 3 * _LONGEST_PAGE):
            yield tuple(rows[begin:index])
            begin = index
    yield tuple(rows[begin:])


def _rules_beside(rows: Sequence[Row], rules: Sequence[Rule]) -> tuple[Rule, ...]:
    if not rows:
        return ()
    low, high = rows[0].top - 2 * _STEP, rows[-1].bottom + 2 * _STEP
    return tuple(rule for rule in rules if low < rule.y < high)


def _is_titled(  # noqa: PLR0913, PLR0917
    lines: Sequence[Line],
    index: int,
    above: bool,
    usual: float,
    layout: Layout,
    words: TableWords,
) -> bool:
    """Whether a line belongs to a title: after a table's number, or alone above its unit note.

    Args:
        lines: the lines of a page.
        index: the index of the line.
        above: whether the line above belongs to a title.
        usual: the usual number of blank lines between two lines.
        layout: the layout of the language.
        words: the words of its tables.
    """
    line = lines[index]
    if _is_caption(line, layout, words):
        return True
    if _APART.search(line.text) or len(line.text) > _TITLE:
        return False
    if above:
        return True
    alone = index == 0 or line.gap > usual
    over_unit = index + 1 < len(lines) and _UNIT.fullmatch(lines[index + 1].text)
    return bool(over_unit) and alone and not line.text.endswith((".", ":", "；", "。", "："))


def _placed(tokens: Sequence[Token], y: float, titled: bool, *, noted: bool) -> Iterator[Word]:
    for index, token in enumerate(tokens):
        x0 = token.start * _COLUMN + (token.passed or 0) * _BETWEEN
        x1 = x0 + (token.end - token.start) * _COLUMN + _OVER
        box = Box(x0, y, x1, y + _SIZE)
        yield Word(token.text, box, _SIZE, bold=titled, raised=noted and index == 0)
        if token.marks:
            beside = Box(x1, y, x1 + _MARK_WIDTH, y + _SIZE)
            yield Word(token.marks, beside, _SIZE, raised=True)


def _with_marks(row: Row, marks: Row) -> Row:
    """Insert marks from a separate line below a row after the words they belong to."""
    words = list(row.words)
    for mark in marks.words:
        x = box_of(mark).x0
        before = [k for k, word in enumerate(words) if box_of(word).x0 <= x]
        at = before[-1] + 1 if before else 1
        right = box_of(words[at - 1]).x1
        box = Box(right, row.top, right + _MARK_WIDTH, row.bottom)
        words.insert(at, changed(mark, box=box, raised=True))
    return Row(row.page, tuple(words), typed=True)


# --- notes --------------------------------------------------------------------------------


def _noted(page: Page, usual: float) -> set[str]:
    """The marks of the notes on a page."""
    tokens = tokens_of(page.lines)
    return {tokens[index][0].text for index in _notes(page.lines, tokens, usual)}


def _notes(
    lines: Sequence[Line], tokens: Sequence[Sequence[Token]], usual: float
) -> dict[int, bool]:
    """Lines that begin with a note mark, and whether the mark is alone in its line."""
    notes: dict[int, bool] = {}
    for index, (line, found) in enumerate(zip(lines, tokens, strict=True)):
        if not found or not _MARK.fullmatch(found[0].text):
            continue
        below = tokens[index + 1] if index + 1 < len(tokens) else []
        if len(found) == 1:
            near = bool(below) and 0 < below[0].start - found[0].start < _BESIDE
            notes[index] = near and len(pieces_of(below)) == 1
            continue
        blank, text = found[1].start - found[0].end, found[1].text
        opens = line.gap > usual or index - 1 in notes
        single = len(pieces_of(found[1:])) == 1
        if single and (blank > 1 or (opens and text[:1].isupper())):
            notes[index] = False
    return notes


def _take_marks(
    tokens: Sequence[list[Token]], notes: Mapping[int, bool], noted: Collection[str]
) -> None:
    """Move note marks behind words in lines with columns to `Token.marks`."""
    for index, line in enumerate(tokens):
        if index in notes or len(pieces_of(line)) < 2:
            continue
        for piece in pieces_of(line):
            last = piece[-1]
            for word, mark, after in zip(piece, piece[1:], piece[2:], strict=False):
                no_word = after.text[:1].isdigit() or mark.text not in _WORDS
                if mark.text in noted and no_word:
                    word.marks = mark.text
                    line.remove(mark)
            touching = _MARKED.fullmatch(last.text)
            if len(piece) > 1 and last.text in noted:
                piece[-2].marks = last.text
                line.remove(last)
            elif touching and touching["mark"] in noted and last is not line[0]:
                last.text, last.marks = touching["number"], touching["mark"]
                last.end -= len(last.marks)
