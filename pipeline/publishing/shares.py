"""How many figures of each table are set aside, of which documents, and whether too many are."""

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

    def told(self) -> str:
        """The numbers in words.

        >>> Share("count", 390, 10).told()
        '10 of 400 figures of counts are set aside (2.5 %)'
        """
        number = self.published + self.set_aside
        share = 100 * self.set_aside / (number or 1)
        table = FIGURE_TABLES[self.kind].name
        return f"{self.set_aside} of {number} figures of {table} are set aside ({share:.1f} %)"


def shares(parts: Iterable[ShardTable]) -> list[Share]:
    """The shares of each kind, as far as the parts are made; rows are read of `set_aside` alone."""
    made = [part for part in parts if part.is_made()]
    rows = Counter[str]()
    for part in made:
        rows[part.table] += part.number()
    aside = set_aside(made)
    return [
        Share(kind, rows[table.name], aside[table.name].total())
        for kind, table in FIGURE_TABLES.items()
    ]


def set_aside(parts: Iterable[ShardTable]) -> Mapping[str, Counter[str]]:
    """How many figures are set aside, by table and document."""
    found = {table.name: Counter[str]() for table in FIGURE_TABLES.values()}
    for part in parts:
        if part.table == SET_ASIDE.name and part.number():
            rows = part.rows().select(["kind", "document_id"]).to_pydict()
            for kind, document in zip(*rows.values(), strict=True):
                found[FIGURE_TABLES[kind].name][document] += 1
    return found


def too_many(parts: Iterable[ShardTable], limit: Limit) -> Mapping[str, str]:
    """What to say of each kind of which too many figures are set aside.

    While some parts are not made, nothing is: a few documents tell little of all.
    """
    found = list(parts)
    if not all(part.is_made() for part in found):
        return {}
    return {
        share.kind: f"{share.told()}; the settings allow {100 * limit.share:g} %"
        for share in shares(found)
        if limit.is_exceeded(share.published, share.set_aside)
    }


def as_table(told: Mapping[str, str]) -> pa.Table:
    """The same as a table that `set_aside` is checked against."""
    columns = {"kind": list(told), "too_many": list(told.values())}
    return pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns]))
