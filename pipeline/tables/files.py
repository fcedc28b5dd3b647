"""Write the tables as Parquet and CSV files. Only this module writes what is published.

A file appears complete or not at all. Rows are processed in batches of a fixed size, so that memory
does not grow with a table.
"""

from __future__ import annotations

import filecmp
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.storage import Place, all_or_nothing

#: Rows per Parquet row group; the most that is in memory at a time while writing a table.
ROW_GROUP = 65_536
#: What makes a spreadsheet run a text as a formula, possibly after apostrophes.
_FORMULA = "^'*[=+\\-@\t\r\n＝＋－＠]"
#: Characters for which a CSV cell has to be quoted.
_QUOTED = '[",\r\n]'
#: Trailing zeros of a decimal beyond its second place, which are omitted in text.
_ZEROS = r"(\.\d\d\d*?)0+$"
#: Rows of CSV assembled at a time.
_CSV_ROWS = 8_192
#: Tables written at a time. Arrow does not hold Python's lock while it works.
_AT_A_TIME = 2
#: Rows that readers hold at a time.
_READ_ROWS = 8_192


def publish(tables: Mapping[str, pa.Table], outputs: Place) -> None:
    """Write every table as `<name>.parquet` and `<name>.csv`; see `publish_batches`."""
    publish_batches({name: _batches(table) for name, table in tables.items()}, outputs)


def publish_batches(streams: Mapping[str, Iterable[pa.RecordBatch]], outputs: Place) -> None:
    """Write every table as `<name>.parquet` and `<name>.csv`, replacing older ones.

    All files are written before the first one is put in place, so that an error such as a full disk
    leaves the older ones as they are. The bytes do not depend on how the rows are divided into
    batches.

    Args:
        streams: the rows of each table, by name; two tables are read and written at a time, in
            threads. A table without rows needs one empty batch, since the first batch determines
            the columns.
        outputs: a folder, which is created if needed, or a folder in a bucket.

    Raises:
        ValueError: a table has no batch.
    """
    pa.array([True])  # imports pandas, which threads should not do at the same time
    with all_or_nothing(outputs) as start, ThreadPoolExecutor(_AT_A_TIME) as threads:

        def write(name: str, batches: Iterable[pa.RecordBatch]) -> None:
            with start(f"{name}.parquet") as parquet, start(f"{name}.csv") as csv:
                try:
                    _write(batches, parquet, csv)
                except ValueError as problem:
                    raise ValueError(f"table {name}: {problem}") from problem

        # After an error, the tables that are waiting are not begun.
        list(threads.map(write, streams, streams.values()))
    pa.default_memory_pool().release_unused()  # up to 200 MB


# Arrow's threads may release a Python file after its rows have been read, which aborts or hangs a
# process that ends at that moment (Arrow issues 34314 and 50482). Read such files without threads:
# those that decode (`use_threads`) and those that read ahead (`pre_buffer`).


def read_table(name: str, outputs: Place) -> pa.Table:
    """Read a published table.

    Raises:
        FileNotFoundError: the table has not been published.
    """
    with (
        (outputs / f"{name}.parquet").open("rb") as stream,
        pq.ParquetFile(stream, pre_buffer=False) as opened,
    ):
        return opened.read(use_threads=False)


