"""The cache: the results of reading documents, and notes about the corpus.

    values/<slot>/<document_id>/<stage>-<key>    the result of a stage
    values/<slot>/<document_id>/fault-<key>      why the stage with this key has no result
    notes/<name>-<key>                           a value for the whole corpus

Keys come from `recipe`, so a value found under a key was read by the current rules from the current
file. Older values are deleted when their successor is stored. File names show what is cached, so
one listing suffices for all documents; only the faults of those that failed have to be opened.
`packing` explains how values are stored, and why someone who can write here cannot run code.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from upath import UPath

from pipeline.documents.document import RawDocument
from pipeline.reading.packing import MOST_PACKED, Damaged, pack, unpack
from pipeline.reading.shards import slot_of
from pipeline.storage import FileTooLarge, names_below, read_if_there, read_whole, write_whole

#: Up to so many slots are listed one by one; for more, listing everything is as fast.
_FEW = 16
_FAULT = "fault"
_log = logging.getLogger(__name__)

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a stage has no result for a document.

    Attributes:
        stage: the stage.
        reason: sentences for people.
        transient: whether the next run may succeed: the process that read it was lost, or the file
            changed meanwhile.
    """

    stage: str
    reason: str
    transient: bool = False


@dataclass(frozen=True, slots=True)
class Cached:
    """What is cached for a document: the keys of its values by stage, and why there are no more."""

    keys: Mapping[str, str] = field(default_factory=dict)
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Cache:
    """A cache in a folder, on this machine or elsewhere."""

    root: UPath

    def names(self, documents: Iterable[RawDocument]) -> dict[str, set[str]]:
        """The names of the cached files of documents, by id."""
        found: dict[str, set[str]] = {d.document_id: set() for d in documents}
        for name in self._names({slot_of(document.symbol_id) for document in documents}):
            document_id, file = name.split("/")[1:]
            if document_id in found:
                found[document_id].add(file)
        return found

    def cached(
        self, document: RawDocument, keys: Mapping[str, str], names: Collection[str]
    ) -> Cached:
        """What is cached for a document and still valid.

        Args:
            document: the document.
            keys: the current keys of its values, by stage; each is valid only if those before it
                are.
            names: the names of its files.
        """
        done: dict[str, str] = {}
        for stage, key in keys.items():
            if f"{stage}-{key}" not in names:
                name = f"{_FAULT}-{key}"
                return Cached(done, self._fault(document, name) if name in names else None)
            done[stage] = key
        return Cached(done)

    def _fault(self, document: RawDocument, name: str) -> Fault | None:
        try:
            return self._read(self._folder(document) / name, Fault)
        except Damaged:
            return None

    def put(
        self, document: RawDocument, stage: str, key: str, value: Any, *, before: Collection[str]
    ) -> None:
        """Stores a value, replacing others of its stage.

        Args:
            document: the document.
            stage: the stage that made it.
            key: its key.
            value: a `Fault`, or the result of the stage.
            before: the names of the document's cached files.

        Raises:
            CannotKeep: it is too large, or not plain data.
        """
        name = f"{_FAULT if isinstance(value, Fault) else stage}-{key}"
        write_whole(self._folder(document) / name, pack(value), durable=False)
        for old in before:
            if old != name and old.startswith((f"{stage}-", f"{_FAULT}-")):
                (self._folder(document) / old).unlink(missing_ok=True)

    def get(self, document: RawDocument, stage: str, key: str, kind: type[V]) -> V:
        """The stored value, of this type.

        Raises:
            Damaged: it is missing or damaged.
        """
        return self._read(self._folder(document) / f"{stage}-{key}", kind)

    def keep_only(self, documents: Iterable[RawDocument]) -> None:
        """Deletes the values of all other documents."""
        ids = {document.document_id for document in documents}
        for name in filter(_is_value, names_below(self._values)):
            if name.split("/")[1] not in ids:
                (self._values / name).unlink(missing_ok=True)

    def note(self, name: str, key: str, kind: Any = bool) -> Note:
        """A value for the whole corpus, under a key."""
        return Note(self.root / "notes", name, key, kind)

    def _names(self, slots: Collection[str]) -> Iterator[str]:
        """The values in some slots; lists them at once, unless there are few."""
        if len(slots) > _FEW:
            yield from filter(_is_value, names_below(self._values))
        else:
            for slot in sorted(slots):
                names = (f"{slot}/{name}" for name in names_below(self._values / slot))
                yield from filter(_is_value, names)

    def _read(self, file: UPath, kind: type[V]) -> V:
        try:
            value: V = unpack(read_whole(file, most=MOST_PACKED), kind)
        except FileNotFoundError as problem:
            raise Damaged(f"{file} is gone") from problem
        except (Damaged, FileTooLarge) as problem:
            raise Damaged(f"{file} cannot be used: {problem}") from problem
        return value

    @property
    def _values(self) -> UPath:
        return self.root / "values"

    def _folder(self, document: RawDocument) -> UPath:
        return self._values / slot_of(document.symbol_id) / document.document_id


@dataclass(frozen=True, slots=True)
class Note:
    """A value in a file of its own, valid under one key only.

    Attributes:
        folder: the folder of all notes.
        name: the name of the value.
        key: its current key.
        kind: its type.
    """

    folder: UPath
    name: str
    key: str
    kind: Any

    def put(self, value: Any) -> None:
        """Stores the value, replacing any older one."""
        write_whole(self._file, pack(value), durable=False)
        self._delete(but=self._file.name)

    def get(self, *, folders: Collection[UPath] = ()) -> Any:
        """The value; None if there is no valid one.

        Args:
            folders: the folders that paths in it must be below.
        """
        try:
            data = read_if_there(self._file, most=MOST_PACKED)
            # The list of all documents is read many times in a run.
            return None if data is None else copy(_unpacked(data, self.kind, tuple(folders)))
        except (Damaged, FileTooLarge) as problem:  # the same as none: it is made again
            _log.warning("%s cannot be used, and is made again: %s", self._file, problem)
            return None

    def delete(self) -> None:
        """Deletes the value, whatever its key."""
        self._delete()

    def _delete(self, but: str | None = None) -> None:
        for name in names_below(self.folder):
            if name != but and name.startswith(f"{self.name}-"):
                (self.folder / name).unlink(missing_ok=True)

    @property
    def _file(self) -> UPath:
        return self.folder / f"{self.name}-{self.key}"


@lru_cache(maxsize=1)
def _unpacked(data: bytes, kind: Any, folders: tuple[UPath, ...]) -> Any:
    return unpack(data, kind, folders=folders)


def _is_value(name: str) -> bool:
    """Whether a file is one of ours; file managers may leave others here."""
    return name.count("/") == 2
