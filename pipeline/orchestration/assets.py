"""The assets, from raw documents to a release: each is thin, over a plain function.

Those that read documents are partitioned by shard. Results are stored in the cache of the corpus,
not passed on in memory, so an asset only declares what it depends on.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import dagster as dg
from dagster import AssetExecutionContext

from pipeline import languages
from pipeline.engines import Engine, Pool
from pipeline.orchestration import metadata, partitions
from pipeline.orchestration.checks import (
    held_back,
    stage_check,
    stage_verdicts,
    table_check,
    verdict,
)
from pipeline.orchestration.partitions import SHARDS
from pipeline.orchestration.resources import Folders
from pipeline.orchestration.retries import RETRY, retry_only_transient
from pipeline.publishing.check import check_tables
from pipeline.publishing.publish import (
    making_data_docs,
    publish,
    publish_data_docs,
    published_documents,
    published_pdfs,
)
from pipeline.publishing.shares import set_aside
from pipeline.reading.shard_tables import STAGE_TABLES
from pipeline.reading.stages import FIGURES, PAGES, TEXT, rules_version
from pipeline.release.build import Extras, build_release
from pipeline.settings import Settings
from pipeline.tables.schema import DOCUMENTS, ORGANIZATIONS, TABLES, Table

OWNERS = ["team:data-extraction"]
#: The pool of the steps that write published files; the instance runs one of them at a time.
PUBLISH_POOL = "publish"
RAW_DOCUMENTS, RUNNING_TEXT = "raw_documents", "running_text"
#: The asset of each stage, what it is made from, and what it is.
STAGE_ASSETS = {
    PAGES: (
        "pages",
        RAW_DOCUMENTS,
        "The pages of every document: words with position and size, or lines of text.",
    ),
    TEXT: (
        RUNNING_TEXT,
        "pages",
        (
            "The running text of every document: unbroken paragraphs, headings, footnotes, "
            "without page furniture and footnote marks; and the rows of `paragraphs`."
        ),
    ),
    FIGURES: (
        "figures",
        RUNNING_TEXT,
        (
            "The figures of every document, read by the rules of its language, and its language "
            "editions compared with each other; and the rows of the other tables."
        ),
    ),
}


def raw_documents_asset(settings: Settings) -> dg.AssetsDefinition:
    """The asset of the documents in the raw folders."""

    @dg.asset(
        name=RAW_DOCUMENTS,
        group_name="reading",
        owners=OWNERS,
        kinds={"python", "file"},
        retry_policy=RETRY,
        description="The documents in the raw folders: symbol, language, checksum, media type.",
    )
    def asset(
        context: AssetExecutionContext, folders: Folders, opening: dg.ResourceParam[Pool]
    ) -> dg.MaterializeResult[None]:
        """Looks for documents; those that cannot be read are listed with the reason."""
        looking = opening.within(settings.engine.limits_of_look)
        with retry_only_transient():
            folders.require()
            found = folders.corpus.look(looking, force=folders.force)
        if not partitions.known(context.instance):  # otherwise the step that reads them adds them
            partitions.add(context.instance, folders.corpus.filled())
        failures = {d.document_id: d.failure for d in found if d.failure}
        entries = metadata.of_documents([d.document_id for d in found], failures)
        entries |= metadata.of_shards(folders.corpus.ids(folders.corpus.shard_names))
        return dg.MaterializeResult(metadata=entries | {"folders": folders.raw})

    return asset


def stage_asset(stage: str, settings: Settings) -> dg.AssetsDefinition:
    """The asset of one stage: pages, running text or figures, shard by shard."""
    name, before, description = STAGE_ASSETS[stage]
    policy = settings.partitions.per_run

    @dg.asset(
        name=name,
        group_name="reading",
        owners=OWNERS,
        kinds={"python", "pdf"} if stage == PAGES else {"python"},
        deps=[before],
        partitions_def=SHARDS,
        check_specs=[stage_check(name)],
        backfill_policy=dg.BackfillPolicy(max_partitions_per_run=policy),
        code_version=rules_version(stage, languages.supported()),
        retry_policy=RETRY,
        description=description,
    )
    def asset(
        context: AssetExecutionContext, folders: Folders, engine: dg.ResourceParam[Engine]
    ) -> Iterator[Any]:
        corpus, instance, started = folders.corpus, context.instance, time.monotonic()
        rows: dict[str, dict[str, int]] = {}
        with retry_only_transient():
            # A run cannot request a shard that had no documents when it was launched.
            beside = partitions.unknown(instance, corpus.filled())
            shards = [*context.partition_keys, *beside]
            report = corpus.read(stage, shards, engine, force=folders.force)
            if stage in STAGE_TABLES:
                for built in corpus.build_tables(stage, shards, engine, force=folders.force):
                    rows.setdefault(built.shard.name, {})[built.name] = built.row_count()
            failures = corpus.failures(shards)
        seconds = round(time.monotonic() - started, 1)
        context.log.info(
            f"{name}: {len(report.documents)} documents, {len(report.read)} read now, "
            f"{len(failures)} failed"
        )
        ids = corpus.ids(shards)
        for shard in shards:
            entries = metadata.of_stage(ids[shard], report.read, failures)
            entries |= {"step_seconds": seconds} | rows.get(shard, {})
            if shard in beside:
                yield dg.AssetMaterialization(name, partition=shard, metadata=entries)
            else:
                context.add_asset_metadata(entries, partition_key=shard)
        yield dg.MaterializeResult()
        failed_here = {one: why for one, why in failures.items() if one in report.failed}
        yield from stage_verdicts(instance, name, ids, failed_here)
        if stage == FIGURES:
            partitions.add(instance, beside)

    return asset


def tables_asset(settings: Settings) -> dg.AssetsDefinition:
    """The published tables: checks them all, then writes all of them in one step, or none."""
    stale = timedelta(hours=settings.operating.stale_after_hours)

    @dg.multi_asset(
        name="publish",
        specs=[
            dg.AssetSpec(
                table.name,
                deps=_made_from(table),
                group_name="tables",
                owners=OWNERS,
                kinds={"parquet", "csv"},
                description=table.description,
                metadata={"dagster/column_schema": metadata.column_schema(table)},
                freshness_policy=dg.FreshnessPolicy.time_window(fail_window=stale),
            )
            for table in TABLES
        ],
        check_specs=[table_check(table) for table in TABLES],
        retry_policy=RETRY,
        pool=PUBLISH_POOL,
    )
    def asset(
        context: AssetExecutionContext, folders: Folders, publishing: dg.ResourceParam[Pool]
    ) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        started, corpus, outputs = time.monotonic(), folders.corpus, folders.outputs_path
        with retry_only_transient():
            reports = check_tables(corpus, folders.limit, publishing)
            aside = set_aside(corpus.shard_tables(corpus.shard_names))
        verdicts = {report.table: verdict(report, aside) for report in reports}
        if failing := [report for report in reports if not report.passed]:
            yield from verdicts.values()
            raise held_back(failing)
        with retry_only_transient():
            with making_data_docs(corpus, outputs, publishing, force=folders.force):
                changed = publish(corpus, outputs, force=folders.force, limit=folders.limit)
            partitions.remove_all_but(context.instance, corpus.filled())
        # Dagster expects a table after those it is made from.
        ordered = sorted(TABLES, key=lambda table: table is not ORGANIZATIONS)
        entries = {table.name: metadata.of_published(table, outputs) for table in ordered}
        entries[DOCUMENTS.name] |= metadata.of_documents(*published_documents(outputs))
        entries[DOCUMENTS.name] |= _of_run(context)
        of_step = {"changed": changed, "step_seconds": round(time.monotonic() - started, 1)}
        for name, of_table in entries.items():
            yield dg.MaterializeResult(
                asset_key=name, metadata=of_table | of_step, check_results=[verdicts[name]]
            )

    return asset


def _made_from(table: Table) -> list[str]:
    """The assets that a table's rows come from."""
    stages = [
        STAGE_ASSETS[stage][0] for stage, tables in STAGE_TABLES.items() if table.name in tables
    ]
    named = any(key.table == ORGANIZATIONS.name for key in table.foreign_keys)
    return [*stages, *([ORGANIZATIONS.name] if named else [])]


