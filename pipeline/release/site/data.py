"""The tables as scripts, in shards: what the page needs at once, and what it loads when asked.

All figures are in reading order; a shard is a range of them in three files: `core-<n>` what lists
and filters need, `rest-<n>` the other columns, `paragraphs-<n>` their paragraphs.
`catalog` says what there is. Another table that the page shows by its columns alone, such as
`agreement`, is cut into shards of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.figures.kinds import KINDS
from pipeline.gazetteer import gazetteer
from pipeline.release.site.about import About
from pipeline.release.site.scripts import encode, write_script
from pipeline.release.site.shown import Selection
from pipeline.tables.schema import (
    AGREEMENT,
    DOCUMENTS,
    FIGURE_ACTORS,
    FIGURE_TABLES,
    NAME_LANGUAGES,
    ORGANIZATIONS,
    PARAGRAPHS,
    PRINTED_TABLES,
    SET_ASIDE,
    TABLE_CELLS,
    TABLES,
)

#: Rows of a shard.
SHARD = 4000
#: Columns of the figure tables that lists, filters and charts read, whatever their table.
CORE = (
    "figure_id", "document_id", "paragraph", "raw", "qualifier", "value", "value_high", "amount",
    "amount_high", "currency", "of", "purpose", "unit", "unit_class", "subject", "organization",
    "period_start", "period_end", "stands_in", "change", "per", "points", "measure",
)  # fmt: skip
#: Tables with a view of their own if they have rows, and the columns it shows.
EXTRA_TABLES: Mapping[str, Sequence[str] | None] = {
    AGREEMENT.name: None,
    SET_ASIDE.name: (
        "symbol", "language", "paragraph", "page", "raw", "kind", "explanation", "sentence",
    ),
}  # fmt: skip

_SECTIONS = " > "


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a figure in the tables: the table of its kind, its row, its paragraph's row."""

    table: str
    row: int
    paragraph: int | None


def _labels(language: str) -> dict[str, str]:
    """The page's words for the kinds of figures, in one language."""
    return {
        f"kind.{kind.table}": kind.labels[language]
        for kind in KINDS.values()
        if language in kind.labels
    }


def write_rows(shown: Selection, folder: Path) -> None:
    """Writes the scripts of the rows of all tables.

    Args:
        shown: the rows that the page shows.
        folder: an empty folder.
    """
    tables = shown.tables
    places = reading_order(tables)
    totals, heads, restated = _totals(tables), _heads(tables), _restated(tables)
    for number, start in enumerate(range(0, len(places), SHARD)):
        shard = places[start : start + SHARD]
        figures = _Figures(tables, shard, totals=totals, heads=heads, restated=restated)
        write_script(folder, f"core-{number:03}", figures.core())
        write_script(folder, f"rest-{number:03}", figures.rest())
        write_script(folder, f"paragraphs-{number:03}", figures.paragraphs())
    for name, table in _extra(tables).items():
        for number, start in enumerate(range(0, table.num_rows, SHARD)):
            write_script(folder, f"{name}-{number:03}", encode_table(table.slice(start, SHARD)))
    if _printed(tables):
        _write_printed(tables, folder)
    write_script(folder, "actors", _actors(tables, places))


