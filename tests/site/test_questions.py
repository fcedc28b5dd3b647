"""Twenty questions that readers ask a release, each answered in a browser, with clicks counted.

Over a release of the sample, and over one of reference documents where they are at hand. The
answers are told by the release's own tables.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from helpers.reader import Reader, rows_of, saved_csv
from helpers.refreshing import refresh
from upath import UPath

from pipeline.documents.discovery import find_documents
from pipeline.release.build import Extras, build_release

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT.parent / "shared" / "raw"
DOCUMENTS = ("E_2025_8-en.pdf", "DP_2025_12-en.pdf", "DP_OPS_2025_12-en.pdf",
             "A_80_604_Add.11-en.pdf", "A_74_336-zh.txt", "UN_Charter-ar.txt")  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True)
class Library:
    """A release in a folder, and its tables as rows."""

    folder: Path

    def rows(self, table: str) -> list[Row]:
        return list(pq.read_table(self.folder / "data" / f"{table}.parquet").to_pylist())


@pytest.fixture(
    scope="module", params=["sample", pytest.param("reference", marks=pytest.mark.slow)]
)
def library(
    request: Any, sample_outputs: Path, tmp_path_factory: pytest.TempPathFactory
) -> Library:
    folder = tmp_path_factory.mktemp(request.param)
    raw, outputs = ROOT / "raw", folder / "outputs"
    if request.param == "sample":
        shutil.copytree(sample_outputs, outputs)
    else:
        if not all((REFERENCE / name).is_file() for name in DOCUMENTS):
            pytest.skip("the reference documents are not at hand")
        raw = folder / "raw"
        raw.mkdir()
        for name in DOCUMENTS:
            shutil.copy(REFERENCE / name, raw)
        refresh(raw, outputs, check=False)
    found = [d for d in find_documents([UPath(raw)]) if d.media_type == "application/pdf"]
    extras = Extras(pdfs={str(d.document_id): d.path for d in found})
    build_release(UPath(outputs), UPath(outputs), day=dt.date(2026, 11, 29), extras=extras)
    return Library((outputs / "latest").resolve())


@pytest.fixture(scope="module")
def figures(library: Library) -> list[Row]:
    """All figures, in the order of reading."""
    return library.rows("all_figures")


class Desk:
    """A reader at the page, whose clicks are counted; typing and choosing from a list are one each."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.page, self.clicks = reader, reader.page, 0

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.reader.until_ready(self.page.locator(selector).first.click)

    def unfold(self, selector: str) -> None:
        """Opens a list of filters."""
        self.clicks += 1
        self.page.locator(selector).first.click()

    def type(self, text: str, where: str = "#search") -> None:
        self.reader.until_ready(lambda: self.page.fill(where, text))

    def choose(self, facet: str, value: str) -> None:
        """Ticks a value of a list of filters that is closed."""
        box = self.page.locator(f"details.facet:has(> summary:text-is('{facet}'))")
        if box.get_attribute("open") is None:
            self.clicks += 1
            box.locator("summary").click()
        find = box.locator("input.find")
        if find.is_visible():
            find.fill(value)
        self.clicks += 1
        self.reader.until_ready(box.locator(f'[data-value="{value}"]').check)

    @property
    def ids(self) -> list[str]:
        """The figures of the first page of the list."""
        self.page.wait_for_selector("[data-row]")
        links = self.page.locator("a[data-row]").all()
        return [link.get_attribute("href").split("/")[-1].split("?")[0] for link in links]


@pytest.fixture
def desk(new_reader: Any, library: Library) -> Callable[..., Desk]:
    """Sits a reader down at the first view, in a language."""

    def sit(language: str = "en") -> Desk:
        reader = new_reader(locale=language)
        reader.open(library.folder)
        return Desk(reader)

    return sit


def most(values: Iterator[Any]) -> Any:
    """The value that comes most often, the first of them."""
    return Counter(value for value in values if value is not None).most_common(1)[0][0]


def english(figures: list[Row]) -> list[Row]:
    return [row for row in figures if row["language"] == "en"]


def test_which_sums_does_this_document_name(desk: Any, library: Library) -> None:
    reader = desk()
    one = max(library.rows("documents"), key=lambda row: row["money_amounts"] or 0)
    reader.click("#views a:has-text('Documents')")
    reader.click(f"a[href*='document={one['document_id']}'][href*='money_amounts']")
    assert reader.reader.count == one["money_amounts"]
    assert reader.clicks == 2


def test_what_is_said_of_this_word(desk: Any, figures: list[Row]) -> None:
    reader = desk()
    word = most(row["unit"] for row in english(figures) if row["kind"] == "counts")
    reader.type(word)
    texts = {row["figure_id"]: f"{row['sentence']} {row['unit']}".lower() for row in figures}
    assert all(word.split()[0].lower() in texts[one] for one in reader.ids[:5])
    assert reader.clicks == 0


