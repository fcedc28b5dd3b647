"""The partitions: shards of documents, by a hash.

A document is no partition: Dagster keeps some events a partition and asset, which for 100 000
documents take days to write and hours to look through. docs/operating.md has the measurements.
"""

from __future__ import annotations

from collections.abc import Sequence

import dagster as dg
from dagster import AssetCheckExecutionContext, AssetExecutionContext

from pipeline.reading.shards import shard_names

RANGE_START = "dagster/asset_partition_range_start"
RANGE_END = "dagster/asset_partition_range_end"


def shard_partitions(shards: int) -> dg.StaticPartitionsDefinition:
    """One partition a shard."""
    return dg.StaticPartitionsDefinition(shard_names(shards))


def shards_of(context: AssetExecutionContext | AssetCheckExecutionContext) -> Sequence[str]:
    """The shards of a run."""
    return context.op_execution_context.partition_keys


def tags_of_range(first: str, last: str) -> dict[str, str]:
    """What makes a run one of all shards from the first to the last."""
    return {RANGE_START: first, RANGE_END: last}
