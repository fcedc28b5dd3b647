"""Expressions that are searched for only where a text has the letters they need."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from helpers.cases import rows

from pipeline import languages
from pipeline.figures.needed import finditer, may_match, needed, quick

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize(
    ("expression", "strings"),
    [
        ("respectively", {"respectively"}),
        (r"\b(?:[Ww]orld|global)\saverage", {"average"}),
        ("(?:total|sum),(?:it|them)", {"total", "sum"}),
        ("(?:more|less)?than", {"than"}),
        ("(?:more)+", {"more"}),
        ("(?:more|)", set()),
        ("(?i:more)", set()),
        ("total|(?P<other>(?!))", {"total"}),
        ("(?!)", set()),
        ("(?!more)(?=less)", set()),
        (r"\d+", set()),
    ],
)
def test_what_an_expression_needs(expression: str, strings: set[str]) -> None:
    assert needed(expression) == strings
    assert not needed(expression, re.IGNORECASE)


def _patterns(words: object) -> Iterator[re.Pattern[str]]:
    if isinstance(words, re.Pattern):
        yield words
    elif isinstance(words, tuple):
        for one in words:
            yield from _patterns(one)
    elif dataclasses.is_dataclass(words):
        for field in dataclasses.fields(words):
            yield from _patterns(getattr(words, field.name))


@pytest.mark.parametrize(
    ("expression", "compiled"),
    [
        (r"\b(?:[Ww]orld|global)", r"(?=[Wgw])(?:\b(?:[Ww]orld|global))"),
        (r"(?<!\d)(?:[1-9]|\d\d?%)", r"(?=[1-9\d])(?:(?<!\d)(?:[1-9]|\d\d?%))"),
        ("(?:the )?(?=w)(?:world)+", "(?=[tw])(?:(?:the )?(?=w)(?:world)+)"),
        ("(?:world)?", "(?:world)?"),
        (r"\b\w+", r"\b\w+"),
        (r"\b[^,]", r"\b[^,]"),
        (r"\b(?i:w)", r"\b(?i:w)"),
        (r"\b(?:(?!)|world)", r"(?=[w])(?:\b(?:(?!)|world))"),
        ("(?!)", "(?!)"),
        (r"(?P<name>world|globe)\b", r"(?P<name>world|globe)\b"),
    ],
)
def test_how_a_match_begins_is_looked_at_first(expression: str, compiled: str) -> None:
    assert quick(expression).pattern == compiled


def _spans(matches: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in matches]


@pytest.mark.parametrize("code", languages.supported())
def test_no_text_that_matches_is_passed_over(code: str) -> None:
    texts = [row["text"] for row in rows(CASES / f"{code}.tsv")][::3]
    found = 0
    for pattern in _patterns(languages.load(code).lexicon):
        for match in filter(None, map(pattern.search, texts)):
            found += 1
            text = match.string
            assert may_match(pattern, text, *match.span()), pattern.pattern
            assert _spans(finditer(pattern, text)) == _spans(pattern.finditer(text))
    assert found > 50
