"""Keeps what is read of documents: a value a document and stage, under a key of its own.

    values/<bucket>/<document_id>/<stage>-<key>.<state>

The key is a hash of all that the value depends on, so a value that is there is right, whoever made
it and when. A value of the same stage under another key is taken away when one is put.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

import pyarrow as pa
from upath import UPath

from pipeline.documents.model import RawDocument
from pipeline.reading.shards import bucket_of
from pipeline.storage import names_below, read_whole, write_whole

_CODEC = "zstd"
#: Buckets that are listed one by one; of more, a storage lists all values as fast.
_FEW = 16
#: Bytes before a packed value: how large it is unpacked, and a checksum.
_SIZE, _SUM = 8, 8


class Damaged(Exception):
    """A value whose file is gone or is not as it was written."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a value is kept: its key and what became of the document.

    `state` is `read`, or `failed`, which it would again; or `died`: the process that read it did
    not come back, or its file changed meanwhile.
    """

    key: str
    state: str

    @property
    def ending(self) -> str:
        """How its file's name ends."""
        return f"{self.key}.{self.state}"


#: What is kept of a document, by stage; of several documents, by their ids.
KeptStages = Mapping[str, Kept]


@dataclass(frozen=True, slots=True)
class Store:
    """Values in a folder, on this machine or elsewhere."""

    root: UPath

    def kept(self, documents: Iterable[RawDocument]) -> dict[str, dict[str, Kept]]:
        """What is kept of documents, by id and stage."""
        found: dict[str, dict[str, Kept]] = {d.document_id: {} for d in documents}
        for name in self._names({bucket_of(document.work) for document in documents}):
            document_id, file = name.split("/")[1:]
            stage, _, ending = file.partition("-")
            key, _, state = ending.partition(".")
            if document_id in found:
                found[document_id][stage] = Kept(key, state)
        return found

    def put(
        self, document: RawDocument, stage: str, kept: Kept, value: Any, *, before: Kept | None
    ) -> None:
        """Keeps a value in place of the one `before`."""
        data = _pickled(value)
        packed = pa.compress(data, codec=_CODEC, asbytes=True)
        size = len(data).to_bytes(_SIZE, "little")
        write_whole(self._file(document, stage, kept), size + _sum(packed) + packed)
        if before is not None and before != kept:
            self._file(document, stage, before).unlink(missing_ok=True)

    def get(self, document: RawDocument, stage: str, kept: Kept) -> Any:
        """The value that was put.

        Raises:
            Damaged: it cannot be had.
        """
        file = self._file(document, stage, kept)
        try:
            data = read_whole(file)
        except FileNotFoundError as problem:
            raise Damaged(f"{file} is gone") from problem
        size, told, packed = data[:_SIZE], data[_SIZE : _SIZE + _SUM], data[_SIZE + _SUM :]
        if _sum(packed) != told:
            raise Damaged(f"{file} is not as it was written")
        unpacked = pa.decompress(packed, int.from_bytes(size, "little"), codec=_CODEC, asbytes=True)
        return pickle.loads(unpacked)  # noqa: S301 -- written above

    def keep_only(self, documents: Iterable[RawDocument]) -> None:
        """Takes away the values of all documents but these."""
        ids = {document.document_id for document in documents}
        for name in filter(_is_value, names_below(self._values)):
            if name.split("/")[1] not in ids:
                (self._values / name).unlink(missing_ok=True)

    def _names(self, buckets: Collection[str]) -> Iterator[str]:
        """The values in some buckets: in one listing, unless there are few."""
        if len(buckets) > _FEW:
            yield from filter(_is_value, names_below(self._values))
        else:
            for bucket in sorted(buckets):
                names = (f"{bucket}/{name}" for name in names_below(self._values / bucket))
                yield from filter(_is_value, names)

    @property
    def _values(self) -> UPath:
        return self.root / "values"

    def _file(self, document: RawDocument, stage: str, kept: Kept) -> UPath:
        folder = self._values / bucket_of(document.work) / document.document_id
        return folder / f"{stage}-{kept.ending}"


class _Pickler(pickle.Pickler):
    """Writes a dataclass as its class and fields, which is read four times as fast as its state."""

    def reducer_override(self, value: Any) -> Any:
        """What a value is written as."""
        read = _fields_of(type(value))  # type: ignore[arg-type]  # a type can be hashed
        return NotImplemented if read is None else (type(value), read(value))


@cache
def _fields_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """Reads the fields of a dataclass, in the order that its constructor takes them."""
    if not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind)]
    return lambda value: tuple(getattr(value, name) for name in names)


def _pickled(value: Any) -> bytes:
    sink = io.BytesIO()
    _Pickler(sink, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return sink.getvalue()


def _is_value(name: str) -> bool:
    """Whether a file is one of ours; the file manager of somebody who looks in may leave others."""
    return name.count("/") == 2


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SUM).digest()
