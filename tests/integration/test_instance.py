"""Dagster's own storage: the files of the instance as an operator uses them, with real runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import psycopg
import pytest
import yaml
from dagster._core.instance import DagsterInstance
from servers import Server

from pipeline.orchestration.build import build_definitions
from pipeline.orchestration.jobs import REFRESH_FIGURES
from pipeline.orchestration.partitions import tags_of_range
from pipeline.orchestration.resources import Folders
from pipeline.settings import EngineSettings, Settings

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
    assert set(server.pop("storage")) == {"postgres"}
    assert local == server


@pytest.fixture
def instance(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[DagsterInstance]:
    """The instance of `deploy/dagster.yaml`, over a database that is empty."""
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS dagster WITH (FORCE)")
        connection.execute("CREATE DATABASE dagster")
    monkeypatch.setenv("DAGSTER_POSTGRES_HOST", server.host)
    monkeypatch.setenv("DAGSTER_POSTGRES_PORT", str(server.port))
    monkeypatch.setenv("DAGSTER_POSTGRES_DB", "dagster")
    monkeypatch.setenv("DAGSTER_POSTGRES_USER", server.user)
    monkeypatch.setenv("DAGSTER_POSTGRES_PASSWORD", "not asked for")
    with DagsterInstance.from_config(str(ROOT / "deploy")) as opened:
        yield opened


def test_a_run_is_recorded_in_postgresql(
    instance: DagsterInstance, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "A_70_901-zh.txt").write_text(REPORT, encoding="utf-8")
    folders = Folders(raw=[str(tmp_path / "raw")], outputs=str(tmp_path / "outputs"), shards=4)
    job = build_definitions(folders, SETTINGS.model_copy(
        update={"partitions": SETTINGS.partitions.model_copy(update={"shards": 4})}
    )).resolve_job_def(REFRESH_FIGURES)  # fmt: skip
    result = job.execute_in_process(instance=instance, tags=tags_of_range("00", "03"))
    assert result.success

    (record,) = instance.get_run_records()
    assert record.dagster_run.run_id == result.run_id
    assert record.dagster_run.status is dg.DagsterRunStatus.SUCCESS
    figures = dg.AssetKey("figures")
    assert instance.get_materialized_partitions(figures) == {"00", "01", "02", "03"}
    key = dg.AssetCheckKey(figures, "counts")
    summary = instance.event_log_storage.get_asset_check_summary_records([key])[key]
    checked = summary.last_check_execution_record
    assert checked is not None
    assert checked.event is not None
    assert checked.event.dagster_event.asset_check_evaluation_data.passed  # type: ignore[union-attr]
    with psycopg.connect(f"{server.address} dbname=dagster") as connection:
        (events,) = connection.execute("SELECT count(*) FROM event_logs").fetchone() or (0,)
    assert events == len(instance.all_logs(result.run_id))


def test_only_one_step_publishes_at_a_time(instance: DagsterInstance) -> None:
    assets = build_definitions(
        Folders(raw=["raw"], outputs="outputs", shards=32), SETTINGS
    ).resolve_asset_graph()
    publishing = {"documents", "counts", "data_docs", "release"}
    pools = {name: assets.get(dg.AssetKey(name)).pools for name in [*publishing, "figures"]}
    assert pools.pop("figures") == set()
    assert set(map(frozenset, pools.values())) == {frozenset({"publish"})}
    storage = instance.event_log_storage
    storage.initialize_concurrency_limit_to_default("publish")
    assert storage.claim_concurrency_slot("publish", "one", "step").is_claimed
    assert not storage.claim_concurrency_slot("publish", "other", "step").is_claimed
    storage.free_concurrency_slots_for_run("one")
    assert storage.check_concurrency_claim("publish", "other", "step").is_claimed
