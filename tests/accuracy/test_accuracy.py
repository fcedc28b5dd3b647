"""How right the figures are, on documents and sentences that people annotated.

The sample's documents and the sentences of `sentences/` are the project's own. Documents of the
United Nations and their annotations are looked for in the folder that `UN_FIGURES_REFERENCE`
names (`raw/` and `gold/` in it), else in `../shared`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from helpers.refreshing import refresh

from pipeline import languages
from pipeline.accuracy.annotations import read_annotations
from pipeline.accuracy.report import score_document
from pipeline.accuracy.scoring import Score
from pipeline.accuracy.sentences import (
    compare_annotated,
    compare_read,
    read_parallel,
    read_sentences,
    score_sentences,
)
from pipeline.extract import read_pages, read_paragraphs
from pipeline.tables.files import read_table
from pipeline.tables.schema import FIGURE_TABLES, NAME_LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
REFERENCE = Path(os.environ.get("UN_FIGURES_REFERENCE", ROOT.parent / "shared"))

needs_reference = pytest.mark.skipif(
    not (REFERENCE / "gold").is_dir(),
    reason=f"no reference documents in {REFERENCE}; name their folder in UN_FIGURES_REFERENCE",
)


def scores(outputs: Path, document: str, annotation: Path) -> dict[str, Score]:
    """Scores by kind of one document in published tables."""
    tables = {t.name: read_table(t.name, outputs) for t in FIGURE_TABLES.values()}
    language = document.rpartition("-")[2]
    return score_document(tables, document, read_annotations(annotation), language)


@pytest.fixture(scope="module")
def of_sample(sample_outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The tables of the sample, read from its PDFs and from its texts."""
    of_texts = tmp_path_factory.mktemp("sample")
    refresh(ROOT / "sample/text", of_texts, check=False)
    return {"raw": sample_outputs, "sample/text": of_texts}


