"""What a page of a PDF draws, as far as it tells of text: upright characters, lines, rectangles.

pdfplumber opens the document and tells the pages apart; pdfminer interprets what they draw. In
between, pdfplumber describes each object in full: what is left out here is not made at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTLine, LTRect
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, Rect, apply_matrix_rect
from pdfplumber.page import fix_fontname_bytes
from pdfplumber.pdf import PDF

from pipeline.pages.content import is_plain, operations
from pipeline.pages.model import ARTIFACT, UNMARKED, Box
from pipeline.pages.runs import TextRun
from pipeline.pages.tags import Place

#: Points that a drawn rectangle is high at most where it stands for a line.
RULING = 3.0


@dataclass(slots=True)
class Drawing:
    """What one page draws, each kind in the order of drawing.

    `rulings` are lines and rectangles so low that they stand for one. `unknown` counts the marked
    contents that the structure tree does not know.
    """

    width: float
    height: float
    chars: list[TextRun] = field(default_factory=list)
    rulings: list[Box] = field(default_factory=list)
    rectangles: list[Box] = field(default_factory=list)
    unknown: int = 0


def drawings(
    pdf: PDF, *, limit: int | None = None, places: Mapping[Place, int] | None = None
) -> Iterator[Drawing]:
    """What the pages of an open document draw, all or the first `limit`, one after the other.

    Args:
        pdf: the document.
        limit: how many pages to read at most.
        places: the index of each marked content.

    Raises:
        Exception: whatever a damaged file makes pdfminer raise.
    """
    device = _Device(pdf.rsrcmgr)
    device.places = places or {}
    interpreter = _Interpreter(pdf.rsrcmgr, device)
    for number, page in enumerate(pdf.pages[:limit]):
        device.start(number, page)
        interpreter.process_page(page.page_obj)
        yield device.drawing


class _Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, which reads plain contents faster."""

    device: _Device

    def execute(self, streams: Sequence[object]) -> None:
        contents = [stream_value(stream) for stream in list_value(streams)]
        numbers = {stream.objid for stream in contents if stream.objid is not None}
        content = b"\n".join(_decoded(stream) for stream in contents)
        # A content that stands within itself is told by its number.
        known = len(numbers) == len(contents) and not numbers & self.parent_stream_ids
        if not (known and is_plain(content)):
            super().execute(streams)
            return
        self.stream_ids = numbers
        for operator, operands in operations(content):
            self.argstack += operands
            method, count = _method(operator)
            if method is not None:
                arguments = self.pop(count)
                if len(arguments) == count:
                    method(self, *arguments)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        """Begin a marked content, whose property list may be one of the page's resources."""
        if isinstance(props, PSLiteral):
            props = dict_value(self.resources.get("Properties")).get(props.name)
        super().do_BDC(tag, resolve1(props))

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Draw a form, whose marked contents are numbered by themselves."""
        outer = self.device.stream
        form = self.xobjmap.get(getattr(xobjid_arg, "name", None))
        self.device.stream = getattr(resolve1(form), "objid", None) or 0
        super().do_Do(xobjid_arg)
        self.device.stream = outer

    def do_TJ(self, seq: Any) -> None:  # noqa: N802
        """Show text; the state of the graphics does not matter, so that no copy is kept."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)


def _decoded(stream: PDFStream) -> bytes:
    """The bytes of a stream, which itself stays encoded: pdfminer keeps all pages' streams."""
    encoded = stream.rawdata
    content = stream.get_data()
    if encoded is not None:
        stream.rawdata, stream.data = encoded, None
    return content


@lru_cache(maxsize=256)
def _method(operator: bytes) -> tuple[Callable[..., None] | None, int]:
    """What an operator does, and how many operands it takes from the stack before it is called."""
    name = operator.decode(errors="ignore")
    for mark, letters in (("*", "_a"), ('"', "_w"), ("'", "_q")):
        name = name.replace(mark, letters)
    method = getattr(_Interpreter, f"do_{name}", None)
    return method, method.__code__.co_argcount - 1 if method else 0


