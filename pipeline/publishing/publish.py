"""Write the published tables from the shard tables."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import pyarrow as pa

from pipeline.documents.document import PDF, RawDocument
from pipeline.engines import Engine, Here, Pool, alive
from pipeline.errors import DamagedTable, EngineFailed, NotLooked, NotRead, TooManySetAside
from pipeline.progress import doing
from pipeline.publishing.check import expectations_version, has_passed, results
from pipeline.publishing.combine import combined
from pipeline.publishing.shares import too_many
from pipeline.reading.cache import Note
from pipeline.reading.corpus import Corpus
from pipeline.reading.recipe import Code, Recipe, known_code, learn_code
from pipeline.reading.shard_tables import ShardTable
from pipeline.storage import (
    Place,
    is_local,
    locked,
    replace_folder,
    scratch_for,
    sweep_abandoned,
    sweep_scratch,
)
from pipeline.tables import build
from pipeline.tables.files import publish_batches, read_batches
from pipeline.tables.schema import DOCUMENTS, ORGANIZATIONS, SET_ASIDE, TABLES
from pipeline.tables.set_aside import USUAL, Limit
from pipeline.validation import report_pages

_RECIPE = Recipe((__name__,), ("pyarrow",))
#: The first page of the Data Docs in the outputs folder.
_PAGE = "data_docs/index.html"
_NOT_BESIDE = "Data Docs could not be made beside the tables: %s"
_log = logging.getLogger(__name__)


def publish(corpus: Corpus, outputs: Place, *, force: bool = False, limit: Limit = USUAL) -> bool:
    """Replace the published tables: all of them or none.

    Args:
        corpus: the documents and what is read of them.
        outputs: folder that tables are published to.
        force: write them even if nothing has changed.
        limit: how many figures may be set aside.

    Returns:
        Whether there was anything to write.

    Raises:
        NotRead: documents have not been read, or their rows have not passed their check.
        TooManySetAside: more figures are set aside than the limit allows.
    """
    with locked(outputs):
        sweep_abandoned(outputs)
        shard_tables = _checked(corpus)
        if reasons := too_many(shard_tables, limit):
            raise TooManySetAside(reasons.values())
        stamp = _stamp(corpus, shard_tables)
        if not force and _is_there(stamp, outputs):
            return False
        stamp.delete()  # from here on, the published tables may come from either run
        try:
            publish_batches(_streams(shard_tables, corpus.documents()), outputs)
        except DamagedTable:
            shard_tables = [t.repaired() for t in shard_tables]
            publish_batches(_streams(shard_tables, corpus.documents()), outputs)
        stamp.put(True)
        corpus.sweep()
        return True


def published(corpus: Corpus, outputs: Place) -> list[RawDocument]:
    """The documents last listed if the published tables come from them, otherwise none."""
    try:
        documents = corpus.documents()
    except NotLooked:
        return []
    stamp = _stamp(corpus, corpus.shard_tables(corpus.shard_names))
    return documents if _is_there(stamp, outputs) else []


def _stamp(corpus: Corpus, shard_tables: Iterable[ShardTable]) -> Note:
    """The record of which rows the tables were published from."""
    return corpus.cache.note("tables", _key(shard_tables))


def _is_there(stamp: Note, outputs: Place) -> bool:
    """Whether the tables were published from these rows, and all their files still exist."""
    files = (outputs / f"{t.name}.{suffix}" for t in TABLES for suffix in ("parquet", "csv"))
    return stamp.get() is True and all(file.is_file() for file in files)


def _streams(
    shard_tables: Sequence[ShardTable], documents: Sequence[RawDocument]
) -> dict[str, Iterable[pa.RecordBatch]]:
    """The rows of every table, a few at a time."""
    streams: dict[str, Iterable[pa.RecordBatch]] = {}
    for table in TABLES:
        empty = pa.RecordBatch.from_pylist([], schema=table.arrow)
        rows = (
            build.organizations_table().to_batches()
            if table is ORGANIZATIONS
            else combined([t for t in shard_tables if t.name == table.name], documents)
        )
        streams[table.name] = _with_progress(table.name, chain([empty], rows))
    return streams


def _with_progress(table: str, rows: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows of a table; reports progress while they are written."""
    with doing("publishing", table, total=len(TABLES)):
        yield from rows


def _checked(corpus: Corpus) -> list[ShardTable]:
    """All shards' tables.

    Raises:
        NotRead: one does not exist, or has not passed its check.
    """
    shard_tables = corpus.shard_tables(corpus.shard_names)
    waiting = [t for t in shard_tables if not has_passed(t)]
    if waiting:
        raise NotRead({(t.name, t.shard.name) for t in waiting})
    return shard_tables


def _key(shard_tables: Iterable[ShardTable]) -> str:
    versions = [expectations_version(table) for table in TABLES]
    return _RECIPE.key(versions, [t.identity for t in shard_tables])


