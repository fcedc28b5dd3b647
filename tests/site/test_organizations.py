"""Pages of organizations and countries: what is said of them, money given and received, facts
stated several times."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from helpers.reader import ABOUT, Reader
from sample_tables import as_files

from pipeline.release.site import build_page
from pipeline.tables.schema import FIGURE_ACTORS, MONEY_AMOUNTS

AXE = Path(__file__).parent / "vendor" / "axe.min.js"

#: Figures: what they measure, the sum, currency, years, level or change, whose, and the fact.
SUMS = {
    "spent": ("Expenditure", "1700000000", "USD", 2023, "level", "UNOPS", "f"),
    "again": ("expenditure", "1700000000", "USD", 2023, "level", "UNOPS", "f"),
    "later": ("Expenditure", "1900000000", "USD", 2024, "level", "UNOPS", None),
    "euros": ("Expenditure", "5000000", "EUR", 2024, "level", "UNOPS", None),
    "more": ("Expenditure", "200000000", "USD", 2024, "change", "UNOPS", None),
    "grant": ("grant", "3000000", "USD", None, "level", None, None),
}
ROLES = [("grant", "giver", "Norway"), ("grant", "receiver", "UNOPS")]


@pytest.fixture(scope="module")
def folder(tables: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    pattern = next(r for r in tables["money_amounts"].to_pylist() if r["language"] == "en")
    pattern |= {"amount_high": None, "per": None, "purpose": None, "qualifier": "exact"}
    sums = [
        pattern
        | {
            "figure_id": name, "measure": measure, "amount": Decimal(amount), "currency": currency,
            "period_start": year, "period_end": year, "change": change, "organization": whose,
            "fact_id": fact, "char_start": number, "char_end": number + 5,
        }
        for number, (name, (measure, amount, currency, year, change, whose, fact)) in enumerate(
            SUMS.items()
        )
    ]  # fmt: skip
    actors = [
        {
            "figure_actor_id": f"{figure}.{role}", "figure_id": figure, "role": role,
            "document_id": pattern["document_id"], "actor": name, "organization": name,
        }
        for figure, role, name in ROLES
    ]  # fmt: skip
    changed = tables | {
        "money_amounts": pa.Table.from_pylist(sums, schema=MONEY_AMOUNTS.arrow),
        "figure_actors": pa.Table.from_pylist(actors, schema=FIGURE_ACTORS.arrow),
    }
    made = tmp_path_factory.mktemp("organizations")
    build_page(as_files(changed, made / "tables"), made, pdfs={}, about=ABOUT)
    return made


def shown(page: Any) -> set[str]:
    links = page.locator(".measures a").all()
    return {link.get_attribute("href").split("/")[-1].split("?")[0] for link in links}


def test_one_currency_at_a_time_and_levels_apart_from_changes(reader: Reader, folder: Path) -> None:
    page = reader.open(folder, "#/organizations/UNOPS?lang=en")
    assert page.inner_text("h1") == "United Nations Office for Project Services"
    # Two that state the same are shown as one, with how often.
    assert shown(page) == {"spent", "later"}
    assert "×2" in page.inner_text(".measures")
    reader.until_ready(lambda: page.click(".switch a:has-text('EUR')"))
    assert shown(page) == {"euros"}
    reader.until_ready(lambda: page.click(".switch a:has-text('Changes')"))
    assert shown(page) == {"more"}


def test_measures_are_rows_and_years_columns(reader: Reader, folder: Path) -> None:
    page = reader.open(folder, "#/organizations/UNOPS?lang=en")
    assert page.locator(".measures th").all_inner_texts() == [
        "Measure", "2024", "2023", "Expenditure",
    ]  # fmt: skip


def test_a_number_shows_its_sentence_when_it_is_pointed_at(reader: Reader, folder: Path) -> None:
    page = reader.open(folder, "#/organizations/UNOPS?lang=en")
    assert page.locator(".measures + .reading").count() == 0
    page.locator(".measures a").first.focus()
    page.locator(".reported > .reading .quoted mark").first.wait_for()


def test_money_given_and_received(reader: Reader, folder: Path) -> None:
    page = reader.open(folder, "#/organizations/UNOPS?lang=en")
    given = page.inner_text(".money-roles")
    assert "It receives" in given
    assert "It gives" not in given
    assert "USD\u00a03,000,000" in given
    reader.go("#/organizations/Norway?lang=en")
    assert "It gives" in page.inner_text(".money-roles")
    assert page.locator(".measures").count() == 0
    reader.go("#/figure/grant?lang=en")
    links = page.locator(".figure-first .facts a").all()
    assert [link.get_attribute("href") for link in links] == [
        "#/organizations/Norway?lang=en",
        "#/organizations/UNOPS?lang=en",
    ]


def test_organizations_are_found_by_names_in_other_languages(reader: Reader, folder: Path) -> None:
    page = reader.open(folder, "#/organizations?lang=en")
    page.fill("main input[type=search]", "норвегия")
    assert page.locator(".all-names a").all_inner_texts() == ["Norway"]
    page.fill("main input[type=search]", "zzzz")
    assert page.locator(".all-names a").count() == 0


def test_a_fact_that_is_stated_again_names_the_other_places(reader: Reader, folder: Path) -> None:
    page = reader.open(folder, "#/figure/spent?lang=en")
    assert page.locator(".restated .quoted a").get_attribute("href") == "#/figure/again?lang=en"
    reader.until_ready(lambda: page.click(".restated a[href*='fact=']"))
    assert reader.count == 2
    reader.go("#/figure/later?lang=en")
    assert page.locator(".restated").count() == 0


def test_charts_of_an_organization_lead_to_its_figures(reader: Reader, folder: Path) -> None:
    page = reader.open(folder, "#/organizations/UNOPS?lang=en")
    reader.until_ready(lambda: page.click("article.organization > p a[href*='figures']"))
    assert reader.count == sum(whose == "UNOPS" for *_, whose, _ in SUMS.values())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_their_pages_have_no_barrier_and_fit_a_phone(
    new_reader: Any, folder: Path, language: str
) -> None:
    size = {"width": 360, "height": 740}
    for colours in ("light", "dark"):
        reader = new_reader(locale=language, viewport=size, color_scheme=colours, bypass_csp=True)
        page = reader.open(folder)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for view in ("#/organizations", "#/organizations/UNOPS", "#/figure/spent"):
            reader.go(view)
            assert page.evaluate("document.documentElement.scrollWidth") == size["width"], view
            found = page.evaluate(
                "axe.run(document, {resultTypes: ['violations'], preload: false})"
            )
            assert [
                (one["id"], node["html"][:200])
                for one in found["violations"]
                if one["impact"] in {"serious", "critical"}
                for node in one["nodes"]
            ] == []
