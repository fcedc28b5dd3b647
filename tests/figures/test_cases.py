"""What is a figure in each language, by examples. The examples are in `cases/`, as data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.cases import expected, found, rows

from pipeline import languages
from pipeline.figures.figure import Figure

CASES = Path(__file__).with_name("cases")


def cases() -> Iterator[object]:
    for code in languages.supported():
        for number, row in enumerate(rows(CASES / f"{code}.tsv"), start=2):
            name = f"{code}-{number}-{row['topic'].replace(' ', '_')}"
            yield pytest.param(code, row["text"], row["figures"], id=name)


@pytest.mark.parametrize(("code", "text", "figures"), cases())
def test_a_text_holds_these_figures_and_no_others(code: str, text: str, figures: str) -> None:
    wanted = expected(figures)
    read = languages.load(code).read_figures(text)
    empty: dict[str, object] = {"kind": None, "value": None, "raw": None}
    asked = [*wanted, *[empty] * len(read)][: max(len(wanted), len(read))]
    assert [found(text, figure, ask) for figure, ask in zip(read, asked, strict=False)] == wanted


def _in_words(text: str, mark: str) -> str:
    return re.sub(r"[^\W\d_]{6,}", lambda word: word[0][:3] + mark + word[0][3:], text)


#: Ways to write a text that change nothing of what it says.
WRITTEN_OTHERWISE = {
    "soft hyphens in words": lambda text: _in_words(text, "\u00ad"),
    "blanks without width in words": lambda text: _in_words(text, "\u200b"),
    "marks of direction before numbers": lambda text: re.sub(r"(?<=\s)(?=\d)", "\u200e", text),
    "thin blanks": lambda text: text.replace(" ", "\u2009"),
    "two blanks for one": lambda text: re.sub(r"(?<=[^\d\s]) (?=[^\d\s])", "  ", text),
    "hyphens that break no line": lambda text: text.replace("-", "\u2011"),
    "marks of letters apart": lambda text: unicodedata.normalize("NFD", text),
}


@pytest.mark.parametrize("way", WRITTEN_OTHERWISE)
@pytest.mark.parametrize("code", languages.supported())
def test_ways_of_writing_characters_make_no_difference(code: str, way: str) -> None:
    language = languages.load(code)
    for row in list(rows(CASES / f"{code}.tsv"))[::4]:
        text, other = row["text"], WRITTEN_OTHERWISE[way](row["text"])
        assert list(map(_said, language.read_figures(other))) == list(
            map(_said, language.read_figures(text))
        ), other


def _said(figure: Figure) -> tuple[object, ...]:
    return figure.kind, figure.value, figure.high, figure.currency, figure.qualifier
