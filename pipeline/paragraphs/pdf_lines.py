"""Printed lines of a PDF, classified by position, size and font.

United Nations documents share one layout in all languages: running text in one size at one left
edge, bold headings with their numbers hanging out to the left, footnotes in small type at the
bottom, symbol and job number in the margins. This module contains no words; they come from the
`Layout`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from pipeline.cached import knowing
from pipeline.languages.base import Layout
from pipeline.pages.page import Line, Page, commonest_size
from pipeline.paragraphs.front import is_headline, masthead_end
from pipeline.paragraphs.printed import (
    ITEM,
    LEADER,
    RULE,
    SYMBOL,
    Printed,
    has_leader,
    heads_contents,
    is_capitals,
    is_furniture,
    is_sentence,
    is_text,
    marked_level,
    note_mark,
    opens_number,
)

_JOB_NUMBER = re.compile(r"\*?\d{2}-?\d{5}[A-Z]?\*?(?:\s*\([A-Z]\))?(?:\s+\d{6})?")
_PAGE_NUMBER = re.compile(r"(?:\d{1,3}\s*/\s*\d{1,3}|\d{1,3})")
#: A number or letter followed by a tab: `12.`, `A.`, `(a)`, `29A.12`.
_LABEL = re.compile(r"\(?[\w.]{1,7}[.)．]?|[•●–—-]")
_NOTE_MARK = re.compile(r"\d{1,3}|\*{1,4}|[a-z]")

#: Shares of the page's height taken by headers and footers.
_HEADER, _FOOTER = 0.125, 0.91
#: The masthead of page 1 ends above this share of the height; a title is below it.
_MASTHEAD = 0.17
#: Sizes relative to running text: a title, a large heading, the largest small type.
_TITLE_SIZE, _LARGE_SIZE, _SMALL_SIZE = 1.3, 1.12, 0.93
#: White space above a line, as a share of the font size, from which it starts a new block.
_APART = 0.3
#: Maximum characters of a stray mark, such as one from a picture.
_STRAY = 3
#: White space on both sides of a centred line, as a multiple of the font size.
_CENTRED = 4.0
#: Share of the text's width beyond which a line is set aside.
_ASIDE = 0.5
#: White space above a heading, as a share of its size, from which it is a separate one.
_NEXT = 0.5
#: White space within a line, as a multiple of the font size, that separates columns of a table.
_COLUMN_GAP = 2.4
#: Smallest space in a justified line, as a share of the widest one.
_EVEN = 0.6
#: Share of bold lines from which a document has bold headings.
_BOLD_SHARE = 0.005
#: Minimum width of a line of running text, as a multiple of its size; share of a page's characters
#: in such lines from which it is a page of text.
_LINE_OF_TEXT, _OF_TEXT = 20.0, 0.6
#: Average characters per word of a text, including the space after it; codes have fewer.
_LETTERS = 4
#: The smallest font size of a page of text, relative to the document's; tables are set smaller.
_NEARLY = 0.87
#: The page or the paragraphs that an entry of a table of contents ends with, which may be misread,
#: after white space of so many times the size; how many entries make one, and how many lines an
#: entry has at most.
_PLACE = re.compile(r"[ivxl]{1,6}|[\dhklOU+]{1,4}(?:[-–][\dhklOU+]{1,4})?")
_PLACE_GAP, _ENTRIES, _ENTRY_LINES = 1.2, 3, 6
#: How far, in points, an edge may be off and still be the same.
_SLACK = 4.0
#: Levels of headings without a number: large, bold, italic.
_LEVELS = {"large": 4, "bold": 5, "italic": 6}


@dataclass(frozen=True, slots=True)
class _Measures:
    """Measurements of a document's running text: size, edges and line spacing, in points."""

    body: float
    left: float
    right: float
    spacing: float
    repeated: frozenset[str]
    has_bold: bool


