"""`series.toml`: annual reports, which get a new symbol each year.

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
from pipeline.config_files import StrictModel, read_toml
from pipeline.documents.register import SERIES
from pipeline.errors import BadSeries
from pipeline.fetch.outcome import Wanted, wanted
from pipeline.storage import Place


class NoSuchSeries(Exception):
    """The file has no such series; the text names the ones it has."""


def _language(code: str) -> str:
    if code not in languages.supported():
        raise ValueError(f"not one of {', '.join(languages.supported())}")
    return code


class Series(StrictModel):
    """An annual report, with its symbol for each year.

    Attributes:
        title: the report's title, for people.
        languages: ISO 639-1; the editions to fetch by default.
        symbols: by year of publication. `fetch` refuses an invalid symbol, and fetches the others.
    """

    title: str
    languages: list[Annotated[str, AfterValidator(_language)]] = Field(min_length=1)
    symbols: dict[Annotated[int, Field(ge=1945, le=2200)], str] = Field(min_length=1)

    def wanted(self, codes: list[str], *, newest: bool) -> list[Wanted]:
        """Its documents, oldest first, or only those of the newest year.

        Args:
            codes: languages to use instead of its own; may be empty.
            newest: only the newest year.

        Raises:
            BadRequest: one of `codes` is not supported.
        """
        years = sorted(self.symbols)[-1:] if newest else sorted(self.symbols)
        wanted((), codes)
        editions = dict.fromkeys(codes or self.languages)
        return [Wanted(self.symbols[year], code) for year in years for code in editions]

    def overdue(self, year: int) -> str | None:
        """A clause that says what to add if a newer report may be out; None otherwise.

        Reports appear late: until the end of a year, last year's may still be the newest.

        >>> series = Series(title="Schools", languages=["en"], symbols={2024: "A/79/901"})
        >>> series.overdue(2026)
        'series.toml lists no symbol after 2024; add the newer ones'
        >>> series.overdue(2025)
        """
        newest = max(self.symbols)
        if newest >= year - 1:
            return None
        return f"{SERIES} lists no symbol after {newest}; add the newer ones"


class _SeriesFile(RootModel[dict[str, Series]]):
    pass


def read_series(raw: Place, name: str) -> Series:
    """Reads one series from a raw folder's `series.toml`.

    Raises:
        BadSeries: the file is missing or invalid; lists every problem.
        NoSuchSeries: the file has no series of that name.
    """
    path = raw / SERIES
    if not path.is_file():
        raise BadSeries(path, ["there is no such file; write one like the project's own in raw/"])
    known = read_toml(path, _SeriesFile, BadSeries).root
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5) or sorted(known)
        raise NoSuchSeries(f"{path} has no series {name!r}; it has {', '.join(near) or 'none'}")
    return known[name]
