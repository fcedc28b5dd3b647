"""Arabic: how its UN editions mark headings, sentences and parts; the figures are in `figures`."""

from __future__ import annotations

import re

from pipeline.languages.ar.context import AR_CONTEXT
from pipeline.languages.ar.figures import read_figures
from pipeline.languages.base import Language, Layout

#: Signs of vowels and tatweel may stand between any two letters of a printed word.
_ORDINALS = (
    "الأول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر|الحادي عشر|الثاني عشر"
)
_HEADING_ORDINALS = (
    "أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا|حادي عشر|ثاني عشر|ثالث عشر|رابع عشر"
)
#: Arabic numbers parts with ordinals and sections with the names of letters.
_LETTER_NAMES = "ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء|كاف|لام|ميم|نون"
#: After these a full stop ends no sentence.
_NOT_AFTER = r"(?<!\bص\.)(?<!\bد\.)(?<!\bم\.)(?<!\bأ\.)(?<!\bج\.)(?<!\bرقم\.)"

LANGUAGE = Language(
    code="ar",
    joiner=" ",
    layout=Layout(
        heading=re.compile(
            rf"(?:(?:{_HEADING_ORDINALS})ً?|(?P<section>{_LETTER_NAMES})|[\d٠-٩]{{1,2}})\s?[-–—.]\s+(?=\S)"
        ),
        summary=re.compile(
            r"\s*(?:ال)?م(?:ـ|ُ)*وجز(?:\s(?:تنفيذي|التنفيذي))?\s*|\s*(?:ال)?ملخص(?:\s(?:تنفيذي"
            r"|التنفيذي))?\s*"
        ),
        annex=re.compile(
            rf"\s*(?:ال)?(?:مرفق|تذييل|ضميمة)(?:\s(?P<number>{_ORDINALS}|[\d٠-٩]{{1,2}}|[A-Z]"
            rf"|[IVX]+))?\s*\**\s*"
        ),
        not_a_mark=re.compile(
            r"\s*(?:[%٪]|في\s?ال(?:مائة|مئة)|بال(?:مائة|مئة)|ألف|آلاف|مليون|ملايين|[بت]ليون"
            r"|[بت]ريليون|مليار)"
        ),
        furniture=re.compile(
            r"\s*(?:الأمم\sالمتحدة|Distr\.\s*:?.*|Original\s*:.*|Arabic|Arabic\sonly|عام(?:ة)?"
            r"|General"
            r"|[A-Z]/[A-Z0-9/.()-]+|الرجاء\s(?:إعادة|تدوير).*|\*\d{7,9}\*|\d{2}-\d{5}\s*\(A\).*"
            r"|الجمعية\sالعامة|مجلس\sالأمن|المجلس\sالاقتصادي\sوالاجتماعي)\s*"
        ),
        caption=re.compile(r"(?:ال)?(?:جدول|شكل|إطار|خريطة|رسم\sبياني)\s*(?:رقم\s)?[\d٠-٩IVX]"),
        author=re.compile(
            r"\s*(?:ال)?(?:تقرير|مذكرة|رسالة|بيان)\s(?:(?:مؤرخة|مقدم|مقدمة|موجهة|من|الأمين"
            r"|الأمينة|المدير|المديرة|المقرر|المقررة|اللجنة|الفريق|المفوض|المفوضة"
            r"|رئيس)).{3,160}"
        ),
    ),
    sentence_end=re.compile(
        rf"(?:\.{_NOT_AFTER}(?<!\d\.(?=\d))|[?!؟])[.?!؟]*[”’\"')\]»]*(?=\s|\s*$)|\n"
    ),
    growth=re.compile(
        r"زاد|زيادة|ازدياد|تزايد|ارتفع|ارتفاع|نما|نمو|تضاعف|أكثر من|يزيد|تجاوز|فاق|يفوق|تضخم"
        r"|توسع|قفز|ضعف|أضعاف|أعلى"
    ),
    letters=re.compile("[\u0621-\u064a]"),
    read_figures=read_figures,
    context=AR_CONTEXT,
)
