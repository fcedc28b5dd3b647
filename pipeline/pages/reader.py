"""What a file prints, whatever its media type; of characters that can be kept."""

from __future__ import annotations

from pipeline.pages.model import Document, Page
from pipeline.pages.storable import storable_document, storable_pages
from pipeline.unreadable import UnreadableDocument

#: Characters of the longest document: a budget of three thousand pages has fewer.
MOST_CHARACTERS = 10_000_000


def read_document(data: bytes, media_type: str) -> Document:
    """The pages of a file and its tags, from its bytes.

    Args:
        data: the file.
        media_type: `application/pdf` or `text/plain`.

    Raises:
        UnreadableDocument: as the readers of PDF and text say.
    """
    # Each reader's libraries are imported only where a file needs them.
    if media_type == "application/pdf":
        from pipeline.pages import pdf

        return _required(storable_document(pdf.read_document(data)))
    return _required(Document(read_pages(data, media_type)))


def _required(document: Document) -> Document:
    """The document, unless it holds more text than can be put into tables with others."""
    lines = (line for page in document.pages for line in page.lines)
    size = sum(len(word.text) for line in lines for word in line.words)
    if size > MOST_CHARACTERS:
        raise UnreadableDocument(
            f"the document has {size:,} characters; no report has more than {MOST_CHARACTERS:,}",
            "Part it into several documents, or take it out of the raw folder",
        )
    return document


def read_pages(data: bytes, media_type: str, *, limit: int | None = None) -> tuple[Page, ...]:
    """The pages of a file alone, all or the first `limit`.

    Args:
        data: the file.
        media_type: `application/pdf` or `text/plain`.
        limit: how many pages to read at most.

    Raises:
        UnreadableDocument: as the readers of PDF and text say.
    """
    if media_type == "application/pdf":
        from pipeline.pages.pdf import read_pdf

        return storable_pages(read_pdf(data, limit=limit))
    from pipeline.pages.text import read_text

    return storable_pages(read_text(data)[:limit])
