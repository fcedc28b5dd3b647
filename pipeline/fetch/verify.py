"""Whether a PDF is whole, and the document that was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from pipeline import engines, languages
from pipeline.documents import identity
from pipeline.documents.model import PDF
from pipeline.documents.not_found import require_document
from pipeline.engines import Died, Limits
from pipeline.fetch.client import ends
from pipeline.fetch.model import Refused, Wanted
from pipeline.pages.model import Page
from pipeline.pages.reader import read_pages
from pipeline.unreadable import UnreadableDocument

#: Pages that are looked at, more each time the language is not told by those before. A cover has
#: few words; annexes may be in another language than the document.
_PAGES_LOOKED_AT = (1, 3, 10)
_LIMITS = Limits(seconds=120)


def verify(data: bytes, wanted: Wanted) -> str | None:
    """What could not be told of a PDF, a clause; None where all could.

    It is opened in a process of its own, since it may be anything.

    Raises:
        Refused: it is damaged, its pages tell another language or another symbol, or it takes more
            time or memory than a document does.
    """
    with engines.Pool(1, _LIMITS) as pool:
        [told] = pool.map(_verify, [(data, wanted)])
    if isinstance(told, Died):
        raise Refused(f"the PDF that came could not be looked at. {told.reason}")
    return told


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
        told = next(filter(None, map(languages.recognise, texts)), None)
        if told == wanted.language:
            return None
        if told is not None:
            raise Refused(f"the PDF that came is in {told!r}, not in {wanted.language!r}")
    return f"its language could not be told{unread}"


def _require_whole(data: bytes) -> None:
    if not ends(data):
        raise Refused("the PDF that came is cut off: its end is missing")
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            for number in range(len(pdf)):
                pdf[number].close()
    except pypdfium2.PdfiumError as problem:
        raise Refused(f"the PDF that came cannot be opened ({problem})") from problem


def _require_symbol(told: list[str], wanted: Wanted) -> None:
    """A document whose masthead has no symbol that can be read may be the one."""
    if identity.is_another(wanted.symbol, told):
        raise Refused(f"the PDF that came is {', '.join(told)}, not {wanted.symbol}")


def _require_document(pages: Sequence[Page]) -> None:
    try:
        require_document(pages)
    except UnreadableDocument as problem:
        raise Refused("what came says that there is no such document") from problem
