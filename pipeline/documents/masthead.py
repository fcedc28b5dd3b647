"""What the masthead of page 1 tells: when a document was published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from babel import Locale

from pipeline.pages.model import Page

#: The masthead stands in the upper third of the first page of a PDF.
_PART = 1 / 3


@cache
def _months(language: str) -> dict[str, int]:
    """Number of a month by its name in the language, and in English, which all editions use."""
    names: dict[str, int] = {}
    for code in ("en", language):
        for form in ("format", "stand-alone"):
            wide = Locale.parse(code).months[form]["wide"]
            names |= {str(name).lower(): number for number, name in wide.items()}
    return names


def published_on(pages: Sequence[Page], language: str) -> date | None:
    """The first whole date in the masthead of a PDF, `14 July 2026`; None where there is none.

    In text input a masthead cannot be told from running text, so there is none.
    """
    if not pages or not pages[0].height:
        return None
    for line in pages[0].lines:
        box = line.words[0].box
        if box is None or box.top > _PART * pages[0].height:
            continue
        found = _date(line.text, language)
        if found is not None:
            return found
    return None


def _date(text: str, language: str) -> date | None:
    months = _months(language)
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    match = re.search(
        rf"\b(\d{{1,2}})(?:er)?\s(?:de\s)?({names})\s(?:de\s)?(\d{{4}})\b", text, re.IGNORECASE
    )
    # A period (`25 July 2024–30 July 2025`) is that of the session.
    if match is None or re.search(r"[–—-]\s?\d", text):
        return None
    try:
        return date(int(match[3]), months[match[2].lower()], int(match[1]))
    except ValueError:
        return None
