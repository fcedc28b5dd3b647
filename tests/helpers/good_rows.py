"""Rows that hold all expectations, for tests of checks to spoil."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipeline.tables.schema import TABLES

Rows = dict[str, list[dict[str, Any]]]

TEXT = "约有 84%的成员国答复，另有 120 个国家和 1 750 万美元。"


def figure_row(raw: str, **own: Any) -> dict[str, Any]:
    """A row of a figure in `TEXT`; `own` are the values of its kind."""
    start = TEXT.index(raw)
    return {
        "figure_id": f"A_1_1-zh.2.{start}",
        "document_id": "A_1_1-zh",
        "symbol": "A/1/1",
        "language": "zh",
        "paragraph_id": "A_1_1-zh.2",
        "paragraph": "1",
        "page": 1,
        "raw": raw,
        "char_start": start,
        "char_end": start + len(raw),
        "sentence": TEXT,
        "qualifier": "exact",
        "period_start": 2018,
        "period_end": 2019,
        "x0": 10.0,
        "x1": 20.0,
        "top": 10.0,
        "bottom": 20.0,
        "organization": "WFP",
        "change": "level",
        "base_start": 2016,
        "base_end": 2017,
        "rule": "number",
        "editions": 2,
        "agreeing": 1,
        "stands_in": "text",
        **own,
    }


def good_rows() -> Rows:
    """One document of four blocks, one figure of each kind, and one document that failed."""
    document = {
        "document_id": "A_1_1-zh",
        "symbol": "A/1/1",
        "language": "zh",
        "source_file": "A_1_1-zh.txt",
        "source_url": "https://example.org/A_1_1",
        "sha256": "0" * 64,
        "pages": 1,
        "paragraphs": 4,
        "percentages": 1,
        "money_amounts": 1,
        "counts": 1,
        "printed_tables": 1,
        "table_cells": 1,
        "set_aside": 1,
        "status": "extracted",
    }
    failed = {
        "document_id": "A_1_2-zh",
        "source_file": "A_1_2-zh.pdf",
        "status": "failed",
        "failure": "The file is empty. Put the whole document in its place",
    }
    blocks = [("heading", None), ("paragraph", "1"), ("paragraph", "2"), ("footnote", "fn1")]
    paragraphs = [
        {
            "paragraph_id": f"A_1_1-zh.{position}",
            "document_id": "A_1_1-zh",
            "position": position,
            "kind": kind,
            "number": number,
            "text": TEXT,
            "page_first": 1,
            "page_last": 1,
        }
        for position, (kind, number) in enumerate(blocks, start=1)
    ]
    printed = {
        "table_id": "A_1_1-zh.table1",
        "document_id": "A_1_1-zh",
        "language": "zh",
        "paragraph_id": "A_1_1-zh.3",
        "page_first": 1,
        "page_last": 1,
        "rows": 1,
        "columns": 1,
        "cells": 1,
        "sums_checked": 1,
        "sums_right": 1,
    }
    start = TEXT.index("120")
    cell = {
        "cell_id": "A_1_1-zh.table1.0.0",
        "table_id": "A_1_1-zh.table1",
        "document_id": "A_1_1-zh",
        "language": "zh",
        "page": 1,
        "row": 0,
        "column": 0,
        "raw": "120",
        "paragraph_id": "A_1_1-zh.3",
        "char_start": start,
        "char_end": start + 3,
        "value": 120.0,
        "scale": 1,
        "is_total": True,
        "x0": 10.0,
        "x1": 20.0,
        "top": 10.0,
        "bottom": 20.0,
        "sum_added": 120.0,
        "sum_holds": True,
    }
    difference = {
        "agreement_id": "A_1_1.1.1",
        "work": "A_1_1",
        "symbol": "A/1/1",
        "paragraph": "1",
        "class": "other value",
        "kind": "count",
        "editions": 2,
        "agreeing": 1,
        "value_zh": 120.0,
        "raw_zh": "120 个",
    }
    return {
        "documents": [document, failed],
        "paragraphs": paragraphs,
        "printed_tables": [printed],
        "table_cells": [cell],
        "percentages": [figure_row("84%", value=84.0, points=False)],
        "money_amounts": [figure_row("1 750 万美元", amount=Decimal(17_500_000), currency="USD")],
        "counts": [figure_row("120 个", value=120)],
        "figure_actors": [
            {
                "figure_actor_id": "A_1_1-zh.2.2.subject.1",
                "figure_id": "A_1_1-zh.2.2",
                "document_id": "A_1_1-zh",
                "role": "subject",
                "actor": "成员国",
                "char_start": 6,
                "char_end": 9,
            }
        ],
        "set_aside": [
            figure_row(
                "84%",
                kind="percentage",
                value="231000000",
                reason="out_of_range",
                explanation="231000000 is above 100000.",
            )
        ],
        "agreement": [difference],
        "organizations": [{"organization": "WFP", "kind": "united_nations", "name_en": "W"}],
    }


def as_tables(rows: Rows) -> dict[str, pa.Table]:
    """Rows as Arrow tables; whatever a row leaves out is empty."""
    return {
        table.name: pa.table(
            {
                c.name: pa.array([r.get(c.name) for r in rows[table.name]], c.type)
                for c in table.columns
            }
        )
        for table in TABLES
    }
