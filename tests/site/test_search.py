"""Finding one's way in: what words find, in which order, documents and organizations as hits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from helpers.reader import ABOUT, Reader, rows_of, saved_csv
from sample_tables import as_files

from pipeline.release.site import build_page
from pipeline.tables.schema import (
    COUNTS,
    DOCUMENTS,
    PARAGRAPHS,
    PERCENTAGES,
    PRINTED_TABLES,
    TABLE_CELLS,
)

#: Figures, each in a paragraph of its own: document, headings, paragraph with the sentence in bars,
#: what it counts, organization.
TEXTS = {
    "arabic": ("A_1_7-ar", "السلم", "|عقد مجلس الأَمـن 15 جلسة.|", "جلسة", "Security Council"),
    "and": ("A_1_7-ar", "السلم", "|استعرض المجلس التعاون والأمن في 12 بلدا.|", "بلدا", None),
    "chinese": ("A_74_336-zh", "伙伴关系", "|50 个国家交流了经验。|鼓励掌握学校的供餐方案。", "国家", "WFP"),
    "leaders": (
        "DP_2_5-en",
        "Gender equality > Governance",
        "|The initiative reached 25,000 women in Asia.| Young leaders met each month.",
        "women",
        None,
    ),
    "heading": ("DP_2_5-en", "Women as leaders", "|It held 30 workshops.|", "workshops", None),
    "unops": ("DP_2_5-en", "Infrastructure", "|UNOPS built 17 schools with aid.|", "schools", "UNOPS"),
    "spanish": ("A_1_9-es", "Educación", "|Participaron 40 países.|", "países", None),
    "cell": ("DP_2_5-en", "Finance", "|Algeria 12 19|", "posts", None),
    "beside": ("DP_2_5-en", "Finance", "|Algeria 12 19|", "posts", None),
}  # fmt: skip
SHARE = (
    "DP_2_5-en",
    "Results",
    "|AI was used by 84 per cent of offices.| In 2023 it was 26 per cent.",
)
TITLES = {
    "A_1_7-ar": ("A/1/7", "تقرير عن السلم"),
    "A_74_336-zh": ("A/74/336", "南南合作情况"),
    "DP_2_5-en": ("DP/2/5", "Annual report of the Administrator"),
    "A_1_9-es": ("A/1/9", "Informe sobre la cooperación"),
}
HEADS = {"cell": "Field missions > 2024", "beside": "Headquarters > 2025"}


def nullable(schema: pa.Schema) -> pa.Schema:
    return pa.schema([field.with_nullable(True) for field in schema])


@pytest.fixture(scope="module")
def library(tables: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page over documents in four languages."""
    document, paragraph, count, share = (
        tables[name].to_pylist()[0]
        for name in ("documents", "paragraphs", "counts", "percentages")
    )  # fmt: skip
    documents, paragraphs, counts, cells = [], [], [], []
    for key, (symbol, title) in TITLES.items():
        more = {"document_id": key, "symbol": symbol, "language": key[-2:], "title": title}
        documents.append(document | more)

    def placed(name: str, of: str, section: str, marked: str) -> dict[str, Any]:
        text, sentence = marked.replace("|", ""), marked.split("|")[1]
        at = {"paragraph_id": f"{of}.{name}", "document_id": of}
        paragraphs.append(paragraph | at | {"section": section, "text": text})
        return at | {
            "figure_id": name, "symbol": TITLES[of][0], "language": of[-2:], "sentence": sentence,
            "char_start": 0, "char_end": 1, "raw": "1", "subject": None, "per": None,
        }  # fmt: skip

    for name, (of, section, marked, unit, organization) in TEXTS.items():
        row = placed(name, of, section, marked) | {"unit": unit, "organization": organization}
        if name in HEADS:
            row |= {"cell_id": name, "stands_in": "table"}
            over = {"table_id": "t", "column_header": HEADS[name], "is_total": False}
            cells.append(over | {"cell_id": name, "document_id": of})
        counts.append(count | row)
    percentages = [
        share | placed("share", *SHARE) | {"value": 84.0, "value_high": None, "of": None}
    ]
    made = {
        "documents": (documents, DOCUMENTS.arrow),
        "paragraphs": (paragraphs, PARAGRAPHS.arrow),
        "counts": (counts, COUNTS.arrow),
        "percentages": (percentages, PERCENTAGES.arrow),
        "money_amounts": ([], tables["money_amounts"].schema),
        "table_cells": (cells, nullable(TABLE_CELLS.arrow)),
        "printed_tables": (
            [{"table_id": "t", "document_id": "DP_2_5-en", "title": "Staffing of the Office"}],
            nullable(PRINTED_TABLES.arrow),
        ),
    }
    written = {name: pa.Table.from_pylist(rows, schema) for name, (rows, schema) in made.items()}
    folder = tmp_path_factory.mktemp("library")
    build_page(as_files(tables | written, folder / "tables"), folder, pdfs={}, about=ABOUT)
    return folder


