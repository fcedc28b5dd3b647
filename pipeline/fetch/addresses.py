"""The addresses of a document."""

from __future__ import annotations

from urllib.parse import quote

from pipeline.documents.addresses import page_of_people
from pipeline.fetch.outcome import Wanted
from pipeline.settings import FetchSettings


def official(one: Wanted, settings: FetchSettings) -> tuple[str, ...]:
    """The URLs to request its PDF from, in the order to try them.

    >>> official(Wanted("A/81/6 (Sect. 29A)", "fr"), FetchSettings())
    ('https://documents.un.org/api/symbol/access?s=A%2F81%2F6%28Sect.29A%29&l=fr&t=pdf',
     'https://undocs.org/fr/A/81/6%28Sect.29A%29')
    """
    symbol = quote("".join(one.symbol.split()), safe="")
    return (
        f"{settings.service}?s={symbol}&l={one.language}&t=pdf",
        page_of_people(one.symbol, one.language, settings.fallback),
    )


def for_people(one: Wanted, settings: FetchSettings) -> str:
    """The URL where people read it in a browser.

    >>> for_people(Wanted("A/74/336", "zh"), FetchSettings())
    'https://docs.un.org/zh/A/74/336'
    """
    return page_of_people(one.symbol, one.language, settings.people)
