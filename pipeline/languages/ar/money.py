"""Sums of money in Arabic text: names, codes and signs of currencies beside an amount.

Names come from CLDR; the tables here hold what UN editions write beside them. A name is told from
the others of its noun by the adjective of its country: `دينار أردني`.
"""

from __future__ import annotations

import re

from pipeline.figures.engine.model import Mark, Number
from pipeline.figures.numbers import currency_names, territory_currencies
from pipeline.figures.words import any_of
from pipeline.languages.ar.letters import pattern, plain

_LOCALE = "ar"

_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₪": "ILS", "₤": "GBP"}
_CODES = frozenset(currency_names(_LOCALE).values())
#: Nouns that mean one currency where no country's adjective follows.
_ALONE = {
    "دولار": "USD", "يورو": "EUR", "أورو": "EUR", "ين": "JPY", "يوان": "CNY", "سنت": "USD",
    "راند": "ZAR", "نايرا": "NGN", "شيكل": "ILS", "شاقل": "ILS", "هريفنيا": "UAH", "تاكا": "BDT",
    "باهت": "THB", "أفغاني": "AFN", "فورنت": "HUF", "زلوتي": "PLN", "رنمينبي": "CNY",
    "كوانزا": "AOA",
    "تنغي": "KZT", "أوقية": "MRU", "روبل": "RUB",
}  # fmt: skip
#: Names of several words that CLDR does not have.
_MORE = {
    "فرنك الجماعة المالية الأفريقية": "XOF", "فرنكات الجماعة المالية الأفريقية": "XOF",
    "فرنك من فرنكات الجماعة المالية الأفريقية": "XOF", "من فرنكات الجماعة المالية الأفريقية": "XOF",
    "جنيه استرليني": "GBP", "جنيهات استرلينية": "GBP", "ليرة لبنانية": "LBP", "دولار أميركي": "USD",
    "شاقل إسرائيلي": "ILS", "شيقل إسرائيلي": "ILS", "شيكل جديد": "ILS", "دينار جزائري": "DZD",
    "وحدة من حقوق السحب الخاصة": "XDR", "من حقوق السحب الخاصة": "XDR", "درهم إماراتي": "AED",
    "دولار من دولارات الولايات المتحدة": "USD", "دولارات الولايات المتحدة": "USD",
    "دولار من دولارات نيوزيلندا": "NZD", "شلن كيني": "KES", "روبية هندية": "INR",
}  # fmt: skip
#: Broken plurals, by their singulars.
_IRREGULAR = {"دنانير": "دينار", "دراهم": "درهم", "شواكل": "شيكل", "روبلات": "روبل"}
#: The end of a currency's noun or adjective by number and case.
_ENDING = re.compile(r"(?:تان|تين|ات|ان|ين|ة|ا|ت)$")


def _stem(word: str) -> str:
    """A noun or adjective without the ending of its gender, number and case."""
    return _IRREGULAR.get(word) or (_ENDING.sub("", word) if len(word) > 3 else word)


def _stems(name: str) -> tuple[str, ...]:
    return tuple(_stem(word.removeprefix("ال")) for word in plain(name).split())


def _names() -> dict[tuple[str, ...], str]:
    """Currencies by the stems of their names."""
    names: dict[tuple[str, ...], str] = {}
    for name, code in currency_names(_LOCALE).items():
        if not re.search(r"[\d()-]", name) and len(name.split()) > 1:
            names.setdefault(_stems(name), code)
    names |= {_stems(name): code for name, code in (_MORE | _ALONE).items()}
    return names


def _unique(names: dict[tuple[str, ...], str]) -> dict[tuple[str, ...], str]:
    """The nouns that one currency alone has: `بالبوا`, `سوموني`."""
    codes: dict[str, set[str]] = {}
    for name, code in names.items():
        codes.setdefault(name[0], set()).add(code)
    return {(noun,): next(iter(of)) for noun, of in codes.items() if len(of) == 1}


