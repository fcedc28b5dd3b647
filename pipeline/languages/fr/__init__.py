"""French: how its UN editions mark headings, sentences and parts; the figures are in `figures`."""

from __future__ import annotations

import re

from pipeline.languages.base import Language, Layout
from pipeline.languages.fr.context import FR_CONTEXT
from pipeline.languages.fr.figures import read_figures

#: After these a full stop ends no sentence.
_ABBREVIATIONS = (
    "par art al chap vol fig sect tabl ann p pp no nos n M MM Mme Mmes Mlle Dr Pr Me St Ste Gal "
    "Col Cel "
    "Lt Cdt Mgr S.E add corr rev suppl Add Corr Rev Suppl Cie éd éds coll cf env approx max min op "
    "cit "
    "ibid ex c.-à-d réf tél Tél janv févr avr juil juill sept oct nov déc hab req resp dir int ext "
    "".split()
)
_NOT_AFTER = "".join(rf"(?<!\b{word}\.)" for word in dict.fromkeys(map(re.escape, _ABBREVIATIONS)))

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
            r"\s*(?:Nations\sUnies|Distr\.\s*:?.*|GÉNÉRALE|Générale|LIMITÉE|Limitée|Original\s*:.*|ORIGINAL\s*:.*"
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
    ),
    sentence_end=re.compile(
        rf"(?:\.(?<!\b[A-Za-zÀ-Ý]\.){_NOT_AFTER}|(?<=\S)\s?[?!])[.?!]*(?:\s?[”»]|[’\"')\]])*"
        r"(?=\s+[\[(“‘«\"']?\s?[A-ZÀ-Ý\d•]|\s*$)|\n"
    ),
    growth=re.compile(
        r"(?i:\b(?:augment|croît|croiss|accroî|accroiss|accru|progress|hauss|doubl|tripl|quadrupl|dépass|excéd|supérieur"
        r"|plus\sd|plus\sélev|inflation|jusqu|bond|grimp|multipl|relev|explos|flamb|surg|envol))"
    ),
    letters=re.compile(
        r"\b(?:[Ll]es|des|du|et|[Dd]ans|pour|par|est|sont|aux|au|une|qui|cette|ont|leurs?|été|avec|où|ses|[Cc]es)\b|(?<!\w)[dlnsDLNSqQ]u?[’'](?=\w)|\bà\b"
    ),
    read_figures=read_figures,
    context=FR_CONTEXT,
)
