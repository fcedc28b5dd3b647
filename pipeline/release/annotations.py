"""Each document's text, with its paragraphs, tables and figures as W3C Web Annotations.

`annotations/<document>.txt` is the text that was read, paragraph by paragraph;
`annotations/<document>.json` gives the characters of each paragraph, cell and figure, and the place
of a figure in the original. `docs/annotations.md` describes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec
from msgspec import json

from pipeline.release import sql
from pipeline.release.by_document import Row, Rows
from pipeline.release.databases import SETTINGS
from pipeline.release.views import ALL_FIGURES
from pipeline.tables.schema import DOCUMENTS, PARAGRAPHS, PRINTED_TABLES, TABLE_CELLS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FOLDER = "annotations"
COLLECTION = "collection.json"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Separates paragraphs in a document's text.
PARTED = "\n\n"
#: The standard for naming a page, and a place on it, in the address of a PDF.
_PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"
#: How many characters of the paragraph to quote before and after a figure.
_AROUND = 32
#: Rows of each table in memory at a time.
_ROWS = 8_192

_OF_DOCUMENT = """
    document_id symbol language title published_on source_file source_url original_url sha256 pages
""".split()
_OF_PARAGRAPH = "paragraph_id kind number section page_first page_last text".split()
_OF_TABLE = """
    table_id number title unit_note notes paragraph_id page_first page_last rows columns
""".split()
_OF_CELL = """
    cell_id figure_id page row column row_header column_header raw value sign scale kind currency
    unit notes head_notes is_total
""".split()
_OF_FIGURE = """
    figure_id kind value value_high unit currency unit_class qualifier change points subject
    organization measure of purpose per period_start period_end base_start base_end stands_in
    cell_id paragraph_id paragraph section page sentence
""".split()


class _Position(msgspec.Struct, tag_field="type", tag="TextPositionSelector", gc=False):
    """Characters of the document's text, as Unicode code points from 0."""

    start: int
    end: int


class _Quotation(msgspec.Struct, tag_field="type", tag="TextQuoteSelector", gc=False):
    """Characters of a text, and some around them."""

    exact: str
    prefix: str
    suffix: str


def _written(name: str, columns: Iterable[str]) -> Any:
    """A type for what is written of a row. Empty columns are left out."""
    fields = [(column, Any, None) for column in columns]
    return msgspec.defstruct(name, fields, omit_defaults=True, gc=False)


#: What is written of the rows of each table. The last field is filled in here.
_WRITTEN = {
    PARAGRAPHS.name: _written("Paragraph", [*_OF_PARAGRAPH, "selector"]),
    PRINTED_TABLES.name: _written("PrintedTable", [*_OF_TABLE, "cells"]),
    TABLE_CELLS.name: _written("Cell", [*_OF_CELL, "selector"]),
    ALL_FIGURES.name: _written("Figure", [*_OF_FIGURE, "figure_page"]),
}
#: The columns to read besides.
_OTHER = {
    PARAGRAPHS.name: (),
    PRINTED_TABLES.name: (),
    TABLE_CELLS.name: ("table_id", "paragraph_id", "char_start", "char_end"),
    ALL_FIGURES.name: ("figure_page", "char_start", "char_end", "x0", "top", "x1", "bottom"),
}
#: A row: its document, what is written of it, and its other columns.
_Row = tuple[Any, ...]

_json = json.Encoder().encode


def write_annotations(parquet: Mapping[str, Path], folder: Path, label: str) -> None:
    """Writes the texts and annotations of all documents with paragraphs, and the collection.

    Args:
        parquet: Parquet file of each table, including `all_figures`.
        folder: to create; must not exist.
        label: of the collection.
    """
    import duckdb

    folder.mkdir()
    with (
        TemporaryDirectory() as aside,
        duckdb.connect(":memory:", config={**SETTINGS, "temp_directory": aside}) as database,
    ):
        read = [document for document in _documents(database, parquet) if document["paragraphs"]]
        rows = {
            name: Rows(_rows(database, parquet[name], name), itemgetter(0)) for name in _WRITTEN
        }
        begun, listed = 0, []
        for document, following in pairwise([*read, None]):
            assert document is not None
            name = document["document_id"]
            of = {table: found.of(name) for table, found in rows.items()}
            figures = of[ALL_FIGURES.name]
            text = PARTED.join(paragraph.text for _, paragraph in of[PARAGRAPHS.name])
            (folder / f"{name}.txt").write_bytes(text.encode())
            with (folder / f"{name}.json").open("wb") as file:
                file.writelines(_page(document, of, begun, following))
            listed.append(
                {
                    **_filled(document, ("document_id", "symbol", "language", "title")),
                    "page": _address(name, "json"),
                    "text": _address(name, "txt"),
                    "figures": len(figures),
                }
            )
            begun += len(figures)
    ends = {"first": listed[0]["page"], "last": listed[-1]["page"]} if listed else {}
    collection = {
        "@context": CONTEXT,
        "id": COLLECTION,
        "type": "AnnotationCollection",
        "label": label,
        "total": begun,
        **ends,
        "documents": listed,
    }
    (folder / COLLECTION).write_bytes(json.format(_json(collection), indent=1) + b"\n")


def _documents(database: DuckDBPyConnection, parquet: Mapping[str, Path]) -> list[Row]:
    """The documents by id; `paragraphs` is how many they have."""
    names = ", ".join(f"d.{sql.quoted(name)}" for name in _OF_DOCUMENT)
    found = database.execute(
        f"SELECT {names}, count(p.paragraph_id) AS paragraphs FROM read_parquet(?) d "
        "LEFT JOIN read_parquet(?) p USING (document_id) GROUP BY ALL ORDER BY document_id",
        [str(parquet[DOCUMENTS.name]), str(parquet[PARAGRAPHS.name])],
    )
    return [dict(zip((*_OF_DOCUMENT, "paragraphs"), row, strict=True)) for row in found.fetchall()]


