"""From shard tables to published tables.

`check` runs Great Expectations on the shards' rows, batch by batch; `publish` writes the rows of
all shards, joined by `combine`, once they have passed. Memory does not grow with the documents.
"""
