"""What may pass is tried again, what somebody has to mend is not."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
from helpers.reports import write_report

from pipeline.errors import BadRegister, EngineFailed
from pipeline.orchestration.build import build_definitions
from pipeline.orchestration.jobs import REFRESH_FIGURES
from pipeline.orchestration.partitions import tags_of_range
from pipeline.orchestration.reports import innermost
from pipeline.orchestration.resources import Folders
from pipeline.orchestration.retries import only_what_may_pass
from pipeline.settings import Settings


@pytest.mark.parametrize(
    "problem",
    [ConnectionResetError("no network"), TimeoutError("too slow"), OSError(28, "No space left"),
     EngineFailed("a worker died")],
)  # fmt: skip
def test_what_may_pass_is_left_to_the_retry_policy(problem: Exception) -> None:
    with pytest.raises(type(problem)), only_what_may_pass():
        raise problem


@pytest.mark.parametrize(
    "problem",
    [BadRegister(Path("register.csv"), ["row 2: no date"]), PermissionError(13, "Permission denied"),
     FileNotFoundError(2, "No such file"), ZeroDivisionError("a fault of ours")],
)  # fmt: skip
def test_what_stays_is_not_tried_again(problem: Exception) -> None:
    with pytest.raises(dg.Failure) as told, only_what_may_pass():
        raise problem
    assert not told.value.allow_retries
    assert told.value.__cause__ is problem


def test_a_run_with_a_bad_register_fails_at_once_and_says_what_to_mend(tmp_path: Path) -> None:
    write_report(tmp_path / "raw", 1)
    (tmp_path / "raw" / "register.csv").write_text("document\n")
    settings = Settings.model_validate({"engine": {"kind": "serial"}})
    folders = Folders(raw=[str(tmp_path / "raw")], outputs=str(tmp_path / "outputs"), shards=32)
    job = build_definitions(folders, settings).resolve_job_def(REFRESH_FIGURES)
    with dg.DagsterInstance.ephemeral() as instance:
        result = job.execute_in_process(
            instance=instance, raise_on_error=False, tags=tags_of_range("00", "31")
        )
    assert not result.success
    assert not result.filter_events(lambda event: event.is_step_up_for_retry)
    (failure,) = result.filter_events(lambda event: event.is_step_failure)
    words = innermost(failure.step_failure_data.error)
    assert str(tmp_path / "raw" / "register.csv") in words
    assert "the columns have to be" in words