def _of_run(context: AssetExecutionContext) -> dict[str, float]:
    """How long the run has lasted."""
    record = context.instance.get_run_record_by_id(context.run_id)
    begun = record.start_time if record else None
    return {} if begun is None else {"run_seconds": round(time.time() - begun, 1)}


@dg.asset(
    group_name="release",
    owners=OWNERS,
    kinds={"html", "great_expectations"},
    deps=[table.name for table in TABLES],
    retry_policy=RETRY,
    pool=PUBLISH_POOL,
    description="Great Expectations' Data Docs: every expectation and its result.",
)
def data_docs(folders: Folders, publishing: dg.ResourceParam[Pool]) -> dg.MaterializeResult[None]:
    """HTML pages in the outputs folder."""
    corpus, outputs = folders.corpus, folders.outputs_path
    with retry_only_transient():
        page = publish_data_docs(corpus, outputs, force=folders.force, engine=publishing)
    return dg.MaterializeResult(metadata={"page": metadata.of_place(page)})


def release_asset(settings: Settings) -> dg.AssetsDefinition:
    """The asset of a release."""

    @dg.asset(
        name="release",
        group_name="release",
        owners=OWNERS,
        kinds={"parquet", "duckdb", "sqlite", "excel"},
        deps=[*(table.name for table in TABLES), data_docs],
        retry_policy=RETRY,
        pool=PUBLISH_POOL,
        description="One complete set of files in `releases/`, with `latest` pointing to it: made "
        "where the data are others than those of the newest release.",
    )
    def asset(
        folders: Folders, opening: dg.ResourceParam[Pool], publishing: dg.ResourceParam[Pool]
    ) -> dg.MaterializeResult[None]:
        """A version in the outputs folder."""
        outputs = folders.outputs_path
        day = datetime.now(UTC).date()
        drawing = opening.within(settings.engine.limits_of_drawing)
        with retry_only_transient():
            found = folders.corpus.look_only(opening.within(settings.engine.limits_of_look))
            pdfs = published_pdfs(found.documents, outputs)
            extras = Extras(outputs / "data_docs", pdfs, drawing, publishing)
            release = build_release(outputs, outputs, day=day, extras=extras)
        return dg.MaterializeResult(
            metadata={
                "version": str(release.version),
                "new": release.is_new,
                "folder": metadata.of_place(release.folder),
            }
        )

    return asset


def all_assets(settings: Settings) -> Sequence[dg.AssetsDefinition]:
    """Every asset of the pipeline."""
    stages = [stage_asset(stage, settings) for stage in STAGE_ASSETS]
    return [
        raw_documents_asset(settings),
        *stages,
        tables_asset(settings),
        data_docs,
        release_asset(settings),
    ]
