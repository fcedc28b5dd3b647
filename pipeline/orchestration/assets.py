"""The assets: from raw documents to published tables, each thin over a plain function."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import dagster as dg
import pyarrow as pa

from pipeline.agreement.editions import Reconciled, reconcile
from pipeline.documents.discovery import find_documents, pdfs_of
from pipeline.documents.model import RawDocument
from pipeline.orchestration import metadata, steps
from pipeline.orchestration.resources import Folders
from pipeline.orchestration.steps import DocumentPages
from pipeline.release.build import Beside, build_release
from pipeline.tables import build, files
from pipeline.tables.build import Extraction
from pipeline.tables.schema import (
    AGREEMENT,
    DOCUMENTS,
    FIGURE_TABLES,
    ORGANIZATIONS,
    PARAGRAPHS,
    TABLES,
    Table,
)
from pipeline.validation import report_pages
from pipeline.validation.report import markdown_table

OWNERS = ["team:data-extraction"]
ALL_TABLES = {table.name: dg.AssetIn(table.name) for table in TABLES}


@dg.asset(
    group_name="reading",
    owners=OWNERS,
    kinds={"python", "file"},
    description="The documents in the raw folders: symbol, language, checksum, media type.",
)
def raw_documents(folders: Folders) -> dg.MaterializeResult[list[RawDocument]]:
    """Documents found, those that cannot be read with the reason."""
    found = find_documents(folders.raw_paths)
    failures = [(document.document_id, document.failure) for document in found]
    return dg.MaterializeResult(
        value=found, metadata={**metadata.of_documents(failures), "folders": folders.raw}
    )


@dg.asset(
    group_name="reading",
    owners=OWNERS,
    kinds={"python", "pdf"},
    description="The pages of every document: words with position and size, or lines of text.",
)
def pages(raw_documents: list[RawDocument]) -> dg.MaterializeResult[list[DocumentPages]]:
    """Pages by document."""
    read = steps.all_pages(raw_documents)
    failures = [(one.document.document_id, one.failure) for one in read]
    number = sum(len(one.pages) for one in read)
    return dg.MaterializeResult(
        value=read, metadata={**metadata.of_documents(failures), "dagster/row_count": number}
    )


@dg.asset(
    group_name="reading",
    owners=OWNERS,
    kinds={"python"},
    description="The running text of every document: unbroken paragraphs, headings, footnotes, "
    "without page furniture and footnote marks.",
)
def running_text(pages: list[DocumentPages]) -> dg.MaterializeResult[list[Extraction]]:
    """Paragraphs by document, with the place of every character."""
    read = steps.all_text(pages)
    number = sum(len(one.paragraphs) for one in read)
    return dg.MaterializeResult(value=read, metadata=_of_extractions(read, number))


@dg.asset(
    group_name="tables",
    owners=OWNERS,
    kinds={"python"},
    # The paragraphs table is checked before a figure is read from its text.
    deps=[PARAGRAPHS.name],
    description="The figures of every document, read by the rules of its language.",
)
def figures(running_text: list[Extraction]) -> dg.MaterializeResult[list[Extraction]]:
    """Figures by document, with the place of each."""
    read = steps.all_figures(running_text)
    number = sum(len(one.figures) for one in read)
    return dg.MaterializeResult(value=read, metadata=_of_extractions(read, number))


@dg.asset(
    group_name="tables",
    owners=OWNERS,
    kinds={"python"},
    description="The figures of every document, its language editions compared with each other: "
    "how many have the paragraph, how many agree, and every difference.",
)
def editions(figures: list[Extraction]) -> dg.MaterializeResult[Reconciled]:
    """Figures by document with what the other editions say."""
    compared = reconcile(figures)
    classes = Counter(one.difference.name for one in compared.differences)
    return dg.MaterializeResult(
        value=compared,
        metadata={"differences": len(compared.differences), "classes": dict(classes)},
    )


def table_asset(table: Table, source: str, make: Callable[[Any], pa.Table]) -> dg.AssetsDefinition:
    """The asset of one published table.

    Args:
        table: its declaration.
        source: the asset that it is made from.
        make: makes it.
    """

    @dg.asset(
        name=table.name,
        group_name="tables",
        owners=OWNERS,
        kinds={"table", "arrow"},
        description=table.description,
        metadata={"dagster/column_schema": metadata.column_schema(table)},
        ins={"extractions": dg.AssetIn(source)},
    )
    def asset(extractions: Any) -> dg.MaterializeResult[pa.Table]:
        rows = make(extractions)
        return dg.MaterializeResult(value=rows, metadata=metadata.of_table(rows))

    return asset


def _documents_table(extractions: list[Extraction]) -> pa.Table:
    return build.documents_table(extractions)


def _paragraphs_table(extractions: list[Extraction]) -> pa.Table:
    return build.paragraphs_table(extractions)


def _figures_table(kind: str) -> Callable[[Reconciled], pa.Table]:
    # The module is asked at the time of the run, not of the definition.
    return lambda compared: build.figures_table(kind, compared.extractions)


def _agreement_table(compared: Reconciled) -> pa.Table:
    return build.agreement_table(compared.differences)


@dg.asset(
    group_name="tables",
    owners=OWNERS,
    kinds={"table", "arrow"},
    description=ORGANIZATIONS.description,
    metadata={"dagster/column_schema": metadata.column_schema(ORGANIZATIONS)},
)
def organizations() -> dg.MaterializeResult[pa.Table]:
    """The gazetteer and the countries as a table."""
    rows = build.organizations_table()
    return dg.MaterializeResult(value=rows, metadata=metadata.of_table(rows))


@dg.asset(
    group_name="release",
    owners=OWNERS,
    kinds={"parquet", "csv"},
    ins=ALL_TABLES,
    description="The tables as files in the outputs folder, Parquet and CSV, replaced only once "
    "every table has passed its check.",
)
def published(folders: Folders, **tables: pa.Table) -> dg.MaterializeResult[None]:
    """Files in the outputs folder."""
    files.publish(tables, folders.outputs_path)
    return dg.MaterializeResult(metadata=_of_files(folders, tables))


@dg.asset(
    group_name="release",
    owners=OWNERS,
    kinds={"html", "great_expectations"},
    ins=ALL_TABLES,
    description="Great Expectations' Data Docs: what was expected of every table and found.",
)
def data_docs(folders: Folders, **tables: pa.Table) -> dg.MaterializeResult[None]:
    """HTML pages in the outputs folder."""
    page = report_pages(tables, folders.outputs_path / "data_docs")
    return dg.MaterializeResult(metadata={"page": dg.MetadataValue.path(page)})


@dg.asset(
    group_name="release",
    owners=OWNERS,
    kinds={"parquet", "duckdb", "sqlite", "excel"},
    deps=[published, data_docs],
    description="One complete set of files in `releases/`, with `latest` pointing to it: made "
    "where the data are others than those of the newest release.",
)
def release(folders: Folders, raw_documents: list[RawDocument]) -> dg.MaterializeResult[None]:
    """A version in the outputs folder."""
    outputs = folders.outputs_path
    day = datetime.now(UTC).date()
    beside = Beside(outputs / "data_docs", pdfs_of(raw_documents))
    made = build_release(outputs, outputs, day=day, beside=beside)
    return dg.MaterializeResult(
        metadata={
            "version": str(made.version),
            "new": made.is_new,
            "folder": dg.MetadataValue.path(made.folder.absolute()),
        }
    )


def all_assets() -> list[dg.AssetsDefinition]:
    """Every asset of the pipeline."""
    tables = [
        table_asset(DOCUMENTS, "figures", _documents_table),
        table_asset(PARAGRAPHS, "running_text", _paragraphs_table),
        *(table_asset(t, "editions", _figures_table(kind)) for kind, t in FIGURE_TABLES.items()),
        table_asset(AGREEMENT, "editions", _agreement_table),
    ]
    return [
        raw_documents,
        pages,
        running_text,
        figures,
        editions,
        *tables,
        organizations,
        published,
        data_docs,
        release,
    ]


def _of_extractions(read: Sequence[Extraction], number: int) -> dict[str, Any]:
    failures = [(one.document.document_id, one.failure) for one in read]
    return {**metadata.of_documents(failures), "dagster/row_count": number}


def _of_files(folders: Folders, tables: dict[str, pa.Table]) -> dict[str, Any]:
    folder = folders.outputs_path.absolute()
    names = [f"{table}.{suffix}" for table in tables for suffix in ("parquet", "csv")]
    listing = [{"file": name, "bytes": str((folder / name).stat().st_size)} for name in names]
    return {
        "dagster/row_count": sum(rows.num_rows for rows in tables.values()),
        "folder": dg.MetadataValue.path(folder),
        "files": dg.MetadataValue.md(markdown_table(listing)),
    }
