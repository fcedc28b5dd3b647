"""One document, the whole way: its pages, its paragraphs, its figures. No Dagster.

>>> from pathlib import Path
>>> from pipeline import extract, languages
>>> chinese = languages.load("zh")
>>> pages = extract.read_pages(Path("raw/SAMPLE_2026_100-zh.pdf").read_bytes(), "application/pdf")
>>> paragraphs = extract.read_paragraphs(pages, chinese)
>>> figures = extract.read_figures(paragraphs, chinese)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline import languages
from pipeline.context.attach import DocumentContext, contexts, document_context
from pipeline.context.model import Context
from pipeline.faults import FaultInText, place
from pipeline.figures.model import Figure
from pipeline.languages.base import Language
from pipeline.pages.reader import read_document, read_pages
from pipeline.paragraphs.assemble import read_paragraphs
from pipeline.paragraphs.model import Paragraph
from pipeline.paragraphs.sentences import sentences

__all__ = ["FoundFigure", "read_document", "read_figures", "read_pages", "read_paragraphs"]

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


def read_figures(paragraphs: Sequence[Paragraph], language: Language) -> tuple[FoundFigure, ...]:
    """The figures of a document's paragraphs with their context, in the order of the text.

    Raises:
        FaultInText: a rule fails; it says where.
    """
    document = document_context([p.text for p in paragraphs], language)
    found: list[FoundFigure] = []
    for paragraph in paragraphs:
        if paragraph.kind not in _UNREAD_KINDS:
            try:
                found += _of_paragraph(paragraph, language, document)
            except Exception as fault:
                raise FaultInText(_place_of_fault(paragraph, language, document), fault) from fault
    return tuple(found)


def _of_paragraph(
    paragraph: Paragraph, language: Language, document: DocumentContext
) -> list[FoundFigure]:
    text = paragraph.text
    figures = language.read_figures(text)
    if not figures or not languages.is_in(text, language):
        return []
    said = contexts(text, figures, language, document)
    return [FoundFigure(paragraph, *pair) for pair in zip(figures, said, strict=True)]


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
