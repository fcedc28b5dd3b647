"""Fetches documents into a raw folder, one after the other; what fails stops none of the others."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from pipeline.documents import identity
from pipeline.documents.register import Entry, read_register, record
from pipeline.fetch import addresses
from pipeline.fetch.client import Client, Download
from pipeline.fetch.model import Failure, Fetched, Outcome, Refused, Wanted, not_a_symbol
from pipeline.fetch.pins import Pin, read_pins, write_pins
from pipeline.fetch.verify import verify
from pipeline.progress import tell
from pipeline.settings import FetchSettings
from pipeline.storage import Place, locked, sha256_if_there, write_whole

#: Keeps two processes from fetching into one folder; in a bucket nothing does.
LOCK = ".fetch.lock"
#: Which of two failures says more: that of a service which may have the document after all.
_WEIGHT = [Outcome.NOT_THERE, Outcome.REFUSED, Outcome.OUT_OF_REACH]


def fetch(
    wanted: Iterable[Wanted],
    raw: Place,
    settings: FetchSettings | None = None,
    *,
    again: bool = False,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Fetched]:
    """Fetches documents that are not there yet.

    A file that is there as `raw.lock` pins it is not asked for, so that a list that was interrupted
    goes on where it was. A file that is there and is another one than its service has is left as
    it is. Register and lock file are written document by document.

    Args:
        wanted: what to fetch; each is fetched once.
        raw: the folder to fetch into, of any storage; made where it is not there. In a bucket, let
            nobody else fetch into it meanwhile: it has no locks, and what one writes into the
            register and the lock file may be lost.
        settings: of the services; the defaults where None.
        again: ask for what is there, too, and replace what is another file.
        sleep: waits so many seconds.

    Returns:
        How each ended, in the order asked.

    Raises:
        BadRegister, BadPins: a file beside the documents breaks its form; nothing is fetched.
    """
    settings = settings or FetchSettings()
    unique = list(dict.fromkeys(wanted))
    ended: list[Fetched] = []
    if not unique:
        return ended
    with locked(raw, LOCK), Client(settings, sleep=sleep) as client:
        read_register(raw)
        store = Store(raw, settings)
        for number, one in enumerate(unique, start=1):
            how = _fetch(one, client, store, again=again)
            ended.append(replace(how, wait=client.rest))
            tell("fetch", one.document_id, done=number, total=len(unique))
    return ended


def _fetch(one: Wanted, client: Client, store: Store, *, again: bool) -> Fetched:
    if not identity.is_symbol(one.symbol):
        return Fetched(one, Outcome.REFUSED, store.raw, not_a_symbol(one.symbol))
    path, pin = store.raw / one.file, store.pins.get(one.file)
    there = sha256_if_there(path)
    if pin and there == pin.sha256 and not again:
        return Fetched(one, Outcome.UNCHANGED, path)
    try:
        address, download, note = _download(one, client, store.settings)
        came = hashlib.sha256(download.data).hexdigest()
        if there not in {None, came} and not again:
            raise Refused(
                f"{path} is another file than the one that came, and is left as it is; "
                "--again replaces it"
            )
    except Failure as failure:
        return Fetched(one, failure.outcome, path, str(failure))
    if there != came or pin is None or pin.sha256 != came:
        store.keep(one, address, download)
    return Fetched(one, Outcome.UNCHANGED if there == came else Outcome.FETCHED, path, note)


def _download(
    one: Wanted, client: Client, settings: FetchSettings
) -> tuple[str, Download, str | None]:
    """The first address that gave the document, what it gave, and what could not be told of it."""
    failures: list[Failure] = []
    tried = addresses.official(one, settings)
    for address in tried:
        try:
            download = client.get(address)
            return address, download, verify(download.data, one)
        except Failure as failure:
            failures.append(failure)
    most = max((failure.outcome for failure in failures), key=_WEIGHT.index)
    told = "; ".join(f"{a}: {failure}" for a, failure in zip(tried, failures, strict=True))
    raise next(type(f)(told) for f in failures if f.outcome == most)


class Store:
    """A raw folder and what is pinned of it; to be used under its lock."""

    def __init__(self, raw: Place, settings: FetchSettings) -> None:
        self.raw = raw
        self.settings = settings
        self.pins = read_pins(raw)

    def keep(self, one: Wanted, address: str, download: Download) -> None:
        """Puts a document into the folder, its register and its lock file.

        The file comes last: a pin without its file is fetched again, while a file without its pin
        would be taken for somebody's own.
        """
        sha256 = hashlib.sha256(download.data).hexdigest()
        entry = Entry(
            symbol=one.symbol,
            language=one.language,
            source_url=addresses.for_people(one, self.settings),
            fetched_from=download.address,
            fetched_at=datetime.now(UTC),
            sha256=sha256,
            licence=self.settings.licence,
        )
        record(self.raw, one.file, entry)
        self.pins[one.file] = Pin(
            symbol=one.symbol,
            language=one.language,
            address=address,
            sha256=sha256,
            size=len(download.data),
        )
        write_pins(self.raw, self.pins)
        write_whole(self.raw / one.file, download.data)
