"""A browser window that shows a release's page, and the actions of a reader."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.release.site import About, DownloadLink
from pipeline.tables.schema import FIGURE_TABLES

ABOUT = About(
    version="2026.11.25.1",
    released_on=date(2026, 11, 25),
    citation="UN figures, release 2026.11.25.1.",
    downloads=(DownloadLink("data/counts.csv", "counts as CSV", 68021, "0f" * 32, "counts"),),
    dictionary="dictionary.html",
    data_docs="data_docs/index.html",
    accuracy="accuracy.html",
)
#: A view of each kind.
VIEWS = (
    "#/figures",
    "#/organizations",
    "#/charts",
    "#/figure/SAMPLE_2026_100-en.p19.34",
    "#/documents",
    "#/downloads",
)


class Reader:
    """A browser window that records requests to other hosts, and errors."""

    def __init__(self, context: Any) -> None:
        self.page = context.new_page()
        self.outside: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on(
            "console", lambda m: m.type in {"error", "warning"} and self.faults.append(m.text)
        )

    def _note(self, address: str) -> None:
        if not address.startswith(("file:", "data:", "blob:", "http://127.0.0.1:")):
            self.outside.append(address)

    def open(self, folder: Path | str, hash_: str = "") -> Any:
        """Opens a release's page, from its folder or from a server."""
        start = (
            f"{folder}/index.html" if isinstance(folder, str) else (folder / "index.html").as_uri()
        )
        self.page.goto("about:blank")
        self.page.goto(start + hash_)
        self.page.wait_for_selector("main[data-ready]")
        return self.page

    def until_ready(self, act: Any) -> None:
        """Does something and waits until the page has updated."""
        before = self.page.get_attribute("main", "data-ready")
        act()
        self.page.wait_for_function(
            "before => document.querySelector('main').dataset.ready !== before", arg=before
        )

    def go(self, hash_: str) -> None:
        """Follows a link within the page."""
        self.until_ready(lambda: self.page.evaluate("hash => { location.hash = hash }", hash_))

    @property
    def count(self) -> int:
        """The number of figures that the page says it shows."""
        return int("".join(c for c in self.page.inner_text("#count") if c.isdigit()))


def total(tables: dict[str, pa.Table]) -> int:
    return sum(tables[table.name].num_rows for table in FIGURE_TABLES.values())


def saved_csv(page: Any) -> bytes:
    """The bytes of the CSV that the button downloads."""
    with page.expect_download() as download:
        page.click("#csv")
    return Path(download.value.path()).read_bytes()


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def row_of(table: pa.Table, figure_id: str) -> dict[str, Any]:
    return next(row for row in table.to_pylist() if row["figure_id"] == figure_id)
