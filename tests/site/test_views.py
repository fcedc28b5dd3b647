"""Charts, one figure, and tables to come, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow as pa
import pytest
from helpers.reader import ABOUT, Reader, row_of, rows_of, saved_csv
from sample_tables import as_files, sample_pdfs

from pipeline.release.site import build_page
from pipeline.tables.files import csv_bytes
from pipeline.tables.schema import COUNTS, FIGURE_TABLES, PERCENTAGES, TABLE_CELLS

FIGURE = "SAMPLE_2026_100-en.p19.34"
#: The figures that an address of rows leads to.
ROWS_BEHIND = """address => {
    const { filters } = UNF.readAddress(address);
    return UNF.select(UNF.store, filters, null).rows.map((row) => (
        { id: UNF.store.cell(row, "figure_id"), text: UNF.figureText(UNF.store, row) }));
}"""


#: What an element says before its first mark.
BEFORE_MARK = """element => {
    const range = document.createRange();
    range.setStart(element, 0);
    range.setEndBefore(element.querySelector("mark"));
    return range.toString();
}"""


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


def test_a_chart_is_saved_as_a_picture_of_its_own(reader: Reader, release: Path) -> None:
    page = reader.open(release, "#/charts")
    page.wait_for_selector(".chart svg")
    chart = page.locator(".chart:has(svg)").first
    saved = {}
    for name in ("SVG", "PNG"):
        with page.expect_download() as started:
            chart.get_by_role("button", name=name).click()
        assert started.value.suggested_filename.endswith(f"-{ABOUT.version}.{name.lower()}")
        saved[name] = Path(started.value.path()).read_bytes()
    drawing = ET.fromstring(saved["SVG"])
    words = [element.text for element in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert words[0] == chart.locator("h3").inner_text()
    assert ABOUT.version in words[1]
    # What only the page knows would be lost: its colours, and the addresses of its rows.
    assert b"var(" not in saved["SVG"]
    assert b"href" not in saved["SVG"]
    width = int.from_bytes(saved["PNG"][16:20], "big")
    assert saved["PNG"].startswith(b"\x89PNG")
    assert width == 2 * int(drawing.attrib["width"])


def test_charts_are_there_as_tables(reader: Reader, release: Path) -> None:
    page = reader.open(release, "#/charts")
    charts = page.locator(".chart:has(svg)")
    for number in range(charts.count()):
        one = charts.nth(number)
        one.locator("summary").click()
        one.locator("tbody tr").first.wait_for()
        link = one.locator("tbody a").first
        figures = int(one.locator("tbody tr").first.locator("td").last.inner_text())
        reader.until_ready(link.click)
        assert reader.count == figures
        reader.until_ready(page.go_back)
        page.wait_for_selector(".chart svg")


def test_every_number_of_a_chart_is_one_of_the_text_or_counts_figures(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    """What marks say, write and are called in the table; only scales have other numbers."""
    page = reader.open(release, "#/charts?lang=en")
    values = {
        row["figure_id"]: (name, row)
        for name in (table.name for table in FIGURE_TABLES.values())
        for row in tables[name].to_pylist()
    }
    checked = 0
    for number in range(page.locator(".chart:has(svg)").count()):
        chart = page.locator(".chart:has(svg)").nth(number)
        written = chart.locator("svg text[aria-hidden=true], svg g[aria-hidden=true] text")
        marks = chart.locator("svg a[aria-label]").all()
        promised = []
        for mark in marks:
            label, shown, count = re.fullmatch(
                r"(.+?)(?:: ([^:]+?))?(?:,|:) (\d+) figures?", mark.get_attribute("aria-label")
            ).groups()
            rows = page.evaluate(ROWS_BEHIND, mark.get_attribute("href"))
            assert len(rows) == int(count), label
            promised.append(count)
            kinds = {values[row["id"]][0] for row in rows}
            changes = {values[row["id"]][1]["change"] for row in rows}
            assert changes == {"level"}
            assert {values[row["id"]][1]["per"] for row in rows} == {None}
            if shown is None:
                continue
            assert {row["text"] for row in rows} == {shown}, label
            for row in rows:
                kind, figure = values[row["id"]]
                value = figure["amount" if kind == "money_amounts" else "value"]
                digits = re.sub(r"[^\d.\-–]", "", shown).split("–")[0]
                assert float(digits) == float(value)
            assert len(kinds) == 1
            assert len({values[row["id"]][1].get("currency") for row in rows}) == 1
            checked += 1
        assert [n for n in written.all_text_contents() if n not in promised] == []
    assert checked > 10


def test_a_mark_shows_its_sentences(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    page = reader.open(release, "#/charts?lang=en")
    chart = page.locator(".chart:has(svg)").first
    mark = chart.locator("svg a[aria-label]").first
    rows = page.evaluate(ROWS_BEHIND, mark.get_attribute("href"))
    mark.focus()
    chart.locator(".quoted").first.wait_for()
    figure = row_of(tables["money_amounts"], rows[0]["id"])
    assert figure["raw"] in chart.locator(".quoted mark").all_inner_texts()
    link = chart.locator(".quoted a").first
    assert rows[0]["id"] in link.get_attribute("href")


def test_charts_show_changes_apart_from_levels(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    page = reader.open(release, "#/charts?lang=en")
    reader.until_ready(lambda: page.click(".switch a:has-text('Changes')"))
    english = [
        row
        for table in FIGURE_TABLES.values()
        for row in tables[table.name].to_pylist()
        if row["language"] == "en" and row["change"] == "change"
    ]
    assert english
    assert f"from {len(english)} figure" in page.inner_text(".lead")


def test_what_is_per_something_is_not_drawn_beside_whole_amounts(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    page = reader.open(release, "#/charts?kind=money_amounts&lang=en")
    per = {
        row["figure_id"]: row["per"]
        for row in tables["money_amounts"].to_pylist()
        if row["language"] == "en" and row["per"]
    }
    assert per
    assert f"{len(per)} per-unit figures" in page.inner_text(".lead")
    reader.go(f"#/charts?per={next(iter(per.values()))}&lang=en")
    assert "from 1 figure;" in page.inner_text(".lead")
    assert "for each of something" not in page.inner_text(".lead")


def test_percentage_points_are_no_percentages(
    reader: Reader, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    first, second, *_ = tables["percentages"].to_pylist()
    change = {"change": "change", "language": "en", "document_id": "SAMPLE_2026_100-en"}
    rows = [
        first | change | {"value": 7.0, "value_high": None, "points": True},
        second | change | {"value": 8.0, "value_high": None, "points": False},
    ]
    changed = tables | {"percentages": pa.Table.from_pylist(rows, schema=PERCENTAGES.arrow)}
    build_page(as_files(changed, tmp_path / "tables"), tmp_path, pdfs={}, about=ABOUT)
    page = reader.open(tmp_path, "#/charts?kind=percentages&change=change&lang=en")
    marks = page.locator(".chart svg a[aria-label*=': ']")
    said = {mark.get_attribute("aria-label").split(": ")[-1] for mark in marks.all()}
    assert {"7\u00a0percentage points, 1 figure", "8\u00a0%, 1 figure"} <= said
    assert page.locator(".chart:has-text('Percentage points by topic') svg").count() == 1


def test_charts_of_cells_show_totals_apart_from_parts(
    reader: Reader, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    cells = [("a", False, 40), ("b", False, 60), ("c", True, 100)]
    pattern = row_of(tables["counts"], tables["counts"]["figure_id"][0].as_py())
    figures = [
        pattern | {"figure_id": f"SAMPLE_2026_100-en.1.{n}", "cell_id": name, "stands_in": "table",
                   "value": value, "unit_class": "people", "change": "level"}
        for n, (name, _, value) in enumerate(cells)
    ]  # fmt: skip
    blank = dict.fromkeys(TABLE_CELLS.arrow.names)
    changed = tables | {
        "counts": pa.Table.from_pylist(figures, schema=COUNTS.arrow),
        "table_cells": pa.Table.from_pylist(
            [blank | {"cell_id": name, "is_total": total} for name, total, _ in cells],
            schema=pa.schema([f.with_nullable(True) for f in TABLE_CELLS.arrow]),
        ),
    }
    build_page(as_files(changed, tmp_path / "tables"), tmp_path, pdfs={}, about=ABOUT)
    page = reader.open(tmp_path, "#/charts?place=table&lang=en")
    assert "from 2 figures" in page.inner_text(".lead")
    reader.until_ready(lambda: page.click(".switch a:has-text('Totals')"))
    assert "from 1 figure;" in page.inner_text(".lead")


def test_charts_take_one_edition_of_a_document(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    page = reader.open(release, "#/charts")
    english = sum(
        (r["language"], r["change"], r["per"]) == ("en", "level", None)
        for t in FIGURE_TABLES.values()
        for r in tables[t.name].to_pylist()
    )
    assert f"from {english} figures" in page.inner_text(".lead")


def test_a_figure_shows_where_it_comes_from(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    row = row_of(tables["money_amounts"], FIGURE)
    paragraphs = {p["paragraph_id"]: p["text"] for p in tables["paragraphs"].to_pylist()}
    page = reader.open(release, "#/figures?q=%22Open%20Data%20Trust%20Fund%22&kind=money_amounts")
    link = page.locator(f'a.figure-link[href*="{FIGURE}"]')
    reader.until_ready(link.click)
    assert page.inner_text("h1") == "USD\u00a046,500,000"
    assert page.inner_text(".its-words") == row["sentence"]
    assert page.inner_text(".its-words mark") == row["raw"]
    assert page.inner_text(".paragraph") == paragraphs[row["paragraph_id"]]
    assert page.inner_text(".paragraph mark") == row["raw"]
    assert len(page.locator(".paragraph").evaluate(BEFORE_MARK)) == row["char_start"]
    assert FIGURE in page.inner_text(".citation")
    assert ABOUT.citation in page.inner_text(".citation")
    shown = page.inner_text(".details")
    for name in (f.name for f in tables["money_amounts"].schema if f.name != "sentence"):
        if row[name] is not None:
            assert name in shown
    reader.until_ready(lambda: page.click("a.back"))
    assert "q=" in page.url


def test_a_figure_leads_to_its_page_of_the_original(
    reader: Reader, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    documents = tables["documents"]
    address = pa.array(["https://docs.un.org/en/A/1"] * documents.num_rows)
    place = documents.schema.get_field_index("original_url")
    changed = tables | {"documents": documents.set_column(place, "original_url", address)}
    build_page(as_files(changed, tmp_path / "tables"), tmp_path, pdfs={}, about=ABOUT)
    page = reader.open(tmp_path, f"#/figure/{FIGURE}")
    shown = page.get_attribute(".origin a[rel=noreferrer]", "href")
    assert shown == f"{address[0]}#page={row_of(tables['money_amounts'], FIGURE)['page']}"
    reader.go("#/documents")
    assert page.locator(f"a[href='{address[0]}']").count() == documents.num_rows


def test_the_outline_is_around_the_figure(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    """The picture under the outline has ink, and the words to its left and right are outside."""
    page = reader.open(release, f"#/figure/{FIGURE}")
    page.wait_for_function("document.querySelector('.sheet img').complete")
    size = page.evaluate(
        "(({naturalWidth: w, naturalHeight: h}) => [w, h])(document.querySelector('.sheet img'))"
    )
    assert min(size) > 500
    place, sheet = (page.locator(s).bounding_box() for s in (".outline", ".sheet img"))
    row = row_of(tables["money_amounts"], FIGURE)
    sizes = page.evaluate("UNF.load('pictures')")
    width, height, *_ = sizes[row["document_id"]][str(row["page"])]
    scale = sheet["width"] / width
    assert abs(sheet["height"] / height - scale) < 0.01
    assert abs((place["x"] - sheet["x"]) / scale - row["x0"]) < 6
    assert abs((place["y"] - sheet["y"]) / scale - row["top"]) < 6
    assert place["width"] / scale < row["x1"] - row["x0"] + 12
    assert place["height"] / scale < 25


def test_every_figure_has_an_address(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    page = reader.open(release, f"#/figure/{FIGURE}")
    for table in FIGURE_TABLES.values():
        row = tables[table.name].to_pylist()[-1]
        reader.go(f"#/figure/{row['figure_id']}")
        assert page.inner_text(".paragraph mark") == row["raw"]
    reader.go("#/figure/none.such")
    assert "No figure has this address" in page.inner_text("h1")


def test_what_is_read_of_a_figure_is_underlined_in_its_sentence(
    reader: Reader, release: Path, tables: dict[str, pa.Table]
) -> None:
    row = row_of(tables["money_amounts"], FIGURE)
    paragraphs = {p["paragraph_id"]: p["text"] for p in tables["paragraphs"].to_pylist()}
    page = reader.open(release, f"#/figure/{FIGURE}")
    shown = {
        (mark.get_attribute("title"), mark.inner_text())
        for mark in page.locator(".its-words u").all()
    }
    text = paragraphs[row["paragraph_id"]]
    read_from = {
        (name, text[start : row[f"{name}_char_end"]])
        for name in ("subject", "measure", "change", "per", "period", "base", "purpose")
        if (start := row[f"{name}_char_start"]) is not None
    }
    assert shown == read_from != set()


def test_characters_are_counted_as_the_tables_count_them(
    reader: Reader, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    """Characters beyond the basic plane are two units of a script's text, and one of the tables."""
    row = {**row_of(tables["counts"], tables["counts"]["figure_id"][0].as_py())}
    paragraph = next(
        p for p in tables["paragraphs"].to_pylist() if p["paragraph_id"] == row["paragraph_id"]
    )
    text = "𠀀𠀁 saw 12 birds, 12 birds."
    row |= dict.fromkeys(name for name in row if re.search("_char_(?:start|end)$", name))
    row |= {"raw": "12 birds", "char_start": 17, "char_end": 25, "sentence": text}
    changed = tables | {
        "counts": pa.Table.from_pylist([row], schema=COUNTS.arrow),
        "paragraphs": pa.Table.from_pylist(
            [paragraph | {"text": text}], schema=tables["paragraphs"].schema
        ),
    }
    build_page(as_files(changed, tmp_path / "tables"), tmp_path, pdfs={}, about=ABOUT)
    page = reader.open(tmp_path, f"#/figure/{row['figure_id']}")
    assert page.inner_text(".paragraph mark") == "12 birds"
    assert page.inner_html(".its-words").startswith("𠀀𠀁 saw 12 birds, <mark>")


