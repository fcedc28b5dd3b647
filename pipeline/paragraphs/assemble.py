"""Assemble paragraphs from printed lines: numbered, without line breaks and footnote marks.

A line that begins with the next number starts a paragraph. The lines after it belong to it, across
pages, up to the next number or a heading. Footnotes are separate blocks numbered `fn<mark>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from msgspec.structs import replace as changed

from pipeline.figures.scripts import CYRILLIC_SMALL, LATIN_SMALL
from pipeline.languages.base import Language, Layout
from pipeline.pages.direction import is_right_to_left, mirrored
from pipeline.pages.page import Line, Page, Tags, Word
from pipeline.pages.widths import is_wide
from pipeline.paragraphs.endnotes import with_endnotes
from pipeline.paragraphs.front import is_headline, without_headline
from pipeline.paragraphs.joining import join_lines, vocabulary
from pipeline.paragraphs.marks import follows_note, without_marks
from pipeline.paragraphs.numbering import Label, numbered
from pipeline.paragraphs.paragraph import Paragraph
from pipeline.paragraphs.pdf_lines import body_size, lines_of_pdf
from pipeline.paragraphs.printed import (
    ITEM,
    Printed,
    is_whole_heading,
    note_mark,
    without_beginning,
)
from pipeline.paragraphs.regions import with_regions
from pipeline.paragraphs.ruled import with_frames, with_ruled_cells
from pipeline.paragraphs.spans import Span, Spans
from pipeline.paragraphs.tagged import lines_of_tags
from pipeline.paragraphs.text_lines import lines_of_text
from pipeline.unreadable import UnreadableDocument

#: What may follow the first digit of a caption's number: `9A.2` in `Table 29A.2`.
_REST_OF_NUMBER = re.compile(r"[\w.]*")
#: Zero-width characters: spaces, word joiners, byte order marks; and the soft hyphen.
_WITHOUT_WIDTH = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
_INVISIBLE = _WITHOUT_WIDTH | {0xAD: None}
_INVISIBLE_ONE = re.compile(f"[{''.join(map(chr, _INVISIBLE))}]")
#: The number of an expected accomplishment or its indicator, `5.1.2`, and how many of them a
#: document needs before they count.
_INDICATOR = re.compile(
    rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}(?=\s+[^\W\d_{LATIN_SMALL}{CYRILLIC_SMALL}])"
)
_INDICATORS = 3
#: White space between two rows of a table at most, as multiple of their height.
_ROW_BELOW = 2.0
#: Level from which a heading without a number of its own may be one of a summary, which goes on to
#: the first numbered paragraph.
_OF_SUMMARY = 5
#: Characters of a block's end that decide what comes next: its last word and what closes it.
_TAIL = 400
#: Endings of a clause of a resolution before a line that is set apart and indented.
_CLAUSE_ENDS = (",", ";", ".", ":")
_CLOSED = re.compile(r"[.。:：;；؛?？؟!！]['\"”’»」）)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class PrintedLines:
    """The lines of a document, without the marks of notes.

    Those of a PDF with tags that can be trusted are as its tags have them. Then `by_tags` are the
    same lines with their marks, and `by_layout` is the line that the layout has each of their words
    in, by the word's identity.
    """

    lines: Sequence[Printed]
    by_tags: Sequence[Printed] = ()
    by_layout: Mapping[int, Printed] = field(default_factory=dict)


def read_paragraphs(
    pages: Sequence[Page], language: Language, tags: Tags | None = None
) -> tuple[Paragraph, ...]:
    """Assemble the blocks of a document in order, footnotes after the block they interrupt.

    Args:
        pages: the document's pages.
        language: the document's language.
        tags: the document's tags; untrustworthy ones are ignored.

    Raises:
        UnreadableDocument: the pages have no running text.
    """
    return paragraphs_of(printed_lines(pages, language, tags), language)


def paragraphs_of(printed: PrintedLines, language: Language) -> tuple[Paragraph, ...]:
    """Like `read_paragraphs`, for lines that are read already.

    Raises:
        UnreadableDocument: the pages have no running text.
    """
    lines, labels = numbered(printed.lines, language)
    annexes = _annexes(lines, labels, language)
    assembly = _Assembly(language, vocabulary(lines), has_numbers=bool(labels))
    for index, line in enumerate(lines):
        assembly.take(line, labels.get(index), annexes.get(index))
    blocks = [block for block in assembly.blocks if block.text.strip()]
    if not any(block.kind in ("paragraph", "summary") for block in blocks):
        raise UnreadableDocument(
            "no running text was found", "Look at the file: it may be a list, a table or a form"
        )
    return tuple(
        Paragraph(position, b.kind, b.number, b.section, b.text, Spans.of(b.spans), b.article)
        for position, b in enumerate(blocks, start=1)
    )


def _annexes(
    lines: Sequence[Printed], labels: Mapping[int, Label], language: Language
) -> dict[int, re.Match[str]]:
    """Headings that start an annex, by index, without those in a table of contents.

    A table of contents lists annexes before there is any text, or lists them and then repeats them
    with no numbered paragraph in between.
    """
    contents = min(
        (i for i, line in enumerate(lines) if language.layout.contents.fullmatch(line.text)),
        default=len(lines),
    )
    first = min(labels, default=len(lines))
    found: dict[int, re.Match[str]] = {}
    has_text = False
    open_since: dict[str, int] = {}
    for index, line in enumerate(lines):
        if index in labels:
            open_since.clear()
        has_text = has_text or (line.role == "body" and line.fills)
        if line.role != "heading":
            continue
        annex = language.layout.annex.fullmatch(line.text)
        if annex and (has_text or not labels) and not contents < index < first:
            found.pop(open_since.get(line.text, -1), None)
            found[index] = annex
            open_since[line.text] = index
    return found


def title_of(paragraphs: Sequence[Paragraph], language: Language) -> str | None:
    """The document's title: a resolution's own, else the one above the author, else the first."""
    titles = [paragraph.text for paragraph in paragraphs if paragraph.kind == "title"]
    for title in titles:
        if is_headline(title):
            return without_headline(title)
    for title, following in pairwise(titles):
        if language.layout.author.fullmatch(following):
            return title
    return titles[0] if titles else None


def with_captions(paragraphs: Sequence[Paragraph], layout: Layout) -> tuple[Paragraph, ...]:
    """Number cells of text by their table's caption, or by a number of their own.

    The caption may be in a table that was taken out of the document's lines. A heading right under
    its rows, over cells of text, is separate.
    """
    result: list[Paragraph] = []
    own = [p for p in paragraphs if p.kind == "box" and _INDICATOR.match(p.text)]
    caption: str | None = None
    above: Paragraph | None = None
    for paragraph, below in zip(paragraphs, (*paragraphs[1:], None), strict=True):
        if paragraph.kind == "table":
            caption = caption_of(paragraph.text, layout) or caption
        elif paragraph.kind == "heading" and above is not None and below is not None:
            within = below.kind == "box" and _goes_on_below(above, paragraph)
            caption = caption if within else None
        elif paragraph.kind not in {"box", "footnote"}:
            caption = None
        above = paragraph if paragraph.kind != "footnote" else above
        number = paragraph.number
        if paragraph.kind == "box" and number is None:
            found = _INDICATOR.match(paragraph.text) if len(own) >= _INDICATORS else None
            number = found.group() if found else caption
        result.append(
            paragraph if number == paragraph.number else replace(paragraph, number=number)
        )
    return tuple(result)


def _goes_on_below(table: Paragraph, heading: Paragraph) -> bool:
    """Whether a heading is under a row of a table, within its width, or on the next page."""
    first = heading.spans[0].box if heading.spans else None
    if table.kind not in {"table", "box"} or not table.spans or first is None:
        return False
    page = heading.page_first
    boxes = [span.box for span in table.spans if span.box and span.page == page]
    if not boxes:
        return page == table.page_last + 1
    row = first.bottom - first.top
    above = max((box.bottom for box in boxes if box.bottom < first.bottom), default=float("-inf"))
    left = min(box.x0 for box in boxes) - _ROW_BELOW * row
    within = left < first.x0 < max(box.x1 for box in boxes)
    return within and first.top - above < _ROW_BELOW * row


def caption_of(text: str, layout: Layout) -> str | None:
    """The beginning of a caption with its number, `Table 29A.2`; None if it is not a caption."""
    match = layout.caption.match(text)
    if match is None:
        return None
    rest = _REST_OF_NUMBER.match(text, match.end())
    return text[: rest.end() if rest else match.end()].rstrip(".")


def printed_lines(
    pages: Sequence[Page], language: Language, tags: Tags | None = None
) -> PrintedLines:
    """The lines of a document, classified by their role.

    Args:
        pages: the document's pages.
        language: the document's language.
        tags: the document's tags; untrustworthy ones are ignored.
    """
    layout = language.layout
    by_tags: Sequence[Printed] = ()
    by_layout: Mapping[int, Printed] = {}
    of_pdf = bool(pages) and pages[0].width > 0
    body = body_size(pages)
    if not of_pdf:
        lines = list(lines_of_text(pages, layout))
    elif tags is None or not tags.trusted:
        lines = _lines_of_pdf(pages, body, language)
    else:
        seen = _lines_of_pdf(pages, body, language, tagged=True)
        by_layout = {id(word): line for line in seen for word in line.words}
        by_tags = lines = lines_of_tags(pages, tags, by_layout, body, layout)
    marked = with_endnotes(lines, layout)
    return PrintedLines(without_marks(marked, language, raised=of_pdf), by_tags, by_layout)


def _as_on_pages(lines: list[Printed], pages: Sequence[Page]) -> list[Printed]:
    """Lines with the words of some pages, where the analysis of the layout has changed copies."""
    numbers = {page.number for page in pages}
    words = {id(w) for page in pages for line in _all_lines(page) for w in line.words}
    copied = [line.page in numbers and not words.issuperset(map(id, line.words)) for line in lines]
    if not any(copied):
        return lines
    by_place = {(page.number, w.box): w
                for page in pages for line in _all_lines(page) for w in line.words}  # fmt: skip
    return [
        changed(line, words=tuple(by_place.get((line.page, w.box), w) for w in line.words))
        if is_copied
        else line
        for line, is_copied in zip(lines, copied, strict=True)
    ]


def _lines_of_pdf(
    pages: Sequence[Page], body: float, language: Language, *, tagged: bool = False
) -> list[Printed]:
    """The lines of a PDF, with side-by-side and framed text separated.

    The layout of right-to-left pages is analysed in mirror image.

    Args:
        pages: the document's pages.
        body: the size of their running text.
        language: the document's language.
        tagged: whether tags already separate side-by-side text, so that only ruled lines matter,
            and words stay as they are on the pages.
    """
    mirrors = [mirrored(page) if is_right_to_left(page) else page for page in pages]
    boxes = {
        (page.number, word.box): original.box
        for page, mirror in zip(pages, mirrors, strict=True)
        if mirror is not page
        for line, as_printed in zip(_all_lines(mirror), _all_lines(page), strict=True)
        for word, original in zip(line.words, as_printed.words, strict=True)
    }
    part = with_ruled_cells if tagged else with_regions
    separated = [part(page, body) for page in with_frames(mirrors, language.layout)]
    lines = list(lines_of_pdf(separated, language.layout))
    turned = {number for number, _ in boxes}
    lines = [
        changed(
            line,
            words=tuple(changed(w, box=boxes.get((line.page, w.box), w.box)) for w in line.words),
        )
        if line.page in turned
        else line
        for line in lines
    ]
    if not tagged:
        return lines
    other = [page for page, own in zip(pages, separated, strict=True) if own is not page]
    return _as_on_pages(lines, other)


def _all_lines(page: Page) -> Iterator[Line]:
    return chain(page.lines, *page.insets)


@dataclass(slots=True)
class _Block:
    """A paragraph under construction: the part of its text that is final, and its end.

    What comes next depends only on the end, so that the cost of adding a line does not depend on
    the length of the block.
    """

    kind: str
    number: str | None
    section: str | None
    article: str | None = None
    settled: list[str] = field(default_factory=list)
    length: int = 0
    end: str = ""
    spans: list[Span] = field(default_factory=list)
    fills: bool = True

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join((*self.settled, self.end))

    @property
    def is_open(self) -> bool:
        """Whether its text stops mid-sentence, so that something has to follow."""
        return not _CLOSED.search(self.end[-_TAIL:])

    def settle(self) -> None:
        """Move text to `settled` that is too far from the end to change."""
        if len(self.end) > 2 * _TAIL:
            self.settled.append(self.end[:-_TAIL])
            self.length += len(self.end) - _TAIL
            self.end = self.end[-_TAIL:]


class _Assembly:
    """Takes lines in order and tracks the block, headings and numbers they belong to."""

    def __init__(self, language: Language, words: frozenset[str], *, has_numbers: bool) -> None:
        self._has_numbers = has_numbers
        self.blocks: list[_Block] = []
        self._layout = language.layout
        self._joiner = language.joiner
        self._words = words
        self._open: _Block | None = None
        self._note: _Block | None = None
        self._table: _Block | None = None
        self._box: _Block | None = None
        self._caption: str | None = None
        self._frame_title: _Block | None = None
        self._frame_end: Printed | None = None
        self._headings: list[tuple[int, _Block]] = []
        self._article: tuple[_Block, str] | None = None
        self._last_note = 0
        self._annex = ""
        self._in_summary = False

    def take(self, line: Printed, label: Label | None, annex: re.Match[str] | None) -> None:
        """Add a line where it belongs.

        Args:
            line: the next line.
            label: the number of the paragraph that it starts.
            annex: if the line is a heading that starts an annex, the match of its words.
        """
        self._caption = self._caption_at(line)
        if not self._is_of_frame(line):
            self._frame_title = None
        if line.role == "note":
            self._take_note(line)
        elif line.role == "table":
            self._take_table(line)
        elif line.role == "box":
            self._take_box(line)
        elif line.role in ("title", "masthead"):
            self._take_front(line)
        elif line.role == "heading":
            self._take_heading(line, annex)
        elif label is not None:
            self._begin_numbered(line, label)
        else:
            self._take_body(line)

    # -- blocks

    def _begin(self, kind: str, number: str | None = None) -> _Block:
        section = " > ".join(block.text for _, block in self._headings) or None
        block = _Block(kind, number, section, self._article_of(kind))
        self.blocks.append(block)
        return block

    def _article_of(self, kind: str) -> str | None:
        """The article that a block of text is in, such as `article 23`."""
        if kind != "paragraph" or self._article is None:
            return None
        heading, number = self._article
        within = any(block is heading for _, block in self._headings)
        return f"article {number}" if within else None

    def _add(self, block: _Block, line: Printed, skip: int = 0, separator: str = "") -> None:
        """Append a line's words to a block.

        Args:
            block: the block to extend.
            line: the line to add.
            skip: characters to skip at the beginning of the line.
            separator: put before the line instead of joining it as running text.
        """
        before, end, page = block.length, block.end, line.page
        dense = not self._joiner  # a script without spaces between words
        invisible = not line.text.isascii() and _INVISIBLE_ONE.search(line.text)
        for index, word in enumerate(without_beginning(line.words, skip)):
            if end and index == 0 and separator:
                end += separator
            elif end and index == 0:
                end = join_lines(end, word.text, self._joiner, self._words)
            elif end and not (word.joined or (dense and _are_wide(end[-1], word.text[0]))):
                end += " "
            start = before + len(end)
            end += _visible(word.text) if invisible else word.text
            block.spans.append(Span(start, before + len(end), page, word.box))
        block.end, block.fills = end, line.fills
        block.settle()

    # -- titles and headings

    def _take_front(self, line: Printed) -> None:
        if self._open is None or self._open.kind != line.role or line.starts:
            self._open = self._begin(line.role)
        self._add(self._open, line, separator="\n" if line.role == "masthead" else "")

    def _take_heading(self, line: Printed, annex: re.Match[str] | None) -> None:
        opened = self._open
        if opened is not None and opened.kind == "heading" and not line.starts:
            self._add(opened, line)
            return
        goes_on = self._in_summary and self._has_numbers and line.level >= _OF_SUMMARY
        self._in_summary = goes_on or bool(self._layout.summary.fullmatch(line.text))
        if annex is not None:
            number = annex.groupdict().get("number")
            self._annex = f"annex {number}." if number else "annex."
        article = self._layout.article.fullmatch(line.text)
        while self._headings and self._headings[-1][0] >= line.level:
            self._headings.pop()
        self._open = self._begin("heading")
        self._add(self._open, line)
        self._headings.append((line.level, self._open))
        if article is not None:
            self._article = self._open, article["number"]

    # -- running text

    def _take_body(self, line: Printed) -> None:
        if self._open is not None and self._continues(self._open, line):
            is_part = self._open.kind != "heading" and line.starts and not self._open.is_open
            is_item = line.starts and ITEM.match(line.text) is not None
            self._add(self._open, line, separator="\n" if is_part or is_item else "")
        else:
            self._open = self._begin("summary" if self._in_summary else "paragraph")
            self._add(self._open, line)

    def _begin_numbered(self, line: Printed, label: Label) -> None:
        self._in_summary = False
        article = self._article_of("paragraph")
        self._open = self._begin(
            "paragraph", f"{self._annex}{f'{article}.' if article else ''}{label.printed}"
        )
        self._add(self._open, line, skip=label.end)

    def _continues(self, block: _Block, line: Printed) -> bool:
        """Whether a body line that does not start a numbered paragraph continues the last block."""
        if block.kind == "heading":
            whole = not block.settled and is_whole_heading(block.end, self._layout)
            complete = self._in_summary or whole
            return not line.starts and not complete
        if block.kind in ("title", "masthead"):
            return False
        if line.aside and not block.is_open:
            return False
        if block.number is not None:
            return True
        if line.begins:
            return ITEM.match(line.text) is not None or (line.text[:1].islower() and block.is_open)
        if line.apart and line.inset and block.end.endswith(_CLAUSE_ENDS):
            return not line.text[:1].isupper()
        if not line.starts:
            return True
        return (block.is_open and block.fills) or ITEM.match(line.text) is not None

    # -- tables, frames and footnotes

    def _caption_at(self, line: Printed) -> str | None:
        """The number of the table or frame that a line is in, `Table 29A.2`, if it has one."""
        if line.role == "note":
            return self._caption
        if line.role not in ("table", "box"):
            return None
        found = caption_of(line.text, self._layout) if line.starts else None
        return found or self._caption

    def _take_table(self, line: Printed) -> None:
        if self._table is None or line.starts:
            self._table = self._begin("table")
        self._add(self._table, line, separator="\n")

    def _take_box(self, line: Printed) -> None:
        """Add a line of a frame, whose text is separate from the paragraph around it.

        Its headings apply only to the frame.
        """
        if self._box is None or line.starts:
            titled = line.level > 0 and self._caption is None
            self._box = self._begin("heading" if titled else "box", self._caption)
            if titled:
                self._frame_title = self._box
            elif self._frame_title is not None:
                title = self._frame_title.text
                self._box.section = f"{self._box.section} > {title}" if self._box.section else title
        self._add(self._box, line)
        self._frame_end = line

    def _is_of_frame(self, line: Printed) -> bool:
        """Whether a line continues below the last one of a frame; a note may be in between."""
        last = self._frame_end
        if line.role == "note" or last is None:
            return line.role == "note"
        above, below = last.words[-1].box, line.words[0].box
        return (
            line.role == "box"
            and line.page == last.page
            and (above is None or below is None or below.bottom > above.top)
        )

    def _take_note(self, line: Printed) -> None:
        found = note_mark(line.text) if line.starts else None
        if found and (line.begins or self._is_next_note(found[0], line.words[0])):
            mark, end = found
            self._last_note = int(mark) if mark.isdigit() else self._last_note
            self._note = _Block("footnote", f"fn{mark}", None)
            self.blocks.append(self._note)
            self._add(self._note, line, skip=end)
        elif self._note is not None:
            self._add(self._note, line)

    def _is_next_note(self, mark: str, word: Word) -> bool:
        if not mark.isdigit():
            return mark[0] == "*" or word.raised or word.text.endswith("/")
        # A raised number is a mark even if the one before it could not be read.
        number = int(mark)
        return follows_note(number, self._last_note) or (word.raised and number > self._last_note)


def _visible(text: str) -> str:
    """A word without invisible characters; a soft hyphen at its end may be a line break's."""
    return text[:-1].translate(_INVISIBLE) + text[-1:].translate(_WITHOUT_WIDTH)


def _are_wide(*characters: str) -> bool:
    """Whether characters belong to a script without spaces between words."""
    return all(is_wide(c) or c in "“”‘’…—" for c in characters)
