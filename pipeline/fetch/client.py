"""Asks a service for a PDF: politely, again where that may help, and on where it was cut off.

What comes is held in memory until it is whole, so that no part of it is ever left on a disk.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Self

import httpx
from tenacity import (
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential_jitter,
)

from pipeline.fetch.model import CanPass, NotThere, Refused
from pipeline.settings import FetchSettings

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
#: Bytes above which an answer is no report.
_LARGEST = 500_000_000


@dataclass(frozen=True, slots=True)
class Download:
    """The bytes of a PDF, and the address that gave them, after redirections."""

    data: bytes
    address: str


@dataclass(slots=True)
class _Body:
    """What has come of a file, over several attempts."""

    data: bytearray = field(default_factory=bytearray)
    etag: str | None = None

    def headers(self) -> dict[str, str]:
        """Asks for what is missing, of the same file only."""
        if not self.data or self.etag is None:
            return {}
        return {"Range": f"bytes={len(self.data)}-", "If-Range": self.etag}

    def begin(self, response: httpx.Response) -> None:
        """Keeps what has come where the answer goes on with it, else forgets it."""
        goes_on = f"bytes {len(self.data)}-"
        if response.status_code != httpx.codes.PARTIAL_CONTENT:
            self.data.clear()
            etag = response.headers.get("ETag")
            # A weak one (W/…) does not say that the bytes are the same.
            exact = etag is not None and etag.startswith('"')
            self.etag = etag if exact and "Content-Encoding" not in response.headers else None
        elif not self.data or not response.headers.get("Content-Range", "").startswith(goes_on):
            self.forget()
            raise CanPass("it answered with another part than was asked for")

    def forget(self) -> None:
        """Begins anew."""
        self.data.clear()
        self.etag = None


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a host answered, for how many seconds it asked to be left alone, and when these end.

    `until` is on the monotonic clock.
    """

    answer: str
    asked: float
    until: float

    @property
    def left(self) -> float:
        return max(0.0, self.until - time.monotonic())


