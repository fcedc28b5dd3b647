"""The gazetteer: one row a body, and no name that two bodies share."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest

from pipeline.context.names import Names, gazetteer, known_names
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
    assert all(row["en"] and row["source"] for row in gazetteer())


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
    (found,) = Names(language, {}, blanks=language != "zh").actors(text)
    assert found.organization == organization


def test_countries_are_known_by_their_names() -> None:
    assert known_names("fr")["Suisse"] == "Switzerland"
