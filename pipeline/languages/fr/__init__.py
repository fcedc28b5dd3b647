"""French: its figures, and how its UN editions mark headings, sentences and parts."""

from __future__ import annotations

import re

from pipeline.figures.engine.build import Words, grammar_of
from pipeline.languages.base import Language, date_line, fractions_of, layout_of, sentence_end
from pipeline.languages.fr.context import CONTEXT
from pipeline.languages.fr.nouns import LEXICON, noun_phrase, unit_class
from pipeline.languages.fr.tables import TABLE_WORDS

LANGUAGE = Language(
    code="fr",
    joiner=" ",
    layout=layout_of(
        LEXICON,
        not_a_mark=re.compile(
            r"\s*(?:%|pour\s?cent|p\.\s?100|cents?\b|mille|milliers?|millions?|milliards?"
            r"|points?\sde)"
        ),
        furniture=re.compile(
            r"\s*(?:Page\s\d+|Nations\sUnies|Distr\.\s*:?.*|GÉNÉRALE|Générale|LIMITÉE|Limitée"
            r"|Original\s*:.*|ORIGINAL\s*:.*"
            r"|FRANÇAIS|Français|FRANÇAIS\sSEULEMENT|Français\sseulement"
            r"|Merci\sde\srecycler.*|\*\d{7,9}\*"
            r"|\d{2}-\d{5}\s*\(F\).*|Assemblée\sgénérale|Conseil\séconomique\set\ssocial"
            r"|Conseil\sde\ssécurité)\s*"
        ),
        author=re.compile(
            r"\s*(?:(?:\w+\s){0,3})?(?:[Rr]apport|[Nn]ote|[Ll]ettres?|[Dd]éclaration)"
            r"\s(?:du|de|des|d[’']|établie?|présentée?|datée?s?|explicative)\s?.{3,160}"
        ),
        session=re.compile(
            r"(?:[A-ZÀ-Ý][\wà-ÿ-]+|\d{1,3}[eᵉ]|\d{4})?(?:\s[\wà-ÿ’-]+){0,3}?\s?[Ss]ession"
            r"(?:\s[\wà-ÿ’-]+){0,3}(?:\sde\s\d{4}|\s\d{4})?\**|[A-ZÀ-Ý][\wà-ÿ-]+\sannée\**"
        ),
        date_line=re.compile(date_line(ordinal="(?:er)?")),
        date=re.compile(r"\b(?P<day>\d{1,2})(?:er)?\s(?P<month>\w+)\s(?P<year>\d{4})\b"),
    ),
    sentence_end=sentence_end(
        r"(?<!\b[A-Za-zÀ-Ý]\.)",
        closing=r"(?:\s?[”»]|[’\"')\]])",
        following=r"\s+[\[(“‘«\"']?\s?[A-ZÀ-Ý\d•]",
        abbreviations=LEXICON.words("sentences.abbreviations"),
        mark=r"(?:(?<=\S.)|(?<=\S\s.))",
    ),
    letters=re.compile(
        r"\b(?:[Ll]es|des|du|et|[Dd]ans|pour|par|est|sont|aux|au|une|qui|cette|ont|leurs?|été"
        r"|avec|où|ses|[Cc]es)\b|(?<!\w)[dlnsDLNSqQ]u?[’'](?=\w)|\bà\b"
    ),
    grammar=grammar_of(Words("fr", LEXICON, noun_phrase, unit_class=unit_class)),
    fractions=fractions_of(LEXICON),
    number_words=LEXICON.small_numbers(),
    lexicon=CONTEXT,
    tables=TABLE_WORDS,
)
