"""Old runs go, with their events and logs; what they last made and checked does not go missing."""

import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipeline.orchestration import partitions
from pipeline.orchestration.retention import delete_old_runs, delete_runs
from pipeline.settings import Settings

CHECK = dg.AssetCheckKey(dg.AssetKey("table"), "rows")


@dg.asset(partitions_def=partitions.SHARDS)
def shard(context: dg.AssetExecutionContext) -> None:
    context.log.info("reading")
    print("what a library prints")


@dg.asset
def table() -> None:
    pass


@dg.asset_check(name="rows", asset=table)
def rows() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


@dg.job
def broken() -> None:
    @dg.op
    def fails() -> None:
        raise ValueError

    fails()


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.local_temp(str(tmp_path)) as opened:
        partitions.add(opened, ["00", "01"])
        yield opened


def files_of(run: str, folder: Path) -> list[Path]:
    """What is kept of a run in files: its events, and what its steps printed."""
    return [p for p in folder.rglob("*") if run in p.relative_to(folder).as_posix()]


def made(instance: dg.DagsterInstance, *assets: object, partition: str | None = None) -> str:
    """The run that made these assets."""
    return dg.materialize(assets, instance=instance, partition_key=partition).run_id  # type: ignore[arg-type]


def test_runs_go_but_for_those_that_last_made_or_checked_something(
    instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    first = made(instance, shard, partition="00")
    other = made(instance, shard, partition="01")
    again = made(instance, shard, partition="00")
    checked = made(instance, table, rows)
    made_only = made(instance, table)
    failed = broken.execute_in_process(instance=instance, raise_on_error=False).run_id
    assert files_of(first, tmp_path)

    assert delete_runs(instance, time.time() + 1, [CHECK]) == 2
    assert set(instance.get_run_ids()) == {other, again, checked, made_only}
    for gone in (first, failed):
        assert not files_of(gone, tmp_path)
    key = dg.AssetKey("shard")
    assert instance.get_materialized_partitions(key) == {"00", "01"}
    assert instance.get_latest_materialization_event(dg.AssetKey("table")) is not None
    record = instance.get_latest_asset_check_evaluation_record(CHECK)
    assert record is not None
    assert files_of(again, tmp_path)


def test_the_last_run_of_a_partition_that_was_removed_goes(instance: dg.DagsterInstance) -> None:
    made(instance, shard, partition="01")
    stays = made(instance, shard, partition="00")
    instance.delete_dynamic_partition("shards", "01")
    assert delete_runs(instance, time.time() + 1, []) == 1
    assert instance.get_run_ids() == [stays]


def test_younger_runs_and_those_in_progress_stay(instance: dg.DagsterInstance) -> None:
    young = broken.execute_in_process(instance=instance, raise_on_error=False).run_id
    running = instance.create_run_for_job(broken, status=dg.DagsterRunStatus.STARTED).run_id
    sensor = delete_old_runs(Settings(), [CHECK])
    skipped = sensor(dg.build_sensor_context(instance))
    assert isinstance(skipped, dg.SkipReason)
    assert skipped.skip_message == "nothing to delete"
    assert set(instance.get_run_ids()) == {young, running}
    delete_runs(instance, time.time() + 1, [CHECK])
    assert instance.get_run_ids() == [running]


def test_with_0_days_it_is_off_and_keeps_all(instance: dg.DagsterInstance) -> None:
    sensor = delete_old_runs(Settings.model_validate({"operating": {"keep_runs_days": 0}}), [])
    assert sensor.default_status is dg.DefaultSensorStatus.STOPPED
    broken.execute_in_process(instance=instance, raise_on_error=False)
    sensor(dg.build_sensor_context(instance))
    assert len(instance.get_run_ids()) == 1
