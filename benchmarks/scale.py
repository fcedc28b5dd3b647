"""Time and memory of whole runs: of more and more documents, of Dagster and checks, of workers.

The documents are those of a folder, repeated under other symbols: the bytes are the same, but each
is read for itself.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path

import click
import psutil

from pipeline.engines import engine
from pipeline.orchestration.run import run
from pipeline.publishing.check import expectations_version
from pipeline.publishing.publish import publish
from pipeline.reading.corpus import Corpus
from pipeline.reading.parts import BY_NAME, PARTS
from pipeline.reading.stages import STAGES
from pipeline.reading.store import Store
from pipeline.settings import EngineSettings, Settings
from pipeline.storage import location

SAMPLE = Path(__file__).resolve().parents[1] / "raw"
MEGABYTE = 2**20


def write_documents(folder: Path, sources: Sequence[Path], number: int) -> None:
    """Fills a folder with so many documents, one source after the other."""
    folder.mkdir(parents=True)
    for place, source in enumerate(islice(cycle(sources), number)):
        language = source.stem.rpartition("-")[2]
        shutil.copyfile(source, folder / f"BENCH_2026_{place}-{language}{source.suffix}")


def run_whole(raw: Path, outputs: Path, workers: int) -> None:
    """A run as the command line does it, Dagster, checks and release with it."""
    report = run([raw], outputs, settings=_settings(workers))
    if not report.published:
        raise click.ClickException(f"the run published nothing: {report.error or report.blocked}")


def run_bare(raw: Path, outputs: Path, workers: int) -> None:
    """The same reading and writing, without Dagster, checks, their pages, and a release."""
    corpus = Corpus(Store(location(outputs) / ".work"), _settings(workers).partitions.shards)
    corpus.look([location(raw)])
    with engine(_settings(workers).engine) as reader:
        for stage in STAGES:
            corpus.read(stage, corpus.shard_names, reader)
            if stage in PARTS:
                corpus.make_parts(stage, corpus.shard_names, reader)
    for part in corpus.parts(corpus.shard_names):
        part.pass_check(expectations_version(BY_NAME[part.table]))  # as if looked at
    publish(corpus, outputs)


def _settings(workers: int) -> Settings:
    return Settings(engine=EngineSettings(kind="pool", workers=workers))


MODES = {"whole": run_whole, "bare": run_bare}


def measured(mode: str, raw: Path, outputs: Path, workers: int) -> tuple[float, float, float]:
    """Seconds of a run in a process of its own, and the most memory of it and of a worker in MB."""
    names = [mode, str(raw), str(outputs), str(workers)]
    command = [sys.executable, "-m", "benchmarks.scale", "--one", *names]
    with tempfile.TemporaryFile("w+") as told:
        process = psutil.Popen(command, stdout=told, stderr=subprocess.DEVNULL)
        own, worker = 0, 0
        while process.poll() is None:
            time.sleep(0.1)
            with suppress(psutil.Error):  # it ends while it is looked at
                own = max(own, process.memory_info().rss)
                of_workers = (child.memory_info().rss for child in process.children())
                worker = max(worker, *of_workers, 0)
        if process.returncode:
            raise click.ClickException(f"the run of {raw} ended with {process.returncode}")
        told.seek(0)
        return float(told.read().split()[-1]), own / MEGABYTE, worker / MEGABYTE


def _one(mode: str, raw: str, outputs: str, workers: str) -> None:
    begun = time.perf_counter()
    MODES[mode](Path(raw), Path(outputs), int(workers))
    click.echo(time.perf_counter() - begun)


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        yield Path(folder)


@click.command()
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=SAMPLE,
    help="Folder with documents to repeat, instead of the sample.",
)
@click.option(
    "--number", "numbers", multiple=True, type=int, default=(100, 1000), show_default=True
)
@click.option("--workers", type=int, default=2, show_default=True)
def command(documents: Path, numbers: tuple[int, ...], workers: int) -> None:
    """Runs over more and more documents, then with and without Dagster, then with one worker."""
    sources = sorted(p for p in documents.iterdir() if p.suffix in {".pdf", ".txt"})
    click.echo(f"{'documents':>10} {'seconds':>9} {'a document':>11} {'memory':>9} {'a worker':>9}"
               f" {'again':>8}")  # fmt: skip
    for number in numbers:
        with _scratch() as folder:
            write_documents(folder / "raw", sources, number)
            first = measured("whole", folder / "raw", folder / "outputs", workers)
            again = measured("whole", folder / "raw", folder / "outputs", workers)
        click.echo(
            f"{number:>10} {first[0]:>9.1f} {1000 * first[0] / number:>8.0f} ms"
            f" {first[1]:>6.0f} MB {first[2]:>6.0f} MB {again[0]:>7.1f}s"
        )
    number = min(numbers)
    with _scratch() as folder:
        write_documents(folder / "raw", sources, number)
        whole, bare, single = (
            measured(mode, folder / "raw", folder / f"{mode}{count}", count)[0]
            for mode, count in (("whole", workers), ("bare", workers), ("bare", 1))
        )
    click.echo(
        f"Dagster, checks and release: {1 - bare / whole:.0%} of a run of {number} documents"
    )
    click.echo(f"speed-up of reading with {workers} workers: {single / bare:.2f}")


def main(arguments: Sequence[str] = ()) -> None:
    """Runs the benchmark with arguments of the command line."""
    command.main(list(arguments), prog_name="scale", standalone_mode=False)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(*sys.argv[2:6])
    else:
        main(sys.argv[1:])
