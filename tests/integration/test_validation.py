"""Every expectation can fail, says which rows fail, and holds for good and for empty tables."""

from __future__ import annotations

import contextlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from helpers.good_rows import TEXT, Rows, as_tables, figure_row, good_rows

from pipeline.publishing.shares import as_table
from pipeline.tables.schema import (
    COUNTS,
    DOCUMENTS,
    MONEY_AMOUNTS,
    PARAGRAPHS,
    PERCENTAGES,
    SET_ASIDE,
    TABLE_CELLS,
    TABLES,
    Table,
)
from pipeline.validation import TableReport, adapter, library, report_pages, validate
from pipeline.validation.adapter import load_suite
from pipeline.validation.helpers import TOO_MANY
from pipeline.validation.project import CHECKPOINT, ProjectExists, write_project
from pipeline.validation.suites import EXPECTATIONS, expectations, meaning, sentence, structure


def check(rows: Rows, table: Table, **others: pa.Table) -> TableReport:
    """The report on one of the tables."""
    tables = as_tables(rows) | others
    return validate(tables[table.name], table, others=tables)


SHARED: dict[str, dict[str, Any]] = {
    "`raw` stands at `char_start` to `char_end` of its paragraph's text.": {"raw": "有"},
    "A figure has at least one character.": {"char_end": 0},
    "Characters are counted from 0.": {"char_start": -1},
    "A figure is on a page that its paragraph goes over.": {"page": 9},
    "`raw` stands in `sentence`.": {"sentence": "无"},
    "A period does not end before it begins.": {"period_end": 2017},
    "Periods begin in years that such reports speak of, 1900 to 2100.": {"period_start": 19},
    "Periods end in years that such reports speak of, 1900 to 2150.": {"period_end": 9999},
    "The years of comparison do not end before they begin.": {"base_end": 2015},
    "The right edge is not left of the left one.": {"x1": 1.0},
    "The lower edge is not above the upper one.": {"bottom": 1.0},
    "A figure and its paragraph are of the same document.": {"document_id": "A_1_2-zh"},
    "No more editions agree on a figure than have its paragraph.": {"agreeing": 3},
    "A figure is found in its own edition at least.": {"agreeing": 0},
    "A figure of a table is the one that its cell names; another has no cell.": {
        "cell_id": "A_1_1-zh.table1.0.0"
    },
}
TOO_MANY_ASIDE = "Of no table are more figures set aside than the settings allow."
TWICE = "No two figures of a table share characters of a paragraph."
#: What has to change in a table's first row for an expectation to fail.
CORRUPTIONS: dict[str, dict[str, dict[str, Any]]] = {
    "documents": {
        "A failed document has a sentence that says what is wrong and what to do.": {
            "status": "failed",
            "failure": " ",
        },
        "A failed document has a failure.": {"status": "failed"},
        "A document that was read has no failure.": {"failure": "It is empty."},
        "A document that was read has a language.": {"language": None},
        "A document that was read has a checksum.": {"sha256": None},
        "A document that was read has a symbol.": {"symbol": None},
        "A language is a code of ISO 639-1.": {"language": "Chinese"},
        "A checksum is 64 hexadecimal digits.": {"sha256": "0"},
        "A source address is a web address.": {"source_url": "file:///A_1_1"},
        "A document bears the symbol that its file's name or the register gives it.": {
            "printed_symbol": "A/9/9"
        },
        "A document that was read has pages.": {"pages": 0},
        "A document that was read has paragraphs.": {"paragraphs": 0},
        "The numbers of paragraphs and figures are those of rows in their tables.": {"counts": 2},
    },
    "paragraphs": {
        "Every paragraph number of a document stands there once and in order, unless it is printed "
        "otherwise.": {"number": "2"},
        "Paragraph numbers of a document leave no gap.": {"number": "annex.2"},
        "No two paragraphs of a document have the same position.": {"position": 2},
        "Positions are counted from 1.": {"position": 0},
        "A paragraph has text.": {"text": " "},
        "Pages are counted from 1.": {"page_first": 0},
        "A paragraph does not end before the page it begins on.": {"page_first": 2},
        "The number of a footnote begins with fn.": {"kind": "footnote", "number": "x"},
    },
    "printed_tables": {
        "A table has at least one line with cells.": {"rows": 0},
        "A table has at least one column.": {"columns": 0},
        "A table does not end before it begins.": {"page_first": 2},
        "No more sums hold than can be told.": {"sums_right": 2},
        "A table has as many rows in `table_cells` as it says.": {"cells": 2},
    },
    "table_cells": {
        "Lines are counted from 0.": {"row": -1},
        "Columns are counted from 0.": {"column": -1},
        "A number counts whole units.": {"scale": 0},
        "`raw` stands at `char_start` to `char_end` of its paragraph's text.": {"raw": "有"},
        "A cell has at least one character.": {"char_end": 0},
        "A cell and its paragraph are of the same document.": {"document_id": "A_1_2-zh"},
        "A cell is on a page that its table goes over.": {"page": 9},
        "The right edge is not left of the left one.": {"x1": 1.0},
        "The lower edge is not above the upper one.": {"bottom": 1.0},
        "A printed sum is what its addends come to, within rounding: else the document is at "
        "fault, or the reading.": {"sum_added": 119.0, "sum_holds": False},
    },
    "percentages": {
        **SHARED,
        "A percentage over 100 has a word such as growth in its sentence.": {"value": 101.0},
        TWICE: {},
    },
    "money_amounts": {
        **SHARED,
        "A sum of money is below a thousand million million.": {"amount": Decimal(10**16)},
        "A currency is a code of ISO 4217.": {"currency": "US$"},
        TWICE: {},
    },
    "counts": {
        **SHARED,
        "A count is below a million million.": {"value": 10**13},
        TWICE: {},
    },
    "figure_actors": {"An actor is named in one character or more.": {"char_end": 6}},
    "set_aside": {
        TOO_MANY_ASIDE: {},
        **{
            name: SHARED[name]
            for name in (
                "`raw` stands at `char_start` to `char_end` of its paragraph's text.",
                "A figure has at least one character.",
                "Characters are counted from 0.",
                "A figure is on a page that its paragraph goes over.",
                "`raw` stands in `sentence`.",
                "A figure and its paragraph are of the same document.",
            )
        },
    },
    "agreement": {
        "Where editions differ, not all of them agree.": {"agreeing": 2},
        "It takes two editions to differ.": {"editions": 1},
    },
    "organizations": {
        "An organization has a name in English.": {"name_en": None},
        "A standard name has no blanks around it.": {"organization": " WFP"},
    },
}
WRITTEN = [(table, e) for table in TABLES for e in meaning(table.name)]


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_good_tables_pass_without_a_warning(table: Table) -> None:
    report = check(good_rows(), table)
    assert (report.failures, report.warnings) == ((), ())


