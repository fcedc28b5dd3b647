"""How many figures are set aside, by table and document, and whether that is too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from pipeline.reading.shard_tables import ShardTable
from pipeline.tables.schema import FIGURE_TABLES, SET_ASIDE
from pipeline.tables.set_aside import Limit


@dataclass(frozen=True, slots=True)
class Share:
    """The figures of one kind that are published, and those that are set aside."""

    kind: str
    published: int
    set_aside: int

    def describe(self) -> str:
        """The numbers in words.

        >>> Share("count", 390, 10).describe()
        '10 of 400 figures of counts are set aside (2.5 %)'
        """
        number = self.published + self.set_aside
        share = 100 * self.set_aside / (number or 1)
        table = FIGURE_TABLES[self.kind].name
        return f"{self.set_aside} of {number} figures of {table} are set aside ({share:.1f} %)"


def shares(shard_tables: Iterable[ShardTable]) -> list[Share]:
    """The shares of each kind whose table exists; reads the rows of `set_aside` only."""
    existing = [t for t in shard_tables if t.exists()]
    rows = Counter[str]()
    for shard_table in existing:
        rows[shard_table.name] += shard_table.row_count()
    aside = set_aside(existing)
    return [
        Share(kind, rows[table.name], aside[table.name].total())
        for kind, table in FIGURE_TABLES.items()
    ]


def set_aside(shard_tables: Iterable[ShardTable]) -> Mapping[str, Counter[str]]:
    """How many figures are set aside, by table and document."""
    found = {table.name: Counter[str]() for table in FIGURE_TABLES.values()}
    for shard_table in shard_tables:
        if shard_table.name == SET_ASIDE.name and shard_table.row_count():
            rows = shard_table.rows().select(["kind", "document_id"]).to_pydict()
            for kind, document in zip(*rows.values(), strict=True):
                found[FIGURE_TABLES[kind].name][document] += 1
    return found


def too_many(shard_tables: Iterable[ShardTable], limit: Limit) -> Mapping[str, str]:
    """Why too many figures are set aside, by kind.

    Empty while some tables do not exist yet: a few documents say little about all.
    """
    found = list(shard_tables)
    if not all(t.exists() for t in found):
        return {}
    return {
        share.kind: f"{share.describe()}; the settings allow {100 * limit.share:g} %"
        for share in shares(found)
        if limit.is_exceeded(share.published, share.set_aside)
    }


def as_table(reasons: Mapping[str, str]) -> pa.Table:
    """The result of `too_many` as a table that `set_aside` is checked against."""
    columns = {"kind": list(reasons), "too_many": list(reasons.values())}
    return pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns]))
