"""The steps of a run as plain function calls, without Dagster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers.here import Here
from upath import UPath

from pipeline.engines import Engine, engine
from pipeline.publishing.check import check_tables, expectations_version
from pipeline.publishing.publish import publish
from pipeline.reading.cache import Cache
from pipeline.reading.corpus import Corpus
from pipeline.reading.shard_tables import BY_NAME, STAGE_TABLES
from pipeline.reading.stages import STAGES
from pipeline.settings import EngineSettings


@dataclass(frozen=True)
class Refreshed:
    """What a run read in each stage, whether it published, and how many rows it checked."""

    read: Mapping[str, set[str]]
    published: bool
    checked: int


def corpus_of(raw: Path, outputs: Path, shards: int = 8) -> Corpus:
    return Corpus(Cache(UPath(outputs) / ".work"), shards, (UPath(raw),))


def refresh(
    raw: Path,
    outputs: Path,
    *,
    reader: EngineSettings | None = None,
    shards: int = 8,
    force: bool = False,
    check: bool = True,
) -> Refreshed:
    """Lists, reads, checks and publishes documents, in the order of the assets.

    Without `reader`, reads documents in this process; without `check`, accepts all rows unchecked.
    Both are faster.
    """
    with engine(reader) if reader else Here() as chosen:
        return _refresh(raw, outputs, chosen, shards=shards, force=force, check=check)


def _refresh(
    raw: Path, outputs: Path, chosen: Engine, *, shards: int, force: bool, check: bool
) -> Refreshed:
    corpus = corpus_of(raw, outputs, shards)
    corpus.look(chosen, force=force)
    read: dict[str, set[str]] = {}
    checked = 0
    for stage in STAGES:
        report = corpus.read(stage, corpus.shard_names, chosen, force=force)
        read[stage] = set(report.read)
        if stage in STAGE_TABLES:
            shard_tables = corpus.build_tables(stage, corpus.shard_names, chosen, force=force)
            for shard_table in shard_tables if not check else ():
                shard_table.mark_passed(expectations_version(BY_NAME[shard_table.name]))
    for found in check_tables(corpus) if check else ():
        assert found.passed, found.markdown()
        checked += found.rows - found.unchanged
    return Refreshed(read, publish(corpus, outputs, force=force), checked)


def all_files(folder: Path) -> dict[str, bytes]:
    """The bytes of every file by its path, temporary files included."""
    return {
        str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()
    }
