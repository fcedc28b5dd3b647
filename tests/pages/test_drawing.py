"""What pages draw and the words of it, beside what pdfplumber says of the same pages."""

from __future__ import annotations

import io
import math
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from fpdf import FPDF
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pdfplumber.utils.text import dedupe_chars, extract_words
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from benchmarks.exact import characters
from pipeline.pages import runs
from pipeline.pages.drawing import Drawing, rounded
from pipeline.pages.opened import Opened, opened
from pipeline.pages.page import Box
from pipeline.pages.pdf import read_pdf
from pipeline.pages.runs import PageWords, without_doubles, words
from pipeline.unreadable import UnreadableDocument
from sample.faces import Face
from tests.helpers.glyphs import apart, one_by_one

RAW = Path(__file__).resolve().parents[2] / "raw"
REFERENCE = Path(os.environ.get("UN_FIGURES_REFERENCE", RAW.parents[1] / "shared"))


def sample(language: str) -> bytes:
    return (RAW / f"SAMPLE_2026_100-{language}.pdf").read_bytes()


def turned() -> bytes:
    """The sample with a page turned by each right angle, and its corner put elsewhere."""
    document = pypdfium2.PdfDocument(sample("en"))
    for number, page in enumerate(document):
        page.set_rotation(number % 4 * 90)
        page.set_mediabox(-20, 30, 600, 800)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def drawn(*operations: bytes, again: float = 500.0) -> bytes:
    """A page with a frame, a rule, and a line of text before and after some operations.

    The first line is printed once more, so many points to the right.
    """
    document = FPDF(unit="pt", format="letter")
    document.add_font("serif", "", Face.SERIF.path)
    document.add_page()
    document.set_font("serif", size=10)
    document.rect(60, 60, 200, 40)
    document.line(60, 300, 160, 300)
    document.text(72, 80, "Before the operations, 1 250 offices")
    document.text(72 + again, 80, "Before the operations, 1 250 offices")
    for operation in operations:
        document._out(operation)
    document.text(72, 120, "After the operations, 2 600 offices")
    return bytes(document.output())


