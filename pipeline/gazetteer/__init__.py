"""Organizations and countries that figures refer to, with their names in six languages."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_CODES = ("iso3166_alpha2", "iso3166_alpha3", "m49")


@cache
def gazetteer() -> tuple[dict[str, str], ...]:
    """The rows of both lists with the same columns; cells without a value are empty."""
    organizations = [{**dict.fromkeys(_CODES, ""), **row} for row in _rows("organizations")]
    countries = [{"kind": "country", **row} for row in _rows("countries")]
    return (*organizations, *countries)


@cache
def named_in() -> tuple[str, ...]:
    """The languages in which organizations have names, in the order of the list's columns."""
    with (_FOLDER / "organizations.csv").open(encoding="utf-8", newline="") as file:
        return tuple(column for column in next(csv.reader(file)) if len(column) == 2)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """The groups each country belongs to, by its alpha-3 code."""
    groups = [(row["group"], frozenset(row["members"].split())) for row in _rows("groups")]
    members = sorted(frozenset[str]().union(*(members for _, members in groups)))
    return {one: tuple(group for group, of in groups if one in of) for one in members}


def groups_of(alpha3: str) -> tuple[str, ...]:
    """The groups a country belongs to.

    Args:
        alpha3: its ISO 3166-1 alpha-3 code; an empty string is in no group.
    """
    return _groups().get(alpha3, ())


@cache
def regions(language: str) -> tuple[str, ...]:
    """The names of regions in a language."""
    return tuple(name for row in _rows("regions") for name in row[language].split("|") if name)


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