def write_catalog(
    shown: Selection, folder: Path, *, about: About, languages: Sequence[str]
) -> None:
    """Writes the script that says what there is.

    Args:
        shown: the rows that the page shows.
        folder: the folder of the other scripts.
        about: the release.
        languages: codes of the page's languages.
    """
    tables = shown.tables
    organizations = _used(tables)
    figures = sum(tables[table.name].num_rows for table in FIGURE_TABLES.values())
    write_script(
        folder,
        "catalog",
        {
            "about": {**asdict(about), "released_on": about.released_on.isoformat()},
            "languages": list(languages),
            "tables": [
                _described(name, table.schema, shown.rows[name]) for name, table in tables.items()
            ],
            "figures": [table.name for table in FIGURE_TABLES.values()],
            "words": {code: _labels(code) for code in languages},
            "core": [*CORE, "kind", "topic", "sum", "fact"],
            "rows": [min(SHARD, figures - start) for start in range(0, figures, SHARD)],
            "printed": _printed(tables),
            "extra": {name: -(-rows.num_rows // SHARD) for name, rows in _extra(tables).items()},
            DOCUMENTS.name: encode_table(tables[DOCUMENTS.name]),
            ORGANIZATIONS.name: encode_table(organizations),
            "names": _names(organizations),
            **({"of": _whole(shown)} if shown.is_part else {}),
        },
    )


def _extra(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables with a view of their own, with the columns it shows."""
    return {
        name: tables[name].select(columns or tables[name].column_names)
        for name, columns in EXTRA_TABLES.items()
        if name in tables and tables[name].num_rows
    }


def _printed(tables: Mapping[str, pa.Table]) -> int:
    """The number of printed tables."""
    return tables[PRINTED_TABLES.name].num_rows if PRINTED_TABLES.name in tables else 0


def _write_printed(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Writes the printed tables, and their cells in shards of whole tables."""
    printed, cells = tables[PRINTED_TABLES.name], tables[TABLE_CELLS.name]
    shards: list[list[int]] = []
    shard_of: dict[str, int] = {}
    for row, table in enumerate(cells.column("table_id").to_pylist()):
        if table not in shard_of:
            if not shards or len(shards[-1]) >= SHARD:
                shards.append([])
            shard_of[table] = len(shards) - 1
        shards[shard_of[table]].append(row)
    for number, rows in enumerate(shards):
        write_script(folder, f"cells-{number:03}", encode_table(_taken(cells, rows)))
    places = [shard_of.get(table, 0) for table in printed.column("table_id").to_pylist()]
    ids = printed.column("table_id").to_pylist()
    of = _organizations_of_tables(tables)
    more = {"shard": encode(places), "organizations": encode([of.get(table) for table in ids])}
    write_script(folder, "printed", {**encode_table(printed), **more})
    heads = _heads_of_tables(cells)
    write_script(folder, "heads", [heads.get(table, []) for table in ids])


def _heads_of_tables(cells: pa.Table) -> dict[str, list[str]]:
    """The row and column headers of each printed table, each once, in order."""
    heads: dict[str, dict[str, None]] = {}
    names = ("table_id", "column_header", "row_header")
    for table, *paths in zip(*(cells.column(name).to_pylist() for name in names), strict=True):
        heads.setdefault(table, {}).update(dict.fromkeys(filter(None, paths)))
    return {table: list(of) for table, of in heads.items()}


def _organizations_of_tables(tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """The organizations of each printed table's figures, separated by '|'."""
    table_of = dict(
        zip(*(tables[TABLE_CELLS.name].column(n).to_pylist() for n in ("cell_id", "table_id")),
            strict=True)
    )  # fmt: skip
    found: dict[str, dict[str, None]] = {}
    for figures in FIGURE_TABLES.values():
        columns = (tables[figures.name].column(n).to_pylist() for n in ("cell_id", "organization"))
        for cell, organization in zip(*columns, strict=True):
            if organization is not None and cell in table_of:
                found.setdefault(table_of[cell], {})[organization] = None
    return {table: "|".join(of) for table, of in found.items()}


def _restated(tables: Mapping[str, pa.Table]) -> set[str]:
    """The facts that several figures state."""
    stated: Counter[str] = Counter()
    for figures in FIGURE_TABLES.values():
        stated.update(filter(None, tables[figures.name].column("fact_id").to_pylist()))
    return {fact for fact, times in stated.items() if times > 1}


def _actors(tables: Mapping[str, pa.Table], places: Sequence[Place]) -> dict[str, Any]:
    """Whose figures they are, and who gives or receives the money; `row` is the figure's number."""
    if FIGURE_ACTORS.name not in tables:
        return {}
    ids = {t.name: tables[t.name].column("figure_id").to_pylist() for t in FIGURE_TABLES.values()}
    numbers = {ids[place.table][place.row]: number for number, place in enumerate(places)}
    actors = tables[FIGURE_ACTORS.name]
    names = ("role", "actor", "organization")
    rows = [numbers.get(figure) for figure in actors.column("figure_id").to_pylist()]
    return {"row": rows, **{name: encode(actors.column(name).to_pylist()) for name in names}}


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
    """The figures of one shard, whatever their tables."""

    def __init__(
        self,
        tables: Mapping[str, pa.Table],
        shard: Sequence[Place],
        *,
        totals: AbstractSet[str],
        heads: Mapping[str, str],
        restated: AbstractSet[str],
    ) -> None:
        rows: dict[str, list[int]] = {table.name: [] for table in FIGURE_TABLES.values()}
        #: Table of each figure, and its row among the shard's rows of that table.
        self._places: list[tuple[str, int]] = []
        for place in shard:
            self._places.append((place.table, len(rows[place.table])))
            rows[place.table].append(place.row)
        self._columns = {name: _taken(tables[name], of).to_pydict() for name, of in rows.items()}
        self._names = list(dict.fromkeys(c for of in self._columns.values() for c in of))
        stood_in = dict.fromkeys(p.paragraph for p in shard if p.paragraph is not None)
        self._paragraphs = _taken(tables[PARAGRAPHS.name], list(stood_in))
        sections, texts = (
            self._paragraphs.column(name).to_pylist() for name in ("section", "text")
        )
        self._sections = dict(zip(stood_in, sections, strict=True))
        self._texts = dict(zip(stood_in, texts, strict=True))
        self._shard = shard
        self._totals = totals
        self._heads = heads
        self._restated = restated

    def core(self) -> dict[str, Any]:
        """What lists and filters need.

        `kind` is the table, `topic` the nearest heading, `sum` whether a cell is a total, `fact` a
        fact that other figures also state.
        """
        return {
            "kind": encode([place.table for place in self._shard]),
            "topic": encode([self._topic(place) for place in self._shard]),
            "sum": encode([self._sum(*place) for place in self._places]),
            "fact": encode([self._fact(*place) for place in self._places]),
            **{name: self._encoded(name) for name in self._names if name in CORE},
        }

    def rest(self) -> dict[str, Any]:
        """The other columns.

        `in_sentence` is where the figure begins in its sentence, `heads` the headers of a cell.
        """
        return {
            "heads": encode([self._heads.get(self._cell(*at) or "") for at in self._places]),
            **{name: self._encoded(name) for name in self._names if name not in CORE},
            "in_sentence": encode(
                [
                    self._in_sentence(place, *at)
                    for place, at in zip(self._shard, self._places, strict=True)
                ]
            ),
        }

    def paragraphs(self) -> dict[str, Any]:
        """The rows of the figures' paragraphs."""
        return encode_table(self._paragraphs)

    def _encoded(self, name: str) -> Any:
        columns = {t: iter(of.get(name, repeat(None))) for t, of in self._columns.items()}
        # Places are in the order of the rows of each table.
        return encode([next(columns[table]) for table, _ in self._places])

    def _cell(self, table: str, row: int) -> str | None:
        cell: str | None = self._columns[table]["cell_id"][row]
        return cell

    def _sum(self, table: str, row: int) -> str | None:
        cell = self._cell(table, row)
        return None if cell is None else "total" if cell in self._totals else "part"

    def _fact(self, table: str, row: int) -> str | None:
        fact: str | None = self._columns[table]["fact_id"][row]
        return fact if fact in self._restated else None

    def _in_sentence(self, place: Place, table: str, row: int) -> int | None:
        """Characters of its sentence before the figure; None if the paragraph does not have it.

        The same sentence may occur twice in the paragraph, and the same characters twice in it.
        """
        columns = self._columns[table]
        sentence, start, end = (
            columns[name][row] for name in ("sentence", "char_start", "char_end")
        )
        if place.paragraph is None:
            return None
        at = self._texts[place.paragraph].find(
            sentence, max(0, end - len(sentence)), start + len(sentence)
        )
        return start - at if 0 <= at <= start else None

    def _topic(self, place: Place) -> str | None:
        section = None if place.paragraph is None else self._sections[place.paragraph]
        return section.rsplit(_SECTIONS, 1)[-1] if section else None


def _totals(tables: Mapping[str, pa.Table]) -> set[str]:
    """The cells of printed tables that are totals."""
    if TABLE_CELLS.name not in tables:
        return set()
    cells = tables[TABLE_CELLS.name]
    return set(cells.filter(cells.column("is_total")).column("cell_id").to_pylist())


def _taken(table: pa.Table, rows: Sequence[int]) -> pa.Table:
    return table.take(pa.array(rows, pa.int64()))


def _whole(shown: Selection) -> dict[str, int]:
    """How many figures and documents the release has, if the page shows a part of them."""
    figures = sum(shown.rows[table.name] for table in FIGURE_TABLES.values())
    return {"figures": figures, DOCUMENTS.name: shown.rows[DOCUMENTS.name]}


def _described(name: str, schema: pa.Schema, rows: int) -> dict[str, Any]:
    """Name, size and columns of a table, with their descriptions."""
    declared = next((one for one in TABLES if one.name == name), None)
    known = {column.name: column for column in declared.columns} if declared else {}
    columns = []
    for field in schema:
        column = known.get(field.name)
        described = {"name": field.name, "type": str(field.type)}
        if column is not None:
            described["description"] = column.description
        if column is not None and column.unit is not None:
            described["unit"] = column.unit
        columns.append(described)
    description = declared.description if declared else ""
    return {"name": name, "description": description, "rows": rows, "columns": columns}


def _used(tables: Mapping[str, pa.Table]) -> pa.Table:
    """The organizations that figures belong to, or that give or receive money."""
    used: set[str] = set()
    for name in (*(table.name for table in FIGURE_TABLES.values()), FIGURE_ACTORS.name):
        if name in tables:
            used.update(filter(None, tables[name].column("organization").to_pylist()))
    names = tables[ORGANIZATIONS.name].column("organization").to_pylist()
    return tables[ORGANIZATIONS.name].filter(pa.array([name in used for name in names], pa.bool_()))


def _names(organizations: pa.Table) -> dict[str, list[str]]:
    """All names and short forms of these organizations, in all languages."""
    used = set(organizations.column("organization").to_pylist())
    return {
        row["organization"]: list(
            dict.fromkeys(form for code in NAME_LANGUAGES for form in row[code].split("|") if form)
        )
        for row in gazetteer()
        if row["organization"] in used
    }


def _heads(tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """Title of the printed table, and column and row headers, of each cell."""
    if PRINTED_TABLES.name not in tables:
        return {}
    printed = tables[PRINTED_TABLES.name].select(["table_id", "title"]).to_pylist()
    titles = {row["table_id"]: row["title"] for row in printed}
    names = ("cell_id", "table_id", "column_header", "row_header")
    cells = zip(*(tables[TABLE_CELLS.name].column(name).to_pylist() for name in names), strict=True)
    return {
        cell: _SECTIONS.join(filter(None, (titles.get(table), *heads)))
        for cell, table, *heads in cells
    }
