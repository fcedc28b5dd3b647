"""The partitions: those shards that hold documents.

A document is no partition: Dagster keeps some events a partition and asset, which for 100 000
documents take days to write and hours to look through. docs/operating.md has the measurements.

Which shards hold documents is known once somebody has looked, so the partitions are dynamic. The
sensor adds those of new documents; a run takes in shards that no partition stands for yet, adds
them, and removes those that have become empty.
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
    """Those of some shards that are no partitions yet."""
    there = set(known(instance))
    return [shard for shard in shards if shard not in there]


def add(instance: dg.DagsterInstance, shards: Sequence[str]) -> None:
    """Makes shards partitions; those that are already stay where they are."""
    if shards:
        instance.add_dynamic_partitions(_NAME, shards)


def remove_all_but(instance: dg.DagsterInstance, shards: Iterable[str]) -> None:
    """Removes partitions whose shards hold no documents, unless another run may be of them."""
    empty = set(known(instance)).difference(shards)
    unfinished = [status for status in dg.DagsterRunStatus if status not in FINISHED_STATUSES]
    if empty and instance.get_runs_count(dg.RunsFilter(statuses=unfinished)) <= 1:
        for shard in sorted(empty):
            instance.delete_dynamic_partition(_NAME, shard)


def tags_of(shards: Iterable[str], partitions: Sequence[str]) -> dict[str, str]:
    """What makes a run one of these shards, and of those that stand between them in a list."""
    places = sorted(map(partitions.index, shards))
    return {RANGE_START: partitions[places[0]], RANGE_END: partitions[places[-1]]}


def tags_of_all(instance: dg.DagsterInstance, shards: Sequence[str]) -> dict[str, str]:
    """What makes a run one of all partitions, these shards among them."""
    add(instance, unknown(instance, shards))
    there = known(instance)
    return tags_of(there, there)
