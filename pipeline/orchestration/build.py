"""Puts assets, checks, jobs and resources together."""

from __future__ import annotations

import warnings

import dagster as dg

from pipeline.engines import Pool
from pipeline.orchestration import fetching
from pipeline.orchestration.assets import all_assets
from pipeline.orchestration.checks import FAILED_DOCUMENTS_CHECK, all_checks
from pipeline.orchestration.fetching import DOCUMENTS_FETCHED, FETCHED_DOCUMENTS
from pipeline.orchestration.jobs import all_jobs
from pipeline.orchestration.notices import notifying_sensors
from pipeline.orchestration.resources import Folders, resources
from pipeline.orchestration.retention import delete_old_runs
from pipeline.orchestration.schedules import all_schedules
from pipeline.orchestration.sensors import first_partitions, new_documents, report_failure
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES

#: Checks that send no notices: a document that failed has one of its own.
_WITHOUT_NOTICE = (FAILED_DOCUMENTS_CHECK,)

#: Backfill policies are in beta and partitioned checks in preview; the tests show whether a new
#: version of Dagster changes them.
warnings.filterwarnings("ignore", category=dg.BetaWarning)
warnings.filterwarnings("ignore", category=dg.PreviewWarning)


def build_definitions(
    folders: Folders, settings: Settings, publishing: Pool | None = None
) -> dg.Definitions:
    """Everything that Dagster needs to know.

    Args:
        folders: what is read and written.
        settings: what an operator has set.
        publishing: the processes that check and write what is published; each run starts its own
            without it.
    """
    assets, checks = all_assets(settings), all_checks()
    keys = [key for one in (*assets, *checks) for key in one.check_keys]
    keys.append(dg.AssetCheckKey(dg.AssetKey(FETCHED_DOCUMENTS), DOCUMENTS_FETCHED))
    notifying_checks = [key for key in dict.fromkeys(keys) if key.name not in _WITHOUT_NOTICE]
    notifying = notifying_sensors(settings, notifying_checks, [table.name for table in TABLES])
    own = dg.Definitions(
        assets=assets,
        asset_checks=checks,
        jobs=all_jobs,
        schedules=all_schedules(settings),
        sensors=[
            first_partitions(settings),
            new_documents(settings),
            report_failure(settings),
            *notifying,
            delete_old_runs(settings, keys),
        ],
        resources=resources(folders, settings, publishing),
        # One process per step would import everything some fifteen times, a minute and a half in
        # all. The slow part, reading documents, has processes of its own.
        executor=dg.in_process_executor,
    )
    return dg.Definitions.merge(own, fetching.definitions)
