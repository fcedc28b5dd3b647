"""Divides documents into shards by a hash; all editions of a document are in the same shard.

A document's slot, one of 256, never changes; a shard is a range of slots. Values are stored by
slot, so changing the number of shards moves nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from pipeline.documents.document import RawDocument

SLOTS = 256


def shard_names(shards: int) -> list[str]:
    """The names of a number of shards, 1 to 256, in order.

    >>> shard_names(3)
    ['00', '01', '02']
    """
    width = max(2, len(str(shards - 1)))
    return [f"{number:0{width}d}" for number in range(shards)]


def slot_of(symbol_id: str) -> str:
    """The slot of a document in any language, in hexadecimal.

    >>> slot_of("A_74_336")
    '69'
    """
    return hashlib.sha256(symbol_id.encode()).hexdigest()[:2]


def shard_of(document: RawDocument, shards: int) -> str:
    """The name of the shard of a document."""
    return shard_names(shards)[int(slot_of(document.symbol_id), 16) * shards // SLOTS]


def divide(documents: Sequence[RawDocument], shards: int) -> dict[str, list[RawDocument]]:
    """The documents of each shard that has any, in the order given."""
    divided: dict[str, list[RawDocument]] = defaultdict(list)
    for document in documents:
        divided[shard_of(document, shards)].append(document)
    return divided
