"""An open PDF: what its pages draw, from whichever reader handles them reliably.

pikepdf (that is, qpdf) provides objects and streams, and `content` interprets them. pdfplumber
reads files that qpdf has to repair, and pages that `content` is not sure of.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pikepdf

from pipeline.pages import by_pdfplumber
from pipeline.pages.by_pdfplumber import Plumber
from pipeline.pages.content import Contents, Unsure
from pipeline.pages.drawing import Drawing
from pipeline.pages.tags import Tree, read_tree

#: qpdf's warning about faults that change nothing.
_HARMLESS = "a common error handled correctly"
#: What pikepdf raises for a damaged file.
_DAMAGE = (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError, RuntimeError)


class Opened:
    """A document open for reading.

    `tree` is its structure, if it was requested. `given_back` says why pdfplumber reads a page, by
    page index.
    """

    def __init__(self, data: bytes, stack: ExitStack, *, tagged: bool) -> None:
        self._data = data
        self._stack = stack
        self._plumber: Plumber | None = None
        self._pdf, self._doubt = _opened(data, stack)
        self.tree: Tree | None = None
        if self._pdf is not None and tagged:
            self.tree = read_tree(self._pdf)
        self.given_back: dict[int, str] = {}

    def drawings(self, limit: int | None = None) -> Iterator[Drawing]:
        """What the pages draw, all or the first `limit`, in order.

        Raises:
            Exception: whatever a damaged file makes pdfminer raise.
        """
        if self._pdf is None:
            plumber = self._by_pdfplumber()
            for number in range(len(plumber))[:limit]:
                self.given_back[number] = self._doubt
                yield plumber.drawing(number)
            return
        contents = Contents(self._pdf, self._places)
        for number, page in enumerate(self._pdf.pages):
            if number == limit:
                return
            try:
                drawing = contents.drawing(number, page)
            except Unsure as doubt:
                self.given_back[number] = str(doubt)
                drawing = self._by_pdfplumber().drawing(number)
            yield drawing

    @property
    def _places(self) -> dict[tuple[int, int, int], int]:
        return {} if self.tree is None else self.tree.places

    def _by_pdfplumber(self) -> Plumber:
        if self._plumber is None:
            opening = by_pdfplumber.opened(self._data, self._places)
            self._plumber = self._stack.enter_context(opening)
        return self._plumber


@contextmanager
def opened(data: bytes, *, tagged: bool) -> Iterator[Opened]:
    """Open a PDF.

    Args:
        data: the file's bytes.
        tagged: whether to read its structure, too.
    """
    with ExitStack() as stack:
        yield Opened(data, stack, tagged=tagged)


def _opened(data: bytes, stack: ExitStack) -> tuple[pikepdf.Pdf | None, str]:
    """The document, or None and the reason why pikepdf cannot read it."""
    try:
        pdf = stack.enter_context(pikepdf.open(io.BytesIO(data), suppress_warnings=True))
        len(pdf.pages)
        damage = [said for said in pdf.get_warnings() if _HARMLESS not in str(said)]
    except _DAMAGE as problem:
        return None, str(problem)
    return (None, str(damage[0])) if damage else (pdf, "")
