"""The jobs that people start or schedule."""

from __future__ import annotations

import dagster as dg

PUBLISH_FIGURES = "publish_figures"

publish_figures = dg.define_asset_job(
    PUBLISH_FIGURES,
    selection=dg.AssetSelection.all(),
    description="The whole way: from the raw documents to checked tables in the outputs folder.",
)
