"""The checks: one that blocks for each table, and one that tells of documents that failed.

A check of its own holds back only what is downstream of the table that fails, so that the other
tables of figures are still made and checked.
"""

from __future__ import annotations

from collections.abc import Mapping

import dagster as dg
import pyarrow as pa

from pipeline.orchestration import metadata
from pipeline.tables import build
from pipeline.tables.build import Extraction
from pipeline.tables.schema import (
    AGREEMENT,
    DOCUMENTS,
    FIGURE_TABLES,
    ORGANIZATIONS,
    PARAGRAPHS,
    Table,
)
from pipeline.validation import validate

SUITE_CHECK = "expectations"
FAILED_DOCUMENTS_CHECK = "documents_read"


def verdict(rows: pa.Table, table: Table, others: Mapping[str, pa.Table]) -> dg.AssetCheckResult:
    """Validates a table; only failures that block make the check an error."""
    report = validate(rows, table, others=others)
    only_warnings = report.passed and bool(report.warnings)
    return dg.AssetCheckResult(
        passed=report.passed and not report.warnings,
        severity=dg.AssetCheckSeverity.WARN if only_warnings else dg.AssetCheckSeverity.ERROR,
        description=_summary(len(report.failures), len(report.warnings)),
        metadata=metadata.of_report(report),
    )


def _summary(failures: int, warnings: int) -> str:
    if not failures and not warnings:
        return "Every expectation holds."
    return f"{failures} expectations fail, {warnings} warn."


def _about(table: Table) -> str:
    return f"Structure and meaning of {table.name}: see expectations/{table.name}.json."


def figures_check(table: Table) -> dg.AssetChecksDefinition:
    """The blocking check of one table of figures."""

    @dg.asset_check(
        name=SUITE_CHECK,
        asset=table.name,
        blocking=True,
        description=_about(table),
        additional_ins={
            "paragraphs": dg.AssetIn(PARAGRAPHS.name),
            "organizations": dg.AssetIn(ORGANIZATIONS.name),
            "figures": dg.AssetIn("figures"),
        },
    )
    def check(
        rows: pa.Table, paragraphs: pa.Table, organizations: pa.Table, figures: list[Extraction]
    ) -> dg.AssetCheckResult:
        # Not the asset `documents`: its check waits for those of the figures, and a check waits
        # for the blocking checks of everything it loads.
        documents = build.documents_table(figures)
        others = {
            PARAGRAPHS.name: paragraphs,
            ORGANIZATIONS.name: organizations,
            DOCUMENTS.name: documents,
        }
        return verdict(rows, table, others)

    return check


@dg.asset_check(
    name=SUITE_CHECK,
    asset=ORGANIZATIONS.name,
    blocking=True,
    description=_about(ORGANIZATIONS),
)
def organizations_check(rows: pa.Table) -> dg.AssetCheckResult:
    """The blocking check of the organizations."""
    return verdict(rows, ORGANIZATIONS, {})


@dg.asset_check(
    name=SUITE_CHECK,
    asset=AGREEMENT.name,
    blocking=True,
    description=_about(AGREEMENT),
)
def agreement_check(rows: pa.Table) -> dg.AssetCheckResult:
    """The blocking check of the differences between editions."""
    return verdict(rows, AGREEMENT, {})


@dg.asset_check(
    name=SUITE_CHECK,
    asset=PARAGRAPHS.name,
    blocking=True,
    description=_about(PARAGRAPHS),
    additional_ins={"running_text": dg.AssetIn("running_text")},
)
def paragraphs_check(rows: pa.Table, running_text: list[Extraction]) -> dg.AssetCheckResult:
    """The blocking check of the paragraphs, before figures are read from them."""
    return verdict(rows, PARAGRAPHS, {DOCUMENTS.name: build.documents_table(running_text)})


@dg.asset_check(
    name=SUITE_CHECK,
    asset=DOCUMENTS.name,
    blocking=True,
    description=_about(DOCUMENTS),
    additional_ins={
        name: dg.AssetIn(name) for name in ("paragraphs", "percentages", "money_amounts", "counts")
    },
)
def documents_check(
    rows: pa.Table,
    paragraphs: pa.Table,
    percentages: pa.Table,
    money_amounts: pa.Table,
    counts: pa.Table,
) -> dg.AssetCheckResult:
    """The blocking check of the documents, against the rows of the other tables."""
    others = {
        "paragraphs": paragraphs,
        "percentages": percentages,
        "money_amounts": money_amounts,
        "counts": counts,
    }
    return verdict(rows, DOCUMENTS, others)


@dg.asset_check(
    name=FAILED_DOCUMENTS_CHECK,
    asset=DOCUMENTS.name,
    description="Every document found could be read. The others are published all the same.",
)
def failed_documents_check(rows: pa.Table) -> dg.AssetCheckResult:
    """Lists the documents that could not be read, with the reasons."""
    pairs = zip(
        rows.column("document_id").to_pylist(), rows.column("failure").to_pylist(), strict=True
    )
    details = metadata.of_documents(pairs)
    failed = details["documents failed"]
    return dg.AssetCheckResult(
        passed=failed == 0,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{failed} of {rows.num_rows} documents could not be read.",
        metadata={key: details[key] for key in ("documents failed", "failures")},
    )


def all_checks() -> list[dg.AssetChecksDefinition]:
    """Every check of the pipeline."""
    of_figures = [figures_check(table) for table in FIGURE_TABLES.values()]
    return [
        agreement_check,
        organizations_check,
        paragraphs_check,
        documents_check,
        *of_figures,
        failed_documents_check,
    ]
