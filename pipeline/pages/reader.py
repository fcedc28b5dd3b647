"""Read the pages of a file, whatever its media type, without characters that cannot be stored."""

from __future__ import annotations

from pipeline.pages.page import Document, Page
from pipeline.pages.storable import storable_document, storable_pages
from pipeline.unreadable import UnreadableDocument

#: Characters of the longest document; even a budget of three thousand pages has fewer.
MOST_CHARACTERS = 10_000_000


def read_document(data: bytes, media_type: str) -> Document:
    """Read the pages and tags of a file.

    Args:
        data: the file's bytes.
        media_type: `application/pdf` or `text/plain`.

    Raises:
        UnreadableDocument: see the readers of PDF and text.
    """
    # Import each reader's libraries only when a file needs them.
    if media_type == "application/pdf":
        from pipeline.pages import pdf

        return _required(storable_document(pdf.read_document(data)))
    return _required(Document(read_pages(data, media_type)))


def _required(document: Document) -> Document:
    """The document, unless it has too much text to be put into tables with others."""
    lines = (line for page in document.pages for line in page.lines)
    size = sum([len(word.text) for line in lines for word in line.words])
    if size > MOST_CHARACTERS:
        raise UnreadableDocument(
            f"the document has {size:,} characters; no report has more than {MOST_CHARACTERS:,}",
            "Split it into several documents, or take it out of the raw folder",
        )
    return document


def read_pages(data: bytes, media_type: str, *, limit: int | None = None) -> tuple[Page, ...]:
    """Read the pages of a file without tags, all or the first `limit`.

    Args:
        data: the file's bytes.
        media_type: `application/pdf` or `text/plain`.
        limit: the maximum number of pages to read.

    Raises:
        UnreadableDocument: see the readers of PDF and text.
    """
    if media_type == "application/pdf":
        from pipeline.pages.pdf import read_pdf

        return storable_pages(read_pdf(data, limit=limit))
    from pipeline.pages.text import read_text

    return storable_pages(read_text(data)[:limit])
