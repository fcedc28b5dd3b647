"""A real `dg dev`: its sensors and schedules start the runs that they should, and no other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest
from helpers.dev_server import DevServer, dev_server, wait_for
from helpers.reports import checksums, name_of, text_of, write_report

from pipeline.orchestration.partitions import RANGE_END, RANGE_START
from pipeline.reading.shards import SLOTS, shard_names, slot_of
from pipeline.tables.files import read_table
from pipeline.tables.schema import TABLES

pytestmark = pytest.mark.slow

SHARDS = 8
SETTINGS = """
[partitions]
shards = {shards}
[engine]
workers = 2
[sensor]
interval_seconds = 1
settled_seconds = 5
[schedules.nightly_refresh]
cron = "* * * * *"
timezone = "Asia/Kathmandu"
[schedules.weekly_release]
cron = "30 4 * * 6"
timezone = "America/Lima"
[schedules.fetch_newest]
cron = "15 3 1 * *"
series = ["south-south-cooperation"]
[operating]
failure_reports = "{reports}"
"""
SENSOR = "new_documents"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevServer]:
    folder = tmp_path_factory.mktemp("operating")
    settings = SETTINGS.format(shards=SHARDS, reports=folder / "reports")
    with dev_server(folder, settings) as running:
        running.switch_on("sensor", SENSOR)
        yield running


def shard_of(number: int) -> str:
    """The shard of a report."""
    return shard_names(SHARDS)[int(slot_of(f"A_70_{number}"), 16) * SHARDS // SLOTS]


def report_in(shard: str) -> int:
    """The number of a report of a shard."""
    return next(number for number in range(100, 1000) if shard_of(number) == shard)


def new_runs(server: DevServer, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The runs that came after others, once one has come and all have ended."""
    wait_for(lambda: len(server.runs()) > len(before), 60, lambda: told(server))
    wait_for(server.idle, 240, lambda: told(server))
    return server.runs()[len(before) :]


def told(server: DevServer) -> str:
    """What helps to see why something did not come."""
    return f"{server.ticks(SENSOR)[:3]}\n{server.runs()}\n{server.log()}"


def shards(run: dict[str, Any]) -> tuple[str, str]:
    """First and last shard of a run."""
    return run["tags"][RANGE_START], run["tags"][RANGE_END]


def read_by(server: DevServer, run: dict[str, Any], asset: str = "pages") -> dict[str, int]:
    """How many documents a run read, by shard."""
    made = server.materializations(asset)
    return {one["partition"]: one["read"] for one in made if one["run"] == run["runId"]}


def publishings(server: DevServer) -> list[str]:
    """The runs that wrote the tables, the latest first."""
    return [one["run"] for one in server.materializations("counts") if one["changed"]]


def published(server: DevServer) -> list[str]:
    """The ids of the published documents."""
    return list(read_table("documents", server.outputs).column("document_id").to_pylist())


@contextmanager
def growing(file: Path, text: str) -> Iterator[None]:
    """A file that is being written while the block runs, and whole after it."""
    over = threading.Event()

    def write() -> None:
        with file.open("w", encoding="utf-8") as opened:
            for letter in cycle(text):
                opened.write(letter)
                opened.flush()
                if over.wait(0.1):
                    break

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join()
        file.write_text(text, encoding="utf-8")


def no_change(server: DevServer) -> None:
    """Waits for three ticks of the sensor that see nothing new."""
    last = max((int(tick["tickId"]) for tick in server.ticks(SENSOR)), default=0)

    def three_more() -> bool:
        ticks = [t for t in server.ticks(SENSOR) if int(t["tickId"]) > last + 1]
        return sum(t["skipReason"] == "no change" for t in ticks) >= 3

    wait_for(three_more, 60, lambda: told(server))


def test_a_document_that_is_dropped_is_read_and_published(server: DevServer) -> None:
    no_change(server)
    assert server.runs() == []
    write_report(server.raw, report_in("03"))
    (run,) = new_runs(server, [])
    assert (run["status"], run["jobName"], shards(run)) == (
        "SUCCESS",
        "refresh_figures",
        ("03", "03"),
    )
    assert read_by(server, run) == {"03": 1}
    assert published(server) == [f"A_70_{report_in('03')}-zh"]
    assert publishings(server) == [run["runId"]]


def test_nothing_happens_without_a_change(server: DevServer) -> None:
    before = server.runs()
    no_change(server)
    assert server.runs() == before


