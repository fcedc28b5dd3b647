"""The asset that fetches documents by symbol or series, its check, and the job that runs them.

`build` merges `definitions` into its own, which provide the resource `folders`.
"""

# Dagster evaluates the annotation of `config`, so annotations cannot be strings here.
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import dagster as dg
from pydantic import Field

from pipeline.fetch.outcome import Fetched, Outcome, wanted
from pipeline.fetch.series import read_series
from pipeline.orchestration import metadata
from pipeline.orchestration.assets import OWNERS
from pipeline.orchestration.resources import Folders
from pipeline.settings import FetchSettings, read_settings
from pipeline.storage import is_local, require
from pipeline.validation.report import rows_table

FETCH_DOCUMENTS = "fetch_documents"
FETCHED_DOCUMENTS, DOCUMENTS_FETCHED = "fetched_documents", "documents_fetched"
#: Retries of the step if a service was out of reach.
RETRIES = 3


class FetchConfig(dg.Config):
    """What to fetch: symbols, a series, or both."""

    symbols: list[str] = Field(default=[], description="Symbols of documents, such as A/74/336.")
    languages: list[str] = Field(
        default=[],
        description="Language editions, such as zh (ISO 639-1). Required with symbols; overrides "
        "those of a series.",
    )
    series: str = Field(default="", description="A series named in series.toml; empty for none.")
    newest: bool = Field(default=False, description="Fetch only the newest year of the series.")


@dg.asset(
    name=FETCHED_DOCUMENTS,
    group_name="reading",
    owners=OWNERS,
    kinds={"python", "pdf"},
    check_specs=[
        dg.AssetCheckSpec(
            DOCUMENTS_FETCHED,
            asset=FETCHED_DOCUMENTS,
            description="Every document asked for is there, and the newest of a series is no older "
            "than last year's. A failure does not stop the others.",
        )
    ],
    description="Official documents, fetched from the United Nations into the first raw folder by "
    "symbol or series. Files that are still as downloaded are not downloaded again.",
)
def fetched_documents(
    context: dg.AssetExecutionContext, config: FetchConfig, folders: Folders
) -> dg.MaterializeResult:  # type: ignore[type-arg]  # Dagster wants the bare class
    """The outcome for each requested document.

    If a service is out of reach, the step is retried a few times. If a service asks for a longer
    pause than that, the document is listed with the others that failed.
    """
    from pipeline.fetch.fetching import fetch  # with all that it loads, which few runs need

    raw, settings = folders.raw_paths[0], read_settings().fetch
    if not is_local(raw):
        require(raw)
    asked, overdue = wanted(config.symbols, config.languages), None
    if config.series:
        series = read_series(raw, config.series)
        asked += series.wanted(config.languages, newest=config.newest)
        overdue = series.overdue(datetime.now(UTC).year) if config.newest else None
    ended = fetch(asked, raw, settings)
    if _can_pass(ended, settings) and context.op_execution_context.retry_number < RETRIES:
        raise dg.RetryRequested(max_retries=RETRIES, seconds_to_wait=settings.longest_wait_seconds)
    notes = [f"{config.series}: {overdue}."] if overdue else []
    return dg.MaterializeResult(metadata=_of_fetched(ended), check_results=[_check(ended, notes)])


def _can_pass(ended: list[Fetched], settings: FetchSettings) -> bool:
    """Whether services were out of reach, and all of them allow another request by the next try."""
    out_of_reach = any(one.outcome is Outcome.OUT_OF_REACH for one in ended)
    return out_of_reach and all(one.wait <= settings.longest_wait_seconds for one in ended)


def _check(ended: list[Fetched], notes: list[str]) -> dg.AssetCheckResult:
    """Warns of documents that are missing, refused or out of reach, and passes on the notes."""
    failures = {one.wanted.document_id: str(one.reason) for one in ended if one.outcome.is_failure}
    sentences = [f"{len(failures)} of {len(ended)} documents could not be fetched.", *notes]
    return dg.AssetCheckResult(
        check_name=DOCUMENTS_FETCHED,
        passed=not failures and not notes,
        severity=dg.AssetCheckSeverity.WARN,
        description=" ".join(sentences),
        metadata=metadata.of_documents([one.wanted.document_id for one in ended], failures),
    )


fetch_documents = dg.define_asset_job(
    FETCH_DOCUMENTS,
    selection=dg.AssetSelection.assets(fetched_documents),
    config=dg.RunConfig(ops={FETCHED_DOCUMENTS: FetchConfig()}),  # the form with all its fields
    description="Official documents by symbol or series: what to fetch is in the run's config.",
)

definitions = dg.Definitions(assets=[fetched_documents], jobs=[fetch_documents])


def _of_fetched(ended: list[Fetched]) -> dict[str, Any]:
    rows = [
        {
            "document": one.wanted.document_id,
            "outcome": one.outcome.value,
            "reason": one.reason or "",
        }
        for one in ended
    ]
    return {
        "documents": len(rows),
        "outcomes": dg.MetadataValue.md(rows_table(rows) if rows else "None asked for."),
        **Counter(row["outcome"] for row in rows),
    }
