"""What `dg dev` loads: the pipeline over the folders that the environment names.

`PIPELINE_RAW` holds the raw folders, separated as in `PATH`; `PIPELINE_OUTPUTS` the outputs folder.
"""

from __future__ import annotations

from pipeline.orchestration.build import build_definitions
from pipeline.orchestration.resources import folders_from_environment
from pipeline.settings import read_settings, require_reports

settings = read_settings()
require_reports(settings, asking=False)
defs = build_definitions(folders_from_environment(settings), settings)