def _rows(database: DuckDBPyConnection, parquet: Path, table: str) -> Iterator[_Row]:
    """The rows of a table by document, in the order of the file."""
    written, other = _WRITTEN[table], _OTHER[table]
    own = written.__struct_fields__[:-1]
    names = ", ".join(map(sql.quoted, ("document_id", *own, *other)))
    found = database.cursor().sql(
        f"SELECT {names} FROM read_parquet({sql.literal(str(parquet))}, file_row_number = true) "
        "ORDER BY document_id, file_row_number"
    )
    for batch in found.to_arrow_reader(_ROWS):
        documents, *columns = (column.to_pylist() for column in batch.columns)
        rows = map(written, *columns[: len(own)])
        yield from zip(documents, rows, *columns[len(own) :], strict=True)


def _page(
    document: Row, of: Mapping[str, Sequence[_Row]], begun: int, following: Row | None
) -> Iterator[bytes]:
    """A document's file as JSON, with a line for each paragraph, cell and figure.

    Args:
        document: its row.
        of: its rows in the other tables.
        begun: the number of figures in earlier documents.
        following: the next document, if any.
    """
    name = document["document_id"]
    paragraphs = {paragraph.paragraph_id: paragraph for _, paragraph in of[PARAGRAPHS.name]}
    starts = _starts(paragraphs.values())
    after = {} if following is None else {"next": _address(following["document_id"], "json")}
    head = {
        "@context": CONTEXT,
        "id": _address(name, "json"),
        "type": "AnnotationPage",
        "partOf": COLLECTION,
        **after,
        "startIndex": begun,
        "document": _filled(document, _OF_DOCUMENT),
        "text": _address(name, "txt"),
    }
    yield _json(head)[:-1]
    yield b",\n"
    for key, paragraph in paragraphs.items():
        paragraph.selector = _position(starts[key], 0, len(paragraph.text))
    yield from _list("paragraphs", paragraphs.values())
    tables = {table.table_id: table for _, table in of[PRINTED_TABLES.name]}
    for table in tables.values():
        table.cells = []
    for _, cell, table_id, key, start, end in of[TABLE_CELLS.name]:
        cell.selector = _position(starts[key], start, end)
        tables[table_id].cells.append(cell)
    yield b",\n"
    yield from _list("tables", tables.values())
    yield b",\n"
    figures = of[ALL_FIGURES.name]
    yield from _list("items", (_figure(document, row, paragraphs, starts) for row in figures))
    yield b"\n}\n"


def _starts(paragraphs: Iterable[Any]) -> dict[str, int]:
    """The first character of each paragraph in the document's text."""
    starts, start = {}, 0
    for paragraph in paragraphs:
        starts[paragraph.paragraph_id] = start
        start += len(paragraph.text) + len(PARTED)
    return starts


def _figure(
    document: Row, row: _Row, paragraphs: Mapping[str, Any], starts: Mapping[str, int]
) -> dict[str, Any]:
    """A figure as an annotation of the text, and of the original if it has an address."""
    _, figure, page, start, end, *box = row
    figure.figure_page = f"../{page}"
    key = figure.paragraph_id
    text = paragraphs[key].text
    quotation = _Quotation(
        text[start:end], text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    )
    source = _address(document["document_id"], "txt")
    position = _position(starts[key], start, end)
    targets: list[dict[str, Any]] = [{"source": source, "selector": [position, quotation]}]
    if document["original_url"]:
        fragment = {
            "type": "FragmentSelector",
            "conformsTo": _PDF_FRAGMENTS,
            "value": _place(figure.page, box),
            "refinedBy": quotation,
        }
        address = document["original_url"].split("#")[0]
        targets.append({"source": address, "selector": fragment})
    high = "" if figure.value_high is None else f"–{figure.value_high:.15g}"
    said = f"{figure.value:.15g}{high} {figure.unit or ''}".rstrip()
    return {
        "id": f"#{quote(figure.figure_id)}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "TextualBody", "format": "text/plain", "value": said},
        "target": targets,
        "figure": figure,
    }


def _position(paragraph: int, start: int, end: int) -> _Position:
    """The place of characters of a paragraph that begins at some character of the text."""
    return _Position(paragraph + start, paragraph + end)


def _place(number: int, box: Sequence[float | None]) -> str:
    """A figure's page, and its place there in points from the upper left corner."""
    page = f"page={number}"
    x0, top, x1, bottom = box
    if x0 is None or top is None or x1 is None or bottom is None:
        return page
    sides = (x0, top, x1 - x0, bottom - top)
    return f"{page}&viewrect={','.join(f'{side:.2f}' for side in sides)}"


def _filled(row: Row, names: Iterable[str]) -> dict[str, Any]:
    """Some columns of a row, without empty ones."""
    return {name: row[name] for name in names if row[name] is not None}


def _address(name: str, suffix: str) -> str:
    """The relative address of a document's file."""
    return quote(f"{name}.{suffix}")


def _list(name: str, items: Iterable[Any]) -> Iterator[bytes]:
    """A list of a page, with a line for each item."""
    yield _json(name) + b":["
    for number, item in enumerate(items):
        yield (b",\n" if number else b"\n") + _json(item)
    yield b"\n]"
