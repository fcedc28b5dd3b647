"""The tables of the project's own sample documents, made without a run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
from helpers.here import Here

from pipeline import extract, languages
from pipeline.documents.discovery import look_through
from pipeline.documents.document import RawDocument
from pipeline.paragraphs.keys import with_keys
from pipeline.tables import build
from pipeline.tables.build import Extraction
from pipeline.tables.files import publish
from pipeline.tables.schema import FIGURE_TABLES

RAW = Path(__file__).resolve().parents[2] / "raw"


def sample_documents() -> list[RawDocument]:
    """The sample documents, looked at in this process."""
    return look_through([RAW], {}, Here()).documents


def sample_tables() -> dict[str, pa.Table]:
    """The tables of the sample documents."""
    extractions = []
    for document in sample_documents():
        language = languages.load(str(document.language))
        pages = extract.read_pages(document.path.read_bytes(), str(document.media_type))
        paragraphs = with_keys(extract.read_paragraphs(pages, language))
        figures = extract.read_figures(paragraphs, language)
        extractions.append(Extraction(document, None, len(pages), paragraphs, figures))
    figures_of = {
        t.name: build.figures_table(kind, extractions) for kind, t in FIGURE_TABLES.items()
    }
    return {
        "documents": build.documents_table(extractions),
        "paragraphs": build.paragraphs_table(extractions),
        **figures_of,
        "organizations": build.organizations_table(),
    }


def as_files(tables: Mapping[str, pa.Table], folder: Path) -> dict[str, Path]:
    """The tables as Parquet files in a folder, as a page is made from them."""
    publish(tables, folder)
    return {name: folder / f"{name}.parquet" for name in tables}


def sample_pdfs() -> dict[str, Path]:
    """The PDFs of the sample documents by their ids."""
    return {str(document.document_id): document.path for document in sample_documents()}
