"""The tables as files, Parquet and CSV; the one place that writes what is published.

A file appears whole or not at all: it is written beside its place and then moved there.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

#: What makes a spreadsheet run a text as a formula, after any number of the apostrophes below.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def publish(tables: Mapping[str, pa.Table], outputs: Path) -> None:
    """Writes every table as `<name>.parquet` and `<name>.csv`, in place of older ones.

    All are written before the first is put in its place, so that an error, a full disk say,
    leaves the older ones as they are.
    """
    outputs.mkdir(parents=True, exist_ok=True)
    with _all_or_nothing() as write:
        for name, table in tables.items():
            write(outputs / f"{name}.parquet", parquet_bytes(table))
            write(outputs / f"{name}.csv", csv_bytes(table))


def read_table(name: str, outputs: Path) -> pa.Table:
    """A published table.

    Raises:
        FileNotFoundError: it has not been published.
    """
    return pq.read_table(outputs / f"{name}.parquet")


def parquet_bytes(table: pa.Table) -> bytes:
    """The table as a Parquet file; the same table gives the same bytes under one pyarrow."""
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", version="2.6")
    return sink.getvalue()


def csv_bytes(table: pa.Table) -> bytes:
    """The table as CSV: UTF-8 with a byte order mark, RFC 4180, empty for null.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; so does one
    that begins with apostrophes and then such a character, so that taking away one apostrophe
    gives every text back.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.column_names)
    for batch in table.to_batches(max_chunksize=10_000):
        writer.writerows(zip(*(map(_cell, column.to_pylist()) for column in batch), strict=True))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return "" if value is None else value


@contextmanager
def _all_or_nothing() -> Iterator[Callable[[Path, bytes], None]]:
    """Gives a function that writes a file; the files get their names when all has gone well."""
    waiting: dict[Path, Path] = {}

    def write(path: Path, data: bytes) -> None:
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        waiting[temporary] = path
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    try:
        yield write
        for temporary, path in waiting.items():
            temporary.replace(path)
    finally:
        for temporary in waiting:
            temporary.unlink(missing_ok=True)
