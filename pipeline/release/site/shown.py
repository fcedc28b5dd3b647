"""What the page shows of a release: everything, or if that is too much, the newest documents.

The browser holds all figures of the page in memory, and the release has a picture of every page
they are on. Both are limited, whatever the size of the tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.tables.files import read_batches, row_count, tally
from pipeline.tables.schema import (
    AGREEMENT,
    DOCUMENTS,
    FIGURE_ACTORS,
    FIGURE_TABLES,
    ORGANIZATIONS,
    PARAGRAPHS,
    PRINTED_TABLES,
    SET_ASIDE,
    TABLE_CELLS,
)

_ID = DOCUMENTS.key


@dataclass(frozen=True, slots=True)
class Most:
    """The limits of the page; `tests/site/bench.py` times it at these."""

    figures: int = 100_000
    documents: int = 10_000
    pictures: int = 2_000


MOST = Most()


@dataclass(frozen=True, slots=True)
class Selection:
    """What the page shows of a release.

    Attributes:
        tables: the rows by table: those of the documents shown, and the paragraphs of their
            figures.
        rows: how many rows each table has in the release.
        newest: ids of the documents shown, newest first.
    """

    tables: Mapping[str, pa.Table]
    rows: Mapping[str, int]
    newest: Sequence[str]

    @property
    def is_part(self) -> bool:
        """Whether the release has more documents."""
        return len(self.newest) < self.rows[DOCUMENTS.name]


def shown(parquet: Mapping[str, Path], most: Most) -> Selection:
    """Chooses the newest documents, up to the limits, and reads the rows to show.

    Args:
        parquet: Parquet file of each table; `agreement` and `set_aside` are optional.
        most: the limits.
    """
    rows = {name: row_count(file) for name, file in parquet.items()}
    newest = _newest(parquet, most)
    is_part = len(newest) < rows[DOCUMENTS.name]

    def read(name: str, column: str, values: Sequence[str] | pa.Array) -> pa.Table:
        return _rows(parquet[name], column, values) if is_part else pq.read_table(parquet[name])

    tables = {name: read(name, _ID, newest) for name in (DOCUMENTS.name, *_figures())}
    stood_in = _distinct((tables[name] for name in _figures()), PARAGRAPHS.key)
    tables[PARAGRAPHS.name] = _rows(parquet[PARAGRAPHS.name], PARAGRAPHS.key, stood_in)
    tables[ORGANIZATIONS.name] = pq.read_table(parquet[ORGANIZATIONS.name])
    for name in (FIGURE_ACTORS.name, PRINTED_TABLES.name, TABLE_CELLS.name):
        if name in parquet:
            tables[name] = read(name, _ID, newest)
    if AGREEMENT.name in parquet:
        symbols = _distinct([tables[DOCUMENTS.name]], "symbol")
        tables[AGREEMENT.name] = read(AGREEMENT.name, "symbol", symbols)
    if SET_ASIDE.name in parquet:
        tables[SET_ASIDE.name] = read(SET_ASIDE.name, _ID, newest)
    return Selection({name: tables[name] for name in parquet}, rows, newest)


def _figures() -> list[str]:
    return [table.name for table in FIGURE_TABLES.values()]


def _newest(parquet: Mapping[str, Path], most: Most) -> list[str]:
    """The ids of the documents to show, newest first, up to the limits."""
    figures = sum((tally(parquet[name], _ID) for name in _figures()), Counter[str]())
    documents = [
        (row["published_on"] or date.min, row[_ID])
        for batch in read_batches(parquet[DOCUMENTS.name], ("published_on", _ID))
        for row in batch.to_pylist()
    ]
    newest = [document for _, document in sorted(documents, reverse=True)[: most.documents]]
    room = accumulate(figures[document] for document in newest)
    return [one for one, so_far in zip(newest, room, strict=True) if so_far <= most.figures]


def _distinct(tables: Iterable[pa.Table], column: str) -> pa.Array:
    chunks = [chunk for table in tables for chunk in table.column(column).chunks]
    return pa.chunked_array(chunks, pa.string()).unique()


def _rows(file: Path, column: str, values: Sequence[str] | pa.Array) -> pa.Table:
    """The rows of a table with one of the values in a column, in order."""
    wanted = pa.array(values, pa.string())
    batches = (b.filter(pc.is_in(b.column(column), wanted)) for b in read_batches(file))
    return pa.Table.from_batches(batches, pq.read_schema(file)).combine_chunks()
