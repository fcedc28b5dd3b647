"""A release over HTTP, read-only: Datasette on its SQLite file, and its other files beside.

`metadata` says what Datasette shows of the tables, from the declaration; `server` runs it. Only
`server` and `plugin` need the extra `serve`.
"""
