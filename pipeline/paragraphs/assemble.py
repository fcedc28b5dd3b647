"""Paragraphs out of printed lines: numbered, unbroken, marks of footnotes taken out.

A line that begins with the next number opens a paragraph; lines follow it over page ends until
the next one or a heading. Footnotes stand apart, each once, under `fn<number>`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.errors import UnreadableDocument
from pipeline.languages.base import Language
from pipeline.pages.model import Page, Word
from pipeline.paragraphs.lines import Printed, printed_lines
from pipeline.paragraphs.marks import note_numbers, text_marks
from pipeline.paragraphs.model import Paragraph, Span

_NUMBERED = re.compile(r"(\d{1,3})\s?[.．](?:\s+|(?=[^\d\s]))")
_ITEM = re.compile(r"(?:[•·▪–—-]\s|\((?:[a-z]|[ivx]+)\)|[（(][一二三四五六七八九十a-z]+[)）])")
_NOTE = re.compile(r"\s*(\d{1,3}|\*{1,3})\s*")
#: How far a paragraph's number may run ahead of the last one and still be one.
_LARGEST_GAP = 3


@dataclass(slots=True)
class _Block:
    """A paragraph that is still growing."""

    kind: str
    number: str | None
    section: str | None
    text: str = ""
    spans: list[Span] = field(default_factory=list)

    def add(self, line: Printed, joiner: str, words: Sequence[Word], *, new_line: bool = False) -> None:
        """Append a line's words, joined as the language joins lines."""
        for index, word in enumerate(words):
            if not word.text:
                continue
            if self.text:
                self.text = _joined(self.text, word.text, joiner, first=index == 0, touches=word.joined, new_line=new_line)
            start = len(self.text)
            self.text += word.text
            self.spans.append(Span(start, len(self.text), line.page, word.box))


def _joined(text: str, following: str, joiner: str, *, first: bool, touches: bool, new_line: bool) -> str:
    """`text` with what stands between it and the word that follows."""
    if not first:
        return text if touches else text + " "
    if new_line:
        return text + "\n"
    if re.search(r"[A-Za-z]-$|/$|https?:\S*[-._=]$|www\.\S*[-._=]$", text):
        return text
    if joiner or (re.search(r"[!-~]$", text) and re.match(r"[A-Za-z0-9]", following)):
        return text + " " if _apart(text, following) else text
    return text


def _apart(text: str, following: str) -> bool:
    """Whether a blank stood where the line was broken."""
    return not text.endswith(("-", "–", "—", " ")) or following[:1] in "–—-"


def read_paragraphs(pages: Sequence[Page], language: Language) -> tuple[Paragraph, ...]:
    """The blocks of a document in order, footnotes after the block that they break.

    Raises:
        UnreadableDocument: the pages hold no running text.
    """
    lines = printed_lines(pages, language.layout)
    if pages and not pages[0].width:
        lines = text_marks(lines, language)
    assembly = _Assembly(language)
    for line in lines:
        assembly.take(line)
    blocks = [block for block in assembly.finished() if block.text.strip()]
    if not blocks:
        raise UnreadableDocument("no running text was found", "Look at the file: it may be a list or a form")
    return tuple(
        Paragraph(position, b.kind, b.number, b.section, b.text, tuple(b.spans))
        for position, b in enumerate(blocks, start=1)
    )


