"""Expressions of many words find what an alternation of the same words finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.words import any_of, any_whole, initials

WORDS = st.lists(st.text("ab. é中", min_size=1, max_size=4), min_size=1, max_size=8)
TEXTS = st.text("ab. é中", max_size=24)


@given(WORDS, TEXTS)
def test_any_of_finds_the_longest_of_the_words(words: list[str], text: str) -> None:
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    assert re.findall(any_of(words), text) == re.findall(longest_first, text)


@given(WORDS, TEXTS)
def test_any_whole_finds_words_that_stand_apart(words: list[str], text: str) -> None:
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    assert re.findall(any_whole(words), text) == re.findall(
        rf"(?<!\w)(?:{longest_first})(?!\w)", text
    )


def test_a_word_may_be_the_beginning_of_another() -> None:
    assert re.findall(any_of(["six", "sixteen", "sixty"]), "sixty, sixteen and six") == [
        "sixty",
        "sixteen",
        "six",
    ]


def test_words_begin_with_a_small_letter_or_a_capital() -> None:
    assert initials(["one", "two", "ten", "été"]) == "OTotÉé"
