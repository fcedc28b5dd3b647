"""The tables of one shard, as Parquet files, which are checked and then combined.

    shard_tables/<shards>/<shard>/<table>-<key>.<rows>.parquet      rows of the shard's documents
    shard_tables/<shards>/<shard>/<table>-<key>.passed-<version>    exists once they passed a check

The key is a hash of everything the rows depend on, so a shard table that exists is not built again,
and one that has passed its check is not checked again. Both are file names, so that one listing
answers for all shards, also in a bucket, where opening a file is a request.
"""

from __future__ import annotations

import io
import logging
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby

import pyarrow as pa
import pyarrow.parquet as pq
from upath import UPath

from pipeline.agreement.editions import reconcile
from pipeline.documents.document import RawDocument
from pipeline.errors import DamagedTable
from pipeline.faults import REPORT_IT, describe, show
from pipeline.reading.cache import Cache, Cached
from pipeline.reading.recipe import READERS, Recipe
from pipeline.reading.stages import FIGURES, STAGES, TEXT, read
from pipeline.storage import names_below, write_whole
from pipeline.tables import build
from pipeline.tables.build import BadRow, Extraction
from pipeline.tables.schema import (
    AGREEMENT,
    DOCUMENTS,
    FIGURE_ACTORS,
    FIGURE_TABLES,
    PARAGRAPHS,
    PRINTED_TABLES,
    SET_ASIDE,
    TABLE_CELLS,
    TABLES,
)

#: The tables of each stage; their rows come from the stages up to it.
STAGE_TABLES = {
    TEXT: (PARAGRAPHS.name, PRINTED_TABLES.name, TABLE_CELLS.name),
    FIGURES: (
        DOCUMENTS.name,
        *(table.name for table in FIGURE_TABLES.values()),
        FIGURE_ACTORS.name,
        SET_ASIDE.name,
        AGREEMENT.name,
    ),
}
BY_NAME = {table.name: table for table in TABLES}
#: Rows per row group, and rows read at a time over all shards.
_ROWS, _ROWS_READ = 4096, 512
#: The column by which rows are grouped and ordered, if it is not the document's id.
GROUP = {AGREEMENT.name: "work"}
#: Stands for the path of a document, on which no row depends.
_NOWHERE = UPath("")
_RECIPE = Recipe((__name__,), (*READERS, "pyarrow"))
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shard:
    """The documents of a shard, what is cached for them, and the names of its files (`there`)."""

    cache: Cache
    name: str
    shards: int
    documents: tuple[RawDocument, ...]
    cached: Mapping[str, Cached]
    there: frozenset[str]

    @property
    def folder(self) -> UPath:
        """The folder of its shard tables."""
        return _folder(self.cache, self.shards) / self.name


