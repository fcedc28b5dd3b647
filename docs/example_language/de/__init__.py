"""German, as far as ten sentences need it: the smallest that a language can begin as."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.figures.engine.build import Words, grammar_of
from pipeline.figures.engine.lexicon import Lexicon
from pipeline.figures.engine.number import Number, Phrase
from pipeline.languages.base import Language, layout_of

_LEXICON = Lexicon(Path(__file__).with_name("lexicon.toml"))
#: German writes nouns with a capital; adjectives may stand before them.
_NOUN = re.compile(r"\s(?P<unit>(?:[a-zäöüß]+(?:e|en|er|es)\s){0,2}[A-ZÄÖÜ][a-zäöüß]{2,})")
_MEASURE = re.compile(rf"\s{_LEXICON.any('nouns.measures')}(?!\w)")


def _noun_phrase(text: str, position: int, _number: Number | None) -> Phrase | None:
    measure = _MEASURE.match(text, position)
    noun = _NOUN.match(text, position)
    if measure:
        return Phrase(measure.end(), None)
    return Phrase(noun.end(), noun["unit"]) if noun else None


LANGUAGE = Language(
    code="de",
    joiner=" ",
    layout=layout_of(
        _LEXICON,
        not_a_mark=re.compile(r"\s*(?:%|Prozent|Million|Milliarde)"),
        furniture=re.compile(r"\s*(?:Vereinte Nationen|Deutsch|Original:.*)\s*"),
    ),
    sentence_end=re.compile(r"(?<!\bNr)(?<!\d)[.?!](?=\s+[A-ZÄÖÜ]|\s*$)|\n"),
    letters=re.compile(r"\b(?:der|die|das|und|nicht|wurden?|eine[rsmn]?)\b"),
    grammar=grammar_of(Words("de", _LEXICON, _noun_phrase)),
    number_words=_LEXICON.small_numbers(),
)
