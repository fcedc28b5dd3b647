"""A page prepared for table detection: rows of words with their places, and drawn rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from operator import attrgetter, sub

import msgspec
from msgspec.structs import astuple

from pipeline.cached import cached_property, knowing
from pipeline.pages.page import Box, Line, Page, Word, commonest_size, sizes_of, text_of

#: Space that separates pieces of text in a row, as a share of the font size. Spaces within a number
#: take up to a third, the narrowest gap between columns close to a half.
APART = 0.40
#: Points by which the pieces of one rule, drawn cell by cell, may differ in height, and be apart.
_SAME_HEIGHT, _BROKEN = 1.5, 2.5
#: Minimum width in points of a piece of a rule; narrower ones are joints between cells.
_JOINT = 3.0
#: Share of the height by which rows on one baseline overlap.
_OVERLAP = 0.6
#: What such a rule begins with, and all of it.
_RULED = "_‗─━═-=–—"
_RULE_OF_TEXT = re.compile(r"[_‗─━═]{3,}|-{6,}|={6,}|(?:[-–—]\s){6,}[-–—]?")


class Chunk(msgspec.Struct, frozen=True, dict=True):
    """Adjacent words of a row, without the note marks raised beside them."""

    words: tuple[Word, ...]
    marks: tuple[Word, ...] = ()

    @cached_property
    def text(self) -> str:
        """The words, with a space between those that are printed apart."""
        return text_of(self.words)

    @property
    def x0(self) -> float:
        """Left edge."""
        return box_of(self.words[0]).x0

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return max([box_of(word).x1 for word in self.words])

    @property
    def center(self) -> float:
        """The middle between its edges."""
        return (self.x0 + self.x1) / 2

    @property
    def bold(self) -> bool:
        """Whether its first word is bold."""
        return self.words[0].bold

    @property
    def italic(self) -> bool:
        """Whether its first word is italic."""
        return self.words[0].italic

    @property
    def box(self) -> Box:
        """The box of its words."""
        return union(self.words)


@dataclass(eq=False)
class Row:
    """The words on one baseline across the whole page, from left to right.

    A `typed` row comes from a text file: its positions come from spaces, and it has no fonts or
    drawn rules.
    """

    page: int
    words: tuple[Word, ...]
    typed: bool = False
    #: The printed line that it consists of, if it is one.
    line: Line | None = None
    has_raised: bool = field(init=False)
    #: Its words without raised marks; all of them if it has no others.
    plain: tuple[Word, ...] = field(init=False)
    #: Left and right edge.
    x0: float = field(init=False)
    x1: float = field(init=False)
    #: Upper and lower edge of its plain words, and their average middle.
    top: float = field(init=False)
    bottom: float = field(init=False)
    middle: float = field(init=False)

    def __post_init__(self) -> None:
        words = plain = self.words
        x0s, tops, x1s, bottoms = zip(*map(astuple, _boxes_of(words)), strict=True)
        if self.line is not None:  # it would look at all boxes again
            spaces = map(sub, x0s[1:], x1s)
            knowing(self.line, top=min(tops), widest_space=max([0.0, *spaces]))
        self.has_raised = True in [word.raised for word in words]
        if self.has_raised:
            plain = tuple([word for word in words if not word.raised]) or words
            _, tops, _, bottoms = zip(*map(astuple, _boxes_of(plain)), strict=True)
        self.plain, self.x0, self.x1 = plain, x0s[0], max(x1s)
        self.top, self.bottom = min(tops), max(bottoms)
        self.middle = (sum(tops) + sum(bottoms)) / (2 * len(plain))

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        return self.line.size if self.line else commonest_size(sizes_of(self.words))

    @cached_property
    def text(self) -> str:
        """The words, with a space between those that are printed apart."""
        return self.line.text if self.line else text_of(self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.plain)

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """Its pieces, separated by white space."""
        return tuple(self.split(APART))

    def split(self, gap: float, edges: Sequence[float] = ()) -> Iterator[Chunk]:
        """Split the row at white space and at the edges of columns.

        Args:
            gap: the width of white space that splits, as a share of the font size.
            edges: positions, in points, where words are split in any case.
        """
        begin = 0
        for at, before, space, size in self._spaces() if edges else self._wide_spaces:
            if space > gap * size or _is_at_edge(before, self.words[at], edges):
                yield self._chunk(begin, at)
                begin = at
        yield self._chunk(begin, len(self.words))

    def pieces(self, gap: float) -> int:
        """Into how many pieces white space splits the row; see `split`."""
        if self._is_whole(gap):
            return 1
        return 1 + sum([space > gap * size for _, _, space, size in self._wide_spaces])

    def _is_whole(self, gap: float) -> bool:
        """Whether its line has no white space that splits it, as most running text."""
        line = self.line
        return line is not None and not self.has_raised and line.widest_space <= gap * self.size

    @cached_property
    def _wide_spaces(self) -> tuple[tuple[int, Word, float, float], ...]:
        return () if self._is_whole(APART) else tuple(self._spaces(APART))

    def _spaces(self, least: float | None = None) -> Iterator[tuple[int, Word, float, float]]:
        """The white space before words that are no note marks.

        Args:
            least: the share of the font size that it exceeds; by default, any.

        Yields:
            the index of the word, the word before, the width of the space, and the font size that
            the space is measured by.
        """
        own, before, end = self.size, self.words[0], 0.0
        for at, word in enumerate(self.words):
            assert word.box is not None
            x0, x1 = word.box.x0, word.box.x1
            if word.raised and at:
                end = max(end, x1)
                continue
            space = x0 - end
            if at and (least is None or (space > least * own and space > least * word.size)):
                yield at, before, space, max(own, word.size)
            before, end = word, x1

    def _chunk(self, begin: int, end: int) -> Chunk:
        words = self.words[begin:end]
        if not self.has_raised:
            return Chunk(words)
        marks = tuple(word for word in words[1:] if word.raised)
        return Chunk((words[0], *(word for word in words[1:] if not word.raised)), marks)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is drawn at one height: its unbroken spans, and the joints of their segments."""

    y: float
    thickness: float
    spans: tuple[tuple[float, float], ...]
    joints: tuple[float, ...]

    @property
    def x0(self) -> float:
        """Left end."""
        return self.spans[0][0]

    @property
    def x1(self) -> float:
        """Right end."""
        return self.spans[-1][1]

    @property
    def length(self) -> float:
        """Total length drawn."""
        return sum(right - left for left, right in self.spans)

    def covers(self, left: float, right: float, share: float = 0.6) -> bool:
        """Whether a share of `left` to `right` is above or below one of its spans."""
        width = max(right - left, 0.1)
        covered = sum(max(0.0, min(b, right) - max(a, left)) for a, b in self.spans)
        return covered / width >= share


