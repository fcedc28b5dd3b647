"""Rows of the published tables, from what was read of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline import languages
from pipeline.agreement.model import EditionsDifference
from pipeline.context.model import Actor, Context, Said, When
from pipeline.documents.model import RawDocument
from pipeline.extract import FoundFigure
from pipeline.figures.model import Figure
from pipeline.gazetteer import gazetteer, groups_of
from pipeline.languages.base import Language
from pipeline.paragraphs.assemble import title_of
from pipeline.paragraphs.model import Paragraph
from pipeline.paragraphs.sentences import sentence_at
from pipeline.tables.schema import (
    AGREEMENT,
    DOCUMENTS,
    FIGURE_ACTORS,
    FIGURE_TABLES,
    NAME_LANGUAGES,
    ORGANIZATIONS,
    PARAGRAPHS,
    Table,
)

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read of one document so far.

    Attributes:
        document: the document.
        failure: why it could not be read, a sentence; then the rest is empty.
        pages: how many pages were read.
        paragraphs: its blocks of text in order.
        figures: the figures of its paragraphs in order.
    """

    document: RawDocument
    failure: str | None
    pages: int | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    figures: tuple[FoundFigure, ...] = ()


def documents_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The documents, read or failed."""
    return _table(DOCUMENTS, [_document(one) for one in extractions])


def paragraphs_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The paragraphs of all documents."""
    return _table(PARAGRAPHS, [_paragraph(e, p) for e in extractions for p in e.paragraphs])


def figures_table(kind: str, extractions: Sequence[Extraction]) -> pa.Table:
    """The figures of one kind, of all documents."""
    return _table(FIGURE_TABLES[kind], [row for e in extractions for row in _figures(e, kind)])


def figure_actors_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The actors of the figures of all documents."""
    rows = [
        {
            "figure_actor_id": f"{figure_id(one.document, found)}.{role.role}.{number}",
            "figure_id": figure_id(one.document, found),
            "document_id": one.document.document_id,
            "role": role.role,
            "actor": role.actor.name,
            "organization": role.actor.organization,
            "char_start": role.actor.start if role.in_text else None,
            "char_end": role.actor.end if role.in_text else None,
        }
        for one in extractions
        for found in one.figures
        for number, role in enumerate(found.context.roles, start=1)
    ]
    return _table(FIGURE_ACTORS, rows)


def agreement_table(differences: Sequence[EditionsDifference]) -> pa.Table:
    """The differences between language editions."""
    return _table(AGREEMENT, [_difference(one) for one in differences])


def organizations_table() -> pa.Table:
    """The organizations and countries of the gazetteer, by their standard names."""
    rows = [
        {
            **{name: row[name] or None for name in ("iso3166_alpha2", "iso3166_alpha3", "m49")},
            "organization": row["organization"],
            "kind": row["kind"],
            "groups": "|".join(groups_of(row["iso3166_alpha3"])) or None,
            **{f"name_{code}": row[code].split("|")[0] or None for code in NAME_LANGUAGES},
        }
        for row in gazetteer()
    ]
    return _table(ORGANIZATIONS, sorted(rows, key=lambda row: row["organization"]))


def figure_id(document: RawDocument, found: FoundFigure) -> str:
    """The key of a figure: its paragraph's key and its first character."""
    return f"{_paragraph_id(document, found.paragraph)}.{found.figure.start}"


def figure_columns(figure: Figure, context: Context, text: str, language: Language) -> Row:
    """The columns of the figure's table; those that need a document are None.

    Args:
        figure: read from `text`.
        context: what the text says of it.
        text: a paragraph.
        language: of the text.
    """
    columns = [c.name for c in FIGURE_TABLES[figure.kind].columns]
    said = _own_columns(figure) | _context_columns(context)
    row: Row = dict.fromkeys(columns)
    row |= {name: cell for name, cell in said.items() if name in row}
    return row | {
        "language": language.code,
        "raw": text[figure.start : figure.end],
        "char_start": figure.start,
        "char_end": figure.end,
        "sentence": sentence_at(text, figure.start, figure.end, language.sentence_end),
        "qualifier": figure.qualifier,
        "rule": figure.rule,
    }


def _own_columns(figure: Figure) -> Row:
    """The columns that only the table of the figure's kind has."""
    number = {"percentage": float, "money": Decimal, "count": int}[figure.kind]
    value, high = (None if v is None else number(v) for v in (figure.value, figure.high))
    if figure.kind == "money":
        return {"amount": value, "amount_high": high, "currency": figure.currency}
    return {"value": value, "value_high": high, "unit": figure.unit}