@dataclass(frozen=True, slots=True)
class ShardTable:
    """A shard's file of one table."""

    shard: Shard
    name: str
    key: str

    @property
    def file(self) -> UPath:
        """The file with its rows.

        Raises:
            FileNotFoundError: it did not exist when the shard's files were listed.
        """
        if self._file_name is None:
            raise FileNotFoundError(f"there is no {self.name} of shard {self.shard.name}")
        return self.shard.folder / self._file_name

    @property
    def identity(self) -> tuple[str, str, str]:
        """What distinguishes its rows from others."""
        return self.name, self.shard.name, self.key

    def exists(self) -> bool:
        """Whether its file exists."""
        return self._file_name is not None

    def has_passed(self, expectations: str) -> bool:
        """Whether it exists and its rows have passed their check.

        Args:
            expectations: version of the expectations.
        """
        return self.exists() and self._passed(expectations) in self.shard.there

    def mark_passed(self, expectations: str) -> None:
        """Records that its rows have passed the check in that version."""
        write_whole(self.shard.folder / self._passed(expectations), b"")

    def write(self, data: bytes, number: int) -> None:
        """Writes its file, with its number of rows; they are not checked yet."""
        for name in self.shard.there:
            if name.startswith(f"{self._begin}passed"):
                (self.shard.folder / name).unlink(missing_ok=True)
        write_whole(self.shard.folder / f"{self._begin}{number}.parquet", data, durable=False)

    def row_count(self) -> int:
        """Its number of rows."""
        return int(self.file.suffixes[-2].removeprefix("."))

    def rows(self) -> pa.Table:
        """All its rows; a damaged file is built again first."""
        try:
            return _table_of(self)
        except DamagedTable as problem:
            _log.warning("%s", problem)
            return _table_of(self._rebuilt())

    def batches(self, most: int = _ROWS_READ) -> Iterator[pa.RecordBatch]:
        """Its rows, in batches of limited size.

        Raises:
            DamagedTable: its file has changed since it was written; `repaired` builds it again.
        """
        with (
            _undamaged(self.file),
            self.file.open("rb") as file,
            pq.ParquetFile(file, pre_buffer=False, page_checksum_verification=True) as parquet,
        ):
            self._require_form(parquet)
            # Without threads for the reason that `tables.files` gives.
            for batch in parquet.iter_batches(batch_size=most, use_threads=False):
                self._require_own(batch)
                yield batch

    def repaired(self) -> ShardTable:
        """The same shard table, built again if its file is damaged."""
        try:
            for _ in self.batches():
                pass
        except DamagedTable as problem:
            _log.warning("%s", problem)
            return self._rebuilt()
        return self

    def _rebuilt(self) -> ShardTable:
        self.file.unlink(missing_ok=True)
        stage = next(stage for stage, tables in STAGE_TABLES.items() if self.name in tables)
        build_tables(tables_of(self.shard, stage))
        there = listed(self.shard.cache, self.shard.shards)[self.shard.name]
        return replace(self, shard=replace(self.shard, there=there))

    def _require_form(self, parquet: pq.ParquetFile) -> None:
        """Raises ValueError if a file has other columns than its table, or other rows."""
        if not parquet.schema_arrow.equals(BY_NAME[self.name].arrow):
            raise ValueError("its columns are not those of its table")
        if parquet.metadata.num_rows != self.row_count():
            raise ValueError("its number of rows is not the one in its name")

    def _require_own(self, rows: pa.RecordBatch) -> None:
        """Raises ValueError for rows of documents outside the shard, or without text."""
        rows.validate(full=True)
        documents = self.shard.documents
        own = {d.document_id for d in documents} | {d.symbol_id for d in documents}
        if not own.issuperset(
            rows.column(GROUP.get(self.name, "document_id")).unique().to_pylist()
        ):
            raise ValueError("it has rows of other documents")

    @property
    def _begin(self) -> str:
        """The prefix of its file names."""
        return f"{self.name}-{self.key}."

    @property
    def _file_name(self) -> str | None:
        form = re.compile(rf"{re.escape(self._begin)}\d{{1,10}}\.parquet")
        return next(filter(form.fullmatch, self.shard.there), None)

    def _passed(self, expectations: str) -> str:
        return f"{self._begin}passed-{expectations}"


def _table_of(shard_table: ShardTable) -> pa.Table:
    return pa.Table.from_batches(shard_table.batches(_ROWS), BY_NAME[shard_table.name].arrow)


@contextmanager
def _undamaged(file: UPath) -> Iterator[None]:
    """Names the damaged file in the error."""
    try:
        yield
    except (pa.ArrowException, ValueError, OSError) as problem:
        of_storage = type(problem) is not OSError or problem.errno
        if (
            isinstance(problem, OSError)
            and of_storage
            and not isinstance(problem, FileNotFoundError)
        ):
            raise  # the fault is the storage's, not the file's
        raise DamagedTable(file, [f"{problem}; it is built again"]) from problem


def listed(cache: Cache, shards: int) -> Mapping[str, frozenset[str]]:
    """The names of the files of all shards, by shard, from one listing of the storage."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in names_below(_folder(cache, shards)):
        shard, _, name = file.partition("/")
        found[shard].add(name)
    return defaultdict(frozenset, {shard: frozenset(names) for shard, names in found.items()})


def tables_of(shard: Shard, stage: str) -> list[ShardTable]:
    """The tables of a stage for a shard, whether or not they exist."""
    until = STAGES[: STAGES.index(stage) + 1]
    spoken = {d.language for d in shard.documents if d.language}
    key = _RECIPE.key(*_inputs(shard, until), spoken=spoken)
    return [ShardTable(shard, table, key) for table in STAGE_TABLES[stage]]


def _inputs(shard: Shard, until: Collection[str]) -> Iterator[object]:
    """What a shard's rows depend on: its documents, and the results of stages for them."""
    for document in shard.documents:
        cached = shard.cached[document.document_id]
        fault = cached.fault if cached.fault and cached.fault.stage in until else None
        keys = [cached.keys.get(stage) for stage in until]
        yield replace(document, path=_NOWHERE), keys, fault


def all_tables(shard: Shard) -> list[ShardTable]:
    """All tables of a shard, whether or not they exist."""
    return [t for stage in STAGE_TABLES for t in tables_of(shard, stage)]


