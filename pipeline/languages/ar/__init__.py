"""Arabic: how its UN editions mark headings, sentences and parts; the figures are in `figures`."""

from __future__ import annotations

import re

from pipeline.languages.ar.context import CONTEXT
from pipeline.languages.ar.figures import GRAMMAR
from pipeline.languages.ar.tables import TABLE_WORDS
from pipeline.languages.ar.words import UNITS
from pipeline.languages.base import Language, Layout, power_of, sentence_end

#: Vowel signs and tatweel may occur between any two letters of a printed word.
_ORDINALS = (
    "الأول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر|الحادي عشر|الثاني عشر"
)
_HEADING_ORDINALS = (
    "أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا|حادي عشر|ثاني عشر|ثالث عشر|رابع عشر"
)
#: Arabic editions number parts with ordinals, and sections with the names of letters.
_LETTER_NAMES = "ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء|كاف|لام|ميم|نون"
#: Abbreviations whose full stop does not end a sentence.
_NOT_AFTER = r"(?<!\bص\.)(?<!\bد\.)(?<!\bم\.)(?<!\bأ\.)(?<!\bج\.)(?<!\bرقم\.)"

LANGUAGE = Language(
    code="ar",
    joiner=" ",
    layout=Layout(
        heading=re.compile(
            rf"(?:(?:{_HEADING_ORDINALS})ً?|(?P<section>{_LETTER_NAMES})"
            rf"|[\d٠-٩]{{1,2}})\s?[-–—.]\s+(?=\S)"
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
            r"\s*(?:(?:ال)?صفحة\s\d+|Page\s\d+|الأمم\sالمتحدة|Distr\.\s*:?.*|Original\s*:.*"
            r"|Arabic|Arabic\sonly|عام(?:ة)?"
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
        session=re.compile(r"(?:ال)?دورة\s.{2,40}|دورة\sعام\s\d{4}|السنة\s.{2,30}"),
        agenda_item=re.compile(r"البن(?:د|ود|دان)\s[\d٠-٩].{0,80}"),
        chapter=re.compile(
            r"\s*(?:ال)?فصل\s(?:\S{2,12}(?:\sعشر)?|[IVX]+|[\d٠-٩]{1,2})(?:\s?[:.–—-].{0,80})?\s*"
        ),
        article=re.compile(
            r"\s*(?:ال)?مادة\s(?P<number>[\d٠-٩]{1,3}|\S{3,12}(?:\s(?:عشرة?|و\S{4,10})){0,2})\s*"
        ),
        power_of=re.compile(power_of("كم|م")),
        contents=re.compile(r"\s*(?:ال)?(?:محتويات|فهرس)\s*"),
        notes=re.compile(r"\s*(?:ال)?(?:حواشي|هوامش)\s*"),
    ),
    sentence_end=sentence_end(
        rf"{_NOT_AFTER}(?<!\d\.(?=\d))",
        closing=r"[”’\"')\]»]",
        following=r"\s",
        marks="?!؟",
    ),
    letters=re.compile("[\u0621-\u064a]+"),
    grammar=GRAMMAR,
    fractions={
        re.compile("نصف"): 50.0,
        re.compile(r"(?<!ثلاثة )أرباع|(?<!\w)(?:ال)?ربع"): 25.0,
        re.compile("ثلاثة أرباع"): 75.0,
        re.compile(r"(?<!\w)(?:ال)?ثلث(?!ا|ي)"): 33.3,
        re.compile("ثلثا|ثلثي|الثلثين"): 66.7,
        re.compile(r"(?<!\w)(?:ال)?خ[ُ]?مس(?!\w)"): 20.0,
        re.compile(r"(?<!\w)(?:ال)?عُ?شر(?!\w)"): 10.0,
    },
    number_words=UNITS,
    lexicon=CONTEXT,
    tables=TABLE_WORDS,
)
