"""Writes a Great Expectations project, for people who use it.

It is made from published tables, outside the pipeline: `validate` decides what is published.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import pyarrow.parquet as pq

from pipeline.tables.schema import TABLES, Table
from pipeline.validation.adapter import load_suite
from pipeline.validation.helpers import Tables, with_helpers
from pipeline.validation.suites import EXPECTATIONS, expectations

#: The names of the project's data source, its Checkpoint and the batch of a table.
DATA_SOURCE, CHECKPOINT, BATCH = "tables", "published", "whole_table"
#: Great Expectations writes values into its Data Docs unescaped, and these come from documents that
#: anybody may have written. So it is asked for none.
_RESULT_FORMAT = {"result_format": "SUMMARY", "partial_unexpected_count": 0}


class ProjectExists(Exception):
    """The folder already has a project, which is not overwritten."""


def require_no_project(folder: Path) -> None:
    """Raises ProjectExists if the folder has a project; call it before computing anything."""
    if _root(folder).exists():
        raise ProjectExists(f"{_root(folder)}: already exists. Delete it, or name another folder.")


def write_project(
    tables: Tables,
    folder: Path,
    *,
    chosen: Sequence[Table] = TABLES,
    expectations_folder: Path = EXPECTATIONS,
) -> Path:
    """Writes a project with the suites and rows of tables, and runs its Checkpoint.

    Args:
        tables: the published tables by name.
        folder: the folder for `gx.get_context(mode="file", project_root_dir=…)`.
        chosen: the tables of the project.
        expectations_folder: the folder of expectations files.

    Returns:
        The first page of its Data Docs.

    Raises:
        ProjectExists: the folder has one.
    """
    from great_expectations.checkpoint.actions import UpdateDataDocsAction
    from great_expectations.data_context.types.base import ProgressBarsConfig

    from pipeline.validation.library import gx

    require_no_project(folder)
    root = _root(folder)
    with mock.patch.dict(os.environ, {"GX_ANALYTICS_ENABLED": "false"}):
        context = gx.get_context(mode="file", project_root_dir=folder)
        context.enable_analytics(enable=False)
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        context.variables.save()
        data = root / "tables"
        data.mkdir()
        source = context.data_sources.add_pandas_filesystem(DATA_SOURCE, base_directory=data)
        definitions = []
        for table in chosen:
            rows = with_helpers(tables[table.name], table, tables)
            pq.write_table(rows, data / f"{table.name}.parquet")
            asset = source.add_parquet_asset(
                table.name,
                dtype_backend="pyarrow",  # type: ignore[call-arg]  # of `pandas.read_parquet`
            )
            batch = asset.add_batch_definition_path(BATCH, path=f"{table.name}.parquet")
            suite = load_suite(table.name, expectations(table, expectations_folder))
            definition = gx.ValidationDefinition(
                name=table.name, data=batch, suite=context.suites.add(suite)
            )
            definitions.append(context.validation_definitions.add(definition))
        checkpoint = gx.Checkpoint(
            name=CHECKPOINT,
            validation_definitions=definitions,
            actions=[UpdateDataDocsAction(name="data_docs")],
            result_format=_RESULT_FORMAT,
        )
        context.checkpoints.add(checkpoint).run()
    [site] = context.get_docs_sites_urls()
    return Path(str(site["site_url"]).removeprefix("file://"))


def _root(folder: Path) -> Path:
    """The folder in which Great Expectations keeps a project."""
    return folder.absolute() / "gx"
