"""Scores to store and add up, and the file with the scores that each release publishes.

`pipeline score --json` writes the file; nobody edits it by hand.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import reduce
from pathlib import Path

from pipeline.accuracy.about import Cells
from pipeline.accuracy.scoring import Score, added
from pipeline.tables.schema import FIGURE_TABLES

#: Annotated sets: United Nations documents, the project's own sample, sentences, and annotations
#: of what figures are about, in documents and sentences.
DOCUMENTS, SAMPLE, SENTENCES, ABOUT = "documents", "sample", "sentences", "about"
_SAMPLE_PREFIX = "SAMPLE_"


@dataclass(frozen=True, slots=True)
class Measured:
    """The score of one table on one annotated set.

    Attributes:
        set: `documents`, `sample`, `sentences` or `about`.
        name: the document or the file of sentences; empty for a sum over several.
        language: ISO 639-1.
        table: the name of the table of figures.
        found: how many annotated figures are in the table.
        optional: how many rows are figures that annotators marked optional.
        missed: how many annotated figures are not in the table.
        false: how many rows are not figures.
        columns: for each further column of the figures found, how often it agrees, and how often
            it was compared.
        about: for each column on what the figures found are about, how many cells are right,
            filled, and filled in the annotation.
    """

    set: str
    name: str
    language: str
    table: str
    found: int
    optional: int
    missed: int
    false: int
    columns: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    about: Mapping[str, Cells] = field(default_factory=dict)

    @property
    def annotated(self) -> int:
        """How many figures were annotated, without the optional ones."""
        return self.found + self.missed

    @property
    def precision(self) -> float | None:
        """The share of rows that are right; None if there are no rows."""
        right = self.found + self.optional
        return right / (right + self.false) if right + self.false else None

    @property
    def recall(self) -> float | None:
        """The share of annotated figures that were found; None if there are none."""
        return self.found / self.annotated if self.annotated else None


def measured(
    language: str, name: str, by_kind: Mapping[str, Score], *, sentences: bool = False
) -> list[Measured]:
    """The scores of one document or one file of sentences, by table.

    Args:
        language: ISO 639-1.
        name: the id of the document, or the name of the file.
        by_kind: its scores.
        sentences: whether it is a file of sentences.
    """
    of_document = SAMPLE if name.startswith(_SAMPLE_PREFIX) else DOCUMENTS
    of_document = SENTENCES if sentences else of_document
    return [
        Measured(
            set=ABOUT if score.about else of_document,
            name=name,
            language=language,
            table=FIGURE_TABLES[kind].name,
            found=score.found,
            optional=score.optional,
            missed=len(score.missed),
            false=len(score.false),
            columns=dict(sorted(score.agreement.items())),
            about=dict(sorted(score.about.items())),
        )
        for kind, score in by_kind.items()
    ]


def measured_sentences(paths: Iterable[Path]) -> list[Measured]:
    """The scores of the files `sentences/<language>.jsonl` in folders among `paths`.

    Raises:
        BadAnnotation: a file is invalid.
    """
    from pipeline.accuracy.sentences import read_sentences, score_sentences

    files = [file for path in paths for file in sorted(path.glob("sentences/*.jsonl"))]
    return [
        one
        for file in files
        for code, by_kind in score_sentences(read_sentences(file)).items()
        for one in measured(code, f"sentences/{file.name}", by_kind, sentences=True)
    ]


def measured_parallel(paths: Iterable[Path], sentences: Path) -> list[Measured]:
    """The scores of parallel sentences, if one of the paths annotates them.

    Args:
        paths: files of annotations.
        sentences: the parallel sentences; their annotation has the same file name.

    Raises:
        BadAnnotation: a file is invalid.
    """
    from pipeline.accuracy.sentences import read_parallel, score_sentences

    return [
        one
        for file in paths
        if file.name == sentences.name
        for code, by_kind in score_sentences(read_parallel(sentences, file)).items()
        for one in measured(code, f"{file.stem}-{code}", by_kind, sentences=True)
    ]


def write_measured(scores: Iterable[Measured], file: Path) -> None:
    """Writes scores as a JSON list, sorted, one per line."""
    ordered = sorted(scores, key=lambda one: (one.set, one.language, one.name, one.table))
    lines = ",\n".join(json.dumps(asdict(one), ensure_ascii=False) for one in ordered)
    file.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def read_measured(file: Path) -> list[Measured]:
    """Reads a file that `write_measured` wrote."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    return [
        Measured(
            **{
                **row,
                "columns": {name: tuple(pair) for name, pair in row["columns"].items()},
                "about": {name: Cells(*cells) for name, cells in row.get("about", {}).items()},
            }
        )
        for row in rows
    ]


def by_set(scores: Iterable[Measured]) -> list[Measured]:
    """Adds up scores by set, language and table."""
    groups: dict[tuple[str, str, str], list[Measured]] = defaultdict(list)
    for one in scores:
        groups[one.set, one.language, one.table].append(one)
    return [_sum(groups[key]) for key in sorted(groups)]


def _sum(scores: list[Measured]) -> Measured:
    first = scores[0]
    columns: dict[str, tuple[int, int]] = {}
    for one in scores:
        for name, (agreeing, asked) in one.columns.items():
            before = columns.get(name, (0, 0))
            columns[name] = (before[0] + agreeing, before[1] + asked)
    return Measured(
        set=first.set,
        name="",
        language=first.language,
        table=first.table,
        found=sum(one.found for one in scores),
        optional=sum(one.optional for one in scores),
        missed=sum(one.missed for one in scores),
        false=sum(one.false for one in scores),
        columns=columns,
        about=reduce(added, (one.about for one in scores), {}),
    )
