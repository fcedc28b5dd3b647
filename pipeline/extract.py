"""One document, the whole way: its pages, its paragraphs, its figures. No Dagster.

>>> from pathlib import Path
>>> from pipeline import extract, languages
>>> chinese = languages.load("zh")
>>> pages = extract.read_pages(Path("raw/SAMPLE_2026_100-zh.pdf").read_bytes(), "application/pdf")
>>> text = extract.read_text(pages, chinese)
>>> figures = extract.read_figures(text.paragraphs, chinese)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import languages
from pipeline.context.attach import contexts, document_context
from pipeline.context.model import Context
from pipeline.figures.model import Figure
from pipeline.languages.base import Language
from pipeline.pages.model import Page
from pipeline.pages.reader import read_document, read_pages
from pipeline.paragraphs.assemble import read_paragraphs
from pipeline.paragraphs.model import Paragraph
from pipeline.printed_tables.model import PrintedTable
from pipeline.printed_tables.tables import read_tables
from pipeline.printed_tables.text import put_among

__all__ = [
    "FoundFigure",
    "Text",
    "read_document",
    "read_figures",
    "read_pages",
    "read_paragraphs",
    "read_text",
]

#: Kinds of paragraphs whose figures are not extracted: a table's figures need its heads.
_UNREAD_KINDS = frozenset({"table"})


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


def read_text(pages: Sequence[Page], language: Language) -> Text:
    """The running text of a document and its printed tables.

    Raises:
        UnreadableDocument: the pages hold no running text.
    """
    tables, rest = read_tables(pages, language)
    return Text(*put_among(read_paragraphs(rest, language), tables))


def read_figures(paragraphs: Sequence[Paragraph], language: Language) -> tuple[FoundFigure, ...]:
    """The figures of a document's paragraphs with their context, in the order of the text."""
    document = document_context([p.text for p in paragraphs], language)
    found: list[FoundFigure] = []
    for paragraph in paragraphs:
        if paragraph.kind in _UNREAD_KINDS:
            continue
        figures = language.read_figures(paragraph.text)
        if not figures or not languages.is_in(paragraph.text, language):
            continue
        said = contexts(paragraph.text, figures, language, document)
        found += (FoundFigure(paragraph, *pair) for pair in zip(figures, said, strict=True))
    return tuple(found)
