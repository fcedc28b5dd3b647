"""A page of Arabic that the test prints itself, read back in the order of reading.

It is printed twice: shaped by HarfBuzz, as today's programs do it, and in joined forms set from left
to right as they are seen, as older ones do.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from bidi.algorithm import get_display
from fpdf import FPDF
from helpers.refreshing import refresh

from pipeline import languages
from pipeline.pages.pdf import read_pdf
from pipeline.paragraphs.assemble import read_paragraphs
from pipeline.printed_tables.tables import read_tables
from pipeline.tables.files import read_table

FONTS = Path(__file__).resolve().parents[2] / "sample" / "fonts"
WIDTH, HEIGHT = 612, 792
#: Edges of running text and of what hangs out of it, in points.
LEFT, RIGHT, HUNG = 100, 490, 520
SIZE = 11

#: Lines with their right edge and whether they are bold.
LINES = [
    ("أولا - المساعدة المقدمة", HUNG, True),
    ("1 - قدم البرنامج المساعدة إلى 145 دولة، وبلغت النفقات 10\u00a0600 دولار في عام 2023",
     RIGHT, False),
    ("من مجموع قدره 3\u00a0456\u00a0789 دولارا، أي ما نسبته 45 في المائة (مقابل 40%) من الميزانية.",
     RIGHT, False),
    ("2 - وشارك ما بين 10-15 بلدا في اجتماعات فريق Global Digital Compact المعقودة في الفترة",
     RIGHT, False),
    ("المشمولة 2018-2021، انظر الوثيقة A/79/876، وقد لاقت إقبالا كبيرا من الوفود والأطراف",
     RIGHT, False),
    ("المعنية الأخرى، وأُوفِد ٢٥ خبيرا لأداء مهام لا تقل مدتها عن خمسة أشهر.", RIGHT, False),
]  # fmt: skip
#: Lam and the alef after it are one glyph, alone or at the end of a stretch of joined letters.
LAM_ALEF = {"آ": "ﻵﻶ", "أ": "ﻷﻸ", "إ": "ﻹﻺ", "ا": "ﻻﻼ"}


@cache
def joined_forms() -> dict[tuple[str, str], str]:
    """The joined form of a letter by its place: `isolated`, `initial`, `medial` or `final`."""
    forms = {}
    for code in range(0xFE80, 0xFEF5):
        place, *letters = unicodedata.decomposition(chr(code)).split()
        if len(letters) == 1:
            forms[chr(int(letters[0], 16)), place.strip("<>")] = chr(code)
    return forms


def joined(text: str) -> str:
    """A text with every letter in the form that it has beside its neighbours, without signs."""
    forms = joined_forms()
    letters = [c for c in text if not unicodedata.combining(c)]
    shaped = []
    for index, letter in enumerate(letters):
        before, after = (
            letters[i] if 0 <= i < len(letters) else " " for i in (index - 1, index + 1)
        )
        to_before = (before, "initial") in forms and (letter, "final") in forms
        to_after = (letter, "initial") in forms and (after, "final") in forms
        place = (
            "medial" if to_before and to_after
            else "final" if to_before
            else "initial" if to_after
            else "isolated"
        )  # fmt: skip
        shaped.append(forms.get((letter, place), letter))
    text = "".join(shaped)
    for alef, (alone, final) in LAM_ALEF.items():
        for lam, ligature in (("initial", alone), ("medial", final)):
            text = text.replace(forms["ل", lam] + forms[alef, "final"], ligature)
    return text


def new_page(*, shaped: bool) -> FPDF:
    """A page to be printed on, its text layer as written (`shaped`), or as seen."""
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_margin(0)
    pdf.set_auto_page_break(auto=False)
    pdf.add_font("Naskh", "", FONTS / "SampleNaskh-Regular.ttf")
    pdf.add_font("Naskh", "B", FONTS / "SampleNaskh-Bold.ttf")
    pdf.set_text_shaping(shaped, direction="rtl" if shaped else None)
    pdf.add_page()
    return pdf


def print_line(
    pdf: FPDF, text: str, left: float, right: float, y: float, *, bold: bool, align: str = "R"
) -> None:
    """A line of text between two edges."""
    pdf.set_font("Naskh", "B" if bold else "", SIZE)
    pdf.set_xy(left, y)
    line = text if pdf.text_shaping else get_display(joined(text), base_dir="R")
    pdf.cell(right - left, 14, line, align=align)


def printed(*, shaped: bool) -> bytes:
    """The page."""
    pdf = new_page(shaped=shaped)
    for number, (text, right, bold) in enumerate(LINES):
        print_line(pdf, text, LEFT, right, 150 + 20 * number, bold=bold)
    return bytes(pdf.output())


#: A table's columns from the right, the heads of rows first; between neighbours an edge.
EDGES = (520, 370, 290, 210, 130)
HEADS = ("المكتب", "2023", "2024", "عدد الموظفين")
ROWS = [
    ("مكتب نيروبي", "1\u00a0204.5", "980.0", "25"),
    ("مكتب بيروت", "795.5", "1\u00a0020.0", "٣٢"),
    ("منظمة الصحة العالمية", "(40.0)", "-", "7"),
    ("المجموع", "1\u00a0960.0", "2\u00a0000.0", "64"),
]


def printed_table(*, shaped: bool) -> bytes:
    """A page with a table that is read from the right, under running text."""
    pdf = new_page(shaped=shaped)
    for number, (text, right, bold) in enumerate(LINES):
        print_line(pdf, text, LEFT, right, 100 + 20 * number, bold=bold)
    for number, text in enumerate(
        ("الجدول 3", "موارد المكاتب", "(بآلاف دولارات الولايات المتحدة)")
    ):
        print_line(pdf, text, LEFT, EDGES[0], 250 + 14 * number, bold=number == 1)
    print_line(pdf, "النفقات", EDGES[3], EDGES[1], 300, bold=False, align="C")
    for number, cells in enumerate((HEADS, *ROWS)):
        for column, text in enumerate(cells):
            right, left = EDGES[column], EDGES[column + 1]
            bold = number == len(ROWS)
            align = "L" if column else "R"
            print_line(pdf, text, left, right, 316 + 18 * number, bold=bold, align=align)
    for y, first, last, width in (
        (298, 0, 4, 0.5), (315, 1, 3, 0.5), (332, 0, 4, 1.5), (387, 0, 4, 0.5), (406, 0, 4, 1.5),
    ):  # fmt: skip
        pdf.set_line_width(width)
        for column in range(first, last):
            pdf.line(EDGES[column + 1], y, EDGES[column], y)
    return bytes(pdf.output())


def plain(text: str) -> str:
    """A text without vowel signs, which only one of the two pages has."""
    return "".join(c for c in text if not unicodedata.combining(c))


@pytest.mark.parametrize("shaped", [True, False], ids=["as_written", "as_seen"])
def test_lines_are_read_as_they_were_written(shaped: bool) -> None:
    (page,) = read_pdf(printed(shaped=shaped))
    assert [plain(line.text) for line in page.lines] == [plain(text) for text, _, _ in LINES]


def test_vowel_signs_stay_on_their_letters() -> None:
    (page,) = read_pdf(printed(shaped=True))
    assert "وأُوفِد" in page.lines[-1].text


@pytest.mark.parametrize("shaped", [True, False], ids=["as_written", "as_seen"])
def test_words_keep_their_places_on_the_page(shaped: bool) -> None:
    (page,) = read_pdf(printed(shaped=shaped))
    first = page.lines[1].words
    assert [word.text for word in first[:3]] == ["1", "-", "قدم"]
    edges = [word.box.x0 for word in first if word.box]
    assert edges == sorted(edges, reverse=True)
    assert first[0].box is not None
    assert abs(first[0].box.x1 - RIGHT) < 4
    by_text = {word.text: word.box for line in page.lines for word in line.words}
    names = [by_text[name] for name in ("Global", "Digital", "Compact")]
    assert [box.x0 for box in names if box] == sorted(box.x0 for box in names if box)


@pytest.mark.parametrize("shaped", [True, False], ids=["as_written", "as_seen"])
def test_layout_is_told_apart_in_the_mirror(shaped: bool) -> None:
    pages = read_pdf(printed(shaped=shaped))
    blocks = read_paragraphs(pages, languages.load("ar"))
    assert [(block.kind, block.number) for block in blocks] == [
        ("heading", None),
        ("paragraph", "1"),
        ("paragraph", "2"),
    ]
    first = blocks[1].spans[0]
    assert first.box is not None
    assert first.box.x1 > WIDTH / 2


@pytest.mark.parametrize("shaped", [True, False], ids=["as_written", "as_seen"])
def test_figures_are_published(shaped: bool, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "SAMPLE_2026_101-ar.pdf").write_bytes(printed(shaped=shaped))
    assert refresh(raw, tmp_path / "outputs", check=False).published
    read = {
        name: [
            (row["paragraph"], row.get("value", row.get("amount")))
            for row in read_table(name, tmp_path / "outputs").to_pylist()
        ]
        for name in ("percentages", "money_amounts", "counts")
    }
    assert read == {
        "percentages": [("1", 45), ("1", 40)],
        "money_amounts": [("1", 10_600), ("1", 3_456_789)],
        "counts": [("1", 145), ("2", 10), ("2", 25)],
    }


@pytest.mark.parametrize("shaped", [True, False], ids=["as_written", "as_seen"])
def test_a_table_is_read_from_the_right(shaped: bool) -> None:
    pages = read_pdf(printed_table(shaped=shaped))
    (table,), _ = read_tables(pages, languages.load("ar"))
    assert (table.number, table.title) == ("3", "موارد المكاتب")
    assert table.unit_note == "بآلاف دولارات الولايات المتحدة"
    cells = [[c for c in table.cells if c.row == row] for row in range(4)]
    assert [[c.row_header for c in row] for row in cells] == [[(row[0],)] * 3 for row in ROWS]
    heads = [("النفقات", "2023"), ("النفقات", "2024"), ("عدد الموظفين",)]
    assert [c.column_header for c in cells[0]] == heads
    assert [[c.value for c in row] for row in cells] == [
        [Decimal("1204.5"), 980, 25], [Decimal("795.5"), 1020, 32], [-40, 0, 7], [1960, 2000, 64],
    ]  # fmt: skip
    money, count = cells[1][0], cells[1][2]
    assert (money.kind, money.currency, money.scale) == ("money", "USD", 1000)
    assert (count.kind, count.scale, count.unit) == ("count", 1, "الموظفين")
    assert [c.is_total for c in cells[3]] == [True] * 3
    assert (table.sums_checked, table.sums_right) == (3, 3)
    assert [c.box.x0 > count.box.x1 for c in cells[1]] == [True, True, False]


#: Lines of two columns, of which the right one is read first.
COLUMNS = (
    ["1 - وقد عملت الشبكة على جمع بيانات", "المكاتب الإحصائية في جميع أنحاء المنطقة",
     "وتدريب موظفيها على استخدام البيانات", "المفتوحة في أعمالهم اليومية والسنوية",
     "وعقدت دورات للموظفين الذين طلبوا ذلك", "في الاجتماع الأخير الذي عقد في بيروت",
     "ودفعت نفقات سفر من لم يكن في وسعهم", "الحضور دون مساعدة من الشبكة وشركائها",
     "وحضر الدورات التدريبية 250 شخصا من"],
    ["26 بلدا وقال أغلب المشاركين إنهم سوف", "يستخدمون ما تعلموه في أعمالهم المقبلة",
     "وقدمت الأموال المتبقية إلى مكاتب الجزر", "الصغيرة التي يعمل فيها عدد قليل جدا من",
     "الموظفين ولديها الكثير مما يجب إحصاؤه", "حتى يتمكن كل مكتب من توظيف شخص واحد",
     "على الأقل للعمل لمدة سنة كاملة في بلده", "وبدأ البرنامج الثاني متأخرا لأن الأموال",
     "وصلت متأخرة إلى المدارس في المقاطعات"],
)  # fmt: skip


@pytest.mark.parametrize("shaped", [True, False], ids=["as_written", "as_seen"])
def test_the_right_column_is_read_first(shaped: bool) -> None:
    pdf = new_page(shaped=shaped)
    for lines, left, right in ((COLUMNS[0], 320, 540), (COLUMNS[1], 72, 292)):
        for number, text in enumerate(lines):
            pdf.set_font("Naskh", "", SIZE)
            line = text if shaped else get_display(joined(text), base_dir="R")
            # Justified: each line is stretched over the column's width.
            pdf.set_stretching(100 * (right - left) / pdf.get_string_width(line))
            pdf.set_xy(left, 150 + 18 * number)
            pdf.cell(right - left, 14, line, align="R")
            pdf.set_stretching(100)
    pages = read_pdf(bytes(pdf.output()))
    text = " ".join(p.text for p in read_paragraphs(pages, languages.load("ar")))
    assert "250 شخصا من 26 بلدا" in text
