"""The pages of a document as printed, and the structure given by its tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import msgspec

from pipeline.cached import cached_property

#: `Word.content` of a word outside marked content, and of one marked as page furniture.
UNMARKED, ARTIFACT = -1, -2


class Box(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A rectangle on a page, in points from the upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: Box) -> Box:
        """The smallest box that contains both."""
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


class Word(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Characters printed together; in text input a whole line is one word without a box.

    A page has many words and lines. As structs they are made ten times as fast as dataclasses.
    """

    text: str
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    #: Smaller than the line and raised above it: a footnote mark, an exponent.
    raised: bool = False
    #: Printed without a space after the previous word.
    joined: bool = False
    #: Its marked content, as an index into `Tags.contents`; or `UNMARKED` or `ARTIFACT`.
    content: int = UNMARKED


class Line(msgspec.Struct, frozen=True, dict=True, array_like=True):
    """One printed line.

    `indent` is in spaces (text) or points (PDF); `gap` measures the white space above. `right` is
    the right edge, in points. On a page with columns, `column` numbers them in reading order, and
    `indent` and `right` are shifted as if the column's edges were those of the page's text.
    """

    words: tuple[Word, ...]
    indent: float = 0.0
    gap: float = 0.0
    right: float = 0.0
    column: int = 0
    #: The whitespace before the first word of a line of text.
    blanks: str = ""

    @cached_property
    def text(self) -> str:
        """The words, with a space between those that are printed apart."""
        return text_of(self.words)

    @cached_property
    def sizes(self) -> Mapping[float, int]:
        """How many of its characters have each font size."""
        return sizes_of(self.words)

    @cached_property
    def size(self) -> float:
        """The font size of most of its characters, the smaller of two; 0 without words."""
        return commonest_size(self.sizes)

    @cached_property
    def bold(self) -> bool:
        """Whether its words are bold, not counting raised ones."""
        return all(word.bold for word in self.words if not word.raised)

    @cached_property
    def italic(self) -> bool:
        """Whether its words are italic, not counting raised ones."""
        return all(word.italic for word in self.words if not word.raised)

    @cached_property
    def widest_space(self) -> float:
        """The widest white space between two of its words, in points; 0 without boxes."""
        boxes = [word.box for word in self.words if word.box is not None]
        return max([0.0, *[box.x0 - before.x1 for before, box in pairwise(boxes)]])

    @cached_property
    def top(self) -> float:
        """The upper edge of its highest word; 0 without boxes."""
        return min([word.box.top for word in self.words if word.box], default=0.0)


def text_of(words: Sequence[Word]) -> str:
    """The words, with a space between those that are printed apart."""
    if True not in [word.joined for word in words]:  # as in most lines
        return " ".join([word.text for word in words])
    text = "".join([word.text if word.joined else f" {word.text}" for word in words])
    return text if words[0].joined else text[1:]


def sizes_of(words: Sequence[Word]) -> dict[float, int]:
    """How many of the words' characters have each font size."""
    sizes = {word.size for word in words}
    if len(sizes) == 1:  # as in most lines
        return dict.fromkeys(sizes, sum([len(word.text) for word in words]))
    tally: dict[float, int] = {}
    for word in words:
        tally[word.size] = tally.get(word.size, 0) + len(word.text)
    return tally


def commonest_size(sizes: Mapping[float, int]) -> float:
    """The font size of most characters, the smaller of two; 0 without any."""
    if len(sizes) == 1:
        return next(iter(sizes))
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its lines from top to bottom. `width` and `height` are 0 for text.

    `insets` are the lines of each frame beside or within the running text. `rules` are drawn
    straight lines, and filled rectangles thin enough to stand for one; `rectangles` are the larger
    ones. `marked` is the share of the page's characters that are tagged, in a block or as page
    furniture. `removed` counts characters that were removed because they cannot be stored
    (`pipeline.pages.storable`).
    """

    number: int
    lines: tuple[Line, ...]
    width: float = 0.0
    height: float = 0.0
    insets: tuple[tuple[Line, ...], ...] = ()
    rules: tuple[Box, ...] = ()
    rectangles: tuple[Box, ...] = ()
    marked: float = 0.0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A block-level element of a document's structure, such as a paragraph or a cell.

    `kind` is a standard structure type (ISO 32000-1, 14.8.4), such as `P`, `H1`, `L`, `LI`, `Lbl`,
    `LBody`, `Note`, `TOCI`, `Table`, `TR`, `TH`, `TD` or `Figure`; an unknown type that the role
    map does not resolve stays as it is. `level` is the level of a heading, from 1, otherwise 0.
    `text` replaces the block's characters, `alternative` describes a picture. `rows` and `columns`
    are the number of rows and columns a cell spans, `scope` is `Row`, `Column` or `Both`, and
    `headers` are the indexes of its header cells. `numbering` is how a list is numbered, such as
    `Decimal`.
    """

    kind: str
    #: Index of the enclosing block, -1 at the root.
    parent: int = -1
    level: int = 0
    language: str | None = None
    text: str | None = None
    alternative: str | None = None
    rows: int = 1
    columns: int = 1
    scope: str | None = None
    headers: tuple[int, ...] = ()
    numbering: str | None = None


@dataclass(frozen=True, slots=True)
class Tags:
    """The structure tree of a PDF: its blocks, and the block of each piece of marked content.

    `blocks` and `contents` are in tree order, which is reading order. A word belongs to the block
    `blocks[contents[word.content]]`; inline elements, such as `Span` and `Link`, are not blocks,
    and their content belongs to the enclosing block. `texts` and `languages` are what inline
    elements say about marked content, by index. `marked` is the share of the document's characters
    that are tagged. `doubt` says why the tags cannot be trusted, and is empty if they can.
    """

    blocks: tuple[Block, ...] = ()
    contents: tuple[int, ...] = ()
    texts: Mapping[int, str] = field(default_factory=dict)
    languages: Mapping[int, str] = field(default_factory=dict)
    marked: float = 0.0
    doubt: str = ""

    @property
    def trusted(self) -> bool:
        """Whether the tags can be trusted to describe the document's text."""
        return not self.doubt

    def block_of(self, content: int) -> int:
        """Index of the block of a piece of marked content, -1 if it has none."""
        return self.contents[content] if content >= 0 else -1


@dataclass(frozen=True, slots=True)
class Document:
    """The pages of a file, and its tags if it has any."""

    pages: tuple[Page, ...]
    tags: Tags | None = None