class _Device(PDFPageAggregator):
    """Collects characters and straight lines; pictures and the nesting of figures are left out."""

    places: Mapping[Place, int]
    #: Number of the form that is drawn, 0 for the page itself.
    stream = 0

    def start(self, number: int, page: Any) -> None:
        """Begins the drawing of a page of pdfplumber."""
        self._number = number
        self._contents = [UNMARKED]
        self.drawing = Drawing(float(page.width), float(page.height))
        self._left, self._top = page.mediabox[:2]
        self._glyphs: dict[PDFFont, dict[int, tuple[str, float]]] = defaultdict(dict)
        self._faces: dict[PDFFont, str] = {}

    def end_page(self, _: Any) -> None:
        for path in self.cur_item:
            box = self._box(path.x0, path.y0, path.x1, path.y1)
            if isinstance(path, LTRect):
                self.drawing.rectangles.append(box)
            if isinstance(path, LTLine) or (isinstance(path, LTRect) and path.height < RULING):
                self.drawing.rulings.append(box)

    def _box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A place that pdfminer counts from the lower left, as pdfplumber counts it."""
        height, left, top = self.drawing.height, self._left, self._top
        return Box(x0 + left, height - y1 + top, x1 + left, height - y0 + top)

    def render_char(  # noqa: PLR0913, PLR0917
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Keeps a character that stands upright, and tells how far the next is from it."""
        glyphs = self._glyphs[font]
        if cid not in glyphs:
            glyphs[cid] = self._glyph(font, cid)
        text, width = glyphs[cid]
        if font.is_vertical():
            char = LTChar(
                matrix, font, fontsize, scaling, rise, text, width, font.char_disp(cid), ncs,
                graphicstate,
            )  # fmt: skip
            if char.upright:
                self._print(text, char.bbox, char.size, font, matrix)
            return float(char.adv)
        advance = width * fontsize * scaling
        a, b, c, d, e, f = matrix
        if a * d * scaling > 0 and b * c <= 0:
            low = font.get_descent() * fontsize + rise
            high = low + fontsize
            if b or c or min(a, d, advance, fontsize) < 0:
                box = apply_matrix_rect(matrix, (0, low, advance, high))
            else:
                box = (e, d * low + f, a * advance + e, d * high + f)
            self._print(text, box, box[3] - box[1], font, matrix)
        return advance

    def _print(self, text: str, box: Rect, size: float, font: PDFFont, matrix: Matrix) -> None:
        height, left, top = self.drawing.height, self._left, self._top
        x0, y0, x1, y1 = box
        self.drawing.chars.append(
            TextRun(
                text,
                x0 + left,
                height - y1 + top,
                x1 + left,
                height - y0 + top,
                size,
                self._faces[font],
                round(height - matrix[5], 1),
                self._contents[-1],
            )
        )

    def _glyph(self, font: PDFFont, cid: int) -> tuple[str, float]:
        """The characters that a glyph stands for, and its width."""
        name = font.fontname
        self._faces[font] = fix_fontname_bytes(name) if isinstance(name, bytes) else name
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, cid)
        return text, font.char_width(cid)

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        """What follows is a marked content, or page furniture."""
        content = ARTIFACT if tag.name == "Artifact" else self._contents[-1]
        mark = props.get("MCID") if isinstance(props, dict) else None
        if isinstance(mark, int) and self.places:
            place = self._number, self.stream, mark
            known = self.places.get(place, self.places.get((self._number, 0, mark)))
            self.drawing.unknown += known is None
            content = UNMARKED if known is None else known
        self._contents.append(content)

    def end_tag(self) -> None:
        """A marked content ends."""
        if len(self._contents) > 1:
            self._contents.pop()

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """What a figure draws belongs to the page."""

    def end_figure(self, _: str) -> None:
        """What a figure draws belongs to the page."""

    def render_image(self, name: str, stream: Any) -> None:
        """Pictures hold no text."""
