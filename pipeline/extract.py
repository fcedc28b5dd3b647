"""One document, the whole way: its pages, its paragraphs, its figures. No Dagster.

>>> from pathlib import Path
>>> from pipeline import extract, languages
>>> chinese = languages.load("zh")
>>> pages = extract.read_pages(Path("raw/SAMPLE_2026_100-zh.pdf").read_bytes(), "application/pdf")
>>> paragraphs = extract.read_paragraphs(pages, chinese)
>>> figures = extract.read_figures(paragraphs, chinese)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.figures.model import Figure
from pipeline.languages.base import Language
from pipeline.pages.reader import read_pages
from pipeline.paragraphs.assemble import read_paragraphs
from pipeline.paragraphs.model import Paragraph

__all__ = ["FoundFigure", "read_figures", "read_pages", "read_paragraphs", "sentence_at"]

#: Kinds of paragraphs whose figures are not extracted: a table's figures need its heads.
_UNREAD_KINDS = frozenset({"table"})


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure and the paragraph in which it stands."""

    paragraph: Paragraph
    figure: Figure


def read_figures(paragraphs: Sequence[Paragraph], language: Language) -> tuple[FoundFigure, ...]:
    """The figures of a document's paragraphs, in the order of the text."""
    return tuple(
        FoundFigure(paragraph, figure)
        for paragraph in paragraphs
        if paragraph.kind not in _UNREAD_KINDS
        for figure in language.read_figures(paragraph.text)
    )


def sentence_at(text: str, start: int, end: int, language: Language) -> str:
    """The sentence of `text` in which characters `start:end` stand, without blanks around it."""
    begin, finish = 0, len(text)
    for boundary in _boundaries(text, language):
        if boundary <= start:
            begin = boundary
        elif boundary >= end:
            finish = boundary
            break
    return text[begin:finish].strip()


def _boundaries(text: str, language: Language) -> Iterator[int]:
    return (match.end() for match in language.sentence_end.finditer(text))