@dataclass(frozen=True)
class Surface:
    """The rows of a page from top to bottom, without furniture, and its rules."""

    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...]
    uprights: tuple[Box, ...] = field(default=())

    @property
    def typed(self) -> bool:
        """Whether the page is from a text file."""
        return any(row.typed for row in self.rows)


def box_of(word: Word) -> Box:
    """The box of a word in a PDF."""
    assert word.box is not None
    return word.box


def _boxes_of(words: Sequence[Word]) -> list[Box]:
    """The boxes of words in a PDF; without a call for each word."""
    boxes = [word.box for word in words if word.box is not None]
    assert len(boxes) == len(words)
    return boxes


def _is_at_edge(left: Word, right: Word, edges: Sequence[float]) -> bool:
    """Whether the edge of a column is between two words that are printed apart."""
    if right.joined:
        return False
    before, after = box_of(left), box_of(right)
    low, high = (before.x0 + before.x1) / 2, (after.x0 + after.x1) / 2
    return any(low < edge < high and before.x1 - 2 <= edge <= after.x0 + 2 for edge in edges)


def union(words: Sequence[Word]) -> Box:
    """The smallest box that contains some words of a PDF."""
    boxes = _boxes_of(words)
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def rows_of(page: Page) -> list[Row]:
    """The rows of a page; lines in columns and frames that share a baseline form one row."""
    lines = [
        _row_of(line, page.number)
        for line in chain(page.lines, *page.insets)
        if None not in [word.box for word in line.words]
    ]
    rows: list[Row] = []
    for row in sorted(lines, key=attrgetter("middle", "x0")):
        if rows and _is_one_row(rows[-1], row):
            rows[-1] = Row(page.number, _from_left((*rows[-1].words, *row.words)))
        else:
            rows.append(row)
    return rows


def _row_of(line: Line, page: int) -> Row:
    words = _from_left(line.words)
    return Row(page, words, line=line if words is line.words else None)


def _from_left(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words from left to right: the same tuple if they are in order, as in most lines."""
    lefts = [box.x0 for box in _boxes_of(words)]
    if lefts == sorted(lefts):
        return words
    return tuple(sorted(words, key=lambda word: box_of(word).x0))


def _is_one_row(one: Row, other: Row) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    low = min(one.bottom - one.top, other.bottom - other.top)
    return shared > _OVERLAP * low and all(
        box_of(a).x1 <= box_of(b).x0 + 1 or box_of(b).x1 <= box_of(a).x0 + 1
        for a in one.words
        for b in other.words
    )


def rules_of(drawn: Iterable[Box]) -> tuple[Rule, ...]:
    """Join horizontal lines that are drawn cell by cell into rules."""
    levels: list[list[Box]] = []
    for box in sorted(drawn, key=lambda box: (box.top, box.x0)):
        if box.x1 - box.x0 <= box.bottom - box.top:
            continue
        if levels and box.top - levels[-1][0].top <= _SAME_HEIGHT:
            levels[-1].append(box)
        else:
            levels.append([box])
    return tuple(_rule(level) for level in levels)


def _rule(level: Sequence[Box]) -> Rule:
    spans: list[list[float]] = []
    for box in sorted(level, key=lambda box: box.x0):
        if spans and box.x0 - spans[-1][1] <= _BROKEN:
            spans[-1][1] = max(spans[-1][1], box.x1)
        else:
            spans.append([box.x0, box.x1])
    wide = sorted((box for box in level if box.x1 - box.x0 >= _JOINT), key=lambda box: box.x0)
    joints = [
        round((left.x1 + right.x0) / 2, 1)
        for left, right in pairwise(wide)
        if right.x0 - left.x1 > -_JOINT
    ]
    tops, bottoms = [box.top for box in level], [box.bottom for box in level]
    thickness = max(box.bottom - box.top for box in level)
    return Rule(
        round((min(tops) + max(bottoms)) / 2, 1),
        round(thickness, 2),
        tuple((left, right) for left, right in spans),
        tuple(dict.fromkeys(joints)),
    )


def typed_rule(row: Row) -> Rule | None:
    """The rule that a row of underscores or dashes represents; None if it is text."""
    if row.plain[0].text[:1] not in _RULED:
        return None
    if not all(_RULE_OF_TEXT.fullmatch(word.text) for word in row.plain):
        return None
    return rules_of(
        Box(box_of(word).x0, row.bottom - 1, box_of(word).x1, row.bottom) for word in row.plain
    )[0]
