"""Reads many documents: which are unread, by which engine, and where what is read is kept.

`store` keeps values of a document under the hash of all that they depend on: its bytes and the
source of the code that makes them (`code`). So what is unchanged is not read again, a run that was
stopped goes on where it was, and two runs at once do no harm. `stages` are the steps of one
document: its pages, its text, its figures. `shards` divides the documents; `parts` makes the
tables of a shard, and `corpus` is all of this for all shards. No Dagster here.
"""
