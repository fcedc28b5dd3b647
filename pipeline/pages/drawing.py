"""What a page of a PDF draws, as far as it tells of text: upright characters, lines, rectangles.

pdfplumber opens the document and keeps its pages; pdfminer interprets what they draw. Between the
two, pdfplumber describes every object in full. What is left out of that here is never made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTLine, LTRect
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page as PlumberPage
from pdfplumber.page import fix_fontname_bytes
from pdfplumber.pdf import PDF

from pipeline.pages.model import Box
from pipeline.pages.printed import Printed

_Matrix = tuple[float, float, float, float, float, float]

#: Points that a drawn rectangle is high at most where it stands for a line.
_RULING = 3.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What one page draws, each kind in the order of drawing."""

    width: float
    height: float
    chars: list[Printed]
    rulings: list[Box]
    rectangles: list[Box]


def drawings(pdf: PDF, *, limit: int | None = None) -> Iterator[Drawing]:
    """What the pages of an open document draw, all or the first `limit`, one after the other.

    Raises:
        Exception: whatever a damaged file makes pdfminer raise.
    """
    device = _Device(pdf.rsrcmgr)
    interpreter = PDFPageInterpreter(pdf.rsrcmgr, device)
    for page in pdf.pages[:limit]:
        device.start(page)
        interpreter.process_page(page.page_obj)
        yield Drawing(
            float(page.width),
            float(page.height),
            device.chars,
            [device.box(path) for path in device.paths if _is_ruling(path)],
            [device.box(path) for path in device.paths if isinstance(path, LTRect)],
        )


class _Device(PDFPageAggregator):  # type: ignore[misc]
    """Collects characters and paths; pictures, marks and the nesting of figures are left out."""

    def __init__(self, resources: Any) -> None:
        super().__init__(resources)
        self._glyphs: dict[PDFFont, dict[int, tuple[str, float]]] = {}
        self._faces: dict[PDFFont, str] = {}

    def start(self, page: PlumberPage) -> None:
        """Makes ready for a page."""
        self.chars: list[Printed] = []
        self._height = page.height
        self._left, self._top = page.mediabox[:2]

    @property
    def paths(self) -> list[LTCurve]:
        """The paths of the page."""
        return list(self.get_result())

    def box(self, item: Any) -> Box:
        """The place of what pdfminer measures from the lower left, as pdfplumber gives it."""
        return Box(
            item.x0 + self._left,
            self._height - item.y1 + self._top,
            item.x1 + self._left,
            self._height - item.y0 + self._top,
        )

    def render_char(
        self, matrix: _Matrix, font: PDFFont, fontsize: float, scaling: float, rise: float,
        cid: int, ncs: Any, graphicstate: Any,
    ) -> float:
        glyphs = self._glyphs.setdefault(font, {})
        if cid not in glyphs:
            glyphs[cid] = self._glyph(font, cid)
        text, width = glyphs[cid]
        item = LTChar(
            matrix, font, fontsize, scaling, rise, text, width, font.char_disp(cid), ncs, graphicstate
        )
        if item.upright:
            self.chars.append(
                Printed(
                    text,
                    item.x0 + self._left,
                    self._height - item.y1 + self._top,
                    item.x1 + self._left,
                    self._height - item.y0 + self._top,
                    item.size,
                    item.fontname,
                    round(self._height - matrix[5], 1),
                )
            )
        return item.adv

    def _glyph(self, font, cid):
        from pdfminer.pdffont import PDFUnicodeNotDefined
        try:
            text = font.to_unichr(cid)
            assert isinstance(text, str), str(type(text))
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, cid)
        return text, font.char_width(cid)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """Figures are not told apart."""

    def end_figure(self, _: str) -> None:
        """Figures are not told apart."""

    def render_image(self, name: str, stream: Any) -> None:
        """Pictures hold no text."""


def _is_ruling(path: LTCurve) -> bool:
    """Whether a path is a line, or a rectangle so thin that it stands for one."""
    return isinstance(path, LTLine) or (isinstance(path, LTRect) and path.height < _RULING)
