"""Time and memory of a release as the tables grow.

    uv run --group dev python -m benchmarks release --times 1 10 100

The tables are published ones (by default of the sample), over and over, as if of other documents.
Each step runs in a process of its own; its peak of memory is that of the process.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks._sample import SAMPLE
from benchmarks.scale import run_reading
from pipeline.release.build import build_release
from pipeline.tables.files import publish_batches, read_batches, row_count
from pipeline.tables.schema import ORGANIZATIONS, TABLES, Table

DAY = dt.date(2026, 11, 25)
_MEGABYTE = 1024 if sys.platform == "linux" else 1024 * 1024


def main(argv: Sequence[str]) -> None:
    """Measures and prints a line for each step and size."""
    parser = argparse.ArgumentParser(prog="release", description=__doc__)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--published", type=Path, help="folder of tables, instead of the sample's")
    parser.add_argument("--folder", type=Path, help="where the releases go; emptied afterwards")
    given = parser.parse_args(argv)
    print(f"{'times':>6} {'rows':>9}  {'step':34} {'s':>7} {'peak MB':>8}")
    for times in given.times:
        with tempfile.TemporaryDirectory(dir=given.folder) as name:
            published = given.published or Path(name, "sample")
            if given.published is None:
                run_reading(SAMPLE, published, workers=1)
            _measure_size(published, Path(name), times)


def _measure_size(published: Path, folder: Path, times: int) -> None:
    tables = folder / "tables"
    other = range(times // 10, times + 1)
    for step, work, arguments in (
        ("publish", publish_copies, (published, tables, range(times))),
        ("release", _release, (tables, folder)),
        # As if one document in ten had been read again.
        ("publish another edition", publish_copies, (published, tables, other)),
        ("release, compared with the first", _release, (tables, folder)),
        ("release, nothing new", _release, (tables, folder)),
    ):
        seconds, peak = apart(work, *arguments)
        rows = sum(row_count(file) for file in tables.glob("*.parquet"))
        print(f"{times:6} {rows:9}  {step:34} {seconds:7.1f} {peak:8.0f}", flush=True)


def apart(work: Callable[..., None], *arguments: object) -> tuple[float, float]:
    """Seconds and megabytes of a function in a separate process."""
    seconds, _, peak = apart_by_processor(work, *arguments)
    return seconds, peak


def apart_by_processor(work: Callable[..., None], *arguments: object) -> tuple[float, float, float]:
    """Seconds, CPU seconds and megabytes of a function in a separate process."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as process:
        return process.submit(_timed, work, *arguments).result()


def _timed(work: Callable[..., None], *arguments: object) -> tuple[float, float, float]:
    start, begun = time.perf_counter(), time.process_time()
    work(*arguments)
    seconds, processor = time.perf_counter() - start, time.process_time() - begun
    return seconds, processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE


def publish_copies(published: Path, tables: Path, copies: range) -> None:
    """Publishes the tables of a folder into another, repeated as if from more documents."""
    publish_batches({table.name: _copies(table, published, copies) for table in TABLES}, tables)


def _copies(table: Table, published: Path, copies: range) -> Iterator[pa.RecordBatch]:
    file = published / f"{table.name}.parquet"
    yield pa.RecordBatch.from_pylist([], schema=table.arrow)
    for number in copies if table is not ORGANIZATIONS else range(1):
        for batch in read_batches(file, table.arrow.names):
            columns = (
                _renamed(column, number) if _is_name(name) else column
                for name, column in zip(table.arrow.names, batch.columns, strict=True)
            )
            yield pa.RecordBatch.from_arrays(list(columns), schema=table.arrow)


def _is_name(column: str) -> bool:
    """Whether a column names a document or something in one."""
    return column in {"work", "symbol"} or column.endswith("_id") or column.startswith("figure_id")


def _renamed(names: pa.Array, copy: int) -> pa.Array:
    return pc.binary_join_element_wise(f"N{copy:06}_", names, "")


def _release(tables: Path, outputs: Path) -> None:
    build_release(tables, outputs, day=DAY)


if __name__ == "__main__":
    main(sys.argv[1:])
