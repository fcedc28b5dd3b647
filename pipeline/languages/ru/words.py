"""Russian words used in several modules: case endings, and number words in all their forms."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.figures.engine.lexicon import Lexicon
from pipeline.figures.words import any_of, comparing

# --- case endings -------------------------------------------------------------------------

_ENDINGS = frozenset(
    "ами ями ьми ией ого его ому ему ыми ими иями иях иям ием ых их ым им ые ие ый ий ой ая яя ое "
    "ее ую юю ии ия ию ов ев ей ам ям ах ях ом ем ью а я у ю ы и е о ь й".split()
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
#: Minimum length of a stem, so that `лей` is not just an ending.
_SHORTEST_STEM = 2
#: Pattern of any case ending of a noun or adjective, or none.
ENDING = f"(?:{any_of(_ENDINGS)})?"


plain = comparing({"ё": "е"})


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its case ending, in lower case.

    >>> stem("австралийских"), stem("долларам")
    ('австралийск', 'доллар')
    """
    lower = plain(word)
    for end in range(max(_SHORTEST_STEM, len(lower) - _LONGEST_ENDING), len(lower)):
        if lower[end:] in _ENDINGS:
            return lower[:end]
    return lower


# --- number words -------------------------------------------------------------------------

LEXICON = Lexicon(Path(__file__).with_name("lexicon.toml"))
#: Values of number words, for each form.
CARDINALS = LEXICON.decimals("numbers.words")

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
    **{
        form: int(value) for form, value in CARDINALS.items() if 10 < value < 20 and form[-1] == "и"
    },
}
