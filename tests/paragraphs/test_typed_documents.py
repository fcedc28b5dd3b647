"""Documents that were typed: headings in capitals, a masthead of plain lines, typed notes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fpdf import FPDF

from pipeline import languages
from pipeline.extract import read_pages, read_paragraphs
from pipeline.paragraphs.assemble import title_of
from pipeline.paragraphs.paragraph import Paragraph

ENGLISH = languages.load("en")
#: Pages as a typewriter prints them, 70 characters a line.
PAGES = (
    """\
UNITED NATIONS                                                 A
           General Assembly
                                                 Distr.
                                                 GENERAL

                                                 A/52/9999
                                                 18 November 1997
                                                 ORIGINAL: ENGLISH


Fifty-second session
Agenda item 44


                 THE STATE OF OPEN DATA IN THE REGION

                    Report of the Secretary-General


                            I.   INTRODUCTION

1.   The present note was written for the members of the network, who
had asked for it in the year before, and says what was done since 1/
and what it cost, which was 2.5 million dollars in all for the year.


                 II.   WHAT WAS DONE FOR THE OFFICES

                         A.   Courses

2.   The network held courses for 1,250 people from 26 offices, and it
paid for the journeys of those who could not have come without that

____________

     1/   See the report of the meeting.

                                                              /...
""",
    """\
A/52/9999
English
Page 2


help. Of those who came, 84 per cent would come again.

3.   Courses are held twice a year.
""",
)


#: The end of a document: where and when it was adopted, and a letter annexed to it.
END = """\
A/52/9999
English
Page 3


4.   The network decides to hold courses for the offices of all of the
towns of the region, and to tell what they cost.

                                                   12th plenary meeting
                                                           5 April 1997


                              ANNEX

                Letter from the offices of the north

     The offices of the north have held 26 courses in the year and hope
that they can be held in the year after it, too.

                                                  (Signed)  A. EXAMPLE
"""


@pytest.fixture(scope="module")
def typed() -> list[Paragraph]:
    """What is read of the pages as a PDF."""
    return printed(PAGES)


def printed(texts: Sequence[str], face: str = "") -> list[Paragraph]:
    document = FPDF(unit="pt", format="letter")
    document.set_auto_page_break(False)
    for text in texts:
        document.add_page()
        document.set_font("courier", face, size=10)
        for at, line in enumerate(text.splitlines()):
            begin = len(line) - len(line.lstrip())
            if line.strip():
                document.text(72 + 6 * begin, 72 + 12 * at, line.strip())
    pages = read_pages(bytes(document.output()), "application/pdf")
    return list(read_paragraphs(pages, ENGLISH))


def test_the_title_stands_below_the_masthead(typed: list[Paragraph]) -> None:
    assert title_of(typed, ENGLISH) == "THE STATE OF OPEN DATA IN THE REGION"
    masthead = "\n".join(p.text for p in typed if p.kind == "masthead")
    assert "A/52/9999" in masthead
    assert "Agenda item 44" in masthead


def test_headings_in_capitals_or_centred_are_the_section_of_what_follows(
    typed: list[Paragraph],
) -> None:
    sections = {p.number: p.section for p in typed if p.number and p.kind == "paragraph"}
    assert sections == {
        "1": "I. INTRODUCTION",
        "2": "II. WHAT WAS DONE FOR THE OFFICES > A. Courses",
        "3": "II. WHAT WAS DONE FOR THE OFFICES > A. Courses",
    }


def test_a_paragraph_goes_on_over_notes_and_page_furniture(typed: list[Paragraph]) -> None:
    found = {p.number: p.text for p in typed if p.number}
    assert found["1"].endswith("says what was done since and what it cost, which was 2.5 million"
                               " dollars in all for the year.")  # fmt: skip
    assert "without that help. Of those who came, 84 per cent" in found["2"]
    assert found["fn1"] == "See the report of the meeting."


def test_the_same_holds_of_text(typed: list[Paragraph]) -> None:
    text = "\f".join(PAGES)
    found = read_paragraphs(read_pages(text.encode(), "text/plain"), ENGLISH)
    assert title_of(found, ENGLISH) == title_of(typed, ENGLISH)
    told = [(p.kind, p.number, p.section) for p in typed if p.kind != "masthead"]
    assert [(p.kind, p.number, p.section) for p in found if p.kind != "masthead"] == told


def test_what_stands_aside_is_no_part_of_the_paragraph_above() -> None:
    found = printed((*PAGES, END))
    texts = {p.text: p.number for p in found}
    assert texts["12th plenary meeting 5 April 1997"] is None
    assert "(Signed) A. EXAMPLE" in texts
    assert next(p.text for p in found if p.number == "4").endswith("tell what they cost.")


def test_a_line_in_the_middle_is_a_heading() -> None:
    found = printed((*PAGES, END))
    letter = next(p for p in found if "26 courses" in p.text)
    assert letter.section == "ANNEX > Letter from the offices of the north"


def test_a_paragraph_that_is_set_in_bold_is_no_heading() -> None:
    """As recognition of characters gives typed pages."""
    found = printed(PAGES, "B")
    paragraphs = {p.number: p.text for p in found if p.kind == "paragraph"}
    assert {"1", "2"} <= paragraphs.keys()
    assert paragraphs["1"].startswith("The present note was written")
    headings = [p.text for p in found if p.kind == "heading"]
    assert headings[:2] == ["I. INTRODUCTION", "II. WHAT WAS DONE FOR THE OFFICES"]


def test_a_typed_note_to_which_the_text_refers_needs_no_rule_above_it() -> None:
    """As a scan has it, whose rules are part of the picture."""
    found = printed((PAGES[0].replace("____________\n", ""), PAGES[1]))
    notes = {p.number: p.text for p in found if p.kind == "footnote"}
    assert notes == {"fn1": "See the report of the meeting."}


#: A table of contents that goes on over the page, with no dots and numbers that open nothing.
CONTENTS = (
    """\
