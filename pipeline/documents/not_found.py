"""Recognize the page that the document service returns for a document it does not have.

It arrives as a complete PDF with a text layer, and would be read as a short document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline import languages
from pipeline.documents import identity
from pipeline.figures.engine.lexicon import Lexicon, any_phrase
from pipeline.pages.page import Page
from pipeline.unreadable import UnreadableDocument

#: Such a page has few words; a document has more, and has its symbol.
_MOST_PAGES, _MOST_CHARACTERS = 2, 1_500
#: The addresses of the service.
_ADDRESSES = (r"documents\.un\.org", r"undocs\.org")
#: The words of each language's service. The language of such a page is not known, so all are asked.
WORDS = languages.files(languages.WORDS)


@cache
def _said(name: str, *more: str) -> re.Pattern[str]:
    """Any phrase of a name in `WORDS`, as whole words, or one of some more expressions."""
    phrases = any_phrase(
        phrase for file in WORDS for phrase in Lexicon(file).phrases(f"not_found.{name}")
    )
    return re.compile("|".join((rf"(?<!\w){phrases}(?!\w)", *more)), re.IGNORECASE)


def require_document(pages: Sequence[Page]) -> None:
    """Check that pages are not those returned for a missing document.

    Raises:
        UnreadableDocument: they are.
    """
    if len(pages) > _MOST_PAGES or identity.symbols_of_text(pages):
        return
    text = " ".join(line.text for page in pages for line in page.lines)
    if len(text) > _MOST_CHARACTERS:
        return
    if _said("service", *_ADDRESSES).search(text) and _said("absent").search(text):
        raise UnreadableDocument(
            "the file is not a document: its page says that the document service does not have it",
            "Look up its symbol at https://docs.un.org, and download it again or take the file out "
            "of the raw folder",
        )
