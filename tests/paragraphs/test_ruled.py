"""What drawn lines part: the cells of a table, and text with a frame around it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from msgspec.structs import replace as changed

from pipeline import languages
from pipeline.pages.page import Box, Line, Page, Tags, Word
from pipeline.paragraphs.assemble import read_paragraphs, with_captions
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.spans import Span, Spans

ENGLISH = languages.load("en")
WIDTH, HEIGHT, SIZE, LEFT, RIGHT = 612.0, 792.0, 10.0, 72.0, 540.0
FULL = "the offices of the network keep what they have learned and give it to all of the others too"
CELLS = (
    ("Offices in 12 towns keep", "what they have learned", "and give it to others"),
    ("Another 26 offices give", "what they have learned to", "the others of the network"),
    ("All of the 40 offices use", "what the network learned", "and tell what it cost them"),
)


def line(top: float, *pieces: tuple[float, str], size: float = SIZE, bold: bool = False,
         gap: float = 2.0) -> Line:  # fmt: skip
    words = []
    for left, text in pieces:
        x = left
        for word in text.split():
            words.append(Word(word, Box(x, top, x + 4.5 * len(word), top + size), size, bold=bold))
            x += 4.5 * len(word) + 3
    assert words[0].box is not None
    assert words[-1].box is not None
    return Line(tuple(words), words[0].box.x0, gap, words[-1].box.x1)


def ruled(top: float, edges: Sequence[float]) -> list[Box]:
    """A rule in a piece for each column, as word processors draw the borders of cells."""
    places = [LEFT, *edges, RIGHT]
    return [Box(a, top, b, top + 0.5) for a, b in pairwise(places)]


def framed(top: float, bottom: float) -> list[Box]:
    return [Box(x, top, x + 0.5, bottom) for x in (LEFT - 4, RIGHT)]


def prose(top: float, number: int | None = None, lines: int = 3) -> list[Line]:
    begin = f"{number}. " if number else ""
    return [
        line(top + 12 * n, (LEFT, (begin if n == 0 else "") + FULL), gap=14 if n == 0 else 2)
        for n in range(lines)
    ]


def page(number: int, lines: Sequence[Line], rules: Sequence[Box] = ()) -> Page:
    return Page(number, tuple(lines), WIDTH, HEIGHT, rules=tuple(rules))


def read(*pages: Page, tags: Tags | None = None) -> tuple[Paragraph, ...]:
    return read_paragraphs((page(1, prose(150, 1, 9)), *pages), ENGLISH, tags)


def table(top: float, cells: Sequence[Sequence[str]], *, askew: float = 0.0) -> list[Line]:
    """Lines of cells side by side, the second column set lower by `askew`."""
    rows: list[Line] = []
    places = (LEFT, 228.0, 384.0)
    for n in range(max(map(len, cells))):
        pieces = [(x, cell[n]) for x, cell in zip(places, cells, strict=True) if n < len(cell)]
        low = [piece for piece in pieces if piece[0] == places[1]] if askew else []
        high = [piece for piece in pieces if piece not in low]
        rows += [line(top + 12 * n, *high)] if high else []
        rows += [line(top + 12 * n + askew, *low)] if low else []
    return rows


@pytest.mark.parametrize("askew", [0.0, 6.0])
def test_a_ruled_table_of_sentences_is_read_cell_by_cell(askew: float) -> None:
    edges = (224.0, 380.0)
    lines = [
        *prose(100, 2),
        line(160, (LEFT, "Table 3"), gap=14),
        line(172, (LEFT, "What offices keep"), bold=True),
        line(192, (LEFT, "2024"), (228, "2025"), (384, "2026"), gap=10),
        *table(212, CELLS, askew=askew),
        *prose(290, 3),
    ]
    rules = [*ruled(188, edges), *ruled(206, edges), *ruled(262, edges)]
    found = read(page(2, lines, rules))
    boxes = [(p.number, p.text) for p in found if p.kind == "box"]
    assert boxes == [("Table 3", " ".join(cell)) for cell in CELLS]
    assert [p.number for p in found if p.kind == "paragraph"] == ["1", "2", "3"]


def test_a_table_that_goes_on_over_the_page_has_no_rule_at_its_end() -> None:
    edges = (224.0, 380.0)
    lines = [line(100, (LEFT, "2024"), (228, "2025"), (384, "2026")), *table(120, CELLS)]
    found = read(page(2, lines, [*ruled(96, edges), *ruled(114, edges)]))
    assert [p.text for p in found if p.kind == "box"] == [" ".join(cell) for cell in CELLS]


@pytest.mark.parametrize(
    "cells",
    [
        (("North Office", "South Office", "West Office"), ("Closed", "Open", "Open"),
         ("Chief of the Unit", "Head of the Unit", "Clerk")),
        (("Offices", "Courses", "Journeys"), ("1 250", "340", "12"), ("1 300", "355", "10")),
    ],
    ids=["lists", "numbers"],
)  # fmt: skip
def test_tables_of_lists_and_of_numbers_stay_tables(cells: tuple[tuple[str, ...], ...]) -> None:
    edges = (224.0, 380.0)
    rules = [*ruled(96, edges), *ruled(114, edges), *ruled(170, edges)]
    lines = [line(100, (LEFT, "Item"), (228, "2025"), (384, "2026")), *table(120, cells)]
    assert not any(p.kind == "box" for p in read(page(2, lines, rules)))


def test_a_frame_stands_apart_from_the_text_around_it() -> None:
    inside = [
        line(180, (LEFT, "Box 1. What offices have learned"), bold=True, gap=14),
        *prose(194, lines=2),
    ]
    found = read(page(2, [*prose(100, 2), *inside, *prose(260, 3)], framed(174, 226)))
    boxes = [p for p in found if p.kind == "box"]
    assert [p.number for p in boxes] == ["Box 1", "Box 1"]
    assert [p.number for p in found if p.kind == "paragraph"] == ["1", "2", "3"]


def test_a_frame_has_headings_of_its_own() -> None:
    inside = [
        line(180, (LEFT, "Some 12 offices have learned"), bold=True, gap=14),
        *prose(194, lines=2),
    ]
    found = read(page(2, [*prose(100, 2), *inside, *prose(260, 3)], framed(174, 226)))
    assert ("heading", "Some 12 offices have learned") in [(p.kind, p.text) for p in found]
    assert found[-1].section is None


def test_the_frame_of_a_summary_is_none_on_the_next_page_either() -> None:
    summary = [line(300, (LEFT, "Summary"), bold=True, gap=14), *prose(320, lines=4)]
    first = page(1, [*prose(100, lines=9), *summary], framed(290, 700))
    second = page(2, [*prose(80, lines=4), *prose(200, 1, 4)], framed(76, 160))
    found = read_paragraphs((first, second), ENGLISH)
    assert [p.kind for p in found].count("summary") == 1
    assert not any(p.kind == "box" for p in found)


def test_the_headings_of_a_summary_do_not_end_it() -> None:
    summary = [
        line(260, (LEFT, "Summary"), bold=True, gap=14),
        *prose(280, lines=2),
        line(320, (LEFT, "Money"), bold=True, gap=14),
        *prose(340, lines=2),
    ]
    chapter = [line(100, (LEFT, "I. Introduction"), bold=True, gap=14), *prose(130, 1, 4)]
    found = read_paragraphs((page(1, summary), page(2, chapter)), ENGLISH)
    assert [(p.kind, p.section) for p in found if p.kind not in {"heading", "title"}] == [
        ("summary", "Summary"),
        ("summary", "Summary > Money"),
        ("paragraph", "I. Introduction"),
    ]


def test_numbered_paragraphs_within_lines_stay_paragraphs() -> None:
    found = read(page(2, [*prose(100, 2), *prose(160, 3)], framed(90, 210)))
    assert [p.number for p in found if p.kind == "paragraph"] == ["1", "2", "3"]


def test_a_row_that_is_a_sentence_over_all_columns_is_read() -> None:
    edges = (400.0, 470.0)
    rules = [*ruled(96, edges), *ruled(114, edges), *ruled(190, edges)]
    small = [
        changed(one, words=tuple(changed(word, size=8.0) for word in one.words))
        for one in (
            line(100, (LEFT, "Item"), (404, "2025"), (474, "2026")),
            line(120, (LEFT, "Meetings of the network"), (404, "4"), (474, "6")),
            line(140, (LEFT, f"{FULL}, some 12 of them for"), gap=8),
            line(152, (LEFT, "the first time.")),
        )
    ]
    found = read(page(2, small, rules))
    boxes = [p.text for p in found if p.kind == "box"]
    assert boxes == [f"{FULL}, some 12 of them for the first time."]


def test_right_to_left_cells_are_read_from_the_right() -> None:
    arabic = languages.load("ar")
    text = "حافظت مكاتب الشبكة على ما تعلمته"
    first = ("وصلت المكاتب في المدن إلى", "الناس في عام واحد و", "قدمت لهم ما يلزم من عون")
    second = ("قدمت المكاتب الأخرى ما", "تعلمته إلى الشبكة في", "العام نفسه إلى جميع المدن")

    def printed(top: float, *pieces: tuple[float, str], gap: float = 2.0) -> Line:
        """A line whose pieces hang from their right edges, words in the order of reading."""
        words = []
        for right, piece in pieces:
            x = right
            for word in piece.split():
                box = Box(x - 4.5 * len(word), top, x, top + SIZE)
                words.append(Word(word, box, SIZE))
                x = box.x0 - 3
        boxes = [word.box for word in words if word.box]
        left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
        return Line(tuple(words), left, gap, right)

    lines = [
        printed(120 + 12 * n, (RIGHT - 4, a), (300.0, b))
        for n, (a, b) in enumerate(zip(first, second, strict=True))
    ]
    body = [printed(150 + 12 * n, (RIGHT, f"{text} {text} {text}")) for n in range(8)]
    rules = [*ruled(114, (304.0,)), *ruled(160, (304.0,))]
    pages = (page(1, body), page(2, lines, rules))
    found = [p for p in read_paragraphs(pages, arabic) if p.kind == "box"]
    assert [p.text for p in found] == [" ".join(first), " ".join(second)]
    box = found[0].spans[0].box
    assert box is not None
    assert box.x1 == RIGHT - 4


def test_cells_bear_the_number_of_their_caption_or_their_own() -> None:
    def block(kind: str, text: str) -> Paragraph:
        return Paragraph(1, kind, None, None, text, Spans.of(()))

    blocks = [
        block("table", "Table 12\nOffices by town"),
        block("box", "Offices in 12 towns"),
        block("paragraph", FULL),
        block("box", "1.1 Offices in more towns"),
        block("box", "1.1.1 Number of offices (2024: 12)"),
        block("box", "1.1.2 Share of offices that give 2.4 per cent"),
        block("box", "2.4 million people"),
    ]
    numbers = [p.number for p in with_captions(blocks, ENGLISH.layout)]
    assert numbers == [None, "Table 12", None, "1.1", "1.1.1", "1.1.2", None]


def test_headings_that_stand_apart_are_two() -> None:
    lines = [
        *prose(100, 2),
        line(160, (LEFT, "Result 1: offices in more towns"), bold=True, gap=16),
        line(178, (LEFT, "Plan for the year 2027"), bold=True, gap=8),
        *prose(200, 3),
    ]
    headings = [p.text for p in read(page(2, lines)) if p.kind == "heading"]
    assert headings == ["Result 1: offices in more towns", "Plan for the year 2027"]


def test_a_line_of_a_narrow_column_with_wide_blanks_is_no_table() -> None:
    narrow = [
        line(100, (LEFT, "2. Offices give what they"), gap=14),
        line(112, (LEFT, "learned"), (135, "to"), (171, "all")),
        line(124, (LEFT, "the others of the towns.")),
        *prose(150, 3),
    ]
    found = read(page(2, narrow))
    assert [p.text for p in found if p.number == "2"] == [
        "Offices give what they learned to all the others of the towns."
    ]


BESIDE = (
    line(178, (330, "Spotlight: courses"), bold=True),
    line(190, (330, "– 160 people in 12 towns")),
    line(202, (330, "– 26 offices gave courses to all others")),
)


def test_a_frame_beside_a_heading_stands_under_it_and_under_its_own_title() -> None:
    text = [
        *prose(100, 2),
        line(184, (LEFT, "What offices have learned"), bold=True, gap=16),
        *prose(240, 3),
    ]
    inside = [Box(x, 170, x + 0.5, 216) for x in (322.0, RIGHT)]
    both = sorted([*text, *BESIDE], key=lambda one: one.words[0].box.top if one.words[0].box else 0)
    found = read(page(2, both, inside))
    assert {p.section for p in found if p.kind == "box"} == {
        "What offices have learned > Spotlight: courses"
    }
    assert next(p.section for p in found if p.number == "3") == "What offices have learned"


def test_a_heading_among_the_rows_of_a_table_keeps_its_caption() -> None:
    def at(kind: str, text: str, top: float, left: float = LEFT, number: int = 2) -> Paragraph:
        box = Box(left, top, left + 300, top + SIZE)
        spans = Spans.of([Span(0, len(text), number, box)])
        return Paragraph(1, kind, None, None, text, spans)

    def numbers(*blocks: Paragraph) -> list[str | None]:
        return [p.number for p in with_captions(blocks, ENGLISH.layout) if p.kind == "box"]

    table = at("table", "Table 12\nDeliverables", 100)
    heading = at("heading", "E. Enabling deliverables", 116)
    cell = at("box", "Administration: 12 meetings of the offices", 132, LEFT + 8)
    later = at("heading", "F. Other deliverables", 148)
    assert numbers(table, heading, cell, later, cell) == ["Table 12", "Table 12"]
    apart = at("heading", "Spotlight: courses", 200)
    assert numbers(table, apart, at("box", "26 offices gave courses", 214)) == [None]
