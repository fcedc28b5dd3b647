"""Reports on runs that failed: each says what to do about this failure, and none is lost."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest
from dagster._utils import get_run_crash_explanation
from helpers.here import build_paragraphs_twice
from helpers.reports import write_report

from pipeline.orchestration.build import build_definitions
from pipeline.orchestration.jobs import MAKE_RELEASE, REFRESH_FIGURES
from pipeline.orchestration.partitions import tags_of_all
from pipeline.orchestration.reports import FailedRun, FailedStep, advice, report
from pipeline.orchestration.resources import Folders
from pipeline.orchestration.sensors import report_failure
from pipeline.settings import Settings


class Operated:
    """A folder with a document, jobs that are run on it, and the sensor that reports."""

    def __init__(self, folder: Path, instance: dg.DagsterInstance) -> None:
        self.folder, self.instance = folder, instance
        self.reports = folder / "reports"
        (folder / "raw").mkdir()
        write_report(folder / "raw", 1)
        self.folders = Folders(raw=[str(folder / "raw")], outputs=str(folder / "outputs"), shards=2)
        self.settings = Settings.model_validate(
            {
                "engine": {"kind": "serial"},
                "partitions": {"shards": 2},
                "operating": {"failure_reports": str(self.reports)},
            }
        )
        self.cursor: str | None = None
        self.tick()

    def tick(self) -> None:
        sensor = report_failure(self.settings)
        result = sensor(dg.build_sensor_context(self.instance, cursor=self.cursor))
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor

    def run(self, job: str = REFRESH_FIGURES) -> dg.ExecuteInProcessResult:
        return (
            build_definitions(self.folders, self.settings)
            .resolve_job_def(job)
            .execute_in_process(
                instance=self.instance,
                raise_on_error=False,
                tags=tags_of_all(self.instance, ["00", "01"]) if job == REFRESH_FIGURES else {},
            )
        )

    def report(self) -> str:
        """The only report."""
        (file,) = self.reports.iterdir()
        return file.read_text(encoding="utf-8")


@pytest.fixture
def operated(tmp_path: Path) -> Iterator[Operated]:
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        yield Operated(tmp_path, instance)


def test_of_a_check_that_fails_it_has_the_rows_and_what_to_do_about_them(
    operated: Operated, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_paragraphs_twice(monkeypatch)
    run = operated.run()
    assert not run.success
    operated.tick()
    words = operated.report()
    assert f"Run {run.run_id} of refresh_figures failed" in words
    assert "Check paragraphs of " in words
    assert "Fails: paragraph_id is the key" in words
    assert "A_70_1-zh" in words
    assert "take these documents out of the raw folder" in words
    assert "Nothing was published" in words
    assert "launch the run again" not in words


def test_of_a_register_that_breaks_its_form_it_says_to_do_what_the_message_says(
    operated: Operated,
) -> None:
    (operated.folder / "raw" / "register.csv").write_text("no columns of a register\n")
    assert not operated.run().success
    operated.tick()
    assert "Step raw_documents:\n  " in operated.report()
    assert "register.csv is invalid" in operated.report()
    assert "Do what the message says, then launch the run again." in operated.report()


def test_of_a_file_in_the_way_it_says_to_mend_it(operated: Operated) -> None:
    (operated.folder / "outputs").write_text("a file")
    assert not operated.run().success
    operated.tick()
    assert "Not a directory" in operated.report()
    assert "Fix what the message names" in operated.report()


def test_of_a_release_it_says_that_the_newest_one_stays(operated: Operated) -> None:
    assert not operated.run(MAKE_RELEASE).success
    operated.tick()
    assert "The tables and the newest release stay as they were." in operated.report()


def failed(**steps: FailedStep) -> FailedRun:
    return FailedRun("f00d", REFRESH_FIGURES, "00 to 31", datetime(2026, 11, 30, tzinfo=UTC),
                     "Steps failed.", steps)  # fmt: skip


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (failed(), "whether the machine has run out of memory"),
        (failed(pages=FailedStep("no route to host", ("ClientError",), tries=4)),
         "It was tried 4 times. Once the storage, service or cluster answers"),
        (failed(figures=FailedStep("list index out of range", ("Failure", "IndexError"))),
         "This looks like a bug"),
    ],
)  # fmt: skip
def test_the_advice_fits_the_failure(run: FailedRun, words: str) -> None:
    assert words in advice(run)
    assert words in report(run)


def test_of_a_run_that_is_launched_again_it_asks_for_nothing() -> None:
    run = FailedRun("f00d", REFRESH_FIGURES, None, datetime.now(UTC), "lost", {}, again=True)
    assert advice(run) == "Dagster will launch it again; it resumes where it stopped."


def test_of_a_run_whose_process_was_killed_it_says_by_which_signal(operated: Operated) -> None:
    """As the code server records it, which sees the process end."""
    job = build_definitions(operated.folders, operated.settings).resolve_job_def(MAKE_RELEASE)
    status = dg.DagsterRunStatus.STARTED
    run = operated.instance.create_run_for_job(job, status=status)
    crash = get_run_crash_explanation(f"Run execution process for {run.run_id}", -signal.SIGKILL)
    operated.instance.report_engine_event(crash, run)
    operated.instance.report_run_failed(run)
    operated.tick()
    assert "terminated by signal 9 (SIGKILL)" in operated.report()
    assert "from outside the execution context" not in operated.report()


def test_a_report_that_could_not_be_written_is_written_by_a_later_tick(operated: Operated) -> None:
    (operated.folder / "raw" / "register.csv").write_text("no columns of a register\n")
    operated.reports.write_text("a file where the folder is to be")
    assert not operated.run().success
    with pytest.raises(OSError, match="reports"):
        operated.tick()
    operated.reports.unlink()
    operated.tick()
    operated.tick()
    assert "register.csv is invalid" in operated.report()
