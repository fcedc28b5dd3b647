"""Rows of the published tables, from what was read of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline import languages
from pipeline.agreement.model import EditionsDifference
from pipeline.context.model import Context
from pipeline.context.names import countries, gazetteer
from pipeline.documents.model import RawDocument
from pipeline.extract import FoundFigure
from pipeline.figures.model import Figure
from pipeline.languages.base import Language
from pipeline.paragraphs.assemble import title_of
from pipeline.paragraphs.model import Paragraph
from pipeline.paragraphs.sentences import sentence_at
from pipeline.printed_tables.model import PrintedTable
from pipeline.tables.schema import (
    AGREEMENT,
    DOCUMENTS,
    FIGURE_TABLES,
    NAME_LANGUAGES,
    ORGANIZATIONS,
    PARAGRAPHS,
    PRINTED_TABLES,
    TABLE_CELLS,
    Table,
)

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]

#: What stands between the heads of a path.
HEADS = " > "


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read of one document so far.

    Attributes:
        document: the document.
        failure: why it could not be read, a sentence; then the rest is empty.
        pages: how many pages were read.
        paragraphs: its blocks of text in order.
        figures: the figures of its paragraphs in order.
        tables: its printed tables in order.
    """

    document: RawDocument
    failure: str | None
    pages: int | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    figures: tuple[FoundFigure, ...] = ()
    tables: tuple[PrintedTable, ...] = ()


def documents_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The documents, read or failed."""
    return _table(DOCUMENTS, [_document(one) for one in extractions])


def paragraphs_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The paragraphs of all documents."""
    return _table(PARAGRAPHS, [_paragraph(e, p) for e in extractions for p in e.paragraphs])


def printed_tables_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The printed tables of all documents."""
    return _table(PRINTED_TABLES, [row for e in extractions for row in _printed_tables(e)])


def table_cells_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The cells of all printed tables."""
    return _table(TABLE_CELLS, [row for e in extractions for row in _cells(e)])


def figures_table(kind: str, extractions: Sequence[Extraction]) -> pa.Table:
    """The figures of one kind, of all documents."""
    return _table(FIGURE_TABLES[kind], [row for e in extractions for row in _figures(e, kind)])


def agreement_table(differences: Sequence[EditionsDifference]) -> pa.Table:
    """The differences between language editions."""
    return _table(AGREEMENT, [_difference(one) for one in differences])


def organizations_table() -> pa.Table:
    """The organizations of the gazetteer and the countries of CLDR, by their standard names."""
    rows: dict[str, Row] = {
        row["organization"]: {
            "organization": row["organization"],
            "kind": row["kind"],
            **{f"name_{code}": row[code].split("|")[0] or None for code in NAME_LANGUAGES},
        }
        for row in gazetteer()
    }
    for names in countries(NAME_LANGUAGES):
        row = {f"name_{code}": name for code, name in names.items()}
        rows.setdefault(names["en"], {"organization": names["en"], "kind": "country", **row})
    return _table(ORGANIZATIONS, [rows[name] for name in sorted(rows)])


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
    row: Row = dict.fromkeys(c.name for c in FIGURE_TABLES[figure.kind].columns)
    row |= {
        "language": language.code,
        "raw": text[figure.start : figure.end],
        "char_start": figure.start,
        "char_end": figure.end,
        "sentence": sentence_at(text, figure.start, figure.end, language.sentence_end),
        "qualifier": figure.qualifier,
        "subject": context.subject,
        "organization": context.organization,
        "period_start": context.period_start,
        "period_end": context.period_end,
        "rule": figure.rule,
    }
    return row | _own_columns(figure, context)


def _own_columns(figure: Figure, context: Context) -> Row:
    """The columns that only the table of the figure's kind has."""
    number = {"percentage": float, "money": Decimal, "count": int}[figure.kind]
    value, high = (None if v is None else number(v) for v in (figure.value, figure.high))
    if figure.kind == "percentage":
        return {"value": value, "value_high": high, "of": context.of}
    if figure.kind == "money":
        money = {"amount": value, "amount_high": high, "currency": figure.currency}
        return money | {"purpose": context.purpose}
    unit = {"unit": figure.unit, "unit_class": figure.unit_class}
    return {"value": value, "value_high": high, **unit}


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
    printed = {
        PRINTED_TABLES.name: len(one.tables),
        TABLE_CELLS.name: sum(len(table.cells) for table in one.tables),
    }
    return known | {
        PARAGRAPHS.name: len(one.paragraphs),
        **counted,
        **printed,
        "status": "extracted",
    }


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


def _table_id(document: RawDocument, number: int) -> str:
    return f"{document.document_id}.table{number}"


def _printed_tables(one: Extraction) -> Iterator[Row]:
    document = one.document
    for number, table in enumerate(one.tables, start=1):
        pages = [span.page for span in table.spans]
        yield {
            "table_id": _table_id(document, number),
            "document_id": document.document_id,
            "symbol": document.symbol,
            "language": document.language,
            "paragraph_id": f"{document.document_id}.{table.position}",
            "number": table.number,
            "title": table.title,
            "unit_note": table.unit_note,
            "notes": "\n".join(f"{mark}: {text}" for mark, text in table.notes) or None,
            "page_first": pages[0],
            "page_last": pages[-1],
            "rows": table.rows,
            "columns": table.columns,
            "cells": len(table.cells),
            "sums_checked": table.sums_checked,
            "sums_right": table.sums_right,
        }


def _cells(one: Extraction) -> Iterator[Row]:
    document = one.document
    for number, table in enumerate(one.tables, start=1):
        table_id = _table_id(document, number)
        for cell in table.cells:
            yield {
                "cell_id": f"{table_id}.{cell.row}.{cell.column}",
                "table_id": table_id,
                "document_id": document.document_id,
                "symbol": document.symbol,
                "language": document.language,
                "page": cell.page,
                "row": cell.row,
                "column": cell.column,
                "row_header": HEADS.join(cell.row_header) or None,
                "column_header": HEADS.join(cell.column_header) or None,
                "raw": table.text[cell.start : cell.end],
                "paragraph_id": f"{document.document_id}.{table.position}",
                "char_start": cell.start,
                "char_end": cell.end,
                "value": None if cell.value is None else float(cell.value),
                "sign": cell.sign,
                "scale": cell.scale,
                "kind": cell.kind,
                "currency": cell.currency,
                "unit": cell.unit,
                "notes": " ".join(cell.notes) or None,
                "head_notes": " ".join(cell.head_notes) or None,
                "is_total": cell.is_total,
                "x0": cell.box.x0,
                "top": cell.box.top,
                "x1": cell.box.x1,
                "bottom": cell.box.bottom,
                "sum_added": None if cell.sum_added is None else float(cell.sum_added),
                "sum_holds": cell.sum_holds,
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
