"""What is asked for, how it ends, and the ways in which it fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pipeline import languages
from pipeline.documents import identity
from pipeline.errors import BadRequest
from pipeline.storage import Place

#: Characters of a text that is no symbol that a message shows.
_SHOWN = 60


class Outcome(StrEnum):
    """How asking for a document ended."""

    FETCHED = "fetched"
    #: The file is there already, as it was fetched.
    UNCHANGED = "unchanged"
    NOT_THERE = "not there"
    #: What came, or what is in its place, will be no other when it is asked for again.
    REFUSED = "refused"
    #: No answer that says anything, after all attempts; later there may be one.
    OUT_OF_REACH = "out of reach"

    @property
    def is_failure(self) -> bool:
        """Whether the document is not in the raw folder as its service has it."""
        return self not in {Outcome.FETCHED, Outcome.UNCHANGED}


@dataclass(frozen=True, slots=True, order=True)
class Wanted:
    """One language edition of a document that is asked for."""

    symbol: str
    language: str

    @property
    def document_id(self) -> str:
        """As official files are named: `A_74_336-zh`."""
        return identity.document_id(self.symbol[: identity.LONGEST_SYMBOL], self.language, "")

    @property
    def file(self) -> str:
        """Name of its file in the raw folder."""
        return f"{self.document_id}.pdf"


@dataclass(frozen=True, slots=True)
class Fetched:
    """How asking for one document ended.

    Attributes:
        wanted: what was asked for.
        outcome: how it ended.
        path: its place in the raw folder, whether or not it is there; the folder where none can be.
        reason: why it is not fetched, or what could not be told of what is; None where there is
            nothing to say.
        wait: seconds after which all services asked so far may be asked again, by what they said.
    """

    wanted: Wanted
    outcome: Outcome
    path: Place
    reason: str | None = None
    wait: float = 0


class Failure(Exception):
    """A document that is not to be had; its text is a clause that says why."""

    outcome: ClassVar[Outcome]


class NotThere(Failure):
    """The service does not have it."""

    outcome = Outcome.NOT_THERE


class Refused(Failure):
    """What the service gives is not what was asked for."""

    outcome = Outcome.REFUSED


class CanPass(Failure):
    """Asked again, the service may give it.

    Args:
        why: a clause.
        wait: seconds after which the service asks to be asked again, where it says so.
    """

    outcome = Outcome.OUT_OF_REACH

    def __init__(self, why: str, wait: float = 0) -> None:
        super().__init__(why)
        self.wait = wait


def not_a_symbol(text: str) -> str:
    """Says that a text is none, a clause.

    >>> not_a_symbol("A_74_336")
    "'A_74_336' is no symbol; write it like A/74/336"
    """
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"{shown!a} is no symbol; write it like A/74/336"


def wanted(symbols: Iterable[str], codes: Iterable[str]) -> list[Wanted]:
    """Every symbol in every language, each once.

    >>> [one.file for one in wanted(["A/74/336"], ["zh", "en"])]
    ['A_74_336-zh.pdf', 'A_74_336-en.pdf']

    What is no symbol among those that are stops none of them, and is refused where it is fetched.

    Raises:
        BadRequest: nothing is a symbol, or something no language that is read; all are named.
    """
    symbols, codes = list(dict.fromkeys(symbols)), list(dict.fromkeys(codes))
    problems = [not_a_symbol(symbol) for symbol in symbols if not identity.is_symbol(symbol)]
    bad = len(problems)
    problems += [
        f"{code!r} is no language that is read; take one of {', '.join(languages.supported())}"
        for code in codes
        if code not in languages.supported()
    ]
    if symbols and not codes:
        problems.append("no language is named; name some, like zh,en")
    if len(problems) > bad or (bad and bad == len(symbols)):
        raise BadRequest("\n".join(problems))
    return [Wanted(symbol, code) for symbol in symbols for code in codes]
