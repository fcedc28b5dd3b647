"""Each document's text, with its paragraphs, tables and figures as W3C Web Annotations.

`annotations/<document>.txt` is the text that was read, paragraph by paragraph;
`annotations/<document>.json` gives the characters of each paragraph, cell and figure, and the place
of a figure in the original. `docs/annotations.md` describes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from msgspec import json

from pipeline.release import sql
from pipeline.release.by_document import Row, Rows
from pipeline.release.databases import SETTINGS
from pipeline.release.views import ALL_FIGURES
from pipeline.tables.schema import DOCUMENTS, PARAGRAPHS, PRINTED_TABLES, TABLE_CELLS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FOLDER = "annotations"
#: The licence of all documents.
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

_POSITION = ("char_start", "char_end")
#: The columns to read of each table, besides the document.
_COLUMNS = {
    PARAGRAPHS.name: _OF_PARAGRAPH,
    PRINTED_TABLES.name: _OF_TABLE,
    TABLE_CELLS.name: [*_OF_CELL, "table_id", "paragraph_id", *_POSITION],
    ALL_FIGURES.name: [*_OF_FIGURE, "figure_page", *_POSITION, "x0", "top", "x1", "bottom"],
}

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
        rows = {name: _rows(database, parquet[name], columns) for name, columns in _COLUMNS.items()}
        begun, listed = 0, []
        for document, following in pairwise([*read, None]):
            assert document is not None
            name = document["document_id"]
            of = {table: found.of(name) for table, found in rows.items()}
            figures = of[ALL_FIGURES.name]
            text = PARTED.join(row["text"] for row in of[PARAGRAPHS.name])
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


def _rows(database: DuckDBPyConnection, parquet: Path, columns: Sequence[str]) -> Rows:
    """Columns of the rows of a table by document, in the order of the file."""
    names = ", ".join(map(sql.quoted, ("document_id", *columns)))
    found = database.cursor().sql(
        f"SELECT {names} FROM read_parquet({sql.literal(str(parquet))}, file_row_number = true) "
        "ORDER BY document_id, file_row_number"
    )
    return Rows(found.to_arrow_reader(_ROWS))


def _page(
    document: Row, of: Mapping[str, Sequence[Row]], begun: int, following: Row | None
) -> Iterator[bytes]:
    """A document's file as JSON, with a line for each paragraph, cell and figure.

    Args:
        document: its row.
        of: its rows in the other tables.
        begun: the number of figures in earlier documents.
        following: the next document, if any.
    """
    name = document["document_id"]
    paragraphs = {row["paragraph_id"]: row for row in of[PARAGRAPHS.name]}
    starts = _starts(of[PARAGRAPHS.name])
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
    yield from _list("paragraphs", (_paragraph(row, starts) for row in of[PARAGRAPHS.name]))
    cells: dict[str, list[Any]] = {row["table_id"]: [] for row in of[PRINTED_TABLES.name]}
    for row in of[TABLE_CELLS.name]:
        selector = _position(row, starts)
        cells[row["table_id"]].append({**_filled(row, _OF_CELL), "selector": selector})
    tables = (
        {**_filled(row, _OF_TABLE), "cells": cells[row["table_id"]]}
        for row in of[PRINTED_TABLES.name]
    )
    yield b",\n"
    yield from _list("tables", tables)
    yield b",\n"
    figures = of[ALL_FIGURES.name]
    items = (_figure(document, r, paragraphs[r["paragraph_id"]], starts) for r in figures)
    yield from _list("items", items)
    yield b"\n}\n"


def _starts(paragraphs: Iterable[Row]) -> dict[str, int]:
    """The first character of each paragraph in the document's text."""
    starts, start = {}, 0
    for row in paragraphs:
        starts[row["paragraph_id"]] = start
        start += len(row["text"]) + len(PARTED)
    return starts


def _paragraph(row: Row, starts: Mapping[str, int]) -> dict[str, Any]:
    whole = {**row, "char_start": 0, "char_end": len(row["text"])}
    return {**_filled(row, _OF_PARAGRAPH), "selector": _position(whole, starts)}


def _figure(document: Row, row: Row, paragraph: Row, starts: Mapping[str, int]) -> dict[str, Any]:
    """A figure as an annotation of the text, and of the original if it has an address."""
    quotation = _quotation(paragraph["text"], row["char_start"], row["char_end"])
    source = _address(document["document_id"], "txt")
    targets: list[dict[str, Any]] = [
        {"source": source, "selector": [_position(row, starts), quotation]}
    ]
    if document["original_url"]:
        fragment = {
            "type": "FragmentSelector",
            "conformsTo": _PDF_FRAGMENTS,
            "value": _place(row),
            "refinedBy": quotation,
        }
        address = document["original_url"].split("#")[0]
        targets.append({"source": address, "selector": fragment})
    high = "" if row["value_high"] is None else f"–{row['value_high']:.15g}"
    said = f"{row['value']:.15g}{high} {row['unit'] or ''}".rstrip()
    return {
        "id": f"#{quote(row['figure_id'])}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "TextualBody", "format": "text/plain", "value": said},
        "target": targets,
        "figure": {**_filled(row, _OF_FIGURE), "figure_page": f"../{row['figure_page']}"},
    }


def _position(row: Row, starts: Mapping[str, int]) -> dict[str, Any]:
    """Characters of the document's text, as Unicode code points from 0."""
    start = starts[row["paragraph_id"]]
    ends = {"start": start + row["char_start"], "end": start + row["char_end"]}
    return {"type": "TextPositionSelector", **ends}


def _quotation(text: str, start: int, end: int) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }


def _place(row: Row) -> str:
    """A figure's page, and its place there in points from the upper left corner."""
    page = f"page={row['page']}"
    x0, top, x1, bottom = (row[name] for name in ("x0", "top", "x1", "bottom"))
    if None in (x0, top, x1, bottom):
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
