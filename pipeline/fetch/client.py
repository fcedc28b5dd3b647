"""Downloads a PDF politely: pauses between requests, retries, and resumes broken downloads.

A download stays in memory until it is complete, so no partial file ever reaches the disk.
Responses are not trusted: we contact only hosts named in the settings, also when redirected,
decompress nothing, limit size and time, and never quote a response in a message.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import Self

import httpx
from tenacity import (
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential_jitter,
)

from pipeline.fetch.connections import Deadline, transport
from pipeline.fetch.outcome import NotThere, Refused, Transient
from pipeline.settings import FetchSettings

_KNOWN = {status.value for status in HTTPStatus}
_NOT_THERE = {httpx.codes.NOT_FOUND, httpx.codes.GONE}
_BUSY = {
    httpx.codes.TOO_MANY_REQUESTS,
    httpx.codes.INTERNAL_SERVER_ERROR,
    httpx.codes.BAD_GATEWAY,
    httpx.codes.SERVICE_UNAVAILABLE,
    httpx.codes.GATEWAY_TIMEOUT,
}
_CUT_OFF = (
    httpx.TimeoutException,
    httpx.NetworkError,
    httpx.RemoteProtocolError,
    httpx.ProxyError,
)
#: The largest response to accept, in bytes; no report is larger.
_LARGEST = 500_000_000
#: The most redirects to follow.
_REDIRECTIONS = 10
#: The longest URL or ETag to accept, in characters.
_LONGEST = 2_000
#: The longest Retry-After to record, in seconds: a year.
_LONGEST_REST = 31_536_000


@dataclass(frozen=True, slots=True)
class Download:
    """The bytes of a PDF, and the address they came from after redirects."""

    data: bytes
    address: str


@dataclass(slots=True)
class _Body:
    """What several attempts have downloaded of a file, and the seconds left for the rest."""

    left: float
    data: bytearray = field(default_factory=bytearray)
    etag: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers that request the missing bytes, if the file is still the same."""
        if not self.data or self.etag is None:
            return {}
        return {"Range": f"bytes={len(self.data)}-", "If-Range": self.etag}

    def begin(self, response: httpx.Response) -> None:
        """Keeps the bytes so far if the response continues them, otherwise drops them."""
        goes_on = f"bytes {len(self.data)}-"
        if response.status_code != httpx.codes.PARTIAL_CONTENT:
            self.data.clear()
            etag = response.headers.get("ETag")
            # A weak ETag (W/…) does not promise identical bytes.
            exact = etag is not None and etag.startswith('"') and len(etag) <= _LONGEST
            self.etag = etag if exact else None
        elif not self.data or not response.headers.get("Content-Range", "").startswith(goes_on):
            self.forget()
            raise Transient("it returned a different range than requested")

    def forget(self) -> None:
        """Starts over."""
        self.data.clear()
        self.etag = None


@dataclass(frozen=True, slots=True)
class _Rest:
    """A host's response, the pause in seconds that it asked for, and when that pause ends.

    `until` is a time of the monotonic clock.
    """

    answer: str
    asked: float
    until: float

    @property
    def left(self) -> float:
        return max(0.0, self.until - time.monotonic())


