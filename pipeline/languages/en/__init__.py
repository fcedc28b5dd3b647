"""English: its figures, and how its UN editions mark headings, sentences and parts."""

from __future__ import annotations

import re

from pipeline.figures.engine.build import Words, grammar_of
from pipeline.languages.base import Language, fractions_of, layout_of, sentence_end
from pipeline.languages.en.context import CONTEXT
from pipeline.languages.en.nouns import LEXICON, noun_phrase, unit_class
from pipeline.languages.en.tables import TABLE_WORDS

LANGUAGE = Language(
    code="en",
    joiner=" ",
    layout=layout_of(
        LEXICON,
        not_a_mark=re.compile(r"\s*(?:%|per\s?cent|hundred|thousand|[mb]illion|trillion)"),
        furniture=re.compile(
            r"\s*(?:Page\s\d+|United Nations|Distr\.\s*:?.*|GENERAL|General|LIMITED|Limited"
            r"|Original\s*:.*"
            r"|ENGLISH ONLY|English only|ORIGINAL:.*|English|Please recycle.*|\*\d{7,9}\*"
            r"|\d{2}-\d{5}\s*\(E\).*|General Assembly|Economic and Social Council"
            r"|Security Council)\s*"
        ),
        author=re.compile(
            r"\s*(?:(?:\w+\s){0,3})?(?:[Rr]eport|[Nn]ote|[Ll]etter|[Ss]tatement)\s(?:of|by"
            r"|from)\s.{3,160}"
        ),
        session=re.compile(
            r"(?:(?:\d{4}|[A-Z][a-z]+(?:-[a-z]+)?)\s)?(?:[a-z]+\s){0,3}"
            r"(?:[Ss]ession|year)(?:\s(?:of\s)?\d{4})?\**"
        ),
    ),
    sentence_end=sentence_end(
        r"(?<!\b[A-Za-z]\.)",
        closing=r"[”’\"')\]]",
        following=r"\s+[\[(“‘\"']?[A-Z\d•]",
        abbreviations=LEXICON.words("sentences.abbreviations"),
    ),
    letters=re.compile(
        r"\b(?:[Tt]he|of|and|to|[Ii]n|for|with|that|by|is|was|were|are|from|on|as)\b"
    ),
    grammar=grammar_of(Words("en", LEXICON, noun_phrase, currency_noun=-1, unit_class=unit_class)),
    lexicon=CONTEXT,
    fractions=fractions_of(LEXICON),
    number_words=LEXICON.small_numbers(),
    tables=TABLE_WORDS,
)
