"""How exactly the PDF stage reads characters, compared with pdfplumber page by page."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import pdfplumber

from benchmarks._sample import documents_option
from pipeline.pages.drawing import Glyphs, Runs
from pipeline.pages.opened import opened
from pipeline.pages.visible import seen


def compared(data: bytes) -> Counter[str]:
    """Counts a document's pages and characters, and those that differ from pdfplumber's."""
    counts: Counter[str] = Counter()
    with opened(data, tagged=False) as document, pdfplumber.open(io.BytesIO(data)) as plumber:
        for drawing, page in zip(document.drawings(), plumber.pages, strict=True):
            counts["pages"] += 1
            ours = Counter(characters(drawing.runs, drawing.glyphs))
            theirs = _of_pdfplumber(page)
            counts["characters"] += sum(theirs.values())
            counts["differing"] += max(sum((ours - theirs).values()), sum((theirs - ours).values()))
            counts["not seen"] += int(drawing.runs.lengths.sum() - seen(drawing).lengths.sum())
            page.close()
        counts["given back"] = len(document.given_back)
    return counts


def characters(runs: Runs, glyphs: Glyphs) -> Iterator[tuple[Any, ...]]:
    """The text, left, top, right, bottom, size and face of each character, in order."""
    of, at = runs.places()
    columns = (
        [glyphs.texts[index] for index in glyphs.text[at].tolist()],
        glyphs.x0[at].tolist(),
        runs.top[of].tolist(),
        glyphs.x1[at].tolist(),
        runs.bottom[of].tolist(),
        runs.size[of].tolist(),
        [runs.faces[index] for index in runs.face[of].tolist()],
    )
    return zip(*columns, strict=True)


def _of_pdfplumber(page: Any) -> Counter[Any]:
    names = ("text", "x0", "top", "x1", "bottom", "size", "fontname")
    return Counter(tuple(char[n] for n in names) for char in page.chars if char["upright"])


@click.command()
@documents_option("Folder with PDF files, instead of the sample documents.")
def command(documents: Path) -> None:
    """Compare upright characters and their places, sizes and fonts, bit by bit.

    `given back` counts pages that pdfplumber reads for us, `not seen` characters that are not read.
    """
    columns = ("pages", "characters", "differing", "given back", "not seen")
    click.echo("".join(f"{column:>12}" for column in columns))
    total: Counter[str] = Counter()
    for file in sorted(documents.glob("*.pdf")):
        counts = compared(file.read_bytes())
        total += counts
        click.echo("".join(f"{counts[column]:>12,}" for column in columns) + f"  {file.name}")
    click.echo("".join(f"{total[column]:>12,}" for column in columns) + "  all")


def main(arguments: Sequence[str]) -> None:
    """The command line, as `benchmarks.__main__` calls it."""
    command.main(list(arguments), prog_name="python -m benchmarks exact", standalone_mode=False)