@dataclass(frozen=True, slots=True)
class _DataDocs:
    """Data Docs to write into a folder; `force` checks all rows again.

    `code` is what is known of this package's code.
    """

    corpus: Corpus
    folder: Place
    force: bool
    code: Code = field(default_factory=known_code)


@contextmanager
def making_data_docs(
    corpus: Corpus, outputs: Place, engine: Pool | Here, *, force: bool = False
) -> Iterator[None]:
    """Makes the Data Docs beside the block, so that `publish_data_docs` only puts them in place.

    The block publishes the tables. If the Data Docs cannot be made, `publish_data_docs` tries again
    and tells why. For the arguments see there.
    """
    key = _key(corpus.shard_tables(corpus.shard_names))
    ahead = _made_ahead(corpus)
    there = _has_data_docs(_stamp_of_data_docs(corpus, key), outputs)
    if force or there or ahead is None or isinstance(engine, Here):
        yield
        return
    try:
        with engine.beside(_try_to_write_data_docs, _DataDocs(corpus, ahead / key, force)):
            yield
    except EngineFailed as problem:
        _log.warning(_NOT_BESIDE, problem)


def publish_data_docs(
    corpus: Corpus, outputs: Place, *, force: bool = False, engine: Engine | None = None
) -> Place:
    """Write the Data Docs if the published tables have changed; returns the first page.

    Args:
        corpus: the documents and what is read of them.
        outputs: folder that tables are published to.
        force: check all rows again, and write the pages even if nothing has changed.
        engine: where the pages are made; this process without it.

    Raises:
        EngineFailed: the process that makes them died.
    """
    page = outputs / _PAGE
    with locked(outputs):
        sweep_scratch(page.parent)
        key = _key(corpus.shard_tables(corpus.shard_names))
        ahead, stamp = _made_ahead(corpus), _stamp_of_data_docs(corpus, key)
        if force or not _has_data_docs(stamp, outputs):
            stamp.delete()
            with doing("Data Docs", "pages of all tables", total=1):
                if ahead is not None and not force and (ahead / key / page.name).is_file():
                    with scratch_for(page.parent) as scratch:
                        made = (ahead / key).rename(scratch / "site")
                        replace_folder(made, page.parent, last=page.name)
                else:
                    task = _DataDocs(corpus, page.parent, force)
                    list(alive((engine or Here()).map(_write_data_docs, [task])))
            stamp.put(True)
        if ahead is not None:
            shutil.rmtree(ahead, ignore_errors=True)
    return page


def _has_data_docs(stamp: Note, outputs: Place) -> bool:
    """Whether the Data Docs were published from these rows, and still exist."""
    return bool(stamp.get()) and (outputs / _PAGE).is_file()


def _stamp_of_data_docs(corpus: Corpus, key: str) -> Note:
    return corpus.cache.note("data_docs", key)


def _made_ahead(corpus: Corpus) -> Path | None:
    """The folder of Data Docs that are not published yet, by key; None in a bucket."""
    root = corpus.cache.root
    return Path(root.path) / "data_docs" if is_local(root) else None


def _write_data_docs(task: _DataDocs) -> None:
    learn_code(task.code)
    report_pages(results(task.corpus, force=task.force), task.folder)


def _try_to_write_data_docs(task: _DataDocs) -> None:
    try:
        _write_data_docs(task)
    except Exception as problem:  # whatever it is, the tables are published
        _log.warning(_NOT_BESIDE, problem)


def published_documents(outputs: Place) -> tuple[list[str], dict[str, str]]:
    """The ids of all published documents, and why some failed."""
    found: dict[str, str | None] = {}
    for rows in read_batches(outputs / f"{DOCUMENTS.name}.parquet", ["document_id", "failure"]):
        found |= zip(*rows.to_pydict().values(), strict=True)
    return list(found), {document: failure for document, failure in found.items() if failure}


def troubles(outputs: Place) -> Iterator[tuple[str, str]]:
    """The published documents that failed or have figures set aside, and why.

    None if nothing is published.
    """
    file = outputs / f"{DOCUMENTS.name}.parquet"
    if not file.is_file():
        return
    for rows in read_batches(file, ["document_id", "failure", SET_ASIDE.name]):
        for document, failure, aside in zip(*rows.to_pydict().values(), strict=True):
            if failure:
                yield document, f"could not be read: {failure}"
            elif aside:
                yield document, f"{aside} of its figures are set aside; `{SET_ASIDE.name}` has them"


def published_pdfs(found: Iterable[RawDocument], outputs: Place) -> dict[str, Place]:
    """The PDFs that the published rows were read from, by document id.

    PDFs that have changed since are left out.

    Args:
        found: the documents of the raw folders as they are now.
        outputs: the outputs folder.
    """
    read: dict[str, str] = {}
    for rows in read_batches(outputs / f"{DOCUMENTS.name}.parquet", ["document_id", "sha256"]):
        read |= zip(*rows.to_pydict().values(), strict=True)
    return {
        document.document_id: document.path
        for document in found
        if document.media_type == PDF and read.get(document.document_id) == document.sha256
    }
