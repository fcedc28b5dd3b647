"""Requests for documents, their outcomes and their failures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pipeline import languages
from pipeline.documents import identity
from pipeline.errors import BadRequest
from pipeline.storage import Place

#: Characters of an invalid symbol that a message quotes.
_SHOWN = 60


class Outcome(StrEnum):
    """The outcome of a request for a document."""

    FETCHED = "fetched"
    #: The file is already there, and matches its pin or the download.
    UNCHANGED = "unchanged"
    NOT_THERE = "not there"
    #: The download, or the file in its place, is wrong; trying again will not help.
    REFUSED = "refused"
    #: Every attempt failed; a later one may succeed.
    OUT_OF_REACH = "out of reach"

    @property
    def is_failure(self) -> bool:
        """Whether the raw folder still lacks the service's version of the document."""
        return self not in {Outcome.FETCHED, Outcome.UNCHANGED}


@dataclass(frozen=True, slots=True, order=True)
class Wanted:
    """A request for one language edition of a document."""

    symbol: str
    language: str

    @property
    def document_id(self) -> str:
        """The id, in the style of official file names: `A_74_336-zh`."""
        return identity.document_id(self.symbol[: identity.LONGEST_SYMBOL], self.language, "")

    @property
    def file(self) -> str:
        """The name of its file in the raw folder."""
        return f"{self.document_id}.pdf"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The result of a request for one document.

    Attributes:
        wanted: the document requested.
        outcome: of the request.
        path: its file in the raw folder, whether or not it exists; the folder itself if the symbol
            is invalid.
        reason: why it was not fetched, or what is unclear about the file; None if nothing is.
        wait: seconds until every service asked so far accepts requests again, by their Retry-After.
    """

    wanted: Wanted
    outcome: Outcome
    path: Place
    reason: str | None = None
    wait: float = 0


class Failure(Exception):
    """A document could not be fetched; the text is a clause that says why."""

    outcome: ClassVar[Outcome]


class NotThere(Failure):
    """The service does not have it."""

    outcome = Outcome.NOT_THERE


class Refused(Failure):
    """The service returned something other than the document."""

    outcome = Outcome.REFUSED


class Transient(Failure):
    """A transient failure: a later request may succeed.

    Args:
        why: a clause.
        wait: seconds that the service asked us to wait; 0 if it did not.
    """

    outcome = Outcome.OUT_OF_REACH

    def __init__(self, why: str, wait: float = 0) -> None:
        super().__init__(why)
        self.wait = wait


def not_a_symbol(text: str) -> str:
    """The message for an invalid symbol, as a clause.

    >>> not_a_symbol("A_74_336")
    "'A_74_336' is not a symbol; write it like A/74/336"
    """
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"{shown!a} is not a symbol; write it like A/74/336"


def wanted(symbols: Iterable[str], codes: Iterable[str]) -> list[Wanted]:
    """Every symbol in every language, without duplicates.

    >>> [one.file for one in wanted(["A/74/336"], ["zh", "en"])]
    ['A_74_336-zh.pdf', 'A_74_336-en.pdf']

    An invalid symbol among valid ones stays in the list, and `fetch` refuses it.

    Raises:
        BadRequest: no symbol is valid, or a language is not supported; lists every problem.
    """
    symbols, codes = list(dict.fromkeys(symbols)), list(dict.fromkeys(codes))
    problems = [not_a_symbol(symbol) for symbol in symbols if not identity.is_symbol(symbol)]
    bad = len(problems)
    problems += [
        f"{code!r} is not a supported language; use one of {', '.join(languages.supported())}"
        for code in codes
        if code not in languages.supported()
    ]
    if symbols and not codes:
        problems.append("no language given; give some, such as --languages zh,en")
    if len(problems) > bad or (bad and bad == len(symbols)):
        raise BadRequest("\n".join(problems))
    return [Wanted(symbol, code) for symbol in symbols for code in codes]
