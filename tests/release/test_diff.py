"""What the comparison of two releases tells."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner
from release_samples import make_tables, release_of

from pipeline.cli import main
from pipeline.release.diff import ReleaseDiff, diff, id_now
from pipeline.release.diff_page import diff_page

Rows = dict[str, list[dict[str, Any]]]


def with_rows(change: Any) -> dict[str, pa.Table]:
    """The tables after `change` has had their rows."""
    tables = make_tables(6)
    rows = {name: table.to_pylist() for name, table in tables.items()}
    change(rows)
    return {n: pa.Table.from_pylist(rows[n], schema=t.schema) for n, t in tables.items()}


def mend(rows: Rows) -> None:
    """An amount is mended, a count goes, a share comes, paragraphs move, a title changes."""
    rows["money_amounts"][0]["amount"] = Decimal("46500001.50")
    del rows["counts"][1]
    rows["percentages"].append(
        {**rows["percentages"][0], "figure_id": "percentages.99", "sentence": "<b>New</b> 84 %."}
    )
    for row in rows["percentages"][1:3]:
        row["figure_id"] += "0"
    rows["documents"][0]["title"] = "Another title"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two")
    release_of(make_tables(6), folder)
    release_of(with_rows(mend), folder)
    return folder


@pytest.fixture(scope="module")
def found(outputs: Path) -> ReleaseDiff:
    return diff(outputs / "releases" / "2026.11.25.1", outputs / "releases" / "2026.11.25.2")


def test_figures_are_told_by_document_as_added_removed_and_changed(found: ReleaseDiff) -> None:
    assert found.totals == {"added": 1, "removed": 1, "changed": 1, "moved": 2}
    by_id = {document.document_id: document for document in found.documents}
    assert set(by_id) == {"A_1-zh", "A_1-ar"}
    assert by_id["A_1-zh"].columns["title"][1] == "Another title"
    assert [f.figure_id for f in by_id["A_1-zh"].removed] == ["counts.1"]
    assert [f.figure_id for f in by_id["A_1-ar"].added] == ["percentages.99"]


def test_a_changed_figure_tells_the_columns_before_and_after(found: ReleaseDiff) -> None:
    changed = {f.figure_id: f.columns for d in found.documents for f in d.changed}
    assert changed["money_amounts.0"] == {"amount": ("46500000.00", "46500001.50")}


def test_the_id_that_a_figure_had_leads_to_the_one_it_has(
    outputs: Path, found: ReleaseDiff
) -> None:
    moved = {old: new for document in found.documents for old, new in document.moved.items()}
    assert moved == {"percentages.1": "percentages.10", "percentages.2": "percentages.20"}
    assert "percentages.10" not in {f.figure_id for d in found.documents for f in d.changed}
    told = outputs / "releases" / "2026.11.25.2" / "diff.json"
    assert id_now("percentages.1", [told]) == "percentages.10"
    assert id_now("money_amounts.0", [told]) == "money_amounts.0"
    page = told.with_suffix(".html").read_text(encoding="utf-8")
    assert re.search(r"Moved.*percentages\.1<.*percentages\.10<", page, re.DOTALL)


def test_a_sentence_that_comes_twice_takes_no_id_from_the_first(tmp_path: Path) -> None:
    def repeat(rows: Rows) -> None:
        rows["percentages"].insert(0, {**rows["percentages"][0], "figure_id": "percentages.before"})

    old = release_of(make_tables(6), tmp_path)
    new = release_of(with_rows(repeat), tmp_path)
    (one,) = diff(old.folder, new.folder).documents
    assert [figure.figure_id for figure in one.added] == ["percentages.before"]
    assert not one.moved


def test_the_release_holds_its_difference_as_json_and_as_a_page(
    outputs: Path, found: ReleaseDiff
) -> None:
    folder = outputs / "releases" / "2026.11.25.2"
    told = json.loads((folder / "diff.json").read_text(encoding="utf-8"))
    assert told == json.loads("".join(found.json()))
    page = (folder / "diff.html").read_text(encoding="utf-8")
    assert "1 added, 1 removed, 1 changed, 2 moved" in page
    assert "&lt;b&gt;New&lt;/b&gt; 84 %." in page
    assert "<b>New" not in page
    assert not (outputs / "releases" / "2026.11.25.1" / "diff.json").exists()


def test_the_order_of_documents_in_the_tables_makes_no_difference(tmp_path: Path) -> None:
    def turn(rows: Rows) -> None:
        for name in ("documents", "percentages", "money_amounts", "counts"):
            rows[name].sort(key=lambda row: row["document_id"], reverse=name != "counts")

    release_of(make_tables(6), tmp_path)
    made = release_of(with_rows(turn), tmp_path)
    assert made.is_new
    found = diff(tmp_path / "releases" / "2026.11.25.1", made.folder)
    assert (list(found.documents), found.differing) == ([], 0)


def test_a_document_that_comes_or_goes_has_all_its_figures_told(
    outputs: Path, tmp_path: Path
) -> None:
    def leave_out(rows: Rows) -> None:
        for name, of in rows.items():
            rows[name] = [row for row in of if row.get("document_id") != "A_1-ar"]

    small = release_of(with_rows(leave_out), tmp_path).folder
    whole = outputs / "releases" / "2026.11.25.1"
    for old, new, kind in ((small, whole, "added"), (whole, small, "removed")):
        (one,) = diff(old, new).documents
        assert (one.document_id, one.kind) == ("A_1-ar", kind)
        told = {figure.figure_id for figure in getattr(one, kind)}
        assert told == {
            f"{t}.{n}" for t in ("percentages", "money_amounts", "counts") for n in (0, 2, 4)
        }


def test_a_page_of_many_differences_tells_later_documents_in_a_line(
    found: ReleaseDiff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.release.diff_page.SHOWN_IN_ALL", 1)
    page = diff_page(found)
    assert "&lt;b&gt;New&lt;/b&gt; 84 %." in page
    assert "Another title" not in page
    assert "A_1-zh: document changed; 1 removed, 1 moved (in the JSON file)" in page


def _descriptor(folder: Path, change: Any) -> Path:
    """A release with another description of its columns."""
    file = folder / "datapackage.json"
    said = json.loads(file.read_text(encoding="utf-8"))
    change({resource["name"]: resource["schema"] for resource in said["resources"]})
    file.chmod(0o644)
    file.write_text(json.dumps(said), encoding="utf-8")
    return folder


def test_columns_that_change_are_told_and_tell_a_major_version(
    outputs: Path, tmp_path: Path
) -> None:
    other = release_of(make_tables(6), tmp_path).folder

    def add(schemas: dict[str, Any]) -> None:
        schemas["counts"]["fields"].append(
            {"name": "checked_by", "type": "integer", "description": "How many"}
        )

    added = diff(outputs / "releases" / "2026.11.25.1", _descriptor(other, add))
    assert [(c.table, c.column, c.change) for c in added.columns] == [
        ("counts", "checked_by", "column added")
    ]
    assert not added.breaking

    def allow(schemas: dict[str, Any]) -> None:
        (kind,) = [f for f in schemas["paragraphs"]["fields"] if f["name"] == "kind"]
        kind["constraints"]["enum"].append("box")

    allowed = diff(outputs / "releases" / "2026.11.25.1", _descriptor(other, allow))
    assert ("kind", "values added") in {(c.column, c.change) for c in allowed.columns}
    assert not allowed.breaking

    def narrow(schemas: dict[str, Any]) -> None:
        (value,) = [f for f in schemas["counts"]["fields"] if f["name"] == "value"]
        value["arrowType"] = "int32"

    narrowed = diff(outputs / "releases" / "2026.11.25.1", _descriptor(other, narrow))
    assert ("counts", "value", "type changed") in {
        (c.table, c.column, c.change) for c in narrowed.columns
    }
    assert narrowed.breaking
    assert "a new major version" in diff_page(narrowed)


def test_the_command_compares_the_last_two_and_writes_files(outputs: Path, tmp_path: Path) -> None:
    page, data = tmp_path / "diff.html", tmp_path / "diff.json"
    arguments = ["diff", "--outputs", outputs, "--html", page, "--json", data]
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    assert (
        "2026.11.25.1 to 2026.11.25.2: 1 added, 1 removed, 1 changed, 2 moved figures"
        in result.stdout
    )
    assert json.loads(data.read_text(encoding="utf-8"))["totals"]["moved"] == 2
    assert "Another title" in page.read_text(encoding="utf-8")


def test_the_command_names_the_releases_there_are(outputs: Path) -> None:
    result = CliRunner().invoke(main, ["diff", "2020.01.01.1", "--outputs", str(outputs)])
    assert result.exit_code == 4
    assert "2026.11.25.1, 2026.11.25.2" in result.stderr


def test_the_command_reads_folders_and_prints_json(outputs: Path) -> None:
    folder = outputs / "releases" / "2026.11.25.1"
    result = CliRunner().invoke(
        main, ["diff", str(folder), "--outputs", str(outputs), "--json", "-"]
    )
    assert json.loads(result.stdout)["after"] == "2026.11.25.2"