def test_a_sum_that_does_not_add_up_is_listed_with_the_title_of_its_table() -> None:
    rows = good_rows()
    rows["printed_tables"][0] |= {"number": "3", "title": "Posts by office"}
    rows["table_cells"][0] |= {"sum_added": 119.0, "sum_holds": False}
    (warning,) = check(rows, TABLE_CELLS).warnings
    told = "table 3, Posts by office, page 1: 120 printed, 119 added"
    assert warning.rows[0]["_sum_that_fails"] == told


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_empty_tables_pass(table: Table) -> None:
    report = check({t.name: [] for t in TABLES}, table)
    assert (report.passed, report.rows, report.warnings) == (True, 0, ())


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_expectation_files_load_whole_and_have_fixed_ids(table: Table) -> None:
    wanted = expectations(table)
    assert len(load_suite(table.name, wanted).expectations) == len(wanted)
    assert len({e["id"] for e in wanted}) == len(wanted)
    assert all(e["severity"] in {"critical", "warning"} for e in wanted)
    assert all(sentence(e).endswith(".") for e in wanted)


@pytest.mark.parametrize(
    ("table", "expectation"), WRITTEN, ids=[f"{t.name}: {sentence(e)}" for t, e in WRITTEN]
)
def test_every_written_expectation_can_fail(
    table: Table, expectation: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = good_rows()
    first = rows[table.name][0]
    first.update(CORRUPTIONS[table.name][sentence(expectation)])
    if sentence(expectation) == TWICE:
        rows[table.name].append({**first, "figure_id": "another"})
    others: dict[str, pa.Table] = {}
    if sentence(expectation) == TOO_MANY_ASIDE:
        others[TOO_MANY] = as_table({"percentage": "1 of 2 figures of percentages are set aside"})
    monkeypatch.setattr(adapter, "expectations", lambda *_: [expectation])
    report = check(rows, table, **others)
    findings = report.failures if expectation["severity"] == "critical" else report.warnings
    finding = next(f for f in findings if f.sentence == sentence(expectation))
    assert finding.count >= 1
    assert finding.rows
    assert table.key in finding.rows[0]


@pytest.mark.parametrize(
    ("table", "changes", "expected"),
    [
        (
            COUNTS,
            {"paragraph_id": "elsewhere"},
            "`paragraph_id` is a `paragraph_id` of `paragraphs`.",
        ),
        (COUNTS, {"document_id": "elsewhere"}, "`document_id` is a `document_id` of `documents`."),
        (
            COUNTS,
            {"organization": "NATO"},
            "`organization` is a `organization` of `organizations`.",
        ),
        (COUNTS, {"figure_id": None}, "`figure_id` is never empty."),
        (COUNTS, {"qualifier": "perhaps"}, "`qualifier` is one of exact, about"),
        (COUNTS, {"unit_class": "ships"}, "`unit_class` is one of people"),
        (COUNTS, {"rule": None}, "`rule` is never empty."),
        (COUNTS, {"value": -1}, "`value` is at least 0, except"),
        (COUNTS, {"value_high": 1}, "The upper end of a range is not below the lower one."),
        (MONEY_AMOUNTS, {"amount_high": Decimal(1)}, "The upper end of a range is not below"),
        (PERCENTAGES, {"value": -101.0}, "`value` is at least -100 and at most 100000, except"),
        (PERCENTAGES, {"value_high": 100_001.0}, "`value_high` is at least -100 and at most"),
        (SET_ASIDE, {"reason": "odd"}, "`reason` is one of not_a_number"),
        (DOCUMENTS, {"status": "pending"}, "`status` is one of extracted, failed."),
        (PARAGRAPHS, {"paragraph_id": "A_1_1-zh.2"}, "`paragraph_id` is the key"),
    ],
)
def test_expectations_follow_from_the_declaration(
    table: Table, changes: dict[str, Any], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = good_rows()
    rows[table.name][0].update(changes)
    wanted = [e for e in structure(table) if sentence(e).startswith(expected)]
    monkeypatch.setattr(adapter, "expectations", lambda *_: wanted)
    assert any(f.sentence.startswith(expected) for f in check(rows, table).failures)


def test_cells_of_tables_are_not_bound_by_what_bounds_text() -> None:
    rows = good_rows()
    rows["counts"][0] |= {"value": -1, "stands_in": "table", "cell_id": "A_1_1-zh.table1.0.0"}
    rows["table_cells"][0]["figure_id"] = rows["counts"][0]["figure_id"]
    assert check(rows, COUNTS).failures == ()


OVER_A_HUNDRED = "A percentage over 100 has a word such as growth in its sentence."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "زادت التكاليف بنسبة 150%."),
        ("en", "Costs rose by 150%."),
        ("es", "Los costos aumentaron un 150%."),
        ("fr", "Les coûts ont augmenté de 150%."),
        ("ru", "Расходы увеличились на 150%."),
        ("zh", "增长了 150%。"),
    ],
)
def test_a_growth_word_lets_a_percentage_exceed_a_hundred(language: str, text: str) -> None:
    start = text.index("150%")
    for printed, warned in ((text, False), ("x" * start + text[start:], True)):
        rows = good_rows()
        rows["paragraphs"][1]["text"] = printed
        rows["percentages"] = [
            {
                **figure_row("84%", value=150.0),
                "language": language,
                "raw": "150%",
                "char_start": start,
                "char_end": start + 4,
                "sentence": printed,
            }
        ]
        found = [finding.sentence for finding in check(rows, PERCENTAGES).warnings]
        assert found == [OVER_A_HUNDRED] * warned


