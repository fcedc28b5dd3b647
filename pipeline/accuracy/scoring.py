"""Compares published figures with annotated ones.

An annotated figure counts as found if the same paragraph has a row of its kind with the same value
and currency. Optional figures are never missed or false. For the figures found, the other annotated
columns are compared as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.accuracy.about import Cells, compare, has_column, is_about
from pipeline.accuracy.annotations import Annotated
from pipeline.tables.schema import FIGURE_TABLES

Row = Mapping[str, Any]
_Key = tuple[str, str, float, str]


@dataclass(slots=True)
class Score:
    """The figures found, missed and false, and how well the other columns agree.

    `agreement` counts for each column how often it agrees, and how often it was compared. `about`
    counts the cells that say what a figure is about, if that is annotated.
    """

    found: int = 0
    optional: int = 0
    missed: list[Annotated] = field(default_factory=list)
    false: list[tuple[str, Row]] = field(default_factory=list)
    agreement: dict[str, tuple[int, int]] = field(default_factory=dict)
    disagreeing: list[tuple[str, Annotated, Row]] = field(default_factory=list)
    about: dict[str, Cells] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """The share of rows that are right; 1 if there are no rows."""
        right = self.found + self.optional
        return right / (right + len(self.false)) if right + len(self.false) else 1.0

    @property
    def recall(self) -> float:
        """The share of annotated figures that were found; 1 if there are none."""
        wanted = self.found + len(self.missed)
        return self.found / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        """The sum of both scores."""
        agreement = dict(self.agreement)
        for name, (agreeing, asked) in other.agreement.items():
            before = agreement.get(name, (0, 0))
            agreement[name] = (before[0] + agreeing, before[1] + asked)
        return Score(
            self.found + other.found,
            self.optional + other.optional,
            self.missed + other.missed,
            self.false + other.false,
            agreement,
            self.disagreeing + other.disagreeing,
            added(self.about, other.about),
        )


def added(one: Mapping[str, Cells], other: Mapping[str, Cells]) -> dict[str, Cells]:
    """The sum of two counts of cells, by column."""
    names = dict.fromkeys((*one, *other))
    return {name: one.get(name, Cells()).plus(other.get(name, Cells())) for name in names}


def score(
    rows: Mapping[str, Iterable[Row]], annotated: Sequence[Annotated], language: str
) -> dict[str, Score]:
    """Scores one document, by kind.

    Args:
        rows: its published rows, by kind.
        annotated: its annotated figures.
        language: its language.
    """
    waiting: dict[_Key, list[Row]] = defaultdict(list)
    for kind, of_kind in rows.items():
        for row in of_kind:
            waiting[_key_of_row(kind, row)].append(row)
    scores = {kind: Score() for kind in rows}
    for figure in sorted(annotated, key=lambda one: one.optional):
        candidates = waiting.get(_key(figure))
        tally = scores[figure.kind]
        if candidates:
            row = next((r for r in candidates if _same(r["raw"], figure.raw)), candidates[0])
            candidates.remove(row)
            _count_found(tally, figure, row, language)
        elif not figure.optional:
            tally.missed.append(figure)
    for (_, kind, _, _), left in waiting.items():
        scores[kind].false += [(kind, row) for row in left]
    return scores


def _key(figure: Annotated) -> _Key:
    return _plain(figure.paragraph), figure.kind, round(figure.value, 4), figure.currency or ""


def _key_of_row(kind: str, row: Row) -> _Key:
    value = row[FIGURE_TABLES[kind].ends[0].name]
    return _plain(row["paragraph"]), kind, round(float(value), 4), row.get("currency") or ""


def _plain(text: object) -> str:
    return "".join(str(text or "").split()).lower()


def _same(left: object, right: object) -> bool:
    return _plain(left) == _plain(right)


def _count_found(tally: Score, figure: Annotated, row: Row, language: str) -> None:
    tally.found += not figure.optional
    tally.optional += figure.optional
    if is_about(figure.fields):
        tally.about = added(tally.about, compare(figure.kind, figure.fields, row, language))
    for name, agrees in _COLUMNS.items():
        if name not in figure.fields or not has_column(figure.kind, name):
            continue
        agreeing, asked = tally.agreement.get(name, (0, 0))
        good = agrees(figure, row)
        tally.agreement[name] = (agreeing + good, asked + 1)
        if not good:
            tally.disagreeing.append((name, figure, row))


def _text_agrees(name: str) -> Callable[[Annotated, Row], bool]:
    return lambda figure, row: _same(figure.fields[name], row.get(name))


def _period(row: Row) -> str:
    start, end = row.get("period_start"), row.get("period_end")
    if start is None:
        return ""
    return str(start) if end in {None, start} else f"{start}-{end}"


_COLUMNS: dict[str, Callable[[Annotated, Row], bool]] = {
    "raw": _text_agrees("raw"),
    "qualifier": lambda f, row: (f.fields["qualifier"] or "exact") == row.get("qualifier"),
    "unit": _text_agrees("unit"),
    "of": _text_agrees("of"),
    "subject": _text_agrees("subject"),
    "period": lambda f, row: _same(f.fields["period"], _period(row)),
}
