"""Sums of money in Russian text: names of currencies after an amount, signs and codes beside it.

Codes and names come from CLDR and are compared by their stems, so that every case is known; the
tables here hold what UN editions write beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.figures.engine.model import Mark, Number
from pipeline.figures.model import Figure
from pipeline.figures.numbers import currency_names, territory_currencies
from pipeline.figures.words import any_of
from pipeline.languages.ru.words import ENDING, stem

_LOCALE = "ru"
_BLANK = r"[ \u00a0\u202f]"

_SIGNS = {
    "$": "USD", "US$": "USD", "$US": "USD", "US $": "USD", "A$": "AUD", "AU$": "AUD", "$A": "AUD",
    "C$": "CAD", "CAN$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₦": "NGN", "₩": "KRW", "₽": "RUB", "₺": "TRY",
    "₴": "UAH", "₸": "KZT", "₾": "GEL", "₼": "AZN",
}  # fmt: skip
_ANY_SIGN = any_of(_SIGNS)
_CODES = frozenset(currency_names(_LOCALE).values())
_SIGN_BEFORE = re.compile(
    rf"(?<![A-Za-z])(?:(?:{_ANY_SIGN})|(?P<code>{any_of(_CODES)})){_BLANK}?[(\[]?$"
)
_SIGN_AFTER = re.compile(
    rf"{_BLANK}?(?:(?P<sign>{_ANY_SIGN})(?![A-Za-zА-Яа-я])|(?P<code>{any_of(_CODES)})\b)"
)
#: Names that editions shorten, or whose country they shorten.
_SHORTENED = {
    rf"(?:амер\.|американских){_BLANK}долл?\.": "USD",
    rf"австрал?\.{_BLANK}?долл?\.": "AUD",
    rf"кан(?:ад)?\.{_BLANK}?долл?\.": "CAD",
    rf"(?:долл?\.?|дол\.|доллар[а-я]{{0,3}}){_BLANK}?(?:США|\(США\)"
    rf"|Соединенных{_BLANK}Штатов(?:{_BLANK}Америки)?)": "USD",
    rf"цент[а-я]{{0,3}}{_BLANK}США": "USD",
    r"долл?\.": "USD",
    r"евроцент[а-я]{0,3}": "EUR",
    r"евро(?![а-яё-])": "EUR",
    rf"ф(?:унт)?\.{_BLANK}?ст(?:ерл)?\.": "GBP",
    rf"шв(?:ейц)?\.{_BLANK}?фр(?:анк[а-я]*|\.)": "CHF",
    r"руб\.": "RUB",
    rf"(?:единиц[а-я]?{_BLANK})?(?:СДР|СПЗ)\b": "XDR",
    rf"специальн[а-я]+{_BLANK}прав[а-я]*{_BLANK}заимствования": "XDR",
    rf"франк[а-я]{{0,3}}{_BLANK}КФА(?:{_BLANK}(?:ЦА|БЕАК|ЦАЭВС))": "XAF",
    rf"франк[а-я]{{0,3}}{_BLANK}КФА": "XOF",
}  # fmt: skip
_SHORT_NAME = re.compile(
    rf"[)\]]?{_BLANK}?(?:" + "|".join(f"({name})" for name in _SHORTENED) + ")"
)
_SHORT_CODES = tuple(_SHORTENED.values())
_WORD = re.compile(rf"[)\]]?{_BLANK}([А-Яа-яЁё][А-Яа-яЁё-]*)")
_LONGEST_NAME = 4
#: Names that editions write beside CLDR's.
_MORE_NAMES = {
    "долларов": "USD", "американских долларов": "USD", "центов": "USD", "рублей": "RUB",
    "копеек": "RUB", "копейки": "RUB", "российских рублей": "RUB", "белорусских рублей": "BYN",
    "фунтов стерлингов": "GBP", "йен": "JPY", "иен": "JPY", "юаней": "CNY",
    "юаней женьминьби": "CNY", "сумов": "UZS", "сум": "UZS", "сомов": "KGS", "сомони": "TJS",
    "тенге": "KZT", "гривен": "UAH", "гривны": "UAH", "новых шекелей": "ILS", "шекелей": "ILS",
    "рэндов": "ZAR", "рандов": "ZAR", "найр": "NGN", "батов": "THB", "злотых": "PLN",
    "левов": "BGN", "форинтов": "HUF", "кун": "HRK", "хорватских кун": "HRK", "литов": "LTL",
    "латов": "LVL", "драмов": "AMD", "лари": "GEL", "афгани": "AFN", "быров": "ETB",
    "квачи": "ZMW", "тугриков": "MNT", "донгов": "VND", "кьятов": "MMK",
}  # fmt: skip
#: Names that many countries have: each is a currency only beside a country.
_SHARED = frozenset(
    "франк фунт руп рупи крон песо динар риал реал шиллинг дирхам дирхем марок гульден лир".split()
)
#: Last words of CLDR's names that mean other things when they stand alone.
_NO_MONEY = frozenset(
    "золот палладий платин серебр единиц марк прав валют лек сол соль кол вон пул талант фонд "
    "паанг код цен оф купон лот лев".split()
)


def _key(name: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in name.split())


@cache
def _names() -> dict[tuple[str, ...], str]:
    """Codes by the stems of a currency's name, and by its last word where no other has it."""
    names = {_key(name): code for name, code in currency_names(_LOCALE).items() if "(" not in name}
    last: dict[str, set[str]] = {}
    for key, code in names.items():
        last.setdefault(key[-1], set()).add(code)
    for word, codes in last.items():
        if len(codes) == 1 and word not in _NO_MONEY | _SHARED:
            names.setdefault((word,), next(iter(codes)))
    return names | {_key(name): code for name, code in _MORE_NAMES.items()}


