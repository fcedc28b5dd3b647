"""The rows of two releases document by document, of the documents alone that differ.

DuckDB finds them by checksums and sorts their rows, on disk where they are many: memory depends
neither on the size of the releases nor on how much differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from pipeline.release.sql import quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = Mapping[str, Any]
#: Rows of one document in one table: before, after.
Pair = tuple[list[Row], list[Row]]

# One thread keeps to the memory that is given; no extension is ever fetched.
_SETTINGS: dict[str, Any] = {
    "threads": 1,
    "memory_limit": "512MB",
    "autoinstall_known_extensions": False,
}
_NO_CHECKSUMS = "SELECT NULL::TEXT AS document_id, NULL::HUGEINT AS checksum WHERE false"
_BATCH = 2_048


def differing(
    before: Mapping[str, Path], after: Mapping[str, Path]
) -> Iterator[tuple[str, dict[str, Pair]]]:
    """The documents whose rows differ in some table, by id; of each, its rows in all tables.

    Rows keep their order. Columns that only one of the releases has make no difference.

    Args:
        before: Parquet file of each table, with a column `document_id`; some need not be there.
        after: the same tables of the other release.
    """
    import duckdb

    with (
        TemporaryDirectory() as folder,
        duckdb.connect(config={**_SETTINGS, "temp_directory": folder}) as database,
    ):
        database.execute("CREATE TABLE differing (document_id TEXT PRIMARY KEY)")
        for name in before:
            _note_differing(database, before[name], after[name])
        rows = {
            name: (_Rows(database, before[name]), _Rows(database, after[name])) for name in before
        }
        names = database.execute("SELECT document_id FROM differing ORDER BY document_id")
        for (document,) in names.fetchall():
            yield document, {n: (o.of(document), a.of(document)) for n, (o, a) in rows.items()}


def _note_differing(database: DuckDBPyConnection, before: Path, after: Path) -> None:
    """Adds the documents whose rows of one table have other values."""
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


class _Rows:
    """The rows of a table, to be asked for document by document in the order of the ids."""

    def __init__(self, database: DuckDBPyConnection, file: Path) -> None:
        groups = _groups(database.cursor(), file) if file.exists() else ()
        self._groups = iter(groups)
        self._next = next(self._groups, None)

    def of(self, document: str) -> list[Row]:
        """The rows of a document in the file's order; none where the table has none."""
        if self._next is None or self._next[0] != document:
            return []
        found = self._next[1]
        self._next = next(self._groups, None)
        return found


def _groups(database: DuckDBPyConnection, file: Path) -> Iterator[tuple[str, list[Row]]]:
    found = database.sql(
        "SELECT * EXCLUDE (file_row_number) FROM read_parquet(?, file_row_number = true) "
        "SEMI JOIN differing USING (document_id) ORDER BY document_id, file_row_number",
        params=[str(file)],
    )
    batches: Iterable[Any] = found.to_arrow_reader(_BATCH)
    rows = chain.from_iterable(batch.to_pylist() for batch in batches)
    for document, group in groupby(rows, key=lambda row: row["document_id"]):
        yield document, list(group)
