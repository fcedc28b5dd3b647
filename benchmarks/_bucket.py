"""A bucket for a benchmark: a server in a separate process that counts requests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

#: The path at which the server reports and resets its counts.
_COUNTED = "/-/counted"


class Bucket:
    """The server that this process and its children use for `s3://`."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint

    def counted(self) -> Counter[str]:
        """Requests since the last call, by kind of S3 request."""
        with urllib.request.urlopen(self._endpoint + _COUNTED, timeout=60) as answer:  # noqa: S310
            return Counter(json.load(answer))


@contextmanager
def bucket() -> Iterator[Bucket]:
    """Starts the server, and sets it in the environment as operators do."""
    command = [sys.executable, "-m", "benchmarks._bucket"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as server:  # noqa: S603
        assert server.stdout
        endpoint = server.stdout.readline().strip()
        told = {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": "benchmark",
            "AWS_SECRET_ACCESS_KEY": "benchmark",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        with mock.patch.dict(os.environ, told):
            yield Bucket(endpoint)


def kind(method: str, path: str, query: str) -> str:
    """The kind of an S3 request, in the terms of its price list.

    >>> kind("GET", "/bucket/raw/a.pdf", ""), kind("GET", "/bucket", "list-type=2&prefix=raw")
    ('GET', 'LIST')
    """
    is_list = method == "GET" and ("list-type" in query or path.count("/") < 2)
    return "LIST" if is_list else method


def _serve() -> None:
    import logging

    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    answered: Any = DomainDispatcherApplication(create_backend_app)
    counted: Counter[str] = Counter()

    def answer(environ: dict[str, Any], start: Any) -> Any:
        path = environ["PATH_INFO"]
        if path == _COUNTED:
            start("200 OK", [("Content-Type", "application/json")])
            told = json.dumps(counted).encode()
            counted.clear()
            return [told]
        counted[kind(environ["REQUEST_METHOD"], path, environ.get("QUERY_STRING", ""))] += 1
        return answered(environ, start)

    server = make_server("127.0.0.1", 0, answer, threaded=True)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()  # until the benchmark ends, in whatever way


if __name__ == "__main__":
    _serve()
