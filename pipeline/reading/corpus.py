"""All documents of the raw folders and the results of reading them, shard by shard."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from upath import UPath

from pipeline import languages
from pipeline.documents.discovery import Found, Look, look_through
from pipeline.documents.document import RawDocument
from pipeline.engines import Engine, alive
from pipeline.errors import FolderEmptied, NotLooked
from pipeline.progress import watched
from pipeline.reading.cache import Cache, Note
from pipeline.reading.read import StageReport, cached_of, read_stage
from pipeline.reading.recipe import Recipe
from pipeline.reading.shard_tables import (
    Shard,
    ShardTable,
    all_tables,
    build_tables,
    keep_only,
    listed,
    tables_of,
)
from pipeline.reading.shards import divide, shard_names
from pipeline.reading.stages import FIGURES, read
from pipeline.storage import LARGEST_FILE, sweep_abandoned
from pipeline.tables.schema import DOCUMENTS

_LOOKING = Recipe(("pipeline.documents.discovery",))
#: Whether documents have changed depends on no code.
_DOCUMENTS = Recipe((), ())


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents and the results of reading them.

    Attributes:
        cache: the cache of results.
        shards: the number of shards.
        raw: the raw folders.
        largest_file: size in bytes of the largest file to open.
    """

    cache: Cache
    shards: int
    raw: tuple[UPath, ...]
    largest_file: int = LARGEST_FILE

    @property
    def shard_names(self) -> list[str]:
        """The names of all shards."""
        return shard_names(self.shards)

    def look(self, engine: Engine, *, force: bool = False) -> list[RawDocument]:
        """Finds the documents in the raw folders, and stores the list.

        Files that have not changed since the last time are not opened, unless `force` is set. Also
        deletes what killed runs left half-written.

        Raises:
            BadRegister: a register is malformed.
            FolderEmptied: all documents of a folder are gone, and `force` is not set.
        """
        sweep_abandoned(self.cache.root)
        found = self.look_only(engine, force=force, again=True)
        if not force:
            _require_some(found.documents, self._documents.get(folders=self.raw) or [], self.raw)
        self._documents.put(found.documents)
        return found.documents

    def look_only(
        self,
        engine: Engine,
        *,
        force: bool = False,
        again: bool = False,
        seconds: float = math.inf,
    ) -> Found:
        """The same, without storing the list.

        Args:
            engine: opens the files.
            force: open every file.
            again: reopen files that crashed the process reading them.
            seconds: time after which no more files are opened. What was found is stored, so the
                next call continues from there.
        """
        before = {} if force else self._looked_at.get(folders=self.raw) or {}
        how = Look(seconds, self.largest_file, again)
        found = look_through(self.raw, before, engine, how)
        if found.looked_at.keys() != before.keys():
            self._looked_at.put(found.looked_at)
        return found

    def documents(self, shards: Sequence[str] | None = None) -> list[RawDocument]:
        """The documents last listed: all, or those of some shards.

        Raises:
            NotLooked: they have not been listed.
        """
        found: list[RawDocument] | None = self._documents.get(folders=self.raw)
        if found is None:
            raise NotLooked
        if shards is None:
            return found
        divided = divide(found, self.shards)
        return [document for name in shards for document in divided.get(name, ())]

    def read(
        self, stage: str, shards: Sequence[str], engine: Engine, *, force: bool = False
    ) -> StageReport:
        """Run a stage for the documents of some shards, unless its results are cached.

        Raises:
            OSError: a file cannot be read or written at the moment; results so far are cached.
        """
        return read_stage(stage, self.documents(shards), self.cache, engine, force=force)

    def build_tables(
        self, stage: str, shards: Sequence[str], engine: Engine, *, force: bool = False
    ) -> list[ShardTable]:
        """Build the tables of a stage for some shards, unless they exist.

        Returns:
            All these tables, shard by shard; a shard without documents has none.
        """
        found = [tables_of(shard, stage) for shard in self._shards(shards)]
        missing = [some for some in found if force or not all(t.exists() for t in some)]
        names = [f"shard {some[0].shard.name}" for some in missing]
        list(alive(watched(f"tables of {stage}", engine.map(build_tables, missing), names)))
        if not missing:
            return [t for some in found for t in some]
        there = listed(self.cache, self.shards)
        return [
            replace(t, shard=replace(t.shard, there=there[t.shard.name]))
            for some in found
            for t in some
        ]

    def shard_tables(self, shards: Sequence[str]) -> list[ShardTable]:
        """All tables of some shards, shard by shard, whether they exist or not."""
        return [t for shard in self._shards(shards) for t in all_tables(shard)]

    def shard_tables_of_documents(self, documents: Sequence[RawDocument]) -> list[ShardTable]:
        """All tables of the shards of documents, as they must be to hold these."""
        divided = divide(documents, self.shards)
        return [t for s in self._with_cached(divided, sorted(divided)) for t in all_tables(s)]

    def ids(self, shards: Sequence[str]) -> dict[str, list[str]]:
        """The ids of the documents of some shards."""
        divided = divide(self.documents(), self.shards)
        return {name: [d.document_id for d in divided.get(name, ())] for name in shards}

    def filled(self, documents: Sequence[RawDocument] | None = None) -> list[str]:
        """The shards that hold any of these documents (default: those last listed), in order."""
        return sorted(divide(self.documents() if documents is None else documents, self.shards))

    def digests(self, documents: Sequence[RawDocument]) -> dict[str, str]:
        """A digest for each shard that changes when its documents do."""
        return {
            shard: _DOCUMENTS.key([asdict(d) for d in some])
            for shard, some in divide(documents, self.shards).items()
        }

    def failures(self, shards: Sequence[str]) -> dict[str, str]:
        """Why documents of some shards failed, by id, as far as they have been read."""
        found: dict[str, str] = {}
        for shard in self._shards(shards):
            rows = next(t for t in tables_of(shard, FIGURES) if t.name == DOCUMENTS.name)
            if rows.exists():
                columns = rows.rows().select([DOCUMENTS.key, "failure"]).to_pydict()
                found |= {one: why for one, why in zip(*columns.values(), strict=True) if why}
                continue
            for document in shard.documents:
                cached = shard.cached[document.document_id]
                if document.failure or cached.fault:
                    found[document.document_id] = str(read(self.cache, document, cached).failure)
        return found

    def sweep(self) -> None:
        """Delete the cached results of documents that are gone."""
        self.cache.keep_only(self.documents())
        keep_only(self.cache, self.shards)

    def _shards(self, names: Sequence[str]) -> list[Shard]:
        divided = divide(self.documents(), self.shards)
        return self._with_cached(divided, [name for name in names if name in divided])

    def _with_cached(
        self, divided: Mapping[str, Sequence[RawDocument]], chosen: Sequence[str]
    ) -> list[Shard]:
        """Shards with their documents and what is cached for them."""
        documents = [document for name in chosen for document in divided[name]]
        cached = cached_of(documents, self.cache, self.cache.names(documents))
        there = listed(self.cache, self.shards)
        return [
            Shard(
                self.cache,
                name,
                self.shards,
                tuple(divided[name]),
                {d.document_id: cached[d.document_id] for d in divided[name]},
                there[name],
            )
            for name in chosen
        ]

    @property
    def _documents(self) -> Note:
        return self.cache.note("documents", _looking(), list[RawDocument])

    @property
    def _looked_at(self) -> Note:
        return self.cache.note("looked_at", _looking(), dict[str, RawDocument])


def _require_some(
    found: Sequence[RawDocument], before: Sequence[RawDocument], folders: Sequence[UPath]
) -> None:
    """Raises FolderEmptied if a folder had documents before and has none now."""
    for folder in folders:
        had, has = (sum(folder in d.path.parents for d in some) for some in (before, found))
        if had and not has:
            raise FolderEmptied(str(folder), had)


def _looking() -> str:
    """The key of the list of documents, which depends on the raw files only."""
    return _LOOKING.key(spoken=languages.supported())
