"""Time and memory of whole runs as documents grow, Dagster's share, and the speed-up by workers.

The documents are those of a folder, repeated under other symbols: the bytes are the same, but each
is read separately.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

import click
import psutil

from benchmarks._sample import documents_option
from pipeline.engines import engine, looker, publisher
from pipeline.publishing.check import expectations_version
from pipeline.publishing.publish import publish, published_pdfs
from pipeline.reading.cache import Cache
from pipeline.reading.corpus import Corpus
from pipeline.reading.shard_tables import BY_NAME, STAGE_TABLES
from pipeline.reading.stages import STAGES
from pipeline.release.build import Extras, build_release
from pipeline.settings import EngineSettings, Settings
from pipeline.storage import location

MEGABYTE = 2**20


def write_documents(folder: Path, sources: Sequence[Path], number: int) -> None:
    """Fills a folder with a number of documents, cycling through the sources."""
    folder.mkdir(parents=True)
    for place, source in enumerate(islice(cycle(sources), number)):
        language = source.stem.rpartition("-")[2]
        shutil.copyfile(source, folder / f"BENCH_2026_{place}-{language}{source.suffix}")


def run_whole(raw: Path, outputs: Path, workers: int) -> None:
    """A run as on the command line, with Dagster, checks and Data Docs."""
    settings = _settings(workers)
    with publisher(settings.engine) as publishing:
        publishing.start()
        from pipeline.orchestration.run import run  # importing Dagster is part of its share

        report = run([raw], outputs, settings=settings, publishing=publishing)
    if not report.published:
        raise click.ClickException(f"the run published nothing: {report.error or report.blocked}")


def run_bare(raw: Path, outputs: Path, workers: int) -> None:
    """The same tables and the same release, without Dagster, checks and Data Docs."""
    corpus = run_reading(raw, outputs, workers)
    extras = Extras(pdfs=published_pdfs(corpus.documents(), outputs))
    build_release(outputs, outputs, day=datetime.now(UTC).date(), extras=extras)


def run_reading(raw: Path, outputs: Path, workers: int) -> Corpus:
    """Only the same tables."""
    shards = _settings(workers).partitions.shards
    corpus = Corpus(Cache(location(outputs) / ".work"), shards, (location(raw),))
    with looker(_settings(workers).engine) as looking:
        corpus.look(looking)
    with engine(_settings(workers).engine) as reader:
        for stage in STAGES:
            corpus.read(stage, corpus.shard_names, reader)
            if stage in STAGE_TABLES:
                corpus.build_tables(stage, corpus.shard_names, reader)
    for one in corpus.shard_tables(corpus.shard_names):
        one.mark_passed(expectations_version(BY_NAME[one.name]))  # as if they were checked
    publish(corpus, outputs)
    return corpus


def _settings(workers: int) -> Settings:
    return Settings(engine=EngineSettings(kind="pool", workers=workers))


MODES: dict[str, Callable[[Path, Path, int], object]] = {
    "whole": run_whole,
    "bare": run_bare,
    "reading": run_reading,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of a process, and the peak memory of it and of one worker, in MB."""

    seconds: float
    memory: float
    of_worker: float


def measured(mode: str, raw: Path, outputs: Path, workers: int) -> Measured:
    """Runs one of the modes in a separate process."""
    names = [mode, str(raw), str(outputs), str(workers)]
    command = [sys.executable, "-m", "benchmarks.scale", "--one", *names]
    begun = time.perf_counter()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    own, worker = 0, 0
    while process.poll() is None:
        time.sleep(0.1)
        with suppress(psutil.Error):  # it ended meanwhile
            own = max(own, process.memory_info().rss)
            worker = max(worker, *(child.memory_info().rss for child in process.children()), 0)
    if process.returncode:
        raise click.ClickException(f"the run of {raw} ended with {process.returncode}")
    return Measured(time.perf_counter() - begun, own / MEGABYTE, worker / MEGABYTE)


@click.command()
@documents_option("Folder with documents to repeat, instead of the sample.")
@click.option(
    "--number", "numbers", multiple=True, type=int, default=(100, 1000), show_default=True
)
@click.option("--workers", type=int, default=2, show_default=True)
@click.option(
    "--compare-up-to",
    type=int,
    default=1000,
    show_default=True,
    help="Maximum number of documents for which to also run without Dagster and checks.",
)
def command(documents: Path, numbers: tuple[int, ...], workers: int, compare_up_to: int) -> None:
    """Run over more and more documents, with and without Dagster and checks, and with one worker.

    `again` is a second run, in which nothing has changed. `Dagster` is the share of a whole run
    that Dagster, checks and Data Docs take.
    """
    sources = sorted(p for p in documents.iterdir() if p.suffix in {".pdf", ".txt"})
    click.echo(f"{len(sources)} documents, repeated under other symbols")
    click.echo(
        f"{'documents':>10} {'seconds':>9} {'a document':>11} {'memory':>9} {'a worker':>9}"
        f" {'again':>9} {'Dagster':>8}"
    )
    for number in numbers:
        with tempfile.TemporaryDirectory(prefix="scale-") as folder:
            raw, outputs = Path(folder, "raw"), Path(folder, "outputs")
            write_documents(raw, sources, number)
            whole = measured("whole", raw, outputs, workers)
            click.echo(
                f"{number:>10} {whole.seconds:>7.1f} s {1000 * whole.seconds / number:>8.0f} ms"
                f" {whole.memory:>6.0f} MB {whole.of_worker:>6.0f} MB",
                nl=False,
            )
            click.echo(f" {measured('whole', raw, outputs, workers).seconds:>7.1f} s", nl=False)
            shutil.rmtree(outputs)
            if number <= compare_up_to:
                bare = measured("bare", raw, outputs, workers)
                click.echo(f" {1 - bare.seconds / whole.seconds:>8.0%}", nl=False)
            click.echo()
    number = min(numbers)
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        raw = Path(folder, "raw")
        write_documents(raw, sources, number)
        single, several = (
            measured("reading", raw, Path(folder, str(count)), count).seconds
            for count in (1, workers)
        )
    click.echo(f"reading {number} documents with {workers} workers: {single / several:.2f} times")


def main(arguments: Sequence[str] = ()) -> None:
    """Runs the benchmark with command-line arguments."""
    command.main(list(arguments), prog_name="scale", standalone_mode=False)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        mode, raw, outputs, workers = sys.argv[2:6]
        MODES[mode](Path(raw), Path(outputs), int(workers))
    else:
        main(sys.argv[1:])
