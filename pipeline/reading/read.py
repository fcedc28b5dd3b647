"""Takes many documents through a stage: those of which nothing is kept, or nothing valid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.documents.document import RawDocument
from pipeline.engines import Died, Engine
from pipeline.progress import watched
from pipeline.reading.cache import DIED, READ, Cache, Kept, KeptStages
from pipeline.reading.stages import STAGES, Task, give_up, keys_of, perform


@dataclass(frozen=True, slots=True)
class StageReport:
    """What became of documents in a stage: their ids, of those read now, and of those failed."""

    documents: tuple[str, ...]
    read: frozenset[str]
    failed: frozenset[str]


def read_stage(
    stage: str,
    documents: Sequence[RawDocument],
    store: Cache,
    engine: Engine,
    *,
    force: bool = False,
) -> StageReport:
    """Makes the values of a stage that are not kept yet.

    Args:
        stage: one of `STAGES`; those before it have been through.
        documents: all that the stage is for.
        store: where values are kept.
        engine: where they are made.
        force: make them all again.

    Raises:
        OSError: a file cannot be read or written now; what was made so far is kept.
    """
    found = store.kept(documents)
    kept = valid(documents, found)
    due = [d for d in documents if _is_due(d, stage, kept[d.document_id], force=force)]
    tasks = [
        Task(
            store, d, stage, keys_of(d)[stage], kept[d.document_id], found[d.document_id].get(stage)
        )
        for d in due
    ]
    made = engine.map(perform, tasks)
    for task, result in zip(tasks, watched(stage, made, [d.document_id for d in due]), strict=True):
        done = give_up(task, result.reason) if isinstance(result, Died) else result
        kept[task.document.document_id][stage] = done
    failed = {d.document_id for d in documents if d.failure or has_failed(kept[d.document_id])}
    ids = [[d.document_id for d in some] for some in (documents, due)]
    return StageReport(tuple(ids[0]), frozenset(ids[1]), frozenset(failed))


def valid(
    documents: Iterable[RawDocument], found: Mapping[str, KeptStages]
) -> dict[str, dict[str, Kept]]:
    """Of what is kept, that which is of these very documents and of this code, by id and stage.

    A value is of use only where those of the stages before it are, and did not fail.
    """
    return {d.document_id: dict(_valid(d, found[d.document_id])) for d in documents}


def has_failed(kept: KeptStages) -> bool:
    """Whether a stage of a document failed."""
    return any(value.state != READ for value in kept.values())


def _valid(document: RawDocument, found: KeptStages) -> Iterator[tuple[str, Kept]]:
    keys = keys_of(document) if document.failure is None else {}
    for stage, key in keys.items():
        value = found.get(stage)
        if value is None or value.key != key:
            return
        yield stage, value
        if value.state != READ:
            return


def _is_due(document: RawDocument, stage: str, kept: KeptStages, *, force: bool) -> bool:
    before = STAGES[: STAGES.index(stage)]
    if document.failure or any(s not in kept or kept[s].state != READ for s in before):
        return False
    return force or stage not in kept or kept[stage].state == DIED
