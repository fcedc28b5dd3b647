"""How Arabic says whose a figure is, of when, a share of what, for what."""

from __future__ import annotations

import re

from pipeline.context.old.model import ContextWords, Period
from pipeline.context.old.years import read_periods
from pipeline.figures.model import Figure

_YEAR = r"(?:19|20|١٩|٢٠)[\d]{2}"
_PERIOD = re.compile(
    rf"(?P<skip>[A-Z][A-Za-z0-9.]*(?:/[A-Za-z0-9.()-]+)+|(?:خطة|لخطة|أجندة|رؤية)\s(?:ال)?(?:عام"
    rf"|سنة|لعام)?\s?{_YEAR}"
    rf"|(?:القرار|القرارين|القرارات|قرار|قراره|المقرر|مقرر|رقم)\s\d+(?:\s\({_YEAR}\))?"
    rf"|\d+\s\({_YEAR}\)"
    rf"|(?:القانون|المؤتمر|قانون|إعلان|اتفاقية|ميثاق)\s[^،.؛]{{0,40}}?(?:لعام|لسنة|عام)\s{_YEAR})"
    rf"|(?:منذ|اعتبارا\sمن"
    rf"|اعتباراً\sمن)\s[^،.؛\d]{{0,24}}(?:\d{{1,2}}\s[^،.؛\d]{{2,32}})?(?P<open>{_YEAR})"
    rf"|(?P<first>{_YEAR})\s?(?:إلى|حتى|و|[-–—])\s?(?:(?:عام|نهاية"
    rf"|سنة)\s)?(?P<last>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<begin>{_YEAR})[/–-](?P<short>\d{{2}})(?!\d)"
    rf"|(?<![\d.,/$€£-])(?P<year>{_YEAR})(?![\d.,]*\d|\s?في\sالم|\s?%|\s\d{{3}}(?!\d))"
)
_COMPARED = re.compile(r"(?:مقارنة\sب|بالمقارنة\s(?:مع|ب)|مقابل|بعد|قبل|حتى|من|مع)\s?[^؛.،]{0,36}$")


def periods(text: str) -> list[Period]:
    """The years and periods of years named in a text, in order.

    >>> [p.years for p in periods("في الفترة 2018-2021 ومنذ عام 2022")]
    [(2018, 2021), (2022, None)]
    """
    return read_periods(_BACKWARD.sub(_in_order, text), _PERIOD, _is_local)


#: A period of years may stand in the order in which the page shows it: `2021-2018`.
_BACKWARD = re.compile(rf"(?<![\d/])({_YEAR})([-–—])({_YEAR})(?!\d)")


def _in_order(match: re.Match[str]) -> str:
    first, joiner, last = match.groups()
    return f"{last}{joiner}{first}" if last < first else match[0]


def _is_local(text: str, match: re.Match[str]) -> bool:
    """`مقارنة بعام 2020`: not the time of the rest of the sentence."""
    return _COMPARED.search(text[max(0, match.start() - 48) : match.start()]) is not None


_PREPOSITIONS = r"في|على|إلى|خلال|بحلول|منذ|مقارنة|مقابل|حتى|بين|عن|بسبب|نتيجة|سنويا|حاليا"
_LETTERS = "[\\w\u064b-\u0652]+"
#: What a percentage is a share of: words up to the first definite one, and the definite ones that
#: go on with it.
_OF = re.compile(
    rf"\)?\s(?:فقط\s)?من\s(?P<what>(?:(?!(?:{_PREPOSITIONS}|ال\w+|تلك|هذه|هذا|أن"
    rf"|\d+)\s){_LETTERS}\s){{0,3}}"
    rf"ال{_LETTERS}(?:\sو?ال(?!ذي|تي|ذين|لواتي|لاتي|لائي){_LETTERS})*(?:\sنموا)?)"
)
_PURPOSE_ENDS = re.compile(rf"\s(?:{_PREPOSITIONS})(?:\s|$).*")


def _share(text: str, figure: Figure) -> str | None:
    """`73 في المائة من الناتج المحلي الإجمالي` is a share of `الناتج المحلي الإجمالي`."""
    match = _OF.match(text, figure.end)
    return match["what"] if match else None


