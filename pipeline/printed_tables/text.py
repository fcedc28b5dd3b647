"""The text of printed tables, and where it belongs among a document's paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from msgspec.structs import replace as changed

from pipeline.pages.page import Box, Line, Page
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.spans import Span, Spans
from pipeline.printed_tables.printed_table import PrintedTable, TableCell
from pipeline.printed_tables.surface import Row


def table_text(
    rows: Sequence[Row], cells: Sequence[TableCell]
) -> tuple[str, list[Span], tuple[TableCell, ...]]:
    """The text of a table's printed rows, the places of its words, and the cells with theirs.

    Args:
        rows: rows in reading order.
        cells: cells made of words in these rows.
    """
    text = ""
    spans: list[Span] = []
    places: dict[int, tuple[int, int]] = {}
    for row in rows:
        text += "\n" if text else ""
        begun = len(text)
        for word in row.words:
            text += "" if word.joined or len(text) == begun else " "
            start = len(text)
            text += word.text
            spans.append(Span(start, len(text), row.page, word.box))
            places[id(word)] = (start, len(text))
    placed = tuple(
        replace(cell, start=places[id(cell.words[0])][0], end=places[id(cell.words[-1])][1])
        for cell in cells
    )
    return text, spans, placed


def without_words(pages: Sequence[Page], taken: AbstractSet[int]) -> tuple[Page, ...]:
    """Pages without some of their words, given by identity."""
    if not taken:
        return tuple(pages)
    return tuple(
        replace(
            page,
            lines=_kept(page.lines, taken),
            insets=tuple(inset for lines in page.insets if (inset := _kept(lines, taken))),
        )
        for page in pages
    )


def _kept(lines: Sequence[Line], taken: AbstractSet[int]) -> tuple[Line, ...]:
    kept: list[Line] = []
    for line in lines:
        if taken.isdisjoint(map(id, line.words)):
            kept.append(line)
        elif words := tuple(word for word in line.words if id(word) not in taken):
            kept.append(changed(line, words=words))
    return tuple(kept)


def at_line(number: int) -> Box:
    """The position of a line of text on its page, in lines; not a place on paper."""
    return Box(0, number, 0, number)


def without_lines(
    paragraphs: Sequence[Paragraph], tables: Sequence[PrintedTable]
) -> tuple[tuple[Paragraph, ...], tuple[PrintedTable, ...]]:
    """Remove line positions from the paragraphs and tables of a text, which have no boxes."""
    return (
        tuple(replace(one, spans=_without_boxes(one.spans)) for one in paragraphs),
        tuple(replace(one, spans=_without_boxes(one.spans)) for one in tables),
    )


def _without_boxes(spans: Spans) -> Spans:
    return Spans.of(span if span.box is None else changed(span, box=None) for span in spans)


def put_among(
    paragraphs: Sequence[Paragraph], tables: Sequence[PrintedTable]
) -> tuple[tuple[Paragraph, ...], tuple[PrintedTable, ...]]:
    """Insert the paragraphs of tables, each after the paragraph that it is in or below.

    Args:
        paragraphs: the document's paragraphs without its tables.
        tables: the document's tables, in order.

    Returns:
        All paragraphs with new positions, and the tables with the positions of their paragraphs.
    """
    if not tables:
        return tuple(paragraphs), ()
    running = [(index, p) for index, p in enumerate(paragraphs) if p.kind != "footnote"]
    begins = [_place(p.spans[0]) for _, p in running]
    # Text that begins out of order, such as that of a frame, does not hold a table back.
    for index in range(1, len(begins)):
        begins[index] = max(begins[index], begins[index - 1])
    after: dict[int, list[PrintedTable]] = {}
    for table in tables:
        found = bisect_right(begins, _place(table.spans[0]))
        place = running[found - 1][0] if found else -1
        after.setdefault(place, []).append(table)
    result: list[Paragraph] = []
    placed: list[PrintedTable] = []
    for index in range(-1, len(paragraphs)):
        if index >= 0:
            result.append(replace(paragraphs[index], position=len(result) + 1))
        for table in after.get(index, ()):
            placed.append(replace(table, position=len(result) + 1))
            result.append(_paragraph(table, len(result) + 1, result[-1] if result else None))
    return tuple(result), tuple(placed)


def _place(span: Span) -> tuple[int, float]:
    return span.page, span.box.top if span.box is not None else float(span.start)


def _paragraph(table: PrintedTable, position: int, before: Paragraph | None) -> Paragraph:
    section = None
    if before is not None and before.kind == "heading":
        section = f"{before.section} > {before.text}" if before.section else before.text
    elif before is not None:
        section = before.section
    return Paragraph(position, "table", None, section, table.text, table.spans)
