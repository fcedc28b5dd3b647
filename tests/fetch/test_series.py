"""A report under its symbols of each year, as people write it into raw/series.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import BadRequest, BadSeries
from pipeline.fetch.outcome import Wanted, wanted
from pipeline.fetch.series import NoSuchSeries, read_series

ROOT = Path(__file__).resolve().parents[2]
SERIES = """
[schools]
title = "Schools of the region"
languages = ["zh", "en"]
[schools.symbols]
2026 = "A/81/901"
2015 = "A/70/901"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "series.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_series_is_its_symbols_in_its_languages_oldest_first(tmp_path: Path) -> None:
    series = read_series(write(tmp_path, SERIES), "schools")
    assert series.wanted([], newest=False) == [
        Wanted("A/70/901", "zh"),
        Wanted("A/70/901", "en"),
        Wanted("A/81/901", "zh"),
        Wanted("A/81/901", "en"),
    ]
    assert series.wanted(["fr"], newest=True) == [Wanted("A/81/901", "fr")]


def test_a_symbol_that_is_none_stops_no_other_of_the_series(tmp_path: Path) -> None:
    series = read_series(write(tmp_path, SERIES.replace("A/81/901", "A_81_901")), "schools")
    assert series.wanted(["en"], newest=False) == [
        Wanted("A/70/901", "en"),
        Wanted("A_81_901", "en"),
    ]


def test_the_series_that_ships_can_be_read() -> None:
    series = read_series(ROOT / "raw", "south-south-cooperation")
    assert series.symbols[2019] == "A/74/336"


def test_a_name_that_is_not_there_is_told_with_near_ones(tmp_path: Path) -> None:
    with pytest.raises(NoSuchSeries, match="no series 'school'; it has schools"):
        read_series(write(tmp_path, SERIES), "school")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SERIES.replace('"zh"', '"de"'), "schools.languages.0: .*not one of ar, en"),
        (SERIES.replace("2026 =", "26 ="), "schools.symbols.26"),
        (SERIES.replace("languages", "language"), "schools.language: "),
        (SERIES.replace("[schools]", "[schools"), "it is not valid TOML"),
    ],
)
def test_every_mistake_is_named_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadSeries, match=words) as told:
        read_series(write(tmp_path, text), "schools")
    assert str(tmp_path / "series.toml") in str(told.value)


def test_without_the_file_it_is_said_where_it_belongs(tmp_path: Path) -> None:
    with pytest.raises(BadSeries, match="there is no such file"):
        read_series(tmp_path, "schools")


def test_what_is_no_symbol_and_no_language_is_named_all_at_once() -> None:
    with pytest.raises(BadRequest) as told:
        wanted(["A_74_336", "A/74/336"], ["zh", "de"])
    assert "'A_74_336' is not a symbol" in str(told.value)
    assert "'de' is not a supported language" in str(told.value)
