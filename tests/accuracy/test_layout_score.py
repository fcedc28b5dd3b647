"""A document's pages and numbers measured without an annotation."""

from __future__ import annotations

from dataclasses import replace

from pipeline import languages
from pipeline.accuracy.layout import gaps_between, score_layout, score_line
from pipeline.pages.page import Box, Document, Line, Page, Word

ENGLISH = languages.load("en")
TEXT = (
    "1. The offices of the network keep what they have learned and",
    "give it to all the others of them in the year.",
    "2. The network held 12 courses for the staff of the offices.",
    "4. Its costs were lower than in the year before that one.",
)


def page(number: int, lines: tuple[str, ...], top: float = 200.0) -> Page:
    printed = []
    for at, text in enumerate(lines):
        y = top + 20 * at
        words = [
            Word(w, Box(72 + 30 * n, y, 98 + 30 * n, y + 10), 10.0)
            for n, w in enumerate(text.split())
        ]
        printed.append(Line(tuple(words), 72.0, gap=10.0, right=98.0 + 30 * (len(words) - 1)))
    return Page(number, tuple(printed), 612.0, 792.0)


def test_a_page_whose_words_are_kept_in_order_is_right() -> None:
    score = score_layout(Document((page(1, TEXT), page(2, TEXT[:0]))), ENGLISH)
    assert (score.share, score.low, score.left_over) == (1.0, (), ())


def test_gaps_are_named_with_their_reason() -> None:
    again = ("Annex", "1. The list of the offices follows here.")
    score = score_layout(Document((page(1, TEXT), page(2, again))), ENGLISH)
    assert [(g.before, g.after, g.reason) for g in score.gaps] == [
        ("2", "4", "missing"),
        ("4", "annex.1", "starts over"),
    ]


def test_a_series_that_another_one_breaks_goes_on() -> None:
    """As the chapters of a report do after the resolutions that it holds."""
    numbers = ["1", "2", "1", "2", "3", "1", "2", "3", "4", "6"]
    assert [(g.before, g.after, g.reason) for g in gaps_between(numbers)] == [
        ("2", "1", "starts over"),
        ("3", "1", "starts over"),
        ("4", "6", "missing"),
    ]
    broken = gaps_between(["1", "2", "1", "2", "3", "4", "5", "3", "4"])
    assert [g.reason for g in broken] == ["starts over", "goes on"]


def test_the_line_of_a_document_says_what_to_look_at() -> None:
    score = score_layout(Document((page(1, TEXT),)), ENGLISH)
    line = score_line("NOTE-en", "layout", replace(score, low=((3, 0.5),), left_over=((3, 7),)))
    assert "low pages 3 (0.5)" in line
    assert "2>4 (missing)" in line
    assert "words left over 7" in line
