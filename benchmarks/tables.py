"""Printed tables: cells found, next to pdfplumber's tables on the same pages, and pages per second.

A cell is found where its page has one of the same value under the same nearest heads of row and
column. What others give as rows of texts has the first text of its row for a head, and what stands
above the first number of its column. Other libraries are asked where they are installed:
`uv run --group dev --with camelot-py python -m benchmarks tables`, and the same `--with img2table`,
which brings an OpenCV of its own.

docling is not among them: its package has the code of its models, whose weights are fetched from
another host as it first runs.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from benchmarks._sample import SAMPLE
from benchmarks._words import show_moved_words
from pipeline import languages
from pipeline.extract import read_document, read_text
from pipeline.pages.page import Page
from pipeline.paragraphs.assemble import read_paragraphs
from pipeline.printed_tables.heads import is_year
from pipeline.printed_tables.numerals import numeral
from pipeline.printed_tables.tables import read_tables
from pipeline.unreadable import UnreadableDocument

#: Page, value, nearest head of the row, nearest head of the column.
Cell = tuple[int, float | str, str, str]
Table = Sequence[Sequence[str | None]]
#: A function that reads the cells of a file in a language; it may read only the given pages.
Reader = Callable[[Path, str, Sequence[int]], Iterator[Cell]]
REFERENCE = Path(__file__).resolve().parents[2] / "shared"
_HEADS = ("row_header", "column_header")


def plain(text: object) -> str:
    """A header without spaces, marks and case."""
    return re.sub(r"[\W_]+", "", str(text or "")).lower()


def annotated(file: Path) -> Counter[Cell]:
    """The cells of an annotation."""
    cells = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return Counter(
        (c["page"], _value(c["value"]), *(plain(([""] + c[name])[-1]) for name in _HEADS))
        for c in cells
    )


def _value(value: Any) -> float | str:
    return "sign" if value is None else round(float(value), 6)


def ours(file: Path, language: str, _pages: Sequence[int]) -> Iterator[Cell]:
    """The cells that this project reads."""
    pages = read_document(file.read_bytes(), "application/pdf").pages
    yield from _cells_on(pages, language)


def ours_of_text(file: Path, language: str, _pages: Sequence[int]) -> Iterator[Cell]:
    """The cells that this project reads from poppler's text of a PDF."""
    command = ["pdftotext", "-layout", str(file), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603
    yield from _cells_on(read_document(text, "text/plain").pages, language)


def _cells_on(pages: Sequence[Page], language: str) -> Iterator[Cell]:
    tables, _ = read_tables(pages, languages.load(language))
    for table in tables:
        for c in table.cells:
            row, column = (plain(("", *p)[-1]) for p in (c.row_header, c.column_header))
            yield c.page, _value(c.value), row, column


#: The readers of whole documents, not only annotated pages.
OURS: tuple[Reader, ...] = (ours, ours_of_text)


def by_pdfplumber(strategy: str) -> Reader:
    """A reader of cells from pdfplumber's tables, found by lines or by text."""

    def read(file: Path, language: str, pages: Sequence[int]) -> Iterator[Cell]:
        import pdfplumber

        settings = {"vertical_strategy": strategy, "horizontal_strategy": strategy}
        with pdfplumber.open(file) as pdf:
            for page in pages:
                for table in pdf.pages[page - 1].extract_tables(settings):
                    yield from cells_of(page, table, language)

    return read


def by_camelot(flavor: str) -> Reader:
    """A reader of cells from camelot's tables, found by white space or by alignment."""

    def read(file: Path, language: str, pages: Sequence[int]) -> Iterator[Cell]:
        import camelot  # type: ignore[import-not-found]

        for page in pages:
            for table in camelot.read_pdf(str(file), pages=str(page), flavor=flavor):
                yield from cells_of(page, table.df.values.tolist(), language)

    return read


def by_img2table(file: Path, language: str, pages: Sequence[int]) -> Iterator[Cell]:
    """A reader of cells from img2table's tables, found on a picture, with the PDF's text."""
    from img2table.document import PDF  # type: ignore[import-not-found]

    found = PDF(str(file), pages=[page - 1 for page in pages]).extract_tables(
        borderless_tables=True
    )
    for index, tables in found.items():
        for table in tables:
            yield from cells_of(index + 1, table.df.fillna("").values.tolist(), language)


def cells_of(page: int, table: Table, language: str) -> Iterator[Cell]:
    """The numbers of a table of texts, each with its nearest headers."""
    words = languages.load(language).tables
    assert words is not None
    heads: dict[int, str] = {}
    begun: set[int] = set()
    for row in table:
        texts = [" ".join((text or "").split()) for text in row]
        numbers = [t for t in texts if t and numeral(t, words)]
        years = all(map(is_year, numbers))
        head = next((t for t in texts if t and numeral(t, words) is None), "")
        for column, text in enumerate(texts):
            found = numeral(text, words) if text and not years else None
            if found is None:
                if text and column not in begun:
                    heads[column] = f"{heads.get(column, '')} {text}"
                continue
            begun.add(column)
            yield page, _value(found.value), plain(head), plain(heads.get(column))


def _files(reference: Path) -> Iterator[tuple[Path, Path]]:
    for annotation in sorted((reference / "gold" / "tables").glob("*.jsonl")):
        for folder in ("raw", "wild"):
            file = reference / folder / f"{annotation.stem}.pdf"
            if file.exists():
                yield annotation, file


def _compare(reference: Path) -> None:
    ways: dict[str, Reader] = {"read_tables": ours}
    if shutil.which("pdftotext"):
        ways["read_tables, of pdftotext -layout"] = ours_of_text
    ways |= {
        "pdfplumber, lines": by_pdfplumber("lines"),
        "pdfplumber, text": by_pdfplumber("text"),
    }
    if importlib.util.find_spec("camelot"):
        ways |= {f"camelot, {flavor}": by_camelot(flavor) for flavor in ("stream", "network")}
    if importlib.util.find_spec("img2table"):
        ways["img2table, borderless"] = by_img2table
    for name, read in ways.items():
        wanted, found, pages, seconds = Counter[Any](), Counter[Any](), 0, 0.0
        for annotation, file in _files(reference):
            cells = annotated(annotation)
            numbers = sorted({page for page, *_ in cells})
            start = time.process_time()
            read_cells = list(read(file, annotation.stem[-2:], numbers))
            seconds += time.process_time() - start
            pages += _pages_in(file) if read in OURS else len(numbers)
            wanted.update({(annotation.stem, *c): n for c, n in cells.items()})
            here = Counter(c for c in read_cells if c[0] in numbers)
            found.update({(annotation.stem, *c): n for c, n in here.items()})
        right = (wanted & found).total()
        precision, recall = right / (found.total() or 1), right / (wanted.total() or 1)
        f1 = 2 * precision * recall / ((precision + recall) or 1)
        click.echo(
            f"{name}: cells {found.total()}, precision {precision:.3f}, recall {recall:.3f}, "
            f"f1 {f1:.3f}; pages a second {pages / (seconds or 1):.1f}"
        )


def _pages_in(file: Path) -> int:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(file) as document:
        return len(document)


def _share_of_time(files: Sequence[Path]) -> None:
    """The time for pages and their text, with and without tables."""
    opened = whole = without = 0.0
    pages = 0
    for file in files:
        language = languages.load(file.stem[-2:])
        begun = time.process_time()
        try:
            document = read_document(file.read_bytes(), "application/pdf")
        except UnreadableDocument:
            continue
        opened += time.process_time() - begun
        pages += len(document.pages)
        for again in range(2):  # the first is a warm-up
            start = time.process_time()
            read_paragraphs(document.pages, language, document.tags)
            middle = time.process_time()
            read_text(document.pages, language, document.tags)
            if again:
                without += middle - start
                whole += time.process_time() - middle
    each = 1000 / (pages or 1)
    before, after = opened + without, opened + whole
    click.echo(
        f"{pages} pages: {before * each:.1f} ms a page without tables, "
        f"{after * each:.1f} ms with them, {after / (before or 1):.2f} times as long"
    )


@click.command()
@click.option(
    "--reference",
    type=click.Path(file_okay=False, path_type=Path),
    default=REFERENCE,
    help="Folder with raw/, wild/ and gold/tables/. Default: only time the sample.",
)
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="Folder with documents, repeatable: what tables do to their running text and to the time "
    "that they take, instead.",
)
@click.option("--errors", is_flag=True, help="With --documents: list the rows to look at.")
def command(reference: Path, documents: tuple[Path, ...], *, errors: bool) -> None:
    """Score the cells of printed tables next to other libraries, and time them."""
    if documents:
        show_moved_words(documents, errors=errors)
        _share_of_time(sorted(file for folder in documents for file in folder.glob("*.pdf")))
        return
    files = [file for _, file in _files(reference)]
    if files:
        _compare(reference)
    _share_of_time(files or sorted(SAMPLE.glob("*.pdf")))


def main(arguments: Sequence[str]) -> None:
    """The command line, as `benchmarks.__main__` calls it."""
    command.main(list(arguments), prog_name="python -m benchmarks tables", standalone_mode=False)
