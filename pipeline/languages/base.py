"""What the rest of the pipeline may ask of a language.

A language is one module of this package that ends in `LANGUAGE = Language(...)`. Words of a
language stand in its module and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.figures.engine.grammar import Grammar, read
from pipeline.figures.model import Figure
from pipeline.languages.context import ContextLexicon
from pipeline.languages.tables import TableWords

_NEVER = re.compile(r"(?!)")


def not_after(abbreviations: Iterable[str]) -> str:
    """What keeps a full stop from ending a sentence: it stands after an abbreviation."""
    return "".join(rf"(?<!\b{word}\.)" for word in dict.fromkeys(map(re.escape, abbreviations)))


def sentence_end(
    full_stop: str, *, closing: str, following: str, marks: str = "?!", blank: str = ""
) -> re.Pattern[str]:
    """What matches the end of a sentence, in a language that has blanks between sentences.

    Marks and what closes after them are taken whole, so that a long row of either costs its length.

    Args:
        full_stop: regular expression of one that ends a sentence.
        closing: of one character that closes after it.
        following: of what stands after the end, if the text goes on.
        marks: the other marks that end a sentence.
        blank: what may stand before these.
    """
    return re.compile(
        rf"(?<![.{marks}]{{2}})(?:{full_stop}|{blank}[{marks}])[.{marks}]*+{closing}*+"
        rf"(?={following}|\s*$)|\n"
    )


@dataclass(frozen=True, slots=True)
class Layout:
    """How the language's editions mark headings and the parts of a document.

    Attributes:
        heading: a heading's own numbering at the start of a line, such as `IV. ` or `四. `.
        summary: a line that is nothing but the heading of the summary.
        annex: a line that opens an annex; its group `number` is the number of the annex.
        not_a_mark: what follows a number that counts, so that it is no footnote mark.
        furniture: lines of the page that are not text (distribution, date, language notes).
        caption: the beginning of a table's or chart's caption, such as `Table 3`.
        author: a line that says whose report it is; the title stands above it.
        session: matches, whole, the session that a masthead names.
        agenda_item: matches, whole, the agenda item that a masthead names.
        chapter: matches, whole, the heading of a chapter of a charter or convention.
        article: matches, whole, the heading of one of its articles, with its `number`.
        contents: matches, whole, the heading of a table of contents.
        notes: matches, whole, the heading of notes that stand together at the end.
        date: a date in a masthead, in groups `day`, `month` and `year`; what stands for the month
            need be none.
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


@dataclass(frozen=True, slots=True)
class Language:
    """One language edition's knowledge.

    Attributes:
        code: ISO 639-1.
        joiner: what stands between two printed lines of one paragraph: a blank, or nothing.
        sentence_end: matches the end of a sentence (its closing characters included).
        growth: words near which a percentage may exceed 100.
        letters: matches a letter of the language's script, or a word that tells it from others
            of the script; its share of a text is how the language is recognised.
        grammar: how it writes figures.
        lexicon: its words for what a figure is about; None where they are not known yet.
        fractions: words for parts of a whole, `half`, by the percentage that they come to, for
            comparing editions of which one writes `50 per cent`.
        number_words: words for numbers that another edition may write in digits, by their value.
        tables: the words of its printed tables; None where they are not known yet.
    """

    code: str
    joiner: str
    layout: Layout
    sentence_end: re.Pattern[str]
    growth: re.Pattern[str]
    letters: re.Pattern[str]
    grammar: Grammar
    lexicon: ContextLexicon | None = None
    fractions: Mapping[re.Pattern[str], float] = field(default_factory=dict)
    number_words: Mapping[str, int | Decimal] = field(default_factory=dict)
    tables: TableWords | None = None

    def read_figures(self, text: str) -> list[Figure]:
        """The figures of one paragraph's text, in order, not overlapping."""
        return read(text, self.grammar)
