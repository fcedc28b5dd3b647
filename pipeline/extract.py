"""Read one document from start to finish: pages, paragraphs, figures. No Dagster.

>>> from pathlib import Path
>>> from pipeline import extract, languages
>>> chinese = languages.load("zh")
>>> data = Path("raw/SAMPLE_2026_100-zh.pdf").read_bytes()
>>> document = extract.read_document(data, "application/pdf")
>>> text = extract.read_text(document.pages, chinese, document.tags)
>>> figures = extract.read_figures(text.paragraphs, chinese, text.tables)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import DefaultContext, localcontext

import msgspec
from msgspec.structs import replace as changed

from pipeline import languages
from pipeline.context.attach import DocumentContext, contexts, document_context
from pipeline.context.context import Context, moved
from pipeline.context.heads import contexts_of_cells
from pipeline.faults import FaultInText, place
from pipeline.figures.figure import Figure
from pipeline.languages.base import Language
from pipeline.pages.page import Page, Tags
from pipeline.pages.reader import read_document, read_pages
from pipeline.paragraphs.assemble import (
    paragraphs_of,
    printed_lines,
    read_paragraphs,
    title_of,
    with_captions,
)
from pipeline.paragraphs.checks import pages_that_differ
from pipeline.paragraphs.keys import with_keys
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.sentences import line_at, sentence_at, sentences, windows
from pipeline.printed_tables.figures import figure_of
from pipeline.printed_tables.printed_table import PrintedTable
from pipeline.printed_tables.tables import read_tables
from pipeline.printed_tables.text import put_among, without_lines

__all__ = [
    "FoundFigure",
    "Text",
    "read_document",
    "read_figures",
    "read_pages",
    "read_paragraphs",
    "read_text",
]

#: Kinds of paragraphs that are not read as running text: a table's figures come from its cells, and
#: a masthead has only dates, symbols and item numbers.
_UNREAD_KINDS = frozenset({"table", "masthead"})
#: Characters: the longest paragraph that is read in one piece, and for longer ones the size of the
#: windows that are searched for figures and of those whose sentences give figures their context.
_LONG, _READ_TOGETHER, _SAID_TOGETHER = 4_000, 1_000, 10_000
_DIGITS = re.compile(r"\d*")
#: A row of digits with any thousands separators that is too long for the default precision, given
#: the number of digits in a trillion.
_MULTIPLIER = 13
_LONG_NUMBER = re.compile(rf"[0-9٠-٩۰-۹０-９][\d.,\s'’٬٫]{{{DefaultContext.prec - _MULTIPLIER},}}")


class FoundFigure(msgspec.Struct, frozen=True, gc=False):
    """A figure, the paragraph and sentence it is in, and what the text says about it.

    `sentence` is the place of its sentence in the paragraph, in a table that of its line.
    `editions` counts the language editions that contain the paragraph, including this one, and
    `agreeing` those that give the same figure.
    """

    paragraph: Paragraph
    figure: Figure
    context: Context
    sentence: tuple[int, int]
    editions: int = 1
    agreeing: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A document's paragraphs in order, and its tables; each is the paragraph at its position.

    `differing` are the pages on whose running text tags and layout disagree.
    """

    paragraphs: tuple[Paragraph, ...]
    tables: tuple[PrintedTable, ...] = ()
    differing: tuple[int, ...] = ()


def read_text(pages: Sequence[Page], language: Language, tags: Tags | None = None) -> Text:
    """Extract a document's running text and printed tables.

    Args:
        pages: the document's pages.
        language: the document's language.
        tags: the document's tags; untrustworthy ones are ignored.

    Raises:
        UnreadableDocument: the pages have no running text.
    """
    tables, rest = read_tables(pages, language)
    printed = printed_lines(rest, language, tags)
    paragraphs, placed = put_among(paragraphs_of(printed, language), tables)
    if placed and not any(page.width for page in pages):
        paragraphs, placed = without_lines(paragraphs, placed)
    keyed = with_keys(with_captions(paragraphs, language.layout))
    return Text(keyed, placed, tuple(pages_that_differ(printed)))


