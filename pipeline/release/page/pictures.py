"""Pictures of the pages that figures were read from; the browser outlines the place on them.

Greyscale, small, the same bytes for the same PDF under one version of the libraries.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pypdfium2 as pdfium
from PIL import Image

from pipeline.release.page.shown import MOST
from pipeline.storage import Place
from pipeline.tables.schema import FIGURE_TABLES

_POINTS_PER_INCH = 72
_DOTS_PER_INCH = 110
#: Shades of grey; sixteen keep letters smooth and take half a byte a dot.
_SHADES = 16
#: Takes half the time of PNG's usual level, for 4 % more bytes.
_COMPRESS_LEVEL = 3

#: A page's width and height, and what to add to a place's x and y to have it on the picture; in
#: points.
Size = tuple[float, float, float, float]
Sizes = dict[str, dict[int, Size]]


def write_pictures(
    tables: Mapping[str, pa.Table],
    pdfs: Mapping[str, Place],
    folder: Path,
    *,
    most: int = MOST.pictures,
) -> Sizes:
    """Writes `<document_id>/<page>.png` for every page on which a figure has a place.

    A page that cannot be drawn, or a PDF that is not there any more, has no picture; the figures
    on it are published all the same. A document with more pages than are left to
    draw has none.

    Args:
        tables: the published tables by name.
        pdfs: the PDF of a document, by its id; drawn in this order.
        folder: where the pictures go.
        most: how many pages are drawn at most.

    Returns:
        The sizes of the pages that have one.
    """
    sizes: Sizes = {}
    left = most
    places = _pages_with_places(tables)
    for document, pdf in pdfs.items():
        pages = sorted(places.get(document, ()))
        if pages and len(pages) <= left:
            left -= len(pages)
            drawn = _draw(pdf, pages, folder / document)
            if drawn:
                sizes[document] = drawn
    return dict(sorted(sizes.items()))


def _pages_with_places(tables: Mapping[str, pa.Table]) -> dict[str, set[int]]:
    pages: dict[str, set[int]] = {}
    for declared in FIGURE_TABLES.values():
        columns = (
            tables[declared.name].column(c).to_pylist() for c in ("document_id", "page", "x0")
        )
        for document, page, x0 in zip(*columns, strict=True):
            if x0 is not None:
                pages.setdefault(document, set()).add(page)
    return pages


def _draw(file: Place, pages: Iterable[int], folder: Path) -> dict[int, Size]:
    """Draws pages of one PDF, numbered from 1; gives the sizes of those that could be drawn."""
    drawn: dict[int, Size] = {}
    try:
        document = pdfium.PdfDocument(file.read_bytes())
    except (OSError, pdfium.PdfiumError) as problem:
        logging.getLogger(__name__).warning("no page pictures of %s: %s", file.name, problem)
        return drawn
    folder.mkdir(parents=True)
    for number in pages:
        try:
            picture, size = _picture(document, number)
        except (IndexError, pdfium.PdfiumError) as problem:
            logging.getLogger(__name__).warning(
                "no picture of page %d of %s: %s", number, file.name, problem
            )
            continue
        picture.save(folder / f"{number}.png", compress_level=_COMPRESS_LEVEL)
        drawn[number] = size
    document.close()
    return drawn


def _picture(document: pdfium.PdfDocument, number: int) -> tuple[Image.Image, Size]:
    page = document[number - 1]
    # The tables' places are on the whole sheet, not on the part that is shown, and count from where
    # the PDF's own axes cross, which is not the sheet's corner in every PDF.
    left, bottom, *_ = page.get_mediabox()
    page.set_cropbox(*page.get_mediabox())
    width, height = page.get_size()
    bitmap = page.render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH, grayscale=True)
    grey = bitmap.to_pil().convert("L")
    page.close()
    step = 255 / (_SHADES - 1)
    levels = grey.point([round(shade / step) for shade in range(256)])
    paletted = Image.frombytes("P", levels.size, levels.tobytes())
    paletted.putpalette([round(level * step) for level in range(_SHADES) for _ in range(3)])
    return paletted, (round(width, 2), round(height, 2), -round(left, 2), round(bottom, 2))
