"""The expectations of a table: those that follow from its schema, and those in its file.

Plain dictionaries in the format that Great Expectations loads; nothing here imports it. What
follows from `pipeline.tables.schema` is generated here and not written down again; rules about the
meaning of the data are in `expectations/<table>.json`.
"""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

from pipeline.tables.schema import Column, Table
from pipeline.validation.helpers import helper_columns, in_text

_PACKAGE = Path(__file__).resolve().parents[1]
_IN_CHECKOUT = _PACKAGE.parent / "expectations"
#: Next to the package in a checkout, within it if installed from a wheel.
EXPECTATIONS = _IN_CHECKOUT if _IN_CHECKOUT.is_dir() else _PACKAGE / "expectations"
#: The namespace of the ids of generated expectations: same table, same ids.
_NAMESPACE = uuid.UUID("5a2f0c62-6f0e-5d0b-9d0c-5a1b6c6a2f11")

Expectation = dict[str, Any]


def suite_file(table: str, folder: Path = EXPECTATIONS) -> Path:
    """The file of a table's expectations about meaning."""
    return folder / f"{table}.json"


def meaning(table: str, folder: Path = EXPECTATIONS) -> list[Expectation]:
    """The expectations that people wrote for the table."""
    suite = json.loads(suite_file(table, folder).read_text(encoding="utf-8"))
    expectations: list[Expectation] = suite["expectations"]
    return expectations


def structure(table: Table) -> list[Expectation]:
    """The expectations that follow from the table's schema."""
    found = [_order(table), *_keys(table)]
    for column in table.columns:
        if not column.nullable and column.name != table.key:
            found.append(_not_null(table, column.name))
        if column.allowed:
            sentence = f"`{column.name}` is one of {', '.join(column.allowed)}."
            values = {"column": column.name, "value_set": list(column.allowed)}
            found.append(_made(table, "expect_column_values_to_be_in_set", values, sentence))
        if column.minimum is not None or column.maximum is not None:
            found.append(_within(table, column))
    if table.range is not None:
        found.append(_range(table, *table.range))
    for foreign in table.foreign_keys:
        sentence = f"`{foreign.column}` is a `{foreign.references}` of `{foreign.table}`."
        holds = {"column": f"_{foreign.column}_known", "value_set": [True]}
        found.append(_made(table, "expect_column_values_to_be_in_set", holds, sentence))
    return found


def expectations(table: Table, folder: Path = EXPECTATIONS) -> list[Expectation]:
    """All expectations of a table, structure first."""
    return [*structure(table), *meaning(table.name, folder)]


def sentence(expectation: Expectation) -> str:
    """An expectation in words."""
    notes = expectation.get("meta", {}).get("notes")
    return str(notes) if notes else str(expectation["type"])


def _order(table: Table) -> Expectation:
    names = [column.name for column in table.columns]
    return _made(
        table,
        "expect_table_columns_to_match_ordered_list",
        {"column_list": [*names, *helper_columns(table)]},
        f"The table has its {len(names)} columns in the order declared.",
    )


def _keys(table: Table) -> list[Expectation]:
    unique = f"`{table.key}` is the key: no two rows share one."
    return [
        _made(table, "expect_column_values_to_be_unique", {"column": table.key}, unique),
        _not_null(table, table.key),
    ]


def _not_null(table: Table, column: str) -> Expectation:
    name = "expect_column_values_to_not_be_null"
    return _made(table, name, {"column": column}, f"`{column}` is never empty.")


def _within(table: Table, column: Column) -> Expectation:
    bounds = {"min_value": column.minimum, "max_value": column.maximum}
    words = {"min_value": "at least", "max_value": "at most"}
    set_ = {name: bound for name, bound in bounds.items() if bound is not None}
    limits = " and ".join(f"{words[name]} {bound}" for name, bound in set_.items())
    sentence = f"`{column.name}` is {limits}, except for differences in cells of tables."
    kwargs = {"column": in_text(column), **set_}
    return _made(table, "expect_column_values_to_be_between", kwargs, sentence)


def _range(table: Table, low: str, high: str) -> Expectation:
    return _made(
        table,
        "expect_column_pair_values_a_to_be_greater_than_b",
        {
            "column_A": high,
            "column_B": low,
            "or_equal": True,
            "ignore_row_if": "either_value_is_missing",
        },
        "The upper end of a range is not below the lower one.",
    )


def _made(table: Table, name: str, kwargs: dict[str, Any], notes: str) -> Expectation:
    identity = json.dumps([table.name, name, kwargs.get("column")])
    return {
        "id": str(uuid.uuid5(_NAMESPACE, identity)),
        "type": name,
        "kwargs": kwargs,
        "severity": "critical",
        "meta": {"notes": notes},
    }
