"""The documents that a release was read from, as descriptions of it name them."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Origin:
    """One document: the columns of `documents` that tell where data came from."""

    document_id: str
    symbol: str | None
    language: str | None
    title: str | None
    url: str | None
    source_file: str
    sha256: str | None
    status: str
    failure: str | None


def origins(documents: pa.Table) -> list[Origin]:
    """The documents of a release, those that could not be read among them."""
    return [
        Origin(
            document_id=row["document_id"],
            symbol=row["symbol"],
            language=row["language"],
            title=row["title"],
            url=row["source_url"],
            source_file=row["source_file"],
            sha256=row["sha256"],
            status=row["status"],
            failure=row["failure"],
        )
        for row in documents.to_pylist()
    ]
