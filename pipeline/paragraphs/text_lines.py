"""Printed lines of text extracted from a PDF, with only whitespace left of the layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace as changed

from pipeline.languages.base import Layout
from pipeline.pages.page import Line, Page, Word
from pipeline.pages.widths import width_of
from pipeline.paragraphs.front import is_masthead
from pipeline.paragraphs.printed import (
    CLOSED,
    ITEM,
    RULE,
    SYMBOL,
    Printed,
    is_capitals,
    is_closed,
    is_furniture,
    is_whole_heading,
    marked_level,
    note_mark,
    opens_number,
)

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_NOTE_START = re.compile(r"(\d{1,3}|\*{1,3})\s+(?=\S)|(\d{1,3})(?=[^\s\d.,])")
_COMMAS = (",", "，", "、", "،")
#: Columns from which a line is not a printed line but a whole paragraph, and the share of such
#: lines in a text that has one paragraph per line.
_LONG = 160
_LONG_SHARE = 0.1
#: Characters from which a line within the masthead is not part of it: cities and days are shorter.
_LONGEST_IN_MASTHEAD = 40
#: Maximum words of a heading that is set off only by blank lines.
_HEADING_WORDS = 9
#: The dot leaders of a table of contents.
_LEADER = re.compile(r"(?:\.\s?){5,}\s*\d*$")
_SIDE_BY_SIDE = re.compile(r"\s{3,}")
_BLANKS = re.compile(r" {2,}|\t+")
#: Level of a heading without a number of its own.
_PLAIN_HEADING = 4


def lines_of_text(pages: Sequence[Page], layout: Layout) -> Iterator[Printed]:
    """The lines of a text without page furniture; notes come after the body of their page."""
    widths = sorted(width_of(line.text) for page in pages for line in page.lines)
    if sum(width > _LONG for width in widths) > _LONG_SHARE * len(widths):
        yield from _unwrapped(pages, layout)
        return
    usual = widths[len(widths) * 9 // 10] if widths else 0
    gaps = Counter(line.gap for page in pages for line in page.lines[1:])
    usual_gap = max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 0.0
    begun = in_table = False
    for page in pages:
        body, notes = _split_at_rule(_without_addresses(page.lines), usual_gap)
        if page is pages[0]:
            end = _masthead_end(body, layout)
            yield from (
                Printed("masthead", page.number, line.words, starts=index == 0)
                for index, line in enumerate(body[:end])
            )
            body = body[end:]
        above: Printed | None = None
        for index, line in enumerate(body):
            if is_furniture(line.text, layout) or SYMBOL.fullmatch(line.text):
                continue
            indent = line.indent - (1 if index == 0 else 0)
            apart = index > 0 and line.gap > usual_gap
            alone = apart and index + 1 < len(body) and body[index + 1].gap > usual_gap
            printed = _wrapped(line, page.number, layout, usual, indent, above, apart, alone)
            opens_table = _is_caption(printed, above, layout) or _LEADER.search(line.text)
            in_table = bool(opens_table) or (in_table and not _ends_table(printed))
            begun = begun or in_table or not _is_title(printed)
            if in_table:
                printed = changed(printed, role="table", starts=bool(opens_table))
            elif not begun:
                printed = changed(printed, role="title", starts=True)
            yield printed if in_table else changed(printed, words=_closed_up(printed.words))
            above = printed
        for line in notes:
            if is_furniture(line.text, layout):
                continue
            opens = note_mark(line.text) is not None and bool(_NOTE_START.match(line.text))
            yield Printed("note", page.number, _closed_up(line.words), opens)


def _closed_up(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a line, with runs of spaces collapsed into one."""
    return tuple(changed(word, text=_BLANKS.sub(" ", word.text)) for word in words)


def _masthead_end(lines: Sequence[Line], layout: Layout) -> int:
    """Number of lines at the beginning of a text that form its masthead."""
    end = 0
    for index, line in enumerate(lines):
        parts = _SIDE_BY_SIDE.split(line.text)
        if any(is_masthead(part, layout) for part in parts):
            end = index + 1
        elif max(len(part) for part in parts) > _LONGEST_IN_MASTHEAD:
            break
    return end