class Client:
    """One connection to whichever service is asked, with a pause between two requests.

    A host that says when to ask it again is left alone until then, whatever it is next asked for;
    for the life of the client, where this is longer than is waited.

    Args:
        settings: how to ask.
        sleep: waits so many seconds.
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
        contact = f" ({settings.contact})" if settings.contact else ""
        self._http = httpx.Client(
            headers={
                "User-Agent": f"un-figures/{version('un-figures')}{contact}",
                "Accept": "application/pdf",
                # Content-Length then counts the bytes of the file itself.
                "Accept-Encoding": "identity",
            },
            follow_redirects=True,
            timeout=settings.timeout_seconds,
            limits=httpx.Limits(max_connections=1),
            # Redirections, too, lead to hosts that may have asked for a rest.
            event_hooks={"request": [lambda request: self._let_rest(request.url)]},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    @property
    def rest(self) -> float:
        """Seconds after which all hosts may be asked, by what they said."""
        return max((rest.left for rest in self._rests.values()), default=0.0)

    def get(self, address: str) -> Download:
        """The PDF at an address, whole as far as the protocol tells.

        Raises:
            NotThere: the service does not have it.
            Refused: it gives something else.
            CanPass: it gives nothing, after as many attempts as are set, or asks to be left alone.
        """
        try:
            url = httpx.URL(address)
        except httpx.InvalidURL as problem:
            raise Refused(f"it is no address ({problem})") from problem
        self._rest_of(url)  # before any pause
        repeat = Retrying(
            stop=stop_after_attempt(self._settings.attempts),
            wait=self._wait,
            retry=retry_if_exception(self._is_worth_waiting),
            sleep=self._sleep,
            reraise=True,
        )
        download = repeat(self._attempt, address, _Body())
        if not download.data.startswith(b"%PDF-"):
            begins = download.data[:40].decode("utf-8", "replace").strip()
            raise Refused(f"it gave no PDF: what came begins {begins!r}")
        return download

    def _rest_of(self, url: httpx.URL) -> float:
        """Seconds for which its host is still to be left alone.

        Raises:
            CanPass: the host asked for a longer rest than is waited.
        """
        rest = self._rests.get(url.netloc)
        if rest is None:
            return 0.0
        if rest.asked > self._settings.longest_wait_seconds:
            raise CanPass(rest.answer, rest.asked)
        return rest.left

    def _let_rest(self, url: httpx.URL) -> None:
        left = self._rest_of(url)
        if left > 0:
            self._sleep(left)

    def _is_worth_waiting(self, problem: BaseException) -> bool:
        longest = self._settings.longest_wait_seconds
        return isinstance(problem, CanPass) and problem.wait <= longest

    def _attempt(self, address: str, body: _Body) -> Download:
        with self._answer(address, body.headers()) as response:
            if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                body.forget()
            try:
                _require_success(response)
            except CanPass as problem:
                rest = _Rest(str(problem), problem.wait, time.monotonic() + problem.wait)
                self._rests[response.url.netloc] = rest
                raise
            body.begin(response)
            for chunk in response.iter_bytes():
                body.data += chunk
                if len(body.data) > _LARGEST:
                    raise Refused(f"it gave more than {_LARGEST} bytes")
            _require_end(response, body.data)
            return Download(bytes(body.data), str(response.url))

    @contextmanager
    def _answer(self, address: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """An answer whose body is still to come, and after it the time of the next request."""
        if self._asked_at is not None:
            rest = self._asked_at + self._settings.pause_seconds - time.monotonic()
            if rest > 0:
                self._sleep(rest)
        try:
            with self._http.stream("GET", address, headers=headers) as response:
                yield response
        except _CUT_OFF as problem:
            detail = str(problem) or type(problem).__name__
            raise CanPass(f"it did not answer, or not to the end ({detail})") from problem
        except httpx.HTTPError as problem:
            raise Refused(f"it cannot be asked ({problem})") from problem
        finally:
            self._asked_at = time.monotonic()


def _require_success(response: httpx.Response) -> None:
    code = response.status_code
    said = f"it answered {code} {response.reason_phrase}".strip()
    if code in _NOT_THERE:
        raise NotThere(said)
    if code in _BUSY:
        wait = seconds_to_wait(response.headers.get("Retry-After", ""), datetime.now(UTC))
        raise CanPass(f"{said}, to be asked again in {wait:.0f} s" if wait else said, wait)
    if code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        raise CanPass(said)
    if code not in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT}:
        raise Refused(said)


def _require_end(response: httpx.Response, data: bytearray) -> None:
    """Raises where the body ended and it is not told that this is its end."""
    if not data:
        raise NotThere("it answered with nothing, as it does for what is not published")
    if {"Content-Length", "Transfer-Encoding"}.isdisjoint(_names(response)) and not ends(data):
        raise CanPass("the connection was closed in the middle of the file")
    whole = response.headers.get("Content-Range", "").rpartition("/")[2]
    if whole.isdigit() and int(whole) != len(data):
        raise CanPass(f"{len(data)} bytes came of {whole}")


def _names(response: httpx.Response) -> set[str]:
    return {name.title() for name in response.headers}


def ends(data: bytes | bytearray) -> bool:
    """Whether a PDF has the mark of its end."""
    return b"%%EOF" in data[-2048:]


def seconds_to_wait(retry_after: str, now: datetime) -> float:
    """What a Retry-After says, in seconds or as a date; 0 where it says nothing.

    >>> now = datetime(2026, 7, 14, 12, 0, tzinfo=UTC)
    >>> seconds_to_wait("120", now), seconds_to_wait("Tue, 14 Jul 2026 12:01:30 GMT", now)
    (120.0, 90.0)
    >>> seconds_to_wait("soon", now), seconds_to_wait("Tue, 14 Jul 2026 11:59:00 GMT", now)
    (0.0, 0.0)
    """
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        time_told = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):
        return 0.0
    return max(0.0, (time_told.replace(tzinfo=time_told.tzinfo or UTC) - now).total_seconds())
