"""Counts in French text: a number with the noun after it, or told by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.engine.model import NO_FIGURE, Mark, Number
from pipeline.figures.model import Figure
from pipeline.figures.numbers import BLANKS
from pipeline.figures.surroundings import WINDOW, Surroundings
from pipeline.figures.words import any_of
from pipeline.languages.fr.money import named_currency
from pipeline.languages.fr.nouns import Phrase, noun_phrase, unit_class
from pipeline.languages.fr.words import BLANK, NUMBER_WORDS

_NUMERAL = rf"(?:\d[\d,{BLANKS}]*|{any_of(NUMBER_WORDS)}\b)"

# --- with a noun --------------------------------------------------------------------------

_PLUS = re.compile(r"\+")
#: `décès pour 100 000 naissances`, `lits par habitant`
_RATE_AFTER = re.compile(
    rf"{BLANK}(?:pour|sur|par){BLANK}(?:(?:chaque{BLANK})?(?:mille|100|1{BLANK}?000|10{BLANK}000|100{BLANK}000"
    rf"|1{BLANK}000{BLANK}000|(?:un{BLANK}|1{BLANK})million)\b(?![,\d])"
    rf"|(?:habitant|tête|personne|femme|ménage|enfant|patient|kilomètre|km)\b)"
)


def count(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """The mark of a count, its characters going on to the end of what is counted.

    It is of kind `none` where a measure, a duration or a rate is given.
    """
    plus = _PLUS.match(text, number.end)
    position = plus.end() if plus else number.end
    qualifier = "more_than" if plus else None
    phrase = noun_phrase(text, position, singular=number.value < 2)
    if phrase is not None and (phrase.unit is None or number.value % 1):
        return NO_FIGURE
    if number.value % 1 or number.value <= 0:
        return None
    if phrase is None or (number.value == 1 and number.spelled):
        return _Bare(text, number, before).mark(qualifier, position)
    return _phrased(text, number, phrase, qualifier, before)


def _phrased(
    text: str, number: Number, phrase: Phrase, qualifier: str | None, before: Sequence[Figure]
) -> Mark:
    """`145 États Membres`; `27 naissances pour 1 000 femmes` is no figure."""
    if _RATE_AFTER.match(text, phrase.end):
        return NO_FIGURE
    unit, rule = phrase.unit, "fr.noun"
    if phrase.others:
        unit, rule = next((f.unit for f in reversed(before) if f.unit), None), "fr.others"
        return _counted(number, number.end, unit, rule, qualifier)
    if _is_adjective_of_part(text, number, phrase):
        part = next((f.unit for f in reversed(before) if f.unit), None)
        return _counted(number, phrase.end, part or unit, "fr.part", qualifier)
    return _counted(number, phrase.end, unit, rule, qualifier, phrase.unit_class)


#: `63 cas, dont 12 mortels`
_RELATIONAL = re.compile(
    r"[a-zà-ÿ-]+(?:aux|a?les|elle?s|[aeo]ls|ifs|ives|iques|aires|eux|euses|ants|antes|iens|iennes)"
)


def _is_adjective_of_part(text: str, number: Number, phrase: Phrase) -> bool:
    """Whether it counts a part of what the sentence counted before, by an adjective alone."""
    if phrase.unit_class is not None or phrase.unit is None:
        return False
    left = text[max(0, number.start - WINDOW) : number.start]
    return _INCLUDED.search(left) is not None and _RELATIONAL.fullmatch(phrase.unit) is not None


def _counted(  # noqa: PLR0913, PLR0917
    number: Number,
    end: int,
    unit: str | None,
    rule: str,
    qualifier: str | None = None,
    class_of: str | None = None,
) -> Mark:
    return Mark(
        "count",
        number.start,
        end,
        rule,
        unit=unit,
        unit_class=class_of or unit_class(unit),
        more=number.more,
        qualifier=qualifier,
    )


# --- without a noun -----------------------------------------------------------------------

#: A number listed after this one can lend it its mark.
_JOINED = re.compile(
    rf"[\])]?{BLANK}?(?:,|et|ou|à|-|–|—|,{BLANK}?(?:et|ou)){BLANK}?"
    rf"(?:(?:de|à|quelque|environ){BLANK}|d[’'])?[(\[]?(?={_NUMERAL})"
)
#: `10, 15 et 20 millions`, where one multiplier serves all.
_JOINED_SUM = re.compile(
    rf"(?:(?:,|{BLANK}et|{BLANK}ou){BLANK}\d[\d,]*)+{BLANK}(?:million|milliard)s?\b"
)
_OF_THEM = re.compile(
    rf",?{BLANK}(?:(?:d[’']entre|de|parmi){BLANK}(?:eux|elles|ceux-ci|celles-ci))\b"
)
#: `trois des cinq membres`, `deux de ces pays`, `1,7 million des 12,7 millions d’usagers`
_OF_THE = re.compile(
    rf"{BLANK}(?:(?:des|parmi{BLANK}les|de{BLANK}(?:ces|ses|leurs|nos|vos|tous{BLANK}les|toutes{BLANK}les)){BLANK}"
    rf"(?:quelque{BLANK})?(?:{_NUMERAL}{BLANK}?(?:(?:millions|milliards){BLANK}(?:de{BLANK}|d[’']))?)?)"
)
_OF_NUMBER = re.compile(
    rf"{BLANK}sur{BLANK}(?:un{BLANK}total{BLANK}de{BLANK}|les{BLANK}|ces{BLANK})?{_NUMERAL}"
)
_OF_BEFORE = re.compile(rf"{BLANK}sur{BLANK}(?:un{BLANK}total{BLANK}de{BLANK}|les{BLANK})?$")
_THE = re.compile(rf"\b(?:[Ll]es|[Cc]es|[Dd]es|[Aa]ux){BLANK}$")
_RELATIVE = re.compile(rf"{BLANK}(?:qui|que|dont)\b")
#: `27 pour 1 000`, and the values that the rest of the sentence compares with it.
_RATE = re.compile(rf"\d{BLANK}(?:[a-zà-ÿ]+{BLANK})?(?:pour|sur){BLANK}1(?:00)?(?:{BLANK}?000)+\b")
_GROUPED = re.compile(rf"\d[.{BLANKS}]\d{{3}}")
#: Names of values that are no counts, however large.
_NO_COUNT_BEFORE = re.compile(
    r"\b(?:PRG|PRP|indices?|scores?|notes?|ratio|taux|coefficient|rang|classée?s?|facteur|moyenne|valeurs?)\b"
    r"[^.;,\d]{0,24}(?:\d+\s(?:à|et)\s)?$"
)
_LIKELY_QUALIFIED = re.compile(
    rf"\b(?:[Qq]uelque|[Ee]nviron|[Pp]rès{BLANK}de|[Pp]lus{BLANK}de|[Mm]oins{BLANK}de|[Pp]resque|[Aa]u{BLANK}moins"
    rf"|[Jj]usqu[’']à|[Aa]pproximativement|dépass\w+){BLANK}$"
)
#: `37 (45 %)`, `27 (contre 23 …)`
_SHARE_AFTER = re.compile(
    rf"{BLANK}?\((?:(?:soit|environ|près{BLANK}de|contre){BLANK})?\d[\d.,]*{BLANK}?(?:%|pour{BLANK}?cent)"
    rf"|{BLANK}?\((?:contre|soit){BLANK}\d"
)
#: `18 ont été publiés`, `7 publient`, `42 se trouvaient`
_VERB_AFTER = re.compile(
    rf"{BLANK}(?:ne{BLANK}|n[’']|se{BLANK}|s[’']|en{BLANK}|y{BLANK}|l[’']|les{BLANK}|leur{BLANK})*"
    r"(?:sont|ont|étaient|avaient|seront|auront|furent|eurent|seraient|auraient|vont|font|qui"
    r"|[a-zà-ÿ]{2,}(?:aient|èrent|eront|iront|(?<!m)ent))\b"
)
#: Adverbs and nouns that end as verbs do.
_NO_VERB = re.compile(
    rf"{BLANK}(?:souvent|absent|argent|agent|cent|pour{BLANK}cent|récent|présent|parent)\b"
)
#: `dont 12 en Afrique`: what follows a number with nothing beside it.
_PLACED = re.compile(
    rf"{BLANK}(?:en|à|au|aux|dans|sur|pour|par|chez|sous|contre|avec|parmi|de{BLANK}la|de{BLANK}l[’']|du|des|de(?={BLANK}[A-ZÀ-Ý]))\b|{BLANK}d[’'](?=[A-ZÀ-Ý])"
)
_CLOSES = re.compile(
    rf"{BLANK}?(?:$|[.,;:)\]»](?!\d)|(?:en|à|au|aux|dans|pour|pendant|durant|l[’']année|un{BLANK}an|par{BLANK}rapport|fin|contre"
    rf"|le{BLANK}\d|depuis|avant|après)\b)"
)
_CLAUSE_BEFORE = re.compile(
    rf"(?:^|[,;:(–—.\n]|\b(?:et|mais|dont|tandis{BLANK}que|alors{BLANK}que|parmi{BLANK}lesquels|parmi{BLANK}lesquelles|où|que"
    rf"|les|des|ces|notamment|seuls|seules|soit|parmi{BLANK}eux)){BLANK}?$"
)
_INCLUDED = re.compile(
    rf"\b(?:dont|y{BLANK}compris|notamment)(?:{BLANK}(?:quelque|environ|au{BLANK}moins|près{BLANK}de|plus{BLANK}de))?{BLANK}$"
)
#: `tuant 12 et blessant 45`
_HARMED_BEFORE = re.compile(
    rf"\b(?:tu|bless|arrêt|enlev|exécut|évacu)(?:ant|é){BLANK}(?:(?:quelque|environ|au{BLANK}moins|plus{BLANK}de|près{BLANK}de){BLANK})?$"
)
#: `par 120 voix contre 3`
#: `il en reste 12`, `en a clos 180`; `500 de moins`
_OF_IT_BEFORE = re.compile(
    rf"\b[Ee]n{BLANK}(?:a|ont|avait|avaient|aura|reste|restait|compte|comptait|fallait|faut|existe|existait|dénombre)\b"
    rf"(?:{BLANK}[a-zà-ÿ]+){{0,2}}{BLANK}$"
)
#: `ils sont 12 à`
_THEY_ARE = re.compile(
    rf"\b(?:[Ii]ls|[Ee]lles){BLANK}(?:sont|étaient|seraient|seront|furent)(?:{BLANK}(?:plus{BLANK}de|près{BLANK}de|quelque|environ))?{BLANK}$"
)
_TO_THE_NUMBER = re.compile(
    rf"\bau{BLANK}nombre{BLANK}(?:de{BLANK}(?:quelque{BLANK})?|d[’'](?:environ{BLANK})?)$"
)
_TO_DO = re.compile(rf"{BLANK}à\b")
_MORE_OR_LESS = re.compile(rf"{BLANK}de{BLANK}(?:plus|moins)\b")
_VOTE = re.compile(rf"\bvoix{BLANK}(?:pour,?{BLANK})?(?:contre|et){BLANK}$")
_COMPARED = re.compile(
    rf"(?:\b(?:contre|au{BLANK}lieu{BLANK}de|par{BLANK}rapport{BLANK}(?:à|aux)|que{BLANK}les|après|de|à|d[’'])(?:{BLANK}(?:seulement|environ|quelque))?{BLANK}?)$"
)
#: `le nombre de … est passé à 173`
_NUMBER_OF = re.compile(
    rf"\b(?:[Nn]ombres?|[Ee]ffectifs?|[Tt]otal){BLANK}(?:(?:total|global|estimatif|moyen){BLANK})?"
    rf"(?:des{BLANK}|d[’'](?!environ)|de{BLANK}(?!la\b|l[’']|\d)(?:ces{BLANK}|ses{BLANK}|leurs{BLANK})?)"
)
_VALUE_OF_NUMBER = re.compile(
    rf"(?:\b(?:à|de|est|était|atteint|atteignait|atteignant|environ|près{BLANK}de|presque|plus{BLANK}de|quelque"
    rf"|dépass\w+|totalis\w+|sera|serait|ét[ée]|moins{BLANK}de|au{BLANK}moins|fut|compris{BLANK}entre|entre|et){BLANK}|[dD][’'])$"
)
#: `les demandeurs d’asile étaient (au nombre de) 14 300`
_SUBJECT = re.compile(
    rf"\b(?P<article>[LlCc]es){BLANK}[^.;:,\d]{{3,50}}{BLANK}(?:étaient|sont|seraient|seront|pourraient{BLANK}être)"
    rf"(?:{BLANK}au{BLANK}nombre{BLANK}de)?(?:{BLANK}(?:quelque|environ|(?:plus|moins|près){BLANK}de))?{BLANK}$"
)
#: `porte à 173 le nombre total de`
_AFTER_VALUE = re.compile(
    rf"{BLANK}(?:le{BLANK}nombre{BLANK}(?:total{BLANK})?(?:des{BLANK}|de{BLANK}(?:ces{BLANK})?|d[’'])|les{BLANK})"
)
_TO = re.compile(rf"\bà{BLANK}(?:(?:quelque|environ|près{BLANK}de|plus{BLANK}de){BLANK})?$")
#: `Nombre total de tirs : `, `Population : `
_LABEL = re.compile(
    rf"\s?(?:\(?\w{{1,3}}[.)]\s)?(?:[Nn]ombre{BLANK}(?:total{BLANK})?(?:de{BLANK}|d[’']))?"
    rf"([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’' {BLANKS}]{{2,40}}?)\s?(?:--?|–|:|=)\s?~?\s?"
)
#: `Parmi les États, `, `Sur ces dossiers, `
_AMONG = re.compile(
    rf"\b(?:(?:[Ll]a{BLANK}(?:plupart|majorité)){BLANK}des{BLANK}|(?:Parmi|Sur|Chez|parmi|sur|chez){BLANK}(?:les|ces|l[’']ensemble{BLANK}des|tous{BLANK}les|toutes{BLANK}les){BLANK})"
    rf"(?={_NUMERAL}?[A-Za-zà-ÿ ])"
)
#: `une audience de 2 millions`
_GROUP_OF = re.compile(
    rf"\b(audience|population|effectif|public|électorat|lectorat|foule)s?{BLANK}(?:totale?{BLANK}|estimée?{BLANK})?"
    rf"(?:de|à){BLANK}(?:[a-zà-ÿ]+{BLANK}(?:de{BLANK})?)?$"
)
#: `hôpitaux (44), dispensaires (32)`
_IN_BRACKETS = re.compile(rf"\b([A-Za-zÀ-ÿ-]+[sx]){BLANK}\($")
_OTHER_IN_BRACKETS = re.compile(rf"[a-zà-ÿ]+[sx] \(\d{{1,3}}(?:{BLANK}\d{{3}})*\)")
#: What is paid, so that a number without a noun is a sum.
_MONEY_WORD = re.compile(
    r"\b(?:recettes?|dépenses?|budget\w*|coût\w*|montants?|crédits?|sommes?|alloué\w*|versé\w*|décaiss\w+|financ\w+"
    r"|investi\w*|PIB|chiffre d[’']affaires|prêts?|dons?|dettes?|subventions?|exportations?"
    r"|importations?|fonds|dollars?"
    r"|contributions?|arriérés|économies|revenus?|ressources|prélev\w+)\b"
)
_PAID_AFTER = re.compile(
    rf"{BLANK}(?:qui{BLANK})?(?:a|ont|avai(?:en)?t|ser(?:a|ont)){BLANK}(?:été{BLANK}|être{BLANK})?"
    r"(?:allou|vers|décaiss|dépens|prélev|investi|consacr|promis|engag|débours|affect)"
)
_PEOPLED = re.compile(r"\b(?:population|habitants|effectifs?)\b[^.;,]{0,30}$")
_NEXT_SUM = re.compile(
    rf"[^.;:()\d]{{0,40}}(?:\b(?:19|20)\d\d\b[^.;:()\d]{{0,40}})?(?P<sum>\d[\d,{BLANKS}]*(?:million|milliard)s?)(?={BLANK}d)"
)


class _Bare(Surroundings):
    """A number that no noun follows: a count where the words around it say so."""

    def mark(self, qualifier: str | None, position: int) -> Mark | None:
        """The mark of a count, or None.

        Args:
            qualifier: a word of exactness that follows the number.
            position: the character after that word, or after the number.
        """
        number = self._number
        of_group = self._of_group(position)
        if of_group is not None:
            return of_group
        if number.value < 2 or self._is_joined():
            return None
        large = self._is_large()
        if self._is_rate() or not (large or self._is_told()):
            return None
        if number.scale >= 10**6 and self._is_money():
            return self._elided_money()
        unit = self._unit(large=large)
        return _counted(number, max(position, number.end), unit, "fr.bare", qualifier)

    # what is counted

    def _noun_at(self, position: int) -> str | None:
        phrase = noun_phrase(self._text, position)
        if phrase is not None and phrase.others:
            return next((f.unit for f in reversed(self._before) if f.unit), None)
        return phrase.unit if phrase is not None else None

    def _unit(self, *, large: bool) -> str | None:
        """What is counted, by the sentence; for a small number also by the sentence before."""
        if _VOTE.search(self._left):
            return "voix"
        group = _GROUP_OF.search(self._left)
        named = (
            self._number_of()
            or self._counted_after()
            or self._subject()
            or (group[1] if group else None)
            or self._whole()
            or self._in_brackets()
            or self._label()
            or self._earlier_unit()
            or self._among()
        )
        return named if named is not None or large else self._unit_before()

    def _number_of(self) -> str | None:
        """The noun of the sentence's last `nombre de …`."""
        found = None
        for match in _NUMBER_OF.finditer(self._text, self._begin, self._number.start):
            noun = self._noun_at(match.end())
            found = noun if noun and not _MONEY_WORD.match(noun) else found
        return found

    def _counted_after(self) -> str | None:
        """`porte à 173 le nombre de rapports`, `estime à 23 000 les civils`."""
        match = _AFTER_VALUE.match(self._text, self._number.end)
        if match is None or not _TO.search(self._left):
            return None
        return self._noun_at(match.end())

    def _subject(self) -> str | None:
        """`les demandeurs d’asile étaient 14 300`."""
        match = _SUBJECT.search(self._text, self._begin, self._number.start)
        return self._noun_at(match.end("article")) if match else None

    def _label(self) -> str | None:
        """`Nombre total de visites : 3 182`."""
        if not self._left.rstrip(f" ~{BLANKS}").endswith((":", "-", "–", "=")):
            return None
        begin = max(self._begin, *(self._text.rfind(c, 0, self._number.start) + 1 for c in ";("))
        match = _LABEL.fullmatch(self._text, begin, self._number.start)
        return match[1] if match and self._noun_at(match.start(1)) == match[1] else None

    def _whole(self) -> str | None:
        whole = _OF_NUMBER.match(self._text, self._number.end)
        return self._noun_at(whole.end()) if whole else None

    def _among(self) -> str | None:
        match = _AMONG.search(self._text, self._begin, self._number.start)
        return self._noun_at(match.end()) if match else None

    def _unit_before(self) -> str | None:
        """Unit of the sentence's last count, else of the first one of the sentence before."""
        return (
            self._earlier_unit()
            or self._whole_of_percentage(_OF_THE)
            or self._among()
            or self._unit_of_sentence_before()
        )

    def _in_brackets(self) -> str | None:
        """`hôpitaux (44)` where the sentence lists several so."""
        noun = _IN_BRACKETS.search(self._left)
        if noun is None or not self._text.startswith(")", self._number.end):
            return None
        nearby = self._text[self._begin : self._number.end + 200]
        listed = len(_OTHER_IN_BRACKETS.findall(nearby)) >= 2
        return (
            noun[1]
            if listed and self._noun_at(_noun_start(noun, self._number, self._left))
            else None
        )

    # money whose currency is said elsewhere

    def _is_money(self) -> bool:
        """Whether what is spoken of is money: `10 millions de dollars, dont 3 millions`."""
        if self._number_of() or _GROUP_OF.search(self._left) or _PEOPLED.search(self._left):
            return False
        last = next((f for f in reversed(self._before) if f.kind != "percentage"), None)
        if last is not None and last.start >= self._begin:
            return last.kind == "money"
        return (
            self._currency_after() is not None
            or _MONEY_WORD.search(self._text, self._begin, self._number.start) is not None
            or _PAID_AFTER.match(self._text, self._number.end) is not None
        )

    def _elided_money(self) -> Mark:
        """Money of the currency named before in the sentence or after, no figure without one."""
        number = self._number
        last = next((f for f in reversed(self._before) if f.kind == "money"), None)
        said = last.currency if last is not None and last.start >= self._begin else None
        currency = said or self._currency_after()
        if currency is None:
            return NO_FIGURE
        return Mark("money", number.start, number.end, "fr.currency_elsewhere", currency)

    def _currency_after(self) -> str | None:
        """The currency of the sentence's next sum: `de 3 millions en 2019 à 4 millions d’euros`."""
        match = _NEXT_SUM.match(self._text, self._number.end)
        if match is None:
            return None
        number = Number(match.start("sum"), match.end(), self._number.value, self._number.scale)
        named = named_currency(self._text, number)
        return named[1] if named is not None else None

    # whether it is a count

    def _is_joined(self) -> bool:
        """Whether it is listed with a number that can lend it its mark."""
        joined = _JOINED.match(self._text, self._number.end)
        if joined is None or _JOINED_SUM.match(self._text, self._number.end):
            return joined is not None
        return not (joined[0].startswith(",") and self._is_large())

    def _of_group(self, position: int) -> Mark | None:
        """`deux d’entre eux`, `12 des pays`, `10 sur 34`, `les quatre qui restaient`."""
        number = self._number
        if number.value < 2 and number.spelled:
            return None
        if _OF_THEM.match(self._text, position):
            return _counted(number, number.end, self._unit_before(), "fr.of_them")
        if _OF_NUMBER.match(self._text, position):
            unit = self._whole() or self._unit(large=False)
            return _counted(number, number.end, unit, "fr.of_number")
        if _THE.search(self._left) and _RELATIVE.match(self._text, position):
            unit = self._unit_before()
            return _counted(number, number.end, unit, "fr.relative") if unit else None
        of_the = _OF_THE.match(self._text, position)
        noun = self._noun_at(of_the.end()) if of_the else None
        return _counted(number, number.end, noun, "fr.of_group") if noun else None

    def _is_rate(self) -> bool:
        if _RATE_AFTER.match(self._text, self._number.end):
            return True
        return _RATE.search(self._text, self._begin, self._number.start) is not None

    def _is_large(self) -> bool:
        """Thousands set off, or a multiplier: such a number is no label.

        Number words stand alone only from a hundred on, and qualified.
        """
        number = self._number
        if _NO_COUNT_BEFORE.search(self._left):
            return False
        if number.spelled and number.scale < 10**6:
            return number.value >= 100 and _LIKELY_QUALIFIED.search(self._left) is not None
        grouped = _GROUPED.search(self._text, number.start, number.end) is not None
        return number.scale >= 1000 or grouped

    def _is_told(self) -> bool:
        """Whether the words around it tell of a count."""
        end = self._number.end
        if _SHARE_AFTER.match(self._text, end) or self._is_whole():
            return True
        if _TO_THE_NUMBER.search(self._left):
            return True
        if _THEY_ARE.search(self._left) and _TO_DO.match(self._text, end):
            return True
        if _HARMED_BEFORE.search(self._left) or _VOTE.search(self._left):
            return True
        verb = _VERB_AFTER.match(self._text, end) and not _NO_VERB.match(self._text, end)
        if verb and _CLAUSE_BEFORE.search(self._left):
            return self._unit_before() is not None or not self._number.spelled
        if _INCLUDED.search(self._left):
            return self._earlier_unit() is not None
        if self._counted_after() is not None:
            return True
        return not self._number.spelled and self._is_told_by_left(end)

    def _is_whole(self) -> bool:
        """The second number of `10 sur 34`."""
        if not self._before or self._number.start - self._before[-1].end > len(" sur un total de "):
            return False
        last = self._before[-1]
        return last.kind == "count" and _OF_BEFORE.search(self._left) is not None

    def _is_told_by_left(self, end: int) -> bool:
        if _NO_COUNT_BEFORE.search(self._left):
            return False
        if self._number.value >= 100 and _LIKELY_QUALIFIED.search(self._left):
            return True
        closes = _CLOSES.match(self._text, end) is not None
        if closes and _VALUE_OF_NUMBER.search(self._left) and self._number_of() is not None:
            return True
        if self._in_brackets() is not None or (closes and self._is_labelled()):
            return True
        if self._earlier_unit() is None:
            return False
        if _OF_IT_BEFORE.search(self._left) or _MORE_OR_LESS.match(self._text, end):
            return True
        return self._is_member(closes=closes)

    def _is_labelled(self) -> bool:
        """`Nombre de fonctionnaires : 12`, `Observateurs : 6`."""
        return self._left.rstrip(BLANKS).endswith(":") and self._label() is not None

    def _is_member(self, *, closes: bool) -> bool:
        """Whether it goes on with what an earlier count of the sentence began."""
        placed = _PLACED.match(self._text, self._number.end) is not None
        if closes and _COMPARED.search(self._left):
            return "contre " in self._left[-24:] or self._number_of() is not None
        return placed and _CLAUSE_BEFORE.search(self._left) is not None


def _noun_start(noun: re.Match[str], number: Number, left: str) -> int:
    """Where a noun found in the characters left of a number begins in the text."""
    return number.start - len(left) + noun.start(1)
