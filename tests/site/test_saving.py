"""What the reader saves equals what is published."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from helpers.reader import ABOUT, Reader, rows_of, saved_csv, total
from sample_tables import as_files

from pipeline.release.site import build_page
from pipeline.tables.files import csv_bytes
from pipeline.tables.schema import COUNTS, FIGURE_TABLES, MONEY_AMOUNTS


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
    shown = [
        link.get_attribute("href").split("/")[-1].split("?")[0]
        for link in page.locator(".figure-link").all()
    ]
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
        row |= {
            "subject": text,
            "purpose": text,
            "amount": Decimal("99999999999999999999.99"),
            "x0": 1e-7,
        }
    count = tables["counts"].to_pylist()[0] | {"value": 2**63 - 1, "unit": "-1"}
    changed = tables | {
        "money_amounts": pa.Table.from_pylist(rows, schema=MONEY_AMOUNTS.arrow),
        "counts": pa.Table.from_pylist([count], schema=COUNTS.arrow),
    }
    build_page(as_files(changed, tmp_path / "tables"), tmp_path, pdfs={}, about=ABOUT)
    for name in ("money_amounts", "counts"):
        page = reader.open(tmp_path, f"#/figures?kind={name}")
        assert saved_csv(page) == csv_bytes(changed[name])
    assert "9,223,372,036,854,775,807" in page.inner_text(".figure-link")


def test_offers_the_files_with_size_and_checksum(
    reader: Reader, server: str, release: Path
) -> None:
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
