"""Draws the README's picture: a page of the sample with the published figures outlined.

Run `uv run pipeline run` first, then `uv run python docs/make_picture.py`.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.pages.model import Box
from pipeline.pages.picture import picture
from pipeline.tables.files import read_table
from pipeline.tables.schema import FIGURE_TABLES

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT, PAGE = "SAMPLE_2026_100-zh", 4
#: The part of the page that is shown: left, top, right, bottom in dots.
PART = (130, 150, 1080, 920)


def main() -> None:
    """Writes docs/figures.png."""
    tables = (read_table(t.name, ROOT / "outputs") for t in FIGURE_TABLES.values())
    boxes = [
        Box(row["x0"], row["top"], row["x1"], row["bottom"])
        for table in tables
        for row in table.to_pylist()
        if (row["document_id"], row["page"]) == (DOCUMENT, PAGE)
    ]
    image = picture((ROOT / "raw" / f"{DOCUMENT}.pdf").read_bytes(), PAGE, boxes, whole_page=True)
    image.crop(PART).quantize(64).save(ROOT / "docs" / "figures.png", optimize=True)


if __name__ == "__main__":
    main()
