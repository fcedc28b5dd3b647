"""Draws the README's pictures: figures outlined on a page of the sample, and the release's page.

Run `uv run pipeline run` first, then `uv run python docs/make_picture.py`. Needs Chromium.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from pipeline.pages.page import Box
from pipeline.pages.picture import picture
from pipeline.tables.files import read_table
from pipeline.tables.schema import FIGURE_TABLES

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT, PAGE = "SAMPLE_2026_100-zh", 4
#: The part of the page that is shown: left, top, right, bottom in dots.
PART = (130, 150, 1080, 920)


def main() -> None:
    """Writes docs/figures.png and docs/page.png."""
    _figures()
    _page()


def _page() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto((ROOT / "outputs" / "latest" / "index.html").resolve().as_uri())
        page.wait_for_selector(".tabulator-row")
        page.screenshot(path=ROOT / "docs" / "page.png")
        browser.close()


def _figures() -> None:
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
