"""Annotated sentences, and how right the figures read from them are.

Two forms, one JSON object a line: a file of one language, named for it (`zh.jsonl`), whose lines
hold a `text` and its `figures`; or sentences side by side, whose lines hold a number `line` and
a sentence under each language's code, with the figures in a second file by `line` and `language`.
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
from pipeline.agreement.compare import compare, orders, told_by
from pipeline.extract import figures_of
from pipeline.tables.build import figure_columns
from pipeline.tables.differences import Difference, Told
from pipeline.tables.schema import FIGURE_TABLES, NAME_LANGUAGES
from pipeline.tables.set_aside import misfit


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


def read_parallel(sentences: Path, annotations: Path | None) -> list[AnnotatedSentence]:
    """Sentences side by side in several languages, with the figures of a second file if any.

    Raises:
        BadAnnotation: a line of either file breaks its form; the error lists every such line.
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
    """The differences between the editions of each line, by the figures that are read from them.

    Lines with fewer than two supported languages are left out.
    """

    def told(sentence: AnnotatedSentence) -> list[Told]:
        figures = languages.load(sentence.language).read_figures(sentence.text)
        places = zip(figures, orders(len(figures)), strict=True)
        return [told_by(f, sentence.text, sentence.language, order) for f, order in places]

    return _compared(sentences, told)


def compare_annotated(sentences: Sequence[AnnotatedSentence]) -> dict[str, tuple[Difference, ...]]:
    """The same by the figures that people read in them."""

    def told(sentence: AnnotatedSentence) -> list[Told]:
        figures = sorted(sentence.figures, key=lambda figure: sentence.text.find(figure.raw))
        places = zip(figures, orders(len(figures)), strict=True)
        return [_told_by_people(figure, sentence.language, order) for figure, order in places]

    return _compared(sentences, told)


def _told_by_people(figure: Annotated, language: str, order: float) -> Told:
    high = figure.fields.get("value_high")
    return Told(
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
    sentences: Sequence[AnnotatedSentence], told: Callable[[AnnotatedSentence], list[Told]]
) -> dict[str, tuple[Difference, ...]]:
    lines: dict[str, list[AnnotatedSentence]] = defaultdict(list)
    for sentence in sentences:
        if sentence.language in languages.supported():
            lines[sentence.line].append(sentence)
    return {
        line: compare(
            {s.language: s.text for s in editions},
            [replace(t, key=k) for k, t in enumerate(t for s in editions for t in told(s))],
        ).differences
        for line, editions in lines.items()
        if len(editions) > 1
    }


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
        for figure, context in figures_of(sentence.text, language):
            if misfit(figure) is not None:
                continue
            columns = figure_columns(figure, context, sentence.text, language)
            rows[figure.kind].append({**columns, "paragraph": sentence.line})
    return rows
