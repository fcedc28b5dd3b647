"""Counts in Spanish text: a number with the noun after it, or told by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.engine.model import NO_FIGURE, Mark, Number
from pipeline.figures.model import Figure
from pipeline.figures.numbers import BLANKS
from pipeline.figures.surroundings import Surroundings
from pipeline.figures.words import any_of
from pipeline.languages.es.nouns import HAPPENED, Phrase, is_level, noun_phrase, unit_class
from pipeline.languages.es.words import COLLECTIVES, NUMBER_WORDS

_SPELLED = any_of(NUMBER_WORDS - {"un", "uno", "una"})

# --- with a noun --------------------------------------------------------------------------

#: Words of exactness between a number and its noun: `10 o más países`.
_QUALIFIED = {
    "at_least": re.compile(r"\s(?:o|y)\smás\b(?!\sde\b)"),
    "at_most": re.compile(r"\so\smenos\b"),
    "more_than": re.compile(r"\+(?!\d)|\sy\s(?:pico|tant[oa]s)\b(?:\sde(?=\s))?"),
}
_DE = re.compile(r"[\])]?\sde(?=\s)")
_COLLECTED = frozenset(COLLECTIVES.values())
_RATE_AFTER = re.compile(
    r"(?:\s\w+){0,2}?\s(?:por\s(?:cada\b|mil\b|habitante|persona|hogar|niño|mujer|alumno|cápita"
    r"|(?:km|kilómetro|hectárea|vehículo|médico|docente|maestro|día)"
    r"|1[. ]?000\b|10[. ]000\b|100[. ]000\b|100\s\w|millón)|de\scada\b)"
)


def count(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """The mark of a count, its characters going on to the end of what is counted.

    It is of kind `none` where a measure, a duration or a rate is given.
    """
    qualifier, position = _qualified(text, number)
    closed = text[position : position + 1] in (")", "]") and text[number.start - 1] in "(["
    phrase = noun_phrase(
        text, _noun_position(text, number, position + closed), singular=number.value == 1
    )
    if phrase is not None and (phrase.unit is None or number.value % 1):
        return NO_FIGURE
    if number.value % 1 or number.value <= 0:
        return None
    bare = _Bare(text, number, before)
    if phrase is not None:
        return bare.adjective() or _phrased(text, number, phrase, qualifier)
    return bare.mark(qualifier, position)


def _qualified(text: str, number: Number) -> tuple[str | None, int]:
    """A word of exactness right after a number, and where what is counted begins."""
    for name, pattern in _QUALIFIED.items():
        match = pattern.match(text, number.end)
        if match:
            return name, match.end()
    return None, number.end


def _noun_position(text: str, number: Number, position: int) -> int:
    """Where the noun begins: after the `de` of `2 millones de`, `una docena de`."""
    if number.scale >= 10**6 or number.scale in _COLLECTED:
        match = _DE.match(text, position)
        return match.end() if match else position
    return position


def _phrased(text: str, number: Number, phrase: Phrase, qualifier: str | None) -> Mark:
    """`145 Estados Miembros`; `27 nacimientos por 1.000 mujeres` is no figure."""
    if _RATE_AFTER.match(text, phrase.end):
        return NO_FIGURE
    return _counted(number, phrase.end, phrase.unit, "es.noun", qualifier, phrase.unit_class)


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
    rf"[\])]?\s?(?:,|[yeoua]|al|-|–|—|,\s[yo])\s?(?:el\s|los\s|las\s)?[(\[$]?(?=\d|(?:{_SPELLED})\b)"
)
_OF_THEM = re.compile(r"\sde\s(?:ell[oa]s|(?:los|las)\scuales|quienes|est[oa]s|es[oa]s)\b(?!\s\d)")
_OF_THE = re.compile(
    r",?\sde\s(?:tod[oa]s\s)?(?:un\stotal\sde|los|las|sus|nuestr[oa]s|est[oa]s|es[oa]s|aquell[oa]s)"
    rf"(?:\s\d[\d.,{BLANKS}]*(?<=\d)|(?:\s(?:{_SPELLED}|y))+(?=\s))?(?:\smillones\sde)?(?=\s)"
)
_OF_NUMBER = re.compile(
    r"\s(?:de|sobre|entre)\s(?:(?:un\s)?total\sde\s|los\s|las\s)?\d[\d.]*\b(?!\sde\s[a-z]+\sde\s\d)"
)
_OF_BEFORE = re.compile(r"(?:\d|[a-z])\sde\s(?:(?:un|el)\stotal\sde\s|los\s|las\s)?$")
_GROUPED = re.compile(rf"\d[.,{BLANKS}]\d{{3}}")
_RATE = re.compile(r"\bpor\s(?:cada|mil\b|1[. ]?000\b|10[. ]000\b|100[. ]000\b)")
#: Names of values that are no counts, however large.
_NO_COUNT_BEFORE = re.compile(
    r"\b(?:fluct\w+|oscil\w+|PCA|índice|puntuación|puntaje|calificación|coeficiente|razón|relación|tasa|valor(?:es)?"
    r"|clasificad\w+|puesto|factor|escala|promedio|media)\b[^.;,\d]{0,24}(?:\d[\d.,]*\s[ya]\s)?$"
)
#: `se han invertido 30 millones`: money, of a currency that is not said.
_MONEY_BEFORE = re.compile(
    r"\b(?:invert|invir|gast|desembols|recaud|consign|presupuest|cost[oaóe]|importe|monto|valor\sde|ingres|pag[aóu]|"
    r"financi|contribuci|aport|donó|donar|cuantía|suma\sde|inversi)[^.;,]{0,40}$"
)
_LIKELY_QUALIFIED = re.compile(
    r"\b(?:[Uu]n[oa]s|[Cc]asi|[Aa]proximadamente|[Mm]ás\sde|[Mm]enos\sde|[Aa]lrededor\sde"
    r"|[Cc]erca\sde|[Aa]l\smenos|[Pp]or\slo\smenos|[Hh]asta|[Tt]otal\sde|superior(?:es)?\sa)\s$"
)
#: `37 (45 %)`, `27 (frente a 23 …)`
_SHARE_AFTER = re.compile(
    r"\s?\((?:(?:el|un|o|o\sel|casi|aproximadamente)\s)*(?:\d[\d.,]*\s?(?:%|por\sc)|en\scomparación|frente\sa\s)"
)
#: `18 fueron publicados`, `7 ya publican`, `42 se marcharon`
_VERB_AFTER = re.compile(
    r"\s(?:(?:ya|aún|también|todavía|no|nunca|solo|se|les|las|los|le)\s){0,3}"
    r"(?:\w+(?:aron|ieron|jeron|aban|ían|arán|erán|irán)|son|eran|fueron|han|habían|hay|están|estaban|tienen"
    r"|siguen|pueden|deben|van|corresponden|proceden|provienen|pertenecen|viven|resultan|publican"
    r"|que\b|quienes)\b"
)
_HAPPENED_AFTER = re.compile(rf"\s{HAPPENED.pattern}\b")
_CLAUSE_BEFORE = re.compile(
    r"(?:^|[,;:(–—.\n]|\b(?:y|e|mientras\sque|de\s(?:l[oa]s\scuales|ell[oa]s|quienes)|pero|que|otr[oa]s"
    r"|solo|l[oa]s(?:\sotr[oa]s)?|est[oa]s|entre\sell[oa]s|incluid[oa]s|restantes|ell[oa]s|cuales))\s?$",
    re.IGNORECASE,
)
#: `mataron a 12 e hirieron a 45`, `dejó 12 muertos`
_HARMED_BEFORE = re.compile(
    r"\b(?:mat|muer|hir|her|deten|detuv|desplaz|evacu|secuestr|ejecut|rescat|asesin|arrest)\w*\s"
    r"(?:a\s)?(?:(?:unos|al\smenos|hasta|más\sde|casi|cerca\sde|otros|otras|por\slo\smenos)\s)*$"
)
_VOTE_AFTER = re.compile(r"\s(?:a\sfavor|en\scontra)\b")
_VOTE_BEFORE = re.compile(r"\bvotos[^.;]{0,40}\b(?:contra|y)\s$")
_PLACED = re.compile(r"\s(?:más|menos|de|del|en|para|por|con|sobre|contra|entre|a)\b")
_COMPARED = re.compile(
    r"\b(?:frente\sa(?:\sl[oa]s)?|en\scomparación\scon(?:\sl[oa]s)?|en\slugar\sde(?:\sl[oa]s)?|contra"
    r"|de|desde|que\sl[oa]s|respecto\s(?:a|de)(?:\sl[oa]s)?|en)\s(?:solo\s)?$"
)
_TO = re.compile(r"\b(?:a|hasta)\s(?:l[oa]s\s)?$")
_REMAINDER = re.compile(
    r"\b(?:otr[oa]s|un\stotal\sde|l[oa]s\s(?:otr[oa]s|restantes)|además,)\s$", re.IGNORECASE
)
_CLOSES = re.compile(r"\s?(?:$|[.,;)\]]|(?:en|durante|para|al|a|el\s(?:año|período)|por|y|e)\b)")
_NUMBER_OF = re.compile(
    r"\b(?:[Nn]úmero|[Tt]otal|[Cc]antidad|[Cc]ifra)(?:\stotal)?\sde(?:\sl[oa]s)?(?=\s)"
)
_NUMBER_OF_AFTER = re.compile(
    r"\s(?:el\snúmero|la\scifra|el\stotal)(?:\stotal)?\sde(?:\sl[oa]s)?(?=\s)"
)
_VALUE_OF_NUMBER = re.compile(
    r"\b(?:a|de|en|es|era|fue|fueron|hasta|ser|llegó\sa|alcanzó|alcanza|totalizó|superó|supera|unos|unas"
    r"|casi|aproximadamente|que|sumaban|suma|son|a\sl[oa]s)\s$"
)
_ADJECTIVE = (
    r"(?:inter|sub|pluri)?(?:nacionales|regionales)|locales|mundiales|masculin[oa]s|femenin[oa]s|bilaterales"
    r"|multilaterales|públic[oa]s|privad[oa]s|(?:in)?formales|ofici(?:os[oa]s|ales)|(?:extra)?ordinari[oa]s"
    r"|plenari[oa]s|permanentes|temporari[oa]s|temporales|nuev[oa]s|rurales|urban[oa]s|principales"
    r"|provinciales|municipales|eléctric[oa]s|presenciales|virtuales|técnic[oa]s"
)
#: `12 eléctricas y 8 manuales`
_ADJECTIVE_AFTER = re.compile(
    rf"\s({_ADJECTIVE})(?=\s?[,;).]|\s[ye]\s(?:\d|(?:{_SPELLED})\b)|\s?$)"
)
#: `hospitales (44), clínicas (32)`
_IN_BRACKETS = re.compile(r"\b([A-Za-zñáéíóúÁÉÍÓÚ]+s)\s\($")
_OTHER_IN_BRACKETS = re.compile(r"\w+s \(\d[\d.]*\)")
#: `Número total de visitas: `, `Población: `
_LABEL = re.compile(
    r"(?:\(?\w{1,3}[.)]\s)?(?:(?:[Nn]úmero|[Tt]otal|[Cc]antidad)\s(?:total\s)?de\s)?"
    r"([A-Za-zñáéíóúÁÉÍÓÚ][A-Za-zñáéíóú ]{2,40}?)\s?(?:-|–|:|=)\s?"
)
#: `De los expedientes, `, `Entre los jóvenes, `
_AMONG = re.compile(
    r"\b(?:De|Entre|[Rr]especta\sa|[Rr]especto\s(?:a|de)|[Cc]uanto\sa)"
    r"\s(?:es[oa]s|est[oa]s|l[oa]s)(?=\s(?!cuales|que|años)[a-zA-Z])"
)
_GROUP_OF = re.compile(
    r"\b(público|población|matrícula|plantilla|audiencia|afluencia|asistencia)s?\s(?:(?:total|mundial|nacional|estimada)\s)?de\s(?:\w+\s){0,3}$"
)
_PARTICIPLE = re.compile(r"\w+[ai]d[oa]s\b")
#: `7 eran mujeres`, `2.830 de ellos niños`
_PREDICATE = re.compile(
    r"(?:\sde\s(?:ell[oa]s|(?:los|las)\scuales)\s?,?)?(?:\s(?:son|eran|fueron))?"
    r"(?=\s[a-zñáéíóú]+s(?:\sy\s[a-zñáéíóú]+s)?[;,.)])"
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
        if number.value < 2:
            return None
        if _JOINED.match(self._text, number.end) and not self._is_vote():
            return self.adjective()
        special = self._of_group(position) or self.adjective()
        if special is not None:
            return special
        large = self._is_large(qualifier)
        counted = self._counted_after(position)
        if counted is not None:
            return _counted(number, number.end, counted, "es.number_of", qualifier)
        if self._is_rate() or not (large or self._is_told()):
            return None
        end = position if qualifier == "more_than" else number.end
        return self._in_brackets() or _counted(
            number, end, self._unit(large=large), "es.bare", qualifier
        )

    # --- whether it is a count

    def _is_rate(self) -> bool:
        if _RATE_AFTER.match(self._text, self._number.end):
            return True
        return _RATE.search(self._text, self._begin, self._number.start) is not None

    def _is_large(self, qualifier: str | None) -> bool:
        """Thousands set off, or a multiplier: such a number is no label."""
        number = self._number
        if number.spelled and number.scale < 10**6:
            told = qualifier is not None or _LIKELY_QUALIFIED.search(self._left) is not None
            return told and number.value >= 100
        grouped = _GROUPED.search(self._text, number.start, number.end) is not None
        if _MONEY_BEFORE.search(self._left):
            return False
        return (number.scale >= 1000 or grouped) and not _NO_COUNT_BEFORE.search(self._left)

    def _is_told(self) -> bool:
        """Whether the words around it tell of a count."""
        end = self._number.end
        if _SHARE_AFTER.match(self._text, end) or self._is_whole() or self._is_vote():
            return True
        if _HARMED_BEFORE.search(self._left):
            return True
        told = _VERB_AFTER.match(self._text, end) or (
            _HAPPENED_AFTER.match(self._text, end) and self._earlier_unit()
        )
        if told and _CLAUSE_BEFORE.search(self._left):
            return not self._number.spelled or self._unit_before() is not None
        return not self._number.spelled and self._is_told_by_left(end)

    def _is_vote(self) -> bool:
        after = _VOTE_AFTER.match(self._text, self._number.end)
        return after is not None or _VOTE_BEFORE.search(self._left) is not None

    def _is_whole(self) -> bool:
        """The second number of `10 de 34`."""
        near = bool(self._before) and self._number.start - self._before[-1].end < 20
        return near and _OF_BEFORE.search(self._left) is not None

    def _is_told_by_left(self, end: int) -> bool:
        if _NO_COUNT_BEFORE.search(self._left):
            return False
        if self._number.value >= 100 and _LIKELY_QUALIFIED.search(self._left):
            return True
        closes = _CLOSES.match(self._text, end) is not None
        if (
            closes
            and _VALUE_OF_NUMBER.search(self._left)
            and self._noun_after_last(_NUMBER_OF) is not None
        ):
            return True
        if self._in_brackets() is not None or (closes and self._label() is not None):
            return True
        return self._has_earlier_count() and self._is_member(closes=closes)

    def _is_member(self, *, closes: bool) -> bool:
        """Whether it goes on with what an earlier count of the sentence began."""
        if _REMAINDER.search(self._left) or (closes and _COMPARED.search(self._left)):
            return True
        if closes and _TO.search(self._left):
            return self._text.endswith(("de ", "desde "), 0, self._before[-1].start)
        placed = _PLACED.match(self._text, self._number.end) is not None
        return placed and _CLAUSE_BEFORE.search(self._left) is not None

    # --- what is counted

    def _of_group(self, position: int) -> Mark | None:
        """`dos de ellos`, `12 de los países`, `10 de 34`."""
        number = self._number
        if _OF_THEM.match(self._text, position):
            unit = self._predicate() or self._unit_before()
            return _counted(number, number.end, unit, "es.of_them")
        of_the = _OF_THE.match(self._text, position)
        noun = self._noun_at(of_the.end()) if of_the else None
        if noun is not None:
            return _counted(number, number.end, noun, "es.of_group")
        of_number = _OF_NUMBER.match(self._text, position)
        if of_number and number.scale == 1:
            unit = self._noun_at(of_number.end()) or self._unit(large=False)
            return _counted(number, number.end, unit, "es.of_number")
        return None

    def adjective(self) -> Mark | None:
        """`12 eléctricas`, `24 oficiales y 30 oficiosas` after what is counted."""
        match = _ADJECTIVE_AFTER.match(self._text, self._number.end)
        unit = self._earlier_unit() if match else None
        if match is None or unit is None:
            return None
        return _counted(self._number, match.end(1), unit.partition(" ")[0], "es.adjective")

    def _counted_after(self, position: int) -> str | None:
        """The noun of `asciende a 173 el número total de informes`."""
        match = _NUMBER_OF_AFTER.match(self._text, position)
        return self._noun_at(match.end()) if match else None

    def _in_brackets(self) -> Mark | None:
        noun = _IN_BRACKETS.search(self._left)
        if noun is None or not self._text.startswith(")", self._number.end):
            return None
        nearby = self._text[self._begin : self._number.end + 200]
        if len(_OTHER_IN_BRACKETS.findall(nearby)) < 2 and not self._has_earlier_count():
            return None
        return _counted(self._number, self._number.end, noun[1], "es.in_brackets")

    def _unit(self, *, large: bool) -> str | None:
        """What is counted, by the sentence; for a small number also by the sentence before."""
        if self._is_vote():
            return "votos"
        group = _GROUP_OF.search(self._left)
        named = (
            self._predicate()
            or self._noun_after_last(_NUMBER_OF)
            or (group[1] if group else None)
            or self._among()
            or self._label()
            or self._earlier_unit()
        )
        if named is not None:
            return named
        if not large:
            return self._unit_before()
        of_people = "población" in self._text[self._begin : self._number.start]
        return "población" if of_people and self._number.scale >= 10**6 else None

    def _noun_at(self, position: int) -> str | None:
        phrase = noun_phrase(self._text, position)
        return phrase.unit if phrase is not None else None

    def _among(self) -> str | None:
        match = _AMONG.search(self._text, self._begin, self._number.start)
        return self._noun_at(match.end()) if match else None

    def _predicate(self) -> str | None:
        match = _PREDICATE.match(self._text, self._number.end)
        noun = self._noun_at(match.end()) if match else None
        is_participle = noun is not None and _PARTICIPLE.match(noun) is not None
        return None if is_participle and unit_class(noun) is None else noun

    def _label(self) -> str | None:
        """`Número total de visitas: 3.182`."""
        if not self._left.rstrip().endswith((":", "=")):
            return None
        match = _LABEL.fullmatch(self._text, self._begin, self._number.start)
        return match[1] if match else None

    def _earlier_unit(self) -> str | None:
        units = (figure.unit for figure in self._counts_since(self._begin))
        return next((unit for unit in units if unit and not is_level(unit)), None)

    def _unit_before(self) -> str | None:
        """Unit of the sentence's last count, else of what a percentage shares, else before it."""
        return (
            self._earlier_unit()
            or self._whole_of_percentage(_OF_THE)
            or self._unit_of_sentence_before()
            or self._last_unit()
        )
