"""What may pass is tried again, what somebody has to mend is not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest
from botocore.exceptions import ConnectionClosedError, EndpointConnectionError
from helpers.reports import write_report

from pipeline.engines import Engine, engine
from pipeline.errors import BadCluster, BadRegister, EngineFailed
from pipeline.orchestration.build import build_definitions
from pipeline.orchestration.failures import innermost
from pipeline.orchestration.jobs import REFRESH_FIGURES
from pipeline.orchestration.partitions import tags_of_all
from pipeline.orchestration.resources import Folders, folders_of
from pipeline.orchestration.retries import retry_only_transient
from pipeline.settings import EngineSettings, Settings
from pipeline.tables.files import read_table


@pytest.mark.parametrize(
    "problem",
    [ConnectionResetError("no network"), TimeoutError("too slow"), OSError(28, "No space left"),
     EngineFailed("a worker died"), EndpointConnectionError(endpoint_url="http://bucket"),
     ConnectionClosedError(endpoint_url="http://bucket")],
)  # fmt: skip
def test_what_may_pass_is_left_to_the_retry_policy(problem: Exception) -> None:
    with pytest.raises(type(problem)), retry_only_transient():
        raise problem


@pytest.mark.parametrize(
    "problem",
    [BadRegister(Path("register.csv"), ["row 2: no date"]), PermissionError(13, "Permission denied"),
     FileNotFoundError(2, "No such file"), ZeroDivisionError("a fault of ours")],
)  # fmt: skip
def test_what_stays_is_not_tried_again(problem: Exception) -> None:
    with pytest.raises(dg.Failure) as told, retry_only_transient():
        raise problem
    assert not told.value.allow_retries
    assert told.value.__cause__ is problem


SETTINGS = Settings.model_validate({"engine": {"kind": "serial"}})
ON_A_CLUSTER = Settings.model_validate({"engine": {"kind": "dask", "address": "tcp://nobody:1"}})


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    write_report(tmp_path / "raw", 1)
    return folders_of([tmp_path / "raw"], tmp_path / "outputs", SETTINGS)


def refresh(folders: Folders, settings: Settings = SETTINGS) -> dg.ExecuteInProcessResult:
    """A run of all shards, without a release."""
    job = build_definitions(folders, settings).resolve_job_def(REFRESH_FIGURES)
    with dg.DagsterInstance.ephemeral() as instance:
        return job.execute_in_process(
            instance=instance, raise_on_error=False, tags=tags_of_all(instance, ["06"])
        )


@pytest.mark.slow
def test_a_step_is_run_again_until_what_it_needs_answers(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [ConnectionRefusedError(111, "nobody answers")] * 2

    @contextmanager
    def starting(_: EngineSettings) -> Iterator[Engine]:
        if left:
            raise left.pop()
        with engine(SETTINGS.engine) as opened:
            yield opened

    monkeypatch.setattr("pipeline.orchestration.resources.engine", starting)
    result = refresh(folders, ON_A_CLUSTER)
    assert result.success
    tried = [e.step_key for e in result.filter_events(lambda event: event.is_step_up_for_retry)]
    assert tried == ["pages", "pages"]
    assert read_table("percentages", Path(folders.outputs)).num_rows == 1


def test_a_cluster_of_other_code_fails_the_step_at_once_and_says_why(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def other(_: EngineSettings) -> Iterator[Engine]:
        raise BadCluster("its workers have other code")
        yield

    monkeypatch.setattr("pipeline.orchestration.resources.engine", other)
    result = refresh(folders, ON_A_CLUSTER)
    assert not result.success
    assert not result.filter_events(lambda event: event.is_step_up_for_retry)
    (failure,) = result.filter_events(lambda event: event.is_step_failure)
    assert failure.step_key == "pages"
    words = innermost(failure.step_failure_data.error)
    assert words.endswith("BadCluster: its workers have other code")


@dg.op
def reads_from_a_broken_disk() -> None:
    with engine(EngineSettings(kind="serial")) as opened:
        list(opened.map(os.listdir, ["/no/such/folder"]))


def test_what_a_failure_says_has_no_traceback() -> None:
    """The page of the run shows it, and `--verbose`."""
    job = dg.GraphDefinition(name="broken", node_defs=[reads_from_a_broken_disk]).to_job()
    result = job.execute_in_process(raise_on_error=False)
    (failure,) = result.filter_events(lambda event: event.is_step_failure)
    error = failure.step_failure_data.error
    assert "Traceback" in str(error)
    assert innermost(error) == (
        "FileNotFoundError: [Errno 2] No such file or directory: '/no/such/folder'"
    )


def test_a_run_with_a_bad_register_fails_at_once_and_says_what_to_mend(folders: Folders) -> None:
    register = Path(folders.raw[0]) / "register.csv"
    register.write_text("document\n")
    result = refresh(folders)
    assert not result.success
    assert not result.filter_events(lambda event: event.is_step_up_for_retry)
    (failure,) = result.filter_events(lambda event: event.is_step_failure)
    words = innermost(failure.step_failure_data.error)
    assert str(register) in words
    assert "the columns must be" in words
