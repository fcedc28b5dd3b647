r"""The report's text and its markup: what the sample says, not how it looks.

A text has fields (`@symbol SAMPLE/2026/100`), and then one block a line: `=` a paragraph of the
summary, `#` to `###` a heading, `12.` a numbered paragraph, `(a)`, `(i)` and `-` items, `|` a row
of a table, `!` an annex and `!!` its title, `[^4]:` the text of a footnote. Within a block `[^4]`
is a footnote's mark, `*...*` italics, and `\-` a place where a word may be hyphenated at the end of
a line.

A table begins with its caption, `Table 1.`, and a line in brackets on its unit, if any. `|=` is its
head, in which `Costs > 2025` puts one head over several columns, `|*` a line that heads a group of
rows, `|+` a line of totals; a row's head that begins with `>` is moved in. Below it are its notes,
`Source:`, `Note:`, and `^a` with the text of the mark that stands in a cell or head.
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
    """What a block is."""

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


#: What follows the caption of a table.
TABLE = frozenset({Kind.UNIT, Kind.HEAD, Kind.GROUP, Kind.ROW, Kind.TOTAL, Kind.TABLE_NOTE})

#: How a block's line begins, the more particular first. `mark` is what is printed before the text.
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
        kind: what it is.
        text: its text, markup within it kept.
        mark: what is printed before the text: `12.`, `(a)`, `II.`; empty where there is nothing.
    """

    kind: Kind
    text: str
    mark: str = ""

    @property
    def cells(self) -> list[str]:
        """The cells of a table's row."""
        return [cell.strip() for cell in self.text.split("|")]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report in one language.

    Attributes:
        fields: masthead and running titles by name.
        blocks: summary, paragraphs, headings, tables and annex in order.
        notes: the footnotes' texts by number.
    """

    fields: dict[str, str]
    blocks: tuple[Block, ...]
    notes: dict[int, str]

    @property
    def language(self) -> str:
        """ISO 639-1 code."""
        return self.fields["language"]

    def paragraphs(self) -> dict[str, str]:
        """Plain texts by number: `summary`, `12`, `annex.1`, `fn4`; items stand with theirs."""
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
    r"""A block's text as it reads: no marks of footnotes, no soft hyphens, no italics.

    >>> plain("the *docu\\-mentation*,[^3] which")
    'the documentation, which'
    """
    return _ITALIC.sub(r"\1", _NOTE_MARK.sub("", text.replace("\\-", "")))


def read_report(path: Path) -> Report:
    """Reads a text in the markup above.

    Raises:
        ValueError: a line has none of the forms; the message names it.
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
            raise ValueError(f"{path}, line {number}: no form of the markup: {line!r}")
    return Report(fields, tuple(blocks), notes)


def _block(line: str) -> Block | None:
    for kind, form in _FORMS:
        if match := form.fullmatch(line):
            return Block(kind, match["text"], match.groupdict().get("mark", ""))
    return None
