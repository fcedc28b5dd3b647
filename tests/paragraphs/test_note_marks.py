"""Marks of notes are taken out of the text in all forms that documents print them in."""

from __future__ import annotations

import pytest

from pipeline import languages
from pipeline.pages.page import Box, Word
from pipeline.pages.text import read_text
from pipeline.paragraphs.assemble import read_paragraphs
from pipeline.paragraphs.marks import without_marks
from pipeline.paragraphs.printed import Printed

ENGLISH = languages.load("en")


def texts(text: str) -> dict[str | None, str]:
    found = read_paragraphs(read_text(text.encode()), ENGLISH)
    return {p.number: p.text for p in found}


def line(*words: str, role: str = "body", starts: bool = True) -> Printed:
    """A printed line; a word with a caret before it is raised and touches the word before."""
    return Printed(
        role,
        1,
        tuple(
            Word(w.lstrip("^"), Box(0, 0, 1, 1), 10.0, raised=w[0] == "^", joined=w[0] == "^")
            for w in words
        ),
        starts,
    )


def unmarked(*lines: Printed) -> str:
    return without_marks(lines, ENGLISH, raised=True)[0].text


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("45¹² per cent of 3,800¹³ people", "45 per cent of 3,800 people"),
        ("45[1] per cent of 3,800 [2] people", "45 per cent of 3,800 people"),
        ("45 1/ per cent of 3,800 2/ people", "45 per cent of 3,800 people"),
        ("45 per cent of schools,1/ and 3,800 people 2/, over 12 km²",
         "45 per cent of schools, and 3,800 people, over 12 km²"),
        ("45 per cent* of 3,800 people**", "45 per cent of 3,800 people"),
    ],
)  # fmt: skip
def test_a_mark_with_a_form_of_its_own_needs_no_note(printed: str, read: str) -> None:
    assert texts(f"1. Coverage rose to {printed} in the year.\n")["1"] == (
        f"Coverage rose to {read} in the year."
    )


@pytest.mark.parametrize(
    "printed",
    ["over 12 km² and 7 m³", "10³ grains", "the year 1993/1994", "a ratio of 3/4 or so", "5 * 3"],
)
def test_powers_and_fractions_are_no_marks(printed: str) -> None:
    assert texts(f"1. It came to {printed} in all.\n")["1"] == f"It came to {printed} in all."


def test_raised_numbers_are_marks_wherever_their_notes_begin() -> None:
    body = line(
        "Coverage", "rose", "to", "45", "^12", "per", "cent", "of", "3,800", "^13", "people"
    )
    assert unmarked(body) == "Coverage rose to 45 per cent of 3,800 people"


def test_raised_letters_are_marks_where_they_are_a_series_or_have_notes() -> None:
    first = line("45", "^a", "per", "cent", "of", "3,800", "^b", "people")
    assert unmarked(first) == "45 per cent of 3,800 people"
    lone = line("the", "19", "^e", "session", "of", "the", "board")
    assert unmarked(lone) == "the 19e session of the board"
    note = line("^c", "See", "the", "annex", "to", "it", role="table")
    assert unmarked(line("12", "^c", "wells", "were", "dug"), note) == "12 wells were dug"


def test_a_raised_power_stays() -> None:
    assert unmarked(line("over", "12", "km", "^2", "of", "land")) == "over 12 km2 of land"


def test_typed_notes_stand_apart_from_the_text_that_they_break() -> None:
    found = texts("""1.   The network was founded by the offices of the region in 1995 1/, which gave it
a secretariat of four people and asked them to keep a catalogue of what they all have.

____________

     1/   See the report on the meeting.

     2/   Ibid.

                                                                 /...

2.   The offices gave it 2.5 million dollars 2/ in the year.
""")
    assert found["1"].startswith(
        "The network was founded by the offices of the region in 1995, which"
    )
    assert found["2"] == "The offices gave it 2.5 million dollars in the year."
    assert found["fn1"] == "See the report on the meeting."
    assert found["fn2"] == "Ibid."


def test_notes_together_at_the_end_are_notes() -> None:
    found = texts("""1. Coverage rose to 45[1] per cent among 12,345[2] families in the year.

Notes

1 See the annex, which lists the sources of all that is said here about the families that
were asked.
2 Estimate of the office.
""")
    assert found["1"] == "Coverage rose to 45 per cent among 12,345 families in the year."
    assert found["fn1"].endswith("the families that were asked.")
    assert found["fn2"] == "Estimate of the office."


def test_what_has_no_width_parts_no_number_and_no_word() -> None:
    found = texts("1. The pro\u00adgramme reached 3,\u200b800 peo\u00adple and 45 per\u00adcent.\n")
    assert found["1"] == "The programme reached 3,800 people and 45 percent."