_NAMES = _names()
_UNIQUE = {name: code for name, code in _unique(_NAMES).items() if name not in _NAMES}
_NOUNS = frozenset(name[0] for name in _NAMES)
_LONGEST = max(map(len, _NAMES))
#: Nouns that several currencies share: they need their country.
_SHARED = frozenset(
    map(plain, "دينار درهم ريال رييال ليرة جنيه روبية فرنك كرونة بيزو شلن سوم".split())
)
#: What a shared noun means in a text that names no country of it.
_OTHERWISE = {"سوم": "UZS"}
_SHARED_STEMS = frozenset(map(_stem, _SHARED))
#: Two of a currency in one word.
CURRENCY_DUALS = frozenset(
    noun + ending for noun in map(plain, ("دولار", "دينار", "جنيه")) for ending in ("ان", "ين")
)
_COUNTRIES = {plain(name): codes for name, codes in territory_currencies(_LOCALE).items()}
_COUNTRY = re.compile(any_of(_COUNTRIES))
_WORD = re.compile(r"[ \u00a0]?([\u0621-\u064a]+)")
_OF = pattern(r"\sمن\s(?=ال|دولارات|جنيهات|فرنكات|حقوق|يوروات|دنانير)")
_SIGN_BEFORE = re.compile(rf"(?:(?:US)?[$€£¥₪]\s?|\b(?P<code>{any_of(_CODES)})\s?)[(\[]?$")
_SIGN_AFTER = re.compile(rf"[)\]]?\s?(?:(?:US)?[$€£¥₪]|(?P<code>{any_of(_CODES)})\b)(?!\s?\d)")
_CENT = plain("سنت")


def money(text: str, number: Number, start: int) -> Mark | None:
    """`13 مليون دولار`, `5 دنانير أردنية`, `€ 40`."""
    if text[number.start : number.end] in CURRENCY_DUALS:
        named = _named(text, number.start)
        return Mark("money", number.start, named[0], named[2], named[1]) if named else None
    if number.value == 1 and number.spelled:
        return _one(text, number)
    named = _named(text, number.end, large=number.value >= 100)
    if named is not None:
        end, code, rule = named
        return Mark("money" if code else "none", start, end, rule, code)
    after = _SIGN_AFTER.match(text, number.end)
    if after:
        written = after[0].strip(" \u00a0)]")
        return Mark("money", start, after.end(), "ar.currency_sign", _SIGNS.get(written, written))
    before = _SIGN_BEFORE.search(text, max(0, start - 6), start)
    if before:
        written = before[0].strip(" \u00a0([")
        code = _SIGNS.get(written, written)
        return Mark("money", before.start(), number.end, "ar.currency_sign", code)
    return None


_ONE_BEFORE = re.compile(r"(?<!\w)([\u0621-\u064a]+) $")


def _one(text: str, number: Number) -> Mark | None:
    """`دولار واحد`: one stands after its noun."""
    before = _ONE_BEFORE.search(text, max(0, number.start - 16), number.start)
    code = _NAMES.get(_stems(before[1])) if before else None
    if before is None or code is None:
        return None
    return Mark("money", before.start(), number.end, "ar.currency_name", code)


def _named(text: str, position: int, *, large: bool = False) -> tuple[int, str | None, str] | None:
    """End, code and rule of the currency named at `position`, its code None for one not told."""
    position += text[position : position + 1] in {")", "]"}
    partitive = _OF.match(text, position)
    first = _WORD.match(text, partitive.end() - 1 if partitive else position)
    if first is None or not (first[1][:1] and _stem(first[1].removeprefix("ال")) in _NOUNS):
        return None
    stems, ends = [_stem(first[1].removeprefix("ال"))], [first.end()]
    while len(stems) < _LONGEST:
        following = _WORD.match(text, ends[-1])
        if following is None or not following[0][0].isspace():
            break
        stems.append(_stem(following[1].removeprefix("ال")))
        ends.append(following.end())
    for length in range(len(stems), 0, -1):
        code = _NAMES.get(tuple(stems[:length]))
        if code is not None:
            return ends[length - 1], code, "ar.currency_name"
    if large and (stems[0],) in _UNIQUE and stems[0] not in _SHARED_STEMS:
        return ends[0], _UNIQUE[stems[0],], "ar.currency_name"
    if stems[0] in _SHARED_STEMS:
        return ends[0], _of_country(text, position, stems[0]), "ar.currency_of_country"
    return None


def _of_country(text: str, position: int, noun: str) -> str | None:
    """The currency of that noun in the country that the text names last before it, else after."""
    countries = _COUNTRY.findall(text[:position])[::-1] + _COUNTRY.findall(text[position:])
    for country in countries:
        for code, name in _COUNTRIES[country]:
            if _stems(name)[0] == noun:
                return code
    return _OTHERWISE.get(noun)


def is_cents(text: str, number: Number) -> bool:
    """Whether a number is one of cents, hundredths of a dollar."""
    word = _WORD.match(text, number.end)
    return word is not None and _stem(word[1]) == _CENT
