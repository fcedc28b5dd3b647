"""Read many documents: which ones are due, on which engine, and where the results are cached.

`cache` stores the results under a key made by `recipe`: a hash of the file's bytes and of the code
that reads them. So unchanged documents are not read again, an interrupted run resumes where it
stopped, and two concurrent runs do no harm. `stages` are the steps of one document: its pages, its
text, its figures. `shards` divides the documents, `shard_tables` builds the tables of a shard, and
`corpus` does all of this for all shards. No Dagster here.
"""
