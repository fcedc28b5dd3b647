"""Printed tables of text files, told by their blanks: by hand in six languages, and by poppler."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from fpdf import FPDF

from pipeline import extract, languages
from pipeline.pages.page import Page
from pipeline.printed_tables.printed_table import PrintedTable
from pipeline.printed_tables.tables import read_tables
from sample.faces import Face

RAW = Path(__file__).resolve().parents[2] / "raw"
TEST_FONT = Path(__file__).resolve().parents[1] / "fonts" / "TestSerif-Regular.ttf"
BEFORE = (
    "1. The programme went on in 2025 in all parts of the country, and reached 84 per cent of the\n"
    "schools that had asked for it.\n\n"
)
AFTER = (
    "\n2. Of the 12 schools that were built in 2025, most stand in the north, and four of them in\n"
    "the capital.\n"
)
CAPTION = "Table 3\nResources of the office\n(Thousands of United States dollars)\n\n"


def read(text: str, code: str = "en") -> extract.Text:
    return extract.read_text(extract.read_pages(text.encode(), "text/plain"), languages.load(code))


def the_table(text: str, code: str = "en") -> PrintedTable:
    (one,) = read(BEFORE + text + AFTER, code).tables
    return one


def values(one: PrintedTable) -> list[list[Decimal | None]]:
    return [[c.value for c in one.cells if c.row == row] for row in range(one.rows)]


def numbers(*rows: tuple[str, ...]) -> list[list[Decimal]]:
    return [[Decimal(number) for number in row] for row in rows]


BUDGET = (
    CAPTION
    + """\
                                   2024           2025
Category                       approved       proposed     Variance

Posts
   Professional staff           1 200.5        1 150.0         50.5
   General Service staff          800.0          810.0        (10.0)
   Subtotal                     2 000.5        1 960.0         40.5
Official travel                   300.0              –        300.0
   Total                        2 300.5        1 960.0        340.5
