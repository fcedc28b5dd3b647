"""French words used in several modules: number words and months."""

from __future__ import annotations

UNITS = {word: value for value, word in enumerate(
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize".split(), start=1)} | {"une": 1}  # fmt: skip
#: `septante`, `huitante`, `octante` and `nonante` are Belgian and Swiss.
TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
HUNDREDS = frozenset(("cent", "cents"))
#: Multipliers that are nouns (`deux millions de personnes`). French counts by the long scale.
SCALES = {
    "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9,
    "billion": 10**12, "billions": 10**12, "trillion": 10**18, "trillions": 10**18,
}  # fmt: skip
#: Nouns for approximate numbers; only `douzaine` is exact.
COLLECTIVES = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip
NUMBER_WORDS = (*UNITS, *TENS, *HUNDREDS, "mille", *SCALES)

MONTHS = (
    r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre"
    r"|d[ée]cembre|(?:janv|f[ée]vr|avr|juil|juill|sept|oct|nov|d[ée]c)\.)(?!\w)"
)
