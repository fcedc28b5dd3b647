"""From the tables of shards to the published ones.

`check` has Great Expectations check the rows of shards, batch by batch; `publish` writes those that
passed, the rows of all shards combined by `combine`. Memory does not grow with the documents.
"""