class Client:
    """Downloads from the services over one connection at a time, with a pause between requests.

    After a Retry-After, the client sends that host nothing until the time is up. If the pause is
    longer than the settings allow, it never asks that host again.

    Args:
        settings: hosts, pauses, attempts and timeouts.
        sleep: waits this many seconds.
    """

    def __init__(
        self, settings: FetchSettings, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._settings = settings
        self._sleep = sleep
        self._asked_at: float | None = None
        self._rests: dict[bytes, _Rest] = {}
        self._wait = wait_exponential_jitter(
            initial=settings.pause_seconds,
            max=settings.longest_wait_seconds,
            jitter=settings.pause_seconds,
        )
        self._hosts = {httpx.URL(address).netloc.decode() for address in settings.addresses}
        self._hosts |= {host.lower() for host in settings.hosts}
        self._deadline = Deadline()
        contact = f" ({settings.contact})" if settings.contact else ""
        self._http = httpx.Client(
            headers={
                "User-Agent": f"un-figures/{version('un-figures')}{contact}",
                "Accept": "application/pdf",
                # So that Content-Length counts the bytes of the file itself.
                "Accept-Encoding": "identity",
            },
            # httpx would read and decompress the body of every redirect.
            follow_redirects=False,
            timeout=settings.timeout_seconds,
            transport=transport(self._deadline, private=settings.private_addresses),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    @property
    def rest(self) -> float:
        """Seconds until every host accepts requests again, going by their Retry-After."""
        return max((rest.left for rest in self._rests.values()), default=0.0)

    def get(self, address: str) -> Download:
        """Downloads the PDF at an address, complete as far as HTTP can tell.

        Raises:
            NotThere: the service does not have it.
            Refused: the service returns something else.
            Transient: every attempt failed, or the service asked for a longer pause than we wait.
        """
        try:
            url = httpx.URL(address)
        except httpx.InvalidURL as problem:
            raise Refused("it is not a valid address") from problem
        self._require_host(url)
        self._rest_of(url)  # before any pause
        repeat = Retrying(
            stop=stop_after_attempt(self._settings.attempts),
            wait=self._wait,
            retry=retry_if_exception(self._is_worth_waiting),
            sleep=self._sleep,
            reraise=True,
        )
        download = repeat(self._attempt, url, _Body(self._settings.download_seconds))
        if not download.data.startswith(b"%PDF-"):
            raise Refused("it returned something that is not a PDF")
        return download

    def _rest_of(self, url: httpx.URL) -> float:
        """Seconds until its host accepts requests again.

        Raises:
            Transient: the host asked for a longer pause than the settings allow.
        """
        rest = self._rests.get(url.netloc)
        if rest is None:
            return 0.0
        if rest.asked > self._settings.longest_wait_seconds:
            raise Transient(rest.answer, rest.asked)
        return rest.left

    def _require_host(self, url: httpx.URL) -> None:
        """Raises Refused if the settings do not name the address's host."""
        if url.scheme not in {"http", "https"} or url.netloc.decode() not in self._hosts:
            raise Refused("it is on, or redirects to, a host that fetch.hosts does not name")

    def _pause(self, seconds: float) -> None:
        """Waits, and extends the download's deadline by as much."""
        if seconds > 0:
            self._sleep(seconds)
            self._deadline.until += seconds

    def _is_worth_waiting(self, problem: BaseException) -> bool:
        longest = self._settings.longest_wait_seconds
        return (
            isinstance(problem, Transient) and problem.wait <= longest and self._deadline.left > 0
        )

    def _attempt(self, url: httpx.URL, body: _Body) -> Download:
        begun = time.monotonic()
        self._deadline.until = begun + body.left
        try:
            return self._downloaded(url, body)
        finally:
            body.left = self._deadline.left

    def _downloaded(self, url: httpx.URL, body: _Body) -> Download:
        with self._answer(url, body.headers()) as response:
            if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                body.forget()
            try:
                _require_success(response)
            except Transient as problem:
                rest = _Rest(str(problem), problem.wait, time.monotonic() + problem.wait)
                self._rests[response.url.netloc] = rest
                raise
            if response.headers.get("Content-Encoding", "identity").lower() not in {"", "identity"}:
                raise Refused("it compressed the response, though we asked it not to")
            body.begin(response)
            for chunk in response.iter_raw():
                body.data += chunk
                if len(body.data) > _LARGEST:
                    raise Refused(f"it returned more than {_LARGEST} bytes")
                if self._deadline.left <= 0:
                    raise httpx.ReadTimeout("")
            _require_end(response, body.data)
            return Download(bytes(body.data), str(response.url))

    @contextmanager
    def _answer(self, url: httpx.URL, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """Sends a request, yields the response before its body is read, and closes it."""
        if self._asked_at is not None:
            self._pause(self._asked_at + self._settings.pause_seconds - time.monotonic())
        response = None
        try:
            response = self._led_to(self._http.build_request("GET", url, headers=headers))
            yield response
        except _CUT_OFF as problem:
            if self._deadline.left <= 0:
                most = self._settings.download_seconds
                raise Transient(f"the download took longer than {most:g} s") from problem
            raise Transient(f"the connection failed ({_clause(problem)})") from problem
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as problem:
            raise Refused(f"the request failed ({_clause(problem)})") from problem
        finally:
            if response is not None:
                response.close()
            self._asked_at = time.monotonic()

    def _led_to(self, request: httpx.Request) -> httpx.Response:
        """Follows redirects to the first response that is not one."""
        for _ in range(_REDIRECTIONS + 1):
            self._require_host(request.url)
            if len(str(request.url)) > _LONGEST:
                break
            self._pause(self._rest_of(request.url))
            response = self._http.send(request, stream=True)
            if response.next_request is None:
                return response
            response.close()
            request = response.next_request
        raise Refused("it redirects in a circle, too often, or to an overlong address")


def _clause(problem: Exception) -> str:
    """What went wrong, without quoting anything the server sent."""
    if isinstance(problem, httpx.ConnectError):  # a message of this machine
        return str(problem) or "no connection"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(problem).__name__).lower()


def _require_success(response: httpx.Response) -> None:
    code = response.status_code
    said = (
        f"it returned {code} {HTTPStatus(code).phrase}"
        if code in _KNOWN
        else "it returned an unknown status code"
    )
    if code in _NOT_THERE:
        raise NotThere(said)
    if code in _BUSY:
        wait = seconds_to_wait(response.headers.get("Retry-After", ""), datetime.now(UTC))
        raise Transient(f"{said}: try again in {wait:.0f} s" if wait else said, wait)
    if code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        raise Transient(said)
    if code not in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT}:
        raise Refused(said)


def _require_end(response: httpx.Response, data: bytearray) -> None:
    """Raises if the body is empty or incomplete."""
    if not data:
        raise NotThere("it returned nothing, as it does for documents that are not published")
    if {"Content-Length", "Transfer-Encoding"}.isdisjoint(_names(response)) and not ends(data):
        raise Transient("the connection closed in the middle of the file")
    whole = response.headers.get("Content-Range", "").rpartition("/")[2]
    if whole.isascii() and whole.isdigit() and whole != str(len(data)):
        raise Transient(f"it sent only {len(data)} bytes")


def _names(response: httpx.Response) -> set[str]:
    return {name.title() for name in response.headers}


def ends(data: bytes | bytearray) -> bool:
    """Whether a PDF has its end-of-file marker."""
    return b"%%EOF" in data[-2048:]


def seconds_to_wait(retry_after: str, now: datetime) -> float:
    """The seconds that a Retry-After asks for, as a number or a date; 0 if it is neither.

    >>> now = datetime(2026, 7, 14, 12, 0, tzinfo=UTC)
    >>> seconds_to_wait("120", now), seconds_to_wait("Tue, 14 Jul 2026 12:01:30 GMT", now)
    (120.0, 90.0)
    >>> seconds_to_wait("soon", now), seconds_to_wait("Tue, 14 Jul 2026 11:59:00 GMT", now)
    (0.0, 0.0)
    """
    if retry_after.strip().isdecimal():
        return min(float(retry_after), _LONGEST_REST)
    try:
        until = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):
        return 0.0
    left = (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds()
    return min(max(0.0, left), _LONGEST_REST)