def page(content: bytes, **fonts: Dictionary) -> bytes:
    """A page with some content; `F1` is Helvetica."""
    pdf = Pdf.new()
    known = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    made = pdf.add_blank_page(page_size=(612, 792))
    made.Resources = Dictionary(Font=Dictionary(F1=known, **fonts))
    made.Contents = Stream(pdf, content)
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def of_drawings() -> bytes:
    """Text in a Type 3 font, whose glyphs are drawings."""
    square = Stream(Pdf.new(), b"500 0 d0 0 0 400 400 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, -100, 500, 400]),
        FontMatrix=Array([0.002, 0, 0, 0.002, 0, 0]),
        FirstChar=97,
        LastChar=98,
        Widths=Array([500, 450]),
        Encoding=Dictionary(Differences=Array([97, Name.a, Name.b])),
        CharProcs=Dictionary(a=square, b=square),
    )
    pdf = Pdf.new()
    made = pdf.add_blank_page(page_size=(612, 792))
    for name in ("a", "b"):
        font.CharProcs[f"/{name}"] = pdf.make_stream(b"500 0 d0 0 0 400 400 re f")
    made.Resources = Dictionary(Font=Dictionary(F1=font))
    made.Contents = Stream(pdf, b"BT /F1 12 Tf 72 700 Td (abba) Tj [(a) -300 (b)] TJ ET")
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def wide(encoding: str, ordering: str) -> Dictionary:
    """A CID font without ToUnicode, its codes told by a predefined CMap."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Song, Flags=4, Ascent=880, Descent=-120,
        FontBBox=Array([0, -200, 1000, 900]), ItalicAngle=0, CapHeight=700, StemV=80,
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name.Song, FontDescriptor=descriptor,
        CIDSystemInfo=Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String(ordering), Supplement=2
        ),
        DW=1000, W=Array([1, Array([500, 300, 400])]),
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Song, Encoding=Name(f"/{encoding}"),
        DescendantFonts=Array([descendant]),
    )  # fmt: skip


def of_two_bytes(encoding: str, *, ordering: str, named: bytes = b"") -> bytes:
    """Text in such a font."""
    content = b"BT /F2 12 Tf 72 700 Td " + named + b" [<4E00> -200 <4E8C4E09> 30 <00>] TJ ET"
    return page(content, F2=wide(encoding, ordering))


def kerned(text: str, operator: str = "") -> bytes:
    """A line each letter of which is moved."""
    items = " ".join(f"({letter}) {number * 7 % 60 - 30}" for number, letter in enumerate(text))
    return page(f"BT /F1 11 Tf 72 700 Td {operator} [{items}] TJ ET".encode())


SPACED = b"BT /F1 10 Tf 2 Tc 3 Tw 72 700 Td (a b) Tj [(cd) -500 (e f) 20] TJ (g) ' ET"
DOUBLED = b"BT /F1 10 Tf 72 700 Td (AAbb) Tj 0.3 0 Td (AAbb) Tj ET"

DOCUMENTS = {
    "Chinese": sample("zh"),
    "English": sample("en"),
    "turned": turned(),
    "plain": drawn(),
    "slanted": drawn(b"1 0 0.3 1 0 0 cm"),
    "slightly turned": drawn(b"0.9998 0.0175 -0.0175 0.9998 0 0 cm"),
    "upside down": drawn(b"-1 0 0 -1 600 792 cm"),
    "mirrored": drawn(b"-1 0 0 1 600 0 cm"),
    "stretched": drawn(b"BT 50 Tz 2 Tc ET"),
    "vertical": drawn().replace(b"/Identity-H", b"/Identity-V"),
    "twice": drawn(again=0.3),
    "doubled letters": page(DOUBLED),
    "picture": drawn(b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID (\nEI Q"),
    "Type 3 font": of_drawings(),
    "without Unicode values": of_two_bytes("Identity-H", ordering="Identity"),
    "predefined CMap": of_two_bytes("UniGB-UCS2-H", ordering="GB1"),
    "kerned": kerned("Offices of 1 250"),
    "kerned and spaced": kerned("Offices of 1 250", "1.5 Tc 4 Tw 90 Tz"),
    "spaced": page(SPACED),
    "missing font": page(b"BT /F9 10 Tf 72 700 Td (a) Tj ET BT /F1 10 Tf (b) Tj ET"),
}
#: Those of which `content` is not sure.
GIVEN_BACK = {"vertical", "missing font"}


def reference() -> list[Path]:
    folders = (REFERENCE / "raw", REFERENCE / "wild")
    return sorted(file for folder in folders for file in folder.glob("*.pdf"))


@pytest.fixture(scope="module", params=DOCUMENTS)
def both(request: pytest.FixtureRequest) -> Iterator[list[tuple[Drawing, Any]]]:
    """What each page draws, as read here and as pdfplumber gives it."""
    with ExitStack() as stack:
        document, pages = twofold(DOCUMENTS[request.param], stack)
        assert bool(document.given_back) == (request.param in GIVEN_BACK)
        yield pages


def twofold(data: bytes, stack: ExitStack) -> tuple[Opened, list[tuple[Drawing, Any]]]:
    document = stack.enter_context(opened(data, tagged=False))
    plumber = stack.enter_context(pdfplumber.open(io.BytesIO(data)))
    return document, list(zip(document.drawings(), plumber.pages, strict=True))


def place(item: dict[str, Any]) -> Box:
    return Box(*(item[edge] for edge in ("x0", "top", "x1", "bottom")))


def of_pdfplumber(page: Any) -> list[Any]:
    return [
        (char["text"], place(char), char["size"], char["fontname"])
        for char in page.chars
        if char["upright"]
    ]


def of_drawing(drawing: Drawing) -> list[Any]:
    return [
        (text, Box(x0, top, x1, bottom), size, face)
        for text, x0, top, x1, bottom, size, face in characters(drawing.runs, drawing.glyphs)
    ]


def rows(words: PageWords) -> list[Any]:
    """The text of each word and its edges."""
    edges = (words.x0, words.top, words.x1, words.bottom)
    return list(zip(words.texts.tolist(), *(edge.tolist() for edge in edges), strict=True))


def test_upright_characters_are_those_of_pdfplumber(both: list[tuple[Drawing, Any]]) -> None:
    for drawing, page in both:
        assert of_drawing(drawing) == of_pdfplumber(page)


def test_rectangles_and_rulings_are_those_of_pdfplumber(both: list[tuple[Drawing, Any]]) -> None:
    for drawing, page in both:
        assert drawing.rectangles == [place(rect) for rect in page.rects]
        thin = [rect for rect in page.rects if rect["height"] < 3]
        assert sorted(map(repr, drawing.rulings)) == sorted(
            repr(place(item)) for item in [*page.lines, *thin]
        )


def test_words_part_as_those_of_pdfplumber(
    both: list[tuple[Drawing, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "_LETTER_SPACE", math.inf)  # which closes spaced lines up
    for drawing, page in both:
        expected = extract_words(
            [
                {**char, "baseline": round(float(page.height) - char["matrix"][5], 1)}
                for char in page.chars
                if char["upright"]
            ],
            x_tolerance_ratio=0.15,
            y_tolerance=2,
            extra_attrs=["fontname", "size", "baseline"],
        )
        found = words(drawing.runs, drawing.glyphs)
        assert [(text, Box(*box)) for text, *box in rows(found)] == [
            (word["text"], place(word)) for word in expected
        ]


def test_edges_are_rounded_as_numbers_are() -> None:
    edges = [2.675, 1.005, 9.005, 10.015, 7.125, -0.125]
    assert rounded(np.array(edges), 2).tolist() == [round(edge, 2) for edge in edges]


def test_a_ligature_is_read_as_the_letters_that_it_joins() -> None:
    boxes = [Box(x, 0, x + 10, 10) for x in range(0, 40, 10)]
    found = words(*one_by_one("oﬃce", boxes))
    assert rows(found) == [("office", 0, 0, 40, 10)]


def test_characters_printed_twice_are_those_of_pdfplumber(both: list[tuple[Drawing, Any]]) -> None:
    for drawing, page in both:
        once = dedupe_chars([char for char in page.chars if char["upright"]], tolerance=0.5)
        kept = characters(without_doubles(drawing.runs, drawing.glyphs), drawing.glyphs)
        assert [(text, x0) for text, x0, *_ in kept] == [
            (char["text"], char["x0"]) for char in once
        ]


def test_a_line_printed_twice_is_read_once() -> None:
    (page,) = read_pdf(DOCUMENTS["twice"])
    assert [line.text for line in page.lines] == [
        "Before the operations, 1 250 offices",
        "After the operations, 2 600 offices",
    ]


def test_text_around_a_picture_within_the_content_is_read() -> None:
    (page,) = read_pdf(DOCUMENTS["picture"])
    assert [line.text[:21] for line in page.lines] == [
        "Before the operations",
        "After the operations,",
    ]


def test_characters_apart_make_the_words_that_they_make_in_runs(
    both: list[tuple[Drawing, Any]],
) -> None:
    for drawing, _ in both:
        found = words(apart(drawing.runs), drawing.glyphs)
        assert rows(found) == rows(words(drawing.runs, drawing.glyphs))


# --- any content ----------------------------------------------------------------------------

numbers = st.integers(-40, 40).map(str) | st.floats(-40, 40).map("{:.3f}".format)
numbers |= st.sampled_from(["+1", "-.5", "7.", "00"])
sizes = st.sampled_from(["9", "10.5", "12"])
escaped = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})
letters = st.text("aAfi 1,(2)\\\n", max_size=5).map(lambda text: f"({text.translate(escaped)})")
odd_strings = st.sampled_from(
    ["((in) (side))", "(\\101\\7\\x\\\r\n)", "(\\0000)", "<4 142 4>", "<>"]
)
strings = letters | odd_strings | st.sampled_from(["<41>", "<4142>"])
arrays = st.lists(strings | numbers, max_size=6).map(lambda items: f"[{' '.join(items)}] TJ")
matrices = st.tuples(*[numbers] * 6).map(" ".join)
#: Codes of two bytes each, with a move after some; rarely what only looks like that.
codes = st.sampled_from(["<0001>", "<00020041>", "<0041>", "<0001>-20", "<0003>4.5"])
codes |= st.sampled_from(["<0001>-20", "<0002>", "<>", "<00>", "<00 01>", "3 4", " -7"])
wide_arrays = st.lists(codes, max_size=6).map(lambda items: f"[{''.join(items)}] TJ")
one_by_one_codes = st.lists(
    st.tuples(numbers, numbers, st.sampled_from(["TD <0001>Tj", "Td <0002>Tj", "Td <41> Tj"])),
    max_size=3,
).map(lambda moves: " ".join(["<0001>Tj", *map(" ".join, moves)]))
shown_alone = arrays | wide_arrays | one_by_one_codes
#: Text as most programs write it: with a clip and a state of its own.
alone = st.tuples(numbers, st.sampled_from("12"), numbers, shown_alone).map(
    lambda parts: "q 0 0 {} 700 re W* n BT /F{} 9 Tf 1 0 0 1 {} 400 Tm 0 g {} ET Q".format(*parts)
)
#: Inline pictures, whose data may look like operators or like their end.
pictures = st.text("EIQ x1\n", max_size=9).map("BI /W 1 /H 1 /BPC 8 /CS /G ID {} EI".format)
operations = st.one_of(
    pictures,
    st.sampled_from(
        ["q", "Q", "BT", "ET", "T*", "h", "n", "f", "S", "b*", "W* n", "0 g", "1 0 0 RG"]
    ),
    st.tuples(sizes, st.sampled_from(["/F1 {} Tf", "/F2 {} Tf"])).map(
        lambda pair: pair[1].format(pair[0])
    ),
    st.tuples(numbers, st.sampled_from(["Tc", "Tw", "Tz", "TL", "Ts", "Tr"])).map(" ".join),
    st.tuples(numbers, numbers, st.sampled_from(["Td", "TD", "m", "l"])).map(" ".join),
    st.tuples(matrices, st.sampled_from(["Tm", "cm", "c"])).map(" ".join),
    st.tuples(numbers, numbers, numbers, numbers, st.sampled_from(["re", "re W n", "v"])).map(
        " ".join
    ),
    strings.map("{} Tj".format),
    strings.map("{} '".format),
    arrays,
    wide_arrays,
    alone,
    st.sampled_from(["/Span <</MCID 3/Lang (a>>b)>> BDC", "EMC", "/GS0 gs", "[2 1] 0 d"]),
)


@settings(max_examples=60)
@example(["1 Tc", "[0 (a)] TJ"], " ")
@example(["(a) Tj", "q -1 0 0 1 0 0 cm", "(b) Tj", "Q", "(c) Tj"], " ")
@given(st.lists(operations, min_size=3, max_size=30), st.sampled_from([" ", "\n", "\r\n"]))
def test_any_content_is_drawn_as_pdfplumber_draws_it(parts: list[str], blank: str) -> None:
    content = blank.join(["BT", "/F1 10 Tf", "72 400 Td", *parts]).encode() + b"\n"
    with ExitStack() as stack:
        fonts = {"F2": wide("Identity-H", "Identity")}
        document, ((drawing, page_of_pdfplumber),) = twofold(page(content, **fonts), stack)
        assert not document.given_back
        assert of_drawing(drawing) == of_pdfplumber(page_of_pdfplumber)
        assert drawing.rectangles == [place(rect) for rect in page_of_pdfplumber.rects]
        drawn_pictures = [fill.box for fill in drawing.fills if fill.is_picture]
        assert drawn_pictures == [place(image) for image in page_of_pdfplumber.images]


@pytest.mark.parametrize(
    "content",
    [
        b"q BI /W 1 /H 1 ID (x EIQ",
        b"q BI /W 1 /H 1 /F /A85 ID 5sd~> EI Q",
        b"/A#20B gs",
        b"BT % a comment (",
        b"(never closed Tj",
        b"BT /F1 10 Tf [(a) /Name] TJ",
        b"BT /F1 10 Tf (three (levels (deep))) Tj",
        b"1 2 ] m",
        b"<</A <</B 1>>>> BDC",
        b"BT /F1 10 Tf 1 2 3 Td",
    ],
)
def test_what_is_rare_is_left_to_pdfplumber(content: bytes) -> None:
    with opened(page(content), tagged=False) as document:
        list(document.drawings())
        assert list(document.given_back) == [0]


def test_a_file_that_has_to_be_mended_is_left_to_pdfplumber() -> None:
    data = sample("en")
    table = data.rindex(b"startxref")
    with opened(data[:table] + b"startxref\n7\n%%EOF\n", tagged=False) as document:
        assert len(list(document.drawings())) == len(document.given_back) > 1


def test_forms_that_draw_each_other_without_end_are_no_document() -> None:
    pdf = Pdf.new()
    made = pdf.add_blank_page(page_size=(612, 792))
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    for _ in range(24):
        resources = Dictionary(XObject=Dictionary(X=form))
        form = pdf.make_stream(b"/X Do /X Do", Type=Name.XObject, Subtype=Name.Form)
        form.BBox, form.Resources = Array([0, 0, 9, 9]), resources
    made.Resources = Dictionary(XObject=Dictionary(X=form))
    made.Contents = Stream(pdf, b"/X Do")
    written = io.BytesIO()
    pdf.save(written)
    with pytest.raises(
        UnreadableDocument, match="Page 1 of the PDF draws an endless number of forms"
    ):
        read_pdf(written.getvalue())


# --- real documents -------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(not reference(), reason="the reference documents are not here")
@pytest.mark.parametrize("file", reference(), ids=lambda file: file.stem)
def test_pages_of_real_documents_are_drawn_as_pdfplumber_draws_them(file: Path) -> None:
    with ExitStack() as stack:
        document, pages = twofold(file.read_bytes(), stack)
        assert len(document.given_back) < max(2, len(pages) / 4)
        for drawing, page_of_pdfplumber in pages:
            assert of_drawing(drawing) == of_pdfplumber(page_of_pdfplumber)
            page_of_pdfplumber.close()
