"""Checks that a PDF is complete, and is the document requested."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from pipeline import engines, languages
from pipeline.documents import identity
from pipeline.documents.document import PDF
from pipeline.documents.not_found import require_document
from pipeline.engines import Died, Limits
from pipeline.fetch.client import ends
from pipeline.fetch.outcome import Refused, Wanted
from pipeline.pages.page import Page
from pipeline.pages.reader import read_pages
from pipeline.unreadable import UnreadableDocument

#: How many pages to look at, in turn, until their language is clear. A cover has few words, and
#: annexes may be in another language than the document.
_PAGES_LOOKED_AT = (1, 3, 10)
_LIMITS = Limits(seconds=120)


def verify(data: bytes, wanted: Wanted) -> str | None:
    """Checks a download; returns a clause that says what is unclear, or None.

    Opens it in a process of its own, since it may be anything.

    Raises:
        Refused: it is damaged, is in another language, bears another symbol, or takes more time or
            memory than a document should.
    """
    with engines.Pool(1, _LIMITS) as pool:
        [result] = pool.map(_verify, [(data, wanted)])
    if isinstance(result, Died):
        raise Refused(f"the downloaded PDF could not be checked. {result.reason}")
    return result


def _verify(download: tuple[bytes, Wanted]) -> str | None:
    data, wanted = download
    _require_whole(data)
    unread = ""
    for limit in _PAGES_LOOKED_AT:
        try:
            pages = read_pages(data, PDF, limit=limit)
        except UnreadableDocument as problem:
            unread = f": {problem}"
            continue
        _require_document(pages)
        _require_symbol(identity.symbols_of_text(pages), wanted)
        texts = ("\n".join(line.text for line in page.lines) for page in pages)
        language = next(filter(None, map(languages.recognise, texts)), None)
        if language == wanted.language:
            return None
        if language is not None:
            raise Refused(f"the downloaded PDF is in {language!r}, not in {wanted.language!r}")
    return f"its language could not be identified{unread}"


def _require_whole(data: bytes) -> None:
    if not ends(data):
        raise Refused("the downloaded PDF is cut off: its end is missing")
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            for number in range(len(pdf)):
                pdf[number].close()
    except pypdfium2.PdfiumError as problem:
        raise Refused(f"the downloaded PDF cannot be opened ({problem})") from problem


def _require_symbol(printed: list[str], wanted: Wanted) -> None:
    """Raises if the masthead bears another symbol; one without a legible symbol passes."""
    if identity.is_another(wanted.symbol, printed):
        raise Refused(f"the downloaded PDF is {', '.join(printed)}, not {wanted.symbol}")


def _require_document(pages: Sequence[Page]) -> None:
    try:
        require_document(pages)
    except UnreadableDocument as problem:
        raise Refused("the downloaded file says that there is no such document") from problem