_PURPOSE = re.compile(
    r"\s(?:ل|من\sأجل\s|لأغراض\s|بغرض\s|بهدف\s)(?P<what>(?:تغطية|دعم|تمويل|تنفيذ|بناء|شراء|توفير"
    r"|تقديم|إنشاء|تعزيز|مساعدة|تلبية|خدمات|برنامج|برامج|مشاريع|مشروع|صندوق|تكاليف"
    r"|إعادة)[^.؛،:()\n–—\d]{0,90}|(?=ل)[^.؛،:()\n–—\d]{3,90})"
)


def _purpose(text: str, figure: Figure) -> str | None:
    match = _PURPOSE.match(text, figure.end)
    return _PURPOSE_ENDS.sub("", match["what"]).strip() or None if match else None


_HEADS = (
    r"(?:الدول|البلدان|الحكومات|الاقتصادات|الكيانات|الوكالات|المصارف|الجهات|الأطراف|المكاتب"
    r"|الصناديق|المنظمات|المؤسسات|الشركاء|الجزر)"
)


def _named(text: str, noun: str) -> list[str]:
    """Names that begin with a noun: `المكتب` stands for `مكتب الأمم المتحدة …`."""
    bare = noun.removeprefix("ال")
    return re.findall(rf"\b(?:ال)?{bare}(?:\sال\w+){{1,4}}", text)


AR_CONTEXT = ContextWords(
    periods=periods,
    period_follows=True,
    leading=re.compile(
        r"\s*(?:و?ف?(?:في|خلال|بحلول|منذ|من|حتى|عام|سنة|العام|الفترة|نهاية|بداية|أوائل|أواخر"
        r"|عامي|فترة|السنتين|المالي|المالية|السنة)\s?)*"
    ),
    at_present=re.compile(
        r"(?:حاليا|الآن|حتى الآن|حتى اليوم|لا يزال|لا تزال|ما زال|ما زالت|من المتوقع|سوف)"
    ),
    goes_on=re.compile(r"(?:ومن بين(?:هم|ها|هن)|ومنهم|ومنها|وهم|وهي|وهذه|وتلك|وهؤلاء)"),
    same_period=re.compile(
        r"(?:الفترة نفسها|نفس الفترة|العام نفسه|السنة نفسها|تلك الفترة|هذه الفترة|ذلك العام)"
    ),
    reporting_period=re.compile(
        r"(?:الفترة المشمولة ب(?:هذا )?(?:ال)?تقرير|فترة الإبلاغ|الفترة قيد الاستعراض"
        r"|الفترة المستعرضة)"
    ),
    defines_reporting_period=re.compile(
        r"(?:يغطي|يشمل|تغطي|الفترة المشمولة بالتقرير (?:هي|من|بين))"
    ),
    groups=re.compile(
        rf"(?:الدول الأعضاء|أقل البلدان نموا|{_HEADS}\s(?:النامية|المتقدمة|المانحة|المضيفة"
        rf"|الأعضاء|الأطراف|المتضررة|غير الساحلية|الصغيرة النامية|المستفيدة|المتعاقدة))"
    ),
    sharers=re.compile(rf"{_HEADS}(?:\s(?:ال\w+|غير)){{0,5}}"),
    opening=re.compile(r"(?!)"),
    not_subject=re.compile(r"(?:مع|إلى|من|على|ضد|بين|لدى|عن|نحو|بما في ذلك)\s(?:حكومة\s)?$"),
    not_place=re.compile(r"(?:في|من|داخل|إلى|شمال|جنوب|شرق|غرب)\s$|\bب$"),
    not_group=re.compile(r"(?:مع|بين|إلى|من|على|ضد|عن|لدى)\s$"),
    not_actor=re.compile(r"\s(?:استقصاء|تقرير|ميثاق|موقع|هدف)"),
    government=re.compile(r"(?!)"),
    pronoun=re.compile(r"(?!)"),
    named=_named,
    share=_share,
    purpose=_purpose,
)
