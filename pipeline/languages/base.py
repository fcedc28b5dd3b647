"""What a language provides to the rest of the pipeline.

A language is one module of this package that ends in `LANGUAGE = Language(...)`. Words of a
language are in its module and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from pipeline.figures.engine.grammar import Grammar, read
from pipeline.figures.engine.lexicon import Lexicon, any_phrase
from pipeline.figures.figure import Figure
from pipeline.figures.words import any_of
from pipeline.languages.context import ContextLexicon
from pipeline.languages.tables import TableWords

_NEVER = re.compile(r"(?!)")


def sentence_end(  # noqa: PLR0913
    full_stop: str,
    *,
    closing: str,
    following: str,
    abbreviations: Iterable[str] = (),
    marks: str = "?!",
    mark: str = "",
) -> re.Pattern[str]:
    """A pattern for the end of a sentence, in a language with spaces between sentences.

    Runs of marks and closing characters are matched as a whole, so that long ones take linear time.
    The pattern checks what precedes a mark after the mark, since `re` quickly skips to a character.

    Args:
        full_stop: regular expression of what tells, after a full stop, that it ends a sentence.
        closing: regular expression of a closing character after it.
        following: regular expression of what follows the end, if the text goes on.
        abbreviations: those whose full stop ends none.
        marks: the other marks that end a sentence.
        mark: the same as `full_stop` for these marks.
    """
    # Lookbehinds have a fixed length in each pattern.
    lengths = groupby(sorted(abbreviations, key=len), len)
    full_stop += "".join(rf"(?<!\b{any_of(words)}\.)" for _, words in lengths)
    return re.compile(
        rf"[.{marks}\n](?:(?<=\n)|(?<![.{marks}]{{2}}.)(?:(?<=\.){full_stop}|(?<!\.){mark})"
        rf"[.{marks}]*+{closing}*+(?={following}|\s*$))"
    )


def power_of(lengths: str = _NEVER.pattern) -> str:
    """A regular expression for text that ends in ten, a metric unit of length or others."""
    return rf"(?:^|[^\w])(?:\d[\d.,]*)?(?:[kcmdµ]?m|{lengths})$|10$"


def date_line(*, ordinal: str = "", of: str = "", after: str = "") -> str:
    """A regular expression for a line that is a date: day, month, year.

    Args:
        ordinal: what may be written at the day.
        of: what may precede the month and the year.
        after: what may follow the year.
    """
    return rf"\d{{1,2}}{ordinal}\s{of}\S+(?:\s?/\s?\S+|\s\S+)?\s{of}\d{{4}}{after}"


@dataclass(frozen=True, slots=True)
class Layout:
    """How the language's editions mark headings and parts of a document.

    Attributes:
        heading: a heading's own numbering at the start of a line, such as `IV. ` or `四. `.
        summary: a line that consists of the heading of the summary.
        annex: a line that opens an annex; its group `number` is the number of the annex.
        not_a_mark: what follows a number that counts, and so is not a footnote mark.
        furniture: lines of the page that are not text (distribution, date, language notes).
        caption: the beginning of a table's or chart's caption, such as `Table 3`.
        author: a line that says whose report it is; the title is above it.
        session: matches, whole, the session that a masthead names.
        agenda_item: matches, whole, the agenda item that a masthead names.
        chapter: matches, whole, the heading of a chapter of a charter or convention.
        article: matches, whole, the heading of one of its articles, with its `number`.
        contents: matches, whole, the heading of a table of contents.
        notes: fully matches the heading of endnotes.
        date: a date in a masthead, in groups `day`, `month` and `year`; what stands for the month
            need be none.
        power_of: what ends in a unit of length or in ten, so that a raised number after it is its
            power and no mark.
        date_line: matches, whole, a line of a masthead that is a date, which may name its month in
            two ways.
    """

    heading: re.Pattern[str]
    summary: re.Pattern[str]
    annex: re.Pattern[str]
    not_a_mark: re.Pattern[str]
    furniture: re.Pattern[str]
    caption: re.Pattern[str] = _NEVER
    author: re.Pattern[str] = _NEVER
    session: re.Pattern[str] = _NEVER
    agenda_item: re.Pattern[str] = _NEVER
    chapter: re.Pattern[str] = _NEVER
    article: re.Pattern[str] = _NEVER
    contents: re.Pattern[str] = _NEVER
    notes: re.Pattern[str] = _NEVER
    date: re.Pattern[str] = re.compile(r"\b(?P<day>\d{1,2})\s(?P<month>\w+)\s(?P<year>\d{4})\b")
    date_line: re.Pattern[str] = re.compile(date_line())
    power_of: re.Pattern[str] = re.compile(power_of())


def layout_of(
    lexicon: Lexicon, *, letters: str = "A-Z", roman: str = "IVX", **own: re.Pattern[str]
) -> Layout:
    """The layout of an alphabetic language: the words in `layout`, where its editions put them.

    Args:
        lexicon: the language's words.
        letters: the capitals that number headings, as the inside of a character class.
        roman: the same for Roman numerals.
        own: the language's own patterns, which come before those of its words.
    """
    words = {
        name: lexicon.any(f"layout.{name}")
        for name in "summary annex caption chapter article first_article agenda_item contents "
        "notes".split()
    }
    number = rf"\d{{1,2}}|[{letters}]"
    patterns = {
        "heading": rf"(?:[{roman}]{{1,6}}|{number})\.\s+(?=\S)",
        "annex": rf"\s*{words['annex']}(?:\s+(?P<number>[IVX]+|{number}))?\s*\**\s*",
        "caption": rf"{words['caption']}\s*(?:\d|[IVX])",
        "chapter": rf"\s*{words['chapter']}\s(?:\d{{1,2}}|[IVXLC]+)(?:\s?[:.–—-].{{0,80}})?\s*",
        "article": rf"\s*{words['article']}\s"
        rf"(?P<number>\d{{1,3}}|{words['first_article']}|[IVXLC]+)\.?\s*",
        "power_of": power_of(lexicon.any("layout.lengths")),
        "agenda_item": rf"{words['agenda_item']}\s\d.{{0,80}}",
        **{name: rf"\s*{words[name]}\s*" for name in ("summary", "contents", "notes")},
    }
    return Layout(**{name: re.compile(pattern) for name, pattern in patterns.items()} | own)


def fractions_of(lexicon: Lexicon) -> dict[re.Pattern[str], float]:
    """The words for parts of a whole in `fractions`, with the equivalent percentage."""
    named = lexicon.get("fractions") or {}
    return {
        re.compile(rf"\b{any_phrase(phrases)}\b"): float(part) for part, phrases in named.items()
    }


@dataclass(frozen=True, slots=True)
class Language:
    """Everything the pipeline knows about a language.

    Attributes:
        code: ISO 639-1.
        joiner: what joins two printed lines of a paragraph: a space, or nothing.
        layout: how its editions mark headings and parts of a document.
        sentence_end: matches the end of a sentence, including closing characters.
        letters: matches a letter of the language's script, or a word that distinguishes it from
            others in that script; the share of matches in a text is used to recognize the language.
        grammar: how it writes figures.
        lexicon: its words for the context of figures; None if there are none yet.
        fractions: words for parts of a whole, such as `half`, with the equivalent percentage, for
            comparing editions of which only one writes `50 per cent`.
        number_words: words for numbers that another edition may write in digits, with their values.
        tables: the words of its printed tables; None if there are none yet.
    """

    code: str
    joiner: str
    layout: Layout
    sentence_end: re.Pattern[str]
    letters: re.Pattern[str]
    grammar: Grammar
    lexicon: ContextLexicon | None = None
    fractions: Mapping[re.Pattern[str], float] = field(default_factory=dict)
    number_words: Mapping[str, int | Decimal] = field(default_factory=dict)
    tables: TableWords | None = None

    def read_figures(self, text: str) -> list[Figure]:
        """The figures in a paragraph's text, in order, not overlapping."""
        return read(text, self.grammar)
