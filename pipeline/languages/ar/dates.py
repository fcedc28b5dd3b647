"""Names of months and what stands around days and years in Arabic text.

The Arab countries have three sets of month names (CLDR: Syria's, Egypt's, those of the Maghreb);
United Nations documents write the first two together, `آذار/مارس`.
"""

from __future__ import annotations

from babel import Locale

from pipeline.figures.words import any_of
from pipeline.languages.ar.letters import pattern, plain

#: Spellings that are not in CLDR.
_MORE_MONTHS = ("يونيه", "يوليه", "ابريل", "نيسان")


def _months() -> str:
    names = {
        plain(str(name))
        for code in ("ar", "ar_SY", "ar_DZ", "ar_MA", "ar_MR")
        for name in Locale.parse(code).months["format"]["wide"].values()
    }
    return any_of(names.union(map(plain, _MORE_MONTHS)))


#: A month by one name or two.
MONTH = rf"(?:(?:{_months()})(?:\s?/\s?(?:{_months()}))?(?!\w))"
MONTH_AFTER = pattern(rf"\s?(?:من\s)?(?:شهر\s)?{MONTH}")
MONTH_BEFORE = pattern(rf"(?<!\w)[وفبل]?{MONTH}\s?$")
#: Words after which a bare number is a year.
YEAR_BEFORE = pattern(
    r"(?<!\w)(?:[وفبلك]{0,2}(?:ال)?(?:عام|عامي|عاما|أعوام|سنة|سنتي|سنوات|فترة|سنتين|فترتين|موسم"
    r"|منذ|حتى|بحلول|قبل|بعد|مطلع"
    r"|أوائل|أواخر|منتصف|نهاية|بداية|ميزانية|للفترة|للأعوام|دورة|خلال|صيف|شتاء|ربيع|خريف|دراسي"
    r"|مالي)|لل(?:عام|أعوام|سنة|سنوات|فترة|سنتين))"
    r"\s(?:من\s|ما\sبين\s|بين\s)?$"
)
#: The next day of a list or period of days: `14 إلى 18 آذار`, `من 28 تموز إلى 3 آب`.
NEXT_DAY = pattern(r"\s?(?:-|–|—|إلى|حتى|و|،|،\sو|أو)\s?\d{1,2}(?!\d)")
