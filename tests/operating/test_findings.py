"""What checks found stays told until rows change, on the table itself, and from red to row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from helpers.here import read_here
from helpers.reports import write_report

from pipeline.orchestration.assets import RAW_DOCUMENTS, STAGE_ASSETS
from pipeline.orchestration.build import build_definitions
from pipeline.orchestration.jobs import REFRESH_FIGURES
from pipeline.orchestration.partitions import add, known, tags_of, unknown
from pipeline.orchestration.resources import folders_of
from pipeline.reading.shards import shard_names, slot_of
from pipeline.settings import Settings
from pipeline.tables.schema import SET_ASIDE, TABLES

SHARDS = 2
#: All assets up to the tables: Data Docs and releases take long, and nothing here is about them.
CHECKED = [
    dg.AssetKey(name)
    for name in (
        RAW_DOCUMENTS,
        *(name for name, *_ in STAGE_ASSETS.values()),
        *(table.name for table in TABLES),
    )
]
GAP = "1. Some 84 per cent of members replied.\n\n3. Some 12 per cent did not.\n"
NO_GAP = GAP.replace("3.", "2.")
ODD = "1. Costs rose by 231,000,000 per cent, and the share of women by 12 per cent.\n"


class Operated:
    """A raw folder that is read run by run into one instance of Dagster."""

    def __init__(self, folder: Path, instance: dg.DagsterInstance, **settings: Any) -> None:
        self.raw, self.instance = folder / "raw", instance
        self.raw.mkdir()
        chosen = {"partitions": {"shards": SHARDS}, "engine": {"kind": "serial"}, **settings}
        self.settings = Settings.model_validate(chosen)
        self.folders = folders_of([self.raw], folder / "outputs", self.settings)

    def write(self, name: str, text: str) -> None:
        (self.raw / f"{name}.txt").write_text(text, encoding="utf-8")

    def run(self, shards: list[str] | None = None) -> dg.ExecuteInProcessResult:
        """Reads all shards, or some, checks and publishes."""
        chosen = shards or shard_names(SHARDS)
        job = build_definitions(self.folders, self.settings).resolve_job_def(REFRESH_FIGURES)
        add(self.instance, unknown(self.instance, chosen))
        tags = tags_of(chosen, known(self.instance))
        return job.execute_in_process(
            instance=self.instance, raise_on_error=False, tags=tags, asset_selection=CHECKED
        )


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as opened:
        yield opened


def check_of(result: dg.ExecuteInProcessResult, table: str) -> dg.AssetCheckEvaluation:
    """The check of a table, which stands on the table."""
    (found,) = (
        check
        for check in result.get_asset_check_evaluations()
        if check.asset_check_key == dg.AssetCheckKey(dg.AssetKey(table), table)
    )
    return found


def told(check: dg.AssetCheckEvaluation) -> dict[str, Any]:
    """What a check tells and plots."""
    values = {name: value.value for name, value in check.metadata.items() if name != "unchanged"}
    return values | {
        "passed": check.passed,
        "severity": check.severity,
        "description": check.description,
    }


def shard_of(number: int) -> str:
    return shard_names(SHARDS)[int(slot_of(f"A_70_{number}"), 16) * SHARDS // 256]


def test_a_warning_stays_until_its_rows_change(
    tmp_path: Path, instance: dg.DagsterInstance
) -> None:
    operated = Operated(tmp_path, instance)
    operated.write("A_70_1-en", GAP)
    first = check_of(operated.run(), "paragraphs")
    assert (first.passed, first.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert "leave no gap" in str(first.metadata["findings"].value)
    assert first.metadata["unchanged"].value == 0

    again = check_of(operated.run(), "paragraphs")
    assert told(again) == told(first)
    assert again.metadata["unchanged"].value == again.metadata["rows"].value > 0

    other = next(n for n in range(2, 100) if shard_of(n) != shard_of(1))
    write_report(operated.raw, other)
    beside = check_of(operated.run([shard_of(other)]), "paragraphs")
    assert not beside.passed
    assert beside.metadata["findings"].value == first.metadata["findings"].value
    assert beside.metadata["rows"].value > first.metadata["rows"].value

    operated.write("A_70_1-en", NO_GAP)
    assert check_of(operated.run(), "paragraphs").passed


def test_of_rows_that_fail_the_run_and_the_check_of_their_table_tell(
    tmp_path: Path, instance: dg.DagsterInstance
) -> None:
    """More is set aside than the settings allow."""
    operated = Operated(tmp_path, instance, set_aside={"share": 0.3, "figures": 1})
    operated.write("A_70_1-en", ODD)
    result = operated.run()
    assert not result.success
    (failed,) = (e for e in result.all_events if e.is_step_failure)
    assert failed.step_key == "publish"
    data = failed.step_failure_data
    assert "rows fail the check of set_aside" in str(data.user_failure_data.description)
    assert "| A_70_1-en | " in str(data.user_failure_data.metadata["set_aside"].value)
    check = check_of(result, SET_ASIDE.name)
    assert not check.passed
    assert "| A_70_1-en | " in str(check.metadata["findings"].value)
    assert check.metadata["documents"].value == (
        "| document | percentages | money_amounts | counts |\n"
        "| --- | --- | --- | --- |\n"
        "| A_70_1-en | 1 | 0 | 0 |"
    )
    assert check_of(result, "percentages").metadata[SET_ASIDE.name].value == 1
    assert {c.check_name for c in result.get_asset_check_evaluations() if not c.partition} == {
        table.name for table in TABLES
    }


def test_lineage_goes_from_each_table_to_the_stage_that_makes_its_rows(tmp_path: Path) -> None:
    settings = Settings()
    folders = folders_of([tmp_path], tmp_path, settings)
    graph = build_definitions(folders, settings).resolve_asset_graph()
    parents = {
        table.name: {key.to_user_string() for key in graph.get(dg.AssetKey(table.name)).parent_keys}
        for table in TABLES
    }
    of_text = {name for name, found in parents.items() if found == {"running_text"}}
    assert of_text == {"paragraphs", "printed_tables", "table_cells"}
    assert parents.pop("organizations") == set()
    assert all("figures" in found for name, found in parents.items() if name not in of_text)
    assert parents["figure_actors"] == {"figures", "organizations"}
    checks = {key.asset_key.to_user_string() for key in graph.asset_check_keys}
    assert {table.name for table in TABLES} <= checks