def read_batches(file: Place, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """Read the rows of a Parquet file in order, a few thousand at a time.

    Args:
        file: a file of any size.
        columns: the columns to read, in this order; all by default.

    Raises:
        FileNotFoundError: the file does not exist.
    """
    with file.open("rb") as stream, pq.ParquetFile(stream, pre_buffer=False) as opened:
        for batch in opened.iter_batches(_READ_ROWS, columns=columns, use_threads=False):
            yield batch if columns is None else batch.select(columns)


def row_count(file: Place) -> int:
    """Number of rows in a Parquet file, without reading them."""
    with file.open("rb") as stream:
        return int(pq.read_metadata(stream).num_rows)


def tally(file: Path, column: str) -> Counter[Any]:
    """Number of rows per value of a column in a Parquet file."""
    counted = Counter[Any]()
    for batch in read_batches(file, [column]):
        values, numbers = batch.column(0).value_counts().flatten()
        for value, number in zip(values.to_pylist(), numbers.to_pylist(), strict=True):
            counted[value] += number
    return counted


def same_rows(one: Path, other: Path) -> bool:
    """Whether two Parquet files have the same columns, rows and values."""
    if filecmp.cmp(one, other, shallow=False):
        return True
    if pq.read_schema(one) != pq.read_schema(other) or row_count(one) != row_count(other):
        return False
    if not row_count(one):
        return True
    groups = (row_groups(read_batches(file)) for file in (one, other))
    return all(mine == theirs for mine, theirs in zip(*groups, strict=True))


def parquet_bytes(table: pa.Table) -> bytes:
    """The table as a Parquet file; byte-identical for the same table and pyarrow version."""
    sink = io.BytesIO()
    _write(_batches(table), sink, io.BytesIO())
    return sink.getvalue()


def decimal_text(value: Decimal) -> str:
    """A decimal as text, with at least two decimals, as in sums, and no trailing zeros beyond them.

    >>> decimal_text(Decimal("46500000.000000")), decimal_text(Decimal("1.137000"))
    ('46500000.00', '1.137')
    """
    return re.sub(_ZEROS, r"\1", f"{value:f}")


def csv_bytes(table: pa.Table) -> bytes:
    """The table as CSV: UTF-8 with a byte order mark, RFC 4180, empty for null.

    Decimals are written as by `decimal_text`.

    Text that a spreadsheet would run as a formula gets an apostrophe before it. So does text that
    begins with apostrophes and then such a character, so that removing one apostrophe restores any
    text.
    """
    sink = io.BytesIO()
    _write(_batches(table), io.BytesIO(), sink)
    return sink.getvalue()


def _batches(table: pa.Table) -> list[pa.RecordBatch]:
    return table.to_batches() or [pa.RecordBatch.from_pylist([], schema=table.schema)]


def _write(batches: Iterable[pa.RecordBatch], parquet: IO[bytes], csv: IO[bytes]) -> None:
    """Write rows to both files.

    Raises:
        ValueError: there is no batch, or one has different columns than the first.
    """
    coming = iter(batches)
    first = next(coming, None)
    if first is None:
        raise ValueError("no batch to take the columns from; pass one without rows")
    csv.write(b"\xef\xbb\xbf" + ",".join(first.schema.names).encode() + b"\r\n")
    with pq.ParquetWriter(parquet, first.schema, compression="zstd", version="2.6") as writer:
        for group in row_groups(chain([first], coming)):
            writer.write_table(group, ROW_GROUP)
            for rows in group.to_batches(max_chunksize=_CSV_ROWS):
                if rows.num_rows:
                    csv.write(_csv_rows(rows))


def row_groups(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Regroup rows into tables of one chunk with `ROW_GROUP` rows; the last may have fewer.

    Without rows, there is one empty table.

    Args:
        batches: at least one batch.
    """
    waiting: list[pa.RecordBatch] = []
    missing = ROW_GROUP
    given = False
    for batch in batches:
        left = batch
        while left.num_rows >= missing:
            yield pa.Table.from_batches([*waiting, left.slice(0, missing)]).combine_chunks()
            left = left.slice(missing)
            waiting, missing, given = [], ROW_GROUP, True
        waiting.append(left)
        missing -= left.num_rows
    if missing < ROW_GROUP or not given:
        yield pa.Table.from_batches(waiting).combine_chunks()


def _csv_rows(rows: pa.RecordBatch) -> bytes:
    """Rows as lines of CSV, built column by column."""
    lines = pc.binary_join_element_wise(*map(_cells, rows.columns), ",")
    return one_text(lines, "\r\n").encode() + b"\r\n"


def _cells(column: pa.Array) -> pa.Array:
    """The cells of a column as in CSV."""
    kind = column.type
    if pa.types.is_floating(kind):
        # Arrow would write 84.0 as 84.
        cells = pa.array([None if v is None else repr(v) for v in column.to_pylist()], pa.string())
    else:
        cells = column.cast(pa.string())
    if pa.types.is_decimal(kind):
        cells = pc.replace_substring_regex(cells, _ZEROS, r"\1")
    if not (pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)):
        cells = _where(cells, _FORMULA, lambda text: joined("'", text))
        cells = _where(
            cells, _QUOTED, lambda text: joined('"', pc.replace_substring(text, '"', '""'), '"')
        )
    return cells.fill_null("")


def guarded(texts: pa.Array) -> pa.Array:
    """Which texts have an apostrophe before them in CSV."""
    return pc.fill_null(pc.match_substring_regex(texts, _FORMULA), fill_value=False)


def _where(texts: pa.Array, pattern: str, change: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Change the texts that match a pattern."""
    found = pc.match_substring_regex(texts, pattern)
    return pc.if_else(found, change(texts), texts) if pc.any(found).as_py() else texts


def one_text(texts: pa.Array, separator: str) -> str:
    """All texts of a column in one."""
    text: str = pc.binary_join(pa.ListArray.from_arrays([0, len(texts)], texts), separator)[
        0
    ].as_py()
    return text


def joined(*parts: pa.Array | str) -> pa.Array:
    """Texts after one another, row by row; null where one of them is."""
    return pc.binary_join_element_wise(*parts, "")
