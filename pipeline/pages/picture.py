"""Pictures of places on a PDF's pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pdfplumber

from pipeline.pages.page import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS_PER_INCH = 150
#: Pixels of a picture's longest side.
_MOST_DOTS = 8_000
#: Points of the page shown above and below the place.
_AROUND = 90.0
_LINE = "#c8102e"
_FILL = (255, 214, 0, 70)


def picture(data: bytes, page: int, boxes: Sequence[Box], *, whole_page: bool = False) -> Image:
    """The part of a page around some places, with each place outlined.

    Args:
        data: the PDF.
        page: number of the page, from 1.
        boxes: the places, in points from the page's upper left corner.
        whole_page: show the whole page instead of the part around the places.
    """
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        shown = pdf.pages[page - 1]
        if not whole_page:
            top = max(0.0, min(box.top for box in boxes) - _AROUND)
            bottom = min(float(shown.height), max(box.bottom for box in boxes) + _AROUND)
            shown = shown.crop((0, top, shown.width, bottom))
        longest = max(float(shown.width), float(shown.height), 1.0) / 72
        image = shown.to_image(resolution=min(_DOTS_PER_INCH, _MOST_DOTS / longest))
        for box in boxes:
            rectangle = (box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1)
            image.draw_rect(rectangle, fill=_FILL, stroke=_LINE, stroke_width=2)
        return image.annotated.convert("RGB")


def picture_as_png(place: tuple[bytes, int, Sequence[Box]]) -> bytes:
    """Like `picture`, as a PNG file. Takes one argument, so that it can be sent to a process."""
    sink = io.BytesIO()
    picture(*place).save(sink, format="PNG")
    return sink.getvalue()
