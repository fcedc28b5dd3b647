"""A server on loopback that answers as the services of the United Nations do, or as told."""

from __future__ import annotations

import itertools
import json
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pipeline.settings import FetchSettings

PAGE = b"<!DOCTYPE html><html><body>There is no such document.</body></html>"


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes:
        body: its bytes.
        status: its code.
        headers: beside its length.
        stop: bytes after which the connection is closed.
        hold: bytes after which nothing more comes while the server runs.
        has_length: whether it says how long it is.
        reason: beside its code; that of the code where None.
        drip: its "head" or its "body" comes a byte at a time, for ever.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stop: int | None = None
    hold: int | None = None
    has_length: bool = True
    reason: str | None = None
    drip: str | None = None


NOT_FOUND = Answer(PAGE, 404)


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    place: str
    headers: dict[str, str]
    connection: int


class Service:
    """What is asked, and what is answered by place: `service zh A/70/901`, `fallback en S/2025/1`.

    Several answers are given one after the other, and the last of them from then on. A place
    without answers is not found.
    """

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answers: dict[str, list[Answer]] = defaultdict(lambda: [NOT_FOUND])
        self.holding = threading.Event()
        self.closing = threading.Event()
        self.address = ""

    def says(self, place: str, *answers: Answer) -> None:
        """Sets what is answered at a place from now on."""
        self.answers[place] = list(answers)

    @property
    def places(self) -> list[str]:
        """The places asked for, in order."""
        return [one.place for one in self.asked]

    def next(self, place: str) -> Answer:
        answers = self.answers[place]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    @property
    def host(self) -> str:
        """Its name and port."""
        return self.address.removeprefix("http://")

    @property
    def addresses(self) -> dict[str, str]:
        """What the settings name."""
        return {
            "service": f"{self.address}/api/symbol/access",
            "fallback": f"{self.address}/undocs",
        }

    def settings(self, **others: object) -> FetchSettings:
        """Settings that lead here and wait for nothing."""
        quick = {"pause_seconds": 0, "timeout_seconds": 5, "attempts": 3, "private_addresses": True}
        return FetchSettings.model_validate({**self.addresses, **quick, **others})

    def settings_file(self, folder: Path, **others: object) -> Path:
        """The same as a file."""
        told = self.settings(**others).model_dump(mode="json", exclude_none=True)
        lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
        file = folder / "settings.toml"
        file.write_text("[fetch]\n" + "\n".join(lines) + "\n", encoding="utf-8")
        return file


def _place(path: str) -> str:
    parts = urlsplit(path)
    if parts.path == "/api/symbol/access":
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert query["t"] == "pdf"
        return f"service {query['l']} {query['s']}"
    if parts.path.startswith("/undocs/"):
        language, symbol = parts.path.removeprefix("/undocs/").split("/", 1)
        return f"fallback {language} {symbol}"
    return parts.path


@contextmanager
def serving() -> Iterator[Service]:
    """A server for as long as it is needed."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            place = _place(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.asked.append(Asked(place, headers, self.client_address[1]))
            self.answer(_ranged(service.next(place), headers))

        def answer(self, answer: Answer) -> None:
            self.send_response(answer.status, answer.reason)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.has_length:
                self.send_header("Content-Length", str(len(answer.body)))
            self.close_connection = answer.stop is not None or not answer.has_length
            if answer.drip == "head":
                self.flush_headers()
                self.drip(b"X-More: ")
            self.end_headers()
            if answer.drip == "body":
                self.drip(answer.body[:20])
            self.wfile.write(answer.body[: answer.stop if answer.hold is None else answer.hold])
            self.wfile.flush()
            if answer.hold is not None:
                service.holding.set()
                service.closing.wait()
                self.close_connection = True

        def drip(self, data: bytes) -> None:
            for byte in itertools.chain(data, itertools.repeat(32)):
                if service.closing.wait(0.02):
                    return
                self.wfile.write(bytes([byte]))

        def log_message(self, *_: object) -> None:
            """Tells nobody."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield service
    finally:
        service.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _ranged(answer: Answer, headers: dict[str, str]) -> Answer:
    """The rest of a file, where it is asked for of the very file that is here."""
    etag = answer.headers.get("ETag")
    if etag is None or "range" not in headers or headers.get("if-range") != etag:
        return answer
    begin = int(headers["range"].removeprefix("bytes=").removesuffix("-"))
    whole = len(answer.body)
    told = {"ETag": etag, "Content-Range": f"bytes {begin}-{whole - 1}/{whole}"}
    return Answer(answer.body[begin:], 206, told)


def http_date(timestamp: float) -> str:
    """A time as HTTP writes it."""
    return formatdate(timestamp, usegmt=True)
