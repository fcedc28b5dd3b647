"""Numbers in French text, without those that are no figures by what they stand in.

Number words are read by their grammar, in the old spelling and in that of 1990; dates,
references, ages, ratios, rates, names and titles are told by the words beside a number and by the
number that they are listed with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.figures.engine.model import Number
from pipeline.figures.numbers import BLANKS, bare_digits_pattern, parse_digits
from pipeline.figures.words import any_of, capitalised, initials
from pipeline.languages.fr.nouns import noun_phrase
from pipeline.languages.fr.words import (
    BLANK,
    COLLECTIVES,
    HUNDREDS,
    MONTHS,
    NUMBER_WORDS,
    PERCENT,
    SCALES,
    TENS,
    UNITS,
)

_LOCALE = "fr"

# --- candidates ---------------------------------------------------------------------------

#: Multipliers glued to a sign: `5 M€`, `2 Md$`.
_SHORT = {"k": 10**3, "M": 10**6, "Md": 10**9, "Mds": 10**9, "Mrd": 10**9}

_STARTS = any_of(capitalised(word for word in NUMBER_WORDS if word not in {"un", "une", *SCALES}))
_FOLLOWS = any_of(NUMBER_WORDS)
_SCALE = any_of(SCALES)
#: A point sets off a fraction only before a multiplier or a per-cent sign, thousands before a noun.
_DIGITS = (
    rf"(?:\d{{1,3}}(?:\.\d{{3}})+(?![.\d])(?:(?<=\.\d\d\d\.\d\d\d)|(?={BLANK}[a-zà-ÿ]{{2,}}))"
    rf"|\d+\.\d+(?={BLANK}?(?:%|pour{BLANK}?cent|million|milliard|billion))"
    rf"|{bare_digits_pattern(_LOCALE)})"
)
#: All candidates in one pass.
_NUMBER = re.compile(
    rf"(?=[\d{initials((*NUMBER_WORDS, 'la', 'cette'))}])(?:(?P<digits>{_DIGITS})(?:(?P<more>\+)?[\])]?{BLANK}"
    rf"(?P<scale>(?:mille{BLANK})?(?:{_SCALE})|mille)\b(?P<half>{BLANK}et{BLANK}demie?\b)?"
    rf"|{BLANK}?(?P<short>k|M|Mds?|Mrd)(?={BLANK}?[€$£¥]))?"
    rf"|\b(?P<times>[Uu]ne?|[Ll]a|[Cc]ette|{_STARTS}){BLANK}(?:(?:bonne|petite){BLANK})?"
    rf"(?P<collective>(?:demi-)?(?:{'|'.join(COLLECTIVES)})|demi-(?=million|milliard))s?"
    rf"(?:(?:{BLANK}de{BLANK})?(?P<many>milliers|millions?|milliards?))?\b"
    rf"|\b(?P<spelled>(?:[Uu]n(?=[{BLANKS}-](?:{_SCALE})\b)|[Uu]ne?(?={BLANK}(?:ou|à){BLANK}(?:{_FOLLOWS})\b)"
    rf"|{_STARTS})(?:(?:[{BLANKS}-](?:et[{BLANKS}-](?=une?\b|onze\b))?)(?:{_FOLLOWS})\b)*"
    rf"(?:{BLANK}et{BLANK}demie?\b)?)\b)"
)
_LETTERS = re.compile(r"[a-z]+", re.IGNORECASE)
_PERCENT = re.compile(PERCENT)


def spelled_numbers(text: str, offset: int = 0) -> list[Number]:
    """The numbers in a run of number words: one, or several.

    >>> [int(n.value) for n in spelled_numbers("quatre-vingt-dix-sept")]
    [97]
    >>> [int(n.value) for n in spelled_numbers("deux millions trois cent mille")]
    [2300000]
    """
    speller = _Speller(offset)
    for match in _LETTERS.finditer(text):
        speller.take(match[0].lower(), match.start(), match.end())
    return speller.finished()


class _Speller:
    """Takes number words in order and keeps the number that they make up so far."""

    def __init__(self, offset: int) -> None:
        self._offset = offset
        self._numbers: list[Number] = []
        self._clear()

    def _clear(self) -> None:
        self._total = self._thousands = self._group = Decimal(0)
        self._start: int | None = None
        self._end = 0
        self._previous = ""
        self._scale = 1
        #: What is added next must be smaller than this.
        self._room = 100

    def take(self, word: str, start: int, end: int) -> None:
        """Take one word; what cannot go on with the number so far begins another."""
        if word == "et":
            return
        if word in {"demi", "demie"}:
            self._total += Decimal(self._scale) / 2
            self._end = end
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
        if word in SCALES:
            smaller = self._total == 0 or SCALES[word] < self._scale
            return smaller and self._group + self._thousands > 0
        if word == "mille":
            return self._thousands == 0
        if word in HUNDREDS:
            return self._group < 10 and self._previous not in {"un", "une"}
        if word in TENS:
            is_eighty = self._previous == "quatre" and TENS[word] == 20
            return is_eighty or TENS[word] < self._room
        if self._previous == "dix":
            return 7 <= UNITS[word] < 10
        return UNITS[word] < self._room

    def _add(self, word: str) -> None:
        if word in SCALES:
            self._total += (self._group + self._thousands) * SCALES[word]
            self._scale = SCALES[word]
            self._group = self._thousands = Decimal(0)
            self._room = 100
        elif word == "mille":
            self._thousands = 1000 * (self._group or Decimal(1))
            self._group = Decimal(0)
            self._room = 100
        elif word in HUNDREDS:
            self._group = 100 * (self._group or Decimal(1))
            self._room = 100
        elif word in TENS and self._previous == "quatre" and TENS[word] == 20:
            self._group += 76
            self._room = 20
        elif word in TENS:
            self._group += TENS[word]
            self._room = 20 if TENS[word] == 60 else 10
        else:
            self._group += UNITS[word]
            self._room = 0

    def _close(self) -> None:
        value = self._total + self._thousands + self._group
        if self._start is not None and value:
            scale = self._scale if not self._group and not self._thousands else 1
            start, end = self._start + self._offset, self._end + self._offset
            self._numbers.append(Number(start, end, value, scale, spelled=True))
        self._clear()


def is_approximate(text: str, number: Number) -> bool:
    """Whether it is a collective such as `une vingtaine`, which says about how many.

    >>> is_approximate("une vingtaine", Number(0, 13, Decimal(20), spelled=True))
    True
    """
    return number.spelled and _APPROXIMATE.search(text, number.start, number.end) is not None


_APPROXIMATE = re.compile(r"\b(?:di|quin|ving|tren|quaran|cinquan|soixan|cen)[tz]?aine|\bmillier\b")


def _candidates(text: str) -> Iterator[tuple[Number, bool]]:
    """Every number in digits or words, and whether its thousands are set off."""
    for match in _NUMBER.finditer(text):
        if match["spelled"]:
            if not _ORDINAL_AFTER.match(text, match.end()):
                for number in spelled_numbers(match["spelled"], match.start("spelled")):
                    yield number, False
        elif match["collective"]:
            yield _collective(match), False
        else:
            digits = match["digits"]
            yield (
                _of_dollars(text, _in_digits(match, digits)),
                any(blank in digits for blank in BLANKS),
            )


def _collective(match: re.Match[str]) -> Number:
    """`une vingtaine`, `une centaine de millions`, `deux douzaines`, `un demi-million`."""
    noun = match["collective"].removeprefix("demi-")
    value = Decimal(COLLECTIVES.get(noun, 1))
    value *= spelled_numbers(match["times"])[0].value if match["times"].lower() in UNITS else 1
    if match["collective"].startswith("demi-"):
        value /= 2
    scale = SCALES.get(match["many"] or "", 1000 if match["many"] else 1)
    return Number(match.start(), match.end(), value * scale, max(scale, 10), spelled=True)


def _in_digits(match: re.Match[str], digits: str) -> Number:
    scale = 1
    if match["scale"]:
        for word in match["scale"].split():
            scale *= SCALES.get(word, 1000)
    elif match["short"]:
        scale = _SHORT[match["short"]]
    value = _value(digits) + (Decimal("0.5") if match["half"] else 0)
    return Number(match.start(), match.end(), value * scale, scale, more=bool(match["more"]))


def _of_dollars(text: str, number: Number) -> Number:
    """The number in dollars where it is one of cents."""
    return replace(number, value=number.value / 100) if _is_in_cents(text, number) else number


_CENTS = len(" cents")


def _is_in_cents(text: str, number: Number) -> bool:
    return not number.spelled and text.startswith((" cents", "\u00a0cents"), number.end)


def _value(digits: str) -> Decimal:
    if "." not in digits:
        return parse_digits(digits, _LOCALE)
    grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits) is not None
    return Decimal(digits.replace(".", "") if grouped else digits)


# --- what makes a number no figure --------------------------------------------------------

_FRACTION = r"(?:tiers|quarts?|demie?s?|moitiés?|\w*ièmes?)(?!\w)"
#: Ordinals and fractions in words: `vingt et unième`, `deux tiers`.
_ORDINAL_AFTER = re.compile(rf"[{BLANKS}-](?:et[{BLANKS}-])?{_FRACTION}")
#: `1 er`, `21 e`, where a raised ending was set apart.
_ENDING_APART = re.compile(
    rf"{BLANK}(?:er|re|ère|e|ème|ième|nde?|es)(?=[{BLANKS}.,;)]|$)|{BLANK}{_FRACTION}"
)
#: `13 au 17 octobre`, `les 11, 12 et 13 mars`
_DAY_OF_MONTH = re.compile(
    rf"(?:{BLANK}?(?:,|et|ou|à|au|-|–|—|/){BLANK}?(?:le{BLANK}|les{BLANK})?\d{{1,2}}(?:er)?)*{BLANK}{MONTHS}",
    re.IGNORECASE,
)
#: `de 10 h 30`, `15h`
_HOUR = re.compile(rf"{BLANK}?h(?:{BLANK}?\d\d)?\b|{BLANK}?heures?\b")
_YEAR_BEFORE = re.compile(rf"(?<!\d)(?:1[89]|20)\d\d{BLANK}?[-–/]{BLANK}?$")

#: Words whose number says which one, not how many.
_SINGULAR_REFERENCES = (
    "article paragraphe alinéa sous-alinéa chapitre section tableau figure encadré graphique carte "
    "diagramme annexe appendice résolution décision document point règle règlement "
    "recommandation principe objectif cible indicateur odd phase partie tome volume numéro page "
    "colonne ligne étape option variante scénario niveau catégorie classe type groupe pilier "
    "sous-programme programme composante produit résultat réalisation action mesure question "
    "priorité axe volet domaine salle bureau poste zone module protocole convention clause note "
    "additif supplément version édition modèle autoroute route vol lot étage porte titre livre "
    "loi décret ordonnance arrêté directive comité chiffre élément rubrique code formulaire "
    "appel tranche cycle stade échelon rang pièce norme critère considérant sous-section affaire "
    "agenda horizon vision opération plan exercice année décennie promotion législature quartier "
    "secteur district bloc îlot parcelle boîte enceinte cascade constatation observation "
    "conclusion hypothèse chap"
)
_REFERENCES = frozenset(_SINGULAR_REFERENCES.split())
#: Shortened words that do so; of them, those that are so only with a full stop.
_SHORTENED = frozenset(
    "par art al chap sect fig tabl ann vol no nos n° nº n p pp rés déc doc réf ch t cf éd rev add "
    "corr suppl iso iec ipsas ifrs isbn issn bp cp b.p sous-par".split()
)
_STOPPED = frozenset("par art al n p pp ch t doc réf".split())
_PLURAL_REFERENCES = frozenset(
    f"{word}s"
    for word in _SINGULAR_REFERENCES.split()
    if not word.endswith("au") and word not in {"poste", "bureau", "programme", "groupe", "pièce"}
) | frozenset("tableaux niveaux numéros nos n°s".split())
#: The word before a number, its full stop or colon, and a bracket that may open after it.
_LEFT_WORD = re.compile(
    rf"(?<![A-Za-zÀ-ÿœ])([A-Za-zÀ-ÿœ][\w.-]*?[°º]?)(\.)?({BLANK}?:)?{BLANK}?[(\[]?$"
)
_TELEPHONE = frozenset("tél tel téléphone fax télécopie télécopieur portable".split())
_TELEPHONE_REST = re.compile(r"[\d\s().–-]+")
_AGE_BEFORE = re.compile(
    rf"\b(?:âgée?s?{BLANK}(?:d[’']|de{BLANK}|entre{BLANK})|[ÂâAa]ges?{BLANK}(?:de{BLANK})?)"
    rf"(?:(?:plus|moins|au{BLANK}moins|près){BLANK}(?:de{BLANK})?|entre{BLANK}|environ{BLANK})*$"
)
#: `Groupe des 77`, `Comité des Vingt-Quatre`
_NAME_OF = re.compile(
    rf"\b(?:[Gg]roupe|[Cc]omité|Conseil|Sommet){BLANK}(?:de{BLANK}travail{BLANK})?(?:des|de){BLANK}$"
)
#: `Programme 2030`, `Comité 1540`
_NAME = re.compile(rf"\b[A-ZÀ-Ý][\w’'-]+{BLANK}$")
#: A number just before `pour`, or a word that announces a rate.
_RATE_BEFORE = re.compile(
    rf"(?:\d|%|\b(?:taux|ratio|mortalité|prévalence|incidence|densité|proportion)\b)[^.;:\n]{{0,60}}?"
    rf"\b(?:pour|sur|par){BLANK}(?:chaque{BLANK}|tranche{BLANK}de{BLANK})?$"
)
_FOR_EACH = re.compile(
    rf"\b(?:[Pp]ar{BLANK}(?:tranche|groupe){BLANK}de|[Pp]our{BLANK}chaque|(?:[Tt]ous|[Tt]outes){BLANK}les){BLANK}$"
)
#: `une personne sur trois`
_ONE_IN = re.compile(rf"\b[Uu]ne?{BLANK}(?:[\w’'-]+{BLANK}){{0,4}}sur{BLANK}$")
_IN = re.compile(
    rf"{BLANK}(?:[a-zà-ÿ’'-]+{BLANK}){{0,3}}?sur{BLANK}(?P<of>\d[\d {BLANKS}]*|[a-z]+)(?!\w|,\d)"
)
_IN_BEFORE = re.compile(rf"\b[\d\w]+{BLANK}(?:[a-zà-ÿ’'-]+{BLANK}){{0,3}}sur{BLANK}$")
_SCALE_OF = re.compile(
    rf"\b(?:rapport|ratio|échelle|facteur|multiplié\w*|divisé\w*|note|score|coefficient|indice)"
    rf"{BLANK}(?:de|par|d[’']|:)?{BLANK}?(?:\d[\d,]*{BLANK}?(?:à|contre|pour|/|:|sur){BLANK}?)?$"
)
_CARRY = re.compile(
    rf"(?:{BLANK}?\([\w{BLANKS}]{{1,12}}\)|{BLANK}?[a-z]\)?|{BLANK}(?:bis|ter))*{BLANK}?"
    rf"(?:,{BLANK}(?:et{BLANK}|ou{BLANK})?|(?:et|ou|à|au|ainsi{BLANK}que|puis|et{BLANK}suivants){BLANK}|-|–|—|/|;{BLANK})"
    rf"(?:(?:au|aux|du|des|de|à|les|le){BLANK})?\(?"
)
_BRACKETED = re.compile(rf"{BLANK}?\(\d{{4}}\)")
_STRONG = re.compile(
    rf"(?:\b(?:[Qq]uelque|[Pp]lus{BLANK}de|[Mm]oins{BLANK}de|[Ee]nviron|[Pp]rès{BLANK}de|total{BLANK}de"
    rf"|[Aa]u{BLANK}moins|[Jj]usqu[’']à|[Pp]resque|nombre{BLANK}de|dont|[Ll]es|[Dd]es|[Aa]ux){BLANK})$"
)
_SENTENCE_BEFORE = re.compile(r"(?:^|[.?!:;•“\"«(–—\n)])\s*$")
_HYPHENS = "-\u2010\u2011–"
_GLUED_CURRENCY = re.compile(r"(?:\b(?:EUR|USD|GBP|CHF|CAD|AUD|JPY|F?CFA|DTS)|\$[A-Z]{1,3})$")
_MONEY_BEFORE = re.compile(rf"(?:[$€£¥]|\b[A-Z]{{3}}){BLANK}?$")
#: `405, avenue des Nations`, `75007 Paris`
_ADDRESS = re.compile(
    rf",?{BLANK}(?:bis,?{BLANK})?(?:rue|avenue|boulevard|chemin|quai|impasse|allée|square|place)\b"
)
_TOWN = re.compile(rf"{BLANK}[A-ZÀ-Ý][a-zà-ÿ]+")
#: A noun that lost its blank: `8 200enseignants`.
_GLUED_NOUN = re.compile(r"[a-zà-ÿ]{4,}")
_ENUMERATION = re.compile(rf"{BLANK}[A-ZÀ-Ý]")


def numbers(text: str) -> list[Number]:
    """All numbers in order, without those that are dates, references, names, ages or ratios."""
    found: list[Number] = []
    titles = _titles(text)
    passed = 0
    referred: Number | None = None
    plural = False
    for number, grouped in _candidates(text):
        if number.start < passed:
            continue
        left = text[max(0, number.start - 80) : number.start]
        percent = _PERCENT.match(text, number.end)
        passed = percent.end() if percent else number.end + _CENTS * _is_in_cents(text, number)
        word = _last_word(left)
        if left.endswith("+") or word in _TELEPHONE:
            passed = _end_of_telephone(text, number)
            continue
        if any(a <= number.start < b for a, b in titles) or _is_in_word(text, number, left):
            continue
        if referred is not None and _is_carried(text, referred, number, plural=plural):
            referred = number
            continue
        referred = None
        if found and _is_repeated(text, found[-1], number):
            found[-1] = replace(found[-1], end=number.end + 1)
        elif percent is None and _refers(text, number, left, word):
            referred, plural = number, word in _PLURAL_REFERENCES or word in {"par", "art", "al"}
        elif _AGE_BEFORE.search(left) and number.value <= 120:
            referred, plural = number, False
        elif percent is not None or not (
            _is_dated(text, number, left, grouped=grouped) or _is_ratio(text, number, left)
        ):
            found.append(number)
    return _with_shared_scales(text, found)


#: Between members of a list whose multiplier only the last one shows: `10, 15 et 20 millions`.
_SHARED = re.compile(rf",{BLANK}|,?{BLANK}(?:et|ou){BLANK}")


def _with_shared_scales(text: str, found: list[Number]) -> list[Number]:
    for index in range(len(found) - 2, -1, -1):
        number, following = found[index], found[index + 1]
        if (
            number.scale == 1
            and following.scale >= 10**6
            and not number.spelled
            and not following.spelled
            and number.value < 1000
            and _SHARED.fullmatch(text, number.end, following.start)
        ):
            scale = following.scale
            found[index] = replace(number, value=number.value * scale, scale=scale)
    return found


def _is_repeated(text: str, previous: Number, number: Number) -> bool:
    """The second of `12 (douze) cas`, `douze (12) cas`."""
    between = text[previous.end : number.start]
    return (
        between in {" (", "\u00a0("}
        and number.value == previous.value
        and text[number.end : number.end + 1] == ")"
    )


def _last_word(left: str) -> str:
    """The word before a number, in small letters; none where a sentence or label ends there."""
    match = _LEFT_WORD.search(left[-24:])
    if match is None:
        return ""
    word = match[1].lower()
    ends = (
        (match[2] and word not in _SHORTENED | _TELEPHONE)
        or (not match[2] and word in _STOPPED)
        or (match[3] and word not in _TELEPHONE)
    )
    return "" if ends else word


def _end_of_telephone(text: str, number: Number) -> int:
    match = _TELEPHONE_REST.match(text, number.end)
    return match.end() if match else number.end


def _is_in_word(text: str, number: Number, left: str) -> bool:
    """Whether it is part of a word, symbol, address, time, ordinal or section number."""
    if number.spelled:
        return _is_spelled_in_word(text, number, left)
    before = left[-1:]
    if before and (before.isalpha() or before in "/_#@=&°"):
        return _GLUED_CURRENCY.search(left) is None
    if before and before in f".:,{_HYPHENS}" and _is_glued(left):
        return True
    if _ADDRESS.match(text, number.end) or _ENDING_APART.match(text, number.end):
        return True
    if number.value == 1 and _ENUMERATION.match(text, number.end) and not left.strip():
        return True
    if text[number.start] == "0" and text[number.start + 1 : number.start + 2].isdigit():
        return True
    if number.end - number.start == 5 and number.value % 1 == 0 and _TOWN.match(text, number.end):
        return True
    return _goes_on(text, number, left)


def _is_glued(left: str) -> bool:
    """Whether the mark at the end of `left` joins a number to a word or number before it.

    `P-4`, `Add.1`, `1:50`, but not `5-10` or `5 pour cent–10 pour cent`.
    """
    mark, other = left[-1], left[-2:-1]
    if other.isalpha():
        return not (mark in _HYPHENS and left[:-1].endswith("cent"))
    return other.isdigit() and mark not in _HYPHENS


def _goes_on(text: str, number: Number, left: str) -> bool:
    """Whether what follows the digits without a blank makes them part of something else."""
    after = text[number.end : number.end + 1]
    following = text[number.end + 1 : number.end + 2]
    if _GLUED_NOUN.match(text, number.end) and " " in text[number.start : number.end]:
        return False
    if after.isalpha() or after in ("°", "_", "@"):
        return _HOUR.match(text, number.end) is None
    if after == "/" and following.isalnum():
        return _MONEY_BEFORE.search(left) is None
    if after in (".", ":") and following.isdigit():
        return True
    if after == "-" and not following.isdigit():
        return _PERCENT.match(text, number.end) is None and _MONEY_BEFORE.search(left) is None
    return False


def _is_spelled_in_word(text: str, number: Number, left: str) -> bool:
    """`deux-points`, `Trois-Rivières`, `le Groupe des Vingt`; `pour cent` without a number."""
    if text[number.end : number.end + 1] == "-" and not _PERCENT.match(text, number.end):
        return True
    if left[-1:] in _HYPHENS and left[-2:-1].isalpha():
        return True
    if text.startswith(("cent", "mille"), number.start) and left.rstrip().endswith(
        (" pour", "par")
    ):
        return True
    return text[number.start].isupper() and _SENTENCE_BEFORE.search(left) is None


def _is_carried(text: str, referred: Number, number: Number, *, plural: bool) -> bool:
    """Whether a number is listed with a reference, age or date."""
    if number.start - referred.end > 28 or number.scale > 1:
        return False
    bracketed = _BRACKETED.match(text, referred.end)
    begin = bracketed.end() if bracketed else referred.end
    match = _CARRY.fullmatch(text, begin, number.start)
    if match is None or _PERCENT.match(text, number.end):
        return False
    return plural or ("," not in match[0] and not _counts_a_noun(text, number))


def _refers(text: str, number: Number, left: str, word: str) -> bool:
    """`paragraphe 12`, `Groupe des 77`, `point 5 de l’ordre du jour`, `objectif 17`."""
    if number.scale > 1:
        return False
    if _NAME_OF.search(left):
        return True
    if left.endswith(("(", "[")) and _counts_a_noun(text, number):
        return False
    if word in _SHORTENED and word != "nos":
        return not number.spelled
    if word in _REFERENCES or word in _PLURAL_REFERENCES:
        return not (number.spelled and _counts_a_noun(text, number)) and not _counts_known(
            text, number
        )
    return word in {"années", "nos"} and not _counts_a_noun(text, number)


def _counts_a_noun(text: str, number: Number) -> bool:
    phrase = noun_phrase(text, number.end)
    return phrase is not None and phrase.unit is not None


def _counts_known(text: str, number: Number) -> bool:
    """Whether a noun of a known class follows: `Sont parties à la Convention 187 États`."""
    phrase = noun_phrase(text, number.end)
    return phrase is not None and phrase.unit_class is not None


def _is_dated(text: str, number: Number, left: str, *, grouped: bool) -> bool:
    """A day, a year, a time of day."""
    if grouped or number.scale > 1 or number.spelled:
        return False
    if number.value <= 31 and _DAY_OF_MONTH.match(text, number.end):
        return True
    if number.value <= 24 and _HOUR.match(text, number.end):
        return True
    if number.value < 60 and re.search(rf"\d{BLANK}h{BLANK}$", left):
        return True
    return _is_year(text, number, left) or _is_named_by_number(text, number, left)


def _is_year(text: str, number: Number, left: str) -> bool:
    if number.value < 100:
        return _YEAR_BEFORE.search(left) is not None
    if not 1700 <= number.value <= 2200 or number.end - number.start != 4:
        return False
    if left.endswith(("$", "€", "£", "¥")):
        return False
    return _STRONG.search(left) is None or not _counts_a_noun(text, number)


def _is_named_by_number(text: str, number: Number, left: str) -> bool:
    """`le Comité 1540`, `Programme 21`: a number after a capitalised noun names it."""
    if number.value >= 3000 or _counts_a_noun(text, number):
        return False
    match = _NAME.search(left)
    return match is not None and _SENTENCE_BEFORE.search(left[: match.start()]) is None


def _is_ratio(text: str, number: Number, left: str) -> bool:
    """`pour 100 000 naissances`, `quatre personnes sur cinq`, `un rapport de 1 à 5`."""
    if _FOR_EACH.search(left) or _SCALE_OF.search(left) or _ONE_IN.search(left):
        return True
    if _is_power_of_ten(number.value) and _RATE_BEFORE.search(left):
        return True
    whole = _IN.match(text, number.end)
    if whole:
        return number.value <= 100 and _is_round(whole["of"])
    return _IN_BEFORE.search(left) is not None and _is_round(text[number.start : number.end])


def _is_power_of_ten(value: Decimal) -> bool:
    return value in (100, 1000, 10_000, 100_000, 1_000_000)


def _is_round(words: str) -> bool:
    """Whether a number is one that ratios are given in: up to ten, a hundred, a thousand."""
    words = words.strip(BLANKS)
    if words.isalpha():
        return words in UNITS or words in HUNDREDS or words == "mille"
    digits = "".join(c for c in words if c.isdigit())
    return bool(digits) and (int(digits) <= 10 or _is_power_of_ten(Decimal(digits)))


# --- titles -------------------------------------------------------------------------------

_QUOTED = re.compile(r"[“\"«]([^“”\"«»\n]{3,240})[”\"»]")
_NAMED = re.compile(
    rf"\b(?:intitulée?s?|titrée?s?|titre|baptisée?s?|appelée?s?|dénommée?s?|nommée?s?|thème|slogan|devise)"
    rf"{BLANK}?:?{BLANK}?$"
)
#: A source is cited as `Voir auteur, « Titre », 12 décembre` or `« Titre » (2024)`.
_SOURCE_BEFORE = re.compile(r"(?:^|[,;.]\s|\b[Vv]oir\s(?:aussi\s|également\s)?)$")
_SOURCE_AFTER = re.compile(r",?\s(?:\(|\d|[A-Z])")


def _titles(text: str) -> list[tuple[int, int]]:
    """Where quoted titles stand: `intitulé « Douze mesures pour l’eau »`."""
    if not any(mark in text for mark in '“"«'):
        return []
    return [match.span() for match in _QUOTED.finditer(text) if _is_title(text, match)]


def _is_title(text: str, quoted: re.Match[str]) -> bool:
    left = text[max(0, quoted.start() - 24) : quoted.start()]
    if _NAMED.search(left):
        return True
    cited = _SOURCE_BEFORE.search(left) and _SOURCE_AFTER.match(text, quoted.end())
    return bool(cited) and quoted[1].strip(BLANKS)[:1].isupper()