@pytest.fixture(scope="module")
def of_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the reports that are annotated."""
    folder = tmp_path_factory.mktemp("reports")
    raw = folder / "raw"
    raw.mkdir()
    for file, *_ in REPORTS:
        (raw / file).write_bytes((REFERENCE / "raw" / file).read_bytes())
    refresh(raw, folder / "outputs", check=False)
    return folder / "outputs"


def total(by_kind: dict[str, Score]) -> Score:
    """All kinds together."""
    return sum(by_kind.values(), Score())


def share(one: Score, column: str) -> float:
    """How often a column agrees."""
    agreeing, asked = one.agreement[column]
    return agreeing / asked


@pytest.mark.parametrize("folder", ["raw", "sample/text"], ids=["pdf", "text"])
@pytest.mark.parametrize("document", ["SAMPLE_2026_100-zh", "SAMPLE_2026_100-en"])
def test_every_figure_of_the_sample_is_found_and_nothing_else(
    folder: str, document: str, of_sample: dict[str, Path]
) -> None:
    found = total(scores(of_sample[folder], document, HERE / f"{document}.jsonl"))
    assert [(m.paragraph, m.raw) for m in found.missed] == []
    assert [(row["paragraph"], row["raw"]) for _, row in found.false] == []
    assert share(found, "qualifier") >= 0.98
    assert share(found, "raw") >= 0.95
    assert share(found, "unit") >= 0.90


@pytest.mark.parametrize("document", ["SAMPLE_2026_100-zh", "SAMPLE_2026_100-en"])
def test_every_cell_of_the_sample_is_read_as_annotated(
    document: str, of_sample: dict[str, Path]
) -> None:
    lines = (HERE / "tables" / f"{document}.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = [json.loads(line) for line in lines]
    rows = read_table("table_cells", of_sample["raw"]).to_pylist()
    cells = [row for row in rows if row["document_id"] == document]
    assert [read_cell(cell) for cell in cells] == [annotated_cell(cell) for cell in wanted]
    tables = read_table("printed_tables", of_sample["raw"]).to_pylist()
    tables = [table for table in tables if table["document_id"] == document]
    titles = dict.fromkeys((cell["number"], cell["title"]) for cell in wanted)
    assert [(table["number"], table["title"]) for table in tables] == list(titles)
    assert [table["sums_checked"] - table["sums_right"] for table in tables] == [0] * 4
    assert [table["page_last"] - table["page_first"] for table in tables] == [0, 0, 1, 0]
    notes = [[line.partition(":")[0] for line in (t["notes"] or "").splitlines()] for t in tables]
    assert list(map(len, notes)) == [1, 0, 1, 3]
    assert notes[3][1:] == ["a", "b"]


def read_cell(row: dict[str, Any]) -> tuple[Any, ...]:
    """What is annotated of a cell, as it is published."""
    heads = (row["row_header"], row["column_header"])
    number = row["raw"], row["value"], row["scale"], row["kind"], row["currency"], row["unit"]
    return *heads, *number, row["notes"], row["is_total"], row["page"], row["row"], row["column"]


def annotated_cell(cell: dict[str, Any]) -> tuple[Any, ...]:
    """The same of an annotated one."""
    heads = (" > ".join(cell["row_header"]), " > ".join(cell["column_header"]))
    number = cell["raw"], cell["value"], cell["scale"], cell["kind"]
    names = cell["currency"] or None, cell["unit"] or None, " ".join(cell.get("notes", ())) or None
    return *heads, *number, *names, cell["is_total"], cell["page"], cell["row"], cell["column"]


#: Document, where its annotation is, and the least that has to be right: F1 of each kind, then how
#: often columns agree.
REPORTS = [
    (
        "A_74_336-zh.txt",
        "gold",
        {"percentage": 0.98, "money": 0.98, "count": 0.98},
        {"qualifier": 0.98, "raw": 0.95, "unit": 0.90},
    ),
    (
        "E_2025_8-en.pdf",
        "gold",
        {"percentage": 0.98, "money": 0.98, "count": 0.97},
        {"qualifier": 0.98, "raw": 0.93, "unit": 0.80},
    ),
    (
        "A_80_604_Add.11-en.pdf",
        "tests/accuracy",
        {"percentage": 0.98, "money": 0.98, "count": 0.97},
        {"qualifier": 0.98, "raw": 0.93, "unit": 0.80},
    ),
    (
        "DP_2025_12-en.pdf",
        "tests/accuracy",
        {"percentage": 0.98, "money": 0.98, "count": 0.97},
        {"qualifier": 0.98, "raw": 0.93, "unit": 0.75},
    ),
]


@needs_reference
@pytest.mark.parametrize(
    ("file", "annotations", "f1", "columns"), REPORTS, ids=[report[0] for report in REPORTS]
)
def test_a_report_is_read_as_its_annotators_read_it(
    file: str, annotations: str, f1: dict[str, float], columns: dict[str, float], of_reports: Path
) -> None:
    folder = HERE if annotations == "tests/accuracy" else REFERENCE / annotations
    document = Path(file).stem
    by_kind = scores(of_reports, document, folder / f"{document}.jsonl")
    for kind, least in f1.items():
        assert by_kind[kind].f1 >= least, kind
    for column, least in columns.items():
        assert share(total(by_kind), column) >= least, column


@needs_reference
def test_the_chinese_report_has_all_its_paragraphs_and_footnotes(of_reports: Path) -> None:
    rows = read_table("paragraphs", of_reports).to_pylist()
    rows = [row for row in rows if row["document_id"] == "A_74_336-zh"]
    numbered = [row["number"] for row in rows if row["kind"] == "paragraph"]
    assert numbered == [str(n) for n in range(1, 107)]
    notes = [row["number"] for row in rows if row["kind"] == "footnote"]
    assert notes == ["fn*", *(f"fn{n}" for n in range(1, 29))]
    headings = [row["text"] for row in rows if row["kind"] == "heading"]
    assert len(headings) == 16


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_sentences_of_many_kinds_of_documents(language: str) -> None:
    sentences = read_sentences(HERE / "sentences" / f"{language}.jsonl")
    found = total(score_sentences(sentences)[language])
    assert found.f1 >= 0.98
    assert share(found, "qualifier") >= 0.98
    assert share(found, "raw") >= 0.95
    assert share(found, "unit") >= 0.88


@needs_reference
@pytest.mark.parametrize("language", NAME_LANGUAGES)
def test_sentences_of_united_nations_documents(language: str) -> None:
    name = "un_parallel_dev.jsonl"
    sentences = read_parallel(REFERENCE / "parallel" / name, REFERENCE / "gold" / name)
    found = total(score_sentences([s for s in sentences if s.language == language])[language])
    assert found.f1 >= 0.97
    assert share(found, "qualifier") >= 0.95


@needs_reference
def test_editions_differ_where_their_annotations_do() -> None:
    name = "un_parallel_dev.jsonl"
    sentences = read_parallel(REFERENCE / "parallel" / name, REFERENCE / "gold" / name)
    found, annotated = (
        {line for line, differences in compared(sentences).items() if differences}
        for compared in (compare_read, compare_annotated)
    )
    assert len(annotated) == 25
    assert len(found - annotated) <= 10
    assert len(annotated - found) <= 4


@needs_reference
def test_the_charter_has_the_same_articles_in_each_language() -> None:
    for code in NAME_LANGUAGES:
        language = languages.load(code)
        data = (REFERENCE / "raw" / f"UN_Charter-{code}.txt").read_bytes()
        blocks = read_paragraphs(read_pages(data, "text/plain"), language)
        articles = [
            block.text
            for block in blocks
            if block.kind == "heading" and language.layout.article.fullmatch(block.text)
        ]
        assert len(articles) == len(set(articles)) == 111, code