def lines_of_pdf(pages: Sequence[Page], layout: Layout) -> Iterator[Printed]:
    """The lines of a PDF without page furniture; notes come after the body of their page."""
    usual = _measure(pages)
    last_note = 0
    has_masthead = False
    carried: Printed | None = None
    for page in pages:
        measures = _of_page(page, usual)
        lines = list(page.lines)
        if page is pages[0]:
            lines, masthead = _without_masthead(lines, page, layout, measures)
            yield from masthead
            has_masthead = bool(masthead)
        lines = [
            line
            for above, line in pairwise((None, *lines))
            if line is not None
            and (
                not _is_furniture(line, page, measures.body, measures.repeated, layout)
                or _goes_on_with_title(above, line, measures)
            )
        ]
        notes: list[Printed] = []
        insets = [inset for inset in page.insets if inset]
        in_order = len({line.column for line in page.lines}) < 2
        for _, lines_of_column in groupby(lines, key=lambda line: line.column):
            column = list(lines_of_column)
            end = _notes_begin(column, measures, last_note)
            printed_lines = list(
                _classified(column[:end], page, layout, measures, carried, has_masthead)
            )
            for place, printed in enumerate(printed_lines):
                while in_order and insets and _comes_before(insets[0], printed_lines[place:]):
                    yield from _boxed(insets.pop(0), page, measures)
                carried = printed
                yield printed
            for line in column[end:]:
                if RULE.fullmatch(line.text):
                    continue
                opens = _opens_note(line, measures)
                if opens and line.words[0].text.isdigit():
                    last_note = int(line.words[0].text)
                notes.append(Printed("note", page.number, line.words, starts=opens))
        for inset in insets:
            yield from _boxed(inset, page, measures)
        yield from notes


def _comes_before(inset: Sequence[Line], lines: Sequence[Printed]) -> bool:
    """Whether a frame begins above the first of some lines, and no heading to come is beside it."""
    top, bottom = inset[0].top, inset[-1].top
    tops = [(line.role, box.top) for line in lines if (box := line.words[0].box)]
    beside = any(role == "heading" and top < begin < bottom for role, begin in tops)
    return bool(tops) and top < tops[0][1] and not beside


def _boxed(inset: Sequence[Line], page: Page, measures: _Measures) -> Iterator[Printed]:
    """The lines of a frame; its title, its items and anything set apart start blocks.

    A frame in small type or with columns is a table or chart.
    """
    text = " ".join(line.text for line in inset)
    tabular = sum(_is_tabular(line, measures) for line in inset)
    wide = sum(_has_wide_gap(line, measures) for line in inset)
    if 2 * (wide if is_sentence(text) else tabular) > len(inset):
        for index, line in enumerate(inset):
            yield Printed("table", page.number, line.words, starts=index == 0)
        return
    titled = not all(line.bold for line in inset)
    title = True
    for index, line in enumerate(inset):
        title, was_title = titled and line.bold, title
        apart = _is_apart(line, measures)
        starts = index == 0 or apart or was_title != title or ITEM.match(line.text) is not None
        yield Printed("box", page.number, line.words, starts, level=_LEVELS["bold"] * title)


# --- measures -----------------------------------------------------------------------------


