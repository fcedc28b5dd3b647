"""How accurate a release is, measured on annotated documents: `accuracy.json` and `accuracy.md`.

The measurement is kept in `accuracy.json` beside this module. `make accuracy` writes it; a test
measures the sample and the sentences again and compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.accuracy.about import Cells
from pipeline.accuracy.measured import (
    ABOUT,
    DOCUMENTS,
    SAMPLE,
    SENTENCES,
    Measured,
    by_set,
    read_measured,
)
from pipeline.markup import markdown_table
from pipeline.release import contents
from pipeline.release.contents import Version
from pipeline.release.coverage import NOT_READ

MEASUREMENT = Path(__file__).with_name("accuracy.json")
_HEAD = (
    "language", "table", "documents", "annotated figures", "found", "missed", "false",
    "precision", "recall",
)  # fmt: skip
_ABOUT = (
    "People read documents and annotated every figure. `precision` is the share of our rows that "
    "are right, `recall` the share of their figures that we found. A row is right if its "
    "paragraph, value and currency are; other columns are scored separately. The rules were "
    "corrected with the help of these sets, so other documents may be read less accurately."
)
_UNMEASURED = (
    "What follows is not one of the three kinds of figures, or is not read at all. It was not "
    "annotated, so `missed` does not count it. See [Coverage and limits](limits.html)."
)
_SETS = {
    DOCUMENTS: "United Nations documents, annotated by people",
    SAMPLE: "The project's own sample, which the rules were written against",
    SENTENCES: "Single sentences, without layout",
    ABOUT: "What the figures are about",
}
_ABOUT_CELLS = (
    "People annotated what figures in documents and sentences are about. `precision` is the share "
    "of the cells we filled that are right; `coverage` is the share of the annotated cells that "
    "we filled correctly. Cells on which readers may differ are left out."
)


def accuracy_json(version: Version) -> dict[str, Any]:
    """The measurement as data: totals by set, language and table, then each document."""
    scores = read_measured(MEASUREMENT)
    return {
        "version": str(version),
        "sets": _SETS,
        "totals": [_with_shares(one) for one in by_set(scores)],
        "measured": [_with_shares(one) for one in scores],
    }


def accuracy_markdown(version: Version) -> str:
    """The measurement in words and tables."""
    scores = read_measured(MEASUREMENT)
    parts = [
        f"# Accuracy of {contents.TITLE}, release {version}",
        _ABOUT,
    ]
    for name, title in _SETS.items():
        of_set = [one for one in scores if one.set == name]
        if of_set and name == ABOUT:
            parts += [f"## {title}", _ABOUT_CELLS, _cells(of_set)]
        elif of_set:
            parts += [f"## {title}", _totals(of_set), _columns(of_set)]
    return "\n\n".join([*parts, _UNMEASURED, NOT_READ])


def _with_shares(one: Measured) -> dict[str, Any]:
    shares = {"precision": one.precision, "recall": one.recall}
    return {
        **asdict(one),
        "annotated": one.annotated,
        **{name: None if share is None else round(share, 4) for name, share in shares.items()},
    }


def _totals(scores: Sequence[Measured]) -> str:
    rows = []
    for one in by_set(scores):
        sources = {s.name for s in scores if (s.language, s.table) == (one.language, one.table)}
        numbers = (len(sources), one.annotated, one.found, one.missed, one.false)
        shares = (_percent(one.precision), _percent(one.recall))
        rows.append((one.language, one.table, *map(str, numbers), *shares))
    return markdown_table(_HEAD, rows)


def _columns(scores: Sequence[Measured]) -> str:
    rows = [
        (one.language, one.table, column, str(asked), _percent(agreeing / asked))
        for one in by_set(scores)
        for column, (agreeing, asked) in one.columns.items()
    ]
    return markdown_table(("language", "table", "column", "annotated", "agrees"), rows)


def _cells(scores: Sequence[Measured]) -> str:
    by_language: dict[tuple[str, str], Cells] = {}
    for one in scores:
        for column, cells in one.about.items():
            for language in (one.language, "all"):
                key = (language, column)
                by_language[key] = by_language.get(key, Cells()).plus(cells)
    rows = [
        (language, column, str(cells.filled), _share(cells.right, cells.filled),
         str(cells.annotated), _share(cells.right, cells.annotated))
        for (language, column), cells in sorted(
            by_language.items(), key=lambda pair: (pair[0][0] != "all", pair[0])
        )
    ]  # fmt: skip
    return markdown_table(
        ("language", "column", "filled", "precision", "annotated", "coverage"), rows
    )


def _share(part: int, whole: int) -> str:
    return _percent(part / whole if whole else None)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"
