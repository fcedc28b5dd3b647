"""The tables of one shard, as Parquet files: what is checked, and then put together.

    parts/<shards>/<shard>/<table>-<key>.<number>.parquet    the rows of the shard's documents
    parts/<shards>/<shard>/<table>-<key>.passed-<version>    there once they have passed their check

The key is a hash of what the rows depend on, so a part that is there need not be made again, nor
one that has passed be checked again.
"""

from __future__ import annotations

import io
import logging
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import groupby

import pyarrow as pa
import pyarrow.parquet as pq
from upath import UPath

from pipeline.agreement.editions import reconcile
from pipeline.documents.document import RawDocument
from pipeline.errors import DamagedTable
from pipeline.faults import MEND, show, told
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

#: The tables that a stage gives a shard; the rows of each come from the stages up to it.
PARTS = {
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
#: Rows of a row group, and rows that are read at a time, of all shards side by side.
_ROWS, _ROWS_READ = 4096, 512
#: The column by which rows stand together and in order, where it is not the document's id.
GROUP = {AGREEMENT.name: "work"}
_RECIPE = Recipe((__name__,), (*READERS, "pyarrow"))
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shard:
    """The documents of a shard, with what is kept of them, and the names of its files."""

    cache: Cache
    name: str
    shards: int
    documents: tuple[RawDocument, ...]
    cached: Mapping[str, Cached]
    there: frozenset[str]

    @property
    def folder(self) -> UPath:
        """Where its parts are."""
        return _folder(self.cache, self.shards) / self.name


@dataclass(frozen=True, slots=True)
class ShardTable:
    """The rows of a shard in one table."""

    shard: Shard
    table: str
    key: str

    @property
    def file(self) -> UPath:
        """The file with its rows.

        Raises:
            FileNotFoundError: it was not made when the shard's files were listed.
        """
        if self._name is None:
            raise FileNotFoundError(f"{self.table} of shard {self.shard.name} is not made")
        return self.shard.folder / self._name

    @property
    def identity(self) -> tuple[str, str, str]:
        """What tells its rows from others."""
        return self.table, self.shard.name, self.key

    def is_made(self) -> bool:
        """Whether its file is there."""
        return self._name is not None

    def has_passed(self, expectations: str) -> bool:
        """Whether its rows are there and have passed their check.

        Args:
            expectations: version of what was expected of them.
        """
        return self.is_made() and self._passed(expectations) in self.shard.there

    def pass_check(self, expectations: str) -> None:
        """Keeps that its rows have passed the check of that version."""
        write_whole(self.shard.folder / self._passed(expectations), b"")

    def write(self, data: bytes, number: int) -> None:
        """Writes its file of so many rows, which are still to be checked."""
        for name in self.shard.there:
            if name.startswith(f"{self._begin}passed"):
                (self.shard.folder / name).unlink(missing_ok=True)
        write_whole(self.shard.folder / f"{self._begin}{number}.parquet", data)

    def number(self) -> int:
        """How many rows it has."""
        return int(self.file.suffixes[-2].removeprefix("."))

    def rows(self) -> pa.Table:
        """All its rows; made again where its file is not as it was written."""
        try:
            return _table_of(self)
        except DamagedTable as problem:
            _log.warning("%s", problem)
            return _table_of(self._made_again())

    def batches(self, most: int = _ROWS_READ) -> Iterator[pa.RecordBatch]:
        """Its rows, so many at a time.

        Raises:
            DamagedTable: its file is not as it was written; `sound` makes it again.
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

    def sound(self) -> ShardTable:
        """The same part, made again where its file is not as it was written."""
        try:
            for _ in self.batches():
                pass
        except DamagedTable as problem:
            _log.warning("%s", problem)
            return self._made_again()
        return self

    def _made_again(self) -> ShardTable:
        self.file.unlink(missing_ok=True)
        stage = next(stage for stage, tables in PARTS.items() if self.table in tables)
        make_parts(parts_of(self.shard, stage))
        there = listed(self.shard.cache, self.shard.shards)[self.shard.name]
        return replace(self, shard=replace(self.shard, there=there))

    def _require_form(self, parquet: pq.ParquetFile) -> None:
        """Raises ValueError for a file that has other columns than its table or other rows."""
        if not parquet.schema_arrow.equals(BY_NAME[self.table].arrow):
            raise ValueError("it has other columns than its table")
        if parquet.metadata.num_rows != self.number():
            raise ValueError("it has another number of rows than its name tells")

    def _require_own(self, rows: pa.RecordBatch) -> None:
        """Raises ValueError for rows of other documents than the shard's, or of no text."""
        rows.validate(full=True)
        documents = self.shard.documents
        own = {d.document_id for d in documents} | {d.work for d in documents}
        if not own.issuperset(
            rows.column(GROUP.get(self.table, "document_id")).unique().to_pylist()
        ):
            raise ValueError("it has rows of documents of others")

    @property
    def _begin(self) -> str:
        """How the names of its files begin."""
        return f"{self.table}-{self.key}."

    @property
    def _name(self) -> str | None:
        form = re.compile(rf"{re.escape(self._begin)}\d{{1,10}}\.parquet")
        return next(filter(form.fullmatch, self.shard.there), None)

    def _passed(self, expectations: str) -> str:
        return f"{self._begin}passed-{expectations}"


def _table_of(part: ShardTable) -> pa.Table:
    return pa.Table.from_batches(part.batches(_ROWS), BY_NAME[part.table].arrow)


@contextmanager
def _undamaged(file: UPath) -> Iterator[None]:
    """Names the file that cannot be understood."""
    try:
        yield
    except (pa.ArrowException, ValueError, OSError) as problem:
        of_storage = type(problem) is not OSError or problem.errno
        if (
            isinstance(problem, OSError)
            and of_storage
            and not isinstance(problem, FileNotFoundError)
        ):
            raise  # and not of what is in the file
        raise DamagedTable(file, [f"{problem}; it is made again"]) from problem


def listed(cache: Cache, shards: int) -> Mapping[str, frozenset[str]]:
    """The names of the files of all shards, by shard; in one listing of the storage."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in names_below(_folder(cache, shards)):
        shard, _, name = file.partition("/")
        found[shard].add(name)
    return defaultdict(frozenset, {shard: frozenset(names) for shard, names in found.items()})


def parts_of(shard: Shard, stage: str) -> list[ShardTable]:
    """The parts that a stage gives a shard, made or to be made."""
    until = STAGES[: STAGES.index(stage) + 1]
    spoken = {d.language for d in shard.documents if d.language}
    key = _RECIPE.key(*_inputs(shard, until), spoken=spoken)
    return [ShardTable(shard, table, key) for table in PARTS[stage]]


def _inputs(shard: Shard, until: Collection[str]) -> Iterator[object]:
    """What the rows of a shard are made from: its documents, and what stages read of them."""
    for document in shard.documents:
        cached = shard.cached[document.document_id]
        fault = cached.fault if cached.fault and cached.fault.stage in until else None
        keys = [cached.keys.get(stage) for stage in until]
        yield asdict(document) | {"path": None}, keys, fault


def all_parts(shard: Shard) -> list[ShardTable]:
    """The parts of a shard in all tables, made or to be made."""
    return [part for stage in PARTS for part in parts_of(shard, stage)]


def make_parts(parts: Sequence[ShardTable]) -> int:
    """Makes the parts that a stage gives a shard, in place of older ones; how many rows.

    One document at a time, all its language editions together, so that memory does not grow with
    the shard.
    """
    shard = parts[0].shard
    rows = {part.table: _Rows(BY_NAME[part.table].arrow) for part in parts}
    for _, editions in groupby(shard.documents, key=lambda document: document.work):
        extractions = [read(shard.cache, d, shard.cached[d.document_id]) for d in editions]
        for table, made in _tables(extractions, frozenset(rows)).items():
            rows[table].add(made)
    for part in parts:
        part.write(rows[part.table].parquet(), rows[part.table].number)
    _keep_only(shard, parts)
    return sum(made.number for made in rows.values())


def keep_only(cache: Cache, shards: int) -> None:
    """Takes away the parts of another division into shards."""
    folder = cache.root / "parts"
    for name in names_below(folder):
        if name.partition("/")[0] != str(shards):
            (folder / name).unlink(missing_ok=True)


def _folder(cache: Cache, shards: int) -> UPath:
    return cache.root / "parts" / str(shards)


class _Rows:
    """Rows on their way into a file in memory, packed as they come."""

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


def _keep_only(shard: Shard, parts: Sequence[ShardTable]) -> None:
    """Takes away what is older than these parts."""
    keys = {part.table: part.key for part in parts}
    for name in names_below(shard.folder):
        table, _, rest = name.partition("-")
        if table in keys and rest.partition(".")[0] != keys[table]:
            (shard.folder / name).unlink(missing_ok=True)


def _tables(extractions: Sequence[Extraction], wanted: frozenset[str]) -> dict[str, pa.Table]:
    """The rows of the editions of one document; one of which a row cannot be made has failed."""
    make = _text_tables if wanted == set(PARTS[TEXT]) else _figures_tables
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
    """The document without figures, and without paragraphs where these are at fault."""
    paragraphs = () if fault.table == PARAGRAPHS.name else one.paragraphs
    at_fault = (PARAGRAPHS.name, PRINTED_TABLES.name, TABLE_CELLS.name)
    tables = () if fault.table in at_fault else one.tables
    failure = f"The reader failed: {fault}. {MEND}"
    return replace(one, failure=failure, paragraphs=paragraphs, figures=(), tables=tables)


def _text_tables(extractions: Sequence[Extraction]) -> dict[str, pa.Table]:
    return {
        PARAGRAPHS.name: build.paragraphs_table(extractions),
        PRINTED_TABLES.name: build.printed_tables_table(extractions),
        TABLE_CELLS.name: build.table_cells_table(extractions),
    }


def _figures_tables(extractions: Sequence[Extraction]) -> dict[str, pa.Table]:
    _text_tables(extractions)  # a document that fails there has no paragraphs, and says so here
    try:
        compared = reconcile([build.with_misfits_aside(one) for one in extractions])
    except Exception as fault:
        problem = f"its language editions could not be compared: {told(fault)}"
        raise BadRow(None, None, problem) from fault
    return {
        DOCUMENTS.name: build.documents_table(compared.extractions),
        FIGURE_ACTORS.name: build.figure_actors_table(compared.extractions),
        AGREEMENT.name: build.agreement_table(compared.differences),
        SET_ASIDE.name: build.set_aside_table(compared.extractions),
        **{t.name: build.figures_table(k, compared.extractions) for k, t in FIGURE_TABLES.items()},
    }
