"""Files made from a release's tables: all figures in one table, and the guards of CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from pipeline.release import sql
from pipeline.release.databases import SETTINGS
from pipeline.release.views import ALL_FIGURES, READING_ORDER, all_figures
from pipeline.tables.files import guarded, publish_batches, read_batches
from pipeline.tables.schema import TABLES, TEXT, Column, Table

#: Rows in memory at a time.
_ROWS = 8_192

#: Where the text in a CSV file differs from the other files.
CSV_GUARDS = Table(
    "csv_guards",
    "One row a text of a CSV file that has an apostrophe before it, since a spreadsheet would run "
    "it as a formula. Take that apostrophe off, and the text is that of the other files, to which "
    "all places of characters (`char_start` and the like) refer.",
    (
        Column("guard_id", TEXT, "Table, key of the row, column", nullable=False),
        Column("table_name", TEXT, "Table of the CSV file", nullable=False),
        Column("row_key", TEXT, "Key of the row there", nullable=False),
        Column("column_name", TEXT, "Column of the text", nullable=False),
    ),
    key="guard_id",
)


def write_flat(parquet: Mapping[str, Path], folder: Path) -> None:
    """Writes all figures as one table, `all_figures.parquet` and `.csv`, in reading order.

    Args:
        parquet: Parquet file of each table.
        folder: of the release's data.
    """
    import duckdb

    with TemporaryDirectory() as aside:
        settings = {**SETTINGS, "temp_directory": aside}
        with duckdb.connect(":memory:", config=settings) as database:
            for table in TABLES:
                file = sql.literal(str(parquet[table.name]))
                database.execute(
                    f"CREATE VIEW {sql.quoted(table.name)} AS SELECT * FROM read_parquet({file})"
                )
            found = database.sql(f"{all_figures().query}\nORDER BY {READING_ORDER}")
            rows: pa.RecordBatchReader = found.to_arrow_reader(_ROWS)
            schema = ALL_FIGURES.arrow
            nothing = pa.RecordBatch.from_pylist([], schema=schema)
            batches = (batch.cast(schema) for batch in rows)
            publish_batches({ALL_FIGURES.name: _after(nothing, batches)}, folder)


def write_guards(parquet: Mapping[str, Path], folder: Path) -> None:
    """Writes `csv_guards.parquet` and `.csv`: which texts of the CSV files have an apostrophe.

    Args:
        parquet: Parquet file of each table that is also a CSV file.
        folder: of the release's data.
    """
    nothing = pa.RecordBatch.from_pylist([], schema=CSV_GUARDS.arrow)
    tables = [table for table in (*TABLES, ALL_FIGURES) if table.name in parquet]
    guards = (batch for table in tables for batch in _guards(table, parquet[table.name]))
    publish_batches({CSV_GUARDS.name: _after(nothing, guards)}, folder)


def _guards(table: Table, parquet: Path) -> Iterator[pa.RecordBatch]:
    texts = [column.name for column in table.columns if column.type == TEXT]
    for batch in read_batches(parquet, texts):
        keys = batch.column(table.key)
        rows = [
            {
                "guard_id": f"{table.name}/{key}/{name}",
                "table_name": table.name,
                "row_key": key,
                "column_name": name,
            }
            for name in texts
            for key in keys.filter(guarded(batch.column(name))).to_pylist()
        ]
        yield pa.RecordBatch.from_pylist(rows, schema=CSV_GUARDS.arrow)


def _after(first: pa.RecordBatch, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Batches after an empty one, which gives the columns if there are no others."""
    yield first
    yield from batches
