"""The sensor's look into the raw folders: what it asks for, and what it does when time is up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import dagster as dg
import pytest
from helpers.here import Here, read_here
from helpers.partitions import all_found
from helpers.refreshing import refresh
from helpers.reports import name_of, write_report
from upath import UPath

from pipeline.documents import discovery
from pipeline.orchestration import sensors
from pipeline.orchestration.build import build_definitions
from pipeline.orchestration.jobs import REFRESH_FIGURES
from pipeline.orchestration.partitions import RANGE_END, RANGE_START, add, known
from pipeline.orchestration.resources import Folders
from pipeline.settings import SensorSettings, Settings

SHARDS = 8
NUMBERS = range(1, 8)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    for number in NUMBERS:
        write_report(tmp_path / "raw", number)
    return Folders(raw=[str(tmp_path / "raw")], outputs=str(tmp_path / "outputs"), shards=SHARDS)


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as opened:
        yield opened


SETTINGS = Settings.model_validate({"sensor": {"settled_seconds": 0}, "engine": {"kind": "serial"}})


def tick(
    folders: Folders,
    instance: dg.DagsterInstance,
    cursor: str | None = None,
    settings: Settings = SETTINGS,
) -> dg.SensorResult:
    """What the sensor says, files being settled at once."""
    sensor = sensors.new_documents(settings)
    given = dg.build_sensor_context(instance, cursor=cursor, resources={"folders": folders})
    with given as context:
        result = sensor(context)
    assert isinstance(result, dg.SensorResult)
    return result


def shards_asked_for(result: dg.SensorResult) -> tuple[str, str]:
    (request,) = result.run_requests or ()
    return request.tags[RANGE_START], request.tags[RANGE_END]


def added(result: dg.SensorResult) -> list[str]:
    """The partitions that the sensor has Dagster add."""
    return [
        key for asked in result.dynamic_partitions_requests or () for key in asked.partition_keys
    ]


def test_the_partitions_of_a_new_instance_are_found_before_the_first_run(
    folders: Folders, instance: dg.DagsterInstance
) -> None:
    sensor = sensors.first_partitions(SETTINGS)

    def looked() -> str:
        with dg.build_sensor_context(instance, resources={"folders": folders}) as context:
            return str(sensor(context))

    assert "partitions added" in looked()
    assert known(instance) == folders.corpus.filled(folders.corpus.look_only(Here()).documents)
    assert "nothing to do" in looked()


def test_a_run_takes_in_what_no_partition_stands_for_and_removes_what_is_empty(
    folders: Folders, instance: dg.DagsterInstance
) -> None:
    raw, before = UPath(folders.raw[0]), all_found(instance, folders)
    (raw / name_of(1)).unlink()  # all that is in its shard
    write_report(raw, 8)  # in a shard that had none
    run = (
        build_definitions(folders, SETTINGS)
        .resolve_job_def(REFRESH_FIGURES)
        .execute_in_process(instance=instance, tags=before)
    )
    made = {
        str(event.partition): event.materialization.metadata["documents"].value
        for event in run.get_asset_materialization_events()
        if event.asset_key == dg.AssetKey("figures")
    }
    assert [shard for shard, documents in made.items() if not documents] == ["06"]
    assert set(made) - {"06"} == set(known(instance)) == set(folders.corpus.filled())
    assert "01" in made


def test_it_asks_for_the_shards_of_what_is_new_and_then_for_nothing(
    folders: Folders, instance: dg.DagsterInstance
) -> None:
    corpus = folders.corpus
    first = tick(folders, instance)
    refresh(UPath(folders.raw[0]), UPath(folders.outputs), shards=SHARDS, check=False)
    with_documents = corpus.filled()
    assert added(first) == with_documents
    assert shards_asked_for(first) == (with_documents[0], with_documents[-1])
    second = tick(folders, instance, first.cursor)
    assert not second.run_requests
    write_report(UPath(folders.raw[0]), 9)
    third = tick(folders, instance, second.cursor)
    (shard,) = corpus.digests(
        [d for d in corpus.look_only(Here()).documents if d.source_file == name_of(9)]
    )
    assert shards_asked_for(third) == (shard, shard)


def test_switched_on_for_the_first_time_it_asks_for_nothing_that_is_published(
    folders: Folders, instance: dg.DagsterInstance
) -> None:
    raw, outputs = UPath(folders.raw[0]), UPath(folders.outputs)
    refresh(raw, outputs, shards=SHARDS, check=False)
    assert not tick(folders, instance).run_requests
    write_report(raw, 9)
    result = tick(folders, instance)
    (shard,) = folders.corpus.digests(
        [d for d in folders.corpus.look_only(Here()).documents if d.source_file == name_of(9)]
    )
    assert shards_asked_for(result) == (shard, shard)
    (outputs / "counts.csv").unlink()
    assert shards_asked_for(tick(folders, instance)) != (shard, shard)


def test_where_the_run_for_the_last_change_failed_it_says_so(
    folders: Folders, instance: dg.DagsterInstance
) -> None:
    asked = tick(folders, instance)
    (request,) = asked.run_requests or ()
    assert str(tick(folders, instance, asked.cursor).skip_reason) == str(dg.SkipReason("no change"))
    UPath(folders.raw[0], "register.csv").write_text("no columns of a register\n")
    # As the daemon launches it.
    add(instance, added(asked))
    run = (
        build_definitions(folders, SETTINGS)
        .resolve_job_def(REFRESH_FIGURES)
        .execute_in_process(
            instance=instance,
            raise_on_error=False,
            tags={**request.tags, "dagster/sensor_name": sensors.NEW_DOCUMENTS},
        )
    )
    assert not run.success
    UPath(folders.raw[0], "register.csv").unlink()
    reason = str(tick(folders, instance, asked.cursor).skip_reason)
    assert f"the run {run.run_id[:8]} for the last one failed" in reason
    # Whoever publishes since, somebody by hand say, takes in these documents, too.
    instance.report_runless_asset_event(dg.AssetMaterialization("documents"))
    assert str(tick(folders, instance, asked.cursor).skip_reason) == str(dg.SkipReason("no change"))


def test_a_file_counts_as_young_as_it_was_before_it_was_opened(
    folders: Folders, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To open it, and those before it, may take longer than a file has to be at rest."""
    late, look_at = [0.0], discovery._look_at

    def slowly(file: discovery._File) -> object:
        late[0] = 3600
        return look_at(file)

    read_here(monkeypatch)
    monkeypatch.setattr(discovery, "_look_at", slowly)
    monkeypatch.setattr(sensors, "time", SimpleNamespace(time=lambda: time.time() + late[0]))
    settings = SETTINGS.model_copy(update={"sensor": SensorSettings(settled_seconds=900)})
    result = tick(folders, instance, settings=settings)
    assert late[0]
    assert "may still be being written" in str(result.skip_reason)


def test_where_time_is_up_the_next_tick_goes_on_with_the_files_that_are_left(
    folders: Folders, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    look_at = discovery._look_at

    def slowly(file: discovery._File) -> object:
        opened.append(file.name)
        time.sleep(0.05)
        return look_at(file)

    read_here(monkeypatch)
    monkeypatch.setattr(discovery, "_look_at", slowly)
    monkeypatch.setattr(sensors, "_SECONDS", 0.08)
    result, ticks = tick(folders, instance, "{}"), 1
    while not result.run_requests:
        assert result.skip_reason
        assert "files looked at so far" in str(result.skip_reason)
        assert result.cursor == "{}"
        result, ticks = tick(folders, instance, result.cursor), ticks + 1
        assert ticks <= len(NUMBERS)
    assert ticks > 1
    assert sorted(opened) == sorted(map(name_of, NUMBERS))  # none was opened twice
