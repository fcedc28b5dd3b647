"""The schedules; off until someone switches them on.

Their timing is in the settings file, since the UI cannot edit a schedule.
"""

from collections.abc import Callable

import dagster as dg

from pipeline.orchestration.fetching import FETCH_DOCUMENTS, FETCHED_DOCUMENTS
from pipeline.orchestration.jobs import MAKE_RELEASE, REFRESH_FIGURES
from pipeline.orchestration.partitions import known, tags_of
from pipeline.settings import Settings, Tick


def all_schedules(settings: Settings) -> list[dg.ScheduleDefinition]:
    """Every schedule of the pipeline."""
    ticks = settings.schedules
    return [
        _schedule(
            "nightly_refresh",
            REFRESH_FIGURES,
            ticks.nightly_refresh,
            "Reads changed documents, checks the tables and publishes them.",
            _of_all_partitions,
        ),
        _schedule(
            "weekly_release",
            MAKE_RELEASE,
            ticks.weekly_release,
            "Makes a release if the tables have changed since the last one.",
            _always(dg.RunRequest()),
        ),
        *(
            _schedule(
                f"fetch_newest_{series.replace('-', '_')}",
                FETCH_DOCUMENTS,
                ticks.fetch_newest,
                f"Asks the United Nations for the newest report of the series {series}.",
                _always(dg.RunRequest(run_config=_form(series))),
            )
            for series in ticks.fetch_newest.series
        ),
    ]


def _always(request: dg.RunRequest) -> Callable[[object], dg.RunRequest]:
    return lambda _: request


def _of_all_partitions(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    there = known(context.instance)
    if not there:
        return dg.SkipReason("the sensor first_partitions has not found any documents yet")
    return dg.RunRequest(tags=tags_of(there, there))


def _schedule(
    name: str,
    job: str,
    tick: Tick,
    description: str,
    asked: Callable[[dg.ScheduleEvaluationContext], dg.RunRequest | dg.SkipReason],
) -> dg.ScheduleDefinition:
    return dg.ScheduleDefinition(
        name=name,
        job_name=job,
        cron_schedule=tick.cron,
        execution_timezone=tick.timezone,
        description=description,
        execution_fn=asked,
        default_status=dg.DefaultScheduleStatus.STOPPED,
    )


def _form(series: str) -> dict[str, object]:
    """The run config that fetches the newest year of a series."""
    return {"ops": {FETCHED_DOCUMENTS: {"config": {"series": series, "newest": True}}}}
