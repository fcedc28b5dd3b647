"""What a page draws according to pdfplumber, for pages that `content` is not sure of."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pdfplumber
from pdfplumber.pdf import PDF

from pipeline.pages.drawing import (
    EVERYWHERE,
    RULING,
    Color,
    Drawing,
    Fill,
    Glyphs,
    Numbers,
    Runs,
    edges,
)
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
        contents = []
        for char in chars:
            mark = char.get("mcid")
            content = ARTIFACT if char.get("tag") == "Artifact" else UNMARKED
            if content == UNMARKED and mark is not None and self._places:
                content = self._places.get((number, 0, mark), UNMARKED)
                unknown |= {mark} if content == UNMARKED else set()
            contents.append(content)
        if chars:
            drawing.glyphs, drawing.runs = _shown(chars, contents, drawing.height)
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


def _shown(
    chars: Sequence[Mapping[str, Any]], contents: Sequence[int], height: float
) -> tuple[Glyphs, Runs]:
    """The characters of a page, each a run of its own."""
    count = len(chars)
    alphabet, faces, colors = Numbers(), Numbers(), Numbers()
    text = np.array([alphabet[char["text"]] for char in chars])
    numbers = [[char[name] for name in ("x0", "x1", "top", "bottom", "size")] for char in chars]
    x0, x1, top, bottom, size = np.array(numbers, float).T
    matrices = [char["matrix"] for char in chars]
    runs = Runs(
        np.arange(count),
        np.arange(count) + 1,
        top,
        bottom,
        size,
        np.array([round(height - matrix[5], 1) for matrix in matrices], float),
        np.array([faces[char["fontname"]] for char in chars]),
        np.array([colors[_color(char.get("non_stroking_color"))] for char in chars]),
        np.array(contents),
        np.ones(count, np.intp),
        np.zeros(count, bool),
        np.array([matrix[1] / matrix[0] if matrix[0] else 0.0 for matrix in matrices]),
        np.tile(EVERYWHERE, (count, 1)),
        list(faces),
        list(colors),
    )
    return Glyphs(list(alphabet), text, x0, x1), runs


def _box(item: Mapping[str, Any]) -> Box:
    return Box(item["x0"], item["top"], item["x1"], item["bottom"])


def _color(parts: Any) -> Color:
    """A colour from its components, if their number identifies the colour space."""
    if not isinstance(parts, Sequence) or not all(isinstance(p, (int, float)) for p in parts):
        return None
    if len(parts) == 1:
        return (float(parts[0]),) * 3
    return (float(parts[0]), float(parts[1]), float(parts[2])) if len(parts) == 3 else None
