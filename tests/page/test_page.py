"""The page as readers use it, in a real browser, over the sample documents."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from conftest import ABOUT, Reader

from pipeline.release.page import build_page
from pipeline.release.page.vendor import FOLDER
from pipeline.tables.files import csv_bytes
from pipeline.tables.schema import COUNTS, FIGURE_TABLES, MONEY_AMOUNTS

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
FIGURE = "SAMPLE_2026_100-en.39.34"
VIEWS = ("#/figures", "#/charts", f"#/figure/{FIGURE}", "#/documents", "#/downloads")
PHONE = {"width": 360, "height": 740}


def total(tables: dict[str, pa.Table]) -> int:
    return sum(tables[table.name].num_rows for table in FIGURE_TABLES.values())


def saved_csv(page: Any) -> bytes:
    """The bytes that the reader gets by the button."""
    with page.expect_download() as download:
        page.click("#csv")
    return Path(download.value.path()).read_bytes()


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def row_of(table: pa.Table, figure_id: str) -> dict[str, Any]:
    return next(row for row in table.to_pylist() if row["figure_id"] == figure_id)


# -- opening ------------------------------------------------------------------------------------


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
        assert "//" not in re.sub(r"(?m)^\s*//.*|/\*.*?\*/", "", file.read_text(encoding="utf-8")), file
    assert FOLDER.is_dir()


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


# -- filters, search, order ---------------------------------------------------------------------


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
    reader.until_ready(lambda: page.click("a.chip >> nth=0"))
    assert reader.count == sum(r["language"] == "zh" for t in FIGURE_TABLES.values() for r in tables[t.name].to_pylist())


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
        ("q=open%20data", lambda r: "open" in r["sentence"].lower() and "data" in r["sentence"].lower()),
        ("q=%22open%20data%22%20-fund", lambda r: re.search(r"open\W+data", r["sentence"], re.I) and "fund" not in r["sentence"].lower()),
        ("q=%E5%BC%80%E6%94%BE", lambda r: "开放" in r["sentence"]),
        ("q=zzzz", lambda r: False),
    ],
)  # fmt: skip
def test_every_filter_keeps_the_right_figures(
    reader: Reader, release: Path, tables: dict[str, pa.Table], query: str, keep: Any
) -> None:
    page = reader.open(release, f"#/figures?{query}")
    wanted = {r["figure_id"] for t in FIGURE_TABLES.values() for r in tables[t.name].to_pylist() if keep(r)}
    assert reader.count == len(wanted)
    if wanted:
        assert {row["figure_id"] for row in rows_of(saved_csv(page))} == wanted
    else:
        assert page.is_disabled("#csv")
        assert "No figure passes" in page.inner_text("#table")


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
    page.wait_for_function("first => document.querySelector('.tabulator-row')?.innerText !== first", arg=first)
    assert "page=2" in page.url
    seen = 0
    for number in range(1, -(-total(tables) // 50) + 1):
        reader.open(release, f"#/figures?page={number}")
        page.wait_for_selector(".figure-link")
        seen += page.locator(".figure-link").count()
    assert seen == total(tables)


# -- charts -------------------------------------------------------------------------------------


def test_every_chart_leads_to_its_rows(reader: Reader, release: Path) -> None:
    page = reader.open(release, "#/charts")
    charts = page.locator(".chart:has(svg)").count()
    assert charts >= 3
    for number in range(charts):
        mark = page.locator(".chart:has(svg)").nth(number).locator("svg a[aria-label]").first
        promised = re.search(r"(\d+) figures?$", mark.get_attribute("aria-label"))
        assert promised is not None
        reader.until_ready(lambda mark=mark: mark.dispatch_event("click"))
        assert reader.count == int(promised[1])
        reader.until_ready(page.go_back)
        page.wait_for_selector(".chart svg")


def test_charts_are_there_as_tables(reader: Reader, release: Path) -> None:
    page = reader.open(release, "#/charts")
    charts = page.locator(".chart:has(svg)")
    for number in range(charts.count()):
        one = charts.nth(number)
        one.locator("summary").click()
        assert one.locator("tbody tr").count() > 0
        link = one.locator("tbody a").first
        figures = int(one.locator("tbody tr").first.locator("td").last.inner_text())
        reader.until_ready(link.click)
        assert reader.count == figures
        reader.until_ready(page.go_back)
        page.wait_for_selector(".chart svg")


def test_charts_take_one_edition_of_a_document(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    page = reader.open(release, "#/charts")
    english = sum(r["language"] == "en" for t in FIGURE_TABLES.values() for r in tables[t.name].to_pylist())
    assert f"from {english} figures" in page.inner_text(".lead")


# -- one figure ---------------------------------------------------------------------------------


def test_a_figure_shows_where_it_comes_from(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    row = row_of(tables["money_amounts"], FIGURE)
    paragraphs = {p["paragraph_id"]: p["text"] for p in tables["paragraphs"].to_pylist()}
    page = reader.open(release, f"#/figures?q=%22Open%20Data%20Trust%20Fund%22&kind=money_amounts")
    link = page.locator(f'a.figure-link[href*="{FIGURE}"]')
    reader.until_ready(link.click)
    assert page.inner_text("h1") == "USD\u00a046,500,000"
    assert page.inner_text(".its-words") == row["sentence"]
    assert page.inner_text(".its-words mark") == row["raw"]
    assert page.inner_text(".paragraph") == paragraphs[row["paragraph_id"]]
    assert page.inner_text(".paragraph mark") == row["raw"]
    before = page.evaluate("""() => {
        const range = document.createRange();
        range.setStart(document.querySelector('.paragraph'), 0);
        range.setEndBefore(document.querySelector('.paragraph mark'));
        return range.toString().length;
    }""")
    assert before == row["char_start"]
    assert FIGURE in page.inner_text(".citation")
    assert ABOUT.citation in page.inner_text(".citation")
    shown = page.inner_text(".details")
    for name in (f.name for f in tables["money_amounts"].schema if f.name != "sentence"):
        if row[name] is not None:
            assert name in shown
    reader.until_ready(lambda: page.click("a.back"))
    assert "q=" in page.url


def test_the_outline_is_around_the_figure(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    """The picture under the outline has ink, and the words to its left and right are outside."""
    page = reader.open(release, f"#/figure/{FIGURE}")
    page.wait_for_function("document.querySelector('.sheet img').complete")
    size = page.evaluate("(({naturalWidth: w, naturalHeight: h}) => [w, h])(document.querySelector('.sheet img'))")
    assert min(size) > 500
    place, sheet = (page.locator(s).bounding_box() for s in (".outline", ".sheet img"))
    row = row_of(tables["money_amounts"], FIGURE)
    scale = sheet["width"] / 595.3
    assert abs((place["x"] - sheet["x"]) / scale - row["x0"]) < 6
    assert abs((place["y"] - sheet["y"]) / scale - row["top"]) < 6
    assert place["width"] / scale < row["x1"] - row["x0"] + 12
    assert place["height"] / scale < 25


def test_every_figure_has_an_address(reader: Reader, release: Path, tables: dict[str, pa.Table]) -> None:
    page = reader.open(release, f"#/figure/{FIGURE}")
    for table in FIGURE_TABLES.values():
        row = tables[table.name].to_pylist()[-1]
        reader.go(f"#/figure/{row['figure_id']}")
        assert page.inner_text(".paragraph mark") == row["raw"]
    reader.go("#/figure/none.such")
    assert "No figure has this address" in page.inner_text("h1")


def test_characters_are_counted_as_the_tables_count_them(
    reader: Reader, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    """Characters beyond the basic plane are two units of a script's text, and one of the tables."""
    row = {**row_of(tables["counts"], tables["counts"]["figure_id"][0].as_py())}
    paragraph = next(p for p in tables["paragraphs"].to_pylist() if p["paragraph_id"] == row["paragraph_id"])
    text = "𠀀𠀁 saw 12 birds, 12 birds."
    row |= {"raw": "12 birds", "char_start": 17, "char_end": 25, "sentence": text}
    changed = tables | {
        "counts": pa.Table.from_pylist([row], schema=COUNTS.arrow),
        "paragraphs": pa.Table.from_pylist([paragraph | {"text": text}], schema=tables["paragraphs"].schema),
    }
    build_page(changed, tmp_path, pdfs={}, about=ABOUT)
    page = reader.open(tmp_path, f"#/figure/{row['figure_id']}")
    assert page.inner_text(".paragraph mark") == "12 birds"
    assert page.inner_html(".its-words").startswith("𠀀𠀁 saw 12 birds, <mark>")


