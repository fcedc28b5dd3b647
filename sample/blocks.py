"""Sets the report's blocks as lines: the position, size and spacing of each kind of block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from lines import Line, Measure, Piece, Style, break_lines, styled
from look import LEFT, OUTER_LEFT, RIGHT, Look
from markup import TABLE, Block, Kind, Report
from table import set_table

_NUMBERS_RIGHT = 111.0
_NOTE_MARKS_RIGHT = 119.5
#: Size, leading and space above of headings; other headings have the size of the running text.
_HEADINGS = {
    Kind.PART: (14.0, 15.0, 14.0),
    Kind.CHAPTER: (12.0, 14.0, 12.0),
    Kind.ANNEX_TITLE: (14.0, 15.0, 10.0),
}


def set_body(report: Report) -> list[Line]:
    """The lines of everything after the summary."""
    look = Look.of(report.language)
    blocks = [block for block in report.blocks if block.kind is not Kind.SUMMARY]
    lines: list[Line] = []
    for part, following in pairwise([*_parts(blocks), None]):
        assert part is not None
        block, *others = part
        if others:
            lines += set_table(part, look)
            continue
        bound = following is not None and _binds(block)
        lines += _keep_together(list(_set_block(block, look)), look, to_next=bound)
    return lines


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks, with those of each table in one list and every other one in its own."""
    parts: list[list[Block]] = []
    for block in blocks:
        if block.kind in TABLE:
            parts[-1].append(block)
        else:
            parts.append([block])
    return parts


def set_summary(report: Report) -> list[Line]:
    """The lines of the summary."""
    look = Look.of(report.language)
    blocks = [block for block in report.blocks if block.kind is Kind.SUMMARY]
    measure = Measure(LEFT, RIGHT, first=LEFT + look.indent)
    return [line for block in blocks for line in _paragraph(block, look, measure)]


def set_notes(report: Report) -> dict[int, list[Line]]:
    """The lines of each footnote, by its number."""
    look = Look.of(report.language)
    return {number: set_note(str(number), text, look) for number, text in report.notes.items()}


def set_note(mark: str, text: str, look: Look) -> list[Line]:
    """The lines of one footnote, with its mark before the first."""
    style = look.style(8.0)
    leading = 12.5 if style.chinese else 10.0
    lines = break_lines(styled(text, style), Measure(LEFT, RIGHT, justified=False))
    number = flush_right(mark, style if mark == "*" else style.raised, _NOTE_MARKS_RIGHT)
    first = replace(lines[0], pieces=(replace(number, text=f"{mark} "), *lines[0].pieces), blanks=1)
    return [replace(line, leading=leading) for line in (first, *lines[1:])]


def flush_right(text: str, style: Style, right: float) -> Piece:
    """A piece that ends at `right`."""
    return Piece(right - Piece(0.0, text, style).width, text, style)


def _binds(block: Block) -> bool:
    """Whether a block must end on the page on which the next one begins."""
    if block.kind in (Kind.PART, Kind.CHAPTER, Kind.HEADING, Kind.ANNEX, Kind.ANNEX_TITLE):
        return True
    return block.text.endswith((":", "："))


def _keep_together(lines: Sequence[Line], look: Look, *, to_next: bool) -> Iterator[Line]:
    """The lines of a block, with `keep` set where the next line must be on the same page."""
    for index, line in enumerate(lines, start=1):
        beside_lone = index in (1, len(lines) - 1) and not look.lone_lines
        keep = to_next if index == len(lines) else beside_lone or line.keep
        yield replace(line, keep=keep)


def _set_block(block: Block, look: Look) -> Iterator[Line]:
    match block.kind:
        case Kind.PART | Kind.CHAPTER | Kind.HEADING | Kind.ANNEX_TITLE:
            return _heading(block, look)
        case Kind.ANNEX:
            piece = Piece(OUTER_LEFT, block.text, look.style(14.0, bold=True))
            return iter([Line((piece,), last=True, leading=15.0, new_page=True)])
        case _:
            return _labelled(block, look)


def _heading(block: Block, look: Look) -> Iterator[Line]:
    """A heading, its number in the margin; without a number its text starts with two spaces."""
    size, leading, before = _HEADINGS.get(block.kind, (look.body.size, look.leading, 10.0))
    style = look.style(size, bold=not block.text.startswith("*"))
    lines = break_lines(styled(block.text, style), Measure(LEFT, RIGHT - 30, justified=False))
    first = replace(lines[0], before=before, blanks=1 if block.mark else 2)
    if block.mark:
        number = flush_right(block.mark, style, _NUMBERS_RIGHT)
        first = replace(first, pieces=(replace(number, text=f"{block.mark} "), *first.pieces))
    for line in (first, *lines[1:]):
        yield replace(line, leading=leading, keep=True)


def _labelled(block: Block, look: Look) -> Iterator[Line]:
    """A paragraph or item, with its number, letter or bullet before the first line."""
    inner = LEFT + look.indent
    left, measure = {
        Kind.PARAGRAPH: (LEFT, Measure(LEFT, RIGHT, first=inner)),
        Kind.ITEM: (inner, Measure(LEFT, RIGHT, first=inner + look.indent)),
        Kind.SUBITEM: (inner + 4, Measure(inner + look.indent, RIGHT)),
        Kind.BULLET: (inner - 7, Measure(inner, RIGHT)),
    }[block.kind]
    label = Piece(left, f"{block.mark or '•'} ", replace(look.body, chinese=False))
    first, *others = _paragraph(block, look, measure)
    blanks = 0 if block.kind is Kind.PARAGRAPH else 1
    yield replace(first, pieces=(label, *first.pieces), blanks=blanks)
    yield from others


def _paragraph(block: Block, look: Look, measure: Measure) -> Iterator[Line]:
    """The lines of running text, with a gap above and the first line indented."""
    first, *others = break_lines(styled(block.text, look.body), measure)
    yield replace(first, leading=look.leading, before=look.gap, blanks=1)
    for line in others:
        yield replace(line, leading=look.leading)
