"""`series.toml`: reports that come every year, each time under another symbol.

[south-south-cooperation]
title = "State of South-South cooperation: report of the Secretary-General"
languages = ["zh", "en"]

[south-south-cooperation.symbols]
2019 = "A/74/336"
"""

from __future__ import annotations

import difflib
from typing import Annotated

from pydantic import AfterValidator, Field, RootModel

from pipeline import languages
from pipeline.checked import Section, read_toml
from pipeline.documents.register import SERIES
from pipeline.errors import BadSeries
from pipeline.fetch.model import Wanted, wanted
from pipeline.storage import Place


class NoSuchSeries(Exception):
    """A series that the file does not have; its text names those that it has."""


def _language(code: str) -> str:
    if code not in languages.supported():
        raise ValueError(f"it is none of {', '.join(languages.supported())}")
    return code


class Series(Section):
    """One report under the symbol of each year.

    Attributes:
        title: what the report is, for people.
        languages: ISO 639-1; the editions to fetch where no others are asked for.
        symbols: by the year in which the report was published; what is none is refused where it is
            fetched, and stops no other.
    """

    title: str
    languages: list[Annotated[str, AfterValidator(_language)]] = Field(min_length=1)
    symbols: dict[Annotated[int, Field(ge=1945, le=2200)], str] = Field(min_length=1)

    def wanted(self, codes: list[str], *, newest: bool) -> list[Wanted]:
        """Its documents, oldest first, or those of the newest year alone.

        Args:
            codes: other languages than its own; may be empty.
            newest: only the newest year.

        Raises:
            BadRequest: one of `codes` is not read.
        """
        years = sorted(self.symbols)[-1:] if newest else sorted(self.symbols)
        wanted((), codes)
        spoken = dict.fromkeys(codes or self.languages)
        return [Wanted(self.symbols[year], code) for year in years for code in spoken]

    def overdue(self, year: int) -> str | None:
        """What to do, a clause, where the newest may have appeared without being listed.

        Reports appear late: until the end of a year, that of the year before may be the newest.

        >>> series = Series(title="Schools", languages=["en"], symbols={2024: "A/79/901"})
        >>> series.overdue(2026)
        'series.toml lists no symbol after 2024; add those of later years'
        >>> series.overdue(2025)
        """
        newest = max(self.symbols)
        if newest >= year - 1:
            return None
        return f"{SERIES} lists no symbol after {newest}; add those of later years"


class _SeriesFile(RootModel[dict[str, Series]]):
    pass


def read_series(raw: Place, name: str) -> Series:
    """The series of that name in the file of a raw folder.

    Raises:
        BadSeries: the file is not there or breaks its form; every place is named.
        NoSuchSeries: it has none of that name.
    """
    path = raw / SERIES
    if not path.is_file():
        raise BadSeries(path, ["there is no such file; write one as in the project's own raw/"])
    known = read_toml(path, _SeriesFile, BadSeries).root
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5) or sorted(known)
        raise NoSuchSeries(f"{path} has no series {name!r}; it has {', '.join(near) or 'none'}")
    return known[name]
