"""One document, the whole way: its pages, its paragraphs, its figures. No Dagster.

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
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from decimal import getcontext, localcontext

from pipeline import languages
from pipeline.context.attach import DocumentContext, contexts, document_context
from pipeline.context.heads import contexts_of_cells
from pipeline.context.model import Context, moved
from pipeline.faults import FaultInText, place
from pipeline.figures.model import Figure
from pipeline.languages.base import Language
from pipeline.pages.model import Page, Tags
from pipeline.pages.reader import read_document, read_pages
from pipeline.paragraphs.assemble import read_paragraphs, title_of, with_captions
from pipeline.paragraphs.keys import with_keys
from pipeline.paragraphs.model import Paragraph
from pipeline.paragraphs.sentences import sentences, windows
from pipeline.printed_tables.figures import figure_of
from pipeline.printed_tables.model import PrintedTable
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

#: Kinds of paragraphs that are not read as running text: a table's figures are its cells, and a
#: masthead has dates, symbols and items only.
_UNREAD_KINDS = frozenset({"table", "masthead"})
#: Characters of the longest paragraph that is read at once; of a longer one, characters that are
#: searched for figures together, and those whose figures may be told of by each other's sentences.
_LONG, _READ_TOGETHER, _SAID_TOGETHER = 4_000, 1_000, 10_000
_DIGITS = re.compile(r"\d*")
#: Digits in a row, whatever sets off thousands, and the digits of a trillion.
_NUMBER = re.compile(r"[0-9٠-٩۰-۹０-９][\d.,\s'’٬٫]{12,}")
_MULTIPLIER = 13


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure, the paragraph in which it stands, and what the text says of it.

    `editions` counts the language editions that have the paragraph, its own among them, and
    `agreeing` those that give the same figure.
    """

    paragraph: Paragraph
    figure: Figure
    context: Context
    editions: int = 1
    agreeing: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """The paragraphs of a document in order, and its tables, each the paragraph at its position."""

    paragraphs: tuple[Paragraph, ...]
    tables: tuple[PrintedTable, ...] = ()


def read_text(pages: Sequence[Page], language: Language, tags: Tags | None = None) -> Text:
    """The running text of a document and its printed tables.

    Args:
        pages: of the document.
        language: of the document.
        tags: of the document; those that cannot be trusted are ignored.

    Raises:
        UnreadableDocument: the pages hold no running text.
    """
    tables, rest = read_tables(pages, language)
    paragraphs, placed = put_among(read_paragraphs(rest, language, tags), tables)
    if placed and not any(page.width for page in pages):
        paragraphs, placed = without_lines(paragraphs, placed)
    return Text(with_keys(with_captions(paragraphs, language.layout)), placed)


def read_figures(
    paragraphs: Sequence[Paragraph], language: Language, tables: Sequence[PrintedTable] = ()
) -> tuple[FoundFigure, ...]:
    """The figures of a document's paragraphs with their context, in the order of the text.

    Args:
        paragraphs: of the document.
        language: of the document.
        tables: its printed tables, each the paragraph at its position.

    Raises:
        FaultInText: a rule fails; it says where.
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
    """The figures of a text, in order, each with what the text says of it.

    A text that is longer than paragraphs are is read in windows of whole sentences, so that the
    time it takes grows with its length and no faster, whatever the rules of the language do.

    Args:
        text: a paragraph.
        language: of the text.
        document: what its document says of itself; without it, what the text says.
    """
    known = document_context([text], language) if document is None else document
    found: list[tuple[Figure, Context]] = []
    for begin, window in _windows(text, language, _SAID_TOGETHER):
        figures = _figures(window, language)
        said = contexts(window, figures, language, known) if figures else []
        found += zip(
            (_moved(f, begin) for f in figures), (moved(c, begin) for c in said), strict=True
        )
    return found


def _figures(text: str, language: Language) -> list[Figure]:
    found: list[Figure] = []
    for begin, window in _windows(text, language, _READ_TOGETHER):
        with _digits_enough(window):
            found += (_moved(figure, begin) for figure in language.read_figures(window))
    return found


def _windows(text: str, language: Language, size: int) -> Iterator[tuple[int, str]]:
    """The windows of a text, each with its first character's place; of most texts there is one."""
    if len(text) <= _LONG:
        yield 0, text
        return
    for begin, end in windows(text, language.sentence_end, size):
        # The rest of a number that is too long to be one is none.
        start = (
            begin if begin == 0 or not text[begin - 1].isdecimal() else _after_digits(text, begin)
        )
        if start < end:
            yield start, text[start:end]


def _after_digits(text: str, begin: int) -> int:
    match = _DIGITS.match(text, begin)
    return match.end() if match else begin


def _digits_enough(text: str) -> AbstractContextManager[object]:
    """Decimals of as many digits as the longest number has, where these are out of all measure.

    To divide a number of more digits than they have is an error, which would fail the document.
    """
    longest = max((len(match.group()) for match in _NUMBER.finditer(text)), default=0)
    if longest + _MULTIPLIER <= getcontext().prec:
        return nullcontext()
    return localcontext(prec=longest + _MULTIPLIER)


def _moved(figure: Figure, places: int) -> Figure:
    if not places:
        return figure
    return replace(figure, start=figure.start + places, end=figure.end + places)


def _of_paragraph(
    paragraph: Paragraph, language: Language, document: DocumentContext
) -> list[FoundFigure]:
    found = figures_of(paragraph.text, language, document)
    if not found or not languages.is_in(paragraph.text, language):
        return []
    return [FoundFigure(paragraph, figure, said) for figure, said in found]


def _of_table(
    paragraph: Paragraph, table: PrintedTable, language: Language, document: DocumentContext
) -> list[FoundFigure]:
    said = contexts_of_cells(table, language, document)
    return [
        FoundFigure(paragraph, figure, context)
        for cell, context in zip(table.cells, said, strict=True)
        if (figure := figure_of(cell)) is not None
    ]


def _place_of_fault(paragraph: Paragraph, language: Language, document: DocumentContext) -> str:
    """Where in a document a paragraph fails: at its first sentence that fails by itself, if any."""
    parted = list(sentences(paragraph.text, language.sentence_end))
    for sentence, begin in parted:
        alone = replace(paragraph, text=sentence)
        try:
            _of_paragraph(alone, language, document)
        except Exception:  # the same fault, whose place is looked for
            page, _ = paragraph.place(begin, begin + len(sentence))
            return place(paragraph.label, page, sentence)
    return place(paragraph.label, paragraph.page_first, paragraph.text)
