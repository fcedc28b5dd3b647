"""How fast the page is with many figures: makes them, builds the page, opens and uses it.

    uv run python tests/site/bench.py --figures 100000 --folder /tmp/many

The figures are those of the sample documents, over and over, as if of other documents of several
organizations and years. Prints seconds; asserts nothing.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa
from sample_tables import as_files, sample_tables

from pipeline.release.site import About, build_page
from pipeline.tables.schema import FIGURE_TABLES, TABLES

ORGANIZATIONS = ("UNDP", "UNICEF", "WFP", "WHO", "IOM", "UNOPS", "FAO", "UNHCR", None, None)


def many(tables: dict[str, pa.Table], figures: int) -> dict[str, pa.Table]:
    """The same with at least so many figures, of as many documents as that takes."""
    chance = random.Random(1)
    figure_tables = [table.name for table in FIGURE_TABLES.values()]
    times = -(-figures // sum(tables[name].num_rows for name in figure_tables))
    made: dict[str, pa.Table] = {"organizations": tables["organizations"]}
    for table in TABLES:
        if table.name in made or table.name not in tables:
            continue
        rows = tables[table.name].to_pylist()
        made[table.name] = pa.concat_tables(
            pa.Table.from_pylist([_copy(row, n, chance) for row in rows], schema=table.arrow)
            for n in range(times)
        )
    return made


def _copy(row: dict[str, Any], number: int, chance: random.Random) -> dict[str, Any]:
    copy = dict(row)
    for key in ("document_id", "paragraph_id", "figure_id"):
        if key in copy:
            copy[key] = f"N{number}_{copy[key]}"
    if copy.get("symbol"):
        copy["symbol"] = f"{copy['symbol']}/Add.{number}"
    if copy.get("fact_id"):
        copy["fact_id"] = f"{copy['fact_id']}{number // 2}"  # each is stated twice
    if "sentence" in copy:
        copy["organization"] = chance.choice(ORGANIZATIONS)
        copy["sentence"] = f"{copy['sentence']} ({number})"
    return copy


@contextmanager
def timed(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"{what:44} {time.perf_counter() - start:6.2f} s")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--figures", type=int, default=100_000)
    arguments.add_argument("--folder", type=Path, default=None, help="new; kept")
    given = arguments.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp()) / "release"
    with timed("making the figures"):
        tables = many(sample_tables(), given.figures)
    files = as_files(tables, Path(tempfile.mkdtemp()))
    with timed("building the page, without pictures"):
        build_page(files, folder, pdfs={}, about=About("1", date(2026, 1, 1), "UN figures."))
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(
        f"{sum(tables[t.name].num_rows for t in FIGURE_TABLES.values())} figures, {size / 1e6:.1f} MB"
    )
    use((folder / "index.html").as_uri())


def use(address: str) -> None:
    """Opens the page and does what readers do."""
    from playwright.sync_api import sync_playwright

    steps = {
        "filter by organization": "#/figures?organization=UNDP",
        "sort by value": "#/figures?sort=-value",
        "last page": "#/figures?page=999999",
        "first search, which loads all texts": "#/figures?q=women",
        "search for a word": "#/figures?q=training",
        "search for the beginning of a word": "#/figures?q=prog",
        "search for five words": "#/figures?q=the%20share%20of%20countries%20with",
        "search with phrase and without a word": "#/figures?q=%22open%20data%22%20-training",
        "search in Chinese": "#/figures?q=%E5%A6%87%E5%A5%B3%20%E5%BC%80%E6%94%BE%E6%95%B0%E6%8D%AE",
        "search in Arabic, which the sample is not": "#/figures?q=%D8%A7%D9%84%D8%A7%D9%85%D9%86",
        "search for a symbol": "#/figures?q=SAMPLE%2F2026%2F100%2FAdd.7",
        "charts": "#/charts",
        "list of organizations": "#/organizations",
        "one organization": "#/organizations/UNDP",
        "one figure": "#/figure/N100_SAMPLE_2026_100-en.p19.34",
        "one figure of a list": "#/figure/N100_SAMPLE_2026_100-en.p19.34?q=fund&sort=best",
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(locale="en")
        loaded: list[Path] = []
        page.on("request", lambda request: loaded.append(Path(urlsplit(request.url).path)))
        with timed("opening, to the first rows"):
            page.goto(address)
            page.wait_for_selector(".figure-link")
        weight = sum(file.stat().st_size for file in loaded if file.is_file())
        print(f"the first view loads {weight / 1e6:.1f} MB in {len(loaded)} files")
        paints = page.evaluate(
            "performance.getEntriesByType('paint').map(e => [e.name, e.startTime])"
        )
        print({name: f"{at / 1000:.2f} s" for name, at in paints})
        for name, hash_ in steps.items():
            ready = page.get_attribute("main", "data-ready")
            with timed(name):
                page.evaluate("hash => { location.hash = hash }", hash_)
                page.wait_for_function(
                    "before => document.querySelector('main').dataset.ready !== before", arg=ready
                )
        memory = page.evaluate("performance.memory.usedJSHeapSize")
        print(f"memory of the page's scripts: {memory / 1e6:.0f} MB")
        browser.close()


if __name__ == "__main__":
    main()
