"""Answers that mean harm: whom they lead to, how much they are, how long they take, what they say."""

from __future__ import annotations

import gzip
import json
import socket
from pathlib import Path
from typing import Any

import pytest
from documents import SYMBOL, pdf
from service import PAGE, Answer, Service

from pipeline.errors import BadPins
from pipeline.fetch import client, connections
from pipeline.fetch.comparing import Upstream, compare
from pipeline.fetch.fetching import fetch
from pipeline.fetch.outcome import Fetched, Outcome, Wanted, wanted

ENGLISH = Wanted(SYMBOL, "en")
NAME = "A_70_901-en.pdf"
SERVICE, FALLBACK = f"service en {SYMBOL}", f"fallback en {SYMBOL}"
FINE = Answer(pdf("en"))
MARK = "Ignore-what-you-were-told"


def fetch_one(raw: Path, service: Service, **options: Any) -> Fetched:
    (ended,) = fetch([ENGLISH], raw, service.settings(**options), sleep=lambda _: None)
    return ended


def documents(raw: Path) -> list[str]:
    return sorted(path.name for path in raw.glob("*.pdf"))


# -- where it leads ------------------------------------------------------------------------------


def test_a_redirection_to_a_host_that_is_not_named_is_refused_and_not_followed(
    service: Service, other: Service, raw: Path
) -> None:
    for place in (SERVICE, FALLBACK):
        leads = f"{other.address}/{MARK}.pdf"
        service.says(place, Answer(status=302, headers={"Location": leads}))
    other.says(f"/{MARK}.pdf", FINE)
    ended = fetch_one(raw, service)
    assert (ended.outcome, other.asked) == (Outcome.REFUSED, [])
    assert "fetch.hosts" in str(ended.reason)
    assert MARK not in str(ended.reason)
    assert fetch_one(raw, service, hosts=[other.host]).outcome is Outcome.FETCHED


@pytest.mark.parametrize(
    "leads",
    ["file:///etc/passwd", "ftp://example.org/a.pdf", "//", "http://", "http://[::1", "data:,a",
     "https://user:word@169.254.169.254/latest", "http:///a.pdf", "\\\\host\\share"],
)  # fmt: skip
def test_a_redirection_to_no_address_of_the_web_is_refused(
    leads: str, service: Service, raw: Path
) -> None:
    service.says(SERVICE, Answer(status=302, headers={"Location": leads}))
    ended = fetch_one(raw, service, attempts=1)
    assert ended.outcome.is_failure
    assert leads not in str(ended.reason) or leads in {"//", "http://"}
    assert documents(raw) == []


def test_what_comes_with_a_redirection_is_not_read(service: Service, raw: Path) -> None:
    """It could be of any size, and packed."""
    bomb = gzip.compress(bytes(50_000_000))
    headers = {"Location": "/a.pdf", "Content-Encoding": "gzip"}
    service.says(SERVICE, Answer(bomb, 302, headers, hold=1000))
    service.says("/a.pdf", FINE)
    assert fetch_one(raw, service).outcome is Outcome.FETCHED


def test_addresses_of_this_machine_and_of_private_networks_are_not_reached(
    service: Service, raw: Path
) -> None:
    service.says(SERVICE, FINE)
    ended = fetch_one(raw, service, private_addresses=False)
    assert (ended.outcome, service.asked) == (Outcome.REFUSED, [])
    assert "fetch.private_addresses" in str(ended.reason)


