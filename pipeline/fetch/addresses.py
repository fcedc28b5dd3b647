"""The addresses of a document."""

from __future__ import annotations

from urllib.parse import quote

from pipeline.documents.addresses import page_of_people
from pipeline.fetch.model import Wanted
from pipeline.settings import FetchSettings


def official(one: Wanted, settings: FetchSettings) -> tuple[str, ...]:
    """Where its PDF may be had, in the order in which to ask.

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
    """Where it can be read in a browser.

    >>> for_people(Wanted("A/74/336", "zh"), FetchSettings())
    'https://docs.un.org/zh/A/74/336'
    """
    return page_of_people(one.symbol, one.language, settings.people)
