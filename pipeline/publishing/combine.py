"""Combine the rows of all shards in the order of their documents, or a few rows at a time.

Only a few rows of each shard are in memory at once, so memory does not grow with the documents.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.documents.document import RawDocument
from pipeline.reading.shard_tables import GROUP, ShardTable


def combined(
    shard_tables: Iterable[ShardTable], documents: Sequence[RawDocument]
) -> Iterator[pa.RecordBatch]:
    """The rows of one table from all shards, document by document.

    Args:
        shard_tables: the shards' tables of one name; each has its rows in the order of `documents`.
        documents: all documents that have rows.
    """
    order = _order(documents)
    streams = [_groups(t, order) for t in shard_tables]
    for _, rows in heapq.merge(*streams, key=lambda group: group[0]):
        yield rows


def sliced(
    tables: Mapping[str, pa.Table], documents: Sequence[RawDocument], most: int
) -> Iterator[dict[str, pa.Table]]:
    """The rows of a few documents at a time, all editions of a document together.

    Args:
        tables: by name, each with its rows in the order of `documents`.
        documents: all documents that have rows.
        most: the most rows of all tables to yield at a time, unless one document has more.
    """
    places = _order(documents)
    order = places | {document.document_id: places[document.symbol_id] for document in documents}
    runs = {name: list(_runs(rows, name, order)) for name, rows in tables.items()}
    sizes: Counter[int] = Counter()
    for place, begin, end in chain.from_iterable(runs.values()):
        sizes[place] += end - begin
    begins = dict.fromkeys(tables, 0)
    for until in [*_cuts(sizes, most), len(documents)]:
        ends = {
            name: next((begin for place, begin, _ in of_table if place >= until), rows.num_rows)
            for (name, of_table), rows in zip(runs.items(), tables.values(), strict=True)
        }
        yield {
            name: rows.slice(begins[name], ends[name] - begins[name])
            for name, rows in tables.items()
        }
        begins = ends


def _cuts(sizes: Mapping[int, int], most: int) -> Iterator[int]:
    """The places at which a new slice begins."""
    rows = 0
    for place in sorted(sizes):
        if rows and rows + sizes[place] > most:
            yield place
            rows = 0
        rows += sizes[place]


def _groups(
    shard_table: ShardTable, order: Mapping[str, int]
) -> Iterator[tuple[int, pa.RecordBatch]]:
    """The rows of a shard table, document by document, each with the place of its document."""
    for batch in shard_table.batches():
        for place, begin, end in _runs(batch, shard_table.name, order):
            yield place, batch.slice(begin, end - begin)


def _runs(
    rows: pa.RecordBatch | pa.Table, table: str, order: Mapping[str, int]
) -> Iterator[tuple[int, int, int]]:
    """Where the rows of each document begin and end, with the document's place."""
    column = rows.column(GROUP.get(table, "document_id"))
    begin = 0
    for chunk in column.chunks if isinstance(column, pa.ChunkedArray) else [column]:
        runs = pc.run_end_encode(chunk)
        start = begin
        for value, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            yield order[value], begin, start + end
            begin = start + end


def _order(documents: Sequence[RawDocument]) -> dict[str, int]:
    """The places of documents by their ids, and of their first editions by `symbol_id`."""
    order: dict[str, int] = {}
    for number, document in enumerate(documents):
        order[document.document_id] = number
        order.setdefault(document.symbol_id, number)
    return order