def read_figures(
    paragraphs: Sequence[Paragraph], language: Language, tables: Sequence[PrintedTable] = ()
) -> tuple[FoundFigure, ...]:
    """Extract the figures of a document with their context, in text order.

    Args:
        paragraphs: the document's paragraphs.
        language: the document's language.
        tables: its printed tables; each is the paragraph at its position.

    Raises:
        FaultInText: a rule fails; the error says where.
    """
    title = title_of(paragraphs, language)
    document = document_context([p.text for p in paragraphs], language, title)
    found: list[FoundFigure] = []
    by_position = {table.position: table for table in tables}
    for paragraph in paragraphs:
        if paragraph.position in by_position:
            found += _of_table(paragraph, by_position[paragraph.position], language, document)
        elif paragraph.kind not in _UNREAD_KINDS:
            try:
                found += _of_paragraph(paragraph, language, document)
            except Exception as fault:
                raise FaultInText(_place_of_fault(paragraph, language, document), fault) from fault
    return tuple(found)


def figures_of(
    text: str, language: Language, document: DocumentContext | None = None
) -> list[tuple[Figure, Context]]:
    """Extract the figures of a text in order, each with its context.

    A text longer than any normal paragraph is read in windows of whole sentences, so that the time
    it takes grows no faster than its length, whatever the rules of the language do.

    Args:
        text: a paragraph.
        language: the language of the text.
        document: what the document says about itself; by default, what the text says.
    """
    known = document_context([text], language) if document is None else document
    if len(text) <= _LONG:
        figures = _figures(text, language)
        said = contexts(text, figures, language, known) if figures else ()
        return list(zip(figures, said, strict=True))
    found: list[tuple[Figure, Context]] = []
    for begin, window in _windows(text, language, _SAID_TOGETHER):
        figures = [
            _moved(figure, start)
            for start, part in _windows(window, language, _READ_TOGETHER)
            for figure in _figures(part, language)
        ]
        said = contexts(window, figures, language, known)
        found += zip(
            (_moved(f, begin) for f in figures), (moved(c, begin) for c in said), strict=True
        )
    return found


def _figures(text: str, language: Language) -> list[Figure]:
    """The figures of a text that is read in one piece."""
    if _LONG_NUMBER.search(text) is None:
        return language.read_figures(text)
    # Dividing a number with more digits than the precision is an error and would fail the document.
    with localcontext(prec=max(map(len, _LONG_NUMBER.findall(text))) + _MULTIPLIER):
        return language.read_figures(text)


def _windows(text: str, language: Language, size: int) -> Iterator[tuple[int, str]]:
    """The windows of a text with their start positions."""
    if len(text) <= _LONG:
        yield 0, text
        return
    for begin, end in windows(text, language.sentence_end, size):
        # The rest of a number that is too long is not a number of its own.
        start = (
            begin if begin == 0 or not text[begin - 1].isdecimal() else _after_digits(text, begin)
        )
        if start < end:
            yield start, text[start:end]


def _after_digits(text: str, begin: int) -> int:
    match = _DIGITS.match(text, begin)
    return match.end() if match else begin


def _moved(figure: Figure, places: int) -> Figure:
    if not places:
        return figure
    return changed(figure, start=figure.start + places, end=figure.end + places)


def _of_paragraph(
    paragraph: Paragraph, language: Language, document: DocumentContext
) -> list[FoundFigure]:
    text, end = paragraph.text, language.sentence_end
    found = figures_of(text, language, document)
    if not found or not languages.is_in(text, language):
        return []
    return [
        FoundFigure(paragraph, figure, said, sentence_at(text, figure.start, figure.end, end))
        for figure, said in found
    ]


def _of_table(
    paragraph: Paragraph, table: PrintedTable, language: Language, document: DocumentContext
) -> list[FoundFigure]:
    said = contexts_of_cells(table, language, document)
    return [
        FoundFigure(paragraph, figure, context, line_at(paragraph.text, figure.start, figure.end))
        for cell, context in zip(table.cells, said, strict=True)
        if (figure := figure_of(cell)) is not None
    ]


def _place_of_fault(paragraph: Paragraph, language: Language, document: DocumentContext) -> str:
    """Where a paragraph fails: its first sentence that fails on its own, if there is one."""
    parts = list(sentences(paragraph.text, language.sentence_end))
    for sentence, begin in parts:
        alone = replace(paragraph, text=sentence)
        try:
            _of_paragraph(alone, language, document)
        except Exception:  # the same fault: this is the place
            page, _ = paragraph.place(begin, begin + len(sentence))
            return place(paragraph.label, page, sentence)
    return place(paragraph.label, paragraph.page_first, paragraph.text)