#: What is searched for, and the figures that it finds, the nearest first.
FOUND = {
    # Titles and symbols of documents, and headings.
    "A/74/336": ["chinese"],
    "A/74/33": [],
    "annual administrator": ["leaders", "heading", "unops", "share", "cell", "beside"],
    "women leaders": ["leaders", "heading"],
    '"women leaders"': [],
    # Organizations by every name that they have, in whichever language the document is.
    "United Nations Office for Project Services": ["unops"],
    "bureau services appui": ["unops"],
    "世界粮食计划署": ["chinese"],
    "粮食署 学校供餐": ["chinese"],
    # Scripts and signs as people type them.
    "الامن": ["and", "arabic"],
    "أمن": ["and", "arabic"],
    "educacion": ["spanish"],
    "ÉDUCACION": ["spanish"],
    "paises": ["spanish"],
    "国家经验": ["chinese"],
    "国家和平": [],
    "交流经验": ["chinese"],
    # Words, their beginnings, and numbers.
    "AI": ["share"],
    "gover": ["leaders"],
    "84%": ["share"],
    "84 %": ["share"],
    "26%": [],
    "8": [],
    # Heads over a cell, not over the others of its table.
    "missions": ["cell"],
    "staffing 2025": ["beside"],
    "algeria -headquarters": ["cell"],
    "“young leaders”": ["leaders"],
}


@pytest.fixture
def searcher(reader: Reader, library: Path) -> Reader:
    reader.open(library, "#/figures?lang=en")
    return reader


def test_finds_by_all_that_stands_around_a_figure(searcher: Reader) -> None:
    found = {}
    for query in FOUND:
        searcher.until_ready(lambda query=query: searcher.page.fill("#search", query))
        rows = rows_of(saved_csv(searcher.page)) if searcher.count else []
        found[query] = [row["figure_id"] for row in rows]
    assert {query: sorted(ids) for query, ids in found.items()} == {
        query: sorted(ids) for query, ids in FOUND.items()
    }
    assert found["women leaders"] == FOUND["women leaders"]


def test_documents_are_hits_that_lead_to_their_figures(searcher: Reader) -> None:
    page = searcher.page
    for query, hit, figures in (
        ("a/74/336", "A/74/336", ["chinese"]),
        ("cooperacion", "A/1/9", ["spanish"]),
    ):
        searcher.go(f"#/figures?lang=en&q={query}")
        link = page.locator(".hits a")
        assert link.all_inner_texts() == [hit]
        searcher.until_ready(link.click)
        assert [row["figure_id"] for row in rows_of(saved_csv(page))] == figures
        assert page.locator(".hits").count() == 0


def test_organizations_are_hits_that_lead_to_their_pages(searcher: Reader) -> None:
    page = searcher.page
    for query, hit, figure in (
        ("office project services", "UNOPS · United Nations Office for Project Services", "unops"),
        ("مجلس الامن", "Security Council", "arabic"),
    ):
        searcher.go(f"#/figures?lang=en&q={query}")
        link = page.locator(".hits a")
        assert link.all_inner_texts() == [hit]
        searcher.until_ready(link.click)
        assert page.inner_text("h1") == hit.split(" · ")[-1]
        assert page.locator(f".measures a[href='#/figure/{figure}?lang=en']").count() == 1
    searcher.go("#/figures?lang=en&q=zzzz")
    assert page.locator(".hits").count() == 0


def test_the_best_come_first_unless_another_order_is_chosen(searcher: Reader) -> None:
    page = searcher.page
    searcher.go("#/figures?lang=en&q=women")
    assert page.locator("#sort option").first.inner_text() == "Best match first"
    assert page.locator(".figure-link").first.get_attribute("href").startswith("#/figure/leaders")
    searcher.go("#/figures?lang=en&q=women&sort=-value")
    assert page.input_value("#sort") == "-value"
    searcher.go("#/figures?lang=en&sort=order")
    page.wait_for_selector(".tabulator-row:first-child a[href*=arabic]")
    searcher.go("#/figures?lang=en&document=DP_2_5-en")
    assert page.input_value("#sort") == "order"


def test_the_first_view_begins_with_the_readers_language_and_what_says_most(
    searcher: Reader,
) -> None:
    page = searcher.page
    for language, first in {
        "es": "spanish",
        "ar": "arabic",
        "zh": "chinese",
        "en": "unops",
    }.items():
        searcher.go(f"#/figures?lang={language}")
        href = page.locator(".figure-link").first.get_attribute("href")
        assert href.startswith(f"#/figure/{first}?")
        assert page.input_value("#sort") == "best"
