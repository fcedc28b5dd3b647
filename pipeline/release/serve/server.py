"""The server: Datasette with the metadata from `metadata`, on the files of a release."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

from pipeline.errors import NotInstalled
from pipeline.release import contents
from pipeline.release.serve.metadata import FILES, STATIC, metadata
from pipeline.storage import sha256_of
from pipeline.tables.files import row_count

#: Milliseconds that a query or facet may take: several seconds, since the view of all figures has
#: joins.
_MILLISECONDS = 5_000
#: Maximum rows of a response; `.csv?_stream=on` returns all.
MOST_ROWS = 10_000


def application(release: Path, *, base_url: str = "/") -> Any:
    """The ASGI application that serves a release, for any ASGI server.

    Args:
        release: its folder.
        base_url: its path, with a slash at both ends.

    Raises:
        NotInstalled: the extra `serve` is missing.
    """
    try:
        from datasette.app import Datasette
        from datasette.plugins import pm

        from pipeline.release.serve import plugin
    except ModuleNotFoundError as problem:
        name = str(problem.name).split(".")[0]
        raise NotInstalled("pipeline serve", "serve", name) from problem
    if not pm.is_registered(plugin):
        pm.register(plugin)
    return Datasette(
        immutables=[str(release / contents.SQLITE)],
        inspect_data=_known(release),
        metadata=metadata(release.resolve().name, base_url),
        static_mounts=[
            (FILES.strip("/"), str(release)),
            (STATIC.strip("/"), str(Path(__file__).with_name("static"))),
        ],
        cors=True,
        settings={
            "base_url": base_url,
            "sql_time_limit_ms": _MILLISECONDS,
            "facet_time_limit_ms": _MILLISECONDS,
            "suggest_facets": False,
            "max_returned_rows": MOST_ROWS,
            "max_csv_mb": 0,
            "default_cache_ttl": 3600,
        },
    ).app()


def listen(host: str, port: int) -> socket.socket:
    """The socket for requests.

    Raises:
        OSError: the port is taken, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def run(served: Any, listening: socket.socket) -> None:
    """Serves an application until it is interrupted."""
    import uvicorn

    config = uvicorn.Config(served, log_level="warning", lifespan="on")
    uvicorn.Server(config).run(sockets=[listening])


def _known(release: Path) -> dict[str, Any]:
    """What Datasette would otherwise read the whole file for: size, checksum, rows."""
    file = release / contents.SQLITE
    return {
        contents.NAME: {
            "file": file.name,
            "size": file.stat().st_size,
            "hash": sha256_of(file),
            "tables": {
                name: {"count": row_count(parquet)}
                for name, parquet in contents.parquet_files(release).items()
            },
        }
    }
