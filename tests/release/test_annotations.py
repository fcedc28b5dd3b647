"""The annotations of a release, taken over as another system would."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow.parquet as pq
import pytest
from helpers.refreshing import refresh

from pipeline.release.build import Release, build_release
from pipeline.release.contents import table_path

ROOT = Path(__file__).resolve().parents[2]
Page = dict[str, Any]
ARABIC = """\
 المدارس في المنطقة

1. شارك في عام 2025 نحو 84 في المائة من المدارس 🙂، وبلغت التكلفة 42.1 مليون دولار.

2. ونظمت 142 دورة في 12 بلدا.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of the sample, and of a text in Arabic with a character beyond the first plane."""
    folder = tmp_path_factory.mktemp("annotated")
    raw = folder / "raw"
    raw.mkdir()
    for file in (ROOT / "raw").glob("*.pdf"):
        shutil.copy(file, raw)
    (raw / "A_70_901-ar.txt").write_text(ARABIC, encoding="utf-8")
    assert refresh(raw, folder / "outputs", check=False).published
    return build_release(folder / "outputs", folder / "outputs", day=dt.date(2026, 11, 30))


@pytest.fixture(scope="module")
def pages(made: Release) -> dict[str, Page]:
    """Every page, as the collection and then each page's `next` leads on."""
    folder = made.folder / "annotations"
    collection = json.loads((folder / "collection.json").read_text(encoding="utf-8"))
    found: dict[str, Page] = {}
    following: str | None = collection["first"]
    while following is not None:
        page = json.loads((folder / unquote(following)).read_text(encoding="utf-8"))
        assert (page["id"], page["partOf"]) == (following, "collection.json")
        assert page["startIndex"] == sum(len(one["items"]) for one in found.values())
        found[page["document"]["document_id"]] = page
        following = page.get("next")
    assert page["id"] == collection["last"]
    assert collection["total"] == sum(len(one["items"]) for one in found.values())
    assert [one["document_id"] for one in collection["documents"]] == list(found)
    return found


def rows(made: Release, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(
        made.folder / table_path(table, "parquet")
    ).to_pylist()
    return found


def text_of(made: Release, page: Page) -> str:
    return (made.folder / "annotations" / page["text"]).read_bytes().decode()


def selected(text: str, selector: dict[str, Any]) -> str:
    """What a selector selects, by the standard: code points, or the quotation and what is around."""
    if selector["type"] == "TextPositionSelector":
        return text[selector["start"] : selector["end"]]
    assert selector["type"] == "TextQuoteSelector"
    whole = selector["prefix"] + selector["exact"] + selector["suffix"]
    assert whole in text
    return str(selector["exact"])


def test_every_figure_is_selected_in_its_text_both_ways(
    made: Release, pages: dict[str, Page]
) -> None:
    figures = {row["figure_id"]: row for row in rows(made, "all_figures")}
    annotated = {item["figure"]["figure_id"]: item for p in pages.values() for item in p["items"]}
    assert set(annotated) == set(figures)
    assert {row["language"] for row in figures.values()} == {"en", "zh", "ar"}
    for page in pages.values():
        text = text_of(made, page)
        for item in page["items"]:
            target = item["target"][0]
            assert target["source"] == page["text"]
            raw = figures[item["figure"]["figure_id"]]["raw"]
            position, quotation = target["selector"]
            assert selected(text, position) == selected(text, quotation) == raw
            around = len(quotation["prefix"])
            begun = position["start"] - around
            assert text[begun : position["start"]] == quotation["prefix"]


def test_a_figure_says_what_the_table_of_figures_says(
    made: Release, pages: dict[str, Page]
) -> None:
    figures = {row["figure_id"]: row for row in rows(made, "all_figures")}
    for page in pages.values():
        for item in page["items"]:
            said = dict(item["figure"])
            row = figures[said["figure_id"]]
            assert said.pop("figure_page") == f"../{row['figure_page']}"
            assert said == {name: row[name] for name in said}
            assert said["value"] == row["value"]
            assert item["id"] == f"#{row['figure_id']}"
            assert item["body"]["value"].startswith(f"{row['value']:.15g}")


def test_a_figure_stands_in_the_original_at_its_page(made: Release, pages: dict[str, Page]) -> None:
    figures = {row["figure_id"]: row for row in rows(made, "all_figures")}
    (page,) = (one for name, one in pages.items() if name.endswith("-ar"))
    for item in page["items"]:
        row = figures[item["figure"]["figure_id"]]
        original = item["target"][1]
        assert original["source"] == page["document"]["original_url"]
        value = original["selector"]["value"]
        assert f"{original['source']}#{value}" == row["original_url"]


def test_paragraphs_and_tables_are_those_of_the_release(
    made: Release, pages: dict[str, Page]
) -> None:
    paragraphs, cells = rows(made, "paragraphs"), rows(made, "table_cells")
    for name, page in pages.items():
        text = text_of(made, page)
        told = [(p["paragraph_id"], selected(text, p["selector"])) for p in page["paragraphs"]]
        assert told == [
            (row["paragraph_id"], row["text"]) for row in paragraphs if row["document_id"] == name
        ]
        assert "\n\n".join(p["text"] for p in page["paragraphs"]) == text
        of_tables = [
            (cell["cell_id"], selected(text, cell["selector"]))
            for table in page["tables"]
            for cell in table["cells"]
        ]
        assert of_tables == [
            (row["cell_id"], row["raw"]) for row in cells if row["document_id"] == name
        ]
    assert sum(len(page["tables"]) for page in pages.values()) == len(rows(made, "printed_tables"))


def test_the_guide_shows_an_annotation_as_they_are(pages: dict[str, Page]) -> None:
    guide = (ROOT / "docs" / "annotations.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```json\n(.*?)```", guide, re.DOTALL)
    shown = json.loads(code)
    (page,) = (one for name, one in pages.items() if name.endswith("-ar"))
    item = page["items"][0]
    assert set(shown) == set(item)
    assert set(shown["figure"]) < set(item["figure"])
    for one, other in zip(shown["target"], item["target"], strict=True):
        assert set(one) == set(other)
    assert shown["target"][1]["selector"].keys() == item["target"][1]["selector"].keys()
    assert [s["type"] for s in shown["target"][0]["selector"]] == [
        s["type"] for s in item["target"][0]["selector"]
    ]


def test_a_release_without_figures_has_a_collection_of_none(tmp_path: Path) -> None:
    from pipeline.release.annotations import write_annotations
    from pipeline.release.views import ALL_FIGURES
    from pipeline.tables.schema import TABLES

    files = {table.name: tmp_path / f"{table.name}.parquet" for table in (*TABLES, ALL_FIGURES)}
    for table in (*TABLES, ALL_FIGURES):
        pq.write_table(table.arrow.empty_table(), files[table.name])
    write_annotations(files, tmp_path / "annotations", "nothing")
    told = json.loads((tmp_path / "annotations" / "collection.json").read_text(encoding="utf-8"))
    assert (told["total"], told["documents"]) == (0, [])
