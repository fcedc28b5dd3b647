"""Right-to-left lines brought from the order of the page to the order of reading."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from bidi.algorithm import get_display
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages.direction import (
    by_library,
    in_reading_order,
    is_right_to_left,
    is_scrambled,
    mirrored,
    settle,
    stretches,
)
from pipeline.pages.page import Box, Line, Page, Word
from tests.helpers.glyphs import one_by_one, texts_of

WIDTH = 600.0


def line_of(seen: str, blank: float = 3) -> tuple[Word, ...]:
    """The words of a line as seen, each letter ten points wide."""
    words, x = [], 100.0
    for text in seen.split(" "):
        words.append(Word(text, Box(x, 50, x + 10 * len(text), 60), size=10))
        x += 10 * len(text) + blank
    return tuple(words)


def read(seen: str) -> str:
    """The text of a line as seen."""
    return Line(in_reading_order(line_of(seen))).text


def places(seen: str) -> list[int]:
    """Where the characters of a line stand in it, in reading order."""
    order: list[int] = []
    for begin, end, runs_left in stretches(seen):
        order += reversed(range(begin, end)) if runs_left else range(begin, end)
    return order


def place(x: float, bottom: float = 50.0, width: float = 10.0) -> Box:
    return Box(x, bottom - 10, x + width, bottom)


def settled(*texts: str, boxes: Sequence[Box] = ()) -> list[str]:
    """Settled characters that are side by side on one baseline, or in boxes."""
    boxes = boxes or [place(10.0 * at) for at in range(len(texts))]
    return texts_of(*settle(*one_by_one(texts, boxes)))


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        ("ةلود 145 ىلإ", "إلى 145 دولة"),
        ("رالود 10 600 غلبم", "مبلغ 10\u00a0600 دولار"),
        ("رالود 1 234 567 غلبم", "مبلغ 1\u00a0234\u00a0567 دولار"),
        ("2024 2023 ماع", "عام 2023 2024"),
        ("ةلود 15-10", "10-15 دولة"),
        ("%45 ةبسن", "نسبة 45%"),
        ("A/79/876 ةقيثولا", "الوثيقة A/79/876"),
        ("Global Digital Compact قيرف", "فريق Global Digital Compact"),
        ("(40 لباقم) غلب", "بلغ (مقابل 40)"),
        ("«[45] رارق»", "«قرار [45]»"),
        ("مدق - 12", "12 - قدم"),
        ("A left line of 1 600", "A left line of 1 600"),
    ],
)
def test_a_line_is_put_in_the_order_of_reading(seen: str, text: str) -> None:
    assert read(seen) == text


def test_words_keep_their_boxes_and_a_number_has_one() -> None:
    words = in_reading_order(line_of("رالود 10 600 غلبم"))
    assert [word.text for word in words] == ["مبلغ", "10\u00a0600", "دولار"]
    assert [word.box.x0 for word in words if word.box] == [209, 153, 100]
    assert words[1].box == Box(153, 50, 206, 60)


def test_words_that_touch_still_do() -> None:
    words = (
        Word("64", Box(100, 50, 120, 60), size=10),
        Word("و", Box(120, 50, 130, 60), size=10, joined=True),
        Word("15", Box(133, 50, 153, 60), size=10),
    )
    assert Line(in_reading_order(words)).text == "15 و64"


def test_joined_forms_and_ligatures_become_letters_as_seen() -> None:
    assert settled("ﺔ", "ﻟ", "ﻭ", "ﺩ") == ["ة", "ل", "و", "د"]
    assert settled("م", "ﻼ", "س") == ["م", "ال", "س"]
    assert settled("م", "لا", "س") == ["م", "ال", "س"]


def test_vowel_signs_belong_to_the_letter_that_they_stand_on() -> None:
    boxes = [place(0), place(10), place(20), place(14, bottom=53, width=1)]
    assert settled("ب", "ت", "ث", "\u064f", boxes=boxes) == ["ب", "\u064fت", "ث"]
    assert read("ب\u064fت") == "ت\u064fب"


def test_a_vowel_sign_before_no_letter_is_left_out() -> None:
    assert read("ب\u064fتد\u064f و") == "و دت\u064fب"


def test_brackets_as_written_are_exchanged_for_those_that_are_seen() -> None:
    as_written = settled(")", "ب", "(", "ا")
    as_seen = settled("(", "ب", ")", "ا")
    assert as_written == as_seen
    assert read("".join(as_seen)) == "ا(ب)"


def test_left_to_right_characters_stay_as_they_are() -> None:
    boxes = [place(0), place(10), place(20)]
    runs, glyphs = one_by_one((")", "fi", "\u0301"), boxes)
    assert settle(runs, glyphs) == (runs, glyphs)


def test_a_mirrored_page_hangs_from_the_left_and_mirrors_back() -> None:
    words = in_reading_order(line_of("نيبقارملاو ةقيثولا Global Digital ىلإ"))
    right = max(word.box.x1 for word in words if word.box)
    page = Page(1, (Line(words, indent=100.0, right=right),), width=WIDTH, height=800.0)
    assert is_right_to_left(page)
    (line,) = mirrored(page).lines
    edges = [word.box.x0 for word in line.words if word.box]
    assert edges == sorted(edges)
    assert line.indent == edges[0] == WIDTH - right
    assert not is_right_to_left(Page(1, (Line(line_of("Mostly of ىلإ Latin")),), width=WIDTH))


@pytest.mark.parametrize(
    ("text", "scrambled"),
    [
        ("قدم البرنامج المساعدة إلى عدد من البلدان و المنظمات والكيانات الأخرى في المنطقة", False),
        ("بدأت الأعمال العسكككككككدود مع انطلاق التشككككككين", True),
        ("ال دوة ة للع ل الإنسان ل مس الياتوا", True),
        ("The annex is in another language.", False),
    ],
)
def test_a_text_layer_with_other_letters_than_are_seen_is_told(
    text: str, *, scrambled: bool
) -> None:
    assert is_scrambled([text]) is scrambled


@given(
    st.lists(
        st.sampled_from(
            ["دولة", "في", "145", "2,5", "45%", "10-15", "فريق A/79 (ب)", "من G-4 أو", "٢٥"]
        ),
        min_size=1,
        max_size=8,
    ).map(" ".join)
)
def test_what_is_seen_of_a_text_is_turned_back_into_it(text: str) -> None:
    # A number beside a word of another script may belong to either side, and looks the same.
    text = f"من {text} إلى"
    seen = get_display(text, base_dir="R")
    far_apart = line_of(seen, blank=20)  # else `5 145` is one number
    assert Line(in_reading_order(far_apart)).text == text


@given(st.text(alphabet="ابت 019A-/.,%()\u064f", max_size=30))
def test_no_character_is_lost(seen: str) -> None:
    assert sorted(places(seen)) == list(range(len(seen)))


@given(st.text("ابת\u064f١٢12aZ .,:;+-/%$()[]«»\u00a0\u200f\u202b\t\n", max_size=30))
def test_lines_are_put_in_order_by_the_bidirectional_algorithm(seen: str) -> None:
    assert places(seen) == [at for _, at in by_library(seen)]
