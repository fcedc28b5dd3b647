"""Russian words that several parts need: case endings, and number words in all their forms."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from pipeline.figures.words import any_of

# --- case endings -------------------------------------------------------------------------

_ENDINGS = frozenset(
    "ами ями ьми ией ого его ому ему ыми ими иями иях иям ием ых их ым им ые ие ый ий ой ая яя ое "
    "ее ую юю ии ия ию ов ев ей ам ям ах ях ом ем ью а я у ю ы и е о ь й".split()
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
#: What a stem keeps at least, so that `лей` is no ending alone.
_SHORTEST_STEM = 2
#: Pattern of any case ending of a noun or adjective, none included.
ENDING = f"(?:{any_of(_ENDINGS)})?"


def plain(word: str) -> str:
    """A word in small letters, `ё` written as `е`."""
    return word.lower().replace("ё", "е")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its case ending, in small letters.

    >>> stem("австралийских"), stem("долларам")
    ('австралийск', 'доллар')
    """
    lower = plain(word)
    for end in range(max(_SHORTEST_STEM, len(lower) - _LONGEST_ENDING), len(lower)):
        if lower[end:] in _ENDINGS:
            return lower[:end]
    return lower


# --- number words -------------------------------------------------------------------------

_FORMS = """
1 один одна одно одни одного одной одну одному одним одними одних одном
1.5 полтора полторы полутора
2 два две двух двум двумя двое двоих двоим двоими
3 три трех трем тремя трое троих троим троими
4 четыре четырех четырем четырьмя четверо четверых четверым четверыми
5 пять пяти пятью пятеро пятерых пятерым пятерыми
6 шесть шести шестью шестеро шестерых шестерым шестерыми
7 семь семи семью семеро семерых семерым семерыми
8 восемь восьми восемью восьмью восьмеро восьмерых восьмерым восьмерыми
9 девять девяти девятью девятеро девятерых
10 десять десяти десятью десятеро десятерых
40 сорок сорока
50 пятьдесят пятидесяти пятьюдесятью
60 шестьдесят шестидесяти шестьюдесятью
70 семьдесят семидесяти семьюдесятью
80 восемьдесят восьмидесяти восемьюдесятью восьмьюдесятью
90 девяносто девяноста
100 сто ста
200 двести двухсот двумстам двумястами двухстах
300 триста трехсот тремстам тремястами трехстах
400 четыреста четырехсот четыремстам четырьмястами четырехстах
500 пятьсот пятисот пятистам пятьюстами пятистах
600 шестьсот шестисот шестистам шестьюстами шестистах
700 семьсот семисот семистам семьюстами семистах
800 восемьсот восьмисот восьмистам восемьюстами восьмистах
900 девятьсот девятисот девятистам девятьюстами девятистах
"""
_TEENS = (
    "одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат "
    "девятнадцат"
).split()


def _cardinals() -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in _FORMS.strip().splitlines():
        value, *forms = line.split()
        found |= dict.fromkeys(forms, Decimal(value))
    begun = {**dict(zip(_TEENS, range(11, 20), strict=True)), "двадцат": 20, "тридцат": 30}
    for begin, number in begun.items():
        found |= dict.fromkeys((f"{begin}ь", f"{begin}и", f"{begin}ью"), Decimal(number))
    return found


#: Values of number words up to nine hundred, by each form.
CARDINALS = _cardinals()
#: Multipliers by their stem, and the endings that they take in words.
SCALES = {"тысяч": 10**3, "миллион": 10**6, "миллиард": 10**9, "триллион": 10**12}
#: Multipliers in one word with a half.
HALVES = {"полсотни": 50, "полтысячи": 500, "полмиллиона": 500_000, "полмиллиарда": 500_000_000}
DOZEN = {"дюжина": 12, "дюжину": 12, "дюжины": 12, "дюжин": 12}


def _scale_forms() -> dict[str, int]:
    forms = {
        f"{begin}{ending}": value
        for begin, value in SCALES.items()
        for ending in ("", "а", "у", "ом", "е", "ы", "и", "ов", "ей", "ью", "ам", "ами", "ах")
    }
    forms |= dict.fromkeys(
        "десяток десятка десятку десятком десятке десятки десятков десяткам десятками".split(), 10
    )
    return forms | dict.fromkeys("сотня сотни сотне сотню сотней сотен сотням сотнями".split(), 100)


#: Multipliers by each form.
SCALE_FORMS = _scale_forms()
#: Forms that are one by themselves: `тысяча человек`.
SINGLE_SCALES = frozenset(
    "тысяча тысячу тысячью миллион миллиард триллион миллионом миллиардом".split()
)
#: Forms that are one after a word of exactness: `более тысячи человек`.
GENITIVE_SCALES = frozenset("тысячи миллиона миллиарда триллиона сотни десятка".split())

#: Beginnings of compounds: `двух` in `двухмиллионный`, `пятидесяти` in `пятидесятипроцентный`.
COMPOUND_PARTS = {
    **{
        form: int(CARDINALS[form])
        for form in (
            "двух трех четырех пяти шести семи восьми девяти десяти двадцати тридцати сорока "
            "пятидесяти шестидесяти семидесяти восьмидесяти девяносто сто двухсот трехсот "
            "четырехсот пятисот шестисот семисот восьмисот девятисот"
        ).split()
    },
    **{f"{begin}и": value for value, begin in enumerate(_TEENS, start=11)},
}
