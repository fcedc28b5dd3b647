"""French: what its UN editions write as numbers and figures.

Digits, separators and currency names come from CLDR. Which numbers are candidates is told in
`numbers`, what makes them money in `money` and counts in `counts`; here are percentages, ranges
and words of exactness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.figures.grammar import NO_FIGURE, Grammar, Mark, Number, read
from pipeline.figures.model import Figure
from pipeline.figures.numbers import BLANKS
from pipeline.languages.fr.counts import count
from pipeline.languages.fr.money import money
from pipeline.languages.fr.numbers import is_approximate, numbers
from pipeline.languages.fr.words import BLANK, PERCENT

# --- marks --------------------------------------------------------------------------------

_PERCENT = re.compile(PERCENT)
_PER_MILLE = re.compile(rf"{BLANK}?‰|{BLANK}pour{BLANK}mille\b")
_RANGE = re.compile(
    rf"[\])]?{BLANK}?(?:à|et|ou|-|–|—|~){BLANK}?(?:(?:quelque|environ|près{BLANK}de){BLANK})?[(\[]?"
)
_LIST = re.compile(
    rf"[\])]?{BLANK}?(?:,|et|ou|,{BLANK}?et|,{BLANK}?ou|&|ainsi{BLANK}que|puis)"
    rf"{BLANK}?(?:(?:de|à){BLANK}|d[’'])?[(\[]?"
)


def _mark(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """What makes a number a figure in French; None where nothing does."""
    mark = _exact_mark(text, number, before)
    if mark is None or mark.qualifier is not None or not is_approximate(text, number):
        return mark
    left = text[max(0, mark.start - _WINDOW) : mark.start]
    said = any(pattern.search(left.lower()) for pattern in _BEFORE.values())
    return mark if said else replace(mark, qualifier="about")


def _exact_mark(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    percent = _PERCENT.match(text, number.end)
    start = _opening(text, number)
    if percent:
        rule = "fr.percent_sign" if "%" in percent[0] else "fr.percent_word"
        return Mark("percentage", start, percent.end(), rule, more=number.more)
    if _PER_MILLE.match(text, number.end):
        return NO_FIGURE
    return money(text, number, start, before) or count(text, number, before)


def _opening(text: str, number: Number) -> int:
    """Start of the number with the bracket that opens before it and closes after its digits.

    `(80) millions`, `[quatre-vingt-dix] pour cent`.
    """
    start = number.start
    bracket = {"(": ")", "[": "]"}.get(text[start - 1 : start]) if start else None
    inside = (
        bracket is not None
        and bracket in text[start : number.end + 1]
        and (number.scale > 1 or _PERCENT.match(text, number.end) is not None)
    )
    return start - 1 if inside else start


# --- ranges -------------------------------------------------------------------------------

#: Words after which `de 31 à 56 %` gives the values of two times.
_CHANGE = re.compile(
    r"\b(?:pass|tomb|mont|descend|grimp|chut|évolu|progress|ramen|port[eéa]|relev|abaiss|bond|recul"
    r"|repli|rétrograd|accroî|accru|croî|hauss|baiss|augment|diminu|rédui|régress|remont|redescend"
    r"|élev|va(?:rie)?\b|allant|chang|transform)\w*"
)
#: Of these, the ones after which `de` says by how much: `augmenter de 5 à 10 %`.
_BY = re.compile(
    r"\b(?:augment|diminu|rédui|accroî|accru|croî|hauss|baiss|relev|abaiss|recul|progress|bond|chut"
    r"|régress|repli|élev)\w*"
    rf"(?:{BLANK}(?:en{BLANK}moyenne|encore|ainsi|également|déjà|d[’']environ))?{BLANK}$"
)
_CLAUSE = re.compile(r"[.;:](?=\s)")
_FROM = re.compile(
    rf"\b(?:[Dd]e|[Dd]u|[Dd][’'])(?:{BLANK}(?:quelque|environ|près{BLANK}de))?{BLANK}?[$€£A-Z]{{0,4}}[(\[]?$"
)
_BETWEEN = re.compile(
    rf"\b[Ee]ntre(?:{BLANK}(?:quelque|environ|les))?{BLANK}[$€£A-Z]{{0,4}}{BLANK}?[(\[]?$"
)


def _spans(text: str, low: Number, high: Number) -> bool:
    """Whether `de 5 à 8`, `5 à 8`, `entre 5 et 8`, `deux ou trois` give one range.

    After a word of change, `de 5 à 8` gives the values of two times.
    """
    joiner = text[low.end : high.start]
    left = text[max(0, low.start - 80) : low.start]
    if re.search(r"\bet\b", joiner):
        return _BETWEEN.search(left) is not None
    if re.search(r"\bou\b", joiner):
        return high.value == low.value + 1 or high.scale > 1
    origin = _FROM.search(left)
    if origin is None or not re.search(r"\bà\b", joiner):
        return True
    clause = _CLAUSE.split(left[: origin.start()])[-1]
    if re.search(r"\b(?:vari|all(?:er|ant)\b|oscill|fourchette|comprise?s?)", clause):
        return True
    if _BY.search(clause):
        # With a mark at both ends, `de 5 % à 8 %` names two values.
        return _RANGE.fullmatch(joiner) is not None
    return _CHANGE.search(clause) is None


# --- qualifiers ---------------------------------------------------------------------------

_DE = rf"(?:de{BLANK}|d[’'])"
_A = rf"à{BLANK}"
#: What may stand between a word of exactness and the figure.
_FILLER = (
    rf"(?:(?:les|la|quelque|environ|seulement|encore|un{BLANK}total{BLANK}de|(?:un{BLANK}|le{BLANK})?montant{BLANK}de"
    rf"|la{BLANK}somme{BLANK}de|l[’']équivalent{BLANK}de|d[’']|de){BLANK}?)*"
)
_END = rf"{_FILLER}[(\[“\"«]?$"
_BEFORE = {
    "at_most": re.compile(
        rf"\b(?:jusqu[’']à{BLANK}(?:concurrence{BLANK}(?:{_DE})?)?|à{BLANK}concurrence{BLANK}{_DE}"
        rf"|(?:ne{BLANK}|n[’'])\w+{BLANK}pas{BLANK}plus{BLANK}{_DE}|pas{BLANK}plus{BLANK}{_DE}"
        rf"|(?:tout{BLANK})?au{BLANK}(?:plus|maximum){BLANK}|maxim(?:um|ale?){BLANK}(?:{_DE})"
        rf"|(?:pas|sans|ne|jamais){BLANK}(?:pouvoir{BLANK}|devoir{BLANK})?(?:dépasser|excéder|dépassant){BLANK}"
        rf"|(?:ne{BLANK}|n[’'])\w+{BLANK}(?:pas{BLANK}|en{BLANK}aucun{BLANK}cas{BLANK})?(?:dépasser|excéder){BLANK}"
        rf"|(?:ne{BLANK}dépass|n[’']exc[éè]d)\w+(?:{BLANK}pas)?(?:,(?:{BLANK}\w+){{1,3}},)?{BLANK}"
        rf"|(?:pas|non){BLANK}(?:être{BLANK})?supérieure?s?{BLANK}{_A}"
        rf"|inférieure?s?{BLANK}ou{BLANK}égale?s?{BLANK}{_A}"
        rf"|plafonnée?s?{BLANK}{_A}|plafond{BLANK}{_DE}|dans{BLANK}la{BLANK}limite{BLANK}{_DE}){_END}"
    ),
    "at_least": re.compile(
        rf"\b(?:(?:au|à{BLANK}tout\s+le){BLANK}(?:moins|minimum){BLANK}|minim(?:um|ale?){BLANK}{_DE}"
        rf"|pas{BLANK}moins{BLANK}{_DE}|(?:pas|non|sans){BLANK}(?:être{BLANK})?inférieure?s?{BLANK}{_A}"
        rf"|supérieure?s?{BLANK}ou{BLANK}égale?s?{BLANK}{_A}){_END}"
    ),
    "less_than": re.compile(
        rf"\b(?:moins{BLANK}{_DE}|inférieure?s?{BLANK}{_A}|(?:en|au)[{BLANKS}-]dessous{BLANK}{_DE}"
        rf"|en{BLANK}deçà{BLANK}{_DE}|sous{BLANK}(?:le{BLANK}seuil|la{BLANK}barre){BLANK}(?:{_DE}|des{BLANK})){_END}"
    ),
    "nearly": re.compile(
        rf"\b(?:près{BLANK}{_DE}|presque{BLANK}|quasiment{BLANK}|pratiquement{BLANK}|à{BLANK}peine{BLANK}"
        rf"|(?:pas{BLANK})?loin{BLANK}{_DE}|proches?{BLANK}{_DE}|approch\w+{BLANK}(?:{_DE})?|frôl\w+{BLANK}){_END}"
    ),
    "more_than": re.compile(
        rf"\b(?:plus{BLANK}{_DE}|supérieure?s?{BLANK}{_A}|dépass\w+{BLANK}(?:largement{BLANK}|de{BLANK}loin{BLANK})?"
        rf"|exc[éè]d\w+{BLANK}|au[{BLANKS}-]delà{BLANK}{_DE}|au-dessus{BLANK}{_DE}|davantage{BLANK}que{BLANK}"
        rf"|franchi\w*{BLANK}(?:(?:le{BLANK}seuil|le{BLANK}cap|la{BLANK}barre){BLANK}(?:{_DE}|des{BLANK}))){_END}"
    ),
    "about": re.compile(
        rf"(?:\b(?:environ{BLANK}|quelques?{BLANK}|approximativement{BLANK}|à{BLANK}peu{BLANK}près{BLANK}"
        rf"|autour{BLANK}{_DE}|(?:aux{BLANK}(?:alentours|environs)){BLANK}{_DE}|de{BLANK}l[’']ordre{BLANK}{_DE}"
        rf"|avoisin\w+{BLANK}|voisine?s?{BLANK}{_DE}|grosso{BLANK}modo{BLANK}"
        rf"|plus{BLANK}ou{BLANK}moins{BLANK})|[~≈±]{BLANK}?){_END}"
    ),
}
#: What says how far a value may go does not belong to the figure's characters, `environ` does.
_AFTER = {
    "more_than": re.compile(r"\+"),
    "at_least": re.compile(
        rf"(?=,?{BLANK}(?:(?:ou|et){BLANK}(?:plus|davantage)(?!{BLANK}(?:{_DE}|que))|au{BLANK}(?:moins|minimum))\b)"
    ),
    "at_most": re.compile(
        rf"(?=,?{BLANK}(?:ou{BLANK}moins(?!{BLANK}{_DE})|(?:tout{BLANK})?au{BLANK}(?:plus|maximum))\b)"
    ),
    "about": re.compile(rf"{BLANK}environ\b(?!{BLANK}\d)"),
}
_WINDOW = 44

_GRAMMAR = Grammar(
    numbers=numbers,
    mark=_mark,
    range_joiner=_RANGE,
    list_joiner=_LIST,
    before=_BEFORE,
    after=_AFTER,
    window=_WINDOW,
    spans=_spans,
)


def read_figures(text: str) -> list[Figure]:
    """The figures of one paragraph of French text, in order.

    >>> [(f.kind, int(f.value), f.unit) for f in read_figures("3 800 délégués et 5 dollars")]
    [('count', 3800, 'délégués'), ('money', 5, None)]
    """
    return read(text, _GRAMMAR)
