"""Sums of money in French text: signs, codes and names of currencies after an amount or before it.

Codes and names come from CLDR; the tables here hold what UN editions write beside them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from pipeline.figures.engine.model import Mark, Number
from pipeline.figures.model import Figure
from pipeline.figures.numbers import currency_names, territory_currencies
from pipeline.figures.words import any_of
from pipeline.languages.fr.words import BLANK

_LOCALE = "fr"

#: Signs and abbreviations beside an amount, before it or after it.
_SIGNS = {
    "$": "USD", "US$": "USD", "$US": "USD", "US $": "USD", "$ US": "USD", "$ É.-U.": "USD",
    "$ E.-U.": "USD", "$ÉU": "USD", "A$": "AUD", "$A": "AUD", "$ A": "AUD", "$ AU": "AUD",
    "C$": "CAD", "$CAN": "CAD", "$ CAN": "CAD", "$ CA": "CAD", "$ can": "CAD", "$ NZ": "NZD",
    "NZ$": "NZD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₦": "NGN", "₩": "KRW",
    "₽": "RUB", "₺": "TRY", "₴": "UAH", "DTS": "XDR", "FCFA": "XOF", "F CFA": "XOF",
    "F.CFA": "XOF", "CFA": "XOF", "FC": "CDF", "FBu": "BIF", "FS": "CHF", "fr. s.": "CHF",
    "DH": "MAD", "euro": "EUR",
}  # fmt: skip
#: Codes of currencies that are words, or names of other things, in capitals as well.
_NOT_CODES = frozenset("ALL AMD BAM BOB COU CUP GEL LAK MOP PEN SOS STD TOP TRY".split())
_CODES = frozenset(currency_names(_LOCALE).values()) - _NOT_CODES
#: Names that editions use beside CLDR's; a plural in s goes with each.
_MORE_CURRENCIES: dict[str, str | None] = {
    "dollar": "USD", "dollar américain": "USD", "dollar des etats-unis": "USD",
    "dollar des états unis": "USD", "dollar des états-unis d'amérique": "USD",
    "dollar us": "USD", "dollar é.-u.": "USD", "dollar e.-u.": "USD", "dollar e.u.": "USD",
    "dollar éu": "USD", "dollar eu": "USD", "dollar can": "CAD", "livre sterling": "GBP",
    "franc cfa": "XOF", "franc de la communauté financière africaine": "XOF", "franc cfp": "XPF",
    "droit de tirage spécial": "XDR", "droits de tirage spéciaux": "XDR", "dts": "XDR",
    "cents": "USD",
    "yuan": "CNY", "yuan renminbi": "CNY", "renminbi": "CNY", "yuan chinois": "CNY", "yen": "JPY",
    "rouble": "RUB", "rouble russe": "RUB", "rouble bélarussien": "BYN", "reais": "BRL",
    "real": "BRL", "real brésilien": "BRL", "nouveau shekel": "ILS", "nouveaux shekels": "ILS",
    "nouveau sheqel": "ILS", "nouveaux sheqels": "ILS", "shekel": "ILS", "sheqel": "ILS",
    "tenge": "KZT", "nakfa": "ERN", "birr": "ETB", "hryvnia": "UAH", "leva": "BGN", "lev": "BGN",
    "zloty": "PLN", "won": "KRW", "lei": "RON", "gourde": "HTG", "baht": "THB", "naira": "NGN",
    "rand": "ZAR", "afghani": "AFN", "quetzal": "GTQ", "quetzales": "GTQ", "taka": "BDT",
    "kwacha": "ZMW", "ariary": "MGA", "ouguiya": "MRU", "dalasi": "GMD", "cedi": "GHS",
    "peso convertible": "CUC", "mark convertible": "BAM", "couronne danoise": "DKK",
    "couronne norvégienne": "NOK", "couronne suédoise": "SEK", "franc suisse": "CHF",
    "guarani": "PYG", "sum": "UZS", "soum": "UZS", "kyat": "MMK", "ringgit": "MYR",
    "lempira": "HNL", "dirham": None,
    "franc": None, "livre": None, "couronne": None, "dinar": None, "peso": None, "roupie": None,
    "rial": None, "riyal": None, "riyâl": None, "shilling": None,
}  # fmt: skip
#: First words of CLDR's names that mean other things when they stand alone.
_NO_MONEY = frozenset(
    "unité droit or argent platine palladium code devise colon colón mil sucre austral inti "
    "nouveau nouveaux ancien type coupon cupon once".split()
)
#: Names that are words of other meanings, so that they are money only after a multiplier.
_ONLY_OF_MANY = frozenset(
    "sol sols guarani guaranis guaraní guaraníes escudo escudos som soms sum sums lari laris tala "
    "pula "
    "kip kips kina kinas vatu dram drams soum soums mark marks won wons rand rands".split()
)
#: Names of other things where no country says whose money they are.
_BOOKS = frozenset(("livre", "livres", "couronne", "couronnes"))


@cache
def _names() -> dict[str, tuple[tuple[str, str | None], ...]]:
    """Names in small letters with their codes, longest first, by their first word.

    The code is None for a name that several currencies share (`francs`).
    """
    names = _names_of_cldr()
    for name, own in _MORE_CURRENCIES.items():
        first, _, rest = name.partition(" ")
        for form in (name, f"{first}s {rest}".strip(), f"{first}s {rest}s".strip()):
            names[form] = own
    by_first: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        by_first[name.partition(" ")[0]].append((name, names[name]))
    return {first: tuple(rows) for first, rows in by_first.items()}


def _names_of_cldr() -> dict[str, str | None]:
    """CLDR's names, and their first words, which stand alone where one currency has them."""
    full = {
        name.lower().replace("’", "'"): code
        for name, code in currency_names(_LOCALE).items()
        if "(" not in name
    }
    sharing: dict[str, set[str]] = defaultdict(set)
    for name, code in full.items():
        sharing[name.partition(" ")[0]].add(code)
    names: dict[str, str | None] = {
        first: next(iter(codes)) if len(codes) == 1 else None for first, codes in sharing.items()
    }
    names |= full
    return {name: code for name, code in names.items() if name.removesuffix("s") not in _NO_MONEY}


