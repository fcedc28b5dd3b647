"""A page of a release with more than a browser takes: the newest documents, and it says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pyarrow as pa
import pytest
from helpers.reader import ABOUT, Reader, total
from sample_tables import as_files, sample_pdfs

from pipeline.release.site import build, build_page
from pipeline.release.site.pictures import write_pictures
from pipeline.release.site.shown import MOST, Most, shown
from pipeline.tables.schema import DOCUMENTS, FIGURE_TABLES

OLD, NEW = "SAMPLE_2026_100-en", "SAMPLE_2026_100-zh"
DAYS = {OLD: date(2026, 7, 14), NEW: date(2026, 7, 15)}


@pytest.fixture
def files(tables: dict[str, pa.Table], tmp_path: Path) -> dict[str, Path]:
    """The sample, its Chinese edition a day newer."""
    rows = [
        row | {"published_on": DAYS[row["document_id"]]} for row in tables["documents"].to_pylist()
    ]
    dated = tables | {"documents": pa.Table.from_pylist(rows, schema=DOCUMENTS.arrow)}
    return as_files(dated, tmp_path / "tables")


def documents_of(table: pa.Table) -> set[Any]:
    return set(table.column("document_id").to_pylist())


def test_all_documents_are_shown_while_there_is_room(
    files: dict[str, Path], tables: dict[str, pa.Table]
) -> None:
    found = shown(files, MOST)
    assert list(found.newest) == [NEW, OLD]
    assert not found.is_part
    for table in FIGURE_TABLES.values():
        assert found.tables[table.name].equals(tables[table.name])


@pytest.mark.parametrize("most", [Most(documents=1), Most(figures=300)])
def test_else_the_newest_with_their_figures_and_the_paragraphs_of_these(
    files: dict[str, Path], tables: dict[str, pa.Table], most: Most
) -> None:
    found = shown(files, most)
    assert found.is_part
    for name in ("documents", "paragraphs", "percentages", "money_amounts", "counts"):
        assert documents_of(found.tables[name]) == {NEW}
        assert found.rows[name] == tables[name].num_rows
    stood_in = {
        row["paragraph_id"]
        for table in FIGURE_TABLES.values()
        for row in found.tables[table.name].to_pylist()
    }
    assert set(found.tables["paragraphs"].column("paragraph_id").to_pylist()) == stood_in


def test_pages_are_drawn_for_as_many_documents_as_there_is_room_for(
    tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    pdfs = sample_pdfs()
    all_sizes = write_pictures(tables, pdfs, tmp_path / "all")
    first, second = pdfs
    room = len(all_sizes[first]) + len(all_sizes[second]) - 1
    sizes = write_pictures(tables, pdfs, tmp_path / "some", most=room)
    assert sizes == {first: all_sizes[first]}
    assert {folder.name for folder in (tmp_path / "some").iterdir()} == {first}


def test_no_page_is_drawn_once_nobody_wants_it(tables: dict[str, pa.Table], tmp_path: Path) -> None:
    stopped = Event()
    stopped.set()
    assert write_pictures(tables, sample_pdfs(), tmp_path / "none", stopped=stopped) == {}
    assert not (tmp_path / "none").exists()


def test_the_page_says_that_it_shows_a_part_and_where_the_rest_is(
    files: dict[str, Path],
    tables: dict[str, pa.Table],
    tmp_path: Path,
    reader: Reader,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(build, "MOST", Most(documents=1))
    build_page(files, tmp_path / "release", pdfs={}, about=ABOUT)
    page = reader.open(tmp_path / "release")
    assert 0 < reader.count < total(tables)
    said = page.inner_text("#part")
    assert f"{reader.count} of the release’s {total(tables)} figures" in said
    assert "newest 1 documents of 2" in said
    reader.until_ready(lambda: page.click("#part a"))
    assert page.get_attribute("main", "data-view") == "downloads"


def test_a_page_that_shows_all_says_nothing_of_it(reader: Reader, release: Path) -> None:
    assert not reader.open(release).is_visible("#part")
