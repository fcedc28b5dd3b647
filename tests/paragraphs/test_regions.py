"""What stands side by side on a page is read apart: columns, margin notes, cells of text."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import languages
from pipeline.pages.page import Box, Line, Page, Word
from pipeline.paragraphs.assemble import read_paragraphs
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.regions import with_regions

ENGLISH = languages.load("en")
FULL = "the offices of the network keep what they have learned and give it to the others"
BODY = FULL[:70].strip()


def line(top: float, *pieces: tuple[float, str], gap: float = 4.0) -> Line:
    words = []
    for left, text in pieces:
        x = left
        for word in text.split():
            words.append(Word(word, Box(x, top, x + 5 * len(word), top + 10), 10.0))
            x += 5 * len(word) + 3
    assert words[0].box is not None
    assert words[-1].box is not None
    return Line(tuple(words), words[0].box.x0, gap, words[-1].box.x1)


def read(lines: Sequence[Line]) -> list[Paragraph]:
    first = Page(
        1, tuple(line(150 + 14 * n, (72, f"{FULL} {FULL[:14]}")) for n in range(9)), 612.0, 792.0
    )
    return list(read_paragraphs((first, Page(2, tuple(lines), 612.0, 792.0)), ENGLISH))


def test_short_columns_are_read_one_after_the_other() -> None:
    left = ("1. In the north, teams of", "the programme reached some", "12,400 households in the",
            "year, against 9 per cent", "of all in the year before.")  # fmt: skip
    right = ("2. In the south, the costs", "were $7.5 million, and of", "these $2.5 million came in",
             "from partners that helped", "46 towns to open offices.")  # fmt: skip
    found = read(
        [
            line(150 + 14 * n, (72, a), (300, b))
            for n, (a, b) in enumerate(zip(left, right, strict=True))
        ]
    )
    numbered = {p.number: p.text for p in found if p.number}
    assert numbered["1"].endswith("of all in the year before.")
    assert numbered["2"].startswith("In the south, the costs were $7.5 million")


def test_a_note_in_the_margin_breaks_no_sentence() -> None:
    note = ("Offices that", "share what they", "have learned", "need less help")
    lines = [
        line(150 + 14 * n, *(((20, note[n - 2]),) if 2 <= n < 6 else ()), (120, BODY))
        for n in range(12)
    ]
    found = read(lines)
    assert any(p.kind == "box" and p.text == " ".join(note) for p in found)
    assert any(" ".join([BODY] * 3) in p.text for p in found)


def test_cells_that_are_sentences_are_read_cell_by_cell() -> None:
    rows = [
        (("The network is asked to", "say how many offices have", "published their data so far"),
         ("In the year 26 offices", "published their data, 12 of", "them for the very first time")),
        (("The network is asked to", "spend less on journeys and", "more on courses in the towns"),
         ("The costs of journeys fell", "by 40 per cent (2024: 1,530;", "2025: 932) and were low")),
    ]  # fmt: skip
    lines, top = [], 150.0
    for row in rows:
        for n, (a, b) in enumerate(zip(*row, strict=True)):
            lines.append(line(top, (72, a), (320, b), gap=30 if n == 0 else 4))
            top += 14
        top += 26
    boxes = [p.text for p in read(lines) if p.kind == "box"]
    assert boxes == [" ".join(cell) for row in rows for cell in row]


def test_tables_of_numbers_and_numbered_paragraphs_stay_lines() -> None:
    table = [
        line(150 + 14 * n, (72, f"Office {n}"), (300, "1 250"), (400, "340")) for n in range(8)
    ]
    numbered = [line(300 + 14 * n, (72, f"{n}."), (100, BODY)) for n in range(1, 8)]
    page = Page(2, (*table, *numbered), 612.0, 792.0)
    assert with_regions(page, 10.0) == page


def test_a_number_set_large_is_read_where_the_text_beside_it_begins() -> None:
    beside = (
        "million people were in need of help in",
        "the region, and some 310 teachers",
        "were trained.",
    )
    lines = [
        line(150 + 14 * n, (170, text), gap=20 if n == 0 else 4) for n, text in enumerate(beside)
    ]
    number = Line((Word("27", Box(72, 150, 140, 200), 60.0),), 72.0, -40.0, 140.0)
    texts = [p.text for p in read([*lines, number])]
    assert any("27 million people were in need of help in the region" in text for text in texts)
