"""A session in Dagster's UI, in a real browser: what an operator clicks and then sees.

Each step leaves a picture in the folder that the environment names `UI_PICTURES`, to be looked at.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.dev_server import DevServer, dev_server, wait_for
from helpers.reports import write_report

pytestmark = pytest.mark.slow

SETTINGS = """
[partitions]
shards = 4
[engine]
workers = 2
[sensor]
interval_seconds = 2
settled_seconds = 2
[set_aside]
share = 0.3
figures = 1
"""
#: Of its two figures, one is set aside.
ODD = "1. Costs rose by 231,000,000 per cent, and the share of women by 12 per cent.\n"
GROUPS = {
    "reading": ("fetched_documents", "raw_documents", "pages", "running_text", "figures"),
    "tables": ("money_amounts", "percentages"),  # those in sight
    "release": ("data_docs", "release"),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevServer]:
    folder = tmp_path_factory.mktemp("ui")
    reports = f'[operating]\nfailure_reports = "{folder / "reports"}"\n'
    with dev_server(folder, SETTINGS + reports) as running:
        yield running


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def see(server: DevServer, page: Any, tmp_path: Path) -> Callable[..., None]:
    """Opens a page of the UI, waits for texts on it, and takes its picture."""

    def opened(address: str, *texts: str, picture: str) -> None:
        page.goto(f"http://127.0.0.1:{server.port}{address}")
        for text in texts:
            page.get_by_text(text).first.wait_for()
        folder = Path(os.environ.get("UI_PICTURES", tmp_path))
        page.screenshot(path=folder / f"{picture}.png")

    return opened


def test_a_document_is_dropped_and_its_run_is_watched(
    server: DevServer, page: Any, see: Callable[..., None]
) -> None:
    see("/asset-groups", *GROUPS, picture="graph")
    for group, assets in GROUPS.items():
        address = f"/locations/un-figures/asset-groups/{group}/lineage"
        see(address, *assets, picture=f"graph-{group}")

    see("/locations/un-figures/sensors/new_documents", "refresh_figures", picture="sensor")
    page.locator("input[type=checkbox]").first.evaluate("box => box.click()")
    see("/locations/un-figures/schedules/nightly_refresh", "refresh_figures", picture="schedule")
    page.locator("input[type=checkbox]").first.evaluate("box => box.click()")
    wait_for(lambda: server.schedules()["nightly_refresh"]["status"] == "RUNNING", 60, server.log)
    see("/automation", "new_documents", "nightly_refresh", "weekly_release", picture="automation")

    write_report(server.raw, 1)
    wait_for(lambda: len(server.runs()) == 1 and server.idle(), 600, server.log)
    (run,) = server.runs()
    assert run["tags"]["dagster/sensor_name"] == "new_documents"
    see(f"/runs/{run['runId']}", "Success", "new_documents", "Errored (0)", picture="run")
    counted = ("Failed (0)", "Materialized (1)", "Missing (0)")
    see("/assets/figures?view=partitions", *counted, picture="partitions")
    passed = ("Checks (1)", "Every expectation holds of 1 rows.")
    see("/assets/counts?view=checks", *passed, picture="checks")
    see(
        "/assets/documents?view=events", f"Materialized in run {run['runId'][:8]}", picture="events"
    )


def test_from_a_red_run_to_its_rows_it_is_two_clicks(
    server: DevServer, page: Any, see: Callable[..., None], tmp_path: Path
) -> None:
    before = len(server.runs())
    (server.raw / "A_70_2-en.txt").write_text(ODD, encoding="utf-8")
    wait_for(lambda: len(server.runs()) > before and server.idle(), 600, server.log)
    (run,) = server.runs()[before:]
    see(f"/runs/{run['runId']}", "Failure", "Errored (1)", "RUN_FAILURE", picture="red")
    page.get_by_role("link", name="set_aside").first.click()
    page.get_by_text("Latest execution").wait_for()
    page.get_by_text("[Show Markdown]").last.click()
    page.get_by_text("the settings allow 30 %").wait_for()
    page.get_by_text("231,000,000 per cent").first.wait_for()
    page.screenshot(path=Path(os.environ.get("UI_PICTURES", tmp_path)) / "rows.png")


def test_the_form_of_fetching_shows_its_fields(see: Callable[..., None]) -> None:
    fields = ("symbols", "languages", "series", "newest")
    see("/locations/un-figures/jobs/fetch_documents/playground", *fields, picture="fetch")