def _measure(pages: Sequence[Page]) -> _Measures:
    lines = [line for page in pages for line in page.lines]
    body = body_size(pages)
    wide = _LINE_OF_TEXT * body
    prose = [line for line in lines if line.size == body and line.right - line.indent > wide]
    rights = sorted(line.right for line in prose)
    gaps = sorted(line.gap for line in prose if -2 < line.gap < body)
    return _Measures(
        body=body,
        left=_commonest(round(line.indent) for line in prose),
        right=rights[len(rights) * 3 // 4] if rights else 0.0,
        spacing=gaps[len(gaps) // 3] if gaps else 0.2 * body,
        repeated=_repeated(pages),
        has_bold=_has_bold(pages, body),
    )


def _of_page(page: Page, usual: _Measures) -> _Measures:
    """The measurements of a page: its own if its running text is slightly smaller."""
    small = sum(line.words[0].size < _SMALL_SIZE * usual.body for line in page.lines)
    if 2 * small <= len(page.lines):
        return usual
    own = body_size([page])
    if not _NEARLY * usual.body < own < _SMALL_SIZE * usual.body:
        return usual
    prose = sum(
        len(line.text)
        for line in page.lines
        if line.right - line.indent > _LINE_OF_TEXT * own
        and len(line.text) > _LETTERS * len(line.words)
        and not _has_wide_gap(line, usual)
    )
    if prose <= _OF_TEXT * sum(len(line.text) for line in page.lines):
        return usual
    return replace(_measure([page]), repeated=usual.repeated, has_bold=usual.has_bold)


def body_size(pages: Sequence[Page]) -> float:
    """The size of running text: that of most characters."""
    tally: dict[float, int] = {}
    for page in pages:
        for line in page.lines:
            for size, characters in line.sizes.items():
                tally[size] = tally.get(size, 0) + characters
    return commonest_size(tally)


def _has_bold(pages: Sequence[Page], body: float) -> bool:
    """Whether there are bold lines in the size of running text or larger, not counting page 1."""
    lines = [line for page in pages[1:] or pages for line in page.lines]
    bold = sum(line.bold and line.size > _SMALL_SIZE * body for line in lines)
    return bold > _BOLD_SHARE * len(lines)


def _commonest(values: Iterable[float]) -> float:
    """The most frequent value, the smallest if there are several; 0 if there is none."""
    tally = Counter(values)
    return float(max(tally, key=lambda value: (tally[value], -value), default=0.0))


def _repeated(pages: Sequence[Page]) -> frozenset[str]:
    """Texts, ignoring numbers, that recur in the margins of several pages."""
    seen = Counter(
        shape
        for page in pages
        for shape in {_shape(line) for line in page.lines if _in_margin(line, page)}
    )
    return frozenset(shape for shape, times in seen.items() if times >= max(3, len(pages) // 4))


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", " ".join(sorted(line.text.split())))


def _in_margin(line: Line, page: Page) -> bool:
    top = line.top
    return top < _HEADER * page.height or top > _FOOTER * page.height


# --- furniture and masthead ---------------------------------------------------------------


def _is_furniture(
    line: Line, page: Page, body: float, repeated: frozenset[str], layout: Layout
) -> bool:
    text = line.text.strip()
    if is_furniture(text, layout) or _JOB_NUMBER.fullmatch(text):
        return True
    if not _in_margin(line, page) or line.words[0].raised:
        return False
    if _shape(line) in repeated or all(_is_reference(part) for part in text.split()):
        return True
    if line.top > _FOOTER * page.height:
        return _JOB_NUMBER.search(text) is not None
    return page.number > 1 and line.size < _SMALL_SIZE * body and not _is_small_text(line)


def _goes_on_with_title(above: Line | None, line: Line, measures: _Measures) -> bool:
    """Whether what looks like furniture continues a title: `... to the President of the | ...`."""
    return (
        above is not None
        and not _is_apart(line, measures)
        and _is_large(above, measures)
        and _face(above) == _face(line)
        and line.text[:1].isalpha()
    )


def is_page_furniture(pages: Sequence[Page], layout: Layout) -> Callable[[Line, Page], bool]:
    """A function that tests whether a line is page furniture: header, footer, job number, rule."""
    body, repeated = body_size(pages), _repeated(pages)
    return lambda line, page: (
        _is_furniture(line, page, body, repeated, layout) or RULE.fullmatch(line.text) is not None
    )


def _is_reference(part: str) -> bool:
    patterns = (_PAGE_NUMBER, SYMBOL, _JOB_NUMBER)
    return any(pattern.fullmatch(part) for pattern in patterns)


def _is_small_text(line: Line) -> bool:
    """Whether small type in the top margin is not a header: headers are bold, tables rarely are."""
    return not any(word.bold for word in line.words)


def _without_masthead(
    lines: list[Line], page: Page, layout: Layout, measures: _Measures
) -> tuple[list[Line], list[Printed]]:
    """The lines of the first page from its title on, and those of the masthead above it."""
    end = masthead_end(
        lines,
        page,
        layout,
        is_apart=lambda line: _is_apart(line, measures),
        is_text=lambda line: opens_number(line.text) or _is_filled(line, measures),
        is_large=lambda line: _is_large(line, measures),
    )
    has_masthead = any(
        line.top < _MASTHEAD * page.height and word.size >= _TITLE_SIZE * measures.body
        for line in lines
        for word in line.words
    )
    for index, line in enumerate(lines):
        below = line.top > _MASTHEAD * page.height
        if has_masthead and index >= end and below and _is_title(line, measures):
            end = index
            break
    masthead = [
        Printed("masthead", page.number, line.words, starts=_is_apart(line, measures))
        for line in lines[:end]
        if not _JOB_NUMBER.fullmatch(line.text.strip())
    ]
    return lines[end:], masthead


def _is_apart(line: Line, measures: _Measures) -> bool:
    """Whether there is more white space above a line than between lines of a paragraph."""
    return line.gap > measures.spacing + _APART * measures.body


def _is_filled(line: Line, measures: _Measures) -> bool:
    """Whether a line of plain running text reaches the right edge."""
    return _fills(line, measures) and not line.bold and abs(line.size - measures.body) < 0.3


def _is_large(line: Line, measures: _Measures) -> bool:
    return line.bold and line.size >= _LARGE_SIZE * measures.body


def _is_title(line: Line, measures: _Measures) -> bool:
    return line.bold and line.size >= _TITLE_SIZE * measures.body


# --- footnotes ----------------------------------------------------------------------------


def _notes_begin(lines: Sequence[Line], measures: _Measures, last_note: int) -> int:
    """Index of the first line of the footnotes, or `len(lines)` if there are none.

    They begin at the last rule that is followed only by small type. Without a rule, they begin at a
    typed note whose mark occurs in the text above, or at the first of the small lines at the end of
    the page that has the mark of the next note.
    """
    for index, line in enumerate(lines[:-1]):
        if RULE.fullmatch(line.text) and _opens_typed_note(lines[index + 1]):
            return index
    for index, line in enumerate(lines):
        if _is_apart(line, measures) and _is_referred_to(line, lines[:index], last_note):
            return index
    tail = len(lines)
    while tail and (_is_small(lines[tail - 1], measures) or RULE.fullmatch(lines[tail - 1].text)):
        tail -= 1
    for index in range(tail, len(lines)):
        if RULE.fullmatch(lines[index].text):
            return index
    for index in range(tail, len(lines)):
        mark = lines[index].words[0].text
        raised = lines[index].words[0].raised
        expected = mark[0] == "*" or mark == str(last_note + 1) or (raised and mark.isdigit())
        if _opens_note(lines[index], measures) and expected:
            return index
    return _large_notes_begin(lines, last_note)


def _large_notes_begin(lines: Sequence[Line], last_note: int) -> int:
    """Index of the first note set in the size of the text: lines begin with raised numbers."""
    begin, following = len(lines), 10**6
    for index in reversed(range(len(lines))):
        first = lines[index].words[0]
        if opens_number(lines[index].text) or (first.bold and not first.raised):
            break
        is_number = first.text.isdecimal() and _NOTE_MARK.fullmatch(first.text) is not None
        if first.raised and is_number and len(lines[index].words) > 1:
            if not last_note < int(first.text) < following:
                break
            begin, following = index, int(first.text)
    return begin


def _opens_typed_note(line: Line) -> bool:
    """Whether a line begins like a typed note: `12/`, `*`, `a/`."""
    found = note_mark(line.text)
    if found is None:
        return False
    return found[0][0] == "*" or line.text.lstrip()[len(found[0]) :].startswith("/")


def _is_referred_to(line: Line, above: Sequence[Line], last_note: int) -> bool:
    """Whether a line begins a typed note whose mark is in the text above (`development 1/`)."""
    if not _opens_typed_note(line):
        return False
    mark = (note_mark(line.text) or ("",))[0]
    if not mark.isdigit() or int(mark) <= last_note:
        return False
    reference = re.compile(rf"(?<=[^\W\d_]|[.,;:)»”\"])\s?{mark}/(?![\w/])")
    return any(reference.search(line.text) for line in above)


def _is_small(line: Line, measures: _Measures) -> bool:
    return line.size < _SMALL_SIZE * measures.body


def _opens_note(line: Line, measures: _Measures) -> bool:
    first = line.words[0]
    if _opens_typed_note(line):
        return True
    if not _NOTE_MARK.fullmatch(first.text) or len(line.words) == 1:
        return False
    return first.text[0] == "*" or first.raised or first.size < 0.75 * measures.body


# --- headings, tables, running text -------------------------------------------------------


def _classified(  # noqa: PLR0913, PLR0917
    lines: Sequence[Line],
    page: Page,
    layout: Layout,
    measures: _Measures,
    carried: Printed | None,
    has_masthead: bool,
) -> Iterator[Printed]:
    """The lines of a page above its footnotes; `carried` is the last line of the previous page."""
    breaks_off = carried is not None and carried.role == "body" and not _ends(carried.text)
    previous: Printed | None = None
    above: Line | None = None
    first = page.number == 1
    seen_text = not first or carried is not None
    largest = max((line.size for line in lines), default=0.0) if first else 0.0
    for place, (line, is_table) in enumerate(
        zip(lines, _in_tables(lines, layout, measures, carried), strict=True)
    ):
        apart = above is None or _is_apart(line, measures)
        if is_table:
            follows = previous is not None and previous.role == "table"
            starts = not follows or layout.caption.match(line.text) is not None
            previous = Printed("table", page.number, line.words, starts)
        else:
            level = _heading_level(line, above, previous, apart, layout, measures)
            if above is None and breaks_off and carried is not None and carried.words[-1].bold:
                level = None  # bold text of a paragraph that goes on from the page before
            if level and (
                is_text(_in_one_face(lines, place, measures))
                or _is_in_sentence(lines, place, previous, measures)
            ):
                level = None
            role = "heading" if level else "body"
            is_resolution = first and apart and is_headline(line.text)
            if is_resolution:
                seen_text = False
            if not seen_text and (
                is_resolution
                or _is_front_title(line, previous, apart, layout, measures, has_masthead, largest)
            ):
                role, level = "title", 1
            else:
                seen_text = True
            starts = _starts(line, role, previous, above, apart, layout, measures)
            previous = Printed(
                role, page.number, line.words, starts, level or 0,
                fills=_fills(line, measures),
                inset=line.indent > measures.left + _SLACK,
                apart=apart,
                aside=above is not None and apart and _is_aside(line, measures),
            )  # fmt: skip
        yield knowing(previous, text=line.text)
        above = line


def _ends(text: str) -> bool:
    """Whether a line ends like a sentence or clause."""
    return text.rstrip().endswith(
        (".", ":", ";", "؛", "?", "؟", "!", "。", "：", "；", "？", "！", "”", ")")
    )


def _is_front_title(  # noqa: PLR0913, PLR0917
    line: Line,
    previous: Printed | None,
    apart: bool,
    layout: Layout,
    measures: _Measures,
    has_masthead: bool,
    largest: float,
) -> bool:
    """Whether a line of page 1 belongs to the title, or to the author's line below it.

    A numbered heading below the title opens the text (`I. Introduction`). If the page has type as
    large as a title's, smaller capitals are not a title: `largest` is the largest size on the page.
    """
    text = line.text
    after_title = previous is not None and previous.role == "title"
    if previous is not None and len(previous.text) <= _STRAY:
        previous = None
    if previous is not None and (layout.heading.match(text) or opens_number(text)):
        return False
    if layout.summary.fullmatch(text) or layout.contents.fullmatch(text):
        return False
    if _is_title(line, measures) or (after_title and layout.author.fullmatch(text)):
        return True
    if line.bold:
        goes_on = after_title and (not apart or _is_large(line, measures))
        return goes_on or (previous is None and has_masthead)
    if after_title and not apart:
        return True
    inset = line.indent > measures.left + _SLACK
    capitals = is_capitals(text) and _TITLE_SIZE * line.size > largest
    return capitals and (previous is None or (after_title and inset))


def _heading_level(  # noqa: PLR0913, PLR0917
    line: Line,
    above: Line | None,
    previous: Printed | None,
    apart: bool,
    layout: Layout,
    measures: _Measures,
) -> int | None:
    """The depth of a heading; None if the line is not one."""
    text, size = line.text, line.size
    if layout.summary.fullmatch(text) or layout.annex.fullmatch(text):
        return 1
    ended = apart or above is None or _ends(above.text)
    if ended and (layout.chapter.fullmatch(text) or layout.article.fullmatch(text)):
        return marked_level(text, layout)
    if size < _SMALL_SIZE * measures.body:
        return None
    if _is_typed_heading(line, above, previous, apart, layout, measures):
        return marked_level(text, layout) or (
            previous.level
            if previous is not None and previous.role == "heading" and not apart
            else _LEVELS["large"]
        )
    face = (
        "large" if size >= _LARGE_SIZE * measures.body
        else "bold" if line.bold
        else "italic" if line.italic and line.indent <= measures.left + _SLACK
        else None
    )  # fmt: skip
    if face is None:
        return None
    continues = above is not None and not apart and _face(above) == _face(line)
    if continues:
        return previous.level if previous is not None and previous.role == "heading" else None
    if not apart and face != "large":
        return None
    hangs = line.indent < measures.left - _SLACK
    if opens_number(text) and not hangs and face != "large":
        return None
    if face == "italic" and (text.endswith((".", ";", "。", "；")) or _fills(line, measures)):
        return None
    return marked_level(text, layout) or _LEVELS[face]


def _is_in_sentence(
    lines: Sequence[Line], place: int, previous: Printed | None, measures: _Measures
) -> bool:
    """Whether a line in a face of its own begins within a sentence, or its sentence goes on below.

    Text recognition is bad at distinguishing typefaces.
    """
    line = lines[place]
    if previous is not None and previous.role == "body" and not _is_apart(line, measures):
        return line.text[:1].islower() and not _ends(previous.text)
    for above, below in pairwise(lines[place:]):
        if _is_apart(below, measures) or not _fills(above, measures) or _ends(above.text):
            return False
        if _face(below) != _face(line):
            return not below.text[:1].isupper() and not opens_number(below.text)
    return False


def _in_one_face(lines: Sequence[Line], place: int, measures: _Measures) -> str:
    """The text of a line and of the lines after it that continue it in the same font."""
    words = lines[place].text
    for above, line in pairwise(lines[place:]):
        if _is_apart(line, measures) or _face(line) != _face(above):
            break
        words = f"{words} {line.text}"
    return words


def _is_typed_heading(  # noqa: PLR0913, PLR0917
    line: Line,
    above: Line | None,
    previous: Printed | None,
    apart: bool,
    layout: Layout,
    measures: _Measures,
) -> bool:
    """Whether a line is a heading of a typed document: in capitals, or numbered and centred.

    A document that sets its headings in bold is not typed.
    """
    if measures.has_bold:
        return False
    text = line.text
    inset = line.indent > measures.left + 2 * _SLACK
    goes_on = previous is not None and previous.role == "heading" and not apart
    if goes_on and above is not None:
        return inset and is_capitals(text) == is_capitals(above.text) and not opens_number(text)
    if not apart or text.endswith((".", ";", ":", ",")) or opens_number(text):
        return False
    if is_capitals(text):
        return True
    if _is_centred(line, measures):
        return text[:1].isupper()
    return inset and layout.heading.match(text) is not None and not _fills(line, measures)


def _is_aside(line: Line, measures: _Measures) -> bool:
    return line.indent > measures.left + _ASIDE * (measures.right - measures.left)


def _is_centred(line: Line, measures: _Measures) -> bool:
    """Whether a line has equal and ample white space on both sides."""
    left, right = line.indent - measures.left, measures.right - line.right
    return min(left, right) > _CENTRED * measures.body and abs(left - right) < measures.body


def _fills(line: Line, measures: _Measures) -> bool:
    return line.right > measures.right - 0.15 * (measures.right - measures.left)


def _face(line: Line) -> tuple[float, bool, bool]:
    return line.size, line.bold, line.italic


def _starts(  # noqa: PLR0913, PLR0917
    line: Line,
    role: str,
    previous: Printed | None,
    above: Line | None,
    apart: bool,
    layout: Layout,
    measures: _Measures,
) -> bool:
    """Whether a line starts a new block."""
    if previous is None:
        # The first line of a page continues the previous page unless its layout says otherwise.
        return role != "body" or bool(opens_number(line.text) or ITEM.match(line.text))
    if previous.role != role:
        return True
    if role in ("heading", "title"):
        marked = marked_level(line.text, layout) is not None and line.bold
        same_face = above is not None and _face(above) == _face(line)
        # The lines of a title may be far apart; those of other headings are not.
        space = measures.body if role == "title" else measures.spacing + _NEXT * line.size
        return (apart and line.gap > space) or not same_face or marked
    shifted = abs(line.indent - above.indent) > _SLACK if above else True
    return apart or bool(opens_number(line.text) or (shifted and ITEM.match(line.text)))


def _in_tables(
    lines: Sequence[Line], layout: Layout, measures: _Measures, carried: Printed | None
) -> list[bool]:
    """Which lines belong to tables, charts and their captions, rather than to running text.

    Columns or small type make a line tabular. Lines between two tabular lines, or between a caption
    and one, belong to the table too, unless they run over the full width.
    """
    tabular = [_is_tabular(line, measures) for line in lines]
    for i in range(1, len(lines)):
        if tabular[i] and not tabular[i - 1] and _is_justified(lines[i], lines[i - 1], measures):
            tabular[i] = False
    caption = [
        layout.caption.match(line.text) is not None and not _fills_as_prose(lines, i, measures)
        for i, line in enumerate(lines)
    ]
    for i in range(1, len(lines)):  # a caption's words are bold, below its number
        goes_on = caption[i - 1] and not _is_apart(lines[i], measures) and lines[i].bold
        caption[i] = caption[i] or goes_on
    contents = _in_contents(lines, layout, carried)
    inside = [any(of) for of in zip(tabular, caption, contents, strict=True)]
    open_since: int | None = None
    for index, line in enumerate(lines):
        if inside[index]:
            if open_since is not None:
                inside[open_since : index + 1] = [True] * (index + 1 - open_since)
            open_since = index
        elif open_since is not None and _is_prose(line, measures):
            open_since = None
    return inside


def _in_contents(lines: Sequence[Line], layout: Layout, carried: Printed | None) -> list[bool]:
    """Which lines of a page are of a table of contents, with dots or without.

    They are below its heading, or continue from the previous page, down to the last line that ends
    in page or paragraph numbers.
    """
    inside = [False] * len(lines)
    heads = [i for i, line in enumerate(lines) if heads_contents(line.text, layout)]
    before = _place_of(carried) if carried is not None and carried.role == "table" else ""
    for head in [-1, *heads] if before else heads:
        last = head
        places: list[str] = []
        for index in range(head + 1, len(lines)):
            if index - last > _ENTRY_LINES:
                break
            if place := _place_of(lines[index]):
                last = index
                places.append(place)
        if len(places) >= _ENTRIES and (head >= 0 or _go_on([before, *places])):
            inside[head + 1 : last + 1] = [True] * (last - head)
    return inside


def _go_on(places: Sequence[str]) -> bool:
    """Whether the places that entries end in follow each other as those of contents do."""
    first = [int(found.group()) for place in places if (found := re.match(r"\d+", place))]
    return len(first) > _ENTRIES and first == sorted(first)


def _place_of(line: Line | Printed) -> str:
    """The page or paragraphs that white space or dots set off at a line's end, if any."""
    words = line.words
    begin = next(
        (
            at
            for at in range(len(words) - 1, 0, -1)
            if (before := words[at - 1].box)
            and (box := words[at].box)
            and box.x0 - before.x1 > _PLACE_GAP * words[at].size
        ),
        len(words),
    )
    place = "".join(word.text for word in words[begin:])
    if _PLACE.fullmatch(place):
        return place
    dots = LEADER.search(line.text)
    return line.text[dots.end() :].strip() or dots.group() if dots else ""


def _fills_as_prose(lines: Sequence[Line], index: int, measures: _Measures) -> bool:
    """Whether a line that begins like a caption is running text: not apart, not bold."""
    line = lines[index]
    apart = index == 0 or _is_apart(line, measures)
    return not apart or (_fills(line, measures) and not line.bold)


def _is_tabular(line: Line, measures: _Measures) -> bool:
    if _is_small(line, measures) or has_leader(line.text):
        return True
    return _has_wide_gap(line, measures)


def _is_justified(line: Line, above: Line, measures: _Measures) -> bool:
    """Whether a line continues a sentence in a narrow column, with wide gaps between its words."""
    gaps = [
        b.box.x0 - a.box.x1 for a, b in pairwise(line.words) if a.box and b.box and not b.joined
    ]
    return (
        not _is_small(line, measures)
        and not _is_apart(line, measures)
        and all(word.text[:1].islower() for word in (line.words[0], line.words[-1]))
        and not _ends(above.text)
        and min(gaps, default=0.0) > _EVEN * max(gaps, default=0.0)
    )


def _has_wide_gap(line: Line, measures: _Measures) -> bool:
    widest = _COLUMN_GAP * measures.body
    if line.widest_space <= widest:
        return False
    before = [
        left.text
        for left, right in pairwise(line.words)
        if left.box and right.box and right.box.x0 - left.box.x1 > widest
    ]
    if not before:
        return False
    labels = any(word.text[-1:].isalpha() for word in line.words)  # a header of years has none
    return not labels or not all(map(_LABEL.fullmatch, before))


def _is_prose(line: Line, measures: _Measures) -> bool:
    """Whether a line ends a table: running text, or a heading with a hanging number."""
    at_edge = abs(line.indent - measures.left) < _SLACK or opens_number(line.text)
    if line.indent < measures.left - _SLACK and line.bold:
        return True
    return (
        abs(line.size - measures.body) < 0.3
        and at_edge
        and (_fills(line, measures) or opens_number(line.text))
    )