def test_documents_of_several_shards_come_in_one_run_once_none_grows_any_more(
    server: DevServer,
) -> None:
    before = server.runs()
    first, last = report_in("01"), report_in("06")

    def waiting() -> int:
        reasons = [str(tick["skipReason"]) for tick in server.ticks(SENSOR)]
        return sum("being written" in r and f"A_70_{first}-zh" in r for r in reasons)

    with growing(server.raw / name_of(first), text_of(first)):
        write_report(server.raw, last)
        wait_for(lambda: waiting() >= 2, 240, lambda: told(server))
        assert server.runs() == before

    (run,) = new_runs(server, before)
    assert (run["status"], shards(run)) == ("SUCCESS", ("01", "06"))
    assert read_by(server, run) == {"01": 1, "06": 1}  # the partitions, in the order of coming
    assert publishings(server)[0] == run["runId"]
    assert len(publishings(server)) == 2
    assert set(published(server)) == {f"A_70_{report_in(s)}-zh" for s in ("01", "03", "06")}
    assert set(read_table("documents", server.outputs).column("counts").to_pylist()) == {1}


def test_a_document_that_is_taken_away_is_no_longer_published(server: DevServer) -> None:
    before = server.runs()
    (server.raw / name_of(report_in("06"))).unlink()
    (run,) = new_runs(server, before)
    assert (run["status"], shards(run)) == ("SUCCESS", ("06", "06"))
    assert read_by(server, run) == {"06": 0}
    assert set(published(server)) == {f"A_70_{report_in(s)}-zh" for s in ("01", "03")}


def test_a_run_that_fails_is_reported_and_what_it_left_is_done_by_the_next(
    server: DevServer,
) -> None:
    """There is a file where what is read of a document is to be kept."""
    before, expected = server.runs(), published(server)
    number = report_in("05")
    in_the_way = server.outputs / ".work" / "values" / slot_of(f"A_70_{number}")
    in_the_way.write_text("a file")
    write_report(server.raw, number)
    (run,) = new_runs(server, before)
    assert run["status"] == "FAILURE"
    wait_for(lambda: any(server.reports.glob("*.txt")), 90, lambda: told(server))
    (report,) = server.reports.glob("*.txt")
    words = report.read_text(encoding="utf-8")
    assert run["runId"] in words
    assert "shards 05 to 05" in words
    assert f"Step pages:\n  NotADirectoryError: [Errno 20] Not a directory: '{in_the_way}" in words
    assert published(server) == expected

    in_the_way.unlink()
    before = server.runs()
    write_report(server.raw, report_in("07"))
    (run,) = new_runs(server, before)
    assert (run["status"], shards(run)) == ("SUCCESS", ("05", "07"))
    assert set(published(server)) == {f"A_70_{report_in(s)}-zh" for s in ("01", "03", "05", "07")}


def test_a_backfill_of_all_partitions_ends_and_publishes(server: DevServer) -> None:
    before, expected = server.runs(), checksums(server.outputs)
    (server.outputs / "counts.csv").unlink()
    stages = ["raw_documents", "pages", "running_text", "figures"]
    assets = [*stages, *(table.name for table in TABLES)]
    backfill = server.backfill(assets)
    runs = new_runs(server, before)
    assert server.backfills() == [
        {"id": backfill, "status": "COMPLETED_SUCCESS", "partitionNames": ANY, "error": None}
    ]
    assert {run["tags"]["dagster/backfill"] for run in runs} == {backfill}
    assert {run["status"] for run in runs} == {"SUCCESS"}
    read = {shard: number for run in runs for shard, number in read_by(server, run).items()}
    assert read == dict.fromkeys(("01", "03", "05", "07"), 0)
    assert publishings(server)[0] == runs[-1]["runId"]
    assert checksums(server.outputs) == expected


def test_schedules_tick_as_they_are_set_and_are_off(server: DevServer) -> None:
    assert server.schedules() == {
        "nightly_refresh": {
            "cron": "* * * * *",
            "timezone": "Asia/Kathmandu",
            "job": "refresh_figures",
            "status": "STOPPED",
        },
        "weekly_release": {
            "cron": "30 4 * * 6",
            "timezone": "America/Lima",
            "job": "make_release",
            "status": "STOPPED",
        },
        "fetch_newest_south_south_cooperation": {
            "cron": "15 3 1 * *",
            "timezone": "UTC",
            "job": "fetch_documents",
            "status": "STOPPED",
        },
    }


def test_a_schedule_that_is_switched_on_runs(server: DevServer) -> None:
    before = server.runs()
    server.switch_on("schedule", "nightly_refresh")
    wait_for(lambda: len(server.runs()) > len(before), 120, lambda: told(server))
    run = server.runs()[len(before)]
    assert server.ended(run["runId"]) == "SUCCESS"
    server.switch_off("schedule", "nightly_refresh")
    assert run["tags"]["dagster/schedule_name"] == "nightly_refresh"
    assert shards(run) == ("03", "07")
    assert set(read_by(server, run).values()) == {0}


def test_the_daemon_does_not_say_again_and_again_that_a_run_goes_on(server: DevServer) -> None:
    words = (server.folder / "log").read_text(encoding="utf-8", errors="replace")
    assert 1 <= words.count("won't launch more") <= len(server.runs())
