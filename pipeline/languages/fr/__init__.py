"""French: its figures, and how its UN editions mark headings, sentences and parts."""

from __future__ import annotations

import re

from pipeline.figures.engine.build import Words, grammar_of
from pipeline.languages.base import Language, Layout, sentence_end
from pipeline.languages.fr.context import CONTEXT
from pipeline.languages.fr.nouns import LEXICON, noun_phrase, unit_class
from pipeline.languages.fr.tables import TABLE_WORDS

LANGUAGE = Language(
    code="fr",
    joiner=" ",
    layout=Layout(
        heading=re.compile(r"(?:[IVX]{1,6}|[A-Z]|\d{1,2})\.\s+(?=\S)"),
        summary=re.compile(r"\s*(?:Résumé|RÉSUMÉ|Note\sde\ssynthèse|Synthèse)(?:\sanalytique)?\s*"),
        annex=re.compile(
            r"\s*(?:Annexe|ANNEXE|Appendice|APPENDICE|Pièce\sjointe)(?:\s+(?P<number>[IVX]+|\d{1,2}|[A-Z]))?\s*\**\s*"
        ),
        not_a_mark=re.compile(
            r"\s*(?:%|pour\s?cent|p\.\s?100|cents?\b|mille|milliers?|millions?|milliards?|points?\sde)"
        ),
        furniture=re.compile(
            r"\s*(?:Page\s\d+|Nations\sUnies|Distr\.\s*:?.*|GÉNÉRALE|Générale|LIMITÉE|Limitée|Original\s*:.*|ORIGINAL\s*:.*"
            r"|FRANÇAIS|Français|FRANÇAIS\sSEULEMENT|Français\sseulement|Merci\sde\srecycler.*|\*\d{7,9}\*"
            r"|\d{2}-\d{5}\s*\(F\).*|Assemblée\sgénérale|Conseil\séconomique\set\ssocial|Conseil\sde\ssécurité)\s*"
        ),
        caption=re.compile(
            r"(?:Tableau|Figure|Encadré|Graphique|Diagramme|Carte|Schéma)\s*(?:\d|[IVX])"
        ),
        author=re.compile(
            r"\s*(?:(?:\w+\s){0,3})?(?:[Rr]apport|[Nn]ote|[Ll]ettres?|[Dd]éclaration)"
            r"\s(?:du|de|des|d[’']|établie?|présentée?|datée?s?|explicative)\s?.{3,160}"
        ),
        session=re.compile(
            r"(?:[A-ZÀ-Ý][\wà-ÿ-]+|\d{1,3}[eᵉ]|\d{4})?(?:\s[\wà-ÿ’-]+){0,3}?\s?[Ss]ession"
            r"(?:\s[\wà-ÿ’-]+){0,3}(?:\sde\s\d{4}|\s\d{4})?\**|[A-ZÀ-Ý][\wà-ÿ-]+\sannée\**"
        ),
        agenda_item=re.compile(r"Points?\s\d.{0,80}"),
        chapter=re.compile(
            r"\s*(?:Chapitre|CHAPITRE)\s(?:\d{1,2}|[IVXLC]+)(?:\s?[:.–—-].{0,80})?\s*"
        ),
        article=re.compile(r"\s*(?:Article|ARTICLE)\s(?P<number>\d{1,3}|premier|[IVXLC]+)\s*"),
        contents=re.compile(
            r"\s*(?:Table\sdes\smatières|TABLE\sDES\sMATI[EÈ]RES|Sommaire|SOMMAIRE)\s*"
        ),
        date=re.compile(r"\b(?P<day>\d{1,2})(?:er)?\s(?P<month>\w+)\s(?P<year>\d{4})\b"),
        notes=re.compile(r"\s*N(?:otes|OTES)(?:\sde\sfin)?\s*"),
    ),
    sentence_end=sentence_end(
        r"(?<!\b[A-Za-zÀ-Ý]\.)",
        closing=r"(?:\s?[”»]|[’\"')\]])",
        following=r"\s+[\[(“‘«\"']?\s?[A-ZÀ-Ý\d•]",
        abbreviations=LEXICON.words("sentences.abbreviations"),
        mark=r"(?:(?<=\S.)|(?<=\S\s.))",
    ),
    growth=re.compile(
        r"(?i:\b(?:augment|croît|croiss|accroî|accroiss|accru|progress|hauss|doubl|tripl|quadrupl|dépass|excéd|supérieur"
        r"|plus\sd|plus\sélev|inflation|jusqu|bond|grimp|multipl|relev|explos|flamb|surg|envol))"
    ),
    letters=re.compile(
        r"\b(?:[Ll]es|des|du|et|[Dd]ans|pour|par|est|sont|aux|au|une|qui|cette|ont|leurs?|été|avec|où|ses|[Cc]es)\b|(?<!\w)[dlnsDLNSqQ]u?[’'](?=\w)|\bà\b"
    ),
    grammar=grammar_of(Words("fr", LEXICON, noun_phrase, unit_class=unit_class)),
    fractions={
        re.compile(r"\b(?:[Ll]a moitié|[Uu]n demi|demie?)\b"): 50.0,
        re.compile(r"\b(?:un|[Ll]e)\squart\b"): 25.0,
        re.compile(r"\b(?:trois|3)[\s-]quarts\b"): 75.0,
        re.compile(r"\b(?:un|[Ll]e)\stiers\b"): 33.3,
        re.compile(r"\b(?:deux|2)[\s-]tiers\b"): 66.7,
        re.compile(r"\b(?:un|[Ll]e)\scinquième\b"): 20.0,
        re.compile(r"\b(?:un|[Ll]e)\sdixième\b"): 10.0,
    },
    number_words=LEXICON.small_numbers(),
    lexicon=CONTEXT,
    tables=TABLE_WORDS,
)
