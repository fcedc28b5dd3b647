"""What a page does not show is not read."""

from __future__ import annotations

import io

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from pipeline.pages.pdf import read_pdf

SEEN = ("In 2025 the fund paid for 1 250 wells", "and for the pumps of 40 villages.")
HIDDEN = "Of 9 999 people"


def text(line: str, *, y: float, x: float = 72, size: float = 10) -> str:
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({line}) Tj ET"


def lines_of(
    content: str, *, crop: tuple[int, ...] = (0, 0, 612, 792), layers: str = ""
) -> list[str]:
    """The lines of a page with two lines of text and some content."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    picture = pdf.make_stream(b"\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG))
    group = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([layer])))
    form = pdf.make_stream(text(HIDDEN, y=500).encode(), Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.OC = Array([0, 0, 612, 792]), layer
    form.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Resources = Dictionary(
        Font=Dictionary(F1=font),
        XObject=Dictionary(Scan=picture, Form=form),
        Properties=Dictionary(Layer=layer, Group=group),
        ColorSpace=Dictionary(Plain=Array([Name.CalGray, Dictionary()])),
    )
    page.cropbox = Array(crop)
    if layers:
        shown = {
            "off": Dictionary(OFF=Array([layer])),
            "on": Dictionary(),
            "base off": Dictionary(BaseState=Name.OFF),
            "base off, on": Dictionary(BaseState=Name.OFF, ON=Array([layer])),
        }
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown[layers])
    first, second = (text(line, y=y) for line, y in zip(SEEN, (700, 688), strict=True))
    page.Contents = Stream(pdf, f"{first} q {content} Q {second}".encode())
    written = io.BytesIO()
    pdf.save(written)
    (read,) = read_pdf(written.getvalue())
    return [line.text for line in read.lines]


@pytest.mark.parametrize(
    "content",
    [
        "3 Tr " + text(HIDDEN, y=600),
        "7 Tr " + text(HIDDEN, y=600),
        "1 g " + text(HIDDEN, y=600),
        "1 1 1 rg " + text(HIDDEN, y=600),
        "0 0 0 0 k " + text(HIDDEN, y=600),
        "/Plain cs 0.99 sc " + text(HIDDEN, y=600),
        "1 Tr 1 G " + text(HIDDEN, y=600),
        "0 0 1 rg 60 590 200 30 re f " + text(HIDDEN, y=600),
        "72 100 50 10 re W n " + text(HIDDEN, y=600),
        text(HIDDEN, y=820),
        text(HIDDEN, y=600, x=-100),
        "0.7 0.7 -0.7 0.7 0 0 cm " + text(HIDDEN, y=300, x=500),
        "0.7 g " + text("DRAFT", y=690, size=90),
        "0.8 0.8 0.8 rg " + text("ADVANCE UNEDITED COPY", y=690, size=30),
    ],
)
def test_what_is_not_seen_is_not_read(content: str) -> None:
    assert lines_of(content) == list(SEEN)


@pytest.mark.parametrize(
    "content",
    [
        "0 0 1 rg 60 590 200 30 re f 1 g " + text(HIDDEN, y=600),
        "0.2 g 60 590 m 160 590 l 160 640 l 60 650 l h f 1 g " + text(HIDDEN, y=600),
        "200 0 0 40 60 590 cm /Scan Do 0.005 0 0 0.025 -0.3 -14.75 cm 1 g " + text(HIDDEN, y=600),
        "0.5 g " + text(HIDDEN, y=600),
        "60 590 200 30 re W n " + text(HIDDEN, y=600),
        "1 Tr " + text(HIDDEN, y=600),
        "/Pattern cs /P0 scn " + text(HIDDEN, y=600),
    ],
)
def test_what_is_seen_is_read(content: str) -> None:
    assert HIDDEN in lines_of(content)


def test_a_large_light_heading_by_itself_is_read() -> None:
    assert "CHAPTER ONE" in lines_of("0.7 g " + text("CHAPTER ONE", y=600, size=40))


def test_text_outside_the_crop_box_is_not_read() -> None:
    content = text(HIDDEN, y=40) + " " + text("1", y=400, x=590)
    assert lines_of(content, crop=(50, 100, 580, 780)) == list(SEEN)


@pytest.mark.parametrize("mark", ["/OC /Layer BDC", "/OC /Group BDC"])
@pytest.mark.parametrize(
    ("layers", "is_shown"),
    [("off", False), ("on", True), ("base off", False), ("base off, on", True)],
)
def test_layers_are_read_where_they_are_switched_on(
    mark: str, layers: str, *, is_shown: bool
) -> None:
    lines = lines_of(f"{mark} {text(HIDDEN, y=600)} EMC", layers=layers)
    assert (HIDDEN in lines) is is_shown


@pytest.mark.parametrize(("layers", "is_shown"), [("off", False), ("on", True)])
def test_forms_may_belong_to_a_layer(layers: str, *, is_shown: bool) -> None:
    assert (HIDDEN in lines_of("/Form Do", layers=layers)) is is_shown


def scanned(content: str) -> list[str]:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    picture = pdf.make_stream(b"\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Scan=picture))
    page.Contents = Stream(pdf, f"q 612 0 0 792 0 0 cm /Scan Do Q {content}".encode())
    written = io.BytesIO()
    pdf.save(written)
    (read,) = read_pdf(written.getvalue())
    return [line.text for line in read.lines]


def test_invisible_text_is_that_of_a_scanned_page() -> None:
    layer = "3 Tr " + " ".join(text(line, y=y) for line, y in zip(SEEN, (700, 688), strict=True))
    assert scanned(layer) == list(SEEN)
    stamp = "0 Tr " + text("25-00041", y=40)
    assert scanned(f"{layer} {stamp}") == [*SEEN, "25-00041"]


def test_text_with_a_rise_is_a_raised_mark() -> None:
    content = (
        "BT /F1 10 Tf 1 0 0 1 72 600 Tm (Coverage rose to 45) Tj /F1 6 Tf 4 Ts (3) Tj "
        "0 Ts /F1 10 Tf ( per cent) Tj ET"
    )
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = Stream(pdf, content.encode())
    written = io.BytesIO()
    pdf.save(written)
    (read,) = read_pdf(written.getvalue())
    (line,) = read.lines
    assert [word.text for word in line.words if word.raised] == ["3"]
