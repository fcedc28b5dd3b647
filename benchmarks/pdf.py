"""Pages per second of the PDF stage, next to pdfplumber's `extract_words` and pypdfium2."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median

import click
import pdfplumber
import pypdfium2

from benchmarks._rounds import alternately, ratio
from benchmarks._sample import documents_option
from pipeline.pages.pdf import read_pdf
from pipeline.unreadable import UnreadableDocument

OURS, PLUMBER, PDFIUM = "read_pdf", "extract_words", "pypdfium2"


def words_of_pdfplumber(data: bytes) -> None:
    """The words of all pages with place, size and font; frees each page afterwards."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_words(
                x_tolerance_ratio=0.15, y_tolerance=2, extra_attrs=["fontname", "size"]
            )
            page.close()


def characters_of_pdfium(data: bytes) -> None:
    """The text of all pages and the box of each character, which is less than words."""
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        text.get_text_range()
        for index in range(text.count_chars()):
            text.get_charbox(index)


@click.command()
@documents_option("Folder with PDF files, instead of the sample documents.")
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True)
def command(documents: Path, rounds: int) -> None:
    """Read each PDF file of a folder in the three ways, in turn."""
    files = sorted(documents.glob("*.pdf"))
    if not files:
        raise click.ClickException(f"{documents}: no PDF file is there")
    pages = 0
    sums: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for file in files:
        data = file.read_bytes()
        try:
            count = len(read_pdf(data))
        except UnreadableDocument as problem:
            click.echo(f"{file.name}: left out. {problem}")
            continue
        timed = alternately(
            {
                OURS: partial(read_pdf, data),
                PLUMBER: partial(words_of_pdfplumber, data),
                PDFIUM: partial(characters_of_pdfium, data),
            },
            rounds=rounds,
        )
        _print(file.name, count, timed)
        pages += count
        for name, seconds in timed.items():
            sums[name].append(seconds)
    _print(
        "all",
        pages,
        {name: tuple(map(sum, zip(*rows, strict=True))) for name, rows in sums.items()},
    )


def _print(name: str, pages: int, timed: dict[str, tuple[float, ...]]) -> None:
    speeds = ", ".join(f"{way} {pages / median(timed[way]):.1f}" for way in timed)
    click.echo(f"{name}: {pages} pages; pages a second: {speeds}")
    for other in (PLUMBER, PDFIUM):
        click.echo(f"  times as fast as {other}: {ratio(timed[other], timed[OURS])}")


def main(arguments: Sequence[str]) -> None:
    """The command line, as `benchmarks.__main__` calls it."""
    command.main(list(arguments), prog_name="python -m benchmarks pdf", standalone_mode=False)
