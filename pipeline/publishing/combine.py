"""Puts the parts of all shards together: the rows of a table in the order of its documents.

Some rows of each part are in memory at a time, so memory does not grow with the documents.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.documents.model import RawDocument
from pipeline.reading.parts import Part
from pipeline.tables.schema import AGREEMENT

#: The column by which rows stand together and in order, where it is not the document's id.
_GROUP = {AGREEMENT.name: "work"}


def combined(parts: Iterable[Part], documents: Sequence[RawDocument]) -> Iterator[pa.RecordBatch]:
    """The rows of all parts of one table, those of a document together.

    Args:
        parts: of one table; each has its rows in the order of `documents`.
        documents: all that the parts have rows of.
    """
    order: dict[str, int] = {}
    for number, document in enumerate(documents):
        order[document.document_id] = number
        order.setdefault(document.work, number)
    streams = [_groups(part, order) for part in parts]
    for _, rows in heapq.merge(*streams, key=lambda group: group[0]):
        yield rows


def _groups(part: Part, order: Mapping[str, int]) -> Iterator[tuple[int, pa.RecordBatch]]:
    """The rows of a part, parted where another document begins, each with the document's place."""
    column = _GROUP.get(part.table, "document_id")
    for batch in part.batches():
        runs = pc.run_end_encode(batch.column(column))
        begin = 0
        for value, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            yield order[value], batch.slice(begin, end - begin)
            begin = end
