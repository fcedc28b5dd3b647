"""What the Dagster UI shows beside an asset or a check: schemas, row counts, previews, failures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import dagster as dg
import pyarrow as pa

from pipeline.tables.schema import Column, Table
from pipeline.validation.report import TableReport, markdown_table

PREVIEW_ROWS = 10
PREVIEW_WIDTH = 60


def column_schema(table: Table) -> dg.TableSchema:
    """The declaration of a table as Dagster shows it."""
    return dg.TableSchema(columns=[_column(c, is_key=c.name == table.key) for c in table.columns])


def of_table(rows: pa.Table) -> dict[str, Any]:
    """Row count and preview."""
    return {
        "dagster/row_count": rows.num_rows,
        "preview": dg.MetadataValue.md(markdown_table(_preview(rows.slice(0, PREVIEW_ROWS)))),
    }


def of_documents(failures: Iterable[tuple[str, str | None]]) -> dict[str, Any]:
    """How many documents there are, how many failed, and why."""
    all_documents = list(failures)
    failed = [{"document": d, "failure": f} for d, f in all_documents if f is not None]
    return {
        "dagster/row_count": len(all_documents),
        "documents found": len(all_documents),
        "documents failed": len(failed),
        "failures": dg.MetadataValue.md(markdown_table(failed) if failed else "None."),
    }


def of_report(report: TableReport) -> dict[str, Any]:
    """The verdict on a table with its failing rows."""
    return {
        "rows": report.rows,
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


def _preview(rows: pa.Table) -> list[dict[str, str]]:
    return [{name: _cell(value) for name, value in row.items()} for row in rows.to_pylist()]


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= PREVIEW_WIDTH else text[: PREVIEW_WIDTH - 1] + "…"
