"""Build the rows of the published tables from what was read of the documents.

Rows are built document by document. If a bug prevents a row, a `BadRow` names the document and the
place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import asdict

from pipeline import faults, languages
from pipeline.context.context import Actor, Context, Excerpt, Role, When
from pipeline.documents.addresses import original
from pipeline.documents.document import RawDocument
from pipeline.extract import FoundFigure
from pipeline.figures.figure import Figure
from pipeline.gazetteer import gazetteer, groups_of
from pipeline.languages.base import Language
from pipeline.pages.storable import storable
from pipeline.paragraphs.assemble import title_of
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.sentences import sentence_at
from pipeline.printed_tables.figures import figure_of
from pipeline.printed_tables.printed_table import PrintedTable, TableCell
from pipeline.tables.differences import EditionsDifference
from pipeline.tables.facts import fact_id
from pipeline.tables.schema import (
    AGREEMENT,
    DOCUMENTS,
    FIGURE_ACTORS,
    FIGURE_TABLES,
    IN_NOTE,
    IN_TABLE,
    IN_TEXT,
    NAME_LANGUAGES,
    ORGANIZATIONS,
    PARAGRAPHS,
    PRINTED_TABLES,
    SET_ASIDE,
    TABLE_CELLS,
    Column,
    Table,
)
from pipeline.tables.set_aside import Misfit, digits, misfit

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Item = TypeVar("Item")
#: Ids of cells by the position of the table's paragraph and their first character in it.
CellIds = Mapping[tuple[int, int], str]

#: Where the figures in a kind of paragraph are, if not in running text.
_STANDS_IN = {"footnote": IN_NOTE, "table": IN_TABLE}
#: Separates the headers of a path.
HEADS = " > "


@dataclass(frozen=True, slots=True)
class Extraction:
    """What has been read of a document so far.

    Attributes:
        document: the document.
        failure: a sentence that says why it could not be read; there are no figures then.
        pages: number of pages read.
        paragraphs: its blocks of text in order, even if its figures could not be read.
        figures: the figures of its paragraphs in order.
        set_aside: figures that are not published, with the reason.
        tables: its printed tables in order.
        removed: number of characters removed because they cannot be stored.
    """

    document: RawDocument
    failure: str | None
    pages: int | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    figures: tuple[FoundFigure, ...] = ()
    set_aside: tuple[tuple[FoundFigure, Misfit], ...] = ()
    tables: tuple[PrintedTable, ...] = ()
    removed: int | None = None


def with_misfits_aside(one: Extraction) -> Extraction:
    """Set aside the figures that cannot be published."""
    fits: list[FoundFigure] = []
    aside: list[tuple[FoundFigure, Misfit]] = []
    for found in one.figures:
        why = misfit(found.figure, in_table=found.paragraph.kind == IN_TABLE)
        if why is None:
            fits.append(found)
        else:
            aside.append((found, why))
    return replace(one, figures=tuple(fits), set_aside=tuple(aside))


class BadRow(Exception):
    """A row could not be built from what was read; this is a bug.

    Args:
        document_id: its document; None if there are several.
        table: its table; None if there are several.
        problem: what went wrong, and where in the document.
    """

    def __init__(self, document_id: str | None, table: str | None, problem: str) -> None:
        super().__init__(problem)
        self.document_id = document_id
        self.table = table


def documents_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The table of documents, read or failed.

    Raises:
        BadRow: a row cannot be built.
    """
    rows = (_table(DOCUMENTS, one, [one], _document, lambda _: "") for one in extractions)
    return _concat(DOCUMENTS, rows)


def paragraphs_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The table of paragraphs.

    Raises:
        BadRow: a row cannot be built.
    """

    def rows(one: Extraction) -> pa.Table:
        return _table(
            PARAGRAPHS,
            one,
            one.paragraphs,
            lambda paragraph: _paragraph(one, paragraph),
            lambda paragraph: faults.place(paragraph.label, paragraph.page_first, paragraph.text),
        )

    return _concat(PARAGRAPHS, map(rows, extractions))


def printed_tables_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The table of printed tables.

    Raises:
        BadRow: a row cannot be built.
    """

    def rows(one: Extraction) -> pa.Table:
        numbered = list(enumerate(one.tables, start=1))
        return _table(
            PRINTED_TABLES, one, numbered, lambda pair: _printed_table(one, *pair), _place_of_table
        )

    return _concat(PRINTED_TABLES, map(rows, extractions))


