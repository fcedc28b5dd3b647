"""A page prepared for table detection: rows of words with their places, and drawn rules."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from pipeline.pages.page import Box, Page, Word, text_of

#: Space that separates pieces of text in a row, as a share of the font size. Spaces within a number
#: take up to a third, the narrowest gap between columns close to a half.
APART = 0.40
#: Points by which the pieces of one rule, drawn cell by cell, may differ in height, and be apart.
_SAME_HEIGHT, _BROKEN = 1.5, 2.5
#: Minimum width in points of a piece of a rule; narrower ones are joints between cells.
_JOINT = 3.0
#: Share of the height by which rows on one baseline overlap.
_OVERLAP = 0.6
_RULE_OF_TEXT = re.compile(r"[_‗─━═]{3,}|-{6,}|={6,}|(?:[-–—]\s){6,}[-–—]?")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Adjacent words of a row, without the note marks raised beside them."""

    words: tuple[Word, ...]
    marks: tuple[Word, ...] = ()

    @property
    def text(self) -> str:
        """The words, with a space between those that are printed apart."""
        return text_of(self.words)

    @property
    def x0(self) -> float:
        """Left edge."""
        return box_of(self.words[0]).x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(box_of(word).x1 for word in self.words)

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

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.size] += len(word.text)
        return sizes.most_common(1)[0][0]

    @cached_property
    def top(self) -> float:
        """Upper edge of its plain words."""
        return min(box_of(word).top for word in self.plain)

    @cached_property
    def bottom(self) -> float:
        """Lower edge of its plain words."""
        return max(box_of(word).bottom for word in self.plain)

    @cached_property
    def plain(self) -> tuple[Word, ...]:
        """Its words without raised marks; all of them if it has no others."""
        return tuple(word for word in self.words if not word.raised) or self.words

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return box_of(self.words[0]).x0

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return max(box_of(word).x1 for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words, with a space between those that are printed apart."""
        return text_of(self.words)

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
        words: list[Word] = []
        marks: list[Word] = []
        for word in self.words:
            box = box_of(word)
            before = words[-1] if words else None
            if word.raised and before is not None:
                marks.append(word)
                continue
            if before is not None:
                left = box_of(before)
                right = max(left.x1, box_of(marks[-1]).x1) if marks else left.x1
                apart = box.x0 - right > gap * max(self.size, word.size)
                if not apart and edges and not word.joined:
                    low, high = (left.x0 + left.x1) / 2, (box.x0 + box.x1) / 2
                    apart = any(
                        low < edge < high and left.x1 - 2 <= edge <= box.x0 + 2 for edge in edges
                    )
                if apart:
                    yield Chunk(tuple(words), tuple(marks))
                    words, marks = [], []
            words.append(word)
        if words:
            yield Chunk(tuple(words), tuple(marks))


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


def union(words: Iterable[Word]) -> Box:
    """The smallest box that contains some words of a PDF."""
    boxes = [box_of(word) for word in words]
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def is_wide(character: str) -> bool:
    """Whether a character is one of Chinese, which has no spaces between words."""
    return unicodedata.east_asian_width(character) in "WF"


def rows_of(page: Page) -> list[Row]:
    """The rows of a page; lines in columns and frames that share a baseline form one row."""
    lines = [line.words for line in page.lines]
    lines += [line.words for inset in page.insets for line in inset]
    kept = [words for words in lines if all(word.box is not None for word in words)]
    rows: list[Row] = []
    for words in sorted(kept, key=lambda words: (_middle(words), box_of(words[0]).x0)):
        row = Row(page.number, tuple(sorted(words, key=lambda word: box_of(word).x0)))
        if rows and _is_one_row(rows[-1], row):
            merged = sorted((*rows[-1].words, *row.words), key=lambda word: box_of(word).x0)
            rows[-1] = Row(page.number, tuple(merged))
        else:
            rows.append(row)
    return rows


def _middle(words: Sequence[Word]) -> float:
    plain = [word for word in words if not word.raised] or list(words)
    return sum(box_of(word).top + box_of(word).bottom for word in plain) / (2 * len(plain))


def _is_one_row(one: Row, other: Row) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    low = min(one.bottom - one.top, other.bottom - other.top)
    apart = all(
        box_of(a).x1 <= box_of(b).x0 + 1 or box_of(b).x1 <= box_of(a).x0 + 1
        for a in one.words
        for b in other.words
    )
    return shared > _OVERLAP * low and apart


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
    if not all(_RULE_OF_TEXT.fullmatch(word.text) for word in row.plain):
        return None
    return rules_of(
        Box(box_of(word).x0, row.bottom - 1, box_of(word).x1, row.bottom) for word in row.plain
    )[0]
