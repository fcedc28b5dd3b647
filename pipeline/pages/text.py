"""Pages of a text file that was extracted from a PDF.

Such a text keeps the printed lines. Pages are separated by form feeds, or only by this: lines have
a blank line between them, and the first line of a new page follows directly, indented.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.pages.encoding import decoded
from pipeline.pages.page import Line, Page, Word
from pipeline.unreadable import UnreadableDocument

#: Share of lines with a blank line above them from which a text counts as set with blank lines.
_SPACED = 0.6
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def decode(data: bytes) -> str:
    """Decode a file in UTF-8, or in UTF-16 with a byte order mark.

    Raises:
        UnreadableDocument: the file is in another encoding, or has no text.
    """
    text = decoded(data)
    if not text.strip():
        raise UnreadableDocument("the file holds no text", "Fetch the document again")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(data: bytes) -> tuple[Page, ...]:
    """The pages of a text file; each line is one word without a box.

    `Line.indent` is the number of spaces before it, `Line.gap` the number of blank lines above it.

    Raises:
        UnreadableDocument: as `decode`.
    """
    lines = decode(data).replace("\f", "\n\f").split("\n")
    spaced = _is_spaced(lines)
    pages: list[list[Line]] = [[]]
    blanks = 1
    for raw in lines:
        printed = raw.removeprefix("\f")
        if printed != raw:
            pages.append([])
            blanks = 1
        if not printed.strip():
            blanks += 1
            continue
        if spaced and blanks == 0 and printed[0].isspace() and pages[-1]:
            pages.append([])
        pages[-1].append(_line(printed, blanks))
        blanks = 0
    kept = [page for page in pages if page]
    return tuple(Page(number, tuple(page)) for number, page in enumerate(kept, start=1))


def _line(raw: str, blanks: int) -> Line:
    text = raw.strip()
    # Chinese starts a paragraph with wide spaces, however many.
    before = raw[: len(raw) - len(raw.lstrip())]
    indent = 1 if raw.startswith("\u3000") else len(before)
    return Line((Word(text),), indent=float(indent), gap=float(blanks), blanks=before)


def _is_spaced(lines: list[str]) -> bool:
    """Whether there are blank lines between nearly all printed lines."""
    kept = [
        i for i, line in enumerate(lines) if line.strip() and not _ADDRESS.fullmatch(line.strip())
    ]
    if len(kept) < 4:
        return False
    apart = sum(1 for a, b in pairwise(kept) if b - a > 1)
    return apart / (len(kept) - 1) >= _SPACED
