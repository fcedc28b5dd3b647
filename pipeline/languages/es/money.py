"""Sums of money in Spanish text: signs and codes around an amount, names of currencies after it.

Codes and names come from CLDR; the tables here hold what UN editions write beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.engine.model import Mark, Number
from pipeline.figures.model import Figure
from pipeline.figures.numbers import BLANKS, currency_names, territory_currencies
from pipeline.figures.surroundings import sentence_start
from pipeline.figures.words import any_of
from pipeline.languages.es.nouns import noun_phrase
from pipeline.languages.es.words import plain

_LOCALE = "es"

#: Signs and abbreviations that stand before an amount, or after it.
_SIGNS = {
    "$": "USD", "US$": "USD", "$US": "USD", "US $": "USD", "U$S": "USD", "u$s": "USD",
    "$EE.UU.": "USD", "EE.UU.$": "USD", "A$": "AUD", "$A": "AUD", "Can$": "CAD", "C$": "CAD",
    "NZ$": "NZD", "HK$": "HKD", "R$": "BRL", "RD$": "DOP", "Mex$": "MXN", "Bs": "BOB",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₦": "NGN", "₩": "KRW", "₽": "RUB",
    "₺": "TRY", "₡": "CRC", "₲": "PYG", "₱": "PHP", "DEG": "XDR", "FCFA": "XOF", "F CFA": "XOF",
    "Lps.": "HNL", "S/.": "PEN",
}  # fmt: skip
#: Codes of currencies that are words, or names of other things, in capitals as well.
_NOT_CODES = frozenset("ALL AMD BAM BOB COU CUP CVE GEL LAK MOP PEN SOS STD TOP TRY".split())
_CODES = frozenset(currency_names(_LOCALE).values()) - _NOT_CODES
#: Names that editions use beside CLDR's; without accents.
_MORE_CURRENCIES = {
    "dolares": "USD", "dolar": "USD", "dolares estadounidenses": "USD",
    "dolares americanos": "USD", "dolares norteamericanos": "USD", "libras esterlinas": "GBP",
    "libra esterlina": "GBP", "derechos especiales de giro": "XDR", "deg": "XDR",
    "francos cfa": "XOF", "francos de la cfa": "XOF", "yuan": "CNY", "yuanes": "CNY",
    "renminbi": "CNY", "yuan renminbi": "CNY", "yenes": "JPY", "yen": "JPY", "rublos": "RUB",
    "euros": "EUR", "euro": "EUR", "rand": "ZAR", "rands": "ZAR", "baht": "THB", "naira": "NGN",
    "nairas": "NGN", "reales": "BRL", "reais": "BRL", "shekels": "ILS", "nuevos shekels": "ILS",
    "tenge": "KZT", "birr": "ETB", "hryvnias": "UAH", "grivnas": "UAH", "zlotys": "PLN",
    "zloty": "PLN", "leva": "BGN", "soles": "PEN", "nuevos soles": "PEN", "quetzales": "GTQ",
    "lempiras": "HNL", "guaranies": "PYG", "bolivares": "VES", "balboas": "PAB", "gourdes": "HTG",
    "cordobas": "NIO", "bolivianos": "BOB", "won": "KRW", "marcos convertibles": "BAM",
    "unidades de fomento": "CLF", "afganis": "AFN", "takas": "BDT", "taka": "BDT",
    "meticales": "MZN", "kwanzas": "AOA", "cedis": "GHS", "dirhams": "MAD", "forints": "HUF",
    "ringgit": "MYR", "kwachas": "ZMW", "pulas": "BWP",
}  # fmt: skip
#: Names that are words of other meanings after a small number.
_ONLY_OF_MANY = frozenset("sum sums real reales won bat bats sol".split())
#: Names of metals that CLDR has as currencies.
_NO_MONEY = frozenset("plata oro paladio platino".split())
#: Parts of a currency, to code.
_HUNDREDTHS = {"centavo": "USD", "centavos": "USD", "centimo": "EUR", "centimos": "EUR"}


def _currencies() -> tuple[dict[str, str], frozenset[str]]:
    """Names of currencies without accents, and first words that several share (`francos`)."""
    names = {plain(name): code for name, code in currency_names(_LOCALE).items() if "(" not in name}
    shared: dict[str, set[str]] = {}
    for name, code in names.items():
        shared.setdefault(name.partition(" ")[0], set()).add(code)
    for first, codes in shared.items():
        if len(codes) == 1:
            names.setdefault(first, next(iter(codes)))
    names |= _MORE_CURRENCIES
    for word in (*_NO_MONEY, "derechos", "unidad", "unidades", "fondos", "codigo", "moneda"):
        names.pop(word, None)
    ambiguous = frozenset(first for first, codes in shared.items() if len(codes) > 1)
    not_alone = frozenset("unidad unidades nuevo nuevos antiguo antiguos super".split())
    return names, ambiguous - names.keys() - _NO_MONEY - not_alone


_CURRENCIES, _SHARED_NAMES = _currencies()
_COUNTRIES = territory_currencies(_LOCALE)
_COUNTRY = re.compile(rf"\b{any_of(_COUNTRIES)}\b")
_SIGN = any_of(_SIGNS)
_CODE = any_of(_CODES)
_SIGN_BEFORE = re.compile(rf"(?:(?<![A-Za-z])(?:{_SIGN})\s?|\b(?P<code>{_CODE})\s?)[(\[]?$")
#: Words up to a currency's name: `(80) millones (de los) dólares`.
_TO_NAME = re.compile(r"[\])]?(?:\s\(?de)?\s\(?")
_SIGN_AFTER = re.compile(
    r"[\])]?(?:\sde)?\s?(?P<sign>(?:US\s?\$|\$US|\$(?!US)|[€£¥])"
    rf"(?!\s?\d)|(?<=\s)(?:{_CODE})\b(?!\s?\d))"
)
_WORD = re.compile(r"\s?([^\W\d_]+)")
#: The dollars of the United States, as editions write them.
_OF_UNITED_STATES = re.compile(
    r"\s(?:\(?de\slos\s(?:Estados\sUnidos(?:\sde\sAmérica)?|EE\.?\s?UU\.?)\)?"
    r"|\(?(?:EE\.?\s?UU\.?|de\sEE\.?\s?UU\.?|USD|US\$)\)?(?!\s?\d)|estadounidenses?)"
)
_OF_COUNTRY = re.compile(r"\s(?:de\s(?:los\s|las\s|la\s)?)(?=[A-ZÁÉÍÓÚ])")
#: What joins the ends of a range or change, of which one may go without a currency.
_RANGE = re.compile(
    r"[\])]?\s?(?:[,(]\s?)?(?:a|y|o|al|hasta|-|–|—)\s?(?:los|las|unos|casi|cerca\sde|m[aá]s\sde)?\s?[(\[]?"
)


def money(text: str, number: Number, start: int, before: Sequence[Figure]) -> Mark | None:
    """`13.000 millones de dólares`, `US$ 5 millones`, `CHF 3,2 millones`, `200 €`."""
    sign = _SIGN_BEFORE.search(text, max(0, start - 8), start)
    # `12 € 15`: the sign belongs to one number alone, and stands before digits only.
    free = not before or sign is None or before[-1].end <= sign.start()
    if sign and free and not number.spelled:
        written = sign[0].strip(" \u00a0([")
        currency = _SIGNS.get(written, written)
        rule = "es.currency_code" if sign["code"] else "es.currency_sign"
        end, code, _ = _named_currency(text, number) or (number.end, None, "")
        # `$500 pesos mexicanos`
        currency = code if code and written == "$" else currency
        return Mark("money", sign.start(), end, rule, currency, more=number.more)
    after = _SIGN_AFTER.match(text, number.end)
    if after:
        currency = _SIGNS.get(after["sign"], after["sign"])
        rule = "es.currency_sign" if after["sign"] in _SIGNS else "es.currency_code"
        return Mark("money", start, after.end(), rule, currency, more=number.more)
    named = _named_currency(text, number)
    if named is not None:
        end, code, rule = named
        kind = "money" if code is not None else "none"
        return Mark(kind, start, end, rule, code, more=number.more)
    return _listed(text, number, before) or _before_named(text, number)


def _named_currency(text: str, number: Number) -> tuple[int, str | None, str] | None:
    """End, code and rule of the currency named after a number.

    The code is None for a name that several currencies share in a text that names no country.
    """
    joined = _TO_NAME.match(text, number.end)
    words = _words(text, joined.end() - 1) if joined else []
    if not words:
        return None
    name, end = words[0]
    if name not in _FIRST_WORDS:
        return None
    if name in {"dolar", "dolares"} and (states := _OF_UNITED_STATES.match(text, end)):
        return states.end(), "USD", "es.currency_name"
    for length in range(len(words), 0, -1):
        code = _CURRENCIES.get(" ".join(word for word, _ in words[:length]))
        if code is None or (length == 1 and name in _ONLY_OF_MANY and number.scale == 1):
            continue
        country = _OF_COUNTRY.match(text, end) if length == 1 else None
        own = _country_at(text, country.end(), name) if country else None
        if own is not None:
            return own[0], own[1], "es.currency_of_country"
        return words[length - 1][1], code, "es.currency_name"
    if name in _SHARED_NAMES:
        return end, _currency_of_country(text, number.start, name), "es.currency_of_country"
    return None


def hundredths(text: str, number: Number) -> tuple[int, str] | None:
    """End and currency where a number is one of cents: `60 centavos`."""
    words = _words(text, number.end)
    if not words or words[0][0] not in _HUNDREDTHS or number.scale > 1:
        return None
    (name, end), following = words[0], _TO_NAME.match(text, words[0][1])
    of = _words(text, following.end() - 1) if following else []
    code = _CURRENCIES.get(of[0][0]) if of else None
    if of and code:
        states = _OF_UNITED_STATES.match(text, of[0][1])
        return (states.end() if states else of[0][1]), code
    return end, _HUNDREDTHS[name]


def _words(text: str, position: int) -> list[tuple[str, int]]:
    """Up to six plain words from `position` on, with the character after each."""
    words: list[tuple[str, int]] = []
    while len(words) < 6:
        match = _WORD.match(text, position)
        if match is None or (words and not match[0][0].isspace()):
            break
        words.append((plain(match[1]), match.end()))
        position = match.end()
    return words


def _country_at(text: str, position: int, name: str) -> tuple[int, str] | None:
    """End and currency of that name of the country named at `position`."""
    match = _COUNTRY.match(text, position)
    for code, full_name in _COUNTRIES[match[0]] if match else ():
        if match and plain(full_name).partition(" ")[0][:4] == name[:4]:
            return match.end(), code
    return None


def _currency_of_country(text: str, position: int, name: str) -> str | None:
    """The currency of that name in the country that the text names last before it, else after."""
    countries = _COUNTRY.findall(text[:position])[::-1] + _COUNTRY.findall(text[position:])
    for country in countries:
        for code, full_name in _COUNTRIES[country]:
            if name.startswith(plain(full_name).partition(" ")[0]):
                return code
    return None


def _listed(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """A number without a currency after a sum of money: `200 millones de dólares y 154 millones`.

    It is the high end of a range (`US$ 5–7 millones`), or so large that it is no label.
    """
    last = next((f for f in reversed(before) if f.kind != "percentage"), None)
    if last is None or last.kind != "money" or last.start < sentence_start(text, number.start):
        return None
    if _RATE_AFTER.match(text, number.end) or _counts(text, number):
        return None
    joined = _RANGE.fullmatch(text, last.end, number.start) is not None
    grouped = _GROUPED.search(text, number.start, number.end) is not None
    sign_leads = last.rule != "es.currency_name"
    if not (number.scale >= 1000 or grouped or (joined and sign_leads)):
        return None
    return Mark("money", number.start, number.end, last.rule, last.currency, more=number.more)


def _counts(text: str, number: Number) -> bool:
    """Whether a noun follows, be it after `de`: `3 millones de personas`, `12 de los países`."""
    after = _OF.match(text, number.end)
    return noun_phrase(text, after.end() if after else number.end) is not None


def _before_named(text: str, number: Number) -> Mark | None:
    """`3,2 millones` in `de 3,2 millones en 2019 a 5 millones de dólares en 2020`."""
    other = _CHANGED_TO.match(text, number.end) if number.scale >= 1000 else None
    words = _words(text, other.end()) if other else []
    code = _CURRENCIES.get(words[0][0]) if words else None
    return Mark("money", number.start, number.end, "es.currency_name", code) if code else None


_GROUPED = re.compile(rf"\d[.,{BLANKS}]\d{{3}}")
_OF = re.compile(r"\sde(?:\s(?:los|las|sus|es[oa]s|est[oa]s))?(?=\s)")
_RATE_AFTER = re.compile(r"\s(?:por|de)\s(?:cada|mil)\b")
_CHANGED_TO = re.compile(
    r"\s(?:en|durante|para)\s[^,.;]{2,40}?\s(?:al?|hasta|y)\s\d[\d.,]*\s(?:mil\s)?millones\sde(?=\s)"
)
_FIRST_WORDS = frozenset(name.partition(" ")[0] for name in _CURRENCIES) | _SHARED_NAMES