def test_a_validation_finds_the_same_with_and_without_what_it_repeats(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = good_rows()
    rows["counts"][0] |= {"value": 10**13, "char_end": 0, "raw": "other", "page": 99}
    found = check(rows, COUNTS)
    assert len([*found.failures, *found.warnings]) > 3
    monkeypatch.setattr(library, "without_repetition", contextlib.nullcontext)
    again = check(rows, COUNTS)
    assert (again.failures, again.warnings) == (found.failures, found.warnings)


def test_a_column_of_another_type_or_place_fails_and_names_it() -> None:
    tables = as_tables(good_rows())
    wrong = tables["counts"].set_column(
        COUNTS.arrow.get_field_index("value"), "value", pa.array([120.0], pa.float64())
    )
    report = validate(wrong, COUNTS, others=tables)
    assert "`value` is double, declared is int64." in report.failures[0].sentence
    turned = tables["counts"].select(COUNTS.arrow.names[::-1])
    assert not validate(turned, COUNTS, others=tables).passed
    lacking = tables["counts"].drop_columns(["rule"])
    assert "`rule` is missing." in validate(lacking, COUNTS, others=tables).markdown()


def test_a_report_shows_twenty_of_many_failing_rows() -> None:
    rows = good_rows()
    sample = rows["money_amounts"][0]
    rows["money_amounts"] = [{**sample, "figure_id": str(i), "currency": "US$"} for i in range(30)]
    report = check(rows, MONEY_AMOUNTS)
    finding = next(f for f in report.failures if "ISO 4217" in f.sentence)
    assert (finding.count, len(finding.rows)) == (30, 20)
    assert finding.rows[0]["raw"] == "1 750 万美元"
    assert "(30 rows)" in report.markdown()


def test_data_docs_are_written_without_remote_parts_and_leave_nothing_else(tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in EXPECTATIONS.iterdir()}
    results = {table.name: check(good_rows(), table).results for table in TABLES}
    page = report_pages([results], tmp_path / "out" / "data_docs")
    report_pages([results], tmp_path / "out" / "data_docs")
    assert page.is_file()
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["data_docs"]
    pages = [p.read_text(encoding="utf-8") for p in page.parent.rglob("*.html")]
    assert len(pages) == 1 + 2 * len(TABLES)
    assert not any("<script" in p or 'src="http' in p or "url('http" in p for p in pages)
    assert not any('<link rel="stylesheet" href="http' in p for p in pages)
    assert {file: file.read_bytes() for file in EXPECTATIONS.iterdir()} == before


# -- a project for people who work with Great Expectations -------------------------------------------


def test_a_project_opens_with_its_suites_its_data_and_what_was_found(tmp_path: Path) -> None:
    import great_expectations as gx

    rows = good_rows()
    rows["percentages"][0]["char_end"] = 0
    page = write_project(as_tables(rows), tmp_path, chosen=[DOCUMENTS, PERCENTAGES])

    context = gx.get_context(mode="file", project_root_dir=tmp_path)
    for table in (DOCUMENTS, PERCENTAGES):
        told = [one.description for one in context.suites.get(table.name).expectations]
        assert told == [sentence(one) for one in expectations(table)]
    # What was found when it was written, and when somebody runs its Checkpoint again.
    again = context.checkpoints.get(CHECKPOINT).run()
    kept = [
        context.validation_results_store.get(k)
        for k in context.validation_results_store.list_keys()
    ]
    assert len(kept) == 4
    for result in (*kept, *again.run_results.values()):
        failing = {one.expectation_config.description for one in result.results if not one.success}
        assert ("A figure has at least one character." in failing) is (
            result.suite_name == PERCENTAGES.name
        )
        assert result.success is (result.suite_name == DOCUMENTS.name)

    pages = [file.read_text(encoding="utf-8") for file in page.parent.rglob("*.html")]
    assert any("A figure has at least one character." in text for text in pages)
    assert not any(TEXT in text for text in pages)  # they are not escaped


def test_a_project_is_not_written_over_another(tmp_path: Path) -> None:
    (tmp_path / "gx").mkdir()
    with pytest.raises(ProjectExists, match="Delete it, or name another folder"):
        write_project(as_tables(good_rows()), tmp_path)
    assert list((tmp_path / "gx").iterdir()) == []