def _is_caption(line: Printed, above: Printed | None, layout: Layout) -> bool:
    """Whether a line is a table's or chart's caption and not running text that mentions one."""
    ended = above is None or not above.fills or is_closed(above.text)
    return ended and not line.fills and layout.caption.match(line.text) is not None


def _ends_table(line: Printed) -> bool:
    """Without columns to go by, a table ends at a heading or a numbered paragraph."""
    return line.role == "heading" or opens_number(line.text)


def _unwrapped(pages: Sequence[Page], layout: Layout) -> Iterator[Printed]:
    """The lines of a text that has one paragraph per line."""
    for page in pages:
        for line in page.lines:
            text = line.text
            if layout.furniture.fullmatch(text):
                continue
            is_heading = not text.endswith((*CLOSED, *_COMMAS)) and not opens_number(text)
            if is_heading and width_of(text) <= _LONG // 2:
                level = marked_level(text, layout) or _PLAIN_HEADING
                yield Printed("heading", page.number, line.words, True, level, fills=False)
            else:
                yield Printed("body", page.number, line.words, True, fills=False)


def _without_addresses(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the links repeated at the end of a page."""
    end = len(lines)
    while end and _is_bare_address(lines[end - 1].text):
        end -= 1
    return lines[:end]


def _is_bare_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None and not text.endswith(("。", "."))


def _split_at_rule(
    lines: Sequence[Line], usual_gap: float
) -> tuple[Sequence[Line], Sequence[Line]]:
    """Body and footnotes of a page, separated by a rule, or else by an asterisk.

    A text may not show where its pages end. If blank lines separate its paragraphs, the notes end
    at a separate paragraph that does not begin with a mark.
    """
    body: list[Line] = []
    notes: list[Line] = []
    within = False
    for line in lines:
        if RULE.fullmatch(line.text):
            within = True
            continue
        opens = _NOTE_START.match(line.text) is not None and not opens_number(line.text)
        apart = usual_gap == 0 and line.gap > 0
        if within and notes and not opens and (apart or opens_number(line.text)):
            within = False
        (notes if within else body).append(line)
    if notes:
        return body, notes
    lines = body
    starred = len(lines)
    while starred and lines[starred - 1].text.startswith("*"):
        starred -= 1
    return lines[:starred], lines[starred:]


def _wrapped(  # noqa: PLR0913, PLR0917
    line: Line,
    page: int,
    layout: Layout,
    usual: int,
    indent: float,
    previous: Printed | None,
    apart: bool,
    alone: bool,
) -> Printed:
    """Classify a line: `apart` from the one above, `alone` if also from the one below."""
    text = line.text
    fills = width_of(text) >= 0.75 * usual
    if opens_number(text):
        return Printed("body", page, line.words, starts=True, fills=fills, apart=apart)
    level = marked_level(text, layout)
    short = not fills and not is_closed(text) and not text.endswith(_COMMAS)
    if short and _is_plain_heading(text, level, previous, apart, alone):
        return Printed("heading", page, line.words, True, level or _PLAIN_HEADING, fills)
    if (
        is_whole_heading(text, layout)
        or (level and indent >= 1 and not is_closed(text))
        or indent >= 2
    ):
        return Printed("heading", page, line.words, True, level or _PLAIN_HEADING, fills)
    ended = previous is None or not previous.fills or previous.starts or is_closed(previous.text)
    starts = ended and (apart or indent >= 1 or ITEM.match(text) is not None)
    return Printed("body", page, line.words, starts, fills=fills, apart=apart)


def _is_plain_heading(
    text: str, level: int | None, previous: Printed | None, apart: bool, alone: bool
) -> bool:
    """Whether a short line is a heading although it is not indented."""
    after = previous is None or not previous.fills or is_closed(previous.text)
    if is_capitals(text):
        return apart or (after and level is not None)
    if level is not None and not text[:1].isdigit():
        return apart or (after and text[:1].isascii())
    return alone and text[:1].isupper() and len(text.split()) <= _HEADING_WORDS


def _is_title(line: Printed) -> bool:
    """Whether a line before all text belongs to the title: short, and not a heading or an item."""
    return (
        not line.fills
        and (line.role == "body" or line.level == _PLAIN_HEADING)
        and not (opens_number(line.text) or is_closed(line.text))
        and not line.text.endswith(_COMMAS)
    )
