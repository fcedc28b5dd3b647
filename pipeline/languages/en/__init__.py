"""English: its figures, and how its UN editions mark headings, sentences and parts."""

from __future__ import annotations

import re

from pipeline.figures.engine.build import Words, grammar_of
from pipeline.languages.base import Language, Layout, sentence_end
from pipeline.languages.en.context import CONTEXT
from pipeline.languages.en.nouns import LEXICON, noun_phrase, unit_class
from pipeline.languages.en.tables import TABLE_WORDS

LANGUAGE = Language(
    code="en",
    joiner=" ",
    layout=Layout(
        heading=re.compile(r"(?:[IVX]{1,6}|[A-Z]|\d{1,2})\.\s+(?=\S)"),
        summary=re.compile(r"\s*(?:Executive\s+)?[Ss](?:ummary|UMMARY)\s*"),
        annex=re.compile(
            r"\s*(?:Annex|ANNEX|Appendix|Enclosure)(?:\s+(?P<number>[IVX]+|\d{1,2}|[A-Z]))?\s*\**\s*"
        ),
        not_a_mark=re.compile(r"\s*(?:%|per\s?cent|hundred|thousand|[mb]illion|trillion)"),
        furniture=re.compile(
            r"\s*(?:Page\s\d+|United Nations|Distr\.\s*:?.*|GENERAL|General|LIMITED|Limited"
            r"|Original\s*:.*"
            r"|ENGLISH ONLY|English only|ORIGINAL:.*|English|Please recycle.*|\*\d{7,9}\*"
            r"|\d{2}-\d{5}\s*\(E\).*|General Assembly|Economic and Social Council"
            r"|Security Council)\s*"
        ),
        caption=re.compile(r"(?:Table|Figure|Box|Chart|Map|Graph)\s*(?:\d|[IVX])"),
        author=re.compile(
            r"\s*(?:(?:\w+\s){0,3})?(?:[Rr]eport|[Nn]ote|[Ll]etter|[Ss]tatement)\s(?:of|by|from)\s.{3,160}"
        ),
        session=re.compile(
            r"(?:(?:\d{4}|[A-Z][a-z]+(?:-[a-z]+)?)\s)?(?:[a-z]+\s){0,3}"
            r"(?:[Ss]ession|year)(?:\s(?:of\s)?\d{4})?\**"
        ),
        chapter=re.compile(
            r"\s*(?:Chapter|CHAPTER)\s(?:\d{1,2}|[IVXLC]+)(?:\s?[:.–—-].{0,80})?\s*"
        ),
        article=re.compile(r"\s*(?:Article|ARTICLE)\s(?P<number>\d{1,3}|[IVXLC]+)\s*"),
        agenda_item=re.compile(r"(?:(?:Provisional\s)?[Aa]genda\s)?[Ii]tems?\s\d.{0,80}"),
        contents=re.compile(r"\s*(?:Table\sof\s)?C(?:ontents|ONTENTS)\s*"),
        notes=re.compile(r"\s*(?:End)?[Nn](?:otes|OTES)\s*"),
    ),
    sentence_end=sentence_end(
        r"(?<!\b[A-Za-z]\.)",
        closing=r"[”’\"')\]]",
        following=r"\s+[\[(“‘\"']?[A-Z\d•]",
        abbreviations=LEXICON.words("sentences.abbreviations"),
    ),
    growth=re.compile(
        r"(?i:\b(?:gr[eo]w|increas|ris(?:e|ing|en)\b|rose|surg|doubl|tripl|quadrupl|expand|higher|above"
        r"|exceed|more than|over|inflation|up to|jump|soar|multipl|up by))"
    ),
    letters=re.compile(
        r"\b(?:[Tt]he|of|and|to|[Ii]n|for|with|that|by|is|was|were|are|from|on|as)\b"
    ),
    grammar=grammar_of(Words("en", LEXICON, noun_phrase, currency_noun=-1, unit_class=unit_class)),
    lexicon=CONTEXT,
    fractions={
        re.compile(r"\b(?:[Hh]alf|halves)\b"): 50.0,
        re.compile(r"\b(?:[Oo]ne|a)[\s-]quarter\b"): 25.0,
        re.compile(r"\b[Tt]hree[\s-]quarters\b"): 75.0,
        re.compile(r"\b(?:[Oo]ne|a)[\s-]third\b"): 33.3,
        re.compile(r"\b[Tt]wo[\s-]thirds\b"): 66.7,
        re.compile(r"\b(?:[Oo]ne|a)[\s-]fifth\b"): 20.0,
        re.compile(r"\b(?:[Oo]ne|a)[\s-]tenth\b"): 10.0,
    },
    number_words=LEXICON.small_numbers(),
    tables=TABLE_WORDS,
)
