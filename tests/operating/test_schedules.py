"""What each schedule asks for when it ticks."""

from __future__ import annotations

import dagster as dg
import pytest

from pipeline.orchestration.build import build_definitions
from pipeline.orchestration.partitions import add
from pipeline.orchestration.resources import Folders
from pipeline.settings import Settings

SETTINGS = Settings.model_validate(
    {
        "partitions": {"shards": 16},
        "schedules": {"fetch_newest": {"series": ["south-south-cooperation", "water"]}},
    }
)


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    folders = Folders(raw=["raw"], outputs="outputs", shards=SETTINGS.partitions.shards)
    return build_definitions(folders, SETTINGS)


def asked(definitions: dg.Definitions, name: str) -> tuple[str, dg.RunRequest]:
    """The job that a schedule runs, and what it asks of it."""
    schedule = definitions.get_schedule_def(name)
    with (
        dg.DagsterInstance.local_temp() as instance,
        dg.build_schedule_context(instance) as context,
    ):
        add(instance, ["07", "03", "15"])
        (request,) = schedule.evaluate_tick(context).run_requests or ()
    return schedule.job_name, request


def test_all_schedules_are_off(definitions: dg.Definitions) -> None:
    names = {schedule.name for schedule in definitions.schedules or ()}
    assert names == {
        "nightly_refresh",
        "weekly_release",
        "fetch_newest_south_south_cooperation",
        "fetch_newest_water",
    }
    for name in names:
        assert definitions.get_schedule_def(name).default_status is dg.DefaultScheduleStatus.STOPPED


def test_the_nightly_one_refreshes_all_partitions(definitions: dg.Definitions) -> None:
    job, request = asked(definitions, "nightly_refresh")
    assert job == "refresh_figures"
    assert request.tags["dagster/asset_partition_range_start"] == "07"
    assert request.tags["dagster/asset_partition_range_end"] == "15"


def test_the_weekly_one_makes_a_release(definitions: dg.Definitions) -> None:
    job, _ = asked(definitions, "weekly_release")
    assert job == "make_release"
    assert [key.to_user_string() for key in definitions.resolve_job_def(job).asset_layer.executable_asset_keys] == ["release"]  # fmt: skip


def test_a_series_has_a_schedule_that_fetches_its_newest_report(
    definitions: dg.Definitions,
) -> None:
    job, request = asked(definitions, "fetch_newest_water")
    assert job == "fetch_documents"
    form = request.run_config["ops"]["fetched_documents"]["config"]
    assert form == {"series": "water", "newest": True}
    assert dg.validate_run_config(definitions.resolve_job_def(job), request.run_config)
