"""Time and memory of checking a table: in slices, as a run does, and with one Checkpoint.

The table is `counts` of the sample, repeated as if from other documents. Each way runs in a
separate process.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import click
import pyarrow as pa

from benchmarks._sample import SAMPLE
from benchmarks.release import apart_by_processor, publish_copies
from benchmarks.scale import run_reading
from pipeline.tables.files import read_table, row_count
from pipeline.tables.schema import COUNTS, TABLES
from pipeline.validation import validate
from pipeline.validation.project import CHECKPOINT, write_project

#: Takes long, so it only runs if named.
ALONE = True
#: Rows of all tables that a run looks at together, about: see `pipeline.publishing.check`.
SLICE = 30_000


def check_slices(published: Path, folder: Path, times: int) -> None:
    """Checks the rows of several copies at a time."""
    at_once = max(1, SLICE // sum(row_count(published / f"{t.name}.parquet") for t in TABLES))
    for begin in range(0, times, at_once):
        copies = range(begin, min(begin + at_once, times))
        publish_copies(published, folder / "slice", copies)
        tables = _tables(folder / "slice")
        report = validate(tables[COUNTS.name], COUNTS, others=tables)
        if not report.passed:
            raise click.ClickException(report.markdown())


def write(published: Path, folder: Path, times: int) -> None:
    """Writes the project, and runs its Checkpoint for the first time."""
    publish_copies(published, folder / "all", range(times))
    write_project(_tables(folder / "all"), folder / "project", chosen=[COUNTS])


def run_checkpoint(folder: Path) -> None:
    """Opens the project and runs its Checkpoint, as its users do."""
    import great_expectations as gx

    with mock.patch.dict(os.environ, {"GX_ANALYTICS_ENABLED": "false"}):
        context = gx.get_context(mode="file", project_root_dir=folder / "project")
        context.checkpoints.get(CHECKPOINT).run()


def _tables(folder: Path) -> dict[str, pa.Table]:
    return {table.name: read_table(table.name, folder) for table in TABLES}


@click.command()
@click.option("--rows", type=int, default=10_000, show_default=True, help="Of `counts`, about.")
def command(rows: int) -> None:
    """Check `counts` in slices, as a run does, and with one Checkpoint over all rows."""
    with tempfile.TemporaryDirectory(prefix="checks-") as name:
        folder = Path(name)
        published = folder / "sample"
        run_reading(SAMPLE, published, workers=1)
        times = -(-rows // row_count(published / f"{COUNTS.name}.parquet"))
        slices = apart_by_processor(check_slices, published, folder, times)
        apart_by_processor(write, published, folder, times)
        checkpoint = apart_by_processor(run_checkpoint, folder)
        number = row_count(folder / "all" / f"{COUNTS.name}.parquet")
    click.echo(f"{number} rows {'':20} {'s':>7} {'of processor':>13} {'peak MB':>8}")
    for way, told in (("in slices", slices), ("by one Checkpoint", checkpoint)):
        seconds, processor, peak = told
        click.echo(f"{way:31} {seconds:>7.1f} {processor:>13.1f} {peak:>8.0f}")


def main(arguments: Sequence[str] = ()) -> None:
    """Runs the benchmark with command-line arguments."""
    command.main(list(arguments), prog_name="checks", standalone_mode=False)
