"""Documents fetched into a bucket of a real S3-compatible server, as into a folder."""

from __future__ import annotations

import re
from pathlib import Path

import dagster as dg
import pytest
from click.testing import CliRunner
from documents import SYMBOL, pdf
from service import Answer, Service
from upath import UPath

from pipeline.cli import main
from pipeline.documents.discovery import find_documents
from pipeline.documents.register import Entry, read_register, record
from pipeline.fetch.comparing import Done, Local, compare
from pipeline.fetch.fetching import fetch
from pipeline.fetch.outcome import Fetched, Outcome, Wanted
from pipeline.orchestration import fetching
from pipeline.orchestration.resources import Folders
from pipeline.storage import names_below

NAME = "A_70_901-en.pdf"
SERVICE = f"service en {SYMBOL}"
TIME = re.compile(rb"\d{4}-\d\d-\d\dT[\d:+]+")


@pytest.fixture
def far(bucket: UPath, service: Service) -> UPath:
    """A raw folder in a bucket, in which nothing is yet, and a service that has a document."""
    service.says(SERVICE, Answer(pdf("en")))
    return bucket / "raw"


def fetch_one(raw: Path | UPath, service: Service, *, again: bool = False) -> Fetched:
    (ended,) = fetch([Wanted(SYMBOL, "en")], raw, service.settings(), again=again)
    return ended


def test_what_is_kept_in_a_bucket_is_what_is_kept_in_a_folder(
    far: UPath, service: Service, raw: Path
) -> None:
    for folder in (raw, far):
        record(folder, "scan.pdf", Entry(title="Rapport, première partie"))
        assert fetch_one(folder, service).outcome is Outcome.FETCHED
    assert names_below(far) == [NAME, "raw.lock", "register.csv"]
    assert (far / NAME).read_bytes() == pdf("en")
    assert (far / "raw.lock").read_bytes() == (raw / "raw.lock").read_bytes()
    here, there = ((folder / "register.csv").read_bytes() for folder in (raw, far))
    assert TIME.sub(b"", there) == TIME.sub(b"", here)
    (document,) = find_documents([far])
    assert (document.document_id, document.failure) == ("A_70_901-en", None)


def test_what_is_there_is_not_asked_for_and_a_file_of_somebodys_own_is_left(
    far: UPath, service: Service
) -> None:
    fetch_one(far, service)
    assert fetch_one(far, service).outcome is Outcome.UNCHANGED
    assert service.places == [SERVICE]
    (far / NAME).write_bytes(b"my own")
    assert fetch_one(far, service).outcome is Outcome.REFUSED
    assert (far / NAME).read_bytes() == b"my own"
    assert fetch_one(far, service, again=True).outcome is Outcome.FETCHED
    assert (far / NAME).read_bytes() == pdf("en")


def test_a_file_that_is_missing_in_a_bucket_is_put_back(far: UPath, service: Service) -> None:
    fetch_one(far, service)
    (far / NAME).unlink()
    (found,) = compare(far, service.settings())
    assert (found.local, found.done) == (Local.MISSING, Done.PUT_BACK)
    (found,) = compare(far, service.settings())
    assert found.local is Local.AS_PINNED


def test_a_series_of_a_bucket_is_fetched_by_the_command(
    far: UPath, service: Service, tmp_path: Path
) -> None:
    text = (
        f'[schools]\ntitle = "Schools"\nlanguages = ["en"]\n[schools.symbols]\n2015 = "{SYMBOL}"\n'
    )
    (far / "series.toml").write_text(text)
    file = service.settings_file(tmp_path)
    result = CliRunner().invoke(
        main,
        ["fetch", "--series", "schools", "--raw", str(far)],
        env={"PIPELINE_SETTINGS": str(file)},
    )
    assert result.exit_code == 0, result.output
    assert "A_70_901-en\tfetched" in result.stdout
    assert read_register(far)[NAME].symbol == SYMBOL


@pytest.mark.parametrize("there", [True, False], ids=["a bucket", "no bucket"])
def test_the_asset_fetches_into_a_bucket_and_asks_for_nothing_where_there_is_none(
    there: bool, far: UPath, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIPELINE_SETTINGS", str(service.settings_file(tmp_path)))
    raw = str(far) if there else "s3://nobody-has-it/raw"
    folders = Folders(raw=[raw], outputs=str(tmp_path), shards=1)
    form = {"config": {"symbols": [SYMBOL], "languages": ["en"]}}
    result = dg.materialize(
        fetching.definitions.assets or [],
        resources={"folders": folders},
        run_config={"ops": {"fetched_documents": form}},
        raise_on_error=False,
    )
    assert result.success is there
    assert service.places == [SERVICE] * there
    assert (far / NAME).exists() is there
