"""What is told of pinned files that changed or went, here or there, and what is done about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from documents import SYMBOL, pdf
from service import PAGE, Answer, Service

from pipeline.documents.register import read_register
from pipeline.fetch.comparing import Compared, Done, Local, Upstream, compare
from pipeline.fetch.fetching import fetch
from pipeline.fetch.outcome import Wanted

NAME = "A_70_901-en.pdf"
SERVICE = f"service en {SYMBOL}"
REISSUED = pdf("en", edition="reissued")


@pytest.fixture
def pinned(service: Service, raw: Path) -> bytes:
    """A folder with one document fetched; the lock file's bytes."""
    service.says(SERVICE, Answer(pdf("en")))
    fetch([Wanted(SYMBOL, "en")], raw, service.settings())
    service.asked.clear()
    return (raw / "raw.lock").read_bytes()


def compare_one(raw: Path, service: Service, *, again: bool = False) -> Compared:
    (found,) = compare(raw, service.settings(), again=again, sleep=lambda _: None)
    return found


def test_nothing_is_done_where_all_is_as_pinned(service: Service, raw: Path, pinned: bytes) -> None:
    found = compare_one(raw, service)
    assert found == Compared(NAME, Local.AS_PINNED, Upstream.AS_PINNED)
    assert not found.differs
    assert service.places == [SERVICE]
    assert (raw / "raw.lock").read_bytes() == pinned


def test_a_file_that_changed_upstream_is_told_and_replaced_only_when_asked(
    service: Service, raw: Path, pinned: bytes
) -> None:
    service.says(SERVICE, Answer(REISSUED))
    found = compare_one(raw, service)
    assert (found.local, found.upstream, found.done) == (
        Local.AS_PINNED,
        Upstream.CHANGED,
        Done.NOTHING,
    )
    assert found.differs
    assert (raw / NAME).read_bytes() == pdf("en")
    assert (raw / "raw.lock").read_bytes() == pinned
    found = compare_one(raw, service, again=True)
    assert (found.upstream, found.done, found.differs) == (Upstream.CHANGED, Done.REPLACED, False)
    assert (raw / NAME).read_bytes() == REISSUED
    pin = json.loads((raw / "raw.lock").read_text())["files"][NAME]
    assert pin["sha256"] == read_register(raw)[NAME].sha256
    assert compare_one(raw, service).upstream is Upstream.AS_PINNED


def test_what_is_another_document_upstream_does_not_replace_even_when_asked(
    service: Service, raw: Path, pinned: bytes
) -> None:
    service.says(SERVICE, Answer(pdf("fr")))
    found = compare_one(raw, service, again=True)
    assert (found.upstream, found.done) == (Upstream.CHANGED, Done.NOTHING)
    assert "'fr'" in str(found.reason)
    assert (raw / NAME).read_bytes() == pdf("en")
    assert (raw / "raw.lock").read_bytes() == pinned


@pytest.mark.usefixtures("pinned")
def test_a_file_that_is_missing_here_is_put_back(service: Service, raw: Path) -> None:
    (raw / NAME).unlink()
    found = compare_one(raw, service)
    assert (found.local, found.done, found.differs) == (Local.MISSING, Done.PUT_BACK, False)
    assert (raw / NAME).read_bytes() == pdf("en")


@pytest.mark.usefixtures("pinned")
def test_a_file_that_is_missing_here_and_changed_there_is_not_put_back(
    service: Service, raw: Path
) -> None:
    (raw / NAME).unlink()
    service.says(SERVICE, Answer(REISSUED))
    found = compare_one(raw, service)
    assert (found.local, found.upstream) == (Local.MISSING, Upstream.CHANGED)
    assert found.differs
    assert not (raw / NAME).exists()


@pytest.mark.usefixtures("pinned")
def test_a_file_that_was_altered_here_is_told_and_replaced_only_when_asked(
    service: Service, raw: Path
) -> None:
    (raw / NAME).write_bytes(b"my own")
    found = compare_one(raw, service)
    assert (found.local, found.upstream) == (Local.ALTERED, Upstream.AS_PINNED)
    assert found.differs
    assert (raw / NAME).read_bytes() == b"my own"
    assert compare_one(raw, service, again=True).done is Done.REPLACED
    assert (raw / NAME).read_bytes() == pdf("en")


@pytest.mark.usefixtures("pinned")
@pytest.mark.parametrize(
    ("answer", "upstream", "differs"),
    [
        (Answer(PAGE, 404), Upstream.MISSING, True),
        (Answer(b""), Upstream.MISSING, True),
        (Answer(PAGE), Upstream.REFUSED, True),
        (Answer(PAGE, 503), Upstream.OUT_OF_REACH, False),
    ],
)
def test_what_upstream_does_not_give_is_told_apart(
    answer: Answer, upstream: Upstream, differs: bool, service: Service, raw: Path
) -> None:
    service.says(SERVICE, answer)
    found = compare_one(raw, service, again=True)
    assert (found.local, found.upstream, found.differs) == (Local.AS_PINNED, upstream, differs)
    assert found.reason is not None
    assert (raw / NAME).read_bytes() == pdf("en")
