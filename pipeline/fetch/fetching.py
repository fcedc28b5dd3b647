"""Fetches documents into a raw folder one by one; a failure does not stop the rest."""

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
from pipeline.fetch.outcome import Failure, Fetched, Outcome, Refused, Wanted, not_a_symbol
from pipeline.fetch.pins import Pin, read_pins, write_pins
from pipeline.fetch.verify import verify
from pipeline.progress import report
from pipeline.settings import FetchSettings
from pipeline.storage import Place, locked, sha256_if_there, write_whole

#: Keeps two processes from fetching into the same folder. Buckets have no locks.
LOCK = ".fetch.lock"
#: Failures by how much they say; the last may still turn into a success.
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

    Skips files that match `raw.lock`, so an interrupted list continues where it stopped. Leaves a
    file alone if it differs from what the service has. Updates the register and the lock file
    after each document.

    Args:
        wanted: the documents to fetch; duplicates are fetched once.
        raw: the folder to fetch into, on any storage; created if missing. Buckets have no locks:
            if two processes fetch into the same one, entries in the register and the lock file
            may be lost.
        settings: of the services; None for the defaults.
        again: also fetch documents that are there, and replace files that differ.
        sleep: waits this many seconds.

    Returns:
        The outcome for each document, in the order given.

    Raises:
        BadRegister, BadPins: a file beside the documents is invalid; nothing is fetched.
    """
    settings = settings or FetchSettings()
    unique = list(dict.fromkeys(wanted))
    ended: list[Fetched] = []
    if not unique:
        return ended
    with locked(raw, LOCK), Client(settings, sleep=sleep) as client:
        read_register(raw)
        store = RawFolder(raw, settings)
        for number, one in enumerate(unique, start=1):
            how = _fetch(one, client, store, again=again)
            ended.append(replace(how, wait=client.rest))
            report("fetch", one.document_id, done=number, total=len(unique))
    return ended


def _fetch(one: Wanted, client: Client, store: RawFolder, *, again: bool) -> Fetched:
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
                f"{path} differs from the downloaded file, and was left unchanged; use --again to "
                "replace it"
            )
    except Failure as failure:
        return Fetched(one, failure.outcome, path, str(failure))
    if there != came or pin is None or pin.sha256 != came:
        store.keep(one, address, download)
    return Fetched(one, Outcome.UNCHANGED if there == came else Outcome.FETCHED, path, note)


def _download(
    one: Wanted, client: Client, settings: FetchSettings
) -> tuple[str, Download, str | None]:
    """The first address that served the document, the download, and a note of what is unclear."""
    failures: list[Failure] = []
    tried = addresses.official(one, settings)
    for address in tried:
        try:
            download = client.get(address)
            return address, download, verify(download.data, one)
        except Failure as failure:
            failures.append(failure)
    most = max((failure.outcome for failure in failures), key=_WEIGHT.index)
    reasons = "; ".join(f"{a}: {failure}" for a, failure in zip(tried, failures, strict=True))
    raise next(type(f)(reasons) for f in failures if f.outcome == most)


class RawFolder:
    """A raw folder with its pins. Hold the folder's lock while you use it."""

    def __init__(self, raw: Place, settings: FetchSettings) -> None:
        self.raw = raw
        self.settings = settings
        self.pins = read_pins(raw)

    def keep(self, one: Wanted, address: str, download: Download) -> None:
        """Saves a document and adds it to the register and the lock file.

        Writes the file last: a pin without a file is fetched again, but a file without a pin would
        look like one the user put there.
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
