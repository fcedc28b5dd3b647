"""Sums of money in English text: signs and codes before an amount, names of currencies after it.

Codes and names come from CLDR; the tables here hold what UN editions write beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.grammar import Mark, Number
from pipeline.figures.model import Figure
from pipeline.figures.numbers import currency_names, territory_currencies
from pipeline.figures.words import any_of
from pipeline.languages.en.nouns import noun_phrase, words_after

_LOCALE = "en"

#: Signs and abbreviations that stand before an amount.
_SIGNS = {
    "$": "USD", "US$": "USD", "$US": "USD", "US $": "USD", "A$": "AUD", "AU$": "AUD", "$A": "AUD",
    "C$": "CAD", "Can$": "CAD", "CAN$": "CAD", "$Can": "CAD", "NZ$": "NZD", "$NZ": "NZD",
    "HK$": "HKD", "S$": "SGD", "J$": "JMD", "TT$": "TTD", "EC$": "XCD", "F$": "FJD", "N$": "NAD",
    "BZ$": "BZD", "G$": "GYD", "R$": "BRL", "RD$": "DOP", "NT$": "TWD", "Mex$": "MXN",
    "€": "EUR", "Euro": "EUR", "euro": "EUR", "Euros": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR",
    "₦": "NGN", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₴": "UAH", "฿": "THB", "₱": "PHP",
    "SDR": "XDR", "SDRs": "XDR", "SwF": "CHF", "Sw F": "CHF", "DKr": "DKK", "SKr": "SEK",
    "NKr": "NOK", "CFAF": "XOF",
}  # fmt: skip
#: Codes of currencies that are words, or names of other things, in capitals as well.
_NOT_CODES = frozenset(
    "ALL AMD BAM BOB CAD COP COU CUP GEL LAK MAD MOP PEN SOS STD TOP TRY".split()
)
_CODES = frozenset(currency_names(_LOCALE).values()) - (_NOT_CODES - {"CAD", "COP", "MAD"})
#: Names that editions use beside CLDR's.
_MORE_CURRENCIES = {
    "dollars": "USD", "dollar": "USD", "united states dollars": "USD",
    "united states dollar": "USD", "us dollars": "USD", "u.s dollars": "USD", "cents": "USD",
    "us cents": "USD", "united states cents": "USD", "american dollars": "USD",
    "pounds sterling": "GBP", "pound sterling": "GBP", "sterling": "GBP", "sum": "UZS",
    "soum": "UZS", "special drawing rights": "XDR", "sdrs": "XDR", "cfa francs": "XOF",
    "renminbi": "CNY", "yuan": "CNY", "yuan renminbi": "CNY", "roubles": "RUB",
    "russian roubles": "RUB", "belarusian roubles": "BYN", "rand": "ZAR", "baht": "THB",
    "naira": "NGN", "reais": "BRL", "new shekels": "ILS", "shekels": "ILS", "tenge": "KZT",
    "nakfa": "ERN", "birr": "ETB", "hryvnias": "UAH", "hryvnia": "UAH", "leva": "BGN",
    "zlotys": "PLN", "koruny": "CZK", "pesos oro": "DOP", "convertible marks": "BAM",
    "won": "KRW", "emalangeni": "SZL", "maloti": "LSL", "lei": "RON",
}  # fmt: skip
#: Last words of CLDR's names that mean other things when they stand alone.
_NO_MONEY = frozenset(
    "account code currency funds gold palladium platinum silver rights unit units value real reals "
    "mark marks points cupon".split()
)
#: Names that are words of other meanings after a small number: `of whom 5 won seats`.
_ONLY_OF_MANY = frozenset(("won", "sum", "rand", "sol"))


def _currencies() -> tuple[dict[str, str], frozenset[str]]:
    """Names of currencies in small letters, and names that several share (`francs`)."""
    names = {
        name.lower(): code for name, code in currency_names(_LOCALE).items() if "(" not in name
    }
    shared: dict[str, set[str]] = {}
    for name, code in names.items():
        shared.setdefault(name.rpartition(" ")[2], set()).add(code)
    for last, codes in shared.items():
        if len(codes) == 1:
            names.setdefault(last, next(iter(codes)))
    names |= _MORE_CURRENCIES
    for word in _NO_MONEY:
        names.pop(word, None)
    ambiguous = frozenset(last for last, codes in shared.items() if len(codes) > 1)
    return names, ambiguous - names.keys() - _NO_MONEY


_CURRENCIES, _SHARED_NAMES = _currencies()
_COUNTRIES = territory_currencies(_LOCALE)
_COUNTRY = re.compile(rf"\b{any_of(_COUNTRIES)}\b")
_SIGN_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z]){any_of(_SIGNS)}"
    rf"\s?|\b(?P<code>{any_of(_CODES)})\s?)[(\[]?$"
)
#: What joins the ends of a range, the second of which may go without a sign: `$5–7 million`.
_RANGE = re.compile(r"[\])]?\s?(?:to|-|–|—|or)\s?(?:up to\s)?[(\[]?")
_DASH = re.compile(r"\s?[-–—]\s?")


def money(text: str, number: Number, start: int, before: Sequence[Figure]) -> Mark | None:
    """`$13 billion`, `CHF 3.2 million`, `120 million euros`, the high end of `$5–7 million`."""
    sign = _SIGN_BEFORE.search(text, max(0, start - 8), start)
    if sign:
        written = sign[0].strip(" \u00a0([")
        currency = _SIGNS.get(written, written)
        rule = "en.currency_code" if sign["code"] else "en.currency_sign"
        return Mark("money", sign.start(), number.end, rule, currency, more=number.more)
    named = _named_currency(text, number)
    if named is not None:
        end, code, rule = named
        kind = "money" if code is not None else "none"
        return Mark(kind, start, end, rule, code, more=number.more)
    return _high_end(text, number, before)


def _named_currency(text: str, number: Number) -> tuple[int, str | None, str] | None:
    """End, code and rule of the currency named after a number.

    The code is None for a name that several currencies share in a text that names no country.
    """
    bracket = text[number.end : number.end + 1] in (")", "]")
    words = words_after(text, number.end + bracket)[:4]
    if words and words[0].text in _CODES:
        return words[0].end, words[0].text, "en.currency_code"
    for length in range(len(words), 0, -1):
        name = " ".join(word.lower for word in words[:length])
        code = _CURRENCIES.get(name)
        if code is not None and (name not in _ONLY_OF_MANY or number.scale > 1):
            return words[length - 1].end, code, "en.currency_name"
    if words and words[0].lower in _SHARED_NAMES:
        code = _currency_of_country(text, number.start, words[0].lower)
        return words[0].end, code, "en.currency_of_country"
    return None


def _currency_of_country(text: str, position: int, name: str) -> str | None:
    """The currency of that name in the country that the text names last before it, else after."""
    countries = _COUNTRY.findall(text[:position])[::-1] + _COUNTRY.findall(text[position:])
    for country in countries:
        for code, full_name in _COUNTRIES[country]:
            if name.startswith(full_name.lower().rpartition(" ")[2]):
                return code
    return None


def _high_end(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """The high end of a range whose sign stands before the low end alone."""
    if not before or before[-1].kind != "money" or before[-1].rule == "en.currency_name":
        return None
    between = text[before[-1].end : number.start]
    if not _RANGE.fullmatch(between) or " and" in between:
        return None
    if not _DASH.fullmatch(between) and number.scale == 1 and noun_phrase(text, number.end):
        return None
    return Mark("money", number.start, number.end, before[-1].rule, before[-1].currency)
