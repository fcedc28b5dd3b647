"""Numbers in English text, without those that are no figures by what they stand in.

Number words are read by their grammar; dates, references, ages, ratios, names and titles are told
by the word before a number, the word after it, and the number that they are listed with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.figures.grammar import Number
from pipeline.figures.numbers import BLANKS, bare_digits_pattern, parse_digits
from pipeline.figures.words import any_of, capitalised, initials
from pipeline.languages.en.nouns import noun_phrase
from pipeline.languages.en.words import HUNDREDS, NUMBER_WORDS, SCALES, TENS, UNITS

_LOCALE = "en"

# --- number words -------------------------------------------------------------------------

_ARTICLES = ("a", "an")
#: Multipliers glued to digits: `$5m`, `€2bn`.
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}

_WORDS = any_of(capitalised(NUMBER_WORDS))
_MULTIPLIERS = any_of(capitalised(["hundred", *SCALES]))
_MULTIPLIED = any_of(capitalised([*HUNDREDS, *SCALES]))
_DIGITS = bare_digits_pattern(_LOCALE)

#: All candidates in one pass.
_NUMBER = re.compile(
    rf"(?=[\d{initials((*NUMBER_WORDS, *_ARTICLES, 'half'))}])(?:(?P<digits>{_DIGITS})"
    rf"(?:(?P<more>\+)?[\])]?[\s\u00a0-]?(?P<scale>{_MULTIPLIERS})\b|(?P<short>{any_of(_SHORT)})\b)?"
    rf"|\b(?P<spelled>(?:(?:[Hh]alf )?[Aa]n? (?=(?:{_MULTIPLIED})\b))?(?:{_WORDS})"
    rf"(?:(?:-|\s(?:and\s)?)(?:{_WORDS}))*)\b)"
)
_LETTERS = re.compile(r"[A-Za-z]+")
_GROUPING = frozenset((",", *BLANKS))


def spelled_numbers(text: str, offset: int = 0) -> list[Number]:
    """The numbers in a run of number words: one, or several (`two and three`).

    >>> [int(n.value) for n in spelled_numbers("one hundred and twenty")]
    [120]
    >>> [int(n.value) for n in spelled_numbers("two and three")]
    [2, 3]
    """
    reader = _Speller(offset)
    for match in _LETTERS.finditer(text):
        reader.take(match[0].lower(), match.start(), match.end())
    return reader.finished()


class _Speller:
    """Takes number words in order and keeps the number that they make up so far."""

    def __init__(self, offset: int) -> None:
        self._offset = offset
        self._numbers: list[Number] = []
        self._clear()

    def _clear(self) -> None:
        self._total = Decimal(0)
        self._group = Decimal(0)
        self._start: int | None = None
        self._end = 0
        self._previous = ""
        self._last_scale = 1

    def take(self, word: str, start: int, end: int) -> None:
        """Take one word; what cannot go on with the number so far begins another."""
        if word == "and":
            return
        if not self._fits(word):
            self._close()
            if word in HUNDREDS or word in SCALES:
                return
        if self._start is None:
            self._start = start
        self._end = end
        self._add(word)

    def finished(self) -> list[Number]:
        """All numbers."""
        self._close()
        return self._numbers

    def _fits(self, word: str) -> bool:
        if word in UNITS:
            after_tens = self._previous in TENS and UNITS[word] < 10
            return self._open_for_units() or after_tens
        if word in TENS:
            return self._open_for_units()
        if word in HUNDREDS:
            return self._previous in UNITS or self._previous in TENS or self._previous in _ARTICLES
        if word in SCALES:
            smaller = self._total == 0 or SCALES[word] < self._last_scale
            return smaller and bool(self._previous) and self._previous not in SCALES
        return self._start is None or (word in _ARTICLES and self._previous == "half")

    def _open_for_units(self) -> bool:
        return self._start is None or self._previous == "hundred" or self._previous in SCALES

    def _add(self, word: str) -> None:
        if word in UNITS or word in TENS:
            self._group += UNITS.get(word, 0) + TENS.get(word, 0)
        elif word in _ARTICLES:
            self._group = self._group or Decimal(1)
        elif word == "half":
            self._group = Decimal("0.5")
        elif word in HUNDREDS:
            self._group *= HUNDREDS[word]
        else:
            self._total += self._group * SCALES[word]
            self._last_scale = SCALES[word]
            self._group = Decimal(0)
        self._previous = word

    def _close(self) -> None:
        value = self._total + self._group
        if self._start is not None and value > 1:
            scale = self._last_scale if not self._group else HUNDREDS.get(self._previous, 1)
            start, end = self._start + self._offset, self._end + self._offset
            self._numbers.append(Number(start, end, value, scale, spelled=True))
        self._clear()


# --- what makes a number no figure --------------------------------------------------------

_MONTHS = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)"
    r"|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))(?![a-z])"
)
#: `13 to 17 October`, `11, 12 and 13 March`
_DAY_OF_MONTH = re.compile(
    rf"(?:\s?(?:,|and|or|to|through|until|-|–|—|/)\s?\d{{1,2}})*,?\s(?:of\s)?{_MONTHS}"
)
_AFTER_MONTH = re.compile(rf"\b{_MONTHS}\s$")
_HOURS = re.compile(
    r"(?:[.:]\d\d)?\s?(?:a\.m|p\.m|am\b|pm\b|hours? (?:GMT|UTC|local)|o[’']clock|noon\b)"
)
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:1[89]|20)\d\d\s?[-–/]\s?$")

#: Words whose number says which one, not how many, in the singular and in the plural.
_REFERENCE_WORDS = (
    "article art paragraph para subparagraph sub-paragraph subpara section sect chapter chap "
    "table figure fig box chart map graph graphic resolution decision document doc item sub-item "
    "rule regulation principle recommendation goal target indicator sdg phase part volume vol no "
    "page column row step option alternative scenario level grade class type cluster pillar "
    "subprogramme component output outcome objective action question room extension zone track "
    "tier stage schedule protocol convention clause footnote note endnote supplement suppl "
    "version model edition route highway gate flight cascade exhibit attachment enclosure plate "
    "module iso iec ipsas ifrs formula assumption conclusion observation scope strand workstream "
    "window"
)
_REFERENCES = frozenset(_REFERENCE_WORDS.split()) | frozenset(
    "annex appendix p pp addendum annexure chapeau agenda vision category ibid isbn issn".split()
)
#: The same, but a noun after the number can well be what it counts: `last year 45 schools`,
#: `the report documents 12 cases`.
_LOOSE_REFERENCES = frozenset(f"{word}s" for word in _REFERENCE_WORDS.split()) | frozenset(
    "annexes appendices categories criteria day days week year month quarter group groups list "
    "lists line lines paper priority form case finding findings standard standards programme "
    "programmes act law bill decree order unit issue mark sheet code number numbers lot batch "
    "block series rank risk band thrust domain commitment floor fy criterion count counts".split()
)
#: Of the first, those that are verbs too: `to document 12 cases`.
_VERBS = frozenset("document target table question map chart figure box note track stage".split())
_VERB_BEFORE = re.compile(r"\b(?:to|will|would|can|could|must|should|may|and|also|not)\s\w+\s$")
_LEFT_WORD = re.compile(r"(?<![A-Za-zÀ-ÿ])([A-Za-zÀ-ÿ][\w’'-]*+)(\.)?(:)?\s?[(\[]?$")
#: Of these, the ones that a full stop may follow; after another it ends the sentence.
_SHORTENED = frozenset(
    "art arts para paras subpara subparas sect sects chap chaps fig figs vol vols no nos p pp tel "
    "ext doc docs suppl suppls".split()
)
_TELEPHONE = frozenset("tel telephone fax phone mobile ext".split())
_TELEPHONE_REST = re.compile(r"[\d\s().–-]+")

_PERSONS = (
    r"(?:people|persons?|children|child|girls?|boys?|wom[ae]n|m[ae]n|adults?|youths?|those|infants?"
    r"|population|adolescents?|citizens|anyone|individuals|students|minors|males?|females?|workers)"
)
_AGE_BEFORE = re.compile(
    r"\b(?:[Aa]ge(?:s|d|-group)?|turn(?:s|ed|ing)?)\s(?:groups?\s|range\s)?(?:of\s)?"
    r"(?:between\s|from\s|under\s|over\s|below\s|above\s|at\sleast\s)?$"
)
_BOUNDS = frozenset(("under", "over", "below", "above"))
_YOUNGER_BEFORE = re.compile(rf"\b{_PERSONS}\s(?:who are\s)?{any_of(_BOUNDS)}\s$")
_AGE_AFTER = re.compile(r"\s(?:and|or)\s(?:older|younger|over|above|under)\b(?!\s\d)")
_NAME_OF = re.compile(
    r"\b(?:Group|Committee|Vision|Agenda) of\s(?:the\s)?$|\b(?:du|de|des|del|der|vom)\s$"
)
#: Words before a number without which it is in no name, and in no ratio.
_IN_NAMES = frozenset("of the du de des del der vom".split())
_IN_RATIOS = frozenset("per every each one in to of".split())
#: `per 100 000`, `every two years`, `1 in`, `4 out of`
_RATE_BEFORE = re.compile(
    r"\b(?:[Pp]er|[Ee]very|[Ee]ach|(?:1|[Oo]ne) (?:in|to|out of))\s(?:every\s)?(?:one\s)?$"
)
_OUT_OF = re.compile(r"\s(?:in every|out of(?: every)?)\s(?P<of>\d[\d,]*|[a-z]+)\b")
_OUT_OF_BEFORE = re.compile(r"\b(?:[A-Za-z]++|\d++)\s(?:in every|out of(?: every)?)\s$")
_ONE_TO = re.compile(r" to (?:\d{3}|\d+,\d)")
_TO_ONE = re.compile(r"\sto (?:1|one)\b(?![.,]?\d)")
#: `3 in 10`
_IN = re.compile(r"\sin (?:every )?(?P<of>10|[2-9]|100|1,?000|[a-z]+)\b(?![,.]?\d)")
_IN_BEFORE = re.compile(r"\b(?P<few>\d{1,2}|[A-Za-z]++) in (?:every )?$")
#: Fractions and ordinals: `two thirds`, `twenty-first`, `two hundred and fiftieth`.
_ORDINAL_AFTER = re.compile(
    r"(?:-|\s(?:and\s)?)(?:(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:y-|ieths?\b))?"
    r"(?:half|halves|first|second|thirds?|fourths?|quarters?|(?:fif|six|seven|eigh|nin|ten|eleven"
    r"|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|hundred|thousand"
    r"|million)ths?|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieths?)\b(?!-)(?!\s[a-z]+s\b)"
)
_FOLLOWED_BY_UNIT = re.compile(r"[\])]?[\s-]?(?:%|per\s?cent|percent)")
#: Between members of a list of references: `articles 2 (1) (a), 14 and 26`.
_CARRY = re.compile(
    r"(?:\s?\([\w\s]{1,12}\)|[a-z]\b|\s[a-z]\b)*\s?"
    r"(?:,\s?(?:and\s|or\s|as well as\s)?|and\s|or\s|to\s|through\s|-|–|—|&\s|/|as well as\s|;\s)"
    r"\(?"
)
_BRACKETED = re.compile(r"\s?\(\d{4}\)")
_COMMA = re.compile(r"[,;]")
_STRONG = re.compile(
    r"\b(?:[Ss]ome|[Mm]ore than|[Ff]ewer than|[Aa]pproximately|[Nn]early|[Aa]lmost|total of"
    r"|[Rr]oughly|[Aa]n estimated|[Aa]t least)\s$"
)
_SENTENCE_BEFORE = re.compile(r"(?:^|[.?!:;•“\"(–—\n)])\s*$")
_HYPHENS = "-\u2010\u2011–"
#: Signs before a number that letters may end: `Euro1.5 million`, `$A45,000`.
_GLUED_CURRENCY = re.compile(
    r"(?:\b(?:[Ee]uros?|EUR|USD|GBP|CHF|SDR|CAD|AUD|JPY|Rs|CFAF?)|\$[A-Z]{1,3}|[SDN]Kr|SwF)$"
)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥]|\b[A-Z]{3}|[Ee]uros?)\s?$")
#: `760 United Nations Plaza`
_ADDRESS = re.compile(
    r"\s(?:[A-Z][\w.’'-]*\s){1,4}(?:Street|Avenue|Road|Plaza|Boulevard|Square|Place|Lane|Drive)\b"
)
#: `1 Theme to be decided later`: the number of a note or item.
_ENUMERATION = re.compile(r"\s[A-Z]")
_PLUS_OR_ODD = re.compile(r"-(?:plus|odd|some)\b")


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
        left = text[max(0, number.start - 48) : number.start]
        word = _last_word(left)
        if left.endswith("+") or word in _TELEPHONE:
            passed = _end_of_telephone(text, number)
            continue
        if any(a <= number.start < b for a, b in titles) or _is_subtitle(text, number, left):
            continue
        if _is_in_word(text, number, left):
            continue
        if referred is not None and _is_carried(text, referred, number, plural=plural):
            referred = number
            continue
        referred = None
        if found and _is_repeated(text, found[-1], number):
            found[-1] = replace(found[-1], end=number.end + 1)
        elif _refers(text, number, left, word):
            referred, plural = number, word.endswith("s")
        elif _is_age(text, number, left, word):
            referred, plural = number, False
        elif not _is_dated(text, number, left, grouped=grouped) and not _is_ratio(
            text, number, left, word
        ):
            found.append(number)
    return found


def _candidates(text: str) -> Iterator[tuple[Number, bool]]:
    """Every number in digits or words, and whether its thousands are set off."""
    for match in _NUMBER.finditer(text):
        if match["spelled"]:
            if not _ORDINAL_AFTER.match(text, match.end()):
                for number in spelled_numbers(match["spelled"], match.start("spelled")):
                    yield _of_dollars(text, number), False
            continue
        digits = match["digits"]
        scale = SCALES.get((match["scale"] or "").lower(), 100 if match["scale"] else 1)
        if match["short"]:
            scale = _SHORT[match["short"]]
        value = parse_digits(digits, _LOCALE) * scale
        grouped = not _GROUPING.isdisjoint(digits)
        number = Number(match.start(), match.end(), value, scale, more=bool(match["more"]))
        yield _of_dollars(text, number), grouped


def _of_dollars(text: str, number: Number) -> Number:
    """The number in dollars where it is one of cents."""
    in_cents = text.startswith((" cents", " US cents", " United States cents"), number.end)
    return replace(number, value=number.value / 100) if in_cents else number


def _is_repeated(text: str, previous: Number, number: Number) -> bool:
    """The words in `12 (twelve) cases`."""
    between = text[previous.end : number.start]
    return (
        between == " ("
        and number.value == previous.value
        and text[number.end : number.end + 1] == ")"
    )


def _last_word(left: str) -> str:
    """The word before a number, in small letters; none where a sentence or label ends there."""
    match = _LEFT_WORD.search(left[-24:])
    if match is None:
        return ""
    word = match[1].lower()
    ends = (match[2] and word not in _SHORTENED) or (match[3] and word not in _TELEPHONE)
    return "" if ends else word


def _end_of_telephone(text: str, number: Number) -> int:
    match = _TELEPHONE_REST.match(text, number.end)
    return match.end() if match else number.end


def _is_in_word(text: str, number: Number, left: str) -> bool:
    """Whether it is part of a word, symbol, address, time or section number."""
    if number.spelled:
        return _is_spelled_in_word(text, number, left)
    before = left[-1:]
    if before and (before.isalpha() or before in "/_#@=&°"):
        return _GLUED_CURRENCY.search(left) is None
    if before and before in f".:,’'{_HYPHENS}" and _is_glued(left):
        return True
    if _ADDRESS.match(text, number.end):
        return True
    if number.value == 1 and _ENUMERATION.match(text, number.end) and not left.strip():
        return True
    if text[number.start] == "0" and text[number.start + 1 : number.start + 2].isdigit():
        return True
    return _goes_on(text, number, left)


def _is_glued(left: str) -> bool:
    """Whether the mark at the end of `left` joins a number to a word or number before it.

    `P-4`, `Add.1`, `1:50`, but not `5-10` or `5 per cent–10 per cent`.
    """
    mark, other = left[-1], left[-2:-1]
    if other.isalpha():
        return not (mark in _HYPHENS and left[:-1].endswith("cent"))
    return (other.isdigit() and mark not in _HYPHENS) or mark in "’'"


def _goes_on(text: str, number: Number, left: str) -> bool:
    """Whether what follows the digits without a blank makes them part of something else."""
    after = text[number.end : number.end + 1]
    following = text[number.end + 1 : number.end + 2]
    if after.isalpha() or after in ("°", "_", "@"):
        return True
    if after == "/" and (following.isdigit() or following.isalpha()):
        return _MONEY_BEFORE.search(left) is None
    if after in (".", ":") and following.isdigit():
        return True
    if text[number.end - 1].isalpha() and number.scale > 1 and text[number.end - 2].isdigit():
        return _MONEY_BEFORE.search(left) is None
    if after == "-" and not following.isdigit():
        attached = _FOLLOWED_BY_UNIT.match(text, number.end) or _PLUS_OR_ODD.match(text, number.end)
        return attached is None and _MONEY_BEFORE.search(left) is None
    return False


def _is_spelled_in_word(text: str, number: Number, left: str) -> bool:
    """`five-year`, `two-way`, `the Five Principles`, `forty-`."""
    after = text[number.end : number.end + 1]
    if after == "-" and not _FOLLOWED_BY_UNIT.match(text, number.end):
        return not text[number.end + 1 : number.end + 2].isdigit()
    if left.endswith(("-", "’", "'")) and left[-2:-1].isalpha():
        return True
    return text[number.start].isupper() and _SENTENCE_BEFORE.search(left) is None


def _is_carried(text: str, referred: Number, number: Number, *, plural: bool) -> bool:
    """Whether a number is listed with a reference, age or date."""
    if number.start - referred.end > 24 or number.scale > 1:
        return False
    match = _CARRY.fullmatch(text, _after_bracketed_year(text, referred), number.start)
    if match is None or _FOLLOWED_BY_UNIT.match(text, number.end):
        return False
    if plural:
        return True
    return _COMMA.search(match[0]) is None and not _counts_a_noun(text, number)


def _after_bracketed_year(text: str, number: Number) -> int:
    match = _BRACKETED.match(text, number.end)
    return match.end() if match else number.end


def _refers(text: str, number: Number, left: str, word: str) -> bool:
    """`paragraph 12`, `Group of 77`, `agenda item 5`, `Goal 17`."""
    if number.scale > 1 or _FOLLOWED_BY_UNIT.match(text, number.end):
        return False
    if word in _IN_NAMES and _NAME_OF.search(left):
        return True
    if not left.endswith((" ", "\u00a0", "(", "[", ".")):
        return False
    if word in _REFERENCES and not (word in _VERBS and _VERB_BEFORE.search(left)):
        return not number.spelled
    return (word in _LOOSE_REFERENCES or word in _VERBS) and not _counts_a_noun(text, number)


def _counts_a_noun(text: str, number: Number) -> bool:
    phrase = noun_phrase(text, number.end)
    return phrase is not None and phrase.unit is not None


def _is_age(text: str, number: Number, left: str, word: str) -> bool:
    if number.value > 120:
        return False
    if _AGE_BEFORE.search(left) or _AGE_AFTER.match(text, number.end):
        return True
    if word not in _BOUNDS or _YOUNGER_BEFORE.search(left) is None:
        return False
    return not _counts_a_noun(text, number)


def _is_dated(text: str, number: Number, left: str, *, grouped: bool) -> bool:
    """A day, a year, a time of day."""
    if grouped or number.scale > 1:
        return False
    if _HOURS.match(text, number.end):
        return True
    if number.spelled:
        return False
    if number.value <= 31 and _DAY_OF_MONTH.match(text, number.end):
        return True
    if number.value <= 31 and _AFTER_MONTH.search(left):
        return not _counts_a_noun(text, number)
    return _is_year(text, number, left) or _is_named_by_number(text, number, left)


def _is_year(text: str, number: Number, left: str) -> bool:
    if number.value < 100:
        return _YEAR_BEFORE.search(left) is not None
    if not 1700 <= number.value <= 2200 or number.value % 1 or number.end - number.start != 4:
        return False
    if left.endswith(("$", "€", "£", "¥")) or _FOLLOWED_BY_UNIT.match(text, number.end):
        return False
    return _STRONG.search(left) is None or not _counts_a_noun(text, number)


def _is_named_by_number(text: str, number: Number, left: str) -> bool:
    """`the 1540 Committee`, `the 1267 sanctions`: four digits without a comma are a name there."""
    short = number.end - number.start == 4 and text[number.start : number.end].isdigit()
    return short and number.value < 3000 and left.endswith("the ")


def _is_ratio(text: str, number: Number, left: str, word: str) -> bool:
    """`per 100,000`, `four out of five`, `1 to 71,000`, `6 to 1`."""
    before = left if word in _IN_RATIOS else ""
    if _RATE_BEFORE.search(before):
        return not (left.endswith("1 to ") and number.value < 100)
    if _TO_ONE.match(text, number.end) or _is_share(text, number, before):
        return True
    match = _OUT_OF.match(text, number.end)
    if match:
        return _is_round(match["of"])
    if _OUT_OF_BEFORE.search(before):
        return _is_round(text[number.start : number.end])
    return number.value == 1 and _ONE_TO.match(text, number.end) is not None


def _is_share(text: str, number: Number, left: str) -> bool:
    """`nearly 3 in 10`: a small number in another."""
    whole = _IN.match(text, number.end)
    if whole:
        return _small(whole["of"]) > number.value
    part = _IN_BEFORE.search(left)
    return part is not None and 0 < _small(part["few"]) < number.value <= 10


def _small(words: str) -> int:
    """Value of digits or of a number word up to nineteen, 0 where it is none."""
    if words[0].isdigit():
        return int(words.replace(",", ""))
    return UNITS.get(words.lower(), 0)


def _is_round(words: str) -> bool:
    """Whether a number is one that ratios are given in: up to ten, a hundred, a thousand."""
    if words.isalpha():
        return words in UNITS or words in TENS or words in HUNDREDS
    value = int(words.replace(",", ""))
    return value <= 10 or value in (100, 1000, 10_000, 100_000, 1_000_000)


# --- titles -------------------------------------------------------------------------------

_QUOTED = re.compile(r"[“\"«]([^“”\"«»\n]{3,240})[”\"»]")
_TITLE_WORD = re.compile(r"[A-Za-z][\w’'-]{3,}")
_NAMED = re.compile(
    r"\b(?:entitled|titled|called|named|known as|theme(?: of)?|slogan|motto)\s?,?\s?$"
)
#: A source is cited as `See author, “Title”, 12 December` or `“Title” (2024)`.
_SOURCE_BEFORE = re.compile(r"(?:^|[,;.]\s|\b[Ss]ee\s(?:also\s)?)$")
_SOURCE_AFTER = re.compile(r",?\s(?:\(|\d|[A-Z]|in\b|available\b|paper\b|policy\b|report\b|vol)")
#: `The Value of Data: 25 Cases from Practice`
_SUBTITLE_BEFORE = re.compile(
    r"\b[A-Z][a-z]+\s(?:[A-Z][\w’'-]+|of|and|for|in|the)\s?[A-Z]?[\w’'-]*:\s$"
)
_SUBTITLE_AFTER = re.compile(r"\s(?!Member|States|Heads|Government|Part)[A-Z][a-z]{3,}")


def _titles(text: str) -> list[tuple[int, int]]:
    """Where quoted titles stand: `“Vision 2040: Seven Steps to Open Government”`."""
    if not any(mark in text for mark in '“"«'):
        return []
    return [match.span() for match in _QUOTED.finditer(text) if _is_title(text, match)]


def _is_title(text: str, quoted: re.Match[str]) -> bool:
    left = text[max(0, quoted.start() - 24) : quoted.start()]
    if _NAMED.search(left):
        return True
    words = _TITLE_WORD.findall(quoted[1])
    capitalised = sum(word[0].isupper() for word in words)
    if capitalised >= 2 and capitalised >= 0.6 * len(words):
        return True
    cited = _SOURCE_BEFORE.search(left) and _SOURCE_AFTER.match(text, quoted.end())
    return bool(cited) and quoted[1][0].isupper()


def _is_subtitle(text: str, number: Number, left: str) -> bool:
    """Whether it begins the second half of a title that no quotation marks set off."""
    if not left.endswith(": ") or _SUBTITLE_AFTER.match(text, number.end) is None:
        return False
    return _SUBTITLE_BEFORE.search(left) is not None