def _context_columns(context: Context) -> Row:
    """What the text says of a figure, with the characters that say it."""
    subject = context.subject
    actor = subject.actor if subject else None
    said: dict[str, Said | When | Actor | None] = {
        "subject": actor if subject and subject.in_text else None,
        "measure": context.measure,
        "of": context.of,
        "change": context.change,
        "per": context.per,
        "period": context.period,
        "base": context.base,
        "purpose": context.purpose,
    }
    row: Row = {}
    for name, found in said.items():
        if found is not None:
            row |= {f"{name}_char_start": found.start, f"{name}_char_end": found.end}
        if isinstance(found, Said):
            row[name] = found.value
    for name, when in (("period", context.period), ("base", context.base)):
        if when is not None:
            row |= {f"{name}_start": when.years[0], f"{name}_end": when.years[1]}
    return row | {
        "subject": actor.name if actor else None,
        "subject_from": subject.source if subject else None,
        "organization": actor.organization if actor else None,
        "change": "level" if context.change is None else "change",
        "points": context.points,
        "period_from": context.period.source if context.period else None,
        "unit_class": context.unit_class,
    }


def _document(one: Extraction) -> Row:
    document = one.document
    known = {
        "document_id": document.document_id,
        "symbol": document.symbol,
        "language": document.language,
        "title": document.title or _title(one),
        "published_on": document.published_on,
        "source_file": document.source_file,
        "source_url": document.source_url,
        "sha256": document.sha256 or None,
        "media_type": document.media_type,
        "session": document.session,
        "agenda_item": document.agenda_item,
        "pages": one.pages,
    }
    if one.failure is not None:
        return known | {"status": "failed", "failure": one.failure}
    tally = Counter(found.figure.kind for found in one.figures)
    counted = {table.name: tally[kind] for kind, table in FIGURE_TABLES.items()}
    return known | {PARAGRAPHS.name: len(one.paragraphs), **counted, "status": "extracted"}


def _title(one: Extraction) -> str | None:
    """The title in the text, None for a document without text."""
    if not one.paragraphs:
        return None
    return title_of(one.paragraphs, languages.load(str(one.document.language)))


def _paragraph_id(document: RawDocument, paragraph: Paragraph) -> str:
    return f"{document.document_id}.{paragraph.position}"


def _paragraph(one: Extraction, paragraph: Paragraph) -> Row:
    return {
        "paragraph_id": _paragraph_id(one.document, paragraph),
        "document_id": one.document.document_id,
        "position": paragraph.position,
        "kind": paragraph.kind,
        "number": paragraph.number,
        "section": paragraph.section,
        "text": paragraph.text,
        "page_first": paragraph.page_first,
        "page_last": paragraph.page_last,
    }


def _figures(one: Extraction, kind: str) -> Iterator[Row]:
    for found in one.figures:
        if found.figure.kind != kind:
            continue
        figure, paragraph = found.figure, found.paragraph
        paragraph_id = _paragraph_id(one.document, paragraph)
        page, box = paragraph.place(figure.start, figure.end)
        language = languages.load(str(one.document.language))
        row = figure_columns(figure, found.context, paragraph.text, language)
        row |= {
            "figure_id": figure_id(one.document, found),
            "editions": found.editions,
            "agreeing": found.agreeing,
            "document_id": one.document.document_id,
            "symbol": one.document.symbol,
            "paragraph_id": paragraph_id,
            "paragraph": paragraph.label,
            "page": page,
        }
        if box is not None:
            row |= {"x0": box.x0, "top": box.top, "x1": box.x1, "bottom": box.bottom}
        yield row


def _difference(one: EditionsDifference) -> Row:
    found = one.difference
    row: Row = {
        "agreement_id": f"{one.work}.{one.paragraph}.{one.number}",
        "work": one.work,
        "symbol": one.symbol,
        "paragraph": one.paragraph,
        "class": found.name,
        "kind": found.kind,
        "editions": found.editions,
        "agreeing": len(found.agreeing),
    }
    for code, told in found.told.items():
        row |= {
            f"value_{code}": told.value,
            f"currency_{code}": told.currency,
            f"raw_{code}": told.raw,
            f"figure_id_{code}": one.figure_ids[code],
        }
    return row | {f"raw_{code}": words for code, words in found.words.items()}


def _table(table: Table, rows: Sequence[Row]) -> pa.Table:
    import pyarrow as pa

    schema = table.arrow
    return pa.Table.from_pylist(list(rows), schema=schema)
