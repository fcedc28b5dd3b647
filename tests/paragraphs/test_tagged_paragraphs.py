"""Paragraphs of tagged documents: what the tags tell, and where the layout has a say."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import languages
from pipeline.pages.page import ARTIFACT, Block, Box, Line, Page, Tags, Word
from pipeline.paragraphs.assemble import read_paragraphs
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.tagged import _Unit

ENGLISH = languages.load("en")
WIDTH, HEIGHT, SIZE, LEFT = 612.0, 792.0, 10.0, 72.0


class Tagged:
    """A document under construction: lines of pieces, each piece in a block."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.contents: list[int] = []
        self.pages: list[list[Line]] = [[]]

    def block(self, kind: str, parent: int = -1, level: int = 0) -> int:
        self.blocks.append(Block(kind, parent, level))
        return len(self.blocks) - 1

    def line(self, *pieces: tuple[int, str], at: Sequence[float] = (LEFT,), bold: bool = False,
             gap: float = 2.0) -> None:  # fmt: skip
        """A printed line; a piece is a block (or `ARTIFACT`) and its text."""
        top = 150.0 + 14 * len(self.pages[-1])
        words: list[Word] = []
        for (block, text), begin in zip(pieces, at, strict=True):
            x = begin
            content = ARTIFACT
            if block >= 0:
                content = len(self.contents)
                self.contents.append(block)
            for word in text.split():
                box = Box(x, top, x + 5 * len(word), top + SIZE)
                words.append(Word(word, box, SIZE, bold=bold, content=content))
                x = box.x1 + 3
        assert words[0].box is not None
        assert words[-1].box is not None
        self.pages[-1].append(Line(tuple(words), words[0].box.x0, gap=gap, right=words[-1].box.x1))

    def read(self, *, trusted: bool = True) -> tuple[Paragraph, ...]:
        pages = [
            Page(number, tuple(lines), WIDTH, HEIGHT)
            for number, lines in enumerate(self.pages, start=1)
        ]
        tags = Tags(tuple(self.blocks), tuple(self.contents), doubt="" if trusted else "none")
        return read_paragraphs(pages, ENGLISH, tags)


def told(blocks: Sequence[Paragraph]) -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.number, block.text) for block in blocks]


def filled(document: Tagged, *, lines: int = 12) -> None:
    """Running text, by which the layout is measured."""
    block = document.block("P")
    for number in range(lines):
        begin = "1. " if number == 0 else ""
        document.line((block, f"{begin}{'the offices of the network keep what they have ' * 2}"))


def test_cells_that_are_sentences_are_read_one_after_the_other() -> None:
    document = Tagged()
    filled(document)
    table = document.block("Table")
    row = document.block("TR", table)
    left, right = document.block("TD", row), document.block("TD", row)
    asked = ("Asks the network to say", "how many of its offices", "have published their data")
    done = ("In the year, 26 offices", "published their data, of", "which 12 for the first time")
    for one, other in zip(asked, done, strict=True):
        document.line((left, one), (right, other), at=(LEFT, 320))
    assert told(document.read())[-2:] == [
        ("box", None, " ".join(asked)),
        ("box", None, " ".join(done)),
    ]


def test_a_table_of_numbers_stays_one() -> None:
    document = Tagged()
    filled(document)
    table = document.block("Table")
    for office, number in (("North", "1 250"), ("South", "340")):
        row = document.block("TR", table)
        cells = document.block("TD", row), document.block("TD", row)
        document.line((cells[0], office), (cells[1], number), at=(LEFT, 420))
    assert told(document.read())[-1] == ("table", None, "North 1 250\nSouth 340")


def test_a_paragraph_goes_on_over_the_page_without_its_furniture() -> None:
    document = Tagged()
    filled(document)
    block = document.block("P")
    document.line((block, "2. The network trained 340 people in the year, of whom " + "more " * 9),
                  gap=14)  # fmt: skip
    document.pages.append([])
    document.line((ARTIFACT, "A/95/1"))
    document.line((block, "than half came from the islands."))
    found = document.read()[-1]
    assert found.number == "2"
    assert found.text.endswith("more than half came from the islands.")
    assert (found.page_first, found.page_last) == (1, 2)


def test_an_item_of_each_printed_line_does_not_break_a_paragraph() -> None:
    document = Tagged()
    filled(document)
    items = document.block("L")
    lines = ("2. The network strengthens the offices of the region, which are " + "small " * 5,
             "and far from each other, in over 40 places of the world, such as " + "small " * 4,
             "islands.")  # fmt: skip
    for text in lines:
        item = document.block("LI", items)
        document.line((document.block("LBody", item), text), gap=14 if text[0] == "2" else 2)
    assert document.read()[-1].text == " ".join(" ".join(lines).split()[1:])


def test_a_note_stands_under_its_mark_and_breaks_nothing() -> None:
    document = Tagged()
    filled(document)
    block = document.block("P")
    note = document.block("Note", block)
    document.line((block, "2. The network trained 340 people in the year, of whom " + "more " * 9),
                  gap=14)  # fmt: skip
    document.line((note, "7 See the report of the network."), gap=14)
    document.line((block, "than half came from the islands."))
    found = told(document.read())
    assert ("footnote", "fn7", "See the report of the network.") in found
    assert any(text.endswith("more than half came from the islands.") for _, _, text in found)


def test_headings_are_those_of_the_tags_and_captions_are_of_their_tables() -> None:
    document = Tagged()
    filled(document)
    document.line((document.block("H1", level=1), "Courses"), gap=20)
    document.line((document.block("P"), "2. Courses are held twice a year."), gap=14)
    document.line((document.block("H2", level=2), "Table 4"), gap=20)
    document.line((document.block("H2", level=2), "Courses by office"), gap=14)
    document.line((document.block("P"), "3. No course was held in May."), gap=14)
    found = document.read()
    sections = {block.number: block.section for block in found if block.number}
    assert sections["2"] == sections["3"] == "Courses"
    assert ("table", None, "Table 4\nCourses by office") in told(found)


def test_a_heading_after_a_chart_is_none_of_its_caption() -> None:
    document = Tagged()
    filled(document)
    document.line((document.block("H3", level=3), "Figure 2"), gap=20)
    document.line((document.block("H3", level=3), "Courses by year"), gap=4)
    document.line((document.block("Figure"), "2024 2025"), gap=30)
    document.line((document.block("H3", level=3), "Plan for next year"), gap=20)
    document.line((document.block("P"), "2. Courses are held twice a year."), gap=14)
    found = document.read()
    assert next(block.section for block in found if block.number == "2") == "Plan for next year"
    assert ("table", None, "Figure 2\nCourses by year\n2024 2025") in told(found)


def test_a_table_of_contents_is_no_text() -> None:
    document = Tagged()
    filled(document)
    document.line((document.block("P"), "I. Courses " + ". " * 20 + "3"), gap=14)
    assert document.read()[-1].kind == "table"


def test_tags_that_cannot_be_trusted_are_ignored() -> None:
    document = Tagged()
    filled(document)
    document.line((document.block("Note"), "2. Courses are held twice a year."), gap=14)
    assert document.read(trusted=False)[-1].number == "2"
    assert document.read()[-1].kind == "footnote"


def test_the_size_of_a_cell_is_that_of_most_of_its_characters() -> None:
    words = [Word("Costs", size=7.0), Word("of", size=10.0), Word("translation", size=10.0)]
    assert _Unit("TD", lines=[(1, words[:2]), (2, words[2:])]).size == 10.0