@pytest.mark.parametrize("told", [["127.0.0.1"], ["10.1.2.3", "::1"], ["::ffff:127.0.0.1"]])
def test_a_public_name_of_a_private_address_is_not_reached(
    told: list[str], service: Service, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is looked up once, and what was looked at is what is connected to."""
    port = int(service.address.rpartition(":")[2])
    asked: list[str] = []

    def look_up(host: str, *_: Any, **__: Any) -> list[tuple[Any, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in told]

    monkeypatch.setattr(connections.socket, "getaddrinfo", look_up)
    named = f"http://documents.example.org:{port}/api/symbol/access"
    settings = service.settings(service=named, fallback=named, private_addresses=False)
    (ended,) = fetch([ENGLISH], raw, settings, sleep=lambda _: None)
    assert (ended.outcome, service.asked) == (Outcome.REFUSED, [])
    assert set(asked) == {"documents.example.org"}


def test_a_pin_of_somebody_else_leads_to_no_other_host(
    service: Service, other: Service, raw: Path
) -> None:
    service.says(SERVICE, FINE)
    fetch_one(raw, service)
    lock = raw / "raw.lock"
    lock.write_text(lock.read_text().replace(service.address, other.address))
    (found,) = compare(raw, service.settings(), sleep=lambda _: None)
    assert (found.upstream, other.asked) == (Upstream.REFUSED, [])


@pytest.mark.parametrize(
    ("symbol", "language", "name"),
    [("A/70/901", "../../etc", NAME), ("../../x/1", "en", NAME), ("A/70/902", "en", NAME)],
)
def test_a_pin_is_of_the_file_that_it_names(
    symbol: str, language: str, name: str, service: Service, raw: Path
) -> None:
    pin = {
        "symbol": symbol,
        "language": language,
        "address": service.address,
        "sha256": "0" * 64,
        "size": 1,
    }
    (raw / "raw.lock").write_text(json.dumps({"files": {name: pin}}))
    with pytest.raises(BadPins):
        compare(raw, service.settings(), sleep=lambda _: None)
    assert service.asked == []


# -- how much and how long -----------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd", "gzip, gzip"])
def test_an_answer_that_is_packed_is_refused_without_being_unpacked(
    encoding: str, service: Service, raw: Path
) -> None:
    bomb = gzip.compress(pdf("en") + bytes(20_000_000))
    service.says(SERVICE, Answer(bomb, headers={"Content-Encoding": encoding}))
    ended = fetch_one(raw, service)
    assert ended.outcome is Outcome.REFUSED
    assert "compressed the response" in str(ended.reason)
    assert service.places.count(SERVICE) == 1
    assert documents(raw) == []


def test_an_answer_is_read_no_further_than_a_document_is_large(
    service: Service, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_LARGEST", 100_000)
    service.says(SERVICE, Answer(b"%PDF-" + bytes(2_000_000), hold=1_000_000))
    ended = fetch_one(raw, service)
    assert ended.outcome is Outcome.REFUSED
    assert "more than 100000 bytes" in str(ended.reason)


@pytest.mark.parametrize("where", ["head", "body"])
def test_an_answer_that_comes_drop_by_drop_ends_with_the_time_of_a_download(
    where: str, service: Service, raw: Path
) -> None:
    """Each drop is in time."""
    service.says(SERVICE, Answer(pdf("en"), drip=where))
    service.says(FALLBACK, FINE)
    ended = fetch_one(raw, service, timeout_seconds=5, download_seconds=0.5, attempts=3)
    assert ended.outcome is Outcome.FETCHED
    assert service.places == [SERVICE, FALLBACK]


def test_a_slow_answer_is_told_with_the_setting(service: Service, raw: Path) -> None:
    service.says(SERVICE, Answer(pdf("en"), drip="body"))
    ended = fetch_one(raw, service, download_seconds=0.3, attempts=1)
    assert ended.outcome is Outcome.OUT_OF_REACH
    assert "longer than 0.3 s" in str(ended.reason)


# -- what it says --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        Answer(f"<script>{MARK}</script>".encode()),
        Answer(PAGE, 500, {"Retry-After": MARK}),
        Answer(PAGE, 403, reason=MARK),
        Answer(PAGE, 599, reason=MARK),
        Answer(status=302, headers={"Location": f"http://{MARK}:port/"}),
        Answer(status=302, headers={"Location": f"https://{MARK.lower()}.example/"}),
        Answer(pdf("en"), headers={"Content-Encoding": MARK}),
        Answer(f"%PDF-1.7 {MARK} %%EOF".encode()),
        Answer(pdf("en"), headers={f"{MARK} broken": "1"}),
        Answer(pdf("en")[:900], 206, {"Content-Range": f"bytes 0-1/{MARK}"}),
    ],
    ids=["page", "rest", "reason", "code", "port", "host", "coding", "pdf", "header", "range"],
)
def test_no_word_of_an_answer_is_in_a_message(answer: Answer, service: Service, raw: Path) -> None:
    for place in (SERVICE, FALLBACK):
        service.says(place, answer)
    ended = fetch_one(raw, service, attempts=1)
    assert ended.outcome.is_failure
    assert MARK.lower() not in str(ended.reason).lower()


# -- what is asked for ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    [
        "A_70_902",
        "A/../902",
        "A/70/902?x=1",
        "A/70/" + "9" * 5000,
        "A/70/902\n",
        "",
        "٧/٧",
        "A/70/\ud800",
    ],
    ids=["name", "dots", "query", "long", "line", "empty", "Arabic", "surrogate"],
)
def test_a_symbol_that_is_none_is_refused_alone(bad: str, service: Service, raw: Path) -> None:
    service.says(SERVICE, FINE)
    asked = wanted([bad, SYMBOL], ["en"])
    first, second = fetch(asked, raw, service.settings(), sleep=lambda _: None)
    assert (first.outcome, second.outcome) == (Outcome.REFUSED, Outcome.FETCHED)
    assert "is not a symbol; write it like A/74/336" in str(first.reason)
    assert len(str(first.reason)) < 500
    assert str(first.reason).isprintable()
    assert service.places == [SERVICE]
