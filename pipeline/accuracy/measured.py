"""Scores as values that can be kept and added up, and their file: what a release says of itself.

A file of scores is written by `pipeline score --json`, never by hand.
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

#: Annotated sets: documents of the United Nations; the project's own sample; sentences; and what
#: figures of such documents and sentences are about.
DOCUMENTS, SAMPLE, SENTENCES, ABOUT = "documents", "sample", "sentences", "about"
_SAMPLE_PREFIX = "SAMPLE_"


@dataclass(frozen=True, slots=True)
class Measured:
    """How right the rows of one table are on one annotated set.

    Attributes:
        set: `documents`, `sample` or `sentences`.
        name: the document, or the file of sentences; empty for several together.
        language: ISO 639-1.
        table: of figures.
        found: annotated figures that are in the table.
        optional: rows that annotators left open.
        missed: annotated figures that are not in the table.
        false: rows that are no figure.
        columns: of the figures found, how often a further column agrees: agreeing, asked.
        about: of the figures found, the cells that say what they are about, by column: right,
            filled, and filled by the annotation.
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
        """How many figures people annotated, those left open aside."""
        return self.found + self.missed

    @property
    def precision(self) -> float | None:
        """Share of the rows that are right; None where there are none."""
        right = self.found + self.optional
        return right / (right + self.false) if right + self.false else None

    @property
    def recall(self) -> float | None:
        """Share of the annotated figures that were found; None where there are none."""
        return self.found / self.annotated if self.annotated else None


def measured(
    language: str, name: str, by_kind: Mapping[str, Score], *, sentences: bool = False
) -> list[Measured]:
    """The scores of one document or file of sentences, a value for each table.

    Args:
        language: of the document.
        name: the document's id, or the name of the file.
        by_kind: its scores.
        sentences: whether these are sentences without a document.
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
    """The scores of the files `sentences/<language>.jsonl` in those of the paths that are folders.

    Raises:
        BadAnnotation: a line of a file breaks its form.
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
    """What figures of parallel sentences are about, where a file of the paths annotates it.

    Args:
        paths: of annotations.
        sentences: the parallel sentences; an annotation of them has the same name.

    Raises:
        BadAnnotation: a line of a file breaks its form.
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
    """Writes scores as JSON, one a line within a list, in an order of their own."""
    ordered = sorted(scores, key=lambda one: (one.set, one.language, one.name, one.table))
    lines = ",\n".join(json.dumps(asdict(one), ensure_ascii=False) for one in ordered)
    file.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def read_measured(file: Path) -> list[Measured]:
    """The scores of a file that `write_measured` wrote."""
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
    """The scores added up by set, language and table."""
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
