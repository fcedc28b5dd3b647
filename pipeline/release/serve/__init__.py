"""A release over HTTP, read-only: Datasette on its SQLite file, next to its other files.

`metadata` describes the tables to Datasette, from the schema; `server` runs it. Only `server` and
`plugin` need the extra `serve`.
"""
