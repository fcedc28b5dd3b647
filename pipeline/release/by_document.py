"""The rows of two releases, document by document, for documents that differ.

DuckDB finds them by checksums and sorts their rows, on disk if there are many: memory depends
neither on the size of the releases nor on how much differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from weakref import finalize

import pyarrow.parquet as pq

from pipeline.release.databases import SETTINGS
from pipeline.release.sql import literal, quoted
from pipeline.tables.files import read_batches

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

T = TypeVar("T")
Row = Mapping[str, Any]
#: Rows of one document in one table: before, after.
Pair = tuple[list[Row], list[Row]]

_NO_CHECKSUMS = "SELECT NULL::TEXT AS document_id, NULL::HUGEINT AS checksum WHERE false"
#: Rows per row group of the sorted files; so many of each table are in memory.
_ROW_GROUP = 8_192


class Differing:
    """The documents whose rows differ in some table, by id, with their rows in all tables.

    Rows keep their order. Columns that only one release has are ignored. Can be iterated any number
    of times; the sorted rows are on disk until it is closed.
    """

    def __init__(self, before: Mapping[str, Path], after: Mapping[str, Path]) -> None:
        """Finds the documents and sorts their rows.

        Args:
            before: Parquet file of each table, with a column `document_id`; some may be missing.
            after: the same tables of the other release.
        """
        import duckdb

        folder = mkdtemp()
        finalize(self, rmtree, folder)
        with duckdb.connect(config={**SETTINGS, "temp_directory": folder}) as database:
            database.execute("CREATE TABLE differing (document_id TEXT PRIMARY KEY)")
            for name in before:
                _note_differing(database, before[name], after[name])
            found = database.execute("SELECT document_id FROM differing ORDER BY document_id")
            self._documents = [document for (document,) in found.fetchall()]
            # One after the other: concurrent sorts would share the memory.
            self._sorted = {
                name: [
                    _sorted(database, release[name], Path(folder, f"{side}-{name}"))
                    for side, release in (("before", before), ("after", after))
                ]
                for name in before
            }

    def __iter__(self) -> Iterator[tuple[str, dict[str, Pair]]]:
        tables = {
            name: [Rows(_rows(file), itemgetter("document_id")) for file in files]
            for name, files in self._sorted.items()
        }
        for document in self._documents:
            rows = {n: (old.of(document), new.of(document)) for n, (old, new) in tables.items()}
            yield document, rows


def _note_differing(database: DuckDBPyConnection, before: Path, after: Path) -> None:
    """Adds the documents whose rows in one table differ."""
    there = [file for file in (before, after) if file.exists()]
    schemas = [pq.read_schema(file).names for file in there]
    both = [name for name in schemas[-1] if name in schemas[0]] if there else []
    checksums = [_checksums(both) if file.exists() else _NO_CHECKSUMS for file in (before, after)]
    database.execute(
        f"INSERT OR IGNORE INTO differing SELECT document_id FROM ({checksums[0]}) old "
        f"FULL JOIN ({checksums[1]}) new USING (document_id) "
        "WHERE old.checksum IS DISTINCT FROM new.checksum",
        list(map(str, there)),
    )


def _checksums(columns: list[str]) -> str:
    values = ", ".join(map(quoted, columns))
    return (
        f"SELECT document_id, sum(hash({values})) AS checksum FROM read_parquet(?) "
        "GROUP BY document_id"
    )


def _sorted(database: DuckDBPyConnection, file: Path, target: Path) -> Path | None:
    """Writes the sorted rows of the documents that differ; None if there is no table."""
    if not file.exists():
        return None
    database.execute(
        "COPY (SELECT * EXCLUDE (file_row_number) "
        f"FROM read_parquet({literal(str(file))}, file_row_number = true) "
        "SEMI JOIN differing USING (document_id) ORDER BY document_id, file_row_number) "
        f"TO {literal(str(target))} (FORMAT parquet, ROW_GROUP_SIZE {_ROW_GROUP})"
    )
    return target


def _rows(file: Path | None) -> Iterator[Row]:
    """The rows of a table; none if there is no file."""
    for batch in read_batches(file) if file else ():
        yield from batch.to_pylist()


class Rows(Generic[T]):
    """The rows of a sorted table, to be read document by document in that order.

    Args:
        rows: sorted by document.
        document: the id of a row's document.
    """

    def __init__(self, rows: Iterable[T], document: Callable[[T], str]) -> None:
        self._groups = groupby(rows, key=document)
        self._next = next(self._groups, None)

    def of(self, document: str) -> list[T]:
        """The rows of a document in the table, if any."""
        if self._next is None or self._next[0] != document:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found
