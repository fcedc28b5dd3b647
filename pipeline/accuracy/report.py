"""The accuracy report for people: a line for each table, language and document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.accuracy.annotations import Annotated
from pipeline.accuracy.scoring import Score, score
from pipeline.tables.schema import FIGURE_TABLES, IN_TABLE

if TYPE_CHECKING:
    import pyarrow as pa

#: Language, document and the document's scores by kind.
Scored = tuple[str, str, dict[str, Score]]
_NUMBERS = "{:<34} {:>6} {:>6} {:>6} {:>6}  {:>9} {:>7} {:>7}"


def score_document(
    tables: Mapping[str, pa.Table], document: str, annotated: Sequence[Annotated], language: str
) -> dict[str, Score]:
    """Scores the figures in one document's text and notes, by kind; cells are scored separately.

    Args:
        tables: the published tables of figures, by name.
        document: the document's id.
        annotated: its annotated figures.
        language: its language.
    """
    rows = {
        kind: [
            row
            for row in tables[table.name].to_pylist()
            if row["document_id"] == document and row["stands_in"] != IN_TABLE
        ]
        for kind, table in FIGURE_TABLES.items()
    }
    return score(rows, annotated, language)


def score_lines(scores: Sequence[Scored], *, errors: bool) -> Iterator[str]:
    """The report, line by line.

    Args:
        scores: the scores of all documents.
        errors: whether to list every missed figure, false positive and differing column.
    """
    yield _NUMBERS.format(
        "", "found", "option", "missed", "false", "precision", "recall", "f1"
    ).rstrip()
    for name, total in _groups(scores).items():
        yield _NUMBERS.format(
            name, total.found, total.optional, len(total.missed), len(total.false),
            *(f"{share:.4f}" for share in (total.precision, total.recall, total.f1)),
        )  # fmt: skip
    for name, total in _groups(scores).items():
        if name.endswith(" all"):
            yield ""
            yield from _agreement(name, total)
            yield from _about(name, total)
    if errors:
        yield ""
        yield from _errors(scores)


def _groups(scores: Sequence[Scored]) -> dict[str, Score]:
    """The scores of each document, then of each language, by table and in total."""
    groups: dict[str, Score] = defaultdict(Score)
    for _, document, by_kind in scores:
        _add(groups, document, by_kind)
    for language, _, by_kind in scores:
        _add(groups, language, by_kind)
    return groups


def _add(groups: dict[str, Score], name: str, by_kind: Mapping[str, Score]) -> None:
    for kind, one in by_kind.items():
        table = FIGURE_TABLES[kind].name
        groups[f"{name} {table}"] = groups[f"{name} {table}"] + one
    for one in by_kind.values():
        groups[f"{name} all"] = groups[f"{name} all"] + one


def _agreement(name: str, total: Score) -> Iterator[str]:
    for column, (agreeing, asked) in total.agreement.items():
        share = f"{agreeing}/{asked} = {agreeing / asked:.4f}"
        yield f"{name.removesuffix(' all'):<24} {column:<10} {share}"


def _about(name: str, total: Score) -> Iterator[str]:
    for column, (right, filled, wanted) in total.about.items():
        shares = [
            f"{right}/{of}" + (f" = {right / of:.4f}" if of else "") for of in (filled, wanted)
        ]
        cells = f"precision {shares[0]:<18} coverage {shares[1]}"
        yield f"{name.removesuffix(' all'):<24} {column:<12} {cells}"


def _errors(scores: Sequence[Scored]) -> Iterator[str]:
    for _, document, by_kind in scores:
        for one in by_kind.values():
            for figure in one.missed:
                yield f"MISSED {document} {figure.paragraph} {figure.kind} {figure.raw}"
            for kind, row in one.false:
                yield f"FALSE  {document} {row['paragraph']} {kind} {row['raw']} ({row['rule']})"
            for column, figure, row in one.disagreeing:
                wanted = figure.fields[column]
                yield (
                    f"DIFFERS {document} {figure.paragraph} {figure.raw}: {column} is "
                    f"{_shown(row, column)!r}, annotated {wanted!r}"
                )


def _shown(row: Mapping[str, object], column: str) -> object:
    if column == "period":
        return f"{row.get('period_start')}-{row.get('period_end')}"
    return row.get(column)
