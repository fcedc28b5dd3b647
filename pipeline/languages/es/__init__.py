"""Spanish: its figures, and how its UN editions mark headings, sentences and parts."""

from __future__ import annotations

import re

from pipeline.figures.engine.build import Words, grammar_of
from pipeline.languages.base import Language, date_line, fractions_of, layout_of, sentence_end
from pipeline.languages.es.context import CONTEXT
from pipeline.languages.es.nouns import noun_phrase, unit_class
from pipeline.languages.es.tables import TABLE_WORDS
from pipeline.languages.es.words import LEXICON, plain


def _singular(word: str) -> str:
    """A word of a currency name without its plural ending: `dólares`, `euros`."""
    lower = plain(word).removesuffix("s")
    return lower[:-1] if lower.endswith(("re", "le", "ne")) and len(lower) > 4 else lower


LANGUAGE = Language(
    code="es",
    joiner=" ",
    layout=layout_of(
        LEXICON,
        not_a_mark=re.compile(r"\s*(?:%|por\s(?:ciento|cien)\b|mil\b|mill[oó]n|bill[oó]n)"),
        furniture=re.compile(
            r"\s*(?:Página\s\d+|Naciones Unidas|NACIONES UNIDAS|Distr\.\s*:?.*|GENERAL"
            r"|[Gg]eneral|LIMITADA"
            r"|[Ll]imitada|RESERVADA|(?:Original|ORIGINAL)\s*:.*|[Ee]spañol|ESPAÑOL"
            r"|[Ee]spañol e inglés únicamente|Español solamente|Se ruega reciclar.*"
            r"|\*\d{7,9}\*|(?:GE\.)?\d{2}-\d{5}.*"
            r"|(?:Asamblea General|Consejo (?:Económico y Social|de Seguridad|de Derechos Humanos))"
            r"|\d{1,2}º?\sde\s[a-z]{4,10}\sde\s\d{4})\s*"
        ),
        author=re.compile(
            r"\s*(?:(?:\w+\s){0,3})?(?:[Ii]nforme|[Nn]ota|[Cc]arta|[Mm]emorando|[Dd]eclaración)\s"
            r"(?:d(?:e|el)|de\sla|preparad[oa]\spor|presentad[oa]\spor|dirigida)\s.{3,160}"
        ),
        session=re.compile(
            r"(?:[A-ZÁÉÍÓÚ][\wáéíóúñ]+\s){0,3}(?:[a-záéíóúñ]+\s){0,3}[Pp]er[ií]odo\s"
            r"(?:extraordinario\s)?"
            r"de\ssesiones(?:\s[\wáéíóúñ]+){0,4}\**|Período\sanual\sde\ssesiones.{0,12}"
            r"|[A-ZÁÉÍÓÚ][\wáéíóúñ]+(?:\s[a-záéíóúñ]+)?\saño\**"
        ),
        date_line=re.compile(date_line(ordinal="º?", of=r"(?:de\s)?")),
        date=re.compile(r"\b(?P<day>\d{1,2})\s(?:de\s)?(?P<month>\w+)\s(?:de\s)?(?P<year>\d{4})\b"),
    ),
    sentence_end=sentence_end(
        r"(?<!\b[A-Za-z]\.)",
        closing=r"[”’\"')\]»]",
        following=r"\s+[\[(“‘«\"'¿¡]*[A-ZÁÉÍÓÚÑ\d•]",
        abbreviations=LEXICON.words("sentences.abbreviations"),
    ),
    letters=re.compile(
        r"\b(?:[Ee]l|[Ll]os|[Ll]as|del|[Cc]on|[Pp]or|[Pp]ara|una|un[oa]s|y|su|sus|como|más|al"
        r"|fue|fueron)\b"
    ),
    grammar=grammar_of(
        Words("es", LEXICON, noun_phrase, key=plain, currency_key=_singular, unit_class=unit_class)
    ),
    fractions=fractions_of(LEXICON),
    number_words=LEXICON.small_numbers(),
    lexicon=CONTEXT,
    tables=TABLE_WORDS,
)
