"""The tables as scripts, in shards: what the page needs at once, and what it loads when asked.

All figures stand in one order, that of reading; a shard is a run of them in three files:
`core-<n>` what lists and filters need, `rest-<n>` the other columns, `paragraphs-<n>` the
paragraphs that they stand in. `catalog` says what there is. A table beyond the declared figures
that the page shows by its columns alone, such as `agreement`, is cut into shards of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.release.page.model import About
from pipeline.release.page.scripts import encode, write_script
from pipeline.tables.schema import DOCUMENTS, FIGURE_TABLES, ORGANIZATIONS, PARAGRAPHS, TABLES

#: Rows of a shard.
SHARD = 4000
#: Columns of the figure tables that lists, filters and charts read, in whichever table they stand.
CORE = (
    "figure_id", "document_id", "paragraph", "raw", "qualifier", "value", "value_high", "amount",
    "amount_high", "currency", "of", "purpose", "unit", "unit_class", "subject", "organization",
    "period_start", "period_end",
)  # fmt: skip
#: Tables that have a view of their own when they are given.
EXTRA_TABLES = ("agreement",)

_SECTIONS = " > "


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in the tables: the table of its kind, its row, its paragraph's row."""

    table: str
    row: int
    paragraph: int | None


def write_data(
    tables: Mapping[str, pa.Table], folder: Path, *, about: About, languages: Sequence[str]
) -> None:
    """Writes the scripts of all tables.

    Args:
        tables: the published tables by name.
        folder: an empty folder.
        about: the release.
        languages: codes of the page's languages.
    """
    places = reading_order(tables)
    shards = [places[start : start + SHARD] for start in range(0, len(places), SHARD)]
    figures = _Figures(tables)
    for number, shard in enumerate(shards):
        write_script(folder, f"core-{number:03}", figures.core(shard))
        write_script(folder, f"rest-{number:03}", figures.rest(shard))
        write_script(folder, f"paragraphs-{number:03}", figures.paragraphs(shard))
    extra = {name: tables[name] for name in EXTRA_TABLES if name in tables}
    for name, table in extra.items():
        for number, start in enumerate(range(0, table.num_rows, SHARD)):
            write_script(folder, f"{name}-{number:03}", encode_table(table.slice(start, SHARD)))
    write_script(
        folder,
        "catalog",
        {
            "about": {**asdict(about), "released_on": about.released_on.isoformat()},
            "languages": list(languages),
            "tables": [_described(name, table) for name, table in tables.items()],
            "figures": [table.name for table in FIGURE_TABLES.values()],
            "core": [*CORE, "kind", "topic"],
            "rows": [len(shard) for shard in shards],
            "extra": {name: -(-table.num_rows // SHARD) for name, table in extra.items()},
            DOCUMENTS.name: encode_table(tables[DOCUMENTS.name]),
            ORGANIZATIONS.name: encode_table(_used(tables)),
        },
    )


def reading_order(tables: Mapping[str, pa.Table]) -> list[Place]:
    """All figures in order: document, paragraph, first character."""
    documents = tables[DOCUMENTS.name].column("document_id").to_pylist()
    order = {document: number for number, document in enumerate(documents)}
    paragraphs = tables[PARAGRAPHS.name].column("paragraph_id").to_pylist()
    rows = {paragraph: number for number, paragraph in enumerate(paragraphs)}
    positions = tables[PARAGRAPHS.name].column("position").to_pylist()

    def places() -> Iterator[tuple[tuple[int, int, int, int, int], Place]]:
        for kind, declared in enumerate(FIGURE_TABLES.values()):
            keys = ("document_id", "paragraph_id", "char_start")
            columns = [tables[declared.name].column(key).to_pylist() for key in keys]
            for row, (document, paragraph, start) in enumerate(zip(*columns, strict=True)):
                at = rows.get(paragraph)
                position = 0 if at is None else positions[at]
                key = (order.get(document, len(order)), position, start, kind, row)
                yield key, Place(declared.name, row, at)

    return [place for _, place in sorted(places(), key=lambda pair: pair[0])]


def encode_table(table: pa.Table) -> dict[str, Any]:
    """All columns of a table."""
    return {name: encode(table.column(name).to_pylist()) for name in table.column_names}


class _Figures:
    """The figures of all kinds, to be cut into shards."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        declared = [table.name for table in FIGURE_TABLES.values()]
        self._columns = {
            name: {c: tables[name].column(c).to_pylist() for c in tables[name].column_names}
            for name in declared
        }
        self._names = list(dict.fromkeys(c for name in declared for c in self._columns[name]))
        self._paragraphs = tables[PARAGRAPHS.name]
        self._sections = self._paragraphs.column("section").to_pylist()

    def core(self, shard: Sequence[Place]) -> dict[str, Any]:
        """What lists and filters need; `kind` is the table, `topic` the nearest heading."""
        return {
            "kind": encode([place.table for place in shard]),
            "topic": encode([self._topic(place) for place in shard]),
            **{name: self._encoded(name, shard) for name in self._names if name in CORE},
        }

    def rest(self, shard: Sequence[Place]) -> dict[str, Any]:
        """The columns that `core` has not."""
        return {name: self._encoded(name, shard) for name in self._names if name not in CORE}

    def paragraphs(self, shard: Sequence[Place]) -> dict[str, Any]:
        """The rows of the paragraphs that the figures stand in."""
        rows = dict.fromkeys(place.paragraph for place in shard if place.paragraph is not None)
        return encode_table(self._paragraphs.take(pa.array(list(rows), pa.int64())))

    def _encoded(self, name: str, shard: Sequence[Place]) -> Any:
        columns = {table: of.get(name) for table, of in self._columns.items()}
        cells = []
        for place in shard:
            column = columns[place.table]
            cells.append(None if column is None else column[place.row])
        return encode(cells)

    def _topic(self, place: Place) -> str | None:
        section = None if place.paragraph is None else self._sections[place.paragraph]
        return section.rsplit(_SECTIONS, 1)[-1] if section else None


def _described(name: str, table: pa.Table) -> dict[str, Any]:
    """Name, size and columns of a table, with what the declaration says of them."""
    declared = next((one for one in TABLES if one.name == name), None)
    known = {column.name: column for column in declared.columns} if declared else {}
    columns = []
    for field in table.schema:
        column = known.get(field.name)
        described = {"name": field.name, "type": str(field.type)}
        if column is not None:
            described["description"] = column.description
        if column is not None and column.unit is not None:
            described["unit"] = column.unit
        columns.append(described)
    description = declared.description if declared else ""
    return {"name": name, "description": description, "rows": table.num_rows, "columns": columns}


def _used(tables: Mapping[str, pa.Table]) -> pa.Table:
    """The organizations that some figure is of."""
    used: set[str] = set()
    for declared in FIGURE_TABLES.values():
        used.update(filter(None, tables[declared.name].column("organization").to_pylist()))
    names = tables[ORGANIZATIONS.name].column("organization").to_pylist()
    return tables[ORGANIZATIONS.name].filter(pa.array([name in used for name in names], pa.bool_()))
