"""The time to read a text grows with its length and no faster: steps are counted, not seconds."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from helpers.odd_texts import SENTENCES, odd_text
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import languages
from pipeline.extract import figures_of
from pipeline.figures.figure import Figure
from pipeline.languages.base import Language
from pipeline.paragraphs.sentences import LONGEST, LONGEST_NUMBER, sentence_at, sentences, windows

END = re.compile(r"\.\s|\n")
UNITS = ("1–", "$1 ", ", 1", "1 ", "a ", "(", "9", " ", "1.", "1. ", "A. ", "WHO ", "一", "万亿")


@pytest.mark.parametrize("code", sorted(SENTENCES))
@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_takes_twice_the_steps(
    monkeypatch: pytest.MonkeyPatch, code: str, unit: str
) -> None:
    counted = 0

    def read(_: Language, text: str) -> list[Figure]:
        """Counts the steps of a rule that looks from each place of a text to each other."""
        nonlocal counted
        counted += len(text) ** 2
        return []

    monkeypatch.setattr(Language, "read_figures", read)
    steps = []
    for characters in (60_000, 120_000):
        counted = 0
        figures_of(unit * (characters // len(unit)), languages.load(code))
        steps.append(counted)
    assert steps[1] <= 2.5 * steps[0]


@pytest.mark.parametrize("unit", UNITS)
def test_no_sentence_is_longer_than_sentences_are(unit: str) -> None:
    for sentence, _ in sentences(unit * (50_000 // len(unit)), END):
        assert len(sentence) <= LONGEST + (LONGEST_NUMBER if unit == "9" else 0)


@given(st.text("ab1, .\n;", max_size=400), st.integers(5, 60))
def test_windows_are_the_text_again_and_part_no_number(text: str, size: int) -> None:
    found = list(windows(text, END, size))
    assert "".join(text[begin:end] for begin, end in found) == text
    for _, end in found[:-1]:
        assert not re.fullmatch(r"\d\d", text[end - 1 : end + 1])


@settings(max_examples=30)
@given(st.sampled_from(sorted(SENTENCES)).flatmap(lambda c: st.tuples(st.just(c), odd_text(c))))
def test_figures_of_any_text_stand_in_it_in_order(told: tuple[str, str]) -> None:
    code, text = told
    found = [figure for figure, _ in figures_of(text, languages.load(code))]
    assert all(0 <= figure.start < figure.end <= len(text) for figure in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_long_paragraph_holds_the_figures_of_its_sentences(code: str) -> None:
    language = languages.load(code)
    sentence = SENTENCES[code][0] + (" " if language.joiner else "")
    times = 6_000 // len(sentence)
    alone = [(f.kind, f.value, f.high) for f, _ in figures_of(sentence, language)]
    assert alone
    text = sentence * times
    found = [figure for figure, _ in figures_of(text, language)]
    assert [(f.kind, f.value, f.high) for f in found] == alone * times
    for figure in found:
        assert text[figure.start : figure.end] in sentence
        begin, end = sentence_at(text, figure.start, figure.end, language.sentence_end)
        assert text[begin:end].strip() == sentence.strip()


def test_the_rest_of_a_number_beyond_measure_is_no_figure() -> None:
    text = "It rose by " + "1" * (LONGEST_NUMBER * 4 + 1234) + " per cent."
    english = languages.load("en")
    assert all(figure.value > 10**100 for figure, _ in figures_of(text, english))


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_number_of_six_thousand_digits_is_read(code: str) -> None:
    digits = "7" * 6000
    text = {"zh": f"约{digits}%。", "ar": f"بلغت النسبة {digits} في المائة."}.get(
        code, f"({digits} %)"
    )
    ((figure, _),) = figures_of(text, languages.load(code))
    assert figure.value == Decimal(digits)