#: Names that have no cases: `Мали`, `Перу`.
_UNCHANGED = re.compile(r".*[иоуэюеы]")


@cache
def _countries() -> tuple[re.Pattern[str], dict[str, str]]:
    """Matches the name of a country in any case; the country by the stems of its name's words."""
    by_stems: dict[str, str] = {}
    for name in territory_currencies(_LOCALE):
        by_stems[" ".join(_country_key(name))] = name
    names = sorted(by_stems, key=len, reverse=True)
    endings = [" ".join(rf"{re.escape(w)}{ENDING}" for w in name.split()) for name in names]
    return re.compile(rf"\b(?:{'|'.join(endings)})\b"), by_stems


def _country_key(name: str) -> list[str]:
    """Stems of a country's name; names that do not change are whole."""
    return [word if _UNCHANGED.fullmatch(word) else _stem(word) for word in name.split()]


def _stem(word: str) -> str:
    return word if word.isupper() else word[: len(stem(word))]


def money(text: str, number: Number, start: int, before: Sequence[Figure]) -> Mark | None:
    """`13 млрд долл. США`, `120 миллионов евро`, `$5 млн`, the high end of `$5–7 млн`."""
    sign = _SIGN_BEFORE.search(text, max(0, start - 8), start)
    if sign and not (before and before[-1].end > sign.start()):
        written = sign[0].strip(" \u00a0\u202f([")
        currency = _SIGNS.get(written, written)
        rule = "ru.currency_code" if sign["code"] else "ru.currency_sign"
        return Mark("money", sign.start(), number.end, rule, currency, more=number.more)
    named = _named_currency(text, number)
    if named is not None:
        end, code, rule = named
        kind = "money" if code is not None else "none"
        return Mark(kind, start, end, rule, code, more=number.more)
    return _high_end(text, number, before) or _unnamed(text, number, before)


def _named_currency(text: str, number: Number) -> tuple[int, str | None, str] | None:
    """End, code and rule of the currency named after a number.

    The code is None for a name that several currencies share in a text that names no country.
    """
    short = _SHORT_NAME.match(text, number.end)
    if short and short.lastindex:
        return short.end(), _SHORT_CODES[short.lastindex - 1], "ru.currency_name"
    sign = _SIGN_AFTER.match(text, number.end)
    if sign:
        code = sign["code"] or _SIGNS[sign["sign"]]
        return sign.end(), code, "ru.currency_code" if sign["code"] else "ru.currency_sign"
    words: list[re.Match[str]] = []
    position = number.end
    while len(words) < _LONGEST_NAME and (match := _WORD.match(text, position)):
        words.append(match)
        position = match.end()
    stems = tuple(stem(match[1]) for match in words)
    for length in range(len(words), 0, -1):
        code = _names().get(stems[:length])
        if code is not None:
            return words[length - 1].end(), code, "ru.currency_name"
    if stems and stems[0] in _SHARED:
        code = _currency_of_country(text, number.start, stems[0])
        return words[0].end(), code, "ru.currency_of_country"
    return None


def _currency_of_country(text: str, position: int, name: str) -> str | None:
    """The currency of that name in the country that the text names last before it, else after."""
    pattern, by_stems = _countries()
    named = [m[0] for m in pattern.finditer(text[:position])][::-1]
    named += [m[0] for m in pattern.finditer(text[position:])]
    for country in named:
        stems = " ".join(_stem(word) for word in country.split())
        known = by_stems.get(country) or by_stems.get(stems)
        for code, full_name in territory_currencies(_LOCALE).get(known or "", ()):
            if stem(full_name.split()[-1]).startswith(name[:3]):
                return code
    return None


_RANGE = re.compile(r"[\])]?\s?(?:до|-|–|—|--|или)\s?[(\[]?")


def _high_end(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """The high end of a range whose sign stands before the low end alone."""
    if not before or before[-1].kind != "money" or before[-1].rule == "ru.currency_name":
        return None
    if not _RANGE.fullmatch(text, before[-1].end, number.start):
        return None
    return Mark("money", number.start, number.end, before[-1].rule, before[-1].currency)


#: Words of sums, near which millions without a noun are money.
_SUMS = re.compile(
    r"(?i:\b(?:сумм|бюджет|ассигнован|расход|доход|взнос|стоимост|затрат|финансир|поступлен|выделен"
    r"|выделил|потратил|израсходован|дефицит))"
)
_ENDS = re.compile(r"\s?(?:[.,;)]|$|на\b|в\b|за\b|для\b|до\b|и\b|--|[-–—])")


def _unnamed(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """`из этой суммы выделено 30,4 млн`: money where the paragraph names a currency before it."""
    if number.scale < 10**6 or not _ENDS.match(text, number.end):
        return None
    clause = re.split(r"[.;]\s", text[max(0, number.start - 120) : number.start])[-1]
    if not _SUMS.search(clause):
        return None
    earlier = next((f.currency for f in reversed(before) if f.kind == "money"), None)
    kind = "none" if earlier is None else "money"
    return Mark(kind, number.start, number.end, "ru.currency_named_before", earlier)
