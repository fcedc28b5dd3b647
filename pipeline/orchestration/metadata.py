"""Metadata that the Dagster UI shows for assets and checks: schemas, row counts, previews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import dagster as dg
import pyarrow as pa

from pipeline.storage import Place
from pipeline.tables.files import read_batches, row_count
from pipeline.tables.schema import Column, Table
from pipeline.validation.report import TableReport, rows_table

PREVIEW_ROWS = 10
PREVIEW_WIDTH = 60
#: How many documents are listed.
MOST_LISTED = 100


def column_schema(table: Table) -> dg.TableSchema:
    """The declaration of a table as Dagster shows it."""
    return dg.TableSchema(columns=[_column(c, is_key=c.name == table.key) for c in table.columns])


def of_table(rows: pa.Table) -> dict[str, Any]:
    """Row count and preview."""
    return {
        "dagster/row_count": rows.num_rows,
        "preview": dg.MetadataValue.md(rows_table(_preview(rows.slice(0, PREVIEW_ROWS)))),
    }


def of_published(table: Table, outputs: Place) -> dict[str, Any]:
    """Row count, preview and files of a published table."""
    files = [outputs / f"{table.name}.{suffix}" for suffix in ("parquet", "csv")]
    first = next(read_batches(files[0]), None)
    rows = table.arrow.empty_table() if first is None else pa.Table.from_batches([first])
    listing = [{"file": file.name, "bytes": str(file.stat().st_size)} for file in files]
    return of_table(rows) | {
        "dagster/row_count": row_count(files[0]),
        "folder": of_place(outputs),
        "files": dg.MetadataValue.md(rows_table(listing)),
    }


def of_place(place: Place) -> dg.MetadataValue[Any]:
    """A file or folder, by its path or its address."""
    return dg.MetadataValue.path(str(place.absolute()))


def of_documents(documents: Sequence[str], failures: Mapping[str, str]) -> dict[str, Any]:
    """How many documents there are, how many failed, and of those that did, why."""
    listed = [{"document": d, "failure": failures[d]} for d in documents if d in failures]
    why = {"failures": _listed(listed, "documents: see the table `documents`")} if listed else {}
    return {"documents": len(documents), "failed": len(listed)} | why


def of_shards(ids: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The documents of each partition."""
    rows = sorted(
        ({"document": one, "partition": shard} for shard, some in ids.items() for one in some),
        key=lambda row: row["document"],
    )
    return {"partitions": _listed(rows, "documents: `pipeline list` has them all")}


def of_stage(
    documents: Sequence[str], read: Collection[str], failures: Mapping[str, str]
) -> dict[str, Any]:
    """The documents of a shard, and how a stage went for them."""
    now = sum(1 for document in documents if document in read)
    rows = [{"document": one, "read": "now" if one in read else "before"} for one in documents]
    return of_documents(documents, failures) | {
        "read": now,
        "unchanged": len(documents) - now,
        "listed": _listed(rows, "documents: `pipeline list` has them all"),
    }


def of_set_aside(numbers: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """How many figures are set aside, by table and document."""
    total: Counter[str] = sum(map(Counter, numbers.values()), Counter())
    rows = [
        {"document": one} | {table: str(some.get(one, 0)) for table, some in numbers.items()}
        for one, _ in total.most_common()
    ]
    return {"documents": _listed(rows, "documents: see the table `set_aside`")}


def of_report(report: TableReport) -> dict[str, Any]:
    """The findings of a table's check, with the failing rows."""
    return {
        "rows": report.rows,
        "unchanged": report.unchanged,
        "expectations": report.expectations,
        "failures": len(report.failures),
        "warnings": len(report.warnings),
        "findings": dg.MetadataValue.md(report.markdown()),
    }


def _column(column: Column, *, is_key: bool) -> dg.TableColumn:
    other = [f"one of {', '.join(column.allowed)}"] if column.allowed else []
    other += [f"unit: {column.unit}"] if column.unit else []
    return dg.TableColumn(
        name=column.name,
        type=str(column.type),
        description=column.description,
        constraints=dg.TableColumnConstraints(
            nullable=column.nullable, unique=is_key, other=other or None
        ),
    )


def _listed(rows: Sequence[Mapping[str, str]], more: str) -> dg.MetadataValue[Any]:
    """Rows as a table; if there are too many, `more` says what they are and where to find them."""
    text = rows_table(rows[:MOST_LISTED]) if rows else "None."
    if len(rows) > MOST_LISTED:
        text += f"\n\nand {len(rows) - MOST_LISTED} more {more}."
    return dg.MetadataValue.md(text)


def _preview(rows: pa.Table) -> list[dict[str, str]]:
    return [{name: _cell(value) for name, value in row.items()} for row in rows.to_pylist()]


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= PREVIEW_WIDTH else text[: PREVIEW_WIDTH - 1] + "…"
