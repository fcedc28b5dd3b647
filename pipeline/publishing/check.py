"""Check the rows of shards, several shards at a time."""

from __future__ import annotations

import gc
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby

import pyarrow as pa
from upath import UPath

from pipeline import languages
from pipeline.documents.document import RawDocument
from pipeline.engines import Engine, Here, alive
from pipeline.errors import NotRead
from pipeline.progress import report, watched
from pipeline.publishing.combine import sliced
from pipeline.publishing.shares import as_table, too_many
from pipeline.reading.corpus import Corpus
from pipeline.reading.recipe import Code, Recipe, known_code, learn_code
from pipeline.reading.shard_tables import BY_NAME, STAGE_TABLES, ShardTable
from pipeline.storage import FileTooLarge, names_below, read_if_there, write_whole
from pipeline.tables import build
from pipeline.tables.schema import (
    DOCUMENTS,
    ORGANIZATIONS,
    PARAGRAPHS,
    PRINTED_TABLES,
    SET_ASIDE,
    TABLE_CELLS,
    TABLES,
    Table,
)
from pipeline.tables.set_aside import USUAL, Limit
from pipeline.validation import TableReport, validate
from pipeline.validation.adapter import are_results
from pipeline.validation.helpers import TOO_MANY
from pipeline.validation.report import stored_report, together
from pipeline.validation.suites import EXPECTATIONS

#: Shards are checked together while they have fewer paragraphs than this; they have about half as
#: many figures. A check takes 4 seconds however few rows it has, and 1 for each 20,000 paragraphs.
_PARAGRAPHS = 60_000
#: Maximum bytes of a batch's results; about a hundred times the usual.
_MOST_RESULTS = 2**26
_log = logging.getLogger(__name__)
#: A shard with more rows than this is checked a few documents at a time.
_ROWS = 90_000
#: The tables that have rows of documents.
_OF_DOCUMENTS = [BY_NAME[name] for names in STAGE_TABLES.values() for name in names]

#: The findings also depend on a table that belongs to no shard: organizations.
_RESULTS = Recipe(("pipeline.tables.build",), ())

Batch = Sequence[ShardTable]


@dataclass(frozen=True, slots=True)
class _Task:
    """A batch, and which of its tables to check.

    Attributes:
        corpus: the documents and what is read of them.
        batch: the tables of its shards.
        tables: the names of the tables to check.
        aside: the kinds of which too many figures are set aside, from `too_many`.
        code: what is known of this package's code.
    """

    corpus: Corpus
    batch: Batch
    tables: Sequence[str]
    aside: Mapping[str, str]
    code: Code = field(default_factory=known_code)


def check_tables(
    corpus: Corpus, limit: Limit = USUAL, engine: Engine | None = None
) -> list[TableReport]:
    """Checks the rows of all tables, batch by batch, and returns a report for each table.

    A batch is checked if some of its rows have not passed yet. For others, the stored report is
    returned.

    Args:
        corpus: the documents and what is read of them.
        limit: how many figures may be set aside; checked with `set_aside`.
        engine: where batches are checked; this process without it.

    Raises:
        EngineFailed: the process that checks a batch died.
        NotRead: some shards have no rows yet.
    """
    shard_tables = corpus.shard_tables(corpus.shard_names)
    if missing := [t for t in shard_tables if not t.exists()]:
        raise NotRead({(t.name, t.shard.name) for t in missing})
    aside = too_many(shard_tables, limit)
    reports: defaultdict[str, list[TableReport]] = defaultdict(list)
    tasks = []
    for number, batch in enumerate(_batches(shard_tables)):
        to_check = []
        for table in TABLES:
            if table is ORGANIZATIONS and number:  # it has no shards, and is checked once
                continue
            kept = None if aside and table is SET_ASIDE else _report_of_passed(table, batch, corpus)
            if kept is None:
                to_check.append(table.name)
            else:
                reports[table.name].append(kept)
        if to_check:
            tasks.append(_Task(corpus, batch, to_check, aside))
    for some in _reports(tasks, engine or Here()):
        for one in some:
            reports[one.table].append(one)
    return [together(table.name, reports[table.name]) for table in TABLES]


