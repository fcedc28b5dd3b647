"""What the page is made of: its data, pictures, words and libraries."""

from __future__ import annotations

import filecmp
import re
from pathlib import Path

import pyarrow as pa
import pypdfium2 as pdfium
import pytest
from helpers.reader import ABOUT
from PIL import Image
from sample_tables import as_files, sample_pdfs

from pipeline import languages
from pipeline.extract import read_pages, read_paragraphs
from pipeline.figures.kinds import KINDS
from pipeline.release.site import build_page, vendor
from pipeline.release.site.data import CORE, reading_order
from pipeline.release.site.pictures import write_pictures
from pipeline.tables.schema import FIGURE_TABLES

#: What pictures are made from.
SMALL = pa.schema([("document_id", pa.string()), ("page", pa.int32()), ("x0", pa.float64())])
PAGE = Path(vendor.__file__).parent
WORDS = re.compile(r'^\s+"?([\w.-]+?)"?: "', re.MULTILINE)
PLURALS = ("zero", "one", "two", "few", "many", "other")


def words_of(file: Path) -> set[str]:
    """Keys of a dictionary of the page, without the forms of the plural."""
    keys = WORDS.findall(file.read_text(encoding="utf-8").split("words: {")[1])
    return {
        key.rsplit(".", 1)[0] if key.endswith(tuple(f".{p}" for p in PLURALS)) else key
        for key in keys
    }


def files_of(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


def test_the_same_input_gives_the_same_bytes(
    release: Path, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    build_page(
        as_files(tables, tmp_path / "tables"), tmp_path / "release", pdfs=sample_pdfs(), about=ABOUT
    )
    names = files_of(tmp_path / "release")
    assert names == [name for name in files_of(release) if not name.startswith("data/")]
    _, different, missing = filecmp.cmpfiles(release, tmp_path / "release", names, shallow=False)
    assert (different, missing) == ([], [])


def test_a_page_is_not_written_over_another(
    release: Path, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    with pytest.raises(FileExistsError):
        build_page(as_files(tables, tmp_path), release, pdfs={}, about=ABOUT)


def test_every_page_with_figures_has_one_small_grey_picture(
    release: Path, tables: dict[str, pa.Table]
) -> None:
    wanted = {
        f"{row['document_id']}/{row['page']}.png"
        for table in FIGURE_TABLES.values()
        for row in tables[table.name].to_pylist()
    }
    pictures = release / "page" / "pictures"
    assert set(files_of(pictures)) == wanted
    for name in wanted:
        assert (pictures / name).stat().st_size < 150_000
        colours = Image.open(pictures / name).convert("RGB").getcolors()
        assert colours is not None
        assert all(red == green == blue for _, (red, green, blue) in colours)


def test_a_document_without_its_pdf_has_no_pictures(
    tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 no more")
    pdfs = {"SAMPLE_2026_100-en": broken, "SAMPLE_2026_100-zh": tmp_path / "gone.pdf"}
    build_page(as_files(tables, tmp_path / "tables"), tmp_path / "release", pdfs=pdfs, about=ABOUT)
    assert not list((tmp_path / "release").rglob("*.png"))


def test_figures_stand_in_the_order_of_reading(tables: dict[str, pa.Table]) -> None:
    places = reading_order(tables)
    assert len(places) == sum(tables[t.name].num_rows for t in FIGURE_TABLES.values())
    for table in FIGURE_TABLES.values():
        rows = [place.row for place in places if place.table == table.name]
        assert rows == sorted(rows)  # as the published table has them


def test_what_lists_and_filters_read_is_declared() -> None:
    declared = {column.name for table in FIGURE_TABLES.values() for column in table.columns}
    assert set(CORE) <= declared


def test_every_language_has_all_words() -> None:
    english = words_of(PAGE / "static" / "i18n" / "en.js")
    for file in (PAGE / "static" / "i18n").glob("*.js"):
        assert words_of(file) == english, file.name


def test_every_word_that_the_scripts_ask_for_is_there() -> None:
    scripts = "".join(f.read_text(encoding="utf-8") for f in (PAGE / "static" / "js").glob("*.js"))
    asked = set(re.findall(r'UNF\.t\("([\w.-]+)"', scripts))
    asked |= set(
        re.findall(r'data-(?:text|label)="([\w.-]+)"', (PAGE / "static" / "index.html").read_text())
    )
    labels = {f"kind.{kind.table}" for kind in KINDS.values() if set(kind.labels) >= {"en", "zh"}}
    assert asked <= labels | words_of(PAGE / "static" / "i18n" / "en.js")


@pytest.mark.parametrize("folder", [vendor.FOLDER, Path(__file__).parent / "vendor"])
def test_libraries_are_those_that_are_listed(folder: Path) -> None:
    assert vendor.mismatches(folder) == []


def test_a_library_that_was_changed_is_found_out(tmp_path: Path) -> None:
    for file in vendor.FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "d3.min.js").write_text("changed")
    (tmp_path / "plot.LICENSE.txt").unlink()
    (tmp_path / "extra.js").write_text("")
    found = " ".join(vendor.mismatches(tmp_path))
    for told in ("d3.min.js is not that", "plot.LICENSE.txt, is missing", "extra.js is not listed"):
        assert told in found


def test_a_place_is_found_on_a_sheet_whose_corner_is_elsewhere(
    tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    """The same ink is under the outline, however the sheet is cut and wherever its axes cross."""
    row = next(r for r in tables["money_amounts"].to_pylist() if r["language"] == "en")

    def ink(box: tuple[int, int, int, int] | None) -> list[int]:
        pdf = pdfium.PdfDocument(sample_pdfs()[row["document_id"]])
        page = pdf[row["page"] - 1]
        if box is not None:
            page.set_mediabox(*box)
            page.set_cropbox(box[0] + 9, box[1] + 9, box[2] - 9, box[3] - 9)
        file = tmp_path / f"{box}.pdf"
        pdf.save(file)
        pages = read_pages(file.read_bytes(), "application/pdf")
        paragraphs = read_paragraphs(pages, languages.load("en"))
        paragraph = next(p for p in paragraphs if row["sentence"] in p.text)
        page_number, place = paragraph.place(row["char_start"], row["char_end"])
        assert place is not None
        one = {"document_id": "x", "page": page_number, "x0": place.x0}
        only = {
            t.name: pa.Table.from_pylist([one] if t.name == "counts" else [], schema=SMALL)
            for t in FIGURE_TABLES.values()
        }
        folder = tmp_path / f"pictures{box}"
        ((*_, right, down),) = write_pictures(only, {"x": file}, folder)["x"].values()
        picture = Image.open(folder / "x" / f"{page_number}.png").convert("L")
        scale = 110 / 72
        edges = (place.x0 + right, place.top + down, place.x1 + right, place.bottom + down)
        cut = picture.crop(tuple(round(edge * scale) for edge in edges))
        return list(cut.resize((24, 8)).getdata())

    plain = ink(None)
    moved = ink((20, 30, 600, 780))
    assert min(plain) < 128 < max(plain)
    difference = sum(abs(a - b) for a, b in zip(plain, moved, strict=True)) / len(plain)
    assert difference < 25
