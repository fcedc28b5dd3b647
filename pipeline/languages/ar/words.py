"""Number words of Arabic and the small words that are written together with others."""

from __future__ import annotations

from pipeline.languages.ar.letters import plain

#: Conjunctions and prepositions of one letter, which are written together with the next word; as
#: few as there can be, since `واحد` begins with none.
PREFIX = "(?:[وف]??[بلك]??)"


def _values(table: dict[int, str]) -> dict[str, int]:
    return {word: value for value, forms in table.items() for word in plain(forms).split()}


#: One to ten, both genders and all cases; `ثلاثا` and the like stand in no number of a report.
UNITS = _values({
    1: "واحد واحدة واحدا أحد إحدى حادي", 2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
    3: "ثلاث ثلاثة", 4: "أربع أربعة", 5: "خمس خمسة", 6: "ست ستة", 7: "سبع سبعة",
    8: "ثمان ثماني ثمانية ثمانيا", 9: "تسع تسعة", 10: "عشر عشرة",
})  # fmt: skip
_TEN_STEMS = "عشر ثلاث أربع خمس ست سبع ثمان تسع"
TENS = {
    plain(stem) + case: 10 * value
    for value, stem in enumerate(_TEN_STEMS.split(), start=2)
    for case in ("ون", "ين")
}
_HUNDRED = ("مائة", "مئة", "ماية")
_HUNDREDS_OF = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}
HUNDREDS = _values({
    100: " ".join(_HUNDRED),
    200: "مائتان مائتين مائتا مائتي مئتان مئتين مئتا مئتي",
    **{
        100 * value: " ".join(f"{stem}{hundred}" for hundred in _HUNDRED)
        + (" ثمانيمائة ثمانيمئة" if value == 8 else "")
        for value, stem in _HUNDREDS_OF.items()
    },
})  # fmt: skip
#: Multipliers in all forms, and their duals, which mean two of them where no number goes before.
_SCALE_FORMS = {
    10**3: ("ألف ألفا آلاف", "ألفان ألفين ألفا ألفي"),
    10**6: ("مليون مليونا ملايين", "مليونان مليونين مليونا مليوني"),
    10**9: (
        "بليون بليونا بلايين مليار مليارا مليارات",
        "بليونان بليونين بليونا بليوني ملياران مليارين مليارا ملياري",
    ),
    10**12: (
        "تريليون تريليونا تريليونات ترليون ترليونا ترليونات",
        "تريليونان تريليونين تريليونا تريليوني ترليونان ترليونين ترليونا ترليوني",
    ),
}
SCALES = _values({scale: forms for scale, (forms, _) in _SCALE_FORMS.items()})
DUALS = _values({2 * scale: forms for scale, (_, forms) in _SCALE_FORMS.items()})
#: Plurals, which are no number without one before them: `ملايين النساء`.
PLURAL_SCALES = frozenset(plain("آلاف ملايين بلايين مليارات تريليونات ترليونات").split())
NUMBER_WORDS = (*UNITS, *TENS, *HUNDREDS, *{**SCALES, **DUALS})
