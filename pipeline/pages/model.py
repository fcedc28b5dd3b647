"""What a document prints, page by page, and the structure that its tags give it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

#: `Word.content` of a word that no mark surrounds, and of one that is marked as page furniture.
UNMARKED, ARTIFACT = -1, -2


class Box(NamedTuple):
    """A place on a page, in points from its upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


@dataclass(slots=True, unsafe_hash=True)
class Word:
    """Characters printed together; in text input a whole line is one word without a box.

    It is not to be changed; that nothing prevents it makes the many words of a page thrice as quick
    to make.
    """

    text: str
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    #: Smaller than the line and set above it: a footnote mark, an exponent.
    raised: bool = False
    #: Printed without a blank after the word before it.
    joined: bool = False
    #: Its marked content, as an index of `Tags.contents`; or `UNMARKED` or `ARTIFACT`.
    content: int = UNMARKED


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    `indent` counts blanks (text) or points (PDF); `gap` tells of white space above it. `right` is
    where it ends, in points. On a page with columns, `column` numbers what is read one after the
    other, and `indent` and `right` are as if a column's edges were those of the page's text.
    """

    words: tuple[Word, ...]
    indent: float = 0.0
    gap: float = 0.0
    right: float = 0.0
    column: int = 0
    #: What stands before the first word of a line of text.
    blanks: str = ""

    @property
    def text(self) -> str:
        """The words, a blank between those that are printed apart."""
        text = "".join([word.text if word.joined else f" {word.text}" for word in self.words])
        return text[1:] if self.words and not self.words[0].joined else text


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its printed lines from top to bottom. `width` and `height` are 0 for text.

    `insets` are the lines of each frame that stands beside or within the running text. `rules` are
    straight lines that are drawn, and filled rectangles so thin that they stand for one;
    `rectangles` are the larger ones. `marked` is the share of the page's characters that are
    tagged: in a block, or as page furniture. `removed` counts characters that no store keeps, which
    were taken out (`pipeline.pages.storable`).
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
    """An element of a document's structure that is set by itself, such as a paragraph or a cell.

    `kind` is a standard structure type (ISO 32000-1, 14.8.4), such as `P`, `H1`, `L`, `LI`, `Lbl`,
    `LBody`, `Note`, `TOCI`, `Table`, `TR`, `TH`, `TD` or `Figure`; one that is unknown and that the
    role map does not name stays as it is. `level` is that of a heading, from 1, else 0. `text` is
    what the block says in place of its characters, `alternative` what a picture shows. `rows` and
    `columns` are how many of them a cell spans, `scope` is `Row`, `Column` or `Both`, and `headers`
    are the indexes of the cells that head it. `numbering` is how a list counts, such as `Decimal`.
    """

    kind: str
    #: Index of the block around it, -1 for one at the root.
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
    """The structure tree of a PDF: its blocks, and the block of each marked content.

    `blocks` and `contents` are in the order of the tree, which is that of reading. A word is of the
    block `blocks[contents[word.content]]`; elements within a line, such as `Span` and `Link`, are
    no blocks, and what they hold is of the block around them. `texts` and `languages` are what such
    elements say of marked contents, by their indexes. `marked` is the share of the document's
    characters that are tagged. `doubt` says why the tags cannot be trusted, and is empty where they
    can.
    """

    blocks: tuple[Block, ...] = ()
    contents: tuple[int, ...] = ()
    texts: Mapping[int, str] = field(default_factory=dict)
    languages: Mapping[int, str] = field(default_factory=dict)
    marked: float = 0.0
    doubt: str = ""

    @property
    def trusted(self) -> bool:
        """Whether the tags tell what the document's text is made of."""
        return not self.doubt

    def block_of(self, word: Word) -> int:
        """Index of a word's block, -1 of a word that has none."""
        return self.contents[word.content] if word.content >= 0 else -1


@dataclass(frozen=True, slots=True)
class Document:
    """The pages of a file, and its tags where it carries some."""

    pages: tuple[Page, ...]
    tags: Tags | None = None
