"""Pages of a file, whatever its media type."""

from __future__ import annotations

from pipeline.pages.model import Page


def read_pages(data: bytes, media_type: str, *, limit: int | None = None) -> tuple[Page, ...]:
    """The pages of a file, from its bytes.

    Args:
        data: the file.
        media_type: `application/pdf` or `text/plain`.
        limit: how many pages to read at most.

    Raises:
        UnreadableDocument: as `read_pdf` and `read_text` say.
    """
    # Each reader's libraries are imported only where a file needs them.
    if media_type == "application/pdf":
        from pipeline.pages.pdf import read_pdf

        return read_pdf(data, limit=limit)
    from pipeline.pages.text import read_text

    return read_text(data)[:limit]
