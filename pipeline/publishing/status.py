"""What is published, and what is waiting in the raw folders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.documents.document import RawDocument
from pipeline.storage import Place
from pipeline.tables.files import read_table
from pipeline.tables.schema import DOCUMENTS, FIGURE_TABLES


@dataclass(frozen=True, slots=True)
class Status:
    """The state of an outputs folder.

    Attributes:
        published_at: when the tables were last written; None if there are none.
        rows: number of rows of each table of figures.
        documents: how many are published, including those that failed.
        failed: the reasons, by document id.
        set_aside: how many figures are set aside, by document id.
        new: ids of documents in the raw folders that are not published.
        changed: ids of published documents whose file has changed since.
        gone: ids of published documents that are no longer in a raw folder.
    """

    published_at: datetime | None
    rows: Mapping[str, int]
    documents: int
    failed: Mapping[str, str]
    set_aside: Mapping[str, int]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def status(found: Sequence[RawDocument], outputs: Place) -> Status:
    """The status of an outputs folder.

    Args:
        found: the documents of the raw folders.
        outputs: where the tables are published.
    """
    in_raw = {document.document_id: document.sha256 for document in found}
    file = outputs / f"{DOCUMENTS.name}.parquet"
    if not file.exists():
        return Status(None, {}, 0, {}, {}, tuple(sorted(in_raw)), (), ())
    rows = read_table(DOCUMENTS.name, outputs).to_pylist()
    published = {row["document_id"]: row["sha256"] for row in rows}
    return Status(
        published_at=datetime.fromtimestamp(file.stat().st_mtime, UTC),
        rows={
            table.name: sum(row[table.name] or 0 for row in rows)
            for table in FIGURE_TABLES.values()
        },
        documents=len(rows),
        failed={row["document_id"]: row["failure"] for row in rows if row["failure"]},
        set_aside={row["document_id"]: row["set_aside"] for row in rows if row["set_aside"]},
        new=tuple(sorted(in_raw.keys() - published.keys())),
        changed=tuple(
            sorted(i for i in in_raw.keys() & published.keys() if in_raw[i] != published[i])
        ),
        gone=tuple(sorted(published.keys() - in_raw.keys())),
    )
