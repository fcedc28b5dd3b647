"""The jobs that people start or schedule."""

from __future__ import annotations

import dagster as dg

PUBLISH_FIGURES, REFRESH_FIGURES, MAKE_RELEASE = (
    "publish_figures",
    "refresh_figures",
    "make_release",
)

#: Fetching asks another service for what its form says, so it is a job of its own.
EVERYTHING = dg.AssetSelection.all() - dg.AssetSelection.assets("fetched_documents")
TABLES = EVERYTHING - dg.AssetSelection.assets("release")

publish_figures = dg.define_asset_job(
    PUBLISH_FIGURES,
    selection=EVERYTHING,
    description="The whole way: from the raw documents to checked tables and a release of them.",
)
refresh_figures = dg.define_asset_job(
    REFRESH_FIGURES,
    selection=TABLES,
    description="From the raw documents to checked tables in the outputs folder, without a "
    "release. What has not changed is not read again.",
)
make_release = dg.define_asset_job(
    MAKE_RELEASE,
    selection=dg.AssetSelection.assets("release"),
    description="A release of the tables as they are published.",
)
all_jobs = [publish_figures, refresh_figures, make_release]
