"""Read the masthead of page 1 of a PDF: date, session, agenda item and symbol.

In text input, a masthead cannot be distinguished from running text, so it is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from babel import Locale

from pipeline.documents import identity
from pipeline.documents.document import RawDocument
from pipeline.languages.base import Language
from pipeline.pages.page import Line, Page, text_of

#: Shares of the first page's height above which the date is, and session and agenda item, which
#: are lower on the cover of a supplement.
_DATE_ABOVE, _MEETING_ABOVE = 1 / 3, 0.6
#: White space that separates side-by-side text of two bodies, as a share of the font size.
_PARTED = 1.0
_MARKS = re.compile(r"\s?\*+")


def with_masthead(document: RawDocument, pages: Sequence[Page], language: Language) -> RawDocument:
    """Add what the masthead says to a document; values from the register stay.

    `session` and `agenda_item` are as printed, without footnote marks; if two bodies share a
    document, theirs are separated by `; `.
    """
    return replace(
        document,
        published_on=document.published_on or published_on(pages, language),
        session=_of_meeting(pages, language.layout.session),
        agenda_item=_of_meeting(pages, language.layout.agenda_item),
        printed_symbol=_printed_symbol(pages),
    )


def differences(known: RawDocument, published: date | None, title: str | None) -> list[str]:
    """Where the register contradicts the document, one clause each.

    Args:
        known: the document with its values from the register.
        published: the date in its masthead.
        title: the title in its text.
    """
    found: list[str] = []
    if known.published_on and published and known.published_on != published:
        found.append(f"the register's date is {known.published_on}, the masthead's {published}")
    if known.title and title and _plain(known.title) not in _plain(title):
        found.append(f"the register's title is {known.title!r}, the text's {title!r}")
    return found


def _plain(text: str) -> str:
    """A title without what editors change: capitals, punctuation, spaces."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _printed_symbol(pages: Sequence[Page]) -> str | None:
    if not pages or not pages[0].height:
        return None
    return "; ".join(identity.symbols_of_text(pages)) or None


def _of_meeting(pages: Sequence[Page], pattern: re.Pattern[str]) -> str | None:
    """The parts of the masthead that match a pattern, from the left and from the top."""
    if not pages or not pages[0].height:
        return None
    found = [
        (number, _MARKS.sub("", part))
        for line in pages[0].lines
        if _top(line) < _MEETING_ABOVE * pages[0].height
        for number, part in enumerate(_parts(line))
        if pattern.fullmatch(part)
    ]
    return "; ".join(dict.fromkeys(part for _, part in sorted(found, key=lambda f: f[0]))) or None


def _parts(line: Line) -> Iterator[str]:
    """The texts in a line that are separated by wide gaps."""
    begin = 0
    for index in range(1, len(line.words)):
        left, right = line.words[index - 1], line.words[index]
        if left.box and right.box and right.box.x0 - left.box.x1 > _PARTED * right.size:
            yield text_of(line.words[begin:index])
            begin = index
    yield text_of(line.words[begin:])


def _top(line: Line) -> float:
    return line.words[0].box.top if line.words[0].box else 0.0


@cache
def _months(language: str) -> dict[str, int]:
    """Months by their names in the language, and in English, which occurs in all editions."""
    names: dict[str, int] = {}
    for code in ("en", language):
        for form in ("format", "stand-alone"):
            wide = Locale.parse(code).months[form]["wide"]
            names |= {str(name).lower(): number for number, name in wide.items()}
    return names


def published_on(pages: Sequence[Page], language: Language) -> date | None:
    """The first complete date in the masthead of a PDF, `14 July 2026`; None if there is none."""
    if not pages or not pages[0].height:
        return None
    for line in pages[0].lines:
        if _top(line) > _DATE_ABOVE * pages[0].height:
            continue
        found = _date(line.text, language)
        if found is not None:
            return found
    return None


def _date(text: str, language: Language) -> date | None:
    # A period (`25 July 2024–30 July 2025`) belongs to the session.
    if re.search(r"[–—-]\s?\d", text):
        return None
    months = _months(language.code)
    for match in language.layout.date.finditer(text):
        month = months.get(match["month"].lower())
        if month is not None:
            try:
                return date(int(match["year"]), month, int(match["day"]))
            except ValueError:
                return None
    return None