_COUNTRIES = territory_currencies(_LOCALE)
_COUNTRY = re.compile(rf"\b{any_of(_COUNTRIES)}\b")
_ANY_SIGN = any_of(_SIGNS)
_SIGN_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?:{_ANY_SIGN}){BLANK}?|\b(?P<code>{any_of(_CODES)}){BLANK}?)[(\[]?$"
)
_SIGN_AFTER = re.compile(
    rf"[\])]?{BLANK}?(?:de{BLANK}|d[’'])?"
    rf"(?P<sign>{_ANY_SIGN}|(?P<code>{any_of(_CODES)}))(?!\w)"
)
_NAME_AFTER = re.compile(rf"[\])]?{BLANK}(?:de{BLANK}|d[’'])?(?=(?P<first>[A-Za-zÀ-ÿ]+))")
_RANGE = re.compile(rf"[\])]?{BLANK}?(?:à|-|–|—|ou){BLANK}?[(\[]?")


def money(text: str, number: Number, start: int, before: Sequence[Figure]) -> Mark | None:
    """`13 milliards de dollars`, `3,2 millions d’euros`, `500 €`, `5 000 USD`, `$13`."""
    sign = _SIGN_BEFORE.search(text, max(0, start - 8), start)
    # A sign that closes the sum before (`5 $ 12`) is not this one's.
    if sign and not (before and before[-1].kind == "money" and before[-1].end > sign.start()):
        written = sign[0].strip(" \u00a0\u202f([")
        rule = "fr.currency_code" if sign["code"] else "fr.currency_sign"
        return Mark("money", sign.start(), number.end, rule, _SIGNS.get(written, written))
    sign = _SIGN_AFTER.match(text, number.end)
    if sign:
        rule = "fr.currency_code" if sign["code"] else "fr.currency_sign"
        code = _SIGNS.get(sign["sign"], sign["sign"])
        if code == "XOF":
            code = _franc_cfa(text, number.start)
        return Mark("money", start, sign.end(), rule, code, more=number.more)
    named = named_currency(text, number)
    if named is not None:
        end, currency, rule = named
        kind = "money" if currency is not None else "none"
        return Mark(kind, start, end, rule, currency, more=number.more)
    return _high_end(text, number, before)


def named_currency(text: str, number: Number) -> tuple[int, str | None, str] | None:
    """End, code and rule of the currency named after a number.

    The code is None for a name that several currencies share in a text that names no country.
    """
    match = _NAME_AFTER.match(text, number.end)
    if match is None:
        return None
    written = text[match.end() : match.end() + 60].lower().replace("’", "'").replace("\u00a0", " ")
    for name, code in _names().get(match["first"].lower(), ()):
        if not written.startswith(name) or written[len(name) : len(name) + 1].isalnum():
            continue
        if name in _ONLY_OF_MANY and number.scale < 1000:
            return None
        end = match.end() + len(name)
        if code == "XOF":
            return end, _franc_cfa(text, number.start), "fr.currency_name"
        if code is not None:
            return end, code, "fr.currency_name"
        local = _currency_of_country(text, number.start, name)
        if local is None and name in _BOOKS:
            return None
        return end, local, "fr.currency_of_country"
    return None


def _countries_near(text: str, position: int) -> list[str]:
    """The countries that a text names, the last before `position` first, then those after it."""
    return _COUNTRY.findall(text[:position])[::-1] + _COUNTRY.findall(text[position:])


def _currency_of_country(text: str, position: int, name: str) -> str | None:
    """The currency of that name in the country that the text names nearest."""
    first = name.partition(" ")[0].removesuffix("s")
    for country in _countries_near(text, position):
        for code, full_name in _COUNTRIES[country]:
            if full_name.lower().startswith(first):
                return code
    return None


def _franc_cfa(text: str, position: int) -> str:
    """XAF in Central Africa, else XOF, of West Africa."""
    for country in _countries_near(text, position):
        for code, _ in _COUNTRIES[country]:
            if code in {"XAF", "XOF"}:
                return code
    return "XOF"


def _high_end(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """The high end of a range whose sign stands before the low end alone: `$5–7 millions`."""
    if not before or before[-1].kind != "money" or before[-1].rule == "fr.currency_name":
        return None
    if not text.startswith(("$", "€", "£", "US", "EUR", "CHF", "GBP"), before[-1].start):
        return None
    if not _RANGE.fullmatch(text[before[-1].end : number.start]):
        return None
    return Mark("money", number.start, number.end, before[-1].rule, before[-1].currency)
