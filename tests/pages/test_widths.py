"""The width of characters and of white space."""

from __future__ import annotations

from unicodedata import category

import pytest

from pipeline.pages.page import Box, Line, Word
from pipeline.pages.widths import NARROW, is_wide, width_of


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("été 12", 6), ("год", 3), ("中文", 4), ("第 1 页", 7)]
)
def test_chinese_characters_are_twice_as_wide(text: str, columns: int) -> None:
    assert width_of(text) == columns


def test_narrow_characters_take_one_column() -> None:
    narrow = [c for c in map(chr, range(0x3000)) if NARROW.fullmatch(c)]
    assert not any(is_wide(c) or category(c) in {"Cf", "Mn", "Me"} for c in narrow)


def test_the_widest_space_is_between_two_words() -> None:
    words = [Word(text, Box(x0, 0, x0 + 10, 10)) for text, x0 in (("a", 0), ("b", 13), ("c", 30))]
    assert Line(tuple(words)).widest_space == 7
    assert Line(tuple(words[:1])).widest_space == 0
    assert Line((Word("text"),)).widest_space == 0
