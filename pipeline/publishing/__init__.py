"""From the tables of shards to the published ones.

`check` has Great Expectations look at the rows of shards, batch by batch; `publish` writes what has
passed, the rows of all shards put together by `combine`. Memory does not grow with the documents.
"""
