"""English words used in several modules: number words and forms of verbs."""

from __future__ import annotations

UNITS = {word: value for value, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen".split(), start=1)}  # fmt: skip
TENS = {word: 10 * value for value, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}  # fmt: skip
#: What multiplies a number below a hundred.
HUNDREDS = {"hundred": 100, "dozen": 12}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
NUMBER_WORDS = (*UNITS, *TENS, *HUNDREDS, *SCALES)

#: Pasts and participles that do not end in -ed.
PASTS = frozenset(
    "arose became began bought brought built came chose cut dealt did done drew dropped fed fell "
    "felt fled forgot found fought gave given gone got grew grown had heard held hit hurt kept "
    "knew known laid lay led left lent lost made meant met paid put quit ran rose risen said sat "
    "saw seen sent set shown shut slept sold sought spent spoke spread stood struck taken taught "
    "thought told took understood undertook went withdrew won wore wrote written".split()
)
