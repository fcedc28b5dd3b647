"""Numbers in Spanish text, without those that are no figures by what they stand in.

A comma sets off decimals and a point or blank thousands, but some editions print them the other
way round: the form of a number decides. Dates, references, ages, ratios, names and titles are told
by the words around a number, and by the number that it is listed with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.figures.engine.model import Number
from pipeline.figures.numbers import BLANKS
from pipeline.figures.words import initials
from pipeline.languages.es.nouns import noun_phrase
from pipeline.languages.es.words import (
    COLLECTIVES,
    HUNDREDS,
    MONTHS,
    NUMBER_WORDS,
    ONES,
    SCALES,
    TENS,
    plain,
)

# --- digits -------------------------------------------------------------------------------

_DIGITS = rf"(?:\d{{1,3}}(?:[{BLANKS}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
#: Two years that a dash has been lost between.
_TWO_YEARS = re.compile(r"(?:(?:19|20)\d\d){2}")
_GROUPS = re.compile(r"[.,]")
#: What follows a fraction rather than a whole number: `1,125 millones`, `0,125%`.
_OF_FRACTION = re.compile(r"\s?%|\s(?:mill[oó]n|bill[oó]n|por\s(?:ciento|cien)\b)")


def parse_number(digits: str, after: str = "") -> Decimal | None:
    """The value of a number in digits; None for what is no number (`3.2.1`).

    Args:
        digits: what was printed.
        after: the text after it, which decides what a comma before three digits means.

    >>> [int(parse_number(digits)) for digits in ("10.600", "10 600", "10,600", "1,234,567")]
    [10600, 10600, 10600, 1234567]
    >>> [str(parse_number(digits)) for digits in ("2,5", "3.5", "1.234,56", "0.125")]
    ['2.5', '3.5', '1234.56', '0.125']
    """
    joined = "".join(c for c in digits if c not in BLANKS)
    groups = _GROUPS.split(joined)
    marks = _GROUPS.findall(joined)
    if _TWO_YEARS.fullmatch(joined):
        return None
    if not marks:
        return Decimal(joined)
    head, last = groups[0], groups[-1]
    thousands = len(head) <= 3 and not head.startswith("0") and all(len(g) == 3 for g in groups[1:])
    blanks = len(joined) < len(digits)
    if len(marks) == 1:
        point = marks[0] == "." or _OF_FRACTION.match(after) is None
        whole = thousands and point and not blanks
        return Decimal(head + last) if whole else Decimal(f"{head}.{last}")
    if len(set(marks)) == 1:
        return Decimal("".join(groups)) if thousands else None
    inner = all(len(g) == 3 for g in groups[1:-1]) and len(set(marks[:-1])) == 1
    return Decimal(f"{''.join(groups[:-1])}.{last}") if inner and len(head) <= 3 else None


# --- number words -------------------------------------------------------------------------


def _spelled(words: Iterable[str]) -> str:
    """Alternation of words with or without accents and first capital, the longest first."""
    accents = {"a": "[aá]", "e": "[eé]", "i": "[ií]", "o": "[oó]", "u": "[uú]"}

    def form(word: str) -> str:
        first = f"[{word[0].upper()}{word[0]}]"
        return first + "".join(accents.get(letter, letter) for letter in word[1:])

    return "|".join(form(word) for word in sorted(words, key=len, reverse=True))


_ALONE = _spelled(NUMBER_WORDS - {"un", "uno", "una"} - (SCALES.keys() - {"mil"}))
_ANY = _spelled((*NUMBER_WORDS, *COLLECTIVES))
_MULTIPLIED = _spelled((*COLLECTIVES, *SCALES))
_SCALE = (
    r"(?:mil(?:es\sde)?\smillones|mil|millones|millón|millon|millardos?|billones|billón|billon)"
)
#: All candidates in one pass.
_NUMBER = re.compile(
    rf"(?=[\d{initials((*NUMBER_WORDS, *COLLECTIVES, 'media'))}])(?:(?P<digits>{_DIGITS})"
    rf"(?:(?P<more>\+)?[\])]?[\s\u00a0](?P<scale>{_SCALE}|{_spelled(COLLECTIVES)})\b"
    rf"(?:(?P<half>\sy\smedi[oa])\b|\s(?P<rest>\d{{1,3}}(?:[.{BLANKS}]\d{{3}}|\smil\b)|\d{{3}}(?![\d.,])))?"
    r"|\s?(?P<short>MM?|mills?\.)(?=\s?[€$]|\s(?:de\b|US|EUR|USD)))?"
    rf"|\b(?P<spelled>(?:(?:[Uu]na?|[Mm]edi[oa])\s(?:{_MULTIPLIED})|{_ALONE})\b"
    rf"(?:\s(?:y\s)?(?:{_ANY})\b)*(?:\sy\smedi[oa]\b(?!\s(?!de\b)\w))?|[Uu]n(?=\s(?:dólar|euro)\b)))"
)
_SHORT = {"M": 10**6, "MM": 10**6, "mill.": 10**6, "mills.": 10**6}
_LETTERS = re.compile(r"[^\W\d_]+")
#: Fractions and ordinals: `dos tercios`, `tres cuartas partes`.
_FRACTION_AFTER = re.compile(
    r"\s(?:tercios?|tercer[ao]s?\spartes?|cuart[ao]s?(?:\spartes?)?|quint[ao]s(?:\spartes)?"
    r"|(?:sext|séptim|octav|noven|décim|vigésim|centésim|milésim)[ao]s(?:\spartes)?|medi[oa]s)\b"
)


def spelled_numbers(text: str, offset: int = 0) -> list[Number]:
    """The numbers in a run of number words: one, or several (`dos y tres`).

    >>> [int(n.value) for n in spelled_numbers("ciento treinta y una mil doscientas")]
    [131200]
    >>> [int(n.value) for n in spelled_numbers("dos y tres")]
    [2, 3]
    """
    speller = _Speller(offset)
    for match in _LETTERS.finditer(text):
        speller.take(plain(match[0]), match.start(), match.end())
    return speller.finished()


class _Speller:
    """Takes number words in order and keeps the number that they make up so far."""

    def __init__(self, offset: int) -> None:
        self._offset = offset
        self._numbers: list[Number] = []
        self._clear()

    def _clear(self) -> None:
        self._millions = self._thousands = self._group = Decimal(0)
        self._start: int | None = None
        self._end = 0
        self._previous = ""
        self._scale = 1

    def take(self, word: str, start: int, end: int) -> None:
        """Take one word; what cannot go on with the number so far begins another."""
        if word == "y":
            return
        if not self._fits(word):
            self._close()
        if self._start is None:
            self._start = start
        self._end = end
        self._add(word)
        self._previous = word

    def finished(self) -> list[Number]:
        """All numbers."""
        self._close()
        return self._numbers

    def _fits(self, word: str) -> bool:
        begins = not self._previous or self._previous in SCALES
        if word in ONES:
            after_tens = self._previous in TENS and ONES[word] < 10
            return begins or after_tens or self._previous in HUNDREDS
        if word in TENS:
            return begins or self._previous in HUNDREDS
        if word in HUNDREDS:
            return begins
        if word == "mil":
            return not self._thousands
        if word in SCALES:
            return not self._millions or SCALES[word] < self._scale
        return True

    def _add(self, word: str) -> None:
        if word in COLLECTIVES:
            self._scale = COLLECTIVES[word]
            self._group = (self._group or Decimal(1)) * self._scale
        elif word == "mil":
            self._scale = 1000
            self._thousands, self._group = (self._group or Decimal(1)) * self._scale, Decimal(0)
        elif word in SCALES:
            self._scale = SCALES[word]
            self._millions += (self._thousands + self._group or Decimal(1)) * self._scale
            self._thousands = self._group = Decimal(0)
        elif word in {"medio", "media"}:
            # `medio millón`, `un millón y medio`
            self._group += Decimal("0.5") * self._scale
        else:
            self._group += ONES.get(word, 0) + TENS.get(word, 0) + HUNDREDS.get(word, 0)

    def _close(self) -> None:
        value = self._millions + self._thousands + self._group
        if self._start is not None and value > 1:
            ends_in_scale = self._previous in SCALES or self._previous in COLLECTIVES
            scale = self._scale if ends_in_scale or self._previous.startswith("medi") else 1
            start, end = self._start + self._offset, self._end + self._offset
            self._numbers.append(Number(start, end, value, scale, spelled=True))
        self._clear()


def _candidates(text: str) -> Iterator[Number]:
    """Every number in digits or words."""
    for match in _NUMBER.finditer(text):
        if match["spelled"]:
            if match["spelled"] in {"un", "Un"}:
                yield Number(match.start(), match.end(), Decimal(1), spelled=True)
            elif not _FRACTION_AFTER.match(text, match.end()):
                yield from spelled_numbers(match["spelled"], match.start())
            continue
        value = parse_number(match["digits"], text[match.end("digits") : match.end("digits") + 12])
        if value is None or _FRACTION_AFTER.match(text, match.end()):
            continue
        scale = _scale(match)
        value *= scale
        if match["half"]:
            value += Decimal("0.5") * scale
        if match["rest"]:
            value += _rest(match["rest"])
        yield Number(match.start(), match.end(), value, scale, more=bool(match["more"]))


def _scale(match: re.Match[str]) -> int:
    if match["short"]:
        return _SHORT[match["short"]]
    words = plain(match["scale"] or "")
    if words.startswith("mil") and words.endswith(" millones"):
        return 10**9
    return SCALES.get(words) or COLLECTIVES.get(words, 1)


def _rest(words: str) -> Decimal:
    """`300 mil` and `300.000` of `2 millones 300 mil`, `500` of `13 mil 500`."""
    digits = "".join(c for c in words if c.isdigit())
    return Decimal(digits) * (1000 if words.endswith("mil") else 1)


# --- what makes a number no figure --------------------------------------------------------

#: `84 %`, `84 por ciento`, `13 puntos porcentuales`; `12 por 100 habitantes` is a rate.
PERCENT = re.compile(
    r"[\])]?(?:\s?%|\s(?:por\s(?:ciento\b|cien\b|100\b(?![.,]?\d)(?!\s(?:habitantes|personas|mujeres"
    r"|hombres|niñ[oa]s|nacid|alumn|adult|trabajador|usuari|hogares)))"
    r"|puntos?\s(?:porcentual(?:es)?|de\sporcentaje)\b|p\.\s?p\.))"
)
#: `13 a 17 de octubre`, `11, 12 y 13 de marzo`, `30 de abril y 1 de mayo`
_DAY_OF_MONTH = re.compile(
    rf"(?:\s?(?:,|[yeoau]|al|hasta\sel|[-–—/])\s?(?:el\s)?\d{{1,2}}(?:º|°|\.º)?)*\s(?:de|del\smes\sde)\s{MONTHS}\b"
)
_AFTER_MONTH = re.compile(rf"\b{MONTHS}\s$", re.IGNORECASE)
_YEAR_SHORT = re.compile(r"(?<!\d)(?:1[89]|20)\d\d\s?[-–/]\s?$")
#: `los años ochenta`, `el decenio de los noventa`
_DECADE_BEFORE = re.compile(r"\b(?:años|decenio|década)\s(?:de\s)?(?:los\s)?$")
#: What stands before a year rather than before a count of as many.
_YEAR_BEFORE = re.compile(
    r"(?:^|\b(?:en|del?|desde|hasta|para|durante|años?|entre|bienio)\s"
    r"|[-–(/]\s?)$",
    re.IGNORECASE,
)
#: `en 2018 y 2019 personas ajenas`
_YEAR_LISTED = re.compile(r"(?<!\d)((?:1[789]|20)\d\d)\s[ya]\s$")
#: What stands before a count, though it ends in a word of the list above.
_COUNT_BEFORE = re.compile(
    r"\b(?:m[aá]s|menos|cerca|alrededor|total|cifra|m[aá]ximo|m[ií]nimo|orden|grupo|unos|unas|casi"
    r"|promedio|número|contingente|dotación)(?:\sde(?:l)?)?\s$",
    re.IGNORECASE,
)

#: Words whose number says which one, not how many.
_REFERENCE_WORDS = (
    "articulo apartado parrafo inciso capitulo seccion cuadro tabla grafico grafica figura "
    "recuadro mapa diagrama anexo apendice adicion resolucion decision documento tema subtema "
    "regla norma clausula principio recomendacion objetivo meta indicador ods fase parte volumen "
    "numero pagina columna fila opcion hipotesis grado categoria clase tipo componente producto "
    "logro subprograma pregunta sala oficina ley decreto reglamento protocolo convenio nota "
    "version modelo edicion piso habitacion calle avenida nivel etapa tramo modulo lote linea "
    "expediente causa sesion dia paso ruta carretera puerta serie vuelo formulario observacion "
    "ambito pilar zona distrito region esfera prioridad codigo cuestion suplemento renglon "
    "partida bloque cuarto grupo enmienda instruccion circular boletin directiva acuerdo orden "
    "proyecto eje comite comision agenda vision plan estrategia horizonte programa compromiso "
    "medida mandato rubro escenario supuesto actividad resultado conclusion"
)
_REFERENCES = frozenset(
    form
    for word in _REFERENCE_WORDS.split()
    for form in (word, f"{word}s" if word[-1] in "aeiou" else f"{word}es")
) | frozenset(
    "art arts parr parrs cap caps secc fig figs num nums nro no nos n pag pags p pp vol vols "
    "resoluciones decisiones secciones versiones ediciones opciones isbn issn iso iec norma "
    "ipsas nics ibid codigo postal apdo casilla rev add corr ext telefono tel fax telefonos "
    "regiones sesiones adiciones recomendaciones cuestiones directriz directrices indice "
    "ordenes comisiones visiones serie km kilometro extension magnitud".split()
)
#: A full stop may follow these; after another word it ends the sentence.
_SHORTENED = frozenset(
    "art arts parr parrs cap caps secc fig figs num nums nro no nos pag pags p pp vol vols tel "
    "apdo ext rev add corr".split()
)
_LEFT_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_][\w’'-]*)(\.)?(?:[º°]\s?)?(:)?\s?[(\[]?$")
_TELEPHONE = frozenset("tel telefono telefonos fax movil ext".split())
_TELEPHONE_REST = re.compile(r"[\d\s().–-]+")
_FOOTED = re.compile(r"\b[Nn]\.?\s?[º°o]s?\.?\s?$")
#: `Grupo de los 77`, `Comité de los 24`, `Grupo de los Veinte`
_NAME_OF = re.compile(
    r"\b(?:Grupo|Comité(?:\sEspecial)?|Cuarteto|Grupo\sde\sTrabajo)\sde(?:\slos)?\s$"
)
_AGE_BEFORE = re.compile(
    r"\b(?:menor(?:es)?\sde|mayor(?:es)?\sde|edad(?:es)?(?:\s\w+)?\s(?:de|entre|desde)(?:\slos)?"
    r"|cumpl\w+)\s(?:los\s)?$",
    re.IGNORECASE,
)
#: `4 de cada 10`, `12 por cada 1.000`, `5 por mil`, `15 por 100.000 habitantes`
_RATE_AFTER = re.compile(
    r"\s(?:(?:de|por|en|sobre)\scada\b|por\smil\b|por\s(?:1|10|100)[. ]?000(?![.\d])"
    r"|por\s(?:100|1[. ]?000|10[. ]000|100[. ]000|millón\sde)\s\w|per\scápita)"
)
_RATE_BEFORE = re.compile(r"\b[Cc]ada\s(?:una?\sde\s)?$")
_RATE_OF_BEFORE = re.compile(
    r"(?:\d|\b(?:tasa|nacimientos|muertes|defunciones|casos|fallecimientos|camas|médicos))"
    r"[^.;]{0,24}\spor\s$"
)
_ROUND = frozenset((100, 1000, 10_000, 100_000, 10**6))
#: `5 a 1`, `1 a 10`, `a escala de 1:50`
_TO_ONE = re.compile(r"\s(?:a|contra)\s(?:1|uno)\b(?![.,]?\d)")
#: `3 de 10`
_OF_TEN = re.compile(r"\sde\s(?:100?|diez|cien)\b(?![.,]?\d)")
_OF_TEN_BEFORE = re.compile(r"(?<![\d.,])(?:\d|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\sde\s$")
_PROPORTION = re.compile(
    r"\b(?:proporción|(?<!a\s)razón|relación|ratio|escala|puntuación|índice|coeficiente)"
    r"\s(?:\w+\s){0,2}(?:de|del)\s(?:\d+\sa\s)?$",
    re.IGNORECASE,
)
#: Between members of a list of references: `artículos 2 1) a), 14 y 26`.
_CARRY = re.compile(
    r"(?:\s?\(?[\w]{1,4}\)|\s?\([\w\s]{1,12}\)|[a-z]\b)*\s?"
    r"(?:,\s?(?:[yeo]\s|así\scomo\s)?|[yeoa]\s|al\s|-|–|—|/|;\s)"
    r"(?:(?:el|la|los|las)\s)?\(?"
)
_BRACKETED = re.compile(r"\s?\((?:\d{4}|[IVXL]+(?:-[A-Z])?)\)|/\d{2,3}")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.?!:;•“\"«(–—\n¿¡)])\s*$")
_HYPHENS = "-\u2010\u2011–"
_GLUED_CURRENCY = re.compile(r"(?:\b(?:EUR|USD|GBP|CHF|DEG|CAD|AUD|JPY|RD|MXN)|\$[A-Z]{1,3})$")
_MONEY_BEFORE = re.compile(r"(?:[$€£¥]|\b[A-Z]{3})\s?$")
_ORDINAL_AFTER = re.compile(r"\.?\s?[ºª°]|\.?(?:er|do|ra|ro|to|ta|mo|ma|vo|va|no|na|o|a)\b\.?")
_CURRENCY_AFTER = re.compile(r"\s(?:dólar|euros?\b|franco|peso|libra|yen|rupia|chel|US\$|[€$])")


def is_money_after(text: str, position: int) -> bool:
    """Whether the name or sign of a currency stands at `position`."""
    return _CURRENCY_AFTER.match(text, position) is not None


def numbers(text: str) -> list[Number]:
    """All numbers in order, without those that are dates, references, names, ages or ratios."""
    found: list[Number] = []
    titles = _titles(text)
    passed = 0
    referred: Number | None = None
    plural = False
    for number in _candidates(text):
        if number.start < passed:
            continue
        left = text[max(0, number.start - 48) : number.start]
        word = _last_word(left)
        if left.endswith("+") or word in _TELEPHONE:
            rest = _TELEPHONE_REST.match(text, number.end)
            passed = rest.end() if rest else number.end
            continue
        if any(a <= number.start < b for a, b in titles) or _is_in_word(text, number, left):
            continue
        if referred is not None and _is_carried(text, referred, number, plural=plural):
            referred = number
        elif _refers(text, number, left, word):
            referred, plural = number, word.endswith("s")
        else:
            referred = None
            if found and _is_repeated(text, found[-1], number):
                found[-1] = _lengthened(found[-1], number.end + 1)
            elif not _is_none(text, number, left):
                found.append(number)
    return found


def _lengthened(number: Number, end: int) -> Number:
    return Number(number.start, end, number.value, number.scale, number.spelled, number.more)


def _is_none(text: str, number: Number, left: str) -> bool:
    return (
        _is_age(text, number, left)
        or _is_dated(text, number, left)
        or _is_ratio(text, number, left)
    )


def _is_age(text: str, number: Number, left: str) -> bool:
    """`menores de 5`, but not `un número mayor de 12 países`."""
    if number.value > 120 or _AGE_BEFORE.search(left) is None:
        return False
    return not _counts_a_noun(text, number)


def _is_repeated(text: str, previous: Number, number: Number) -> bool:
    """The words in `12 (doce) casos`."""
    between = text[previous.end : number.start]
    closed = text.startswith(")", number.end)
    return between == " (" and number.value == previous.value and closed


def _last_word(left: str) -> str:
    """The word before a number, plain; none where a sentence or label ends there."""
    match = _LEFT_WORD.search(left[-24:])
    if match is None:
        return ""
    word = plain(match[1])
    ends = (match[2] and word not in _SHORTENED) or (match[3] and word not in _TELEPHONE)
    return "" if ends else word


def _is_in_word(text: str, number: Number, left: str) -> bool:
    """Whether it is part of a word, symbol, address, ordinal or section number."""
    if number.spelled:
        return _is_spelled_in_word(text, number, left)
    before = left[-1:]
    if before and (before.isalpha() or before in "/_#@=&°º"):
        return _GLUED_CURRENCY.search(left) is None
    if before and before in f".:,’'{_HYPHENS}" and _is_glued(left):
        return True
    if text[number.start] == "0" and text[number.start + 1 : number.start + 2].isdigit():
        return True
    return _goes_on(text, number, left)


def _is_glued(left: str) -> bool:
    """Whether the mark at the end of `left` joins a number to a word or number before it."""
    mark, other = left[-1], left[-2:-1]
    if other.isalpha():
        return not (mark in _HYPHENS and left[:-1].endswith("ciento"))
    return (other.isdigit() and mark not in _HYPHENS) or mark in "’'"


def _goes_on(text: str, number: Number, left: str) -> bool:
    """Whether what follows the digits makes them part of something else."""
    if number.scale == 1 and _ORDINAL_AFTER.match(text, number.end):
        return True
    after = text[number.end : number.end + 1]
    following = text[number.end + 1 : number.end + 2]
    if after.isalpha() or after in ("_", "@"):
        return True
    if after == "/" and following.isalnum():
        return _MONEY_BEFORE.search(left) is None
    if after == ":" and following.isdigit():
        return True
    return after in _HYPHENS and following.isalpha() and _MONEY_BEFORE.search(left) is None


def _is_spelled_in_word(text: str, number: Number, left: str) -> bool:
    """`por ciento`, `los Cinco Principios`."""
    if text.startswith(("-", "’"), number.end) or left.endswith(("-", "’")):
        return True
    if left.endswith("por ") and plain(text[number.start : number.end]) in {
        "ciento",
        "cien",
        "mil",
    }:
        return True
    return text[number.start].isupper() and _SENTENCE_BEFORE.search(left) is None


def _is_carried(text: str, referred: Number, number: Number, *, plural: bool) -> bool:
    """Whether a number is listed with a reference."""
    if number.start - referred.end > 24 or number.scale > 1 or number.spelled:
        return False
    year = _BRACKETED.match(text, referred.end)
    begin = year.end() if year else referred.end
    match = _CARRY.fullmatch(text, min(begin, number.start), number.start)
    if match is None or PERCENT.match(text, number.end) or _CURRENCY_AFTER.match(text, number.end):
        return False
    return (plural or "," not in match[0]) and not _counts_a_noun(text, number)


def _refers(text: str, number: Number, left: str, word: str) -> bool:
    """`párrafo 12`, `Grupo de los 77`, `tema 5 del programa`, `Objetivo 17`."""
    if number.scale > 1 or PERCENT.match(text, number.end):
        return False
    if _NAME_OF.search(left) or _FOOTED.search(left):
        return True
    if word not in _REFERENCES or number.spelled:
        return False
    return not (_counts_a_noun(text, number) or _CURRENCY_AFTER.match(text, number.end))


def _counts_a_noun(text: str, number: Number) -> bool:
    phrase = noun_phrase(text, number.end)
    return phrase is not None and phrase.unit is not None


def _is_dated(text: str, number: Number, left: str) -> bool:
    """A day, a year."""
    if number.scale > 1:
        return False
    if number.spelled and _DECADE_BEFORE.search(left):
        return True
    if number.value <= 31 and _DAY_OF_MONTH.match(text, number.end):
        return True
    if number.spelled:
        return False
    if number.value <= 31 and _AFTER_MONTH.search(left):
        return not _counts_a_noun(text, number)
    return _is_year(text, number, left)


def _is_year(text: str, number: Number, left: str) -> bool:
    """Four digits without a mark; before a noun, only where words for times stand before them."""
    if number.value < 100:
        return _YEAR_SHORT.search(left) is not None
    if not 1700 <= number.value <= 2200 or number.end - number.start != 4:
        return False
    if _MONEY_BEFORE.search(left) or PERCENT.match(text, number.end):
        return False
    if _CURRENCY_AFTER.match(text, number.end):
        return False
    if not _counts_a_noun(text, number):
        return True
    listed = _YEAR_LISTED.search(left)
    if listed is not None and int(listed[1]) < number.value:
        return True
    return _YEAR_BEFORE.search(left) is not None and _COUNT_BEFORE.search(left) is None


def _is_ratio(text: str, number: Number, left: str) -> bool:
    """`por cada 100.000`, `cuatro de cada cinco`, `6 a 1`."""
    if PERCENT.match(text, number.end):
        return _RATE_BEFORE.search(left) is not None
    if _RATE_BEFORE.search(left) or _RATE_AFTER.match(text, number.end):
        return True
    if number.value in _ROUND and _RATE_OF_BEFORE.search(left):
        return not _CURRENCY_AFTER.match(text, number.end)
    if number.value < 10 and _OF_TEN.match(text, number.end):
        return True
    if number.value in {10, 100} and _OF_TEN_BEFORE.search(left):
        return True
    if _TO_ONE.match(text, number.end):
        return True
    if _CURRENCY_AFTER.match(text, number.end):
        return False
    return number.scale == 1 and _PROPORTION.search(left) is not None


# --- titles -------------------------------------------------------------------------------

_QUOTED = re.compile(r"[“\"«]([^“”\"«»\n]{3,240})[”\"»]")
_NAMED = re.compile(
    r"\b(?:titulad|denominad|llamad|intitulad|conocid)[oa]s?(?:\scomo)?,?\s$|\b(?:lema|tema|título|iniciativa|campaña|programa"
    r"|proyecto|estrategia|informe|estudio|publicación|seminario|taller|curso)"
    r"(?:\sde)?:?,?\s$"
)
#: A source is cited as `Véase autor, “Título”, 12 de diciembre` or `“Título” (2024)`.
_SOURCE_BEFORE = re.compile(r"(?:^|[,;.]\s|\b[Vv]éa(?:se|nse)\s(?:también\s)?)$")
_SOURCE_AFTER = re.compile(r",?\s(?:\(|\d|[A-Z]|en\b|disponible\b|vol|documento\b)|,?\s?\(")


def _titles(text: str) -> list[tuple[int, int]]:
    """Where quoted titles stand: `el informe titulado “Siete pasos hacia 2040”`."""
    if not any(mark in text for mark in '“"«'):
        return []
    return [match.span() for match in _QUOTED.finditer(text) if _is_title(text, match)]


def _is_title(text: str, quoted: re.Match[str]) -> bool:
    left = text[max(0, quoted.start() - 24) : quoted.start()]
    if _NAMED.search(left):
        return True
    cited = _SOURCE_BEFORE.search(left) and _SOURCE_AFTER.match(text, quoted.end())
    return bool(cited) and quoted[1][0].isupper()