def test_where_on_its_page_does_the_figure_stand(desk: Any, figures: list[Row]) -> None:
    reader = desk()
    one = next(row for row in english(figures) if row["kind"] == "money_amounts" and row["x0"])
    reader.type(f'"{one["raw"]}"')
    reader.click(f"a[data-row][href*='{one['figure_id']}?']")
    assert reader.page.inner_text(".its-words mark") == one["raw"]
    reader.page.wait_for_selector(".sheet .outline")
    assert f"page {one['page']}" in reader.page.inner_text(".origin")
    assert reader.clicks == 1


def test_can_i_read_that_page_large(desk: Any, figures: list[Row]) -> None:
    reader = desk()
    one = next(row for row in english(figures) if row["x0"])
    reader.reader.go(f"#/figure/{one['figure_id']}")
    small = reader.page.locator(".sheet img").bounding_box()["width"]
    reader.unfold(".enlarge")
    shown = reader.page.locator("dialog.large .sheet img")
    shown.wait_for()
    assert shown.bounding_box()["width"] > 1.5 * small
    reader.page.wait_for_selector("dialog.large .outline")
    reader.page.keyboard.press("Escape")
    reader.page.wait_for_selector("dialog.large", state="detached")
    assert reader.clicks == 1


def test_what_does_this_organization_report(desk: Any, figures: list[Row]) -> None:
    reader = desk()
    name = most(row["organization_name"] for row in english(figures))
    key = next(r["organization"] for r in figures if r["organization_name"] == name)
    reader.type(f'"{name}"')
    reader.click(f".hits a[href*='organizations/{key}']")
    assert reader.page.inner_text("h1") == name
    its = {row["figure_id"]: row for row in figures if row["organization"] == key}
    links = reader.page.locator(".measures a[href*='figure/']").all()
    assert links
    for link in links:
        row = its[link.get_attribute("href").split("/")[-1].split("?")[0]]
        if row["stands_in"] != "table":
            assert row["raw"] in link.text_content()
        else:
            shown = re.sub(r"[^\d.]", "", link.text_content().split("–")[0])
            assert float(shown) == row["value"]
    for symbol in {r["symbol"] or r["document_id"] for r in its.values() if r["language"] == "en"}:
        assert symbol in reader.page.inner_text("article")
    assert reader.clicks == 1


def test_which_organizations_are_there(desk: Any, figures: list[Row]) -> None:
    reader = desk()
    reader.click("#views a:has-text('Organizations')")
    listed = reader.page.locator(".all-names a").count()
    assert listed >= len({row["organization"] for row in figures if row["organization"]})
    assert reader.clicks == 1


def test_what_is_the_largest_sum_in_this_currency(desk: Any, figures: list[Row]) -> None:
    reader = desk()
    reader.choose("Currency", "USD")
    reader.clicks += 1
    reader.reader.until_ready(lambda: reader.page.select_option("#sort", "-value"))
    values = {row["figure_id"]: row["value"] for row in figures if row["currency"] == "USD"}
    assert values[reader.ids[0]] == max(values.values())
    assert reader.clicks == 3


def test_which_figures_are_about_this_year(desk: Any, figures: list[Row]) -> None:
    reader = desk()
    year = most(row["period_start"] for row in figures if row["period_start"] == row["period_end"])

    def set_year(field: str) -> None:
        reader.page.fill(f"input[name={field}]", str(year))
        reader.reader.until_ready(lambda: reader.page.press(f"input[name={field}]", "Enter"))

    set_year("from")
    set_year("to")
    about = [
        row
        for row in figures
        if row["period_start"]
        and row["period_start"] <= year
        and (row["period_end"] or 9999) >= year
    ]
    assert reader.reader.count == len(about)
    assert reader.clicks == 0


@pytest.mark.parametrize(
    ("facet", "column"),
    [("What is counted", "unit_class"), ("Measure", "measure"), ("Where it is", "stands_in")],
)
def test_which_figures_are_of_this_kind(
    desk: Any, figures: list[Row], facet: str, column: str
) -> None:
    """What is counted; what is measured; whether a text or a table has it."""
    reader = desk()
    values = [None if row[column] is None else row[column].lower() for row in figures]
    value = most(iter(values))
    reader.choose(facet, value)
    assert reader.reader.count == values.count(value)
    assert reader.clicks == 2


def test_what_stands_under_this_heading(desk: Any, figures: list[Row]) -> None:
    reader = desk()
    headings = [row["section"] and row["section"].split(" > ")[-1] for row in figures]
    heading = most(one for one in headings if one and "'" not in one and '"' not in one)
    reader.choose("Heading it is under", heading)
    assert reader.reader.count == headings.count(heading)
    assert reader.clicks == 2


def test_by_how_much_did_things_change(desk: Any, figures: list[Row]) -> None:
    reader = desk()
    reader.choose("Level or change", "change")
    assert reader.reader.count == sum(row["change"] == "change" for row in figures)
    assert reader.clicks == 2


