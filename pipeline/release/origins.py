"""The documents that a release was read from, for its descriptions."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from pipeline.tables.files import read_batches

#: Columns of `documents` with another name here.
_RENAMED = {"url": "source_url"}


@dataclass(frozen=True, slots=True)
class Origin:
    """One document: the columns of `documents` about the source."""

    document_id: str
    symbol: str | None
    language: str | None
    title: str | None
    url: str | None
    source_file: str
    sha256: str | None
    status: str
    failure: str | None


def origins(documents: Path) -> list[Origin]:
    """The documents of a release, including those that could not be read.

    Args:
        documents: Parquet file of that table.
    """
    columns = [_RENAMED.get(one.name, one.name) for one in fields(Origin)]
    batches = read_batches(documents, columns)
    return [Origin(*row.values()) for batch in batches for row in batch.to_pylist()]
