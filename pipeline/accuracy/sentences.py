"""Annotated sentences, and how right the figures read from them are.

Two forms, one JSON object a line: a file of one language, named for it (`zh.jsonl`), whose lines
hold a `text` and its `figures`; or sentences side by side, whose lines hold a number `line` and
a sentence under each language's code, with the figures in a second file by `line` and `language`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import languages
from pipeline.accuracy.annotations import Annotated, annotated, read_lines
from pipeline.accuracy.scoring import Row, Score, score
from pipeline.context.model import Context
from pipeline.tables.build import figure_columns
from pipeline.tables.schema import FIGURE_TABLES, NAME_LANGUAGES


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    """A sentence, the number of its line, and the figures that people read in it."""

    language: str
    line: str
    text: str
    figures: tuple[Annotated, ...]


def read_sentences(path: Path) -> list[AnnotatedSentence]:
    """The sentences of a file of one language, which is the file's name without its ending.

    Raises:
        BadAnnotation: a line breaks the form; the error lists every such line.
    """

    def made(number: int, row: Mapping[str, Any]) -> AnnotatedSentence:
        line = str(number)
        figures = tuple(annotated({**figure, "paragraph": line}) for figure in row["figures"])
        return AnnotatedSentence(path.stem, line, row["text"], figures)

    return read_lines(path, made)


def read_parallel(sentences: Path, annotations: Path) -> list[AnnotatedSentence]:
    """Sentences side by side in several languages, with the figures of a second file.

    Raises:
        BadAnnotation: a line of either file breaks its form; the error lists every such line.
    """
    figures: dict[tuple[str, str], list[Annotated]] = defaultdict(list)
    pairs = read_lines(
        annotations,
        lambda _, row: (
            (str(row["line"]), row["language"]),
            annotated({**row, "paragraph": str(row["line"])}),
        ),
    )
    for place, figure in pairs:
        figures[place].append(figure)
    rows = read_lines(sentences, lambda _, row: (str(row["line"]), row))
    return [
        AnnotatedSentence(code, line, row[code], tuple(figures[line, code]))
        for line, row in rows
        for code in NAME_LANGUAGES
        if code in row
    ]


def score_sentences(sentences: Sequence[AnnotatedSentence]) -> dict[str, dict[str, Score]]:
    """The scores by language and kind; a language that no module reads has none."""
    by_language: dict[str, list[AnnotatedSentence]] = defaultdict(list)
    for sentence in sentences:
        by_language[sentence.language].append(sentence)
    return {
        code: score(_rows(of_language), [f for s in of_language for f in s.figures])
        for code, of_language in by_language.items()
        if code in languages.supported()
    }


def _rows(sentences: Sequence[AnnotatedSentence]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {kind: [] for kind in FIGURE_TABLES}
    for sentence in sentences:
        language = languages.load(sentence.language)
        for figure in language.read_figures(sentence.text):
            columns = figure_columns(figure, Context(), sentence.text, language)
            rows[figure.kind].append({**columns, "paragraph": sentence.line})
    return rows
