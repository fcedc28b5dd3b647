"""Keeps what is read of documents: a value a document and stage, under a key of its own.

    values/<slot>/<document_id>/<stage>-<key>.<state>

The key is a hash of all that the value depends on, so a value that is there was read by these very
rules, whenever it was. One of the same stage under another key is taken away when one is put. What
a value is made of, and why whoever may write here runs no code by it, is in `packing`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from upath import UPath

from pipeline.documents.document import RawDocument
from pipeline.reading.packing import MOST_PACKED, Damaged, pack, unpack
from pipeline.reading.shards import slot_of
from pipeline.storage import FileTooLarge, names_below, read_whole, write_whole

#: Slots that are listed one by one; of more, a storage lists all values as fast.
_FEW = 16
#: What becomes of a document in a stage; see `Kept`.
READ, FAILED, DIED = STATES = ("read", "failed", "died")

V = TypeVar("V")


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
class Cache:
    """Values in a folder, on this machine or elsewhere."""

    root: UPath

    def kept(self, documents: Iterable[RawDocument]) -> dict[str, dict[str, Kept]]:
        """What is kept of documents, by id and stage."""
        found: dict[str, dict[str, Kept]] = {d.document_id: {} for d in documents}
        for name in self._names({slot_of(document.work) for document in documents}):
            document_id, file = name.split("/")[1:]
            stage, _, ending = file.partition("-")
            key, _, state = ending.partition(".")
            if document_id in found and state in STATES:
                found[document_id][stage] = Kept(key, state)
        return found

    def put(
        self, document: RawDocument, stage: str, kept: Kept, value: Any, *, before: Kept | None
    ) -> None:
        """Keeps a value in place of the one `before`.

        Raises:
            CannotKeep: it is too large, or no data.
        """
        write_whole(self._file(document, stage, kept), pack(value))
        if before is not None and before != kept:
            self._file(document, stage, before).unlink(missing_ok=True)

    def get(self, document: RawDocument, stage: str, kept: Kept, kind: type[V]) -> V:
        """The value that was put, of this type.

        Raises:
            Damaged: it cannot be had.
        """
        file = self._file(document, stage, kept)
        try:
            value: V = unpack(read_whole(file, most=MOST_PACKED), kind)
        except FileNotFoundError as problem:
            raise Damaged(f"{file} is gone") from problem
        except (Damaged, FileTooLarge) as problem:
            raise Damaged(f"{file} cannot be used: {problem}") from problem
        return value

    def keep_only(self, documents: Iterable[RawDocument]) -> None:
        """Takes away the values of all documents but these."""
        ids = {document.document_id for document in documents}
        for name in filter(_is_value, names_below(self._values)):
            if name.split("/")[1] not in ids:
                (self._values / name).unlink(missing_ok=True)

    def _names(self, slots: Collection[str]) -> Iterator[str]:
        """The values in some slots: in one listing, unless there are few."""
        if len(slots) > _FEW:
            yield from filter(_is_value, names_below(self._values))
        else:
            for slot in sorted(slots):
                names = (f"{slot}/{name}" for name in names_below(self._values / slot))
                yield from filter(_is_value, names)

    @property
    def _values(self) -> UPath:
        return self.root / "values"

    def _file(self, document: RawDocument, stage: str, kept: Kept) -> UPath:
        folder = self._values / slot_of(document.work) / document.document_id
        return folder / f"{stage}-{kept.ending}"


def _is_value(name: str) -> bool:
    """Whether a file is one of ours; the file manager of somebody who looks in may leave others."""
    return name.count("/") == 2
