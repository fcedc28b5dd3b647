"""The tables as files, Parquet and CSV; the one place that writes what is published.

A file appears whole or not at all. Rows go through in runs of a fixed size, so that memory does
not grow with a table.
"""

from __future__ import annotations

import filecmp
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.storage import Place, all_or_nothing

#: Rows of a row group of Parquet; what is in memory at one time of a table that is written.
ROW_GROUP = 65_536
#: What makes a spreadsheet run a text as a formula, after any number of the apostrophes.
_FORMULA = "^'*[=+\\-@\t\r\n＝＋－＠]"
#: What a cell of CSV has to be quoted for.
_QUOTED = '[",\r\n]'
#: Zeros at the end of a decimal beyond its second place, which as text say nothing.
_ZEROS = r"(\.\d\d\d*?)0+$"
#: Rows of CSV that are put together at one time.
_CSV_ROWS = 8_192
#: Rows that readers have at one time.
_READ_ROWS = 8_192


def publish(tables: Mapping[str, pa.Table], outputs: Place) -> None:
    """Writes every table as `<name>.parquet` and `<name>.csv`, as `publish_batches` does."""
    publish_batches({name: _batches(table) for name, table in tables.items()}, outputs)


def publish_batches(streams: Mapping[str, Iterable[pa.RecordBatch]], outputs: Place) -> None:
    """Writes every table as `<name>.parquet` and `<name>.csv`, in place of older ones.

    All are written before the first is put in its place, so that an error, a full disk say,
    leaves the older ones as they are. The bytes do not depend on how the rows are cut into batches.

    Args:
        streams: the rows of each table, by its name; read one table after the other. A table
            without rows is one batch without rows, since the first batch tells the columns.
        outputs: a folder, which is made where it is not there, or one of a bucket.

    Raises:
        ValueError: a table has no batch.
    """
    with all_or_nothing(outputs) as start:
        for name, batches in streams.items():
            with start(f"{name}.parquet") as parquet, start(f"{name}.csv") as csv:
                try:
                    _write(batches, parquet, csv)
                except ValueError as problem:
                    raise ValueError(f"table {name}: {problem}") from problem


# Arrow's threads let go of a Python file after its rows have been read, which aborts or hangs a
# process that ends at that moment (its issues 34314 and 50482): such files are read without them.


def read_table(name: str, outputs: Place) -> pa.Table:
    """A published table.

    Raises:
        FileNotFoundError: it has not been published.
    """
    with (outputs / f"{name}.parquet").open("rb") as file:
        return pq.read_table(file, use_threads=False)


