"""Dagster's own storage: the files of the instance as an operator uses them, with real runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dagster as dg
import psycopg
import pytest
import yaml
from helpers.here import read_here
from helpers.partitions import all_found
from servers import Server

from pipeline.orchestration.assets import PUBLISH_POOL
from pipeline.orchestration.build import build_definitions
from pipeline.orchestration.jobs import MAKE_RELEASE, REFRESH_FIGURES
from pipeline.orchestration.resources import Folders
from pipeline.release.versions import released
from pipeline.settings import EngineSettings, Partitions, Settings
from pipeline.tables.files import publish
from pipeline.tables.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]
REPORT = """ 合作情况

  一. 导言

1. 约有 84%的成员国作了答复，其中 120 个国家提交了报告。
"""
SETTINGS = Settings(engine=EngineSettings(kind="serial"))


def test_both_files_differ_in_where_things_are_kept_alone() -> None:
    local, server = (
        yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
        for name in ("dagster.yaml", "deploy/dagster.yaml")
    )
    assert set(local.pop("storage")) == {"sqlite"}
    assert local.pop("compute_logs")["config"]["base_dir"].startswith(".dagster/")
    assert set(server.pop("storage")) == {"postgres"}
    assert local == server


@pytest.mark.parametrize("name", ["dagster.yaml", "deploy/dagster.yaml"])
def test_a_section_stands_once(name: str) -> None:
    """Of two, YAML would take the last one without a word."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    sections = [line for line in lines if line[:1].isalpha()]
    assert len(sections) == len(set(sections))


@pytest.fixture
def instance(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dg.DagsterInstance]:
    """The instance of `deploy/dagster.yaml`, over a database that is empty."""
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS dagster WITH (FORCE)")
        connection.execute("CREATE DATABASE dagster")
    monkeypatch.setenv("DAGSTER_POSTGRES_HOST", server.host)
    monkeypatch.setenv("DAGSTER_POSTGRES_PORT", str(server.port))
    monkeypatch.setenv("DAGSTER_POSTGRES_DB", "dagster")
    monkeypatch.setenv("DAGSTER_POSTGRES_USER", server.user)
    monkeypatch.setenv("DAGSTER_POSTGRES_PASSWORD", "not asked for")
    home = tmp_path / "home"  # what steps print is kept there
    home.mkdir()
    shutil.copy(ROOT / "deploy" / "dagster.yaml", home)
    with dg.DagsterInstance.from_config(str(home)) as opened:
        yield opened


def test_a_run_is_recorded_in_postgresql(
    instance: dg.DagsterInstance, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_here(monkeypatch)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "A_70_901-zh.txt").write_text(REPORT, encoding="utf-8")
    folders = Folders(raw=[str(tmp_path / "raw")], outputs=str(tmp_path / "outputs"), shards=4)
    settings = SETTINGS.model_copy(update={"partitions": Partitions(shards=4)})
    job = build_definitions(folders, settings).resolve_job_def(REFRESH_FIGURES)
    result = job.execute_in_process(instance=instance, tags=all_found(instance, folders))
    assert result.success

    (record,) = instance.get_run_records()
    assert record.dagster_run.run_id == result.run_id
    assert record.dagster_run.status is dg.DagsterRunStatus.SUCCESS
    assert instance.get_materialized_partitions(dg.AssetKey("figures")) == {"02"}
    key = dg.AssetCheckKey(dg.AssetKey("counts"), "counts")
    summary = instance.event_log_storage.get_asset_check_summary_records([key])[key]
    checked = summary.last_check_execution_record
    assert checked is not None
    assert checked.event is not None
    assert checked.event.dagster_event.asset_check_evaluation_data.passed  # type: ignore[union-attr]
    with psycopg.connect(f"{server.address} dbname=dagster") as connection:
        (events,) = connection.execute("SELECT count(*) FROM event_logs").fetchone() or (0,)
    assert events == len(instance.all_logs(result.run_id))


@pytest.mark.slow
def test_a_step_that_publishes_waits_until_no_other_does(
    instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    publish({table.name: table.arrow.empty_table() for table in TABLES}, tmp_path)
    (tmp_path / "data_docs").mkdir()
    folders = Folders(raw=[str(tmp_path)], outputs=str(tmp_path), shards=32)
    job = build_definitions(folders, SETTINGS).resolve_job_def(MAKE_RELEASE)
    slots = instance.event_log_storage
    slots.initialize_concurrency_limit_to_default(PUBLISH_POOL)
    assert slots.claim_concurrency_slot(PUBLISH_POOL, "another", "publish").is_claimed
    with ThreadPoolExecutor(1) as pool:
        run = pool.submit(job.execute_in_process, instance=instance)
        while not slots.get_concurrency_info(PUBLISH_POOL).pending_step_count:
            assert not run.done(), run.result()
        assert not released(tmp_path)
        slots.free_concurrency_slots_for_run("another")
        assert run.result().success
    assert len(released(tmp_path)) == 1


def test_every_step_that_writes_what_is_published_is_in_the_pool() -> None:
    folders = Folders(raw=["raw"], outputs="outputs", shards=32)
    graph = build_definitions(folders, SETTINGS).resolve_asset_graph()
    pooled = {key.to_user_string() for key in graph.materializable_asset_keys
              if graph.get(key).pools == {PUBLISH_POOL}}  # fmt: skip
    assert pooled == {table.name for table in TABLES} | {"data_docs", "release"}
