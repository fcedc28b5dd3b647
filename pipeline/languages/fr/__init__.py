"""French: how its UN editions mark headings, sentences and parts; the figures are in `figures`."""

from __future__ import annotations

import re

from pipeline.languages.base import Language, Layout, not_after, sentence_end
from pipeline.languages.fr.context import LEXICON
from pipeline.languages.fr.figures import GRAMMAR
from pipeline.languages.fr.tables import TABLE_WORDS
from pipeline.languages.fr.words import LEXICON as NUMBERS

#: Abbreviations whose full stop does not end a sentence.
_ABBREVIATIONS = (
    "par art al chap vol fig sect tabl ann p pp no nos n M MM Mme Mmes Mlle Dr Pr Me St Ste Gal "
    "Col Cel "
    "Lt Cdt Mgr S.E add corr rev suppl Add Corr Rev Suppl Cie éd éds coll cf env approx max min op "
    "cit "
    "ibid ex c.-à-d réf tél Tél janv févr avr juil juill sept oct nov déc hab req resp dir int ext "
    "".split()
)

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
        rf"(?<!\b[A-Za-zÀ-Ý]\.){not_after(_ABBREVIATIONS)}",
        closing=r"(?:\s?[”»]|[’\"')\]])",
        following=r"\s+[\[(“‘«\"']?\s?[A-ZÀ-Ý\d•]",
        mark=r"(?:(?<=\S.)|(?<=\S\s.))",
    ),
    growth=re.compile(
        r"(?i:\b(?:augment|croît|croiss|accroî|accroiss|accru|progress|hauss|doubl|tripl|quadrupl|dépass|excéd|supérieur"
        r"|plus\sd|plus\sélev|inflation|jusqu|bond|grimp|multipl|relev|explos|flamb|surg|envol))"
    ),
    letters=re.compile(
        r"\b(?:[Ll]es|des|du|et|[Dd]ans|pour|par|est|sont|aux|au|une|qui|cette|ont|leurs?|été|avec|où|ses|[Cc]es)\b|(?<!\w)[dlnsDLNSqQ]u?[’'](?=\w)|\bà\b"
    ),
    grammar=GRAMMAR,
    fractions={
        re.compile(r"\b(?:[Ll]a moitié|[Uu]n demi|demie?)\b"): 50.0,
        re.compile(r"\b(?:un|[Ll]e)\squart\b"): 25.0,
        re.compile(r"\b(?:trois|3)[\s-]quarts\b"): 75.0,
        re.compile(r"\b(?:un|[Ll]e)\stiers\b"): 33.3,
        re.compile(r"\b(?:deux|2)[\s-]tiers\b"): 66.7,
        re.compile(r"\b(?:un|[Ll]e)\scinquième\b"): 20.0,
        re.compile(r"\b(?:un|[Ll]e)\sdixième\b"): 10.0,
    },
    number_words=NUMBERS.small_numbers(),
    lexicon=LEXICON,
    tables=TABLE_WORDS,
)
