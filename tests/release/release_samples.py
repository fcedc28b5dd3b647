"""Tables with everything that is hard to carry: scripts, formulas, long numbers, empty cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from pipeline.release.build import Release, build_release
from pipeline.release.sql import parents_first
from pipeline.tables.files import publish
from pipeline.tables.schema import FIGURE_TABLES, TABLES, Table

DAY = dt.date(2026, 11, 25)
ARABIC = "بلغت النفقات ٣٫٥ مليون دولار، أي 12 في المائة"
CHINESE = "约有 84%的成员国作了答复，另有 1 750 万美元"
TEXTS = [CHINESE, ARABIC, "=1+1", "'=quoted", '"quotes", commas\nand a second line', "007", "Ω 🙂", "1e5",
         " spaces around ", "https://example.org", "@SUM(A1)", "TRUE", "2026-11-25"]  # fmt: skip
NUMBERS: dict[str, list[Any]] = {
    "percentages": [84.0, 0.1, 12.345678901234, 1e-07, -3.5, 100.0],
    "money_amounts": [Decimal("46500000.00"), Decimal("0.05"), Decimal("1234567890123.45"),
                      Decimal("-7.10"), Decimal("150000000000.00"), Decimal("1.137"),
                      Decimal("0.841256"), Decimal(0)],
    "counts": [120, 0, 7_900_000_000, 3, 1_000_000_000_000],
}  # fmt: skip
ORGANIZATIONS = ("WFP", "UNDP")
_DEFAULTS = {
    pa.string(): "text", pa.int32(): 1, pa.int64(): 1, pa.float64(): 1.5,
    pa.date32(): DAY, pa.bool_(): True,
}  # fmt: skip


def row(table: Table, **values: Any) -> dict[str, Any]:
    """A row of a table: what is given, something for what may not be empty, else nothing."""
    made: dict[str, Any] = {}
    for column in table.columns:
        if not column.nullable:
            default = Decimal(1) if pa.types.is_decimal(column.type) else _DEFAULTS[column.type]
            made[column.name] = column.allowed[0] if column.allowed else default
        else:
            made[column.name] = None
    return made | values


def make_tables(figures: int = 26) -> dict[str, pa.Table]:
    """All tables, with so many figures of each kind."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for table in parents_first():
        known = {k.column: rows[k.table][0][k.references] for k in table.foreign_keys}
        required = {c.name for c in table.columns if not c.nullable}
        keys = {name: value for name, value in known.items() if name in required}
        rows[table.name] = [row(table, **keys)]
        if table.name == "documents":
            rows[table.name] = [
                row(table, document_id="A_1-zh", language="zh", symbol="A/1", title=CHINESE, pages=3),
                row(table, document_id="A_1-ar", language="ar", symbol="A/1", title=ARABIC,
                    published_on=DAY, source_url="https://example.org/a"),
                row(table, document_id="A_2-en", status="failed", failure="No text. Scan it."),
            ]  # fmt: skip
        elif table.name == "organizations":
            rows[table.name] = [row(table, organization=name) for name in ORGANIZATIONS]
        elif table.name == "paragraphs":
            rows[table.name] = [
                row(
                    table,
                    paragraph_id=f"{document}.{n}",
                    document_id=document,
                    position=n,
                    text=text,
                )
                for document in ("A_1-zh", "A_1-ar")
                for n, text in enumerate(TEXTS, start=1)
            ]
        elif table in FIGURE_TABLES.values():
            rows[table.name] = [_figure(table, n) for n in range(figures)]
    return {
        table.name: pa.Table.from_pylist(rows[table.name], schema=table.arrow) for table in TABLES
    }


def _figure(table: Table, number: int) -> dict[str, Any]:
    values, high = NUMBERS[table.name], table.range
    value = values[number % len(values)]
    document = "A_1-zh" if number % 2 else "A_1-ar"
    made = row(
        table,
        figure_id=f"{table.name}.{number}",
        document_id=document,
        language="zh" if number % 2 else "ar",
        paragraph_id=f"{document}.{number % len(TEXTS) + 1}",
        sentence=TEXTS[number % len(TEXTS)],
        raw=f"{value}",
        subject=TEXTS[(number + 3) % len(TEXTS)] if number % 3 else None,
        organization=ORGANIZATIONS[number % 2] if number % 5 else None,
        period_start=2020 + number % 4 if number % 4 else None,
        period_end=2021 + number % 4 if number % 4 == 1 else None,
        x0=72.0 + number / 3,
    )
    made[high[0]] = value
    made[high[1]] = value if number % 7 == 0 else None
    if "currency" in made:
        made["currency"] = "USD" if number % 2 else "CHF"
    return made


def release_of(
    tables: Mapping[str, pa.Table], outputs: Path, *, day: dt.date = DAY, again: bool = False
) -> Release:
    """A release of the tables, which are published elsewhere."""
    with TemporaryDirectory() as published:
        publish(tables, Path(published))
        return build_release(Path(published), outputs, day=day, again=again)