def build_tables(shard_tables: Sequence[ShardTable]) -> int:
    """Build the tables of a stage for a shard, replacing older ones; returns the number of rows.

    Handles one document at a time, with all its editions, so that memory does not grow with the
    shard.
    """
    shard = shard_tables[0].shard
    rows = {t.name: _Rows(BY_NAME[t.name].arrow) for t in shard_tables}
    for _, editions in groupby(shard.documents, key=lambda document: document.symbol_id):
        extractions = [read(shard.cache, d, shard.cached[d.document_id]) for d in editions]
        for table, built in _tables(extractions, frozenset(rows)).items():
            rows[table].add(built)
    for shard_table in shard_tables:
        shard_table.write(rows[shard_table.name].parquet(), rows[shard_table.name].number)
    _keep_only(shard, shard_tables)
    return sum(one.number for one in rows.values())


def keep_only(cache: Cache, shards: int) -> None:
    """Delete the shard tables of other numbers of shards."""
    folder = cache.root / "shard_tables"
    for name in names_below(folder):
        if name.partition("/")[0] != str(shards):
            (folder / name).unlink(missing_ok=True)


def _folder(cache: Cache, shards: int) -> UPath:
    return cache.root / "shard_tables" / str(shards)


class _Rows:
    """Writes rows to a Parquet file in memory, compressing them as they come."""

    def __init__(self, schema: pa.Schema) -> None:
        self._sink = io.BytesIO()
        self._writer = pq.ParquetWriter(
            self._sink, schema, compression="zstd", write_page_checksum=True
        )
        self._waiting: list[pa.Table] = []
        self.number = 0

    def add(self, rows: pa.Table) -> None:
        """Adds the rows of some documents."""
        self._waiting.append(rows)
        self.number += rows.num_rows
        if sum(table.num_rows for table in self._waiting) >= _ROWS:
            self._flush()

    def parquet(self) -> bytes:
        """The file with all rows."""
        self._flush()
        self._writer.close()
        return self._sink.getvalue()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.concat_tables(self._waiting), row_group_size=_ROWS)
            self._waiting = []


def _keep_only(shard: Shard, shard_tables: Sequence[ShardTable]) -> None:
    """Delete older versions of these shard tables."""
    keys = {t.name: t.key for t in shard_tables}
    for name in names_below(shard.folder):
        table, _, rest = name.partition("-")
        if table in keys and rest.partition(".")[0] != keys[table]:
            (shard.folder / name).unlink(missing_ok=True)


def _tables(extractions: Sequence[Extraction], wanted: frozenset[str]) -> dict[str, pa.Table]:
    """The rows of a document's editions; an edition fails if one of its rows cannot be built."""
    make = _text_tables if wanted == set(STAGE_TABLES[TEXT]) else _figures_tables
    while True:
        try:
            return make(extractions)
        except BadRow as fault:
            show(fault)
            at_fault = [e for e in extractions if _is_of(fault, e) and e.failure is None]
            if not at_fault:
                raise
            extractions = [_failed(e, fault) if e in at_fault else e for e in extractions]


def _is_of(fault: BadRow, one: Extraction) -> bool:
    return fault.document_id in {None, one.document.document_id}


def _failed(one: Extraction, fault: BadRow) -> Extraction:
    """The document without figures, and without paragraphs if they are at fault."""
    paragraphs = () if fault.table == PARAGRAPHS.name else one.paragraphs
    at_fault = (PARAGRAPHS.name, PRINTED_TABLES.name, TABLE_CELLS.name)
    tables = () if fault.table in at_fault else one.tables
    failure = f"The reader failed: {fault}. {REPORT_IT}"
    return replace(one, failure=failure, paragraphs=paragraphs, figures=(), tables=tables)


def _text_tables(extractions: Sequence[Extraction]) -> dict[str, pa.Table]:
    return {
        PARAGRAPHS.name: build.paragraphs_table(extractions),
        PRINTED_TABLES.name: build.printed_tables_table(extractions),
        TABLE_CELLS.name: build.table_cells_table(extractions),
    }


def _figures_tables(extractions: Sequence[Extraction]) -> dict[str, pa.Table]:
    _text_tables(extractions)  # a document that fails there has no paragraphs, and its row says so
    try:
        extractions, differences = reconcile([build.with_misfits_aside(one) for one in extractions])
    except Exception as fault:
        problem = f"its language editions could not be compared: {describe(fault)}"
        raise BadRow(None, None, problem) from fault
    return {
        DOCUMENTS.name: build.documents_table(extractions),
        FIGURE_ACTORS.name: build.figure_actors_table(extractions),
        AGREEMENT.name: build.agreement_table(differences),
        SET_ASIDE.name: build.set_aside_table(extractions),
        **{t.name: build.figures_table(k, extractions) for k, t in FIGURE_TABLES.items()},
    }
