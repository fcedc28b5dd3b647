"""Pages with printed tables, drawn from a few lines of text for tests."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.pages.page import Box, Line, Page, Word

WIDTH, HEIGHT = 612.0, 792.0
#: Width of a character as share of the type size.
_CHARACTER = 0.5
_BLANK = 0.28


@dataclass(frozen=True)
class Piece:
    """Text on a row: at `x`, its right edge there with `right`, its middle with `middle`.

    A note's mark follows a caret: `412^a`.
    """

    text: str
    x: float
    right: bool = False
    middle: bool = False
    bold: bool = False
    italic: bool = False
    size: float = 8.5


def row(y: float, *pieces: Piece) -> Line:
    """One printed row."""
    words = [word for piece in pieces for word in _words(piece, y)]
    words.sort(key=lambda word: word.box.x0 if word.box else 0)
    assert words[0].box
    assert words[-1].box
    return Line(tuple(words), indent=words[0].box.x0, right=words[-1].box.x1, gap=20)


def _words(piece: Piece, y: float) -> list[Word]:
    unit = piece.size * _CHARACTER
    parts = piece.text.split(" ")
    lengths = [len(part.partition("^")[0]) * unit for part in parts]
    total = sum(lengths) + (len(parts) - 1) * piece.size * _BLANK
    x = piece.x - total if piece.right else piece.x - total / 2 if piece.middle else piece.x
    words: list[Word] = []
    for part, length in zip(parts, lengths, strict=True):
        text, _, mark = part.partition("^")
        box = Box(round(x, 2), y, round(x + length, 2), y + piece.size)
        words.append(Word(text, box, piece.size, piece.bold, piece.italic))
        if mark:
            raised = Box(box.x1, y - 2, box.x1 + 3, y + 3)
            words.append(Word(mark, raised, 5.5, raised=True, joined=True, italic=True))
        x += length + piece.size * _BLANK
    return words


def rule(y: float, edges: Sequence[float], thickness: float = 0.5) -> list[Box]:
    """A rule drawn cell by cell between edges."""
    return [
        Box(left + 0.2, y, right - 0.2, y + thickness) for left, right in itertools.pairwise(edges)
    ]


def prose(y: float, lines: int = 3, left: float = 123.0) -> list[Line]:
    """Lines of running text."""
    text = "The mission reports that the work went on in all parts of the country"
    return [row(y + 12 * index, Piece(text, left, size=10)) for index in range(lines)]


def page(lines: Sequence[Line], rules: Sequence[Box] = (), number: int = 1) -> Page:
    """A page of rows and rules."""
    ordered = sorted(lines, key=lambda line: line.words[0].box.top if line.words[0].box else 0)
    return Page(number, tuple(ordered), WIDTH, HEIGHT, rules=tuple(rules))


def table(
    top: float,
    body: Sequence[tuple[str, ...]],
    *,
    head: Sequence[tuple[str, ...]],
    caption: Sequence[str] = (),
    edges: Sequence[float] = (60, 260, 340, 420, 500),
    ruled: bool = True,
    step: float = 14.5,
) -> tuple[list[Line], list[Box]]:
    """A table as United Nations documents print it: a head in italics between two rules.

    A stub that begins with `*` is bold, with `>` indented; `_` as a cell stands for none; a row of
    `---` is a rule.
    """
    lines: list[Line] = []
    rules: list[Box] = []
    y = top
    for index, text in enumerate(caption):
        bracketed = text.startswith(("(", "（"))
        named = index == 0 and len(caption) > 1 and len(text) < 14
        size = 7 if bracketed else 10
        lines.append(row(y, Piece(text, edges[0], bold=not (bracketed or named), size=size)))
        y += 12
    y += 8
    if ruled:
        rules += rule(y, edges)
    y += 6
    for cells in head:
        lines.append(_cells(y, cells, edges, size=7, italic=True))
        y += 8.2
    y += 4
    if ruled:
        rules += rule(y, edges, 1.4)
    y += 9
    for cells in body:
        if cells == ("---",):
            rules += rule(y - 4, edges)
            y += 5
            continue
        lines.append(_cells(y, cells, edges, size=8.5, italic=False))
        y += step
    if ruled:
        rules += rule(y, edges, 1.4)
    return lines, rules


def _cells(
    y: float, cells: Sequence[str], edges: Sequence[float], *, size: float, italic: bool
) -> Line:
    pieces = []
    for index, text in enumerate(cells):
        if text in ("", "_"):
            continue
        if index == 0:
            bold, indented = text.startswith("*"), text.lstrip("*").startswith(">")
            x = edges[0] + (14 if indented else 0)
            pieces.append(Piece(text.lstrip("*>"), x, bold=bold, italic=italic, size=size))
        else:
            bold = cells[0].startswith("*")
            x = edges[index + 1] - 3
            pieces.append(Piece(text, x, right=True, bold=bold, italic=italic, size=size))
    return row(y, *pieces)
