"""Take documents through a stage, except those whose results are cached."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.documents.document import RawDocument
from pipeline.engines import Died, Engine
from pipeline.progress import watched
from pipeline.reading.cache import Cache, Cached, Fault
from pipeline.reading.stages import STAGES, Task, give_up, keys_of, perform


@dataclass(frozen=True, slots=True)
class StageReport:
    """The outcome of a stage: ids of its documents, of those read now, and of those that failed."""

    documents: tuple[str, ...]
    read: frozenset[str]
    failed: frozenset[str]


def read_stage(
    stage: str,
    documents: Sequence[RawDocument],
    cache: Cache,
    engine: Engine,
    *,
    force: bool = False,
) -> StageReport:
    """Run a stage for documents, unless its results are cached.

    Args:
        stage: one of `STAGES`; the stages before it are done.
        documents: the documents.
        cache: the cache of results.
        engine: runs the stage.
        force: read everything again.

    Raises:
        OSError: a file cannot be read or written at the moment; results so far are cached.
    """
    names = cache.names(documents)
    cached = cached_of(documents, cache, names)
    due = [d for d in documents if _is_due(d, stage, cached[d.document_id], force=force)]
    tasks = [
        Task(cache, d, stage, keys_of(d)[stage], cached[d.document_id], names[d.document_id])
        for d in due
    ]
    failed = {d.document_id for d in documents if _fails(d, stage, cached[d.document_id])}
    results = watched(stage, engine.map(perform, tasks), [d.document_id for d in due])
    for task, result in zip(tasks, results, strict=True):
        fault = result
        if isinstance(result, Died):
            fault = give_up(task, Fault(stage, result.reason, transient=True))
        (failed.add if fault else failed.discard)(task.document.document_id)
    ids = [[d.document_id for d in some] for some in (documents, due)]
    return StageReport(tuple(ids[0]), frozenset(ids[1]), frozenset(failed))


def cached_of(
    documents: Sequence[RawDocument], cache: Cache, names: Mapping[str, Collection[str]]
) -> dict[str, Cached]:
    """What is cached for documents under the current rules, by id.

    Args:
        documents: the documents.
        cache: the cache.
        names: the names of the cached files of each.
    """
    return {
        d.document_id: Cached() if d.failure else cache.cached(d, keys_of(d), names[d.document_id])
        for d in documents
    }


def _fails(document: RawDocument, stage: str, cached: Cached) -> bool:
    """Whether a document failed in this stage; if it could not be opened, in the first one."""
    if document.failure is not None:
        return stage == STAGES[0]
    return cached.fault is not None and cached.fault.stage == stage


def _is_due(document: RawDocument, stage: str, cached: Cached, *, force: bool) -> bool:
    if document.failure or any(s not in cached.keys for s in STAGES[: STAGES.index(stage)]):
        return False
    fault = cached.fault
    return force or (stage not in cached.keys and (fault is None or fault.transient))