class _Assembly:
    """Takes lines in order and keeps the block, headings and numbers that they belong to."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._blocks: list[_Block] = []
        self._open: _Block | None = None
        self._note: _Block | None = None
        self._headings: list[tuple[int, str, _Block]] = []
        self._last_number = 0
        self._last_note = 0
        self._annex = ""
        self._heading_fills = False
        self._in_summary = False

    def take(self, line: Printed) -> None:
        """Put one line where it belongs."""
        if line.role == "note":
            self._take_note(line)
        elif line.role == "heading" and not self._is_next_number(line):
            self._take_heading(line)
        else:
            self._take_body(line)

    def finished(self) -> list[_Block]:
        """All blocks, sections filled in."""
        return self._blocks

    def _begin(self, kind: str, number: str | None = None) -> _Block:
        section = " > ".join(block.text for _, _, block in self._headings) or None
        block = _Block(kind, number, section)
        self._blocks.append(block)
        return block

    def _is_next_number(self, line: Printed) -> bool:
        match = _NUMBERED.match(line.text)
        if not match or all(word.bold for word in line.words):
            return False
        return self._last_number < int(match.group(1)) <= self._last_number + _LARGEST_GAP

    def _take_heading(self, line: Printed) -> None:
        layout = self._language.layout
        continues = self._open is not None and self._open.kind in ("heading", "title") and not line.starts
        if continues and self._open is not None:
            self._open.add(line, self._language.joiner, _unraised(line))
            return
        self._in_summary = bool(layout.summary.fullmatch(line.text))
        if layout.annex.fullmatch(line.text):
            self._open_annex(line.text)
        before_text = not any(b.kind in ("heading", "paragraph", "summary") for b in self._blocks)
        if before_text and not self._in_summary and line.level == 4:
            self._open = self._begin("title")
            self._open.add(line, self._language.joiner, _unraised(line))
            return
        while self._headings and self._headings[-1][0] >= line.level:
            self._headings.pop()
        self._open = self._begin("heading")
        self._open.add(line, self._language.joiner, _unraised(line))
        self._headings.append((line.level, line.text, self._open))
        self._heading_fills = line.fills

    def _open_annex(self, text: str) -> None:
        number = re.sub(r"^\D*?(?=[IVX\d一二三四五六七八九十]|$)", "", text).strip()
        self._annex = f"annex {number}." if (number and not number.isalpha()) or number.isupper() else "annex."
        self._last_number = 0

    def _take_body(self, line: Printed) -> None:
        if self._is_next_number(line):
            self._begin_numbered(line)
            return
        if self._open is not None and self._continues(line):
            item = _ITEM.match(line.text) is not None
            self._open.add(line, self._language.joiner, _unraised(line), new_line=item)
            self._heading_fills = line.fills
            return
        kind = self._kind_of_unnumbered()
        self._open = self._begin(kind)
        self._open.add(line, self._language.joiner, _unraised(line))

    def _continues(self, line: Printed) -> bool:
        block = self._open
        assert block is not None
        if block.kind == "heading":
            return self._heading_fills and not line.starts and not self._in_summary
        if block.kind == "title":
            return False
        if block.number is not None:
            return True
        return not line.starts or _ITEM.match(line.text) is not None

    def _kind_of_unnumbered(self) -> str:
        if self._in_summary:
            return "summary"
        started = any(block.kind in ("heading", "paragraph", "summary") for block in self._blocks)
        return "paragraph" if started else "title"

    def _begin_numbered(self, line: Printed) -> None:
        match = _NUMBERED.match(line.text)
        assert match is not None
        self._last_number = int(match.group(1))
        self._in_summary = False
        self._open = self._begin("paragraph", f"{self._annex}{self._last_number}")
        self._open.add(line, self._language.joiner, _without(_unraised(line), match.end()))

    def _take_note(self, line: Printed) -> None:
        match = _NOTE.match(line.text)
        number = match.group(1) if match else ""
        if match and (number.startswith("*") or int(number) == self._last_note + 1):
            if number.isdigit():
                self._last_note = int(number)
            self._note = _Block("footnote", f"fn{number}", None)
            self._blocks.append(self._note)
            self._note.add(line, self._language.joiner, _without(line.words, match.end()))
        elif self._note is not None:
            self._note.add(line, self._language.joiner, line.words)


def _unraised(line: Printed) -> tuple[Word, ...]:
    """The words without footnote marks."""
    return tuple(w for w in line.words if not (w.raised and note_numbers(w.text)))


def _without(words: Sequence[Word], length: int) -> tuple[Word, ...]:
    """The words without the first `length` characters of their line."""
    kept: list[Word] = []
    position = 0
    for index, word in enumerate(words):
        position += 0 if word.joined or index == 0 else 1
        cut = max(0, length - position)
        position += len(word.text)
        if cut < len(word.text):
            text = word.text[cut:].lstrip() if cut else word.text
            kept.append(Word(text, word.box, word.size, word.bold, word.italic, word.raised, word.joined))
    return tuple(kept)
