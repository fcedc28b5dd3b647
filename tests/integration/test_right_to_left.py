"""A page of Arabic that the test prints itself, read back in the order of reading.

It is printed twice: shaped by HarfBuzz, as today's programs do it, and in joined forms set from left
to right as they are seen, as older ones do.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import pytest
from bidi.algorithm import get_display
from fpdf import FPDF
from helpers.refreshing import refresh

from pipeline import languages
from pipeline.pages.pdf import read_pdf
from pipeline.paragraphs.assemble import read_paragraphs
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


def printed(*, shaped: bool) -> bytes:
    """The page, its text layer as written (`shaped`), or as seen."""
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_margin(0)
    pdf.set_auto_page_break(auto=False)
    pdf.add_font("Naskh", "", FONTS / "SampleNaskh-Regular.ttf")
    pdf.add_font("Naskh", "B", FONTS / "SampleNaskh-Bold.ttf")
    pdf.set_text_shaping(shaped)
    pdf.add_page()
    for number, (text, right, bold) in enumerate(LINES):
        pdf.set_font("Naskh", "B" if bold else "", SIZE)
        pdf.set_xy(LEFT, 150 + 20 * number)
        line = text if shaped else get_display(joined(text), base_dir="R")
        pdf.cell(right - LEFT, 14, line, align="R")
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
