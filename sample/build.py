"""Builds the sample documents from the two texts in this folder.

    uv run python sample/build.py
    uv run python sample/build.py --subset-fonts LiberationSerif-*.ttf NotoSerifSC_*.ttf

The first command writes `raw/SAMPLE_2026_100-zh.pdf` and `-en.pdf`, and the same reports as text
extracted from a PDF to `sample/text/`. The same texts give the same bytes. Use the second command
after adding a character that the fonts in `sample/fonts/` lack: it first subsets the full fonts
again. `sample/README.md` says where to get them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from faces import subset_fonts
from markup import read_report
from pages import set_pages
from write_pdf import pdf_of
from write_text import text_of

SAMPLE = Path(__file__).resolve().parent
LANGUAGES = ("zh", "en")


def source(language: str) -> Path:
    """The source text of a language."""
    return SAMPLE / f"report.{language}.txt"


def build(raw: Path, text: Path) -> list[Path]:
    """Writes the PDF files to one folder and the texts to another.

    Returns:
        The files written.
    """
    written: list[Path] = []
    for language in LANGUAGES:
        report = read_report(source(language))
        pages = set_pages(report)
        name = f"{report.fields['symbol'].replace('/', '_')}-{language}"
        pdf_path, text_path = raw / f"{name}.pdf", text / f"{name}.txt"
        for path in (pdf_path, text_path):
            path.parent.mkdir(parents=True, exist_ok=True)
        pdf_path.write_bytes(pdf_of(report, pages))
        text_path.write_bytes(text_of(pages).encode())
        written += [pdf_path, text_path]
    return written


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Build the sample documents.")
    parser.add_argument(
        "--raw", type=Path, default=SAMPLE.parent / "raw", help="folder for the PDF files"
    )
    parser.add_argument("--text", type=Path, default=SAMPLE / "text", help="folder for the texts")
    parser.add_argument(
        "--subset-fonts",
        type=Path,
        nargs="+",
        metavar="FONT",
        default=[],
        help="first subset these full fonts to the characters that the texts use",
    )
    options = parser.parse_args(arguments)
    if options.subset_fonts:
        texts = [source(language).read_text(encoding="utf-8") for language in LANGUAGES]
        subset_fonts(options.subset_fonts, texts)
    for path in build(options.raw, options.text):
        print(path)


if __name__ == "__main__":
    main()
