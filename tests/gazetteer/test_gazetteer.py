"""The gazetteer: one row a body, and no name that two bodies share."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest

from pipeline import languages
from pipeline.context.names import Names, known_names
from pipeline.gazetteer import gazetteer, groups_of
from pipeline.tables.schema import NAME_LANGUAGES, ORGANIZATION_KINDS


@pytest.mark.parametrize("language", NAME_LANGUAGES)
def test_a_name_belongs_to_one_body(language: str) -> None:
    names = Counter(name for row in gazetteer() for name in row[language].split("|") if name)
    assert [name for name, times in names.items() if times > 1] == []
    assert all(unicodedata.normalize("NFC", name) == name.strip() for name in names)


def test_keys_are_unique_and_kinds_are_declared() -> None:
    keys = [row["organization"] for row in gazetteer()]
    assert len(set(keys)) == len(keys)
    assert {row["kind"] for row in gazetteer()} <= set(ORGANIZATION_KINDS)
    assert all(row["en"] for row in gazetteer())


@pytest.mark.parametrize(
    ("language", "text", "organization"),
    [
        ("en", "WFP reached 3 million people.", "WFP"),
        ("zh", "粮食署向 300 万人提供了援助。", "WFP"),
        ("es", "El PMA prestó asistencia.", "WFP"),
        ("ar", "قدم برنامج الأغذية العالمي المساعدة", "WFP"),
        ("zh", "卡塔尔政府提供了资金。", "Qatar"),
    ],
)
def test_a_body_is_found_by_the_name_that_its_language_uses(
    language: str, text: str, organization: str
) -> None:
    lexicon = languages.load(language).lexicon
    assert lexicon is not None
    (found,) = Names(language, {}, lexicon.actors).actors(text)
    assert found.organization == organization


def test_countries_are_known_by_their_names() -> None:
    assert known_names("fr")["Suisse"] == "Switzerland"


def test_countries_have_their_codes_and_groups() -> None:
    rows = {row["organization"]: row for row in gazetteer()}
    mali = rows["Mali"]
    assert (mali["iso3166_alpha2"], mali["iso3166_alpha3"], mali["m49"]) == ("ML", "MLI", "466")
    assert {"LDC", "LLDC", "African Union"} <= set(groups_of("MLI"))
    assert groups_of("") == ()


@pytest.mark.parametrize(
    ("language", "form", "organization"),
    [
        ("en", "Democratic Republic of the Congo", "Democratic Republic of the Congo"),
        ("en", "United Republic of Tanzania", "Tanzania"),
        ("en", "Syrian Arab Republic", "Syria"),
        ("en", "Iran (Islamic Republic of)", "Iran"),
        ("en", "Bolivarian Republic of Venezuela", "Venezuela"),
        ("fr", "République de Moldova", "Moldova"),
        ("es", "República Árabe Siria", "Syria"),
        ("ru", "Российская Федерация", "Russia"),
        ("ar", "جمهورية تنزانيا المتحدة", "Tanzania"),
        ("zh", "大韩民国", "Republic of Korea"),
    ],
)
def test_countries_are_known_by_the_forms_of_the_united_nations(
    language: str, form: str, organization: str
) -> None:
    assert known_names(language)[form] == organization
