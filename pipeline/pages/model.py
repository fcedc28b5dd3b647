"""What a page is made of, alike for PDF and text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
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


@dataclass(frozen=True, slots=True)
class Word:
    """Characters printed together; in text input a whole line is one word without a box."""

    text: str
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    #: Smaller than the line and set above it: a footnote mark, an exponent.
    raised: bool = False
    #: Printed without a blank after the word before it.
    joined: bool = False


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

    @property
    def text(self) -> str:
        """The words, a blank between those that are printed apart."""
        text = "".join([word.text if word.joined else f" {word.text}" for word in self.words])
        return text[1:] if self.words and not self.words[0].joined else text


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its printed lines from top to bottom. `width` and `height` are 0 for text.

    `insets` are the lines of each frame that stands beside or within the running text.
    """

    number: int
    lines: tuple[Line, ...]
    width: float = 0.0
    height: float = 0.0
    insets: tuple[tuple[Line, ...], ...] = ()
