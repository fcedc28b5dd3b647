"""The release: the published tables, with everything people need to find, trust and load them.

`build_release` writes one complete set of files into a folder of its own and points `latest` at
it; `diff` compares two; `load_postgres` loads one into a server. Everything is derived from the
declaration in `pipeline.tables.schema` and from the tables; no module here imports dagster.
"""
