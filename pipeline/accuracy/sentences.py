"""Reads annotated sentences, and scores the figures read from them.

There are two JSON Lines formats. A file in one language, named after it (`zh.jsonl`), has a `text`
and its `figures` on each line. A file of parallel sentences has a number `line` and a sentence
under each language's code; a second file has their figures by `line` and `language`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import languages
from pipeline.accuracy.annotations import Annotated, annotated, read_lines
from pipeline.accuracy.scoring import Row, Score, score
from pipeline.agreement.compare import compare, edition_figure, orders
from pipeline.extract import figures_of
from pipeline.tables.build import figure_columns
from pipeline.tables.differences import Difference, EditionFigure
from pipeline.tables.schema import FIGURE_TABLES, NAME_LANGUAGES
from pipeline.tables.set_aside import misfit


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    """A sentence, its line number, and its annotated figures."""

    language: str
    line: str
    text: str
    figures: tuple[Annotated, ...]


def read_sentences(path: Path) -> list[AnnotatedSentence]:
    """Reads a file of sentences in the language that it is named after.

    Raises:
        BadAnnotation: some lines are invalid; the error lists them all.
    """

    def sentence(number: int, row: Mapping[str, Any]) -> AnnotatedSentence:
        line = str(number)
        figures = tuple(annotated({**figure, "paragraph": line}) for figure in row["figures"])
        return AnnotatedSentence(path.stem, line, row["text"], figures)

    return read_lines(path, sentence)


def read_parallel(sentences: Path, annotations: Path | None) -> list[AnnotatedSentence]:
    """Reads parallel sentences, and their figures from a second file if there is one.

    Raises:
        BadAnnotation: some lines of a file are invalid; the error lists them all.
    """
    figures: dict[tuple[str, str], list[Annotated]] = defaultdict(list)
    for place, figure in read_lines(annotations, _placed) if annotations else ():
        figures[place].append(figure)
    rows = read_lines(sentences, lambda _, row: (str(row["line"]), row))
    return [
        AnnotatedSentence(code, line, row[code], tuple(figures[line, code]))
        for line, row in rows
        for code in NAME_LANGUAGES
        if code in row
    ]


def _placed(_number: int, row: Mapping[str, Any]) -> tuple[tuple[str, str], Annotated]:
    line = str(row["line"])
    return (line, row["language"]), annotated({**row, "paragraph": line})


def compare_read(sentences: Sequence[AnnotatedSentence]) -> dict[str, tuple[Difference, ...]]:
    """Compares the language editions of each line by the figures that we read from them.

    Leaves out lines with fewer than two supported languages.
    """

    def read(sentence: AnnotatedSentence) -> list[EditionFigure]:
        figures = languages.load(sentence.language).read_figures(sentence.text)
        places = zip(figures, orders(len(figures)), strict=True)
        return [edition_figure(f, sentence.text, sentence.language, order) for f, order in places]

    return _compared(sentences, read)


def compare_annotated(sentences: Sequence[AnnotatedSentence]) -> dict[str, tuple[Difference, ...]]:
    """Compares the language editions of each line by the annotated figures."""

    def annotated_figures(sentence: AnnotatedSentence) -> list[EditionFigure]:
        figures = sorted(sentence.figures, key=lambda figure: sentence.text.find(figure.raw))
        places = zip(figures, orders(len(figures)), strict=True)
        return [_annotated_figure(figure, sentence.language, order) for figure, order in places]

    return _compared(sentences, annotated_figures)


def _annotated_figure(figure: Annotated, language: str, order: float) -> EditionFigure:
    high = figure.fields.get("value_high")
    return EditionFigure(
        key=0,
        language=language,
        kind=figure.kind,
        value=figure.value,
        high=None if high is None else float(high),
        currency=figure.currency,
        raw=figure.raw,
        order=order,
    )


def _compared(
    sentences: Sequence[AnnotatedSentence],
    figures_in: Callable[[AnnotatedSentence], list[EditionFigure]],
) -> dict[str, tuple[Difference, ...]]:
    lines: dict[str, list[AnnotatedSentence]] = defaultdict(list)
    for sentence in sentences:
        if sentence.language in languages.supported():
            lines[sentence.line].append(sentence)
    return {
        line: compare(
            {s.language: s.text for s in editions},
            [replace(t, key=k) for k, t in enumerate(t for s in editions for t in figures_in(s))],
        ).differences
        for line, editions in lines.items()
        if len(editions) > 1
    }


def score_sentences(sentences: Sequence[AnnotatedSentence]) -> dict[str, dict[str, Score]]:
    """The scores by language and kind; unsupported languages are left out."""
    by_language: dict[str, list[AnnotatedSentence]] = defaultdict(list)
    for sentence in sentences:
        by_language[sentence.language].append(sentence)
    return {
        code: score(_rows(of_language), [f for s in of_language for f in s.figures], code)
        for code, of_language in by_language.items()
        if code in languages.supported()
    }


def _rows(sentences: Sequence[AnnotatedSentence]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {kind: [] for kind in FIGURE_TABLES}
    for sentence in sentences:
        language = languages.load(sentence.language)
        for figure, context in figures_of(sentence.text, language):
            if misfit(figure) is not None:
                continue
            columns = figure_columns(figure, context, sentence.text, language)
            rows[figure.kind].append({**columns, "paragraph": sentence.line})
    return rows
