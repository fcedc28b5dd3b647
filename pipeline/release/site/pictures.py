"""Pictures of the pages that figures were read from; the browser outlines the figures on them.

Greyscale and small; the same PDF gives the same bytes with the same library versions.
"""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from pipeline.engines import Died, Engine, Limits, Pool
from pipeline.engines.pool import cores
from pipeline.release.site.shown import MOST
from pipeline.storage import Place
from pipeline.tables.schema import FIGURE_TABLES, TABLE_CELLS

if TYPE_CHECKING:  # drawing libraries are imported in the processes that draw
    import numpy as np
    import pyarrow as pa
    import pypdfium2 as pdfium

_POINTS_PER_INCH = 72
_DOTS_PER_INCH = 110
#: Maximum pixels of the longest side, enough for a sheet of one metre. Larger pages are scaled
#: down.
_MOST_DOTS = 4_400
#: Takes half the time of zlib's default level, for 4 % more bytes.
_COMPRESS_LEVEL = 3
#: How many pages a process draws at a time.
_AT_A_TIME = 16

#: A page's width and height, and the offset of places on the picture; in points.
Size = tuple[float, float, float, float]
Sizes = dict[str, dict[int, Size]]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Pages:
    """Some pages of a PDF, numbered from 1."""

    document: str
    file: Place
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The result for some pages: pictures as PNG with sizes, and why other pages have none."""

    pictures: tuple[tuple[int, bytes, Size], ...] = ()
    problems: tuple[str, ...] = ()


def write_pictures(  # noqa: PLR0913
    tables: Mapping[str, pa.Table],
    pdfs: Mapping[str, Place],
    folder: Path,
    drawing: Engine | None = None,
    stopped: Event | None = None,
    *,
    most: int = MOST.pictures,
) -> Sizes:
    """Writes `<document_id>/<page>.png` for every page on which a figure has a place.

    A page that cannot be drawn, or whose PDF is gone, has no picture; its figures are published all
    the same. A document with more pages than the rest of the limit gets no pictures.

    Args:
        tables: the published tables by name.
        pdfs: the PDF of a document, by its id; drawn in this order.
        folder: where the pictures go.
        drawing: where they are drawn; processes of this machine without it.
        stopped: once set, no more are drawn.
        most: how many pages are drawn at most.

    Returns:
        The sizes of the pages that have one.
    """
    chosen = list(_chosen(_pages_with_places(tables), pdfs, most))
    sizes: Sizes = {}
    with nullcontext(drawing) if drawing else Pool(cores(), Limits()) as engine:
        for some, drawn in zip(chosen, engine.map(_draw, chosen), strict=True):
            if stopped is not None and stopped.is_set():
                break
            if isinstance(drawn, Died):
                _log.warning("no page pictures of %s: %s", some.file.name, drawn.reason)
                continue
            for problem in drawn.problems:
                _log.warning("%s: %s", some.file.name, problem)
            for number, picture, size in drawn.pictures:
                place = folder / some.document
                place.mkdir(parents=True, exist_ok=True)
                (place / f"{number}.png").write_bytes(picture)
                sizes.setdefault(some.document, {})[number] = size
    return dict(sorted(sizes.items()))


def _chosen(
    places: Mapping[str, set[int]], pdfs: Mapping[str, Place], most: int
) -> Iterator[_Pages]:
    left = most
    for document, file in pdfs.items():
        pages = sorted(places.get(document, ()))
        if len(pages) <= left:
            left -= len(pages)
            for begin in range(0, len(pages), _AT_A_TIME):
                yield _Pages(document, file, tuple(pages[begin : begin + _AT_A_TIME]))


def _pages_with_places(tables: Mapping[str, pa.Table]) -> dict[str, set[int]]:
    pages: dict[str, set[int]] = {}
    for declared in (*FIGURE_TABLES.values(), TABLE_CELLS):
        if declared.name not in tables:
            continue
        columns = (
            tables[declared.name].column(c).to_pylist() for c in ("document_id", "page", "x0")
        )
        for document, page, x0 in zip(*columns, strict=True):
            if x0 is not None:
                pages.setdefault(document, set()).add(page)
    return pages


def _draw(pages: _Pages) -> _Drawn:
    """Draws pages of one PDF."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(pages.file.read_bytes())
    except (OSError, pdfium.PdfiumError) as problem:
        return _Drawn(problems=(f"no page pictures ({problem})",))
    drawn: list[tuple[int, bytes, Size]] = []
    problems: list[str] = []
    for number in pages.numbers:
        try:
            picture, size = _picture(document, number)
        except (IndexError, ValueError, pdfium.PdfiumError) as problem:
            problems.append(f"no picture of page {number} ({problem})")
            continue
        drawn.append((number, _png(picture), size))
    document.close()
    return _Drawn(tuple(drawn), tuple(problems))


def _picture(document: pdfium.PdfDocument, number: int) -> tuple[np.ndarray, Size]:
    page = document[number - 1]
    # Places in the tables refer to the whole sheet, not to the visible part, and count from the
    # origin of the PDF's axes, which is not always the sheet's corner.
    left, bottom, *_ = page.get_mediabox()
    page.set_cropbox(*page.get_mediabox())
    width, height = page.get_size()
    if not 0 < min(width, height) <= max(width, height) < float("inf"):
        raise ValueError(f"its size is {width:g} by {height:g} points")
    scale = min(_DOTS_PER_INCH / _POINTS_PER_INCH, _MOST_DOTS / max(width, height))
    grey = page.render(scale=scale, grayscale=True).to_numpy().copy()  # of memory of the page
    page.close()
    return grey, (round(width, 2), round(height, 2), -round(left, 2), round(bottom, 2))


def _png(grey: np.ndarray) -> bytes:
    """A picture, 0 to 255 by row and column, as a PNG with 16 shades of grey.

    So many keep letters smooth and take half a byte per pixel.
    Twice as fast as Pillow, which writes so many shades as a palette only.
    Source: https://www.w3.org/TR/png-3/
    """
    import numpy as np

    height, width = grey.shape
    shades = np.zeros((height, width + width % 2), np.uint8)
    # g / 17, rounded to within a grey: black stays 0, white becomes 15. Without division or wider
    # numbers, it takes a third of the time.
    shades[:, :width] = (grey - (grey >> 4) + 8) >> 4
    pairs = shades.view("<u2")
    rows = np.zeros((height, 1 + pairs.shape[1]), np.uint8)  # each begins with its filter: none
    rows[:, 1:] = pairs << 4 | pairs >> 8
    return b"\x89PNG\r\n\x1a\n" + b"".join([
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(rows.tobytes(), _COMPRESS_LEVEL)),
        _chunk(b"IEND", b""),
    ])  # fmt: skip


def _chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
