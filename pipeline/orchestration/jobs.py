"""The jobs that people start or schedule."""

from __future__ import annotations

import dagster as dg

PUBLISH_FIGURES, REFRESH_FIGURES, MAKE_RELEASE = (
    "publish_figures",
    "refresh_figures",
    "make_release",
)

#: Fetching has a config of its own and calls other services, so it is a separate job.
EVERYTHING = dg.AssetSelection.all() - dg.AssetSelection.assets("fetched_documents")
TABLES = EVERYTHING - dg.AssetSelection.assets("release")

publish_figures = dg.define_asset_job(
    PUBLISH_FIGURES,
    selection=EVERYTHING,
    description="Everything: from the raw documents to checked tables and a release.",
)
refresh_figures = dg.define_asset_job(
    REFRESH_FIGURES,
    selection=TABLES,
    description="From the raw documents to checked tables in the outputs folder, without a "
    "release. Unchanged documents are not read again.",
)
make_release = dg.define_asset_job(
    MAKE_RELEASE,
    selection=dg.AssetSelection.assets("release"),
    description="A release of the published tables.",
)
all_jobs = [publish_figures, refresh_figures, make_release]
