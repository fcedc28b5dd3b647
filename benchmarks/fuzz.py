"""Runs the pipeline over a great many damaged documents, with the real pool and a release.

Every file must have a row, read or failed with a sentence; none may exceed its limits; what the run
read must be published. It does not measure speed, and takes long, so it runs by its name alone.
"""

from __future__ import annotations

import re
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import click

from benchmarks._mutations import damaged_pdf, damaged_text
from benchmarks._sample import SAMPLE

if TYPE_CHECKING:
    from pipeline.orchestration.run import RunReport

#: Only runs if named.
ALONE = True
#: Megabytes of libraries, which do not count towards a process's writable memory.
_BESIDE = 256
_LANGUAGE = re.compile(r"-([a-z]{2})$")
_FAULT = "The reader failed"


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """The result.

    Attributes:
        read: how many files were read.
        failed: how many were refused with a sentence.
        faults: those of them at which the reader broke, with what it said.
        broken: what must not be, a sentence each.
        seconds: of the whole run.
        megabytes: of the largest process that opens documents.
    """

    read: int
    failed: int
    faults: dict[str, str]
    broken: list[str]
    seconds: float
    megabytes: int


def damaged_files(
    folder: Path, sources: Sequence[Path], *, pdfs: int, texts: int, seed: int
) -> None:
    """Fills a folder with damaged documents; the same seed and sources give the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = {source: source.read_bytes() for source in sources}
    of_pdf = [source for source in sources if source.suffix == ".pdf"]
    of_text = {s: data for s, data in whole.items() if s.suffix == ".txt"} or {
        source: _text_of(whole[source]) for source in of_pdf
    }
    for number in range(pdfs):
        chance = Random(f"{seed} pdf {number}")
        source = chance.choice(of_pdf)
        name = _name(source, number, ".pdf")
        (folder / name).write_bytes(damaged_pdf(whole[source], chance))
    for number in range(pdfs, pdfs + texts):
        chance = Random(f"{seed} text {number}")
        source = chance.choice(list(of_text))
        name = _name(source, number, ".txt")
        (folder / name).write_bytes(damaged_text(of_text[source], chance))


def _name(source: Path, number: int, suffix: str) -> str:
    """A distinct name; every fourth has neither symbol nor language."""
    language = _LANGUAGE.search(source.stem)
    if number % 4 == 3 or language is None:
        return f"fuzzed {number}{suffix}"
    return f"FUZZ_2026_{number}-{language[1]}{suffix}"


def _text_of(pdf: bytes) -> bytes:
    from pipeline.pages.pdf import read_pdf

    pages = ("\n".join(line.text for line in page.lines) for page in read_pdf(pdf))
    return "\f".join(pages).encode()


def fuzz(raw: Path, outputs: Path, *, minutes: float, workers: int | None = None) -> Fuzzed:
    """Runs the pipeline over damaged documents and looks at what it published."""
    from pipeline.orchestration.run import run
    from pipeline.settings import Settings

    settings = Settings.model_validate(
        {"engine": {"minutes_per_document": minutes, "workers": workers}}
    )
    begun = time.monotonic()
    report = run([raw], outputs, settings=settings)
    seconds = time.monotonic() - begun
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    rows = report.documents.to_pylist() if report.documents is not None else []
    broken = list(_broken(report, rows, {file.name for file in raw.iterdir()}))
    if megabytes > settings.engine.megabytes_per_process + _BESIDE:
        broken.append(f"a process took {megabytes} MB")
    failures = {row["source_file"]: str(row["failure"]) for row in rows if row["failure"]}
    faults = {name: failure for name, failure in failures.items() if _FAULT in failure}
    read = len(rows) - len(failures)
    return Fuzzed(read, len(failures), faults, broken, seconds, megabytes)


def _broken(report: RunReport, rows: Sequence[dict[str, Any]], names: set[str]) -> Iterator[str]:
    if not report.published:
        yield f"nothing was published: {report.error or report.blocked}"
        return
    if report.release is None:
        yield "no release was made"
    for name in sorted(names - {row["source_file"] for row in rows}):
        yield f"{name} has no row"
    for row in rows:
        if row["status"] == "failed" and len(str(row["failure"] or "").split()) < 4:
            yield f"{row['source_file']} failed without a sentence"


@click.command()
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="Folder with files to damage. Can be repeated. Default: the sample documents.",
)
@click.option("--pdfs", type=click.IntRange(min=0), default=1_000, show_default=True)
@click.option("--texts", type=click.IntRange(min=0), default=300, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the damage.")
@click.option("--minutes", type=float, default=1.0, show_default=True, help="For each document.")
@click.option("--workers", type=click.IntRange(min=1), help="Default: one per core.")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the damaged files and the outputs, instead of a temporary one.",
)
def command(  # noqa: PLR0913, PLR0917
    documents: tuple[Path, ...],
    pdfs: int,
    texts: int,
    seed: int,
    minutes: float,
    workers: int | None,
    keep: Path | None,
) -> None:
    """Damage documents, read them all in one run, and report the result."""
    from pipeline import terminal

    folders = documents or (SAMPLE,)
    sources = sorted(f for d in folders for f in d.iterdir() if f.suffix in {".pdf", ".txt"})
    if not any(source.suffix == ".pdf" for source in sources):
        raise click.ClickException(f"{', '.join(map(str, folders))}: no PDF file is there")
    with nullcontext(keep) if keep else tempfile.TemporaryDirectory() as place:
        raw, outputs = Path(place, "raw"), Path(place, "outputs")
        for folder in (raw, outputs):
            shutil.rmtree(folder, ignore_errors=True)
        damaged_files(raw, sources, pdfs=pdfs, texts=texts, seed=seed)
        with terminal.progress():
            found = fuzz(raw, outputs, minutes=minutes, workers=workers)
    click.echo(f"{pdfs} PDFs and {texts} texts of {len(sources)} documents, seed {seed}:")
    click.echo(
        f"{found.read} read, {found.failed} failed with a sentence, in {found.seconds:.0f} s; "
        f"largest process {found.megabytes} MB"
    )
    for name, failure in found.faults.items():
        click.echo(f"a fault of the reader in {name}: {failure}")
    for problem in found.broken:
        click.echo(f"BROKEN: {problem}")
    if found.broken:
        raise click.ClickException(f"{len(found.broken)} things must not be")


def main(arguments: Sequence[str]) -> None:
    """The command line, as `benchmarks.__main__` calls it."""
    command.main(list(arguments), prog_name="python -m benchmarks fuzz", standalone_mode=False)