def _reports(tasks: Sequence[_Task], engine: Engine) -> Iterator[list[TableReport]]:
    """The reports on the tables of each batch."""
    report("checks", "all tables", done=0, total=len(tasks))
    names = [_named(task.batch) for task in tasks]
    return alive(watched("checks", engine.map(_check_batch, tasks), names))


def _named(batch: Batch) -> str:
    shards = list(dict.fromkeys(t.shard.name for t in batch))
    return f"{'shard' if len(shards) == 1 else 'shards'} {', '.join(shards)}"


def _report_of_passed(table: Table, batch: Batch, corpus: Corpus) -> TableReport | None:
    """The stored report on the rows of a batch; None if they have to be checked."""
    if all(has_passed(t) for t in batch if t.name == table.name):
        return _stored_report(table, _results_file(table, batch, corpus))
    return None


def _check_batch(task: _Task) -> list[TableReport]:
    """Checks tables of a batch; those that pass are marked."""
    learn_code(task.code)
    rows = _loaded({name for table in task.tables for name in _needed(BY_NAME[table])}, task.batch)
    return [_check(BY_NAME[name], task, rows) for name in task.tables]


def _check(table: Table, task: _Task, rows: Mapping[str, pa.Table]) -> TableReport:
    # Whether too many figures are set aside is checked with `set_aside` only.
    aside = task.aside if table is SET_ASIDE else {}
    found = _checked(table, task.batch, task.corpus, rows, aside)
    if found.passed:
        for shard_table in task.batch:
            if shard_table.name == table.name:
                shard_table.mark_passed(expectations_version(table))
    return replace(found, results="")  # they are stored, and grow with the documents


def _stored_report(table: Table, file: UPath) -> TableReport | None:
    """The report in a file; None if there is none, or it is unusable."""
    try:
        data = read_if_there(file, most=_MOST_RESULTS)
        return None if data is None else stored_report(table.name, data.decode())
    except (FileTooLarge, ValueError):
        _log.warning("%s cannot be used, and the rows are checked again", file)
        return None


def results(corpus: Corpus, *, force: bool = False) -> Iterator[dict[str, str]]:
    """Great Expectations' results for all rows, by table and batch; see `report_pages`.

    Rows whose results are not cached are checked again. At the end, results of older rows are
    deleted.

    Args:
        corpus: the documents and what is read of them.
        force: check all rows again.
    """
    used = set()

    def result(table: Table, batch: Batch) -> str:
        file = _results_file(table, batch, corpus)
        used.add(file.name)
        kept = None if force else _stored_results(file)
        if kept is not None:
            return kept
        return _checked(table, batch, corpus, _loaded(_needed(table), batch)).results

    yield {ORGANIZATIONS.name: result(ORGANIZATIONS, [])}
    for batch in _batches(corpus.shard_tables(corpus.shard_names)):
        yield {table.name: result(table, batch) for table in _OF_DOCUMENTS}
    for name in names_below(_results_folder(corpus)):
        if name not in used:
            (_results_folder(corpus) / name).unlink(missing_ok=True)


def _stored_results(file: UPath) -> str | None:
    """The results in a file; None if there are none, or they are unusable."""
    try:
        data = read_if_there(file, most=_MOST_RESULTS)
        text = None if data is None else data.decode()
    except (FileTooLarge, UnicodeDecodeError):
        text = ""
    if text is not None and not (text and are_results(text)):
        _log.warning("%s cannot be used, and the rows are checked again", file)
        return None
    return text


def undone(documents: Sequence[RawDocument], corpus: Corpus) -> set[str]:
    """The shards whose rows do not exist or have not passed their check."""
    return {t.shard.name for t in corpus.shard_tables_of_documents(documents) if not has_passed(t)}


def has_passed(shard_table: ShardTable) -> bool:
    """Whether a shard table exists and its rows have passed the current check."""
    return shard_table.has_passed(expectations_version(BY_NAME[shard_table.name]))


