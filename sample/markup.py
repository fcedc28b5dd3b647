r"""The report's text and its markup: what the sample says, not how it looks.

A text starts with fields (`@symbol SAMPLE/2026/100`), followed by one block per line: `=` is a
paragraph of the summary, `#` to `###` a heading, `12.` a numbered paragraph, `(a)`, `(i)` and `-`
are items, `|` is a table row, `!` an annex and `!!` its title, `[^4]:` the text of a footnote.
Within a block, `[^4]` is a footnote mark, `*...*` is italics, and `\-` a soft hyphen.

A table begins with its caption, `Table 1.`, and optionally its unit on a line in brackets. `|=` is
the header, in which `Costs > 2025` puts one header over several columns; `|*` is a line above a
group of rows, `|+` a line of totals. A row header that begins with `>` is indented. The notes come
last: `Source:`, `Note:`, and `^a` with the text for that mark in a cell or header.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SOFT_HYPHEN = "\u00ad"

_FIELD = re.compile(r"@(?P<name>\w+) (?P<text>.+)")
_NOTE = re.compile(r"\[\^(?P<number>\d+)\]: (?P<text>.+)")
_NOTE_MARK = re.compile(r"\[\^\d+\]")
_ITALIC = re.compile(r"\*([^*]+)\*")


class Kind(StrEnum):
    """The kind of a block."""

    SUMMARY = "summary"
    PART = "part"
    CHAPTER = "chapter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SUBITEM = "subitem"
    BULLET = "bullet"
    CAPTION = "caption"
    UNIT = "unit of a table"
    HEAD = "head of a table"
    GROUP = "group of rows"
    ROW = "row"
    TOTAL = "total of a table"
    TABLE_NOTE = "table note"
    ANNEX = "annex"
    ANNEX_TITLE = "annex title"


#: The kinds of block that may follow a table's caption.
TABLE = frozenset({Kind.UNIT, Kind.HEAD, Kind.GROUP, Kind.ROW, Kind.TOTAL, Kind.TABLE_NOTE})

#: The syntax of each kind, the more specific first. `mark` is printed before the text.
_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.SUMMARY, re.compile(r"= (?P<text>.+)")),
    (Kind.HEADING, re.compile(r"### (?P<text>.+)")),
    (Kind.CHAPTER, re.compile(r"## (?P<mark>[A-Z]\.) (?P<text>.+)")),
    (Kind.PART, re.compile(r"# (?P<mark>\w+\.) (?P<text>.+)")),
    (Kind.ANNEX_TITLE, re.compile(r"!! (?P<text>.+)")),
    (Kind.ANNEX, re.compile(r"! (?P<text>.+)")),
    (Kind.HEAD, re.compile(r"\|= (?P<text>.+) \|")),
    (Kind.GROUP, re.compile(r"\|\* (?P<text>.+) \|")),
    (Kind.TOTAL, re.compile(r"\|\+ (?P<text>.+) \|")),
    (Kind.ROW, re.compile(r"\| (?P<text>.+) \|")),
    (Kind.PARAGRAPH, re.compile(r"(?P<mark>\d+\.) (?P<text>.+)")),
    (Kind.SUBITEM, re.compile(r"(?P<mark>\((?:i{1,3}|iv|v)\)) (?P<text>.+)")),
    (Kind.ITEM, re.compile(r"(?P<mark>\([a-z]\)) (?P<text>.+)")),
    (Kind.BULLET, re.compile(r"- (?P<text>.+)")),
    (Kind.CAPTION, re.compile(r"(?P<mark>(?:Table|表) \d+)\. (?P<text>.+)")),
    (Kind.UNIT, re.compile(r"(?P<text>\(.+\))")),
    (
        Kind.TABLE_NOTE,
        re.compile(r"(?P<mark>Source: |Note: |资料来源：|注：|\^[a-z] )(?P<text>.+)"),
    ),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the report.

    Attributes:
        kind: of the block.
        text: its text, including inline markup.
        mark: what is printed before the text: `12.`, `(a)`, `II.`; may be empty.
    """

    kind: Kind
    text: str
    mark: str = ""

    @property
    def cells(self) -> list[str]:
        """The cells of a table row."""
        return [cell.strip() for cell in self.text.split("|")]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report in one language.

    Attributes:
        fields: the texts of the masthead and of headers and footers, by name.
        blocks: summary, paragraphs, headings, tables and annex, in order.
        notes: the texts of the footnotes, by number.
    """

    fields: dict[str, str]
    blocks: tuple[Block, ...]
    notes: dict[int, str]

    @property
    def language(self) -> str:
        """ISO 639-1 code."""
        return self.fields["language"]

    def paragraphs(self) -> dict[str, str]:
        """Plain texts by number, with their items: `summary`, `12`, `annex.1`, `fn4`."""
        texts: dict[str, list[str]] = defaultdict(list)
        prefix, number = "", ""
        for block in self.blocks:
            match block.kind:
                case Kind.SUMMARY:
                    texts["summary"].append(plain(block.text))
                case Kind.ANNEX:
                    prefix = "annex."
                case Kind.PARAGRAPH:
                    number = prefix + block.mark.rstrip(".")
                    texts[number].append(plain(block.text))
                case Kind.ITEM | Kind.SUBITEM | Kind.BULLET:
                    texts[number].append(plain(block.text))
        for note, text in self.notes.items():
            texts[f"fn{note}"].append(plain(text))
        return {key: "\n".join(parts) for key, parts in texts.items()}


def plain(text: str) -> str:
    r"""A block's text without footnote marks, soft hyphens and italics.

    >>> plain("the *docu\\-mentation*,[^3] which")
    'the documentation, which'
    """
    return _ITALIC.sub(r"\1", _NOTE_MARK.sub("", text.replace("\\-", "")))


def read_report(path: Path) -> Report:
    """Reads a text in the markup above.

    Raises:
        ValueError: a line is invalid; the message quotes it.
    """
    fields: dict[str, str] = {}
    blocks: list[Block] = []
    notes: dict[int, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if field := _FIELD.fullmatch(line):
            fields[field["name"]] = field["text"]
        elif note := _NOTE.fullmatch(line):
            notes[int(note["number"])] = note["text"]
        elif block := _block(line):
            blocks.append(block)
        elif line:
            raise ValueError(f"{path}, line {number}: invalid markup: {line!r}")
    return Report(fields, tuple(blocks), notes)


def _block(line: str) -> Block | None:
    for kind, form in _FORMS:
        if match := form.fullmatch(line):
            return Block(kind, match["text"], match.groupdict().get("mark", ""))
    return None
