"""How reading printed tables affects the words of running text, document by document.

Running text must not go into a table, nor a row of a table stay in running text. Neither can be
told for sure without reading the page: here are the words that moved, and the rows to look at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import click

from pipeline import languages
from pipeline.documents.discovery import find_documents
from pipeline.extract import read_document, read_text
from pipeline.languages.base import Language
from pipeline.pages.page import Document
from pipeline.paragraphs.assemble import read_paragraphs
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.printed_tables.heads import is_year
from pipeline.printed_tables.numerals import numeral
from pipeline.printed_tables.printed_table import PrintedTable
from pipeline.printed_tables.surface import Row
from pipeline.printed_tables.tables import read_tables, surface_of
from pipeline.unreadable import UnreadableDocument

#: White space between a row's cells, as a share of the type size.
_FAR = 1.0
#: A word or the digits of a number, without note marks; in Chinese, a character.
_WORD = re.compile(r"[\u3400-\u9fff]|\d+|[^\W\d_\u3400-\u9fff]+")
#: Seven consecutive words in lower case: headers are shorter, or have capitals.
_SENTENCE = re.compile(r"(?:\b[^\W\d_A-ZА-Я]{2,}[,;]?\s){6}[^\W\d_]{2,}|[。；]|[\u3400-\u9fff]{25}")
#: Characters at a row's end that identify it.
_END = 6


@dataclass(frozen=True, slots=True)
class Moved:
    """How reading a document's tables affects its running text.

    Attributes:
        without: words in paragraphs where no table is read.
        beside: words in paragraphs beside tables.
        inside: words in tables.
        lost: words of paragraphs that are in neither, joined otherwise or dropped.
        sentences: rows of tables that read like running text and are no notes, by page.
        left: rows of numbers that are in no table, by page.
    """

    without: int
    beside: int
    inside: int
    lost: Counter[str]
    sentences: tuple[tuple[int, str], ...]
    left: tuple[tuple[int, str], ...]

    def __add__(self, other: Moved) -> Moved:
        """The sum of both."""
        return Moved(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def moved_words(document: Document, language: Language) -> Moved:
    """Compares the text of a document with and without reading its tables."""
    without = _words(read_paragraphs(document.pages, language, document.tags))
    text = read_text(document.pages, language, document.tags)
    tables = {table.position for table in text.tables}
    beside = _words(p for p in text.paragraphs if p.position not in tables)
    inside = _words(p for p in text.paragraphs if p.position in tables)
    _, rest = read_tables(document.pages, language)
    return Moved(
        without=without.total(),
        beside=beside.total(),
        inside=inside.total(),
        lost=without - beside - inside,
        sentences=tuple(row for table in text.tables for row in _sentences_in(table)),
        left=tuple(
            (page.number, row.text)
            for page in rest
            if page.width
            for row in surface_of(page).rows
            if _is_row_of_numbers(row, language)
        ),
    )


def _words(paragraphs: Iterable[Paragraph]) -> Counter[str]:
    return Counter(word for paragraph in paragraphs for word in _WORD.findall(paragraph.text))


def _sentences_in(table: PrintedTable) -> Iterator[tuple[int, str]]:
    """The rows of a table that hold a sentence, and neither cells nor notes."""
    known = " ".join((table.title or "", *(text for _, text in table.notes)))
    start = 0
    for row in table.text.splitlines():
        end = start + len(row)
        celled = any(start <= cell.start < end for cell in table.cells)
        if not celled and _SENTENCE.search(row) and row[-_END:] not in known:
            yield next(span.page for span in table.spans if span.start >= start), row
        start = end + 1


def _is_row_of_numbers(row: Row, language: Language) -> bool:
    """Whether a row looks like one of a table: words, then separate numbers."""
    assert language.tables is not None
    head, *others = (chunk.text for chunk in row.split(_FAR))
    numbers = [numeral(text, language.tables) for text in others]
    given = any(n and n.value and not is_year(t) for n, t in zip(numbers, others, strict=True))
    return len(others) > 1 and numeral(head, language.tables) is None and given and all(numbers)


def show_moved_words(folders: Sequence[Path], *, errors: bool) -> None:
    """One line per document: how reading tables affects the words of its paragraphs."""
    total: list[Moved] = []
    for one in find_documents(folders):
        if one.failure is not None or one.language is None:
            continue
        try:
            document = read_document(one.path.read_bytes(), str(one.media_type))
            moved = moved_words(document, languages.load(one.language))
        except UnreadableDocument:
            continue
        total.append(moved)
        click.echo(f"{one.document_id}: {_described(moved)}")
        for page, text in (*moved.sentences, *moved.left) if errors else ():
            click.echo(f"  page {page}: {text}")
        if errors and moved.lost:
            click.echo(f"  in neither: {' '.join(moved.lost.elements())}")
    if total:
        click.echo(f"all {len(total)} documents: {_described(sum(total[1:], total[0]))}")


def _described(moved: Moved) -> str:
    return (
        f"words in paragraphs {moved.without} without tables, {moved.beside} beside them and "
        f"{moved.inside} in them, {moved.lost.total()} in neither; sentences in tables "
        f"{len(moved.sentences)}, rows of numbers in no table {len(moved.left)}"
    )