@pytest.fixture(scope="module")
def tricky(tables: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of sentences in which the figure's characters stand before it, too, and long ones."""
    filler = "and so on in many words that say nothing of it " * 14
    sentences = {
        "within another": ("In 2024, 84 per cent answered, up from 4 per cent.", 39),
        "twice": ("Of 4 per cent and 4 per cent the latter counts.", 18),
        "far away": (f"It was found {filler}that 4 per cent did not.", 18 + len(filler)),
        "first of many": (f"4 per cent {filler}", 0),
        "wide letters": ("研究表明" * 60 + "4 per cent。", 240),
    }
    pattern = tables["percentages"].to_pylist()[0]
    paragraph = next(
        p for p in tables["paragraphs"].to_pylist() if p["paragraph_id"] == pattern["paragraph_id"]
    )
    blank = {name: None for name in pattern if re.search("_char_(?:start|end)$", name)}
    figures, paragraphs = [], []
    for number, (name, (sentence, start)) in enumerate(sentences.items()):
        before = "Words before. "
        assert sentence[start : start + 10] == "4 per cent", name
        paragraphs.append(
            paragraph | {"paragraph_id": name, "position": number, "text": before + sentence}
        )
        place = {"char_start": len(before) + start, "char_end": len(before) + start + 10}
        figures.append(
            pattern | blank | place | {"figure_id": f"f.{number}", "paragraph_id": name,
                                       "raw": "4 per cent", "sentence": sentence}
        )  # fmt: skip
    changed = tables | {
        "percentages": pa.Table.from_pylist(figures, schema=PERCENTAGES.arrow),
        "paragraphs": pa.Table.from_pylist(paragraphs, schema=tables["paragraphs"].schema),
    }
    for name in ("counts", "money_amounts"):
        changed[name] = tables[name].slice(0, 0)
    folder = tmp_path_factory.mktemp("tricky")
    build_page(as_files(changed, folder / "tables"), folder, pdfs={}, about=ABOUT)
    return folder


@pytest.mark.parametrize("width", [1280, 360])
def test_marks_in_the_table_sit_on_the_figure_and_are_seen(
    new_reader: Any, tricky: Path, width: int
) -> None:
    page = new_reader(viewport={"width": width, "height": 800}).open(tricky)
    page.locator(".sentence mark").nth(4).wait_for()
    shown = page.evaluate("""() => [...document.querySelectorAll('.sentence mark')].map((mark) => {
        mark.scrollIntoView({ block: 'center' });
        return [...mark.getClientRects()].map((box) =>
            document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === mark);
    })""")
    assert [all(lines) for lines in shown] == [True] * 5
    sentences = page.locator(".sentence")
    before = [sentences.nth(n).evaluate(BEFORE_MARK) for n in range(5)]
    assert page.locator(".sentence mark").all_inner_texts() == ["4 per cent"] * 5
    assert before[0] == "In 2024, 84 per cent answered, up from "
    assert before[1] == "Of 4 per cent and "
    assert re.fullmatch(r"… .{90,230}that ", before[2])
    assert before[3] == ""
    assert re.fullmatch("… [研究表明]{40,110}", before[4])
    assert all(len(text) < 260 for text in sentences.all_inner_texts())


def test_the_marks_of_a_figure_sit_on_its_characters(reader: Reader, tricky: Path) -> None:
    page = reader.open(tricky, "#/figure/f.0")
    for place in (".its-words", ".paragraph"):
        before = page.locator(place).evaluate(BEFORE_MARK)
        assert before.endswith("In 2024, 84 per cent answered, up from ")


def test_marks_are_printed(reader: Reader, release: Path) -> None:
    """By type and lines: browsers print no grounds, and some print white where one was."""
    page = reader.open(release, f"#/figure/{FIGURE}")
    page.emulate_media(media="print", color_scheme="dark")
    style = "e => (({fontWeight, textDecorationLine, color, backgroundColor}) => "
    style += "[fontWeight, textDecorationLine, color, backgroundColor])(getComputedStyle(e))"
    weight, line, colour, _ = page.locator(".its-words mark").evaluate(style)
    assert (weight, line) == ("700", "underline")
    assert max(map(int, re.findall(r"\d+", colour)[:3])) < 90
    assert page.locator(".outline").evaluate(style)[3] == "rgba(0, 0, 0, 0)"


def test_differences_between_editions_have_a_view(
    reader: Reader, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    ids = [tables["counts"]["figure_id"][0].as_py(), None]
    agreement = pa.table({
        "agreement_id": ["a", "b"], "symbol": ["SAMPLE/2026/100"] * 2, "class": ["differs", "agrees"],
        "value_en": [41, 42], "raw_en": ["41 offices", None], "figure_id_en": ids,
        "raw_zh": ["41 个", "四十二"], "value_fr": pa.nulls(2, pa.float64()),
    })  # fmt: skip
    files = as_files(tables | {"agreement": agreement}, tmp_path / "tables")
    build_page(files, tmp_path, pdfs={}, about=ABOUT)
    page = reader.open(tmp_path)
    page.click("#views a:has-text('Language editions')")
    page.wait_for_selector(".tabulator-row")
    assert page.locator(".tabulator-row").count() == 2
    assert "四十二" in page.inner_text(".extra")
    heads = page.locator(".extra .tabulator-col-title").all_inner_texts()
    assert heads == ["Document", "Difference", "English", "中文"]
    page.click(".extra a:has-text('41 offices')")
    page.wait_for_selector(".details")
    assert "editions" in page.inner_text(".details")
    reader.open(tmp_path, "#/figures?kind=counts")
    assert saved_csv(page) == csv_bytes(tables["counts"])


def test_a_printed_table_is_shown_as_a_table(
    reader: Reader, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    names = {"table_id": "SAMPLE_2026_100-en.table1", "document_id": "SAMPLE_2026_100-en"}
    whole = {
        **names, "symbol": "SAMPLE/2026/100", "language": "en", "number": "1",
        "title": "Costs of the centres", "unit_note": "Thousands of euros", "notes": "a: Estimated",
        "page_first": 1, "page_last": 1, "rows": 2, "columns": 1, "cells": 2,
        "sums_checked": 1, "sums_right": 0,
    }  # fmt: skip
    lines = [("Travel", "12.5", "a", None), ("Total", "13.0", None, False)]
    cells = [
        {
            **names, "cell_id": f"{names['table_id']}.{row}.0", "page": 1, "row": row, "column": 0,
            "row_header": f"Posts > {head}", "column_header": "2025 > Approved", "raw": raw,
            "value": float(raw), "notes": mark, "is_total": head == "Total", "sum_added": 12.5,
            "sum_holds": holds, "figure_id": None, "x0": 100.0, "top": 200.0 + 20 * row,
            "x1": 130.0, "bottom": 210.0 + 20 * row,
        }
        for row, (head, raw, mark, holds) in enumerate(lines)
    ]  # fmt: skip
    printed = {
        "printed_tables": pa.Table.from_pylist([whole]),
        "table_cells": pa.Table.from_pylist(cells),
    }
    files = as_files(tables | printed, tmp_path / "tables")
    build_page(files, tmp_path, pdfs=sample_pdfs(), about=ABOUT)
    page = reader.open(tmp_path)
    page.click("#views a:has-text('Printed tables')")
    page.fill("main input[type=search]", "centres costs")
    assert page.locator(".tables-found").first.locator("li").count() == 1
    assert "0 of 1 totals correct" in page.inner_text("main section")
    page.locator(".tables-found a").first.click()
    page.wait_for_selector("table.printed")
    assert page.locator("table.printed thead tr").all_inner_texts() == ["\t2025", "\tApproved"]
    assert page.inner_text("table.printed tbody").split() == [
        "Posts", "Travel", "12.5a", "Total", "13.0",
    ]  # fmt: skip
    assert page.locator(".outline").is_hidden()
    page.hover("table.printed td.fails")
    assert page.locator(".outline").is_visible()
    assert [row["raw"] for row in rows_of(saved_csv(page))] == ["12.5", "13.0"]
    reader.open(tmp_path, f"#/tables/{names['table_id']}.1.0")
    page.wait_for_selector("td.chosen")
    assert page.inner_text("td.chosen") == "13.0"