def table_cells_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The table of cells of all printed tables.

    Raises:
        BadRow: a row cannot be built.
    """

    def rows(one: Extraction) -> pa.Table:
        cells = [
            (number, table, cell)
            for number, table in enumerate(one.tables, start=1)
            for cell in table.cells
        ]
        return _table(
            TABLE_CELLS,
            one,
            cells,
            lambda item: _cell(one, *item),
            lambda item: _place_of_table(item[:2]),
        )

    return _concat(TABLE_CELLS, map(rows, extractions))


def figures_table(kind: str, extractions: Sequence[Extraction]) -> pa.Table:
    """The table of figures of one kind.

    Raises:
        BadRow: a row cannot be built.
    """
    table = FIGURE_TABLES[kind]

    def rows(one: Extraction) -> pa.Table:
        found = [figure for figure in one.figures if figure.figure.kind == kind]
        cells = _cell_ids(one)
        return _table(table, one, found, lambda f: _figure(one, f, cells), _place)

    return _concat(table, map(rows, extractions))


def set_aside_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The table of figures that are not published.

    Raises:
        BadRow: a row cannot be built.
    """

    def rows(one: Extraction) -> pa.Table:
        cells = _cell_ids(one)
        return _table(
            SET_ASIDE,
            one,
            one.set_aside,
            lambda pair: _set_aside(one, *pair, cells),
            lambda pair: _place(pair[0]),
        )

    return _concat(SET_ASIDE, map(rows, extractions))


def figure_actors_table(extractions: Sequence[Extraction]) -> pa.Table:
    """The table of actors of figures.

    Raises:
        BadRow: a row cannot be built.
    """

    def rows(one: Extraction) -> pa.Table:
        roles = [
            (found, number, role)
            for found in one.figures
            for number, role in enumerate(found.context.roles, start=1)
        ]
        return _table(
            FIGURE_ACTORS,
            one,
            roles,
            lambda item: _figure_actor(one, *item),
            lambda item: _place(item[0]),
        )

    return _concat(FIGURE_ACTORS, map(rows, extractions))


def _figure_actor(one: Extraction, found: FoundFigure, number: int, role: Role) -> Row:
    key = figure_id(one.document, found)
    return {
        "figure_actor_id": f"{key}.{role.role}.{number}",
        "figure_id": key,
        "document_id": one.document.document_id,
        "role": role.role,
        "actor": role.actor.name,
        "organization": role.actor.organization,
        "char_start": role.actor.start if role.in_text else None,
        "char_end": role.actor.end if role.in_text else None,
    }


def agreement_table(differences: Sequence[EditionsDifference]) -> pa.Table:
    """The table of differences between language editions."""
    import pyarrow as pa

    return pa.Table.from_pylist([_difference(d) for d in differences], schema=AGREEMENT.arrow)


def organizations_table() -> pa.Table:
    """The table of organizations and countries in the gazetteer, by standard name."""
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
    import pyarrow as pa

    rows.sort(key=lambda row: str(row["organization"]))
    return pa.Table.from_pylist(rows, schema=ORGANIZATIONS.arrow)


def figure_id(document: RawDocument, found: FoundFigure) -> str:
    """The key of a figure: its paragraph's key and its first character."""
    return _figure_id(document, found.paragraph, found.figure.start)


def _figure_id(document: RawDocument, paragraph: Paragraph, start: int) -> str:
    return f"{_paragraph_id(document, paragraph)}.{start}"


def figure_columns(
    figure: Figure,
    context: Context,
    text: str,
    language: Language,
    sentence: tuple[int, int] | None = None,
) -> Row:
    """The columns of a figure's table; those that need a document are None.

    Args:
        figure: a figure read from `text`, not set aside.
        context: its context.
        text: a paragraph.
        language: the language of the text.
        sentence: the place of its sentence, if it is known.
    """
    row: Row = dict.fromkeys(FIGURE_TABLES[figure.kind].arrow.names)
    row["stands_in"] = IN_TEXT
    values = _own_columns(figure) | _context_columns(context)
    row |= {name: cell for name, cell in values.items() if name in row}
    begin, end = sentence or sentence_at(text, figure.start, figure.end, language.sentence_end)
    row |= _characters(figure, text, language, text[begin:end])
    row["fact_id"] = fact_id(figure.kind, row)
    return row | {"qualifier": figure.qualifier, "rule": figure.rule}


def _characters(figure: Figure, text: str, language: Language, sentence: str) -> Row:
    """The characters that a figure was read from, and its sentence.

    Raises:
        ValueError: they are not in the text; a bug in the rule.
    """
    start, end = figure.start, figure.end
    if not 0 <= start < end <= len(text):
        raise ValueError(f"rule {figure.rule} names characters {start} to {end} of {len(text)}")
    return {
        "language": language.code,
        "raw": text[start:end],
        "char_start": start,
        "char_end": end,
        "sentence": sentence,
    }


