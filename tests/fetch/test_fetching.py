"""Documents fetched from a real server: what is kept, what is refused, what is asked again."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from documents import SYMBOL, pdf
from service import PAGE, Answer, Service, http_date

from pipeline import storage
from pipeline.documents.discovery import find_documents
from pipeline.documents.register import read_register
from pipeline.errors import BadPins, BadRegister
from pipeline.fetch import fetching
from pipeline.fetch.fetching import fetch
from pipeline.fetch.outcome import Fetched, Outcome, Wanted, wanted

ENGLISH = Wanted(SYMBOL, "en")
NAME = "A_70_901-en.pdf"
SERVICE, FALLBACK = f"service en {SYMBOL}", f"fallback en {SYMBOL}"
FINE = Answer(pdf("en"), headers={"Content-Type": "application/pdf"})


def fetch_one(raw: Path, service: Service, **options: object) -> Fetched:
    """Fetches the English document, waiting for nothing."""
    again = bool(options.pop("again", False))
    settings = service.settings(**options)
    (ended,) = fetch([ENGLISH], raw, settings, again=again, sleep=lambda _: None)
    return ended


def visible(raw: Path) -> list[str]:
    """The files of a folder but hidden ones."""
    return sorted(path.name for path in raw.iterdir() if not path.name.startswith("."))


# -- what is kept --------------------------------------------------------------------------------


def test_a_document_is_kept_with_where_it_came_from_and_what_it_is(
    service: Service, raw: Path
) -> None:
    service.says(SERVICE, FINE)
    before = datetime.now(UTC).replace(microsecond=0)
    ended = fetch_one(raw, service)
    assert (ended.outcome, ended.reason) == (Outcome.FETCHED, None)
    assert (raw / NAME).read_bytes() == pdf("en")
    sha256 = hashlib.sha256(pdf("en")).hexdigest()
    entry = read_register(raw)[NAME]
    assert (entry.symbol, entry.language) == (SYMBOL, "en")
    assert entry.source_url == "https://docs.un.org/en/A/70/901"
    asked = f"{service.address}/api/symbol/access?s=A%2F70%2F901&l=en&t=pdf"
    assert entry.fetched_from == asked
    assert entry.fetched_at is not None
    assert before <= entry.fetched_at <= datetime.now(UTC)
    assert entry.sha256 == sha256
    assert entry.licence == service.settings().licence
    assert json.loads((raw / "raw.lock").read_text()) == {
        "files": {
            NAME: {
                "symbol": SYMBOL,
                "language": "en",
                "address": asked,
                "sha256": sha256,
                "size": len(pdf("en")),
            }
        }
    }
    assert visible(raw) == [NAME, "raw.lock", "register.csv"]


def test_a_fetched_document_is_a_document_and_what_is_kept_of_it_is_none(
    service: Service, raw: Path
) -> None:
    service.says(SERVICE, FINE)
    fetch_one(raw, service)
    (raw / "series.toml").write_text("")
    (document,) = find_documents([raw])
    assert (document.document_id, document.failure) == ("A_70_901-en", None)
    assert document.source_url == "https://docs.un.org/en/A/70/901"


def test_what_is_there_as_it_was_fetched_is_not_asked_for(service: Service, raw: Path) -> None:
    service.says(SERVICE, FINE)
    fetch_one(raw, service)
    register = (raw / "register.csv").read_bytes()
    assert fetch_one(raw, service).outcome is Outcome.UNCHANGED
    assert service.places == [SERVICE]
    assert fetch_one(raw, service, again=True).outcome is Outcome.UNCHANGED
    assert service.places == [SERVICE, SERVICE]
    assert (raw / "register.csv").read_bytes() == register


def test_a_file_that_is_gone_is_fetched_again(service: Service, raw: Path) -> None:
    service.says(SERVICE, FINE)
    fetch_one(raw, service)
    (raw / NAME).unlink()
    assert fetch_one(raw, service).outcome is Outcome.FETCHED
    assert (raw / NAME).read_bytes() == pdf("en")


def test_a_list_that_was_interrupted_goes_on_where_it_was(service: Service, raw: Path) -> None:
    both = wanted([SYMBOL], ["zh", "en"])
    service.says(f"service zh {SYMBOL}", Answer(pdf("zh")))
    service.says(SERVICE, Answer(status=503))
    first, second = fetch(both, raw, service.settings(), sleep=lambda _: None)
    assert (first.outcome, second.outcome) == (Outcome.FETCHED, Outcome.OUT_OF_REACH)
    service.asked.clear()
    service.says(SERVICE, FINE)
    first, second = fetch(both, raw, service.settings(), sleep=lambda _: None)
    assert (first.outcome, second.outcome) == (Outcome.UNCHANGED, Outcome.FETCHED)
    assert service.places == [SERVICE]


def test_one_that_fails_stops_none_of_the_others(service: Service, raw: Path) -> None:
    service.says("service en A/70/1", Answer(pdf("fr", "A/70/1")))
    service.says("service en A/70/3", Answer(pdf("en", "A/70/3")))
    asked = wanted(["A/70/1", "A/70/2", "A/70/3"], ["en"])
    ended = fetch(asked, raw, service.settings(), sleep=lambda _: None)
    assert [one.outcome for one in ended] == [
        Outcome.REFUSED,
        Outcome.NOT_THERE,
        Outcome.FETCHED,
    ]
    assert visible(raw) == ["A_70_3-en.pdf", "raw.lock", "register.csv"]


# -- where it is had -----------------------------------------------------------------------------


def test_redirections_are_followed_to_hosts_that_are_named_and_the_last_address_is_told(
    service: Service, other: Service, raw: Path
) -> None:
    service.says(SERVICE, Answer(status=302, headers={"Location": f"{other.address}/doc/a.pdf"}))
    other.says("/doc/a.pdf", FINE)
    assert fetch_one(raw, service, hosts=[other.host]).outcome is Outcome.FETCHED
    assert read_register(raw)[NAME].fetched_from == f"{other.address}/doc/a.pdf"
    pin = json.loads((raw / "raw.lock").read_text())["files"][NAME]
    assert pin["address"].startswith(f"{service.address}/api/symbol/access?")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(PAGE, 404),
        Answer(b""),
        Answer(PAGE, headers={"Content-Type": "text/html"}),
        Answer(PAGE, headers={"Content-Type": "application/pdf"}),
        Answer(PAGE, 403),
        Answer(b"", 202),
        Answer(PAGE, 503),
        Answer(pdf("fr")),
        Answer(pdf("en", "A/70/902")),
        Answer(pdf("en")[:-200]),
    ],
    ids=["404", "nothing", "page", "named a PDF", "403", "202", "503", "French", "other", "cut"],
)
def test_what_the_service_does_not_give_is_had_from_the_other_one(
    answer: Answer, service: Service, raw: Path
) -> None:
    service.says(SERVICE, answer)
    service.says(FALLBACK, FINE)
    assert fetch_one(raw, service).outcome is Outcome.FETCHED
    assert (raw / NAME).read_bytes() == pdf("en")
    assert service.places[-1] == FALLBACK


def test_what_neither_has_is_not_there_and_asked_for_once(service: Service, raw: Path) -> None:
    service.says(FALLBACK, Answer(b""))
    ended = fetch_one(raw, service)
    assert ended.outcome is Outcome.NOT_THERE
    assert ended.reason is not None
    assert "404" in ended.reason
    assert "not published" in ended.reason
    assert service.places == [SERVICE, FALLBACK]
    assert visible(raw) == []


def test_a_page_in_place_of_a_pdf_is_refused_and_asked_for_once(
    service: Service, raw: Path
) -> None:
    service.says(SERVICE, Answer(PAGE))
    ended = fetch_one(raw, service)
    assert ended.outcome is Outcome.REFUSED
    assert "something that is not a PDF" in str(ended.reason)
    assert service.places == [SERVICE, FALLBACK]
    assert visible(raw) == []


def test_redirections_in_a_circle_are_refused(service: Service, raw: Path) -> None:
    service.says("/round", Answer(status=302, headers={"Location": "/round"}))
    service.says(SERVICE, Answer(status=302, headers={"Location": "/round"}))
    assert fetch_one(raw, service).outcome is Outcome.REFUSED
    assert service.places.count(SERVICE) == 1


# -- what came -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf("fr"), "is in 'fr', not in 'en'"),
        (pdf("zh"), "is in 'zh', not in 'en'"),
        (pdf("en", "A/70/902"), "is A/70/902, not A/70/901"),
        (pdf("en", "A/70/901/Add.1"), "is A/70/901/Add.1, not A/70/901"),
        (pdf("en")[:-200], "its end is missing"),
        (pdf("en", password="secret"), "cannot be opened"),
        (b"%PDF-1.7\n" + b"x" * 500 + b"%%EOF", "cannot be opened"),
    ],
    ids=["French", "Chinese", "other", "addendum", "cut off at its source", "locked", "rubbish"],
)
def test_another_document_or_a_damaged_one_is_refused_and_asked_for_once(
    data: bytes, words: str, service: Service, raw: Path
) -> None:
    service.says(SERVICE, Answer(data))
    ended = fetch_one(raw, service)
    assert ended.outcome is Outcome.REFUSED
    assert words in str(ended.reason)
    assert service.places == [SERVICE, FALLBACK]
    assert visible(raw) == []


def test_of_two_failures_the_one_is_told_after_which_the_document_may_still_come(
    service: Service, raw: Path
) -> None:
    service.says(SERVICE, Answer(pdf("fr")))
    service.says(FALLBACK, Answer(PAGE, 503))
    ended = fetch_one(raw, service)
    assert ended.outcome is Outcome.OUT_OF_REACH
    assert "'fr'" in str(ended.reason)
    assert "503" in str(ended.reason)


@pytest.mark.parametrize("symbols", [("A/70/901", "S/2015/7"), ("S/2015/7-A/70/901",)])
def test_a_document_of_two_bodies_is_had_by_either_symbol(
    symbols: tuple[str, ...], service: Service, raw: Path
) -> None:
    service.says(SERVICE, Answer(pdf("en", *symbols)))
    assert fetch_one(raw, service).outcome is Outcome.FETCHED


@pytest.mark.parametrize(
    "data", [pdf("en", annex="zh"), pdf("en", cover=True)], ids=["annex", "cover"]
)
def test_the_language_is_that_of_the_first_page_with_text_enough_to_tell(
    data: bytes, service: Service, raw: Path
) -> None:
    service.says(SERVICE, Answer(data))
    ended = fetch_one(raw, service)
    assert (ended.outcome, ended.reason) == (Outcome.FETCHED, None)
    service.says(f"service zh {SYMBOL}", Answer(data))
    (ended,) = fetch([Wanted(SYMBOL, "zh")], raw, service.settings())
    assert ended.outcome is Outcome.REFUSED


def test_a_pdf_without_text_is_taken_and_it_is_said_that_its_language_is_not_known(
    service: Service, raw: Path
) -> None:
    service.says(SERVICE, Answer(pdf("en", text=False)))
    ended = fetch_one(raw, service)
    assert ended.outcome is Outcome.FETCHED
    assert "language could not be identified" in str(ended.reason)
    assert "no text layer" in str(ended.reason)


# -- what is asked again -------------------------------------------------------------------------


def test_a_busy_service_is_asked_again(service: Service, raw: Path) -> None:
    service.says(SERVICE, Answer(PAGE, 503), Answer(PAGE, 500), FINE)
    assert fetch_one(raw, service).outcome is Outcome.FETCHED
    assert service.places == [SERVICE] * 3


def test_a_service_that_stays_busy_is_asked_as_often_as_is_set(service: Service, raw: Path) -> None:
    service.says(SERVICE, Answer(PAGE, 502))
    ended = fetch_one(raw, service, attempts=4)
    assert ended.outcome is Outcome.OUT_OF_REACH
    assert "502" in str(ended.reason)
    assert service.places == [SERVICE] * 4 + [FALLBACK]
    assert visible(raw) == []


def test_waits_grow_from_attempt_to_attempt_up_to_the_longest(service: Service, raw: Path) -> None:
    service.says(SERVICE, Answer(PAGE, 503))
    waits: list[float] = []
    settings = service.settings(pause_seconds=0.001, attempts=6, longest_wait_seconds=0.008)
    fetch([ENGLISH], raw, settings, sleep=waits.append)
    backoff = [wait for wait in waits if wait >= 0.001]
    assert len(backoff) == 5
    assert backoff[2] >= 0.004
    assert max(backoff) <= 0.008


@pytest.mark.parametrize(
    ("told", "least", "most"),
    # A date is an hour from when the service is asked, not from when tests are collected.
    [(lambda: "7", 6.5, 7), (lambda: http_date(time.time() + 3600), 3000, 3600)],
    ids=["seconds", "date"],
)
def test_the_wait_is_not_shorter_than_the_service_asks_for(
    told: Callable[[], str], least: float, most: float, service: Service, raw: Path
) -> None:
    service.says(SERVICE, Answer(PAGE, 429, {"Retry-After": told()}), FINE)
    waits: list[float] = []
    settings = service.settings(longest_wait_seconds=4000)
    (ended,) = fetch([ENGLISH], raw, settings, sleep=waits.append)
    assert ended.outcome is Outcome.FETCHED
    assert service.places == [SERVICE, SERVICE]
    assert least <= sum(waits) <= most


def test_a_service_that_asks_for_a_long_rest_gets_it(service: Service, raw: Path) -> None:
    service.says(SERVICE, Answer(PAGE, 429, {"Retry-After": "86400"}))
    settings = service.settings(longest_wait_seconds=300)
    asked = wanted([SYMBOL, "A/70/902"], ["en"])
    ended = fetch(asked, raw, settings, sleep=lambda _: None)
    assert [one.outcome for one in ended] == [Outcome.OUT_OF_REACH] * 2
    assert all("86400 s" in str(one.reason) for one in ended)
    assert all(86000 < one.wait <= 86400 for one in ended)
    assert service.places == [SERVICE]


def test_a_service_is_not_asked_for_the_next_document_before_it_may_be(
    service: Service, other: Service, raw: Path
) -> None:
    service.says(SERVICE, Answer(PAGE, 429, {"Retry-After": "120"}))
    waits: list[float] = []
    settings = service.settings(attempts=1, fallback=f"{other.address}/undocs")
    asked = wanted([SYMBOL, "A/70/902"], ["en"])
    first, second = fetch(asked, raw, settings, sleep=waits.append)
    assert (first.outcome, second.outcome) == (Outcome.OUT_OF_REACH, Outcome.NOT_THERE)
    assert service.places == [SERVICE, "service en A/70/902"]
    assert other.places == [FALLBACK, "fallback en A/70/902"]
    assert [round(wait, -1) for wait in waits] == [120]


def test_a_host_that_asks_for_a_rest_gets_it_from_redirections_too(
    service: Service, other: Service, raw: Path
) -> None:
    for symbol in (SYMBOL, "A/70/902"):
        leads = Answer(status=302, headers={"Location": f"{other.address}/{symbol}.pdf"})
        service.says(f"service en {symbol}", leads)
    other.says(f"/{SYMBOL}.pdf", Answer(PAGE, 429, {"Retry-After": "86400"}))
    asked = wanted([SYMBOL, "A/70/902"], ["en"])
    fetch(asked, raw, service.settings(hosts=[other.host]), sleep=lambda _: None)
    assert "service en A/70/902" in service.places
    assert other.places == [f"/{SYMBOL}.pdf"]


def test_a_service_that_does_not_answer_is_asked_again(service: Service, raw: Path) -> None:
    service.says(SERVICE, Answer(pdf("en"), hold=0), Answer(pdf("en"), hold=100), FINE)
    assert fetch_one(raw, service, timeout_seconds=0.3, attempts=20).outcome is Outcome.FETCHED
    assert len(service.places) >= 3
    assert set(service.places) == {SERVICE}


def test_a_service_that_is_not_there_is_out_of_reach(service: Service, raw: Path) -> None:
    nowhere = "http://127.0.0.1:9"
    settings = service.settings(service=nowhere, fallback=nowhere)
    (ended,) = fetch([ENGLISH], raw, settings, sleep=lambda _: None)
    assert ended.outcome is Outcome.OUT_OF_REACH
    assert nowhere in str(ended.reason)


@pytest.mark.parametrize("has_length", [True, False])
def test_a_file_that_is_cut_off_is_asked_for_again(
    has_length: bool, service: Service, raw: Path
) -> None:
    half = len(pdf("en")) // 2
    service.says(SERVICE, Answer(pdf("en"), stop=half, has_length=has_length), FINE)
    assert fetch_one(raw, service).outcome is Outcome.FETCHED
    assert (raw / NAME).read_bytes() == pdf("en")
    assert [one.headers.get("range") for one in service.asked] == [None, None]


def test_a_file_that_is_cut_off_goes_on_where_the_server_knows_it(
    service: Service, raw: Path
) -> None:
    half = len(pdf("en")) // 2
    etag = {"ETag": '"1"'}
    service.says(
        SERVICE, Answer(pdf("en"), headers=etag, stop=half), Answer(pdf("en"), headers=etag)
    )
    assert fetch_one(raw, service).outcome is Outcome.FETCHED
    assert (raw / NAME).read_bytes() == pdf("en")
    second = service.asked[1].headers
    assert (second["range"], second["if-range"]) == (f"bytes={half}-", '"1"')


def test_two_versions_of_a_file_are_never_put_together(service: Service, raw: Path) -> None:
    new = pdf("en", edition="reissued")
    service.says(
        SERVICE,
        Answer(pdf("en"), headers={"ETag": '"1"'}, stop=1000),
        Answer(new, headers={"ETag": '"2"'}),
    )
    assert fetch_one(raw, service).outcome is Outcome.FETCHED
    assert (raw / NAME).read_bytes() == new


def test_a_part_that_was_not_asked_for_is_thrown_away(service: Service, raw: Path) -> None:
    part = Answer(pdf("en")[500:], 206, {"Content-Range": f"bytes 500-/{len(pdf('en'))}"})
    service.says(SERVICE, part, FINE)
    assert fetch_one(raw, service).outcome is Outcome.FETCHED
    assert (raw / NAME).read_bytes() == pdf("en")


# -- how it is asked -----------------------------------------------------------------------------


def test_one_connection_is_used_and_the_project_and_a_contact_are_named(
    service: Service, raw: Path
) -> None:
    for code in ("zh", "en", "fr"):
        service.says(f"service {code} {SYMBOL}", Answer(pdf(code)))
    settings = service.settings(contact="figures@example.org")
    ended = fetch(wanted([SYMBOL], ["zh", "en", "fr"]), raw, settings)
    assert {one.outcome for one in ended} == {Outcome.FETCHED}
    assert len({one.connection for one in service.asked}) == 1
    for one in service.asked:
        assert one.headers["user-agent"].startswith("un-figures/")
        assert "figures@example.org" in one.headers["user-agent"]


def test_there_is_a_pause_between_two_requests(service: Service, raw: Path) -> None:
    waits: list[float] = []
    service.says(SERVICE, FINE)
    settings = service.settings(pause_seconds=1000)
    fetch(wanted([SYMBOL, "A/70/902"], ["en"]), raw, settings, sleep=waits.append)
    assert len(service.asked) == 3
    assert len(waits) == 2
    assert all(0 < wait <= 1000 for wait in waits)


# -- what people have put there ------------------------------------------------------------------


def test_a_file_of_somebodys_own_is_left_as_it_is(service: Service, raw: Path) -> None:
    service.says(SERVICE, FINE)
    (raw / NAME).write_bytes(b"my own")
    ended = fetch_one(raw, service)
    assert ended.outcome is Outcome.REFUSED
    assert "--again" in str(ended.reason)
    assert (raw / NAME).read_bytes() == b"my own"
    assert visible(raw) == [NAME]
    assert fetch_one(raw, service, again=True).outcome is Outcome.FETCHED
    assert (raw / NAME).read_bytes() == pdf("en")


def test_a_file_that_somebody_fetched_by_hand_is_taken_for_fetched(
    service: Service, raw: Path
) -> None:
    service.says(SERVICE, FINE)
    (raw / NAME).write_bytes(pdf("en"))
    assert fetch_one(raw, service).outcome is Outcome.UNCHANGED
    assert fetch_one(raw, service).outcome is Outcome.UNCHANGED
    assert service.places == [SERVICE]
    assert read_register(raw)[NAME].source_url == "https://docs.un.org/en/A/70/901"


def test_what_people_wrote_into_the_register_stays(service: Service, raw: Path) -> None:
    service.says(SERVICE, FINE)
    header = "file,symbol,language,title,published_on,source_url"
    mine = 'scan.pdf,A/70/1,fr,"Rapport, première partie",2015-06-01,https://example.org/1'
    row = f"{NAME},,,Schools of the region,2015-07-01,https://example.org/schools"
    (raw / "register.csv").write_bytes(
        b"\xef\xbb\xbf" + f"{header}\r\n{mine}\r\n{row}\r\n".encode()
    )
    fetch_one(raw, service)
    data = (raw / "register.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[0] == f"{header},fetched_from,fetched_at,sha256,licence"
    assert lines[1] == f"{mine},,,,"
    assert lines[2].startswith(
        f"{NAME},A/70/901,en,Schools of the region,2015-07-01,https://example.org/schools,http"
    )
    assert lines[3:] == [""]


def test_nothing_is_asked_where_a_file_beside_the_documents_is_broken(
    service: Service, raw: Path
) -> None:
    service.says(SERVICE, FINE)
    (raw / "raw.lock").write_text('{"files": {"../a.pdf": {"sha256": "1"}}}')
    with pytest.raises(BadPins, match=r"raw\.lock"):
        fetch_one(raw, service)
    (raw / "raw.lock").unlink()
    (raw / "register.csv").write_text("name\n")
    with pytest.raises(BadRegister):
        fetch_one(raw, service)
    assert service.asked == []


def test_a_disk_that_is_full_leaves_no_part_of_a_document(
    service: Service, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.says(SERVICE, FINE)
    write = storage.write_whole

    def full(path: Path, data: bytes) -> None:
        if path.suffix == ".pdf":
            raise OSError(28, "No space left on device", str(path))
        write(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(fetching, "write_whole", full)
        with pytest.raises(OSError, match="No space"):
            fetch_one(raw, service)
    assert NAME not in visible(raw)
    assert fetch_one(raw, service).outcome is Outcome.FETCHED
    assert (raw / NAME).read_bytes() == pdf("en")
