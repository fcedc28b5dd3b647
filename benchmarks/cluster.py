"""Time and requests for reading documents from a bucket with Dask, with more and more workers.

The bucket is a server on this machine, and a worker is pinned to one core: with more workers than
cores, they share them, and the server, the scheduler and this process take their part.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import click
import psutil

from benchmarks._bucket import Bucket, bucket
from benchmarks._sample import documents_option
from benchmarks.scale import MEGABYTE
from pipeline.engines import engine, looker
from pipeline.reading.cache import Cache
from pipeline.reading.corpus import Corpus
from pipeline.reading.shard_tables import STAGE_TABLES
from pipeline.reading.stages import STAGES
from pipeline.settings import EngineSettings, Settings
from pipeline.storage import files_below, location

#: Takes long, so it only runs if named.
ALONE = True
RAW = "s3://bench/raw"


@dataclass(frozen=True, slots=True)
class Read:
    """What reading all documents took.

    Attributes:
        looking: seconds until the documents were listed and looked at, by this machine alone.
        reading: seconds of the cluster.
        processor: seconds that the cluster's processors were at work, which a busy machine changes
            less.
        requests: to the bucket, by kind.
        kept: bytes in the bucket beside the documents.
        objects: which these bytes are in.
        failed: documents that could not be read, as on a machine that is too busy for the limits.
    """

    looking: float
    reading: float
    processor: float
    requests: Counter[str]
    kept: int
    objects: int
    failed: int


@contextmanager
def workers(number: int) -> Iterator[str]:
    """The address of a Dask cluster with so many workers of one thread, each pinned to a core."""
    import dask
    from distributed import LocalCluster

    cores = sorted(os.sched_getaffinity(0))
    told = {"distributed.scheduler.worker-saturation": 1.0}
    with (
        dask.config.set(told),
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=number, threads_per_worker=1, dashboard_address=":0", memory_limit=0
        ) as cluster,
    ):
        with cluster.get_client() as client:
            for place, address in enumerate(client.scheduler_info(n_workers=-1)["workers"]):
                client.run(_pin, cores[place % len(cores)], workers=[address])
        yield cluster.scheduler_address


def _pin(core: int) -> None:
    """Pins this process and its children to one core."""
    for thread in Path("/proc/self/task").iterdir():
        os.sched_setaffinity(int(thread.name), {core})


def _at_work() -> float:
    """CPU seconds of this worker and its processes."""
    own = psutil.Process()
    told = [process.cpu_times() for process in (own, *own.children(recursive=True))]
    return sum(times.user + times.system for times in told)


def read(number: int, outputs: str, asked: Bucket) -> Read:
    """Reads all documents of the bucket, as a run does before publishing."""
    from distributed import Client

    store = Cache(location(outputs) / ".work")
    corpus = Corpus(store, Settings().partitions.shards, (location(RAW),))
    asked.counted()
    begun = time.perf_counter()
    with looker(EngineSettings()) as looking:
        corpus.look(looking)
    looked = time.perf_counter()
    with workers(number) as address:
        up = time.perf_counter()
        with engine(EngineSettings(kind="dask", address=address)) as cluster:
            for stage in STAGES:
                corpus.read(stage, corpus.shard_names, cluster)
                if stage in STAGE_TABLES:
                    corpus.build_tables(stage, corpus.shard_names, cluster)
            done = time.perf_counter()
            with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
                processor = sum(client.run(_at_work).values())
    requests = asked.counted()
    failed = len(corpus.failures(corpus.shard_names))
    files = files_below(location(outputs))
    kept = sum(file.size or 0 for file in files)
    return Read(looked - begun, done - up, processor, requests, kept, len(files), failed)


def upload_documents(sources: Sequence[Path], number: int) -> int:
    """Uploads documents to the bucket, cycling through the sources; returns their bytes."""
    folder = location(RAW)
    folder.parent.mkdir()
    data = {source: source.read_bytes() for source in sources}
    for place, source in enumerate(islice(cycle(sources), number)):
        language = source.stem.rpartition("-")[2]
        (folder / f"BENCH_2026_{place}-{language}{source.suffix}").write_bytes(data[source])
    return sum(len(data[source]) for source in islice(cycle(sources), number))


@click.command()
@documents_option("Folder with documents to repeat, instead of the sample.")
@click.option("--number", type=int, default=1000, show_default=True, help="How many documents.")
@click.option(
    "--workers",
    "numbers",
    multiple=True,
    type=int,
    default=(2, 4),
    show_default=True,
    help="Numbers of workers of one core each; the first is the baseline.",
)
def command(documents: Path, number: int, numbers: tuple[int, ...]) -> None:
    """Read documents from a bucket with Dask, and report seconds, speed-up and requests."""
    sources = sorted(p for p in documents.iterdir() if p.suffix in {".pdf", ".txt"})
    cores = len(os.sched_getaffinity(0))
    with bucket() as asked:
        size = upload_documents(sources, number)
        click.echo(
            f"{number} documents, {size / MEGABYTE:.0f} MB, {len(sources)} of them different; "
            f"a machine of {cores} cores"
        )
        click.echo(
            f"{'workers':>7} {'looking':>9} {'reading':>9} {'speed-up':>9} {'a document':>11}"
            "  of the processor; requests a document"
        )
        first: Read | None = None
        for count in numbers:
            took = read(count, f"s3://bench/outputs-{count}", asked)
            first = first or took
            each = ", ".join(f"{n / number:.1f} {k}" for k, n in took.requests.most_common())
            click.echo(
                f"{count:>7} {took.looking:>7.1f} s {took.reading:>7.1f} s"
                f" {first.reading / took.reading:>9.2f} {1000 * took.processor / number:>8.0f} ms"
                f"  {each}"
            )
            click.echo(
                f"kept: {took.objects} objects, {took.kept / number / 1024:.0f} kB a document"
                + (f"; {took.failed} documents failed" if took.failed else "")
            )


def main(arguments: Sequence[str] = ()) -> None:
    """Runs the benchmark with command-line arguments."""
    command.main(list(arguments), prog_name="cluster", standalone_mode=False)
