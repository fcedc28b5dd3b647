"""Words that several parts of Spanish need: number words, and how words are compared."""

from __future__ import annotations

from functools import lru_cache

_ACCENTS = str.maketrans("áéíóúü", "aeiouu")


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """A word in small letters without accents, as the tables of this package hold them.

    >>> plain("Veintidós")
    'veintidos'
    """
    return word.lower().translate(_ACCENTS)


ONES = {"un": 1, "uno": 1, "una": 1} | {word: value for value, word in enumerate(
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve veinte".split(), start=2)} | {
    "veintiun": 21, "veintiuno": 21, "veintiuna": 21} | {word: value for value, word in enumerate(
    "veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho "
    "veintinueve".split(), start=22)}  # fmt: skip
TENS = {word: 10 * value for value, word in enumerate(
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(), start=3)}  # fmt: skip
HUNDREDS = {"cien": 100, "ciento": 100} | {
    stem + ending: 100 * value
    for value, stem in enumerate(
        "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient".split(),
        start=2,
    )
    for ending in ("os", "as")
}
SCALES = {
    "mil": 10**3, "millon": 10**6, "millones": 10**6, "millardo": 10**9, "millardos": 10**9,
    "billon": 10**12, "billones": 10**12,
}  # fmt: skip
#: Nouns that count: `una docena de países`, `dos centenares`.
COLLECTIVES = {
    form: value
    for word, value in {
        "decena": 10, "docena": 12, "quincena": 15, "veintena": 20, "treintena": 30,
        "cincuentena": 50, "centena": 100, "centenar": 100, "millar": 1000,
    }.items()
    for form in (word, word + ("es" if word.endswith("r") else "s"))
}  # fmt: skip
NUMBER_WORDS = frozenset((*ONES, *TENS, *HUNDREDS, *SCALES))

MONTHS = (
    "(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)"
)
