"""Real runs of the Dagster job on small documents: what is published, what is held back, and why."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa
import pytest
import yaml
from helpers.here import read_here
from helpers.partitions import all_found

from pipeline import extract
from pipeline.orchestration.build import build_definitions
from pipeline.orchestration.jobs import PUBLISH_FIGURES
from pipeline.orchestration.partitions import SHARDS
from pipeline.orchestration.resources import Folders, folders_from_environment, folders_of
from pipeline.settings import EngineSettings, Partitions, Settings
from pipeline.tables import build
from pipeline.tables.files import read_table
from pipeline.tables.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]
REPORT = """ 合作情况

 秘书长的报告

  一. 导言

1. 约有 84%的成员国作了答复，其中 120 个国家提交了报告，另有一些国家正在

准备自己的报告。

2. 基金为此拨款 1 750 万美元，用于农村地区的学校和医院。
"""


def write_documents(raw: Path) -> Path:
    """One report in the form of a text taken out of a PDF, and one empty file."""
    raw.mkdir(parents=True, exist_ok=True)
    (raw / "A_70_901-zh.txt").write_text(REPORT, encoding="utf-8")
    (raw / "A_70_902-zh.txt").write_text("", encoding="utf-8")
    return raw


SETTINGS = Settings(partitions=Partitions(shards=4), engine=EngineSettings(kind="serial"))


@pytest.fixture(scope="module", autouse=True)
def _read_here() -> Iterator[None]:
    """No processes, so that tests are quick and may patch what they like."""
    with pytest.MonkeyPatch.context() as patch:
        read_here(patch)
        yield


def execute(raw: Path, outputs: Path) -> dg.ExecuteInProcessResult:
    """Runs the job as the command line does."""
    folders = Folders(raw=[str(raw)], outputs=str(outputs), shards=SETTINGS.partitions.shards)
    job = build_definitions(folders, SETTINGS).resolve_job_def(PUBLISH_FIGURES)
    with dg.DagsterInstance.ephemeral() as instance:
        return job.execute_in_process(
            instance=instance, raise_on_error=False, tags=all_found(instance, folders)
        )


def evaluations(
    result: dg.ExecuteInProcessResult,
) -> dict[tuple[str, str], dg.AssetCheckEvaluation]:
    """Check evaluations by asset and check."""
    return {
        (e.asset_key.to_user_string(), e.check_name): e
        for e in result.get_asset_check_evaluations()
    }


def materialized(result: dg.ExecuteInProcessResult) -> dict[str, Any]:
    """Metadata of what was made, by asset."""
    return {
        event.asset_key.to_user_string(): event.materialization.metadata
        for event in result.get_asset_materialization_events()
        if event.asset_key
    }


@pytest.fixture(scope="module")
def good_run(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dg.ExecuteInProcessResult, Path]:
    folder = tmp_path_factory.mktemp("good")
    return execute(write_documents(folder / "raw"), folder / "outputs"), folder


def test_a_run_ends_green_and_publishes_every_table(
    good_run: tuple[dg.ExecuteInProcessResult, Path],
) -> None:
    result, folder = good_run
    assert result.success
    for table in TABLES:
        assert (folder / "outputs" / f"{table.name}.csv").is_file()
        assert read_table(table.name, folder / "outputs").schema.names == table.arrow.names
    assert (folder / "outputs" / "data_docs" / "index.html").is_file()
    assert read_table("percentages", folder / "outputs").column("value").to_pylist() == [84.0]


def test_a_failed_document_does_not_stop_the_others(
    good_run: tuple[dg.ExecuteInProcessResult, Path],
) -> None:
    result, folder = good_run
    documents = read_table("documents", folder / "outputs").to_pylist()
    assert [d["status"] for d in documents] == ["extracted", "failed"]
    assert documents[1]["failure"]
    check = evaluations(result)["documents", "documents_read"]
    assert (check.passed, check.severity, check.blocking) == (
        False,
        dg.AssetCheckSeverity.WARN,
        False,
    )
    assert documents[1]["failure"][:20] in str(check.metadata["failures"].value)


def test_every_table_has_a_blocking_check_that_passed(
    good_run: tuple[dg.ExecuteInProcessResult, Path],
) -> None:
    checks = evaluations(good_run[0])
    for table in TABLES:
        check = checks[table.name, table.name]
        assert check.blocking
        assert check.passed, check.metadata["findings"].value


def test_every_table_shows_its_row_count_and_a_preview(
    good_run: tuple[dg.ExecuteInProcessResult, Path],
) -> None:
    made = materialized(good_run[0])
    assert made["percentages"]["dagster/row_count"].value == 1
    assert "84%" in made["percentages"]["preview"].value
    assert made["raw_documents"]["failed"].value == 1


def test_every_shard_tells_what_became_of_its_documents(
    good_run: tuple[dg.ExecuteInProcessResult, Path],
) -> None:
    told = [
        event.materialization
        for event in good_run[0].get_asset_materialization_events()
        if event.asset_key == dg.AssetKey("figures")
    ]
    # Those of the other shards would be noise.
    assert sorted(str(one.partition) for one in told) == ["02", "03"]
    for name, total in (("documents", 2), ("failed", 1), ("read", 1), ("percentages", 1)):
        assert sum(one.metadata[name].value for one in told if name in one.metadata) == total
    assert not any("dagster/row_count" in one.metadata for one in told)  # it is no table


def test_every_shard_has_its_check_in_every_stage(
    good_run: tuple[dg.ExecuteInProcessResult, Path],
) -> None:
    checks = {
        (check.asset_key.to_user_string(), check.partition): check
        for check in good_run[0].get_asset_check_evaluations()
        if check.partition
    }
    stages = ("pages", "running_text", "figures")
    assert checks.keys() == {(stage, shard) for stage in stages for shard in ("02", "03")}
    (failing,) = (check for check in checks.values() if not check.passed)
    assert (failing.partition, failing.severity) == ("03", dg.AssetCheckSeverity.WARN)
    assert "A_70_902-zh" in str(failing.metadata["failures"].value)
    made = {
        (event.asset_key.to_user_string(), event.partition)
        for event in good_run[0].get_asset_materialization_events()
        if event.asset_key and event.partition
    }
    assert made == checks.keys()


def test_the_partition_of_a_document_can_be_looked_up(
    good_run: tuple[dg.ExecuteInProcessResult, Path],
) -> None:
    listed = str(materialized(good_run[0])["raw_documents"]["partitions"].value)
    shards = {
        document: event.partition
        for event in good_run[0].get_asset_materialization_events()
        if event.asset_key == dg.AssetKey("pages")
        for document in ("A_70_901-zh", "A_70_902-zh")
        if f"| {document} |" in str(event.materialization.metadata["listed"].value)
    }
    assert set(shards) == {"A_70_901-zh", "A_70_902-zh"}
    for document, shard in shards.items():
        assert f"| {document} | {shard} |" in listed


def test_what_is_read_stays_in_a_hidden_folder_of_the_outputs(
    good_run: tuple[dg.ExecuteInProcessResult, Path],
) -> None:
    outputs = good_run[1] / "outputs"
    assert (outputs / ".work" / "values").is_dir()
    visible = {p.name for p in outputs.iterdir() if not p.name.startswith(".")}
    files = {f"{t.name}.{suffix}" for t in TABLES for suffix in ("csv", "parquet")}
    assert visible == files | {"data_docs", "releases", "latest"}


def test_a_run_makes_a_release_of_what_it_published(
    good_run: tuple[dg.ExecuteInProcessResult, Path],
) -> None:
    result, folder = good_run
    made = materialized(result)["release"]
    release = folder / "outputs" / "latest"
    assert made["version"].value == release.resolve().name
    for table in TABLES:
        for name in (f"{table.name}.parquet", f"{table.name}.csv"):
            published = (folder / "outputs" / name).read_bytes()
            assert (release / "data" / name).read_bytes() == published
    assert (release / "data_docs" / "index.html").is_file()


def test_a_run_on_the_same_documents_makes_no_other_release(
    good_run: tuple[dg.ExecuteInProcessResult, Path],
) -> None:
    first, folder = good_run
    outputs = folder / "outputs"
    again = execute(folder / "raw", outputs)
    made = [materialized(result)["release"]["new"].value for result in (first, again)]
    assert made == [True, False]
    assert len(list((outputs / "releases").glob("2*"))) == 1


def test_a_blocked_run_leaves_latest_where_it_is(
    good_run: tuple[dg.ExecuteInProcessResult, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = shutil.copytree(good_run[1], tmp_path / "copy", symlinks=True)
    raw, outputs = folder / "raw", folder / "outputs"
    before = (outputs / "latest").readlink()
    (raw / "A_70_903-zh.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setattr(build, "figures_table", _with_wrong_characters(build.figures_table))
    assert not execute(raw, outputs).success
    assert (outputs / "latest").readlink() == before
    assert [p.name for p in (outputs / "releases").glob("2*")] == [before.name]


def test_a_failing_check_holds_back_publishing_of_later_runs_too_and_shows_the_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, outputs = write_documents(tmp_path / "raw"), tmp_path / "outputs"
    outputs.mkdir()
    before = outputs / "percentages.csv"
    before.write_text("of the run before", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(build, "figures_table", _with_wrong_characters(build.figures_table))
        result = execute(raw, outputs)

    assert not result.success
    check = evaluations(result)["percentages", "percentages"]
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.ERROR)
    findings = str(check.metadata["findings"].value)
    assert "`raw` stands at" in findings
    assert "| 不在文中 | " in findings
    assert {"percentages", "data_docs", "release"}.isdisjoint(materialized(result))
    assert {p.name for p in outputs.iterdir()} == {".work", "percentages.csv"}
    assert before.read_text(encoding="utf-8") == "of the run before"
    assert evaluations(result)["counts", "counts"].passed

    again = execute(raw, outputs)  # the rows are there, and are not made again
    assert not again.success
    assert not evaluations(again)["percentages", "percentages"].passed
    assert before.read_text(encoding="utf-8") == "of the run before"


def _with_wrong_characters(
    figures_table: Callable[..., pa.Table],
) -> Callable[..., pa.Table]:
    def wrong(kind: str, extractions: list[build.Extraction]) -> pa.Table:
        rows = figures_table(kind, extractions)
        if kind != "percentage":
            return rows
        place = rows.schema.get_field_index("raw")
        characters = pa.array(["不在文中"] * rows.num_rows, pa.string())
        return rows.set_column(place, rows.schema.field("raw"), characters)

    return wrong


def test_a_fault_in_one_document_becomes_its_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError("nothing to divide by")

    raw, outputs = write_documents(tmp_path / "raw"), tmp_path / "outputs"
    monkeypatch.setattr(extract, "paragraphs_of", fault)
    assert execute(raw, outputs).success
    rows = read_table("documents", outputs).to_pylist()
    assert "ZeroDivisionError: nothing to divide by" in rows[0]["failure"]
    assert [row["status"] for row in rows] == ["failed", "failed"]


@pytest.fixture
def assets() -> list[dg.AssetSpec]:
    folders = Folders(raw=["raw"], outputs="outputs", shards=4)
    return list(build_definitions(folders, SETTINGS).resolve_all_asset_specs())


def test_every_asset_says_what_it_is_whose_and_of_what_kind(assets: list[dg.AssetSpec]) -> None:
    assert len(assets) == len(TABLES) + 7
    for spec in assets:
        assert spec.description, spec.key
        assert spec.owners, spec.key
        assert spec.kinds, spec.key
        assert spec.group_name, spec.key


def test_tables_show_their_declared_columns(assets: list[dg.AssetSpec]) -> None:
    specs = {spec.key.to_user_string(): spec for spec in assets}
    for table in TABLES:
        schema = specs[table.name].metadata["dagster/column_schema"]
        columns = getattr(schema, "schema", schema).columns
        assert [c.name for c in columns] == table.arrow.names
        assert all(c.description for c in columns)


def test_folders_come_from_the_environment_and_hold_wherever_a_process_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PIPELINE_RAW", raising=False)
    monkeypatch.delenv("PIPELINE_OUTPUTS", raising=False)
    defaults = folders_from_environment(SETTINGS)
    assert defaults.raw == [str(tmp_path / "raw")]
    assert defaults.outputs == str(tmp_path / "outputs")
    assert defaults.shards == 4
    monkeypatch.setenv("PIPELINE_RAW", os.pathsep.join(("/a", "s3://bucket/raw")))
    monkeypatch.setenv("PIPELINE_OUTPUTS", "elsewhere")
    assert folders_from_environment(SETTINGS).outputs == str(tmp_path / "elsewhere")
    assert folders_from_environment(SETTINGS).raw == ["/a", "s3://bucket/raw"]


def test_no_telemetry_leaves_the_machine() -> None:
    instance = yaml.safe_load((ROOT / "dagster.yaml").read_text(encoding="utf-8"))
    assert instance["telemetry"] == {"enabled": False}
    assert instance["nux"] == {"enabled": False}


def test_what_an_operator_sets_reaches_the_assets(tmp_path: Path) -> None:
    settings = Settings.model_validate(
        {"partitions": {"shards": 8, "per_run": 3}, "operating": {"stale_after_hours": 5}}
    )
    folders = folders_of([tmp_path / "raw"], tmp_path / "outputs", settings)
    graph = build_definitions(folders, settings).resolve_asset_graph()
    figures, counts = (graph.get(dg.AssetKey(name)) for name in ("figures", "counts"))
    assert figures.partitions_def == SHARDS
    assert figures.backfill_policy == dg.BackfillPolicy.multi_run(max_partitions_per_run=3)
    stale = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=5))
    assert counts.freshness_policy == stale