def read_batches(file: Place, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The rows of a Parquet file in order, some thousands at a time.

    Args:
        file: of any size.
        columns: those to read, in this order; without them all.

    Raises:
        FileNotFoundError: it is not there.
    """
    # Else the whole file would be read ahead.
    with file.open("rb") as stream, pq.ParquetFile(stream, pre_buffer=False) as opened:
        for batch in opened.iter_batches(_READ_ROWS, columns=columns, use_threads=False):
            yield batch if columns is None else batch.select(columns)


def row_count(file: Place) -> int:
    """How many rows a Parquet file has; no row is read."""
    with file.open("rb") as stream:
        return int(pq.read_metadata(stream).num_rows)


def tally(file: Path, column: str) -> Counter[Any]:
    """How many rows have each value of a column of a Parquet file."""
    counted = Counter[Any]()
    for batch in read_batches(file, [column]):
        values, numbers = batch.column(0).value_counts().flatten()
        for value, number in zip(values.to_pylist(), numbers.to_pylist(), strict=True):
            counted[value] += number
    return counted


def same_rows(one: Path, other: Path) -> bool:
    """Whether two Parquet files hold the same columns, rows and values."""
    if filecmp.cmp(one, other, shallow=False):
        return True
    if pq.read_schema(one) != pq.read_schema(other) or row_count(one) != row_count(other):
        return False
    if not row_count(one):
        return True
    groups = (row_groups(read_batches(file)) for file in (one, other))
    return all(mine == theirs for mine, theirs in zip(*groups, strict=True))


def parquet_bytes(table: pa.Table) -> bytes:
    """The table as a Parquet file; the same table gives the same bytes under one pyarrow."""
    sink = io.BytesIO()
    _write(_batches(table), sink, io.BytesIO())
    return sink.getvalue()


def decimal_text(value: Decimal) -> str:
    """A decimal as text: at least two places, as sums are written, and no zeros beyond them.

    >>> decimal_text(Decimal("46500000.000000")), decimal_text(Decimal("1.137000"))
    ('46500000.00', '1.137')
    """
    return re.sub(_ZEROS, r"\1", f"{value:f}")


def csv_bytes(table: pa.Table) -> bytes:
    """The table as CSV: UTF-8 with a byte order mark, RFC 4180, empty for null.

    Decimals are written as `decimal_text` does.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; so does one
    that begins with apostrophes and then such a character, so that taking away one apostrophe
    gives every text back.
    """
    sink = io.BytesIO()
    _write(_batches(table), io.BytesIO(), sink)
    return sink.getvalue()


def _batches(table: pa.Table) -> list[pa.RecordBatch]:
    return table.to_batches() or [pa.RecordBatch.from_pylist([], schema=table.schema)]


def _write(batches: Iterable[pa.RecordBatch], parquet: IO[bytes], csv: IO[bytes]) -> None:
    """Writes rows to both files.

    Raises:
        ValueError: there is no batch, or one has other columns than the first.
    """
    coming = iter(batches)
    first = next(coming, None)
    if first is None:
        raise ValueError("no batch tells its columns; give one without rows")
    csv.write(b"\xef\xbb\xbf" + ",".join(first.schema.names).encode() + b"\r\n")
    with pq.ParquetWriter(parquet, first.schema, compression="zstd", version="2.6") as writer:
        for group in row_groups(chain([first], coming)):
            writer.write_table(group, ROW_GROUP)
            for rows in group.to_batches(max_chunksize=_CSV_ROWS):
                if rows.num_rows:
                    csv.write(_csv_rows(rows))


def row_groups(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The same rows in tables of one chunk and `ROW_GROUP` rows; the last may have fewer.

    Without rows it is one table without rows.

    Args:
        batches: at least one.
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
    """Rows as lines of CSV, made column by column."""
    lines = pc.binary_join_element_wise(*map(_cells, rows.columns), ",")
    together = pa.ListArray.from_arrays([0, len(lines)], lines)
    text: str = pc.binary_join(together, "\r\n")[0].as_py()
    return f"{text}\r\n".encode()


def _cells(column: pa.Array) -> pa.Array:
    """The cells of a column as CSV has them."""
    kind = column.type
    if pa.types.is_floating(kind):
        # Arrow would write 84.0 as 84.
        cells = pa.array([None if v is None else repr(v) for v in column.to_pylist()], pa.string())
    else:
        cells = column.cast(pa.string())
    if pa.types.is_decimal(kind):
        cells = pc.replace_substring_regex(cells, _ZEROS, r"\1")
    if not (pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)):
        cells = _where(cells, _FORMULA, lambda text: _joined("'", text))
        cells = _where(
            cells, _QUOTED, lambda text: _joined('"', pc.replace_substring(text, '"', '""'), '"')
        )
    return cells.fill_null("")


def guarded(texts: pa.Array) -> pa.Array:
    """Which texts have an apostrophe before them in CSV."""
    return pc.fill_null(pc.match_substring_regex(texts, _FORMULA), fill_value=False)


def _where(texts: pa.Array, pattern: str, change: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Changes the texts that a pattern is found in."""
    found = pc.match_substring_regex(texts, pattern)
    return pc.if_else(found, change(texts), texts) if pc.any(found).as_py() else texts


def _joined(*parts: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")