"""
)


def test_a_table_of_a_text_has_its_heads_values_and_unit() -> None:
    one = the_table(BUDGET)
    assert (one.number, one.title) == ("3", "Resources of the office")
    assert one.unit_note == "Thousands of United States dollars"
    assert values(one) == numbers(
        ("1200.5", "1150", "50.5"), ("800", "810", "-10"), ("2000.5", "1960", "40.5"),
        ("300", "0", "300"), ("2300.5", "1960", "340.5"),
    )  # fmt: skip
    first = one.cells[0]
    assert first.row_header == ("Posts", "Professional staff")
    assert [c.column_header[-1] for c in one.cells[:3]] == [
        "2024 approved", "2025 proposed", "Variance",
    ]  # fmt: skip
    assert (first.kind, first.currency, first.scale) == ("money", "USD", 1000)
    assert (one.sums_checked, one.sums_right) == (11, 11)


def test_a_cell_has_its_characters_in_the_text_of_the_table_and_no_place_on_paper() -> None:
    one = the_table(BUDGET)
    raw = [one.text[c.start : c.end] for c in one.cells if c.row == 1]
    assert raw == ["800.0", "810.0", "(10.0)"]
    assert all(c.box is None for c in one.cells)
    assert all(span.box is None for span in one.spans)


def test_running_text_around_a_table_stays_in_order_and_holds_no_cell() -> None:
    paragraphs = read(BEFORE + BUDGET + AFTER).paragraphs
    assert [(p.kind, p.number) for p in paragraphs] == [
        ("paragraph", "1"), ("table", None), ("paragraph", "2"),
    ]  # fmt: skip
    assert paragraphs[0].text.endswith("that had asked for it.")
    assert paragraphs[2].text.endswith("in the capital.")
    assert all(span.box is None for p in paragraphs for span in p.spans)


def test_form_feeds_are_pages_and_a_table_goes_on_over_them() -> None:
    head = "\nCategory                  2024      2025\n\n"
    rows = [f"Office {letter}                {n}.5     {2 * n}.0\n" for letter, n in zip("ABCDEF", range(110, 170, 10), strict=True)]  # fmt: skip
    text = BEFORE + CAPTION + head + "".join(rows[:3]) + "\f" + head + "".join(rows[3:]) + AFTER
    (one,) = read(text).tables
    assert [c.page for c in one.cells if c.column == 0] == [1, 1, 1, 2, 2, 2]
    assert {c.column_header for c in one.cells} == {("2024",), ("2025",)}


def test_a_line_that_ends_the_table_of_each_page_is_no_running_foot() -> None:
    pages = [
        f"Table {n}\nPosts\n\nCategory        2024     2025    Change\n\n"
        f"Approved         {n}12      {n}15         3\nActual           {n}10      {n}12         2\n"
        f"Net change        –2       –3        –1\n"
        for n in (1, 2, 3)
    ]
    tables = read(BEFORE + AFTER + "\f" + "\f".join(pages)).tables
    assert [table.cells[-1].row_header for table in tables] == [("Net change",)] * 3


def test_numbers_one_blank_apart_are_told_by_the_columns_of_other_lines() -> None:
    one = the_table(
        CAPTION + "Category                     2023    2024    2025    Total\n\n"
        "Construction of a school        –     599     612   1 211\n"
        "Renovation work             1 275  12 464  19 405  33 144\n"
        "Total                     101 275 113 063 120 017 334 355\n"
    )
    assert values(one)[2] == numbers(("101275", "113063", "120017", "334355"))[0]
    assert values(one)[1] == numbers(("1275", "12464", "19405", "33144"))[0]


def test_marks_of_notes_are_no_part_of_heads_and_numbers() -> None:
    one = the_table(
        CAPTION + "Category              2024       2025 b\n\n"
        "Posts                1 200       1 150 a\n"
        "Official travel        300a        100\n\n"
        "  a\n     Without the office in the capital.\n"
        "  b\n     Until 30 June.\n"
    )
    assert values(one) == numbers(("1200", "1150"), ("300", "100"))
    assert [c.notes for c in one.cells] == [(), ("a",), ("a",), ()]
    assert one.cells[1].column_header == ("2025",)
    assert one.notes == (("a", "Without the office in the capital."), ("b", "Until 30 June."))


def test_a_head_over_several_columns_heads_each_of_them() -> None:
    one = the_table(
        CAPTION + "                 International staff          National staff\n\n"
        "Office           P-5    P-4    Subtotal    NPO    NGS    Subtotal\n\n"
        "North              3      4           7     10     14          24\n"
        "South              1      2           3      5      6          11\n"
        "Total              4      6          10     15     20          35\n"
    )
    assert [c.column_header for c in one.cells if c.row == 0] == [
        ("International staff", "P-5"), ("International staff", "P-4"),
        ("International staff", "Subtotal"), ("National staff", "NPO"), ("National staff", "NGS"),
        ("National staff", "Subtotal"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        "\t2024\t2025\tVariance\nPosts\t1 200.5\t1 150.0\t50.5\nOfficial travel\t300.0\t–\t300.0\n"
        "Total\t1 500.5\t1 150.0\t350.5\n",
        "Category  2024  2025  Variance\nPosts  1 200.5  1 150.0  50.5\n"
        "Official travel  300.0  –  300.0\nTotal  1 500.5  1 150.0  350.5\n",
        "\t\t\t2024\t\t2025\t\tVariance\nPosts\t\t\t1 200.5\t\t1 150.0\t\t50.5\n"
        "Official travel\t\t300.0\t\t–\t\t300.0\nTotal\t\t\t1 500.5\t\t1 150.0\t\t350.5\n",
    ],
    ids=["a_tab_a_column", "as_many_blanks", "tab_stops"],
)
def test_columns_that_were_copied(lines: str) -> None:
    one = the_table(CAPTION + lines)
    assert values(one) == numbers(
        ("1200.5", "1150", "50.5"), ("300", "0", "300"), ("1500.5", "1150", "350.5")
    )
    assert [c.column_header for c in one.cells[:3]] == [("2024",), ("2025",), ("Variance",)]
    assert one.sums_right == one.sums_checked == 6


@pytest.mark.parametrize(
    "text",
    [
        BEFORE + AFTER,
        "1. The mission had 12 schools.  It built 3 more.  By 2025 there were 15 in the north and in\n"
        "the south.  Of these, 4 had water.  The others had none, and 2 of them closed in the winter\n"
        "of 2024.  It helped 300 children.  They went to other schools, some 20 kilometres away.\n",
        BEFORE
        + "Contents\n\nI.    Introduction                   3\nII.   The schools of the north        7\n"
        "III.  The schools of the south       12\nIV.   Conclusions                    15\n"
        + AFTER,
        BEFORE + "2023 (actual)             2024 (actual)             2025 (planned)\n\n"
        "Schools have water        All of the schools        Schools of the north\n"
        "from 12 new wells         have teachers             have books\n" + AFTER,
    ],
    ids=["running_text", "two_blanks_after_a_stop", "contents", "sentences"],
)
def test_what_is_no_table_stays_as_it_was(text: str) -> None:
    pages = extract.read_pages(text.encode(), "text/plain")
    tables, rest = read_tables(pages, languages.load("en"))
    assert tables == ()
    assert rest == pages


# --- six languages ------------------------------------------------------------------------


@dataclass(frozen=True)
class Edition:
    """The words of one language's table and how it writes numbers."""

    number: str
    title: str
    unit: str
    head: str
    rows: tuple[str, str, str]
    point: str = "."
    group: str = " "
    font: Path = TEST_FONT

    def grid(self) -> list[tuple[str, str, str]]:
        """Heads and rows."""
        cells = (("1200.5", "1150.0"), ("300.0", "98.5"), ("1500.5", "1248.5"))
        return [
            (self.head, "2024", "2025"),
            *((head, *map(self.printed, row)) for head, row in zip(self.rows, cells, strict=True)),
        ]

    def printed(self, number: str) -> str:
        """A number as the language writes it."""
        whole, _, rest = number.partition(".")
        grouped = f"{int(whole):,}".replace(",", self.group)
        return f"{grouped}{self.point}{rest}"


