"""Printed lines told apart by what they are: body, heading, footnote, page furniture.

Both kinds of input end in the same `Printed` lines; what differs between them (blanks here,
points, sizes and faces there) stays in this module.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from pipeline.languages.base import Layout
from pipeline.pages.model import Line, Page, Word

_RULE = re.compile(r"_{5,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_NOTE = re.compile(r"(\d{1,3}|\*{1,3})\s+(?=\S)|(\d{1,3})(?=[^\s\d.,])")
_NUMBERED = re.compile(r"(\d{1,3})\s?[.．](?:\s+|(?=[^\d\s]))")
_PAGE_NUMBER = re.compile(r"(?:\d{1,3}\s*/\s*\d{1,3}|\d{1,3})")
_JOB_NUMBER = re.compile(r"\*?\d{2}-?\d{5}\*?(?:\s*\([A-Z]\))?")
_SYMBOL = re.compile(r"[A-Z][A-Z0-9.]*(?:/[A-Za-z0-9.()*-]+)+\*?")


@dataclass(frozen=True, slots=True)
class Printed:
    """One line with its place in the document's order.

    Attributes:
        role: `body`, `heading`, `note` (a footnote's line) or `rule` of a box's edge.
        page: number of its page.
        words: its words; raised ones are marks.
        starts: whether a new block may begin here by its layout.
        level: for a heading, how deep: 1 is the highest.
        fills: whether it goes on to the right edge, so that the next line continues it.
    """

    role: str
    page: int
    words: tuple[Word, ...]
    starts: bool
    level: int = 0
    fills: bool = True

    @property
    def text(self) -> str:
        """The line as printed."""
        return Line(self.words).text


def printed_lines(pages: Sequence[Page], layout: Layout) -> list[Printed]:
    """The lines of a document without its page furniture, notes after the body of their page."""
    if pages and pages[0].width:
        return list(_from_pdf(pages, layout))
    return list(_from_text(pages, layout))


# --- text that came out of a PDF -------------------------------------------------------------


def _from_text(pages: Sequence[Page], layout: Layout) -> Iterator[Printed]:
    width = _usual_width(line for page in pages for line in page.lines)
    for page in pages:
        body, notes = _split_at_rule(_without_addresses(page.lines))
        previous: Printed | None = None
        for index, line in enumerate(body):
            previous = _text_line(line, page.number, layout, width, index == 0, previous)
            if previous is not None:
                yield previous
        for line in notes:
            yield Printed("note", page.number, line.words, starts=bool(_NOTE.match(line.text)))


def _usual_width(lines: Iterable[Line]) -> int:
    """The width that nine tenths of the lines do not exceed."""
    widths = sorted(_width(line.text) for line in lines)
    return widths[len(widths) * 9 // 10] if widths else 0


def _width(text: str) -> int:
    """How wide a text is in columns: a Chinese character takes two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _without_addresses(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the links that are repeated at a page's end."""
    end = len(lines)
    while end and _ADDRESS.fullmatch(lines[end - 1].text) and not lines[end - 1].text.endswith(("。", ".")):
        end -= 1
    return lines[:end]


def _split_at_rule(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    for index, line in enumerate(lines):
        if _RULE.fullmatch(line.text.strip()):
            return lines[:index], lines[index + 1 :]
    starred = len(lines)
    while starred and lines[starred - 1].text.startswith("*"):
        starred -= 1
    return lines[:starred], lines[starred:]


def _text_line(
    line: Line, page: int, layout: Layout, width: int, first: bool, previous: Printed | None
) -> Printed | None:
    text = line.text
    fills = _width(text) >= 0.75 * width
    indent = line.indent - (1 if first else 0)
    if layout.furniture.fullmatch(text):
        return None
    if _NUMBERED.match(text):
        return Printed("body", page, line.words, starts=True, fills=fills)
    ends_block = previous is None or not previous.fills or previous.starts or _is_closed(previous.text)
    numbered = layout.heading.match(text)
    named = layout.summary.fullmatch(text) or layout.annex.fullmatch(text)
    if named or (numbered and indent >= 1) or indent >= 2:
        level = heading_level(text, layout)
        return Printed("heading", page, line.words, starts=True, level=level, fills=fills)
    starts = indent >= 1 and ends_block
    return Printed("body", page, line.words, starts=starts, fills=fills)


def _is_closed(text: str) -> bool:
    """Whether a line ends as a sentence or clause does (a footnote mark may follow)."""
    return text.rstrip("0123456789 ").endswith(("。", ".", "：", ":", "；", ";", "！", "？", "”"))


def heading_level(text: str, layout: Layout) -> int:
    """1 for a part or annex, 2 for a letter, 3 for a number, 4 for a heading without either."""
    if layout.summary.fullmatch(text) or layout.annex.fullmatch(text):
        return 1
    match = layout.heading.match(text)
    if not match:
        return 4
    mark = match.group().strip(" .．、")
    if len(mark) == 1 and mark.isascii() and mark not in "IVX":
        return 3 if mark.isdigit() else 2
    return 1


# --- PDF ----------------------------------------------------------------------------------


def _from_pdf(pages: Sequence[Page], layout: Layout) -> Iterator[Printed]:
    body = _body_size(pages)
    repeated = _repeated(pages)
    for page in pages:
        lines = [x for x in page.lines if not _is_furniture(x, page, body, repeated, layout)]
        notes_from = _notes_from(lines, body, page)
        text = lines[:notes_from]
        left = _left_edge(text, body)
        right = max((line.words[-1].box.x1 for line in text if line.words[-1].box), default=0.0)
        spacing = _spacing(text)
        previous: Line | None = None
        for line in text:
            yield _pdf_line(line, previous, page, layout, body=body, left=left, right=right, spacing=spacing)
            previous = line
        for line in lines[notes_from:]:
            if not _RULE.fullmatch(line.text.replace(" ", "")):
                yield Printed("note", page.number, line.words, starts=_opens_note(line))


def _body_size(pages: Sequence[Page]) -> float:
    sizes = Counter(w.size for page in pages for line in page.lines for w in line.words for _ in w.text)
    return sizes.most_common(1)[0][0]


def _size(line: Line) -> float:
    return Counter(w.size for w in line.words for _ in w.text).most_common(1)[0][0]


def _repeated(pages: Sequence[Page]) -> set[str]:
    """Texts, digits aside, that stand in the margins of several pages."""
    seen = Counter(
        key
        for page in pages
        for key in {_shape(line.text) for line in page.lines if _in_margin(line, page)}
    )
    return {key for key, times in seen.items() if times >= max(2, len(pages) // 4)}


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", "".join(sorted(text.split())))


def _in_margin(line: Line, page: Page) -> bool:
    box = line.words[0].box
    return box is not None and (box.bottom < 0.09 * page.height or box.top > 0.925 * page.height)


def _is_furniture(line: Line, page: Page, body: float, repeated: set[str], layout: Layout) -> bool:
    text = line.text.strip()
    if layout.furniture.fullmatch(text):
        return True
    margin = _in_margin(line, page)
    if margin and (_shape(text) in repeated or _JOB_NUMBER.search(text)):
        return True
    parts = text.split()
    if margin and all(_PAGE_NUMBER.fullmatch(p) or _SYMBOL.fullmatch(p) or _JOB_NUMBER.fullmatch(p) for p in parts):
        return True
    return bool(_JOB_NUMBER.fullmatch(text)) or (page.number == 1 and margin and _size(line) > 1.1 * body)


def _notes_from(lines: Sequence[Line], body: float, page: Page) -> int:
    """Index of the first line of the footnotes: small type from there to the page's end."""
    index = len(lines)
    while index:
        line = lines[index - 1]
        if _RULE.fullmatch(line.text.replace(" ", "")):
            index -= 1
            break
        if _size(line) > 0.93 * body:
            break
        index -= 1
    for first in range(index, len(lines)):
        if _opens_note(lines[first]) or _RULE.fullmatch(lines[first].text.replace(" ", "")):
            return index
    small_rest = index < len(lines) and any(_opens_note(line) for line in lines[index:])
    return index if small_rest else len(lines)


def _opens_note(line: Line) -> bool:
    first = line.words[0]
    return (first.raised and first.text.isdigit()) or first.text.startswith("*") or bool(
        re.fullmatch(r"\d{1,3}", first.text) and len(line.words) > 1 and first.size < _size(line)
    )


def _left_edge(lines: Sequence[Line], body: float) -> float:
    edges = Counter(round(line.indent) for line in lines if _size(line) == body)
    return float(edges.most_common(1)[0][0]) if edges else 0.0


def _spacing(lines: Sequence[Line]) -> float:
    gaps = sorted(line.gap for line in lines if line.gap > -5)
    return gaps[len(gaps) // 2] if gaps else 0.0


def _pdf_line(
    line: Line,
    previous: Line | None,
    page: Page,
    layout: Layout,
    *,
    body: float,
    left: float,
    right: float,
    spacing: float,
) -> Printed:
    text = line.text
    size = _size(line)
    last = line.words[-1].box
    fills = last is not None and last.x1 > right - 0.12 * (right - left)
    apart = previous is None or line.gap > spacing + 0.3 * body
    bold = all(w.bold for w in line.words if not w.raised)
    italic = all(w.italic for w in line.words if not w.raised)
    same = previous is not None and not apart and _face(previous) == _face(line)
    numbered = bool(_NUMBERED.match(text)) and not bold
    named = layout.summary.fullmatch(text) or layout.annex.fullmatch(text)
    marked = layout.heading.match(text) and not text.rstrip().endswith(("。", ";", "；"))
    faced = bold or size > 1.12 * body or (italic and apart and not fills and not text.endswith("."))
    outside = line.indent < left - 4 or (marked and apart and not numbered and size >= body)
    if not numbered and (named or faced or (marked and outside)):
        level = heading_level(text, layout)
        continues = same and not marked
        return Printed("heading", page.number, line.words, not continues, 4 if italic and level > 3 else level, fills)
    starts = numbered or (apart and previous is not None and not (page.number > 1 and previous is None))
    return Printed("body", page.number, line.words, starts=bool(starts), fills=fills)


def _face(line: Line) -> tuple[float, bool, bool]:
    return _size(line), line.words[0].bold, line.words[0].italic
