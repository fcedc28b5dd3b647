"""The asset that fetches: by its config form, with outcomes, a check, and retries that help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from documents import SYMBOL, pdf
from service import PAGE, Answer, Service

from pipeline.orchestration import fetching
from pipeline.orchestration.resources import Folders

SERVICE = f"service en {SYMBOL}"


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as made:
        yield made


@pytest.fixture(autouse=True)
def settings(service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = service.settings_file(tmp_path, attempts=1, longest_wait_seconds=0)
    monkeypatch.setenv("PIPELINE_SETTINGS", str(file))


def run(raw: Path, instance: dg.DagsterInstance, **config: Any) -> dg.ExecuteInProcessResult:
    """A run of the job with what was written into its form."""
    given = dg.Definitions(
        resources={"folders": Folders(raw=[str(raw)], outputs=str(raw), shards=1)}
    )
    job = dg.Definitions.merge(fetching.definitions, given).resolve_job_def("fetch_documents")
    return job.execute_in_process(
        instance=instance,
        run_config={"ops": {"fetched_documents": {"config": config}}},
        raise_on_error=False,
    )


def test_what_is_asked_for_is_fetched_and_what_fails_is_seen(
    service: Service, raw: Path, instance: dg.DagsterInstance
) -> None:
    service.says(SERVICE, Answer(pdf("en")))
    result = run(raw, instance, symbols=[SYMBOL, "A/70/902"], languages=["en"])
    assert result.success
    assert (raw / "A_70_901-en.pdf").read_bytes() == pdf("en")
    (made,) = result.get_asset_materialization_events()
    metadata = made.materialization.metadata
    assert "A_70_902-en" in str(metadata["outcomes"].value)
    assert (metadata["fetched"].value, metadata["not there"].value) == (1, 1)
    (check,) = result.get_asset_check_evaluations()
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert check.description == "1 of 2 documents could not be fetched."
    assert "404" in str(check.metadata["failures"].value)


@pytest.mark.parametrize(
    ("years_ago", "words"),
    [(1, ""), (2, " schools: series.toml lists no symbol after {year}; add the newer ones.")],
)
def test_a_series_is_fetched_by_its_name_and_seen_to_be_overdue(
    years_ago: int, words: str, service: Service, raw: Path, instance: dg.DagsterInstance
) -> None:
    year = datetime.now(UTC).year - years_ago
    (raw / "series.toml").write_text(
        f'[schools]\ntitle = "Schools"\nlanguages = ["en"]\n[schools.symbols]\n{year} = "{SYMBOL}"\n'
    )
    service.says(SERVICE, Answer(pdf("en")))
    result = run(raw, instance, series="schools", newest=True)
    assert result.success
    assert service.places == [SERVICE]
    (check,) = result.get_asset_check_evaluations()
    assert check.passed is (not words)
    told = "0 of 1 documents could not be fetched." + words.format(year=year)
    assert check.description == told


def test_a_service_out_of_reach_is_asked_by_the_step_again(
    service: Service, raw: Path, instance: dg.DagsterInstance
) -> None:
    service.says(SERVICE, Answer(PAGE, 503), Answer(PAGE, 503), Answer(pdf("en")))
    result = run(raw, instance, symbols=[SYMBOL], languages=["en"])
    assert result.success
    assert service.places.count(SERVICE) == 3
    (check,) = result.get_asset_check_evaluations()
    assert check.passed


def test_a_service_that_stays_out_of_reach_is_given_up_and_seen(
    service: Service, raw: Path, instance: dg.DagsterInstance
) -> None:
    service.says(SERVICE, Answer(PAGE, 503))
    result = run(raw, instance, symbols=[SYMBOL], languages=["en"])
    assert result.success
    assert service.places.count(SERVICE) == 1 + fetching.RETRIES
    (check,) = result.get_asset_check_evaluations()
    assert not check.passed


def test_a_refused_document_is_not_asked_for_again(
    service: Service, raw: Path, instance: dg.DagsterInstance
) -> None:
    service.says(SERVICE, Answer(pdf("fr")))
    run(raw, instance, symbols=[SYMBOL], languages=["en"])
    assert service.places == [SERVICE, f"fallback en {SYMBOL}"]


def test_a_service_that_asks_for_a_long_rest_is_not_asked_by_the_step_again(
    service: Service, raw: Path, instance: dg.DagsterInstance
) -> None:
    service.says(SERVICE, Answer(PAGE, 429, {"Retry-After": "86400"}))
    result = run(raw, instance, symbols=[SYMBOL], languages=["en"])
    assert result.success
    assert service.places == [SERVICE]
    (check,) = result.get_asset_check_evaluations()
    assert "86400 s" in str(check.metadata["failures"].value)


def test_a_service_that_asks_for_a_short_rest_is_asked_by_the_step_after_it(
    service: Service, other: Service, raw: Path, instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    service.settings_file(
        tmp_path, attempts=1, longest_wait_seconds=1, fallback=f"{other.address}/undocs"
    )
    service.says(SERVICE, Answer(PAGE, 429, {"Retry-After": "1"}), Answer(pdf("en")))
    result = run(raw, instance, symbols=[SYMBOL], languages=["en"])
    assert result.success
    (retry,) = (e for e in result.all_events if e.event_type_value == "STEP_UP_FOR_RETRY")
    assert retry.step_retry_data.seconds_to_wait == 1
    assert service.places == [SERVICE, SERVICE]
    assert (raw / "A_70_901-en.pdf").is_file()


def test_a_form_that_is_filled_in_wrongly_fails_the_run_at_once(
    service: Service, raw: Path, instance: dg.DagsterInstance
) -> None:
    result = run(raw, instance, symbols=["A_70_901"], languages=["en"])
    assert not result.success
    (failure,) = result.filter_events(lambda event: event.is_step_failure)
    assert "is not a symbol" in str(failure.step_failure_data.error)
    assert service.asked == []