EDITIONS = {
    "en": Edition(
        "Table 3", "Resources of the office", "(Thousands of United States dollars)", "Category",
        ("Posts", "Official travel", "Total"),
    ),
    "fr": Edition(
        "Tableau 3", "Ressources du bureau", "(En milliers de dollars des États-Unis)", "Catégorie",
        ("Postes", "Voyages officiels", "Total"), ",",
    ),
    "es": Edition(
        "Cuadro 3", "Recursos de la oficina", "(En miles de dólares de los Estados Unidos)",
        "Categoría", ("Puestos", "Viajes oficiales", "Total"), ",", ".",
    ),
    "ru": Edition(
        "Таблица 3", "Ресурсы отделения", "(В тыс. долл. США)", "Категория",
        ("Должности", "Официальные поездки", "Всего"), ",",
    ),
    "zh": Edition(
        "表3", "试点项目资源", "(千美元)", "类别", ("员额", "咨询人", "共计"), font=Face.SONG.path
    ),
    "ar": Edition(
        "الجدول 3", "موارد المكاتب", "(بآلاف دولارات الولايات المتحدة)", "المكتب",
        ("مكتب نيروبي", "مكتب بيروت", "المجموع"), group="\u00a0", font=Face.NASKH.path,
    ),
}  # fmt: skip
NO_POPPLER = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed"
)


