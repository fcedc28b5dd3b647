"""Title, symbol and date of real documents, as their first pages print them.

They are facts, looked up by eye. The documents are no part of the project: without them, the test
is skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.cases import rows

from pipeline import languages
from pipeline.documents.identity import symbol_of_text
from pipeline.documents.masthead import published_on
from pipeline.pages.pdf import read_pdf
from pipeline.paragraphs.assemble import read_paragraphs, title_of

HERE = Path(__file__).parent
REFERENCE = HERE.parents[2] / "shared"
#: Pages within which there is text.
PAGES = 8


@pytest.mark.parametrize("row", rows(HERE / "fronts.tsv"), ids=lambda row: row["document"])
def test_the_front_of_a_document_tells_its_title_symbol_and_date(row: dict[str, str]) -> None:
    files = [REFERENCE / folder / f"{row['document']}.pdf" for folder in ("raw", "wild")]
    file = next((file for file in files if file.exists()), None)
    if file is None:
        pytest.skip(f"{row['document']} is not in ../shared")
    language = languages.load(row["document"][-2:])
    pages = read_pdf(file.read_bytes(), limit=PAGES)
    title = title_of(read_paragraphs(pages, language), language) or ""
    date = published_on(pages, language)
    assert (title, symbol_of_text(pages) or "", str(date or "")) == (
        row["title"],
        row["symbol"],
        row["date"],
    )
