"""The partitions: the shards that hold documents.

A document is not a partition: Dagster stores several events for each partition and asset, which for
100 000 documents take days to write and hours to search. docs/operating.md has the measurements.

Which shards hold documents is only known after listing them, so the partitions are dynamic. The
sensor adds those of new documents. A run also reads shards that are not partitions yet, adds them,
and removes those that have become empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import dagster as dg

from pipeline.orchestration.internals import FINISHED_STATUSES

RANGE_START = "dagster/asset_partition_range_start"
RANGE_END = "dagster/asset_partition_range_end"

SHARDS = dg.DynamicPartitionsDefinition(name="shards")
_NAME = str(SHARDS.name)


def known(instance: dg.DagsterInstance) -> list[str]:
    """The shards that are partitions, in the order in which they were added."""
    return list(instance.get_dynamic_partitions(_NAME))


def unknown(instance: dg.DagsterInstance, shards: Iterable[str]) -> list[str]:
    """The shards that are not partitions yet."""
    there = set(known(instance))
    return [shard for shard in shards if shard not in there]


def add(instance: dg.DagsterInstance, shards: Sequence[str]) -> None:
    """Adds shards as partitions; existing ones keep their place."""
    if shards:
        instance.add_dynamic_partitions(_NAME, shards)


def remove_all_but(instance: dg.DagsterInstance, shards: Iterable[str]) -> None:
    """Removes partitions of empty shards, unless another run may use them."""
    empty = set(known(instance)).difference(shards)
    unfinished = [status for status in dg.DagsterRunStatus if status not in FINISHED_STATUSES]
    if empty and instance.get_runs_count(dg.RunsFilter(statuses=unfinished)) <= 1:
        for shard in sorted(empty):
            instance.delete_dynamic_partition(_NAME, shard)


def tags_of(shards: Iterable[str], partitions: Sequence[str]) -> dict[str, str]:
    """The tags of a run over these shards, and over those between them in the list."""
    places = sorted(map(partitions.index, shards))
    return {RANGE_START: partitions[places[0]], RANGE_END: partitions[places[-1]]}


def tags_of_all(instance: dg.DagsterInstance, shards: Sequence[str]) -> dict[str, str]:
    """The tags of a run over all partitions, including these shards."""
    add(instance, unknown(instance, shards))
    there = known(instance)
    return tags_of(there, there)
