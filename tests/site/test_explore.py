"""Opening the page, filtering, searching, sorting, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from helpers.reader import VIEWS, Reader, rows_of, saved_csv, total

from pipeline.tables.schema import FIGURE_TABLES


@pytest.mark.parametrize("place", ["file system", "web server"])
def test_opens_and_shows_all_figures(
    reader: Reader, release: Path, server: str, tables: dict[str, pa.Table], place: str
) -> None:
    page = reader.open(release if place == "file system" else server)
    assert reader.count == total(tables)
    for view in VIEWS:
        reader.go(view + "?x=1")
        assert page.locator("main h1").count() == 1
        assert page.title()


def test_no_file_of_the_page_names_another_host(release: Path) -> None:
    """But for names of standards, addresses in licences, and comments in libraries."""
    ours = [*release.glob("page/js/*"), *release.glob("page/css/*"), *release.glob("page/i18n/*")]
    for file in [release / "index.html", *ours]:
        assert "//" not in re.sub(
            r"(?m)^\s*//.*|/\*.*?\*/", "", file.read_text(encoding="utf-8")
        ), file


def test_speaks_the_readers_language(new_reader: Any, release: Path) -> None:
    page = new_reader(locale="zh-CN").open(release)
    assert page.evaluate("document.documentElement.lang") == "zh"
    assert "个数据" in page.inner_text("#count")
    page.click("#languages a[lang=en]")
    page.wait_for_selector("html[lang=en]")
    assert "figures" in page.inner_text("#count")
    assert "lang=en" in page.url
    page.go_back()
    page.wait_for_selector("html[lang=zh]")


def test_filters_by_what_is_ticked(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    page = reader.open(release)
    reader.until_ready(lambda: page.check("[data-value=money_amounts]"))
    assert reader.count == tables["money_amounts"].num_rows
    page.click("details.facet:has-text('Language') > summary")
    reader.until_ready(lambda: page.check("[data-value=zh]"))
    chinese = [r for r in tables["money_amounts"].to_pylist() if r["language"] == "zh"]
    assert reader.count == len(chinese)
    address = page.url
    reader.until_ready(page.go_back)
    assert reader.count == tables["money_amounts"].num_rows
    reader.open(release, "#" + address.split("#")[1])  # as somebody who was sent the address
    assert reader.count == len(chinese)
    reader.until_ready(lambda: page.click("a.chip:has-text('Kind')"))
    assert reader.count == sum(
        r["language"] == "zh" for t in FIGURE_TABLES.values() for r in tables[t.name].to_pylist()
    )


@pytest.mark.parametrize(
    ("query", "keep"),
    [
        ("from=2024&to=2025", lambda r: r["period_start"] and r["period_start"] <= 2025 and (r["period_end"] or 9999) >= 2024),
        ("kind=percentages&min=84&max=84", lambda r: r.get("of", 0) != 0 and r["value"] == 84),
        ("currency=EUR&currency=CHF", lambda r: r.get("currency") in {"EUR", "CHF"}),
        ("document=SAMPLE_2026_100-zh", lambda r: r["document_id"] == "SAMPLE_2026_100-zh"),
        ("class=people", lambda r: r.get("unit_class") == "people"),
        ("organization=none", lambda r: r["organization"] is None),
        ("edition=zh", lambda r: r["language"] == "zh"),
        ("q=SAMPLE/2026/100&language=zh", lambda r: r["language"] == "zh"),
        ("q=zzzz", lambda _: False),
    ],
)  # fmt: skip
def test_every_filter_keeps_the_right_figures(
    reader: Reader, release: Path, tables: dict[str, pa.Table], query: str, keep: Any
) -> None:
    page = reader.open(release, f"#/figures?{query}")
    wanted = {
        r["figure_id"]
        for t in FIGURE_TABLES.values()
        for r in tables[t.name].to_pylist()
        if keep(r)
    }
    assert reader.count == len(wanted)
    if wanted:
        assert {row["figure_id"] for row in rows_of(saved_csv(page))} == wanted
    else:
        assert page.is_disabled("#csv")
        assert "No figures match" in page.inner_text("#table")


def test_searches_while_typing(reader: Reader, release: Path) -> None:
    page = reader.open(release)
    reader.until_ready(lambda: page.fill("#search", "trust fund"))
    assert "trust fund" in page.inner_text("#table").lower()
    assert "q=trust%20fund" in page.url


def test_sorts_by_header_and_by_choice(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    page = reader.open(release, "#/figures?kind=money_amounts")
    reader.until_ready(lambda: page.select_option("#sort", "-value"))
    largest = max(row["amount"] for row in tables["money_amounts"].to_pylist())
    assert f"{largest:,.0f}" in page.inner_text(".figure-link >> nth=0")
    reader.until_ready(lambda: page.click(".tabulator-col[tabulator-field=year]"))
    assert "sort=year" in page.url
    page.wait_for_selector(".tabulator-col[tabulator-field=year][aria-sort=ascending]")
    years = [row["period_start"] for row in rows_of(saved_csv(page)) if row["period_start"]]
    assert years == sorted(years)


def test_turns_pages(reader: Reader, release: Path, tables: dict[str, pa.Table]) -> None:
    page = reader.open(release)
    first = page.inner_text(".tabulator-row >> nth=0")
    reader.until_ready(lambda: page.click("a[rel=next]"))
    page.wait_for_function(
        "first => document.querySelector('.tabulator-row')?.innerText !== first", arg=first
    )
    assert "page=2" in page.url
    seen = 0
    for number in range(1, -(-total(tables) // 50) + 1):
        reader.open(release, f"#/figures?page={number}")
        page.wait_for_selector(".figure-link")
        seen += page.locator(".figure-link").count()
    assert seen == total(tables)