def _own_columns(figure: Figure) -> Row:
    """The columns that not every table of figures has."""
    low, high = FIGURE_TABLES[figure.kind].ends
    return {
        low.name: _number(figure.value, low),
        high.name: None if figure.high is None else _number(figure.high, high),
        "currency": figure.currency,
        "unit": figure.unit,
    }


def _context_columns(context: Context) -> Row:
    """What the text says about a figure, with the characters that say it."""
    subject = context.subject
    actor = subject.actor if subject else None
    parts: dict[str, Excerpt | When | Actor | None] = {
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
    for name, found in parts.items():
        if found is not None:
            row |= {f"{name}_char_start": found.start, f"{name}_char_end": found.end}
        if isinstance(found, Excerpt):
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


def _number(value: Decimal, column: Column) -> float | int | Decimal:
    """A value that was read as one of the column's type."""
    import pyarrow as pa

    if pa.types.is_decimal(column.type):
        return Decimal(value).quantize(Decimal(1).scaleb(-column.type.scale))
    return int(value) if pa.types.is_integer(column.type) else float(value)


def _document(one: Extraction) -> Row:
    document = one.document
    known = {
        "document_id": document.document_id,
        "symbol": document.symbol,
        "language": document.language,
        "title": _storable(document.title or _title(one)),
        "published_on": document.published_on,
        "source_file": document.source_file,
        "source_url": _storable(document.source_url),
        "sha256": document.sha256 or None,
        "media_type": document.media_type,
        "session": document.session,
        "agenda_item": document.agenda_item,
        "remarks": "; ".join(document.remarks) or None,
        "printed_symbol": document.printed_symbol,
        "pages": one.pages,
        "characters_removed": one.removed,
        "original_url": original(
            _storable(document.source_url), document.symbol, document.language
        ),
    }
    counted: dict[str, int | None] = {
        PARAGRAPHS.name: len(one.paragraphs),
        PRINTED_TABLES.name: len(one.tables),
        TABLE_CELLS.name: sum(len(table.cells) for table in one.tables),
    }
    if one.failure is not None:
        read = counted if one.paragraphs else {}
        return known | read | {"status": "failed", "failure": storable(one.failure)}
    tally = Counter(found.figure.kind for found in one.figures)
    counted |= {table.name: tally[kind] for kind, table in FIGURE_TABLES.items()}
    return known | counted | {SET_ASIDE.name: len(one.set_aside), "status": "extracted"}


def _storable(cell: str | None) -> str | None:
    """A cell of a register without characters that cannot be stored."""
    return None if cell is None else storable(cell)


def _title(one: Extraction) -> str | None:
    """The title in the text; None for a document without text."""
    if not one.paragraphs:
        return None
    return title_of(one.paragraphs, languages.load(str(one.document.language)))


def _paragraph_id(document: RawDocument, paragraph: Paragraph) -> str:
    return f"{document.document_id}.{paragraph.key}"


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


def _place_of_table(numbered: tuple[int, PrintedTable]) -> str:
    number, table = numbered
    return faults.place(f"table {number}", table.spans.page_first, table.text[:120])


def _printed_table(one: Extraction, number: int, table: PrintedTable) -> Row:
    document = one.document
    return {
        "table_id": _table_id(document, number),
        "document_id": document.document_id,
        "symbol": document.symbol,
        "language": document.language,
        "paragraph_id": _paragraph_id(document, _paragraph_of(one, table)),
        "number": table.number,
        "title": table.title,
        "unit_note": table.unit_note,
        "notes": "\n".join(f"{mark}: {text}" for mark, text in table.notes) or None,
        "page_first": table.spans.page_first,
        "page_last": table.spans.page_last,
        "rows": table.rows,
        "columns": table.columns,
        "cells": len(table.cells),
        "sums_checked": table.sums_checked,
        "sums_right": table.sums_right,
    }


def _paragraph_of(one: Extraction, table: PrintedTable) -> Paragraph:
    """The paragraph that holds a table's text."""
    return one.paragraphs[table.position - 1]


def _cell_id(document: RawDocument, number: int, cell: TableCell) -> str:
    return f"{_table_id(document, number)}.{cell.row}.{cell.column}"


def _cell_ids(one: Extraction) -> CellIds:
    """The ids of a document's cells, by position of the table's paragraph and first character."""
    return {
        (table.position, cell.start): _cell_id(one.document, number, cell)
        for number, table in enumerate(one.tables, start=1)
        for cell in table.cells
    }


def _figure_of_cell(one: Extraction, table: PrintedTable, cell: TableCell) -> str | None:
    """The id of the figure in a cell; None if it is not a figure, or is set aside."""
    figure = figure_of(cell)
    if figure is None or misfit(figure, in_table=True) is not None:
        return None
    return _figure_id(one.document, _paragraph_of(one, table), cell.start)


def _cell(one: Extraction, number: int, table: PrintedTable, cell: TableCell) -> Row:
    document = one.document
    table_id = _table_id(document, number)
    return {
        "cell_id": _cell_id(document, number, cell),
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
        "paragraph_id": _paragraph_id(document, _paragraph_of(one, table)),
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
        **(asdict(cell.box) if cell.box else {}),
        "sum_added": None if cell.sum_added is None else float(cell.sum_added),
        "sum_holds": cell.sum_holds,
        "figure_id": _figure_of_cell(one, table, cell),
    }


def _figure(one: Extraction, found: FoundFigure, cells: CellIds) -> Row:
    text, language = found.paragraph.text, languages.load(str(one.document.language))
    counted = {"editions": found.editions, "agreeing": found.agreeing}
    columns = figure_columns(found.figure, found.context, text, language, found.sentence)
    return columns | _of_document(one, found, cells) | counted


def _set_aside(one: Extraction, found: FoundFigure, why: Misfit, cells: CellIds) -> Row:
    figure, language = found.figure, languages.load(str(one.document.language))
    own = {
        "kind": figure.kind,
        "value": digits(figure.value),
        "value_high": None if figure.high is None else digits(figure.high),
        "currency": figure.currency,
        "reason": why.reason,
        "explanation": why.explanation,
        "rule": figure.rule,
    }
    text, (begin, end) = found.paragraph.text, found.sentence
    characters = _characters(figure, text, language, text[begin:end])
    return characters | _of_document(one, found, cells) | own


def _place(found: FoundFigure) -> str:
    """Where a figure is, for an error about it."""
    figure, paragraph = found.figure, found.paragraph
    page, _ = paragraph.place(figure.start, figure.end)
    return faults.place(
        paragraph.label, page, paragraph.text[max(0, figure.start - 60) : figure.end + 60]
    )


def _of_document(one: Extraction, found: FoundFigure, cells: CellIds) -> Row:
    """The columns for the place of a figure in its document."""
    figure, paragraph = found.figure, found.paragraph
    page, box = paragraph.place(figure.start, figure.end)
    row: Row = {
        "figure_id": figure_id(one.document, found),
        "document_id": one.document.document_id,
        "symbol": one.document.symbol,
        "paragraph_id": _paragraph_id(one.document, paragraph),
        "paragraph": paragraph.label,
        "page": page,
        "stands_in": _STANDS_IN.get(paragraph.kind, IN_TEXT),
    }
    if paragraph.kind == IN_TABLE:
        row["cell_id"] = cells.get((paragraph.position, figure.start))
    if box is not None:
        row |= asdict(box)
    return row


def _difference(one: EditionsDifference) -> Row:
    found = one.difference
    row: Row = {
        "agreement_id": f"{one.symbol_id}.{one.paragraph}.{one.number}",
        "work": one.symbol_id,
        "symbol": one.symbol,
        "paragraph": one.paragraph,
        "class": found.name,
        "kind": found.kind,
        "editions": found.editions,
        "agreeing": len(found.agreeing),
    }
    for code, figure in found.figures.items():
        row |= {
            f"value_{code}": figure.value,
            f"currency_{code}": figure.currency,
            f"raw_{code}": figure.raw,
            f"figure_id_{code}": one.figure_ids[code],
        }
    return row | {f"raw_{code}": words for code, words in found.words.items()}


def _table(
    table: Table,
    one: Extraction,
    items: Sequence[Item],
    row: Callable[[Item], Row],
    where: Callable[[Item], str],
) -> pa.Table:
    """The rows of a document in a table.

    Args:
        table: the table's schema.
        one: the document.
        items: what the rows are built from.
        row: builds a row.
        where: where in the document an item is, for an error about it.

    Raises:
        BadRow: a row cannot be built.
    """
    import pyarrow as pa

    schema = table.arrow
    try:
        return pa.Table.from_pylist([row(item) for item in items], schema=schema)
    except Exception:  # a bug with one document must not stop the others
        for item in items:
            try:
                pa.Table.from_pylist([row(item)], schema=schema)
            except Exception as fault:
                message = f"{_told(where, item)}: {faults.describe(fault)}".removeprefix(": ")
                problem = f"no row of {table.name} could be built, {message}"
                raise BadRow(one.document.document_id, table.name, problem) from fault
        raise


def _told(where: Callable[[Item], str], item: Item) -> str:
    """Where an item is; empty if the fault that prevents its row prevents that, too."""
    try:
        return where(item)
    except Exception:
        return ""


def _concat(table: Table, tables: Iterable[pa.Table]) -> pa.Table:
    import pyarrow as pa

    built = list(tables)
    if len(built) == 1:  # as most documents have one edition
        return built[0]
    return pa.concat_tables([table.arrow.empty_table(), *built])