# -- downloads ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [table.name for table in FIGURE_TABLES.values()])
def test_all_figures_of_a_kind_are_saved_as_published(
    reader: Reader, release: Path, tables: dict[str, pa.Table], name: str
) -> None:
    page = reader.open(release, f"#/figures?kind={name}")
    assert saved_csv(page) == csv_bytes(tables[name])


def test_what_is_shown_is_saved_in_its_order(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    page = reader.open(release, "#/figures?language=en&kind=counts&q=countries&sort=-value")
    saved = rows_of(saved_csv(page))
    published = {row["figure_id"]: row for row in rows_of(csv_bytes(tables["counts"]))}
    assert len(saved) == reader.count > 1
    assert saved == [published[row["figure_id"]] for row in saved]
    values = [int(row["value"]) for row in saved]
    assert values == sorted(values, reverse=True)
    shown = [link.get_attribute("href").split("/")[-1] for link in page.locator(".figure-link").all()]
    assert shown == [row["figure_id"] for row in saved][:50]


def test_several_kinds_are_saved_with_all_their_columns(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    page = reader.open(release)
    saved = rows_of(saved_csv(page))
    assert len(saved) == total(tables)
    for table in FIGURE_TABLES.values():
        published = rows_of(csv_bytes(tables[table.name]))
        ours = [row for row in saved if row["kind"] == table.name]
        assert [{name: row[name] for name in published[0]} for row in ours] == published


def test_odd_cells_are_saved_as_published(
    reader: Reader, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    rows = tables["money_amounts"].to_pylist()[:8]
    odd = ["=1+1", "'=1", "a,b", 'say "so"', "two\r\nlines", "＋1", "", "مئة مليون"]
    for row, text in zip(rows, odd, strict=True):
        row |= {"subject": text, "purpose": text, "amount": Decimal("99999999999999999999.99"), "x0": 1e-7}
    count = tables["counts"].to_pylist()[0] | {"value": 2**63 - 1, "unit": "-1"}
    changed = tables | {
        "money_amounts": pa.Table.from_pylist(rows, schema=MONEY_AMOUNTS.arrow),
        "counts": pa.Table.from_pylist([count], schema=COUNTS.arrow),
    }
    build_page(changed, tmp_path, pdfs={}, about=ABOUT)
    for name in ("money_amounts", "counts"):
        page = reader.open(tmp_path, f"#/figures?kind={name}")
        assert saved_csv(page) == csv_bytes(changed[name])
    assert "9,223,372,036,854,775,807" in page.inner_text(".figure-link")


def test_offers_the_files_with_size_and_checksum(reader: Reader, server: str, release: Path) -> None:
    page = reader.open(server, "#/downloads")
    (file,) = ABOUT.downloads
    text = page.inner_text("main")
    assert file.sha256 in text
    assert "68 kB" in text
    for path in (ABOUT.dictionary, ABOUT.data_docs, ABOUT.accuracy):
        assert page.locator(f'a[href="{path}"]').count() == 1
    with page.expect_download() as download:
        page.click("a.file")
    assert Path(download.value.path()).read_bytes() == (release / file.path).read_bytes()


# -- tables and columns to come -----------------------------------------------------------------


def test_differences_between_editions_have_a_view(
    reader: Reader, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    ids = [tables["counts"]["figure_id"][0].as_py(), None]
    agreement = pa.table({
        "agreement_id": ["a", "b"], "symbol": ["SAMPLE/2026/100"] * 2, "class": ["differs", "agrees"],
        "value_en": [41, 42], "raw_zh": ["41 个", "四十二"], "figure_en": ids,
    })  # fmt: skip
    counts = tables["counts"]
    with_editions = counts.append_column("editions", pa.array(["en zh"] * counts.num_rows))
    build_page(tables | {"agreement": agreement, "counts": with_editions}, tmp_path, pdfs={}, about=ABOUT)
    page = reader.open(tmp_path)
    page.click("#views a:has-text('Language editions')")
    page.wait_for_selector(".tabulator-row")
    assert page.locator(".tabulator-row").count() == 2
    assert "四十二" in page.inner_text(".extra")
    page.click(f".extra a:has-text('{ids[0]}')")
    page.wait_for_selector(".details")
    assert "editions" in page.inner_text(".details")
    reader.open(tmp_path, "#/figures?kind=counts")
    assert saved_csv(page) == csv_bytes(with_editions)


# -- for everybody ------------------------------------------------------------------------------


def test_works_by_keyboard_alone(reader: Reader, release: Path, tables: dict[str, pa.Table]) -> None:
    page = reader.open(release)
    press = page.keyboard.press

    def focused(selector: str) -> bool:
        return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))

    def tab_to(selector: str) -> None:
        for _ in range(150):
            press("Tab")
            if focused(selector):
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
                return
        pytest.fail(f"{selector} cannot be reached")

    press("Tab")
    assert focused(".skip")
    tab_to("[data-value=percentages]")
    reader.until_ready(lambda: press("Space"))
    assert reader.count == tables["percentages"].num_rows
    assert focused("[data-value=percentages]")  # not thrown back to the start
    tab_to("#search")
    reader.until_ready(lambda: page.keyboard.type("countries"))
    assert 0 < reader.count < tables["percentages"].num_rows
    tab_to(".tabulator-col[tabulator-field=value]")
    reader.until_ready(lambda: press("Enter"))
    assert "sort=value" in page.url
    page.wait_for_selector(".figure-link")
    tab_to(".figure-link")
    reader.until_ready(lambda: press("Enter"))
    assert page.locator(".its-words mark").count() == 1
    assert focused("main")
    page.wait_for_function("document.getElementById('status').textContent.length > 0")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_has_no_barrier_that_axe_finds(
    new_reader: Any, release: Path, colours: str, width: int
) -> None:
    reader = new_reader(
        color_scheme=colours, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    page = reader.open(release)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for view in (*VIEWS, "#/figures?kind=counts&language=zh&lang=zh", "#/charts?lang=zh"):
        if view != VIEWS[0]:
            reader.go(view)
        page.wait_for_timeout(200)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [
            (view, one["id"], node["html"][:200], node["failureSummary"])
            for one in result["violations"]
            if one["impact"] in {"serious", "critical"}
            for node in one["nodes"]
        ]
    assert found == []


def test_fits_a_phone(new_reader: Any, release: Path) -> None:
    for language in ("en", "zh"):
        reader = new_reader(viewport=PHONE, locale=language, has_touch=True)
        page = reader.open(release)
        for view in VIEWS:
            reader.go(f"{view}?a=1")
            page.wait_for_timeout(100)
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], view
        reader.go("#/figures")
        page.wait_for_selector(".card")
        page.click(".filters-title")
        reader.until_ready(lambda page=page: page.check("[data-value=counts]"))


def test_a_language_is_one_file_and_may_run_from_right_to_left(
    new_reader: Any, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    words = Path(vendor_words())
    languages = tmp_path / "languages"
    languages.mkdir()
    english = words.read_text(encoding="utf-8")
    (languages / "en.js").write_text(english, encoding="utf-8")
    arabic = english.replace('"en", { name: "English", direction: "ltr"', '"ar", { name: "العربية", direction: "rtl"')
    (languages / "ar.js").write_text(arabic.replace('"UN figures"', '"أرقام الأمم المتحدة"'), encoding="utf-8")
    build_page(tables, tmp_path / "release", pdfs={}, about=ABOUT, languages=languages)
    for size in (PHONE, {"width": 1280, "height": 800}):
        reader = new_reader(locale="ar", viewport=size)
        page = reader.open(tmp_path / "release")
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
        assert "أرقام" in page.inner_text(".name")
        assert page.locator("#languages a").count() == 2
        for view in VIEWS:
            reader.go(f"{view}?a=1")
            page.wait_for_timeout(100)
            assert page.evaluate("document.documentElement.scrollWidth") == size["width"], view


def vendor_words() -> Path:
    return FOLDER.parent / "static" / "i18n" / "en.js"


def test_without_scripts_the_files_can_still_be_had(new_reader: Any, release: Path) -> None:
    reader = new_reader(java_script_enabled=False)
    reader.page.goto((release / "index.html").as_uri())
    assert reader.page.locator(f'noscript a[href="{ABOUT.downloads[0].path}"]').count() == 1
