"""Numbers in Arabic text, without those that are no figures by what they stand in.

Digits of thousands stand in either order: `10 600` as it is read, and `600 10`, as it is typed so
that the page, which runs from right to left, shows it as `10 600`. Number words are read by their
grammar; dates, references, ages and names are told by the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.figures.engine.model import Number
from pipeline.figures.numbers import BLANKS
from pipeline.figures.words import any_of, initials
from pipeline.languages.ar.dates import MONTH_AFTER, MONTH_BEFORE, NEXT_DAY, YEAR_BEFORE
from pipeline.languages.ar.letters import pattern, words
from pipeline.languages.ar.money import CURRENCY_DUALS
from pipeline.languages.ar.nouns import DUALS as COUNTED_DUALS
from pipeline.languages.ar.nouns import counted_after
from pipeline.languages.ar.words import (
    DUALS,
    HUNDREDS,
    NUMBER_WORDS,
    PLURAL_SCALES,
    PREFIX,
    SCALES,
    TENS,
    UNITS,
)

# --- candidates ---------------------------------------------------------------------------


_SCALE = any_of({**SCALES, **DUALS})
_WORD = any_of(NUMBER_WORDS)
_FRACTION = (
    r"(?:\.\d+|,(?!\d{3}(?!\d))\d+"
    r"|،\d{1,2}(?=\s?(?:%|في الم[ائي]|مليون|ملايين|بليون|بلايين|مليار)))?"
)
_DIGITS = (
    # In the order of reading, thousands set off by commas or blanks.
    rf"\d{{1,3}}(?:,\d{{3}})+(?![\d])(?:\.\d+)?"
    rf"|\d{{1,2}}(?:[{BLANKS}]\d{{3}})+(?!\d){_FRACTION}"
    # In the reverse order, or of groups that are all full.
    rf"|\d{{3}}{_FRACTION}(?:[{BLANKS}]\d{{3}})*[{BLANKS}]\d{{1,3}}(?![\d.,]?\d){_FRACTION}"
    rf"|\d+{_FRACTION}"
)
#: `ونصف المليون` after a number with a multiplier.
_HALF = r"\s(?P<{}>و(?:نصف|ربع)(?:\sال?(?:مليون|بليون|مليار))?(?!\w))"
#: Letters that a number word begins with, or one of the prefixes before it.
_INITIALS = initials((*NUMBER_WORDS, *COUNTED_DUALS, *CURRENCY_DUALS, *"وفبلكانر"))
#: All candidates in one pass.
_NUMBER = pattern(
    rf"(?=[\d{_INITIALS}])(?:(?<![\d])(?P<digits>{_DIGITS})(?:[)\]]?[\s{BLANKS}]?(?P<scale>{_SCALE})(?!\w)(?:{_HALF.format('half')})?)?"
    rf"|(?<!\w){PREFIX}(?P<definite>ال)?"
    rf"(?:(?P<dual>{any_of(COUNTED_DUALS | CURRENCY_DUALS)})(?!\w)|(?P<spelled>(?:نصف"
    rf"|ربع)\s(?:{_SCALE})(?!\w)"
    rf"|(?:{_WORD})(?!\w)(?:\sو?\s?(?:ال)?(?:{_WORD})(?!\w))*)(?:{_HALF.format('half_of_words')})?))"
)
_PART = pattern(rf"(?P<and>\sو\s?)?(?:ال)?(?P<word>{_WORD}|نصف|ربع)(?!\w)")


@dataclass(slots=True)
class _Speller:
    """Takes number words in order and keeps the number that they make up so far.

    Attributes:
        total: the sum of the groups that a multiplier has closed.
        group: what the words since then make up.
        scale: the last multiplier.
        last: the word before.
        start, end: characters of the number so far.
    """

    total: Decimal = Decimal(0)
    group: Decimal = Decimal(0)
    scale: int = 0
    last: str = ""
    start: int = -1
    end: int = 0

    def take(self, word: str, start: int, end: int, *, joined: bool) -> bool:
        """Add a word, `joined` to the one before by `and`; False where it does not fit."""
        added = self._group(word, joined=joined)
        if added is not None:
            self.group = added
        elif word in SCALES or word in DUALS:
            if not self._multiply(word, joined=joined):
                return False
        else:
            return False
        self.last, self.end = word, end
        self.start = start if self.start < 0 else self.start
        return True

    def _group(self, word: str, *, joined: bool) -> Decimal | None:
        """The group with a word below a thousand, None where the word does not go on with it."""
        group, rest = self.group, self.group % 100
        empty = self.start < 0 or (joined and not group)
        if word in ("نصف", "ربع"):
            return Decimal(2 if word == "نصف" else 1) / 4 if self.start < 0 else None
        if word in UNITS:
            if UNITS[word] == 10 and 0 < rest < 10 and not joined and self.last in UNITS:
                return group + 10
            return group + UNITS[word] if empty or (joined and group and not rest) else None
        if word in TENS:
            after_unit = joined and 0 < rest < 10 and self.last in UNITS
            fits = empty or (joined and group and not rest) or after_unit
            return group + TENS[word] if fits else None
        if word in HUNDREDS:
            if HUNDREDS[word] == 100 and 3 <= group < 10 and not joined and self.last in UNITS:
                return group * 100
            return group + HUNDREDS[word] if empty else None
        return None

    def _multiply(self, word: str, *, joined: bool) -> bool:
        if self.group and not joined and word in SCALES:
            scale, group = SCALES[word], self.group
        elif self.start < 0 or (joined and not self.group):
            if word in PLURAL_SCALES:
                return False
            group = Decimal(2 if word in DUALS else 1)
            scale = DUALS[word] // 2 if word in DUALS else SCALES[word]
        else:
            return False
        if self.scale and scale >= self.scale:
            return False
        self.total += group * scale
        self.group, self.scale = Decimal(0), scale
        return True

    def number(self) -> Number | None:
        """The number so far, None before the first word."""
        if self.start < 0:
            return None
        scale = self.scale or 1
        return Number(self.start, self.end, self.total + self.group, scale, spelled=True)


def spelled_numbers(text: str, offset: int = 0) -> list[Number]:
    """The numbers in a run of folded number words: one, or several.

    >>> [int(n.value) for n in spelled_numbers("ثلاثة وستون الفا")]
    [63000]
    """
    found: list[Number] = []
    speller = _Speller()
    for match in _PART.finditer(text):
        start, end = match.start("word") + offset, match.end() + offset
        joined = match["and"] is not None
        if not speller.take(match["word"], start, end, joined=joined):
            found += [n for n in (speller.number(),) if n is not None]
            speller = _Speller()
            speller.take(match["word"], start, end, joined=False)
    return found + [n for n in (speller.number(),) if n is not None]


def _candidates(text: str) -> Iterator[tuple[Number, bool]]:
    """Every number in digits or words, and whether its thousands are set off."""
    reversed_here = _is_reversed(text)
    for match in _NUMBER.finditer(text):
        if match["dual"]:
            if not match["definite"]:
                yield Number(match.start("dual"), match.end(), Decimal(2), spelled=True), False
            continue
        if match["spelled"]:
            found = spelled_numbers(match["spelled"], match.start("spelled"))
            if found and match["half_of_words"] and found[-1].scale > 1:
                found[-1] = _with_half(found[-1], match, "half_of_words")
            for number in found:
                yield number, False
            continue
        value, grouped = _digits(match["digits"], reversed_here=reversed_here)
        scale = SCALES.get(match["scale"] or "", 1)
        number = Number(match.start("digits"), match.end(), value * scale, scale)
        yield (_with_half(number, match, "half") if match["half"] else number), grouped


def _with_half(number: Number, match: re.Match[str], group: str) -> Number:
    """`مليون ونصف المليون`."""
    part = Decimal(2 if "نصف" in match[group] else 1) / 4
    return replace(number, value=number.value + part * number.scale, end=match.end(group))


# --- digits -------------------------------------------------------------------------------

_BLANK = re.compile(f"[{BLANKS}]")
_GROUPS = re.compile(
    rf"\d(?<![\d.,]\d)\d{{0,2}}(?:[{BLANKS}]\d{{3}})*[{BLANKS}]\d{{1,3}}(?![\d.,])"
)
#: Blanks around which the bidirectional algorithm keeps digits in the order of reading.
_KEEPING = "\u00a0\u202f"


def _order(groups: list[str]) -> bool | None:
    """Whether groups of digits stand in reverse, None where they do not tell."""
    if len(groups[0]) < 3:
        return False
    if len(groups[-1]) < 3 or groups[0][0] == "0":
        return True
    return False if groups[-1][0] == "0" else None


def _is_reversed(text: str) -> bool | None:
    """Whether the numbers of a text stand in reverse, by those that tell; None where none does."""
    told = {
        order
        for match in _GROUPS.finditer(text)
        if (order := _order(_BLANK.split(match[0]))) is not None
    }
    return told.pop() if len(told) == 1 else None


def _digits(digits: str, *, reversed_here: bool | None) -> tuple[Decimal, bool]:
    """Value of a number in digits, and whether its thousands are set off."""
    groups = _BLANK.split(digits)
    if len(groups) == 1:
        plain_digits = digits.replace("،", ".")
        is_grouped = re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", plain_digits) is not None
        written = plain_digits.replace(",", "" if is_grouped else ".")
        return Decimal(written), is_grouped
    whole = [re.split(r"[.,]", group)[0] for group in groups]
    in_reverse = _order(whole)
    if in_reverse is None:
        in_reverse = reversed_here
    if in_reverse is None:
        # A blank that keeps digits together needs no reversing to look right.
        in_reverse = not any(blank in digits for blank in _KEEPING)
    if in_reverse:
        groups.reverse()
    return Decimal("".join(groups).replace(",", ".")), True


# --- numbers that are no figures ----------------------------------------------------------

#: Nouns that a number after them names: articles, items, tables.
_REFERENCES = words(
    "مادة مواد مادتين مادتان مادتي فقرة فقرات فقرتين فقرتان فقرتي قرار قرارات قرارين قراران "
    "قراريه "
    "قراراته قرارها قراره قراراتها قراراه مقرر مقررات مقررين مقرران مقررها مقرره بند بنود "
    "بندين بندان جلسة "
    "جلسات جلستين جلستان جدول جداول جدولين جدولان شكل أشكال شكلين مرفق مرفقات مرفقين تذييل ملحق "
    "ملاحق فصل فصول فصلين فصلان باب أبواب بابين قسم أقسام جزء أجزاء جزأين صفحة صفحات صفحتين ص "
    "إجراءات إجراءين إجراءان هدف أهداف هدفين هدفان غاية غايات غايتين مؤشر مؤشرات رقم رقمه رقمها "
    "أرقام رقمي رقما قاعدة قواعد قاعدتين مرحلة مستوى رتبة حاشية حواشي حاشيتين خريطة مرسوم مراسيم "
    "لائحة إصدار نسخة مجلد طابق غرفة قاعة هاتف هواتف فاكس تليفون عمود خانة سطر سؤال أسئلة خيار "
    "معيار "
    "سلسلة سلاسل سلسلتين سلسلتان تعاقبية تعاقبيتان تعاقبيتين كوفيد محور ركيزة فرعي فرعية فرعيان "
    "فرعيين جمهوري فئة فئتين إطار درس وحدة نموذج استمارة مخفر"
)
#: Such nouns that are also subjects or objects of a count: `تضم المجموعة 12 عضوا`.
_LOOSE_REFERENCES = words(
    "برنامج برامج برنامجين توصية توصيات توصيتين توصيتان تعليق ملاحظة ملاحظات استنتاج مبدأ "
    "مبادئ وثيقة "
    "وثائق بروتوكول قانون أمر محضر بلاغ بلاغات رسالة مشروع مشاريع تعديل لجنة فريق مجموعة رحلة "
    "طريق اتفاقية "
    "إجراء حالة قضية بيان نوع منطقة قطاع محطة مبنى مقترح نتيجة ناتج إنجاز صندوق شارع جولة دورة "
    "نشرة نظام "
    "مسألة بيانات رمز نقطة ورقة إعلان عينة سيناريو"
)
_LAST_WORD = re.compile(r"(?<![\u0621-\u064a])([\u0621-\u064a]++)\.?[\s\u00a0]?[(\[\"“]?$")
_STEM = pattern(r"[وف]?(?:[بلك]?ال|لل|[بلك])")
#: A letter or number after a noun: `المادة 6 (أ)`, `الفقرة 12 (ب) من`, `54/12`.
_NEXT_REFERENCE = pattern(
    r"(?:\s?\([\w\s]{1,12}\))*(?:\s(?:ألف|باء|جيم|دال|هاء|مكررا?)(?!\w))?\s?(?:،\s?و?|و|أو|إلى"
    r"|حتى|-|–|—|/|؛\s?و?)\s?(?:ال)?(?:فقر(?:ة|ات)\s)?\(?"
)
_LETTER_AFTER = pattern(r"\s(?:ألف|باء|جيم|دال|هاء|مكررا?)(?!\w)")
_FOLLOWED_BY_UNIT = pattern(
    r"[)\]]?\s?(?:%|في\s?ال(?:مائة|مئة|ماية)|بال(?:مائة|مئة)|نقطة\sمئوية|نقاط\sمئوية|[$€£]"
    r"|دولار|يورو)"
)
#: The bracketed year of a resolution: `1325 (2000)`, `973 (د-10)`.
_BRACKETED = pattern(r"\s?\((?:\d{4}|د\s?-\s?\d+)\)")
_PARAGRAPH_NUMBER = re.compile(r"\s?[-–—.)]\s?(?=[^\d\s])")
_NEXT_NUMBER = pattern(rf"\s?(?:-|–|و|أو|إلى)\s?(?:{_DIGITS})(?:\s(?:{_SCALE})(?!\w))?")
_TELEPHONE_BEFORE = pattern(r"(?:هاتف|فاكس|الهاتف|Tel|Fax)[^\u0621-\u064a]{0,30}$")
_TIME = re.compile(r":\d\d(?!\d)")
#: Before a number word: an ordinal's first half, `في المائة`, `كلا`, a superlative.
_NO_NUMBER_BEFORE = pattern(
    r"(?:(?<!\w)في\sال|(?<!\w)(?:كلا|كلتا|أحد|إحدى|أول|آخر|أضعف|أقوى|أكبر|أهم|أفضل|أسوأ)\s"
    r"|(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)ة?\s(?:و?\s?(?:ال)?))$"
)
#: `مجموعة الـ 77`, `لجنة الـ 24`, `مجموعة العشرين`.
_NAME_BEFORE = pattern(
    r"(?<!\w)[وفبلك]?(?:ال)?(?:مجموعة|لجنة|فريق|خطة|قمة|لل?مجموعة)\s(?:ال(?:دول\s|بلدان\s)?"
    r"|دول\s)?(?:ال)?$"
)
_AGE_BEFORE = pattern(
    r"(?:أعمار(?:هم|هن|ها)?|عمر(?:ه|ها|هم)?|العمر|سن|السن|سنهم|الفئة\sالعمرية|الفئات\sالعمرية)"
    r"\s(?:(?:عن|من|بين|ما|الأقل|على|إلى|تتراوح|يتراوح|تقل|يقل|تزيد|يزيد|فوق|دون|أقل|أكثر|تجاوز"
    r"|تتجاوز)\s){0,4}$"
)
_RATE_BEFORE = pattern(r"(?<!\w)(?:و?لكل|عن\sكل|من\s(?:بين\s)?كل|مقابل\sكل|من\sأصل\sكل)\s$")
_RATE_AFTER = pattern(
    r"(?:\s[\u0621-\u064a]+){0,4}\s(?:لكل|من\sكل|من\sبين\sكل|عن\sكل)\s(?:\d|ألف|مائة|مئة|مليون"
    r"|فرد|شخص|نسمة|عشرة|خمسة|أربعة|ثلاثة)|\s?في\sال(?:ألف|مليون)(?!\w)"
)
#: Small words that are written together with a number: `و64`, `الـ77`, `بـ20`.
_GLUED = pattern(r"(?<![\w-])(?:[وفبلك]{0,2}(?:ال)?|[وف]?لل)$")
_GLUED_WORD = re.compile(r"(?<![\w-])[\u0621-\u064a]{4,}$")
_LATIN_CURRENCY = re.compile(r"(?:USD|EUR|GBP|CHF|US|AUD|CAD|JPY)$")
_STRAY = re.compile(r"(?:[A-Za-z_/+&#@°=]|[A-Za-z\u0621-\u064a][-.–]|\d[.:/]|[a-z]’)$")
_YEARS = range(1700, 2201)


def numbers(text: str) -> list[Number]:
    """All numbers in order, without those that are dates, references, names, ages or rates."""
    found: list[Number] = []
    referred: Number | None = None
    for number, grouped in _candidates(text):
        left = text[max(0, number.start - 48) : number.start]
        if referred is not None and _is_carried(text, referred, number):
            referred = number
            continue
        referred = None
        if _is_in_word(text, number, left):
            continue
        if found and _goes_on(text, found[-1], number):
            found[-1] = _together(found[-1], number)
        elif _refers(text, number, left) or (not grouped and _is_dated(text, number, left)):
            referred = number
        elif not _is_name_or_rate(text, number, left):
            found.append(number)
            _put_in_order(text, found)
    return found


def _goes_on(text: str, previous: Number, number: Number) -> bool:
    """Whether `300 ألف` goes on with `5 ملايين و`."""
    joiner = text[previous.end : number.start].strip()
    return joiner == "و" and previous.scale > number.scale >= 10**3 and not previous.spelled


def _together(previous: Number, number: Number) -> Number:
    return replace(previous, end=number.end, value=previous.value + number.value)


def _put_in_order(text: str, found: list[Number]) -> None:
    """A range of digits stands in either order: `15-10` is one from 10 to 15."""
    if len(found) < 2:
        return
    low, high = found[-2:]
    joined = text[low.end : high.start] in {"-", "–", "—"}
    if joined and low.value > high.value and high.scale == 1:
        found[-2:] = [replace(low, value=high.value), replace(high, value=low.value)]


def _is_in_word(text: str, number: Number, left: str) -> bool:
    """Whether it is part of a symbol, time, ordinal, or of the word before or after it."""
    after = text[number.end : number.end + 1]
    if number.spelled:
        return after == "-" or _NO_NUMBER_BEFORE.search(left) is not None
    if _TIME.match(text, number.end) or (
        after.isalpha()
        or after in {"°", "_", "@"}
        or (after == "/" and text[number.end + 1 : number.end + 2].isalnum())
    ):
        return True
    if not left.strip() and _PARAGRAPH_NUMBER.match(text, number.end) and number.value < 2000:
        return True
    if _TELEPHONE_BEFORE.search(left):
        return True
    if not left or left[-1].isspace():
        return False
    if _LATIN_CURRENCY.search(left) or _GLUED.search(left[-8:]):
        return False
    if _GLUED_WORD.search(left):
        return False
    return left[-1].isalpha() or _STRAY.search(left[-2:]) is not None


def _is_carried(text: str, referred: Number, number: Number) -> bool:
    """Whether a number is listed with a reference, age or date."""
    if number.start - referred.end > 32 or number.scale > 1 or number.spelled:
        return False
    both_years = {referred.value // 100, number.value // 100} <= {Decimal(19), Decimal(20)}
    bracketed = _BRACKETED.match(text, referred.end)
    if bracketed and number.end <= bracketed.end():
        return True
    begin = bracketed.end() if bracketed else referred.end
    if _NEXT_REFERENCE.fullmatch(text, begin, number.start) is None:
        return False
    if _FOLLOWED_BY_UNIT.match(text, number.end):
        return False
    return both_years or not counted_after(text, number.end)


def stem(word: str) -> str:
    """A word without article, conjunction and preposition, where they are there."""
    match = _STEM.match(word)
    return word[match.end() :] if match else word


def _refers(text: str, number: Number, left: str) -> bool:
    """`المادة 12`, `البند 5 من جدول الأعمال`, `القرار 1325 (2000)`."""
    if number.spelled or _FOLLOWED_BY_UNIT.match(text, number.end):
        return False
    match = _LAST_WORD.search(left)
    if match is None or (number.scale > 1 and not _LETTER_AFTER.match(text, number.end - 4)):
        return False
    word = match[1]
    forms = {word, stem(word), word[1:] if word[0] in "وف" else word}
    if forms & _REFERENCES:
        return True
    return bool(forms & _LOOSE_REFERENCES) and not _is_listed_count(text, number.end)


def _is_listed_count(text: str, position: int) -> bool:
    """Whether a noun that is counted follows, or follows the next number: `10-15 قرية`."""
    following = _NEXT_NUMBER.match(text, position)
    return counted_after(text, following.end() if following else position)


def _is_dated(text: str, number: Number, left: str) -> bool:
    """A day or a year."""
    if number.spelled or number.scale > 1 or number.value % 1:
        return False
    if number.value <= 31 and _is_day(text, number.end):
        return True
    if number.value <= 31 and number.end - number.start <= 2 and MONTH_BEFORE.search(left):
        return not counted_after(text, number.end)
    short = number.end - number.start == 4 and int(number.value) in _YEARS
    if not short or _FOLLOWED_BY_UNIT.match(text, number.end):
        return False
    told = YEAR_BEFORE.search(left) or MONTH_BEFORE.search(left) or left.endswith(("(", "/", "-"))
    return bool(told) or not counted_after(text, number.end)


def _is_day(text: str, position: int) -> bool:
    """Whether a month follows, or the rest of a list or period of days and then a month."""
    for _ in range(4):
        if MONTH_AFTER.match(text, position):
            return True
        following = NEXT_DAY.match(text, position)
        if following is None:
            return False
        position = following.end()
    return False


#: `4 من أصل 5`, `7 من كل 10`: a share, where the whole is small.
_OUT_OF = pattern(rf"\sمن\s(?:أصل|بين)\s(?:كل\s)?(?P<of>\d+|(?:{_WORD}))(?![\d\w])")
_OUT_OF_BEFORE = pattern(rf"(?:\d+|(?:{_WORD}))\sمن\s(?:أصل|بين)\s(?:كل\s)?$")


def _is_ratio(text: str, number: Number, left: str) -> bool:
    match = _OUT_OF.match(text, number.end)
    if match:
        whole = int(match["of"]) if match["of"].isdigit() else UNITS.get(match["of"], 0)
        return 0 < whole <= 10
    return number.value <= 10 and _OUT_OF_BEFORE.search(left) is not None


def _is_name_or_rate(text: str, number: Number, left: str) -> bool:
    if _NAME_BEFORE.search(left) and number.scale == 1 and not counted_after(text, number.end):
        return True
    if _is_ratio(text, number, left):
        return True
    if _RATE_BEFORE.search(left) or _RATE_AFTER.match(text, number.end):
        return _FOLLOWED_BY_UNIT.match(text, number.end) is None
    return number.value <= 120 and _AGE_BEFORE.search(left) is not None