A/52/9999
English
Page 2

                               CONTENTS

                                                          Paragraphs

INTRODUCTION                                               1 -  2

I.    WHAT WAS DONE
      FOR THE OFFICES                                      3 -  9

          1.   Courses                                     3 -  5
          2.   Journeys of those who come from
               afar                                        6 -  7
          3.   Help                                        8
          4.   Books                                       9
""",
    """\
A/52/9999
English
Page 3

                                                          Paragraphs

II.   WHAT IT COST                                        10 - 14

          1.   Courses                                    10 - 12
          2.   Journeys                                   13
          3.   Books                                      14
""",
)


def test_contents_without_dots_open_no_paragraph_and_head_nothing() -> None:
    after = PAGES[1].replace("\n\n\nhelp.", "\n\nII.  WHAT WAS DONE\n\n2.   The network gave help.")
    found = printed((PAGES[0].split("2.   The network held")[0], *CONTENTS, after))
    assert [p.number for p in found if p.kind == "paragraph" and p.number] == ["1", "2", "3"]
    contents = "\n".join(p.text for p in found if p.kind == "table")
    assert "Journeys of those who come from\nafar 6 - 7" in contents
    assert "1. Courses 10 - 12" in contents
    assert [p.text for p in found if p.kind == "heading" and "COST" in p.text] == []


def test_a_sentence_that_recognition_gives_two_faces_is_no_heading() -> None:
    """Text recognition takes a line of typed text for bold where the ink is thick."""
    lines = [
        ("3.   The network held courses for 1,250 people from 26 offices, and it", "B"),
        ("paid 2.5 million dollars for the journeys of those who could not have", ""),
        ("come without that help. Of those who came, 84 per cent would like to", "B"),
        ("come again.", ""),
    ]
    document = FPDF(unit="pt", format="letter")
    document.set_auto_page_break(False)
    for text in PAGES:
        document.add_page()
        for at, line in enumerate(text.splitlines()):
            document.set_font("courier", "", size=10)
            document.text(72 + 6 * (len(line) - len(line.lstrip())), 72 + 12 * at, line.strip())
    document.add_page()
    for at, (line, face) in enumerate(lines):
        document.set_font("courier", face, size=10)
        document.text(72, 120 + 12 * at, line)
    pages = read_pages(bytes(document.output()), "application/pdf")
    found = read_paragraphs(pages, ENGLISH)
    last = [p for p in found if p.page_last == 3]
    assert [p.kind for p in last] == ["paragraph"]
    assert last[0].text.endswith("Of those who came, 84 per cent would like to come again.")