@cache
def expectations_version(table: Table) -> str:
    """The version of a table's expectations and of the code that checks them."""
    files = (EXPECTATIONS / f"{table.name}.json", *languages.files(languages.WORDS))
    return Recipe(("pipeline.validation.adapter",), ("great-expectations",), files).key()


def _checked(
    table: Table,
    batch: Batch,
    corpus: Corpus,
    loaded: Mapping[str, pa.Table],
    aside: Mapping[str, str] | None = None,
) -> TableReport:
    """Check the rows of a batch, and store the results if they pass.

    Args:
        table: its declaration.
        batch: the tables of its shards.
        corpus: the documents and what is read of them.
        loaded: the rows of the batch, at least of the tables that are needed.
        aside: the kinds of which too many figures are set aside, from `too_many`.
    """
    documents = [d for t in batch if t.name == table.name for d in t.shard.documents]
    # The documents table does not exist before the figures are read, but other rows refer to it.
    ids = pa.array([document.document_id for document in documents], pa.string())
    pointed_at = {
        DOCUMENTS.name: pa.table({"document_id": ids}),
        ORGANIZATIONS.name: build.organizations_table(),
        TOO_MANY: as_table(aside or {}),
    }
    needed = {name: rows for name, rows in loaded.items() if name in _needed(table)}
    slices = sliced(needed, documents, _ROWS)
    found = together(table.name, [_report(table, pointed_at | rows) for rows in slices])
    if found.passed:
        write_whole(_results_file(table, batch, corpus), found.results.encode())
    return found


def _report(table: Table, rows: Mapping[str, pa.Table]) -> TableReport:
    try:
        return validate(rows[table.name], table, others=rows)
    finally:
        # Objects of Great Expectations refer to the rows and to each other.
        gc.collect()
        _freeze_modules()


@cache
def _freeze_modules() -> None:
    """Excludes modules, which stay anyway, from further collections, which makes those fast.

    Done once a process. `gc.get_freeze_count` tells whether it was, but visits every frozen object.
    """
    gc.freeze()


def _results_folder(corpus: Corpus) -> UPath:
    return corpus.cache.root / "results"


def _results_file(table: Table, batch: Batch, corpus: Corpus) -> UPath:
    """The file for the results of the current check of these rows."""
    looked_at = [t.identity for t in batch if t.name in _needed(table)]
    key = _RESULTS.key(expectations_version(table), looked_at)
    return _results_folder(corpus) / f"{table.name}-{key}.jsonl"


def _needed(table: Table) -> set[str]:
    """The names of a table and of the tables it is checked against."""
    if table in (PARAGRAPHS, PRINTED_TABLES, TABLE_CELLS):  # before the others exist
        return {PARAGRAPHS.name, PRINTED_TABLES.name, TABLE_CELLS.name}
    of_documents = {table.name for table in _OF_DOCUMENTS}
    if table is DOCUMENTS:  # says how many rows it has in the others
        return of_documents
    return of_documents & {table.name, *(key.table for key in table.foreign_keys)}


def _batches(shard_tables: Iterable[ShardTable]) -> list[list[ShardTable]]:
    """The tables of each shard, or of several shards that have few rows.

    Without documents, there is one empty batch.
    """
    batches: list[list[ShardTable]] = []
    paragraphs = _PARAGRAPHS
    for _, of_shard in groupby(shard_tables, key=lambda shard_table: shard_table.shard.name):
        if paragraphs >= _PARAGRAPHS:
            batches.append([])
            paragraphs = 0
        for shard_table in of_shard:
            batches[-1].append(shard_table)
            paragraphs += shard_table.row_count() if shard_table.name == PARAGRAPHS.name else 0
    return batches or [[]]


def _loaded(tables: Collection[str], batch: Batch) -> dict[str, pa.Table]:
    """The rows of a batch in some tables."""
    rows = {name: [BY_NAME[name].arrow.empty_table()] for name in tables}
    for shard_table in batch:
        if shard_table.name in rows:
            rows[shard_table.name].append(shard_table.rows())
    return {name: pa.concat_tables(some) for name, some in rows.items()}
