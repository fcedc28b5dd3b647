"""What a page draws according to pdfplumber, for pages that `content` is not sure of."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pdfplumber
from pdfplumber.pdf import PDF

from pipeline.pages.drawing import RULING, Color, Drawing, Fill, Glyphs, Run, edges
from pipeline.pages.fonts import Alphabet
from pipeline.pages.page import ARTIFACT, UNMARKED, Box
from pipeline.pages.tags import Place


class Plumber:
    """An open document."""

    def __init__(self, pdf: PDF, places: Mapping[Place, int]) -> None:
        self._pdf = pdf
        self._places = places

    def __len__(self) -> int:
        return len(self._pdf.pages)

    def drawing(self, number: int) -> Drawing:
        """What a page draws, by its index.

        Raises:
            Exception: whatever a damaged file makes pdfminer raise.
        """
        page = self._pdf.pages[number]
        shown = Box(*edges(page.cropbox))
        drawing = Drawing(float(page.width), float(page.height), shown)
        unknown = set()
        chars = [char for char in page.chars if char["upright"]]
        drawing.glyphs = _glyphs(chars)
        for index, char in enumerate(chars):
            mark = char.get("mcid")
            content = ARTIFACT if char.get("tag") == "Artifact" else UNMARKED
            if content == UNMARKED and mark is not None and self._places:
                content = self._places.get((number, 0, mark), UNMARKED)
                unknown |= {mark} if content == UNMARKED else set()
            drawing.runs.append(_run(char, index, content, drawing.height))
        for rect in page.rects:
            box = _box(rect)
            drawing.rectangles.append(box)
            if rect["height"] < RULING:
                drawing.rulings.append(box)
            if rect.get("fill"):
                color = _color(rect.get("non_stroking_color"))
                drawing.fills.append(Fill(box, color, 0, is_solid=True))
        drawing.rulings += map(_box, page.lines)
        drawing.fills += [Fill(_box(image), None, 0, is_picture=True) for image in page.images]
        drawing.unknown = len(unknown)
        page.close()
        return drawing


@contextmanager
def opened(data: bytes, places: Mapping[Place, int]) -> Iterator[Plumber]:
    """Open a document with pdfplumber."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        yield Plumber(pdf, places)


def _glyphs(chars: Iterable[Mapping[str, Any]]) -> Glyphs:
    alphabet = Alphabet()
    rows = [(alphabet[char["text"]], char["x0"], char["x1"]) for char in chars]
    if not rows:
        return Glyphs()
    text, x0, x1 = zip(*rows, strict=True)
    return Glyphs(alphabet.texts, np.array(text), np.array(x0, float), np.array(x1, float))


def _run(char: Mapping[str, Any], index: int, content: int, height: float) -> Run:
    a, b, _, _, _, f = char["matrix"]
    return Run(
        index,
        index + 1,
        char["x0"],
        char["x1"],
        char["top"],
        char["bottom"],
        char["size"],
        char["fontname"],
        round(height - f, 1),
        content,
        _color(char.get("non_stroking_color")),
        slope=b / a if a else 0.0,
        order=1,
    )


def _box(item: Mapping[str, Any]) -> Box:
    return Box(item["x0"], item["top"], item["x1"], item["bottom"])


def _color(parts: Any) -> Color:
    """A colour from its components, if their number identifies the colour space."""
    if not isinstance(parts, Sequence) or not all(isinstance(p, (int, float)) for p in parts):
        return None
    if len(parts) == 1:
        return (float(parts[0]),) * 3
    return (float(parts[0]), float(parts[1]), float(parts[2])) if len(parts) == 3 else None
