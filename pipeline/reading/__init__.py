"""Read many documents: which are unread, by which engine, and where what is read is kept.

`cache` keeps what is read of a document under a key that `recipe` makes: a hash of the file's bytes
and of the code that reads them. So what is unchanged is not read again, a run that was stopped
continues where it was, and two runs at once do no harm. `stages` are the steps of one document:
its pages, its text, its figures. `shards` divides the documents, `shard_tables` builds the tables
of a shard, and `corpus` does all of this for all shards. No Dagster here.
"""