def wide(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def by_hand(edition: Edition) -> str:
    """The table in columns of characters, as a terminal shows it."""
    lines = [edition.number, edition.title, edition.unit, ""]
    for head, *row in edition.grid():
        cells = "".join(" " * (14 - wide(text)) + text for text in row)
        lines.append(head + " " * (30 - wide(head)) + cells)
    return "\n".join(lines) + "\n"


def by_poppler(edition: Edition, folder: Path, *, mirrored: bool) -> str:
    """The table drawn as PDF, and what poppler makes of it."""
    pdf = FPDF(unit="pt", format=(612, 792))
    pdf.set_margin(0)
    pdf.add_font("own", fname=edition.font)
    pdf.add_page()
    pdf.set_font("own", size=10)
    pdf.set_text_shaping(mirrored, direction="rtl" if mirrored else None)

    def draw(y: float, left: float, right: float, text: str, align: str) -> None:
        if mirrored:
            left, right, align = 612 - right, 612 - left, "R" if align == "L" else "L"
        pdf.set_xy(left, y)
        pdf.cell(right - left, 14, text, align=align)

    for index, text in enumerate((edition.number, edition.title, edition.unit)):
        draw(100 + 14 * index, 100, 400, text, "L")
    for index, (head, *row) in enumerate(edition.grid()):
        y = 166 + 14 * index
        draw(y, 100, 300, head, "L")
        for right, text in zip((380, 480), row, strict=True):
            draw(y, right - 70, right, text, "R")
    (folder / "table.pdf").write_bytes(bytes(pdf.output()))
    subprocess.run(["pdftotext", "-layout", "table.pdf"], cwd=folder, check=True)
    return (folder / "table.txt").read_text(encoding="utf-8")


def assert_read(one: PrintedTable, edition: Edition) -> None:
    assert (one.number, one.title) == ("3", edition.title)
    assert one.unit_note == edition.unit.strip("()")
    assert values(one) == numbers(("1200.5", "1150"), ("300", "98.5"), ("1500.5", "1248.5"))
    assert [c.row_header for c in one.cells if c.column == 0] == [(row,) for row in edition.rows]
    assert {c.column_header for c in one.cells} == {("2024",), ("2025",)}
    assert {(c.kind, c.currency, c.scale) for c in one.cells} == {("money", "USD", 1000)}
    assert [c.is_total for c in one.cells] == [False] * 4 + [True] * 2
    assert (one.sums_checked, one.sums_right) == (2, 2)


@pytest.mark.parametrize("code", EDITIONS)
def test_a_table_by_hand_in_each_language(code: str) -> None:
    pages = extract.read_pages(by_hand(EDITIONS[code]).encode(), "text/plain")
    (one,), _ = read_tables(pages, languages.load(code))
    assert_read(one, EDITIONS[code])


@NO_POPPLER
@pytest.mark.parametrize("code", EDITIONS)
def test_a_table_that_poppler_made_text_in_each_language(code: str, tmp_path: Path) -> None:
    text = by_poppler(EDITIONS[code], tmp_path, mirrored=code == "ar")
    pages = extract.read_pages(text.encode(), "text/plain")
    (one,), _ = read_tables(pages, languages.load(code))
    assert_read(one, EDITIONS[code])


def cells(tables: tuple[PrintedTable, ...]) -> Counter[object]:
    return Counter(
        (c.page, c.row_header, c.column_header, c.value, c.sign, c.kind, c.currency, c.scale)
        for table in tables
        for c in table.cells
    )


@NO_POPPLER
def test_the_sample_as_text_has_the_cells_of_the_sample(tmp_path: Path) -> None:
    english = languages.load("en")
    data = (RAW / "SAMPLE_2026_100-en.pdf").read_bytes()
    subprocess.run(
        ["pdftotext", "-layout", "-", "sample.txt"], cwd=tmp_path, input=data, check=True
    )
    pages: tuple[Page, ...] = extract.read_document(data, "application/pdf").pages
    wanted = cells(read_tables(pages, english)[0])
    found = cells(extract.read_text(
        extract.read_pages((tmp_path / "sample.txt").read_bytes(), "text/plain"), english
    ).tables)  # fmt: skip
    assert found.total() == wanted.total()
    assert (found & wanted).total() >= 0.95 * wanted.total()


def test_a_raised_mark_alone_in_its_line_belongs_to_its_table() -> None:
    row = "   General Service staff          800.0          810.0        (10.0)\n"
    mark = "                                        a\n"
    text = read(BEFORE + BUDGET.replace(row, row + mark) + AFTER)
    (table,) = text.tables
    assert "810.0 (10.0)" in table.text
    assert "800.0 a" in table.text
    assert "a" not in {one.text for one in text.paragraphs}