def test_which_is_the_next_of_what_i_found(desk: Any, figures: list[Row]) -> None:
    """And back, the list stands where it was left."""
    reader = desk()
    reader.type(most(row["unit"] for row in english(figures) if row["unit_class"]))
    found = reader.ids
    reader.page.evaluate("window.scrollTo(0, 400)")
    reader.click(f"a[data-row][href*='{found[3]}?']")
    reader.click(".neighbours a[rel=next]")
    assert f"/{found[4]}?" in reader.page.url
    assert reader.page.inner_text(".neighbours .hint").startswith("5 of ")
    reader.click("a.back")
    assert reader.ids == found
    reader.page.wait_for_function(
        "id => document.activeElement.href?.includes(id)", arg=f"/{found[4]}?"
    )
    place = reader.page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert 0 < place < reader.page.viewport_size["height"]
    assert reader.clicks == 3


def test_which_tables_have_this_row(desk: Any, library: Library) -> None:
    reader = desk()
    cells = [row for row in library.rows("table_cells") if row["language"] == "en"]
    heads = [re.findall(r"[A-Z][a-z]{5,}", row["row_header"] or "") for row in cells]
    word = most(word for found in heads for word in found)
    holding = {row["table_id"] for row in cells if word in (row["row_header"] or "")}
    reader.click("#views a:has-text('Printed tables')")
    reader.page.fill("main input[type=search]", word)
    reader.page.wait_for_selector(".tables-found .hint[dir=auto]")
    shown = {
        link.get_attribute("href").split("/")[-1]
        for link in reader.page.locator(".tables-found").first.locator("a").all()
    }
    assert holding <= shown
    assert reader.clicks == 1


def test_is_it_stated_elsewhere(desk: Any, figures: list[Row]) -> None:
    reader = desk()
    facts = Counter(row["fact_id"] for row in figures if row["fact_id"])
    fact, times = facts.most_common(1)[0]
    same = [row["figure_id"] for row in figures if row["fact_id"] == fact]
    reader.reader.go(f"#/figure/{same[0]}")
    if times == 1:
        assert reader.page.locator(".restated").count() == 0
        return
    links = [a.get_attribute("href") for a in reader.page.locator(".restated .quoted a").all()]
    assert [link.split("/")[-1] for link in links] == same[1:]
    reader.click(".restated a[href*='fact=']")
    assert reader.reader.count == times
    assert reader.clicks == 1


def test_how_do_i_cite_it(desk: Any, figures: list[Row]) -> None:
    reader = desk()
    reader.click("a[data-row]")
    one = next(row for row in figures if f"/{row['figure_id']}?" in reader.page.url)
    cited = reader.page.inner_text(".citation")
    assert one["figure_id"] in cited
    assert one["raw"] in cited
    assert reader.clicks == 1


def test_how_do_i_get_all_of_it(desk: Any, library: Library) -> None:
    reader = desk()
    reader.click("#views a:has-text('Downloads')")
    row = reader.page.locator("tr:has(a[href='data/all_figures.csv'])")
    data = (library.folder / "data" / "all_figures.csv").read_bytes()
    assert hashlib.sha256(data).hexdigest() in row.inner_text()
    for name in ("accuracy.html", "limits.html"):
        assert reader.page.locator(f"a[href='{name}']").count() == 1
        assert (library.folder / name).is_file()
    assert reader.clicks == 1


def test_what_is_there_in_my_language(desk: Any, figures: list[Row]) -> None:
    """The first view begins with the reader's language, whichever of the six it is."""
    documents = {row["figure_id"]: row["language"] for row in figures}
    for language in ("en", "fr", "es", "ru", "ar", "zh"):
        reader = desk(language)
        assert reader.page.evaluate("document.documentElement.lang") == language
        if language in documents.values():
            assert documents[reader.ids[0]] == language


def test_a_question_in_chinese(desk: Any, figures: list[Row]) -> None:
    reader = desk("zh-CN")
    chinese = [row for row in figures if row["language"] == "zh"]
    unit = most(r["unit"] for r in chinese if r["kind"] == "counts" and len(r["unit"] or "") == 2)
    reader.type(unit)
    having = {r["figure_id"] for r in chinese if unit in f"{r['unit']}{r['sentence']}"}
    assert set(reader.ids[:5]) <= having
    reader.click("a[data-row]")
    assert "返回" in reader.page.inner_text("a.back")
    assert reader.clicks == 1


def test_a_question_in_arabic(desk: Any, library: Library, figures: list[Row]) -> None:
    """Typed without the signs that people leave out."""
    reader = desk("ar")
    assert reader.page.evaluate("document.documentElement.dir") == "rtl"
    key = most(row["organization"] for row in figures)
    names = {row["organization"]: row["name_ar"] for row in library.rows("organizations")}
    reader.type(re.sub("[أإآ]", "ا", names[key]))
    reader.click(f".hits a[href*='organizations/{key}']")
    assert reader.page.inner_text("h1") == names[key]
    assert reader.page.locator(".measures a").count() > 0
    assert reader.clicks == 1


def test_what_i_found_as_a_file(desk: Any, figures: list[Row]) -> None:
    reader = desk()
    kind = most(row["kind"] for row in figures)
    reader.click(f"[data-value={kind}]")
    saved = [row["figure_id"] for row in rows_of(saved_csv(reader.page))]
    assert sorted(saved) == sorted(row["figure_id"] for row in figures if row["kind"] == kind)
    assert reader.clicks == 1
