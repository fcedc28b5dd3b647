"""The differences between two releases: figures by document, documents, columns.

A figure is the same in both if its table, sentence and characters are; the rest are paired by id.
So inserting a paragraph moves figures instead of replacing them, and a figure's old id leads to its
new one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from itertools import chain, repeat
from pathlib import Path
from textwrap import indent
from typing import Any

from pipeline.release.by_document import Differing, Pair, Row
from pipeline.release.contents import table_path
from pipeline.storage import Place
from pipeline.tables.files import decimal_text
from pipeline.tables.schema import DOCUMENTS, FIGURE_TABLES

#: The states of figures.
_KINDS = ("added", "removed", "changed", "moved")
#: Columns that only identify a row: a difference in them is not a change of the figure.
_IDS = ("figure_id", "paragraph_id", "cell_id")
#: Changes that users of the tables have to act on; `docs/versions.md` has the rule.
BREAKING = (
    "table removed", "key changed", "column removed", "type changed", "unit changed",
    "values removed", "may now be empty",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure that only one of the releases has."""

    table: str
    figure_id: str
    paragraph: str
    raw: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure that both have; `columns` holds the differences: before, after."""

    table: str
    figure_id: str
    raw: str
    columns: Mapping[str, tuple[Any, Any]]


@dataclass(slots=True)
class DocumentChanges:
    """The differences in one document.

    Attributes:
        document_id: the document's id.
        kind: whether it was added, removed or changed.
        columns: the differences in its own row: before, after.
        added: figures that only the later release has.
        removed: figures that only the earlier one has.
        changed: figures with differing columns.
        moved: the ids that figures had, each with the one that the same figure has now.
    """

    document_id: str
    kind: str = "changed"
    columns: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    added: list[PublishedFigure] = field(default_factory=list)
    removed: list[PublishedFigure] = field(default_factory=list)
    changed: list[ChangedFigure] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        differs = any((self.columns, self.added, self.removed, self.changed, self.moved))
        return self.kind == "changed" and not differs


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """A difference in a column, or in a table as a whole."""

    table: str
    column: str | None
    change: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ReleaseDiff:
    """All differences between two releases.

    Attributes:
        before: version of the earlier one.
        after: version of the later one.
        columns: differences in columns and tables.
        documents: those that differ, by id; compared during iteration, any number of times.
        differing: how many differ.
        totals: how many figures were added, removed and changed, and how many have another id.
    """

    before: str
    after: str
    columns: Sequence[ColumnChange]
    documents: Iterable[DocumentChanges]
    differing: int
    totals: Mapping[str, int]

    @property
    def breaking(self) -> bool:
        """Whether the columns require a new major version; `docs/versions.md` has the rule."""
        return any(change.change in BREAKING for change in self.columns)

    def json(self) -> Iterator[str]:
        """The differences as JSON, in pieces to concatenate: a line or a document each."""
        head = {
            "before": self.before,
            "after": self.after,
            "major": self.breaking,
            "totals": dict(self.totals),
            "columns": [asdict(change) for change in self.columns],
        }
        yield _json(head).removesuffix("\n}") + ',\n  "documents": ['
        for mark, document in zip(chain([""], repeat(",")), self.documents, strict=False):
            yield f"{mark}\n{indent(_json(asdict(document)), '    ')}"
        yield "\n  ]\n}\n" if self.differing else "]\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def diff(before: Path, after: Path) -> ReleaseDiff:
    """Compares two folders of releases.

    Raises:
        FileNotFoundError: one of them is not a release.
    """
    old, new = _descriptor(before), _descriptor(after)
    documents = _Documents(before, after)
    totals, number = dict.fromkeys(_KINDS, 0), 0
    for one in documents:
        number += 1
        for kind in _KINDS:
            totals[kind] += len(getattr(one, kind))
    return ReleaseDiff(
        before=old["version"],
        after=new["version"],
        columns=_columns(old, new),
        documents=documents,
        differing=number,
        totals=totals,
    )


def id_now(figure_id: str, differences: Iterable[Place]) -> str:
    """The id of a figure after some releases, given an id that it had before or in one of them.

    Args:
        figure_id: its id in some release.
        differences: `diff.json` of each release after it, the oldest first.
    """
    for file in differences:
        for document in json.loads(file.read_bytes())["documents"]:
            figure_id = document.get("moved", {}).get(figure_id, figure_id)
    return figure_id


def _descriptor(release: Path) -> dict[str, Any]:
    descriptor: dict[str, Any] = json.loads(
        (release / "datapackage.json").read_text(encoding="utf-8")
    )
    return descriptor


def _columns(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[ColumnChange]:
    old = {resource["name"]: resource["schema"] for resource in before["resources"]}
    new = {resource["name"]: resource["schema"] for resource in after["resources"]}
    found = []
    for table in sorted({**old, **new}):
        if table not in new:
            found.append(ColumnChange(table, None, "table removed", table, None))
        elif table not in old:
            found.append(ColumnChange(table, None, "table added", None, table))
        else:
            found += _columns_of(table, old[table], new[table])
    return found


def _columns_of(
    table: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[ColumnChange]:
    old = {one["name"]: one for one in before["fields"]}
    new = {one["name"]: one for one in after["fields"]}
    found = []
    keys = [", ".join(one["primaryKey"]) for one in (before, after)]
    if keys[0] != keys[1]:
        found.append(ColumnChange(table, None, "key changed", *keys))
    for name in {**old, **new}:
        if name not in new:
            found.append(ColumnChange(table, name, "column removed", _type(old[name]), None))
        elif name not in old:
            found.append(ColumnChange(table, name, "column added", None, _type(new[name])))
        else:
            found += _facts(table, name, old[name], new[name])
    kept = [[n for n in names if n in old and n in new] for names in (old, new)]
    if kept[0] != kept[1]:
        order = [", ".join(names) for names in kept]
        found.append(ColumnChange(table, None, "order changed", *order))
    return found


def _facts(
    table: str, column: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[ColumnChange]:
    def change(name: str, old: str | None, new: str | None) -> ColumnChange:
        return ColumnChange(table, column, name, old, new)

    found = []
    if _type(before) != _type(after):
        found.append(change("type changed", _type(before), _type(after)))
    if before.get("unit") != after.get("unit"):
        found.append(change("unit changed", before.get("unit"), after.get("unit")))
    if before["description"] != after["description"]:
        found.append(change("description changed", before["description"], after["description"]))
    old, new = (one.get("constraints", {}) for one in (before, after))
    if old.get("required", False) != new.get("required", False):
        found.append(
            change("never empty" if new.get("required") else "may now be empty", None, None)
        )
    values, others = old.get("enum", []), new.get("enum", [])
    if values != others:
        # A column that allows any value has lost none.
        lost = others and (not values or set(values) - set(others))
        kind = "values removed" if lost else "values added"
        found.append(change(kind, ", ".join(values), ", ".join(others)))
    return found


def _type(one: Mapping[str, Any]) -> str:
    return str(one.get("arrowType", one["type"]))


class _Documents:
    """The documents that differ, by id; compared again on each iteration."""

    def __init__(self, before: Path, after: Path) -> None:
        tables = (DOCUMENTS, *FIGURE_TABLES.values())
        old, new = (
            {table.name: release / table_path(table.name, "parquet") for table in tables}
            for release in (before, after)
        )
        self._differing = Differing(old, new)

    def __iter__(self) -> Iterator[DocumentChanges]:
        for document_id, rows in self._differing:
            changes = _changes(document_id, rows)
            if not changes.is_empty:
                yield changes


def _changes(document_id: str, rows: Mapping[str, Pair]) -> DocumentChanges:
    """The differences in one document, given its rows in each table."""
    changes = DocumentChanges(document_id)
    old, new = rows[DOCUMENTS.name]
    if not old:
        changes.kind = "added"
    elif not new:
        changes.kind = "removed"
    else:
        changes.columns = _differences(old[0], new[0])
    for table in FIGURE_TABLES.values():
        _compare(table.name, *rows[table.name], changes)
    return changes


def _compare(
    table: str, before: Sequence[Row], after: Sequence[Row], changes: DocumentChanges
) -> None:
    """Adds the differences in one table of figures."""
    pairs, left, right = _paired(before, after, lambda row: (row["figure_id"], *_content(row)))
    for key in (_content, lambda row: row["figure_id"]):
        more, left, right = _paired(left, right, key)
        pairs += more
    for old, new in pairs:
        differs = _differences(old, new)
        if differs.get("figure_id"):
            changes.moved[old["figure_id"]] = new["figure_id"]
        differs = {name: pair for name, pair in differs.items() if name not in _IDS}
        if differs:
            changes.changed.append(ChangedFigure(table, new["figure_id"], new["raw"], differs))
    changes.removed += [_figure(table, row) for row in left]
    changes.added += [_figure(table, row) for row in right]


def _content(row: Row) -> tuple[str, ...]:
    return row["sentence"], row["raw"]


def _paired(
    before: Iterable[Row], after: Iterable[Row], key: Any
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Rows with the same key, in order; then the rest of both."""
    waiting: dict[Any, list[Row]] = defaultdict(list)
    for row in before:
        waiting[key(row)].append(row)
    pairs, added = [], []
    for row in after:
        same = waiting[key(row)]
        if same:
            pairs.append((same.pop(0), row))
        else:
            added.append(row)
    return pairs, [row for rows in waiting.values() for row in rows], added


def _differences(before: Row, after: Row) -> dict[str, tuple[Any, Any]]:
    """The columns of both that differ, as plain values."""
    return {
        name: (plain(before[name]), plain(after[name]))
        for name in after
        if name in before and before[name] != after[name]
    }


def plain(value: Any) -> Any:
    """A value for JSON; decimals and days as text, so that no digit is lost."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def _figure(table: str, row: Row) -> PublishedFigure:
    columns = ("figure_id", "paragraph", "raw", "sentence")
    return PublishedFigure(table, *(row[name] for name in columns))
