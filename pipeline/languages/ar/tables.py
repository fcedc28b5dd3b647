"""Arabic words of printed tables."""

from __future__ import annotations

import re

from pipeline.printed_tables.words import TableWords

TABLE_WORDS = TableWords(
    locale="ar",
    number=re.compile(
        r"(?:ال)?جدول\s(?:رقم\s)?(?P<number>[\d٠-٩]+[A-Z]?(?:[.\-–]\w{1,4})*|[A-Z]{1,4}|[أ-ي])(?=[\s.:–—-]|$)"
    ),
    continued=re.compile(r"\(?(?:تابع|يتبع)\)?"),
    chart=re.compile(r"(?:ال)?(?:شكل|إطار|خريطة|رسم\sبياني)\s*(?:رقم\s)?[\d٠-٩IVX]"),
    scales={
        re.compile(r"(?:ب|من\s)?(?:ال)?(?:بلايين|مليارات|بليون|مليار)(?:\sمن)?"): 10**9,
        re.compile(r"(?:ب|من\s)?(?:ال)?(?:ملايين|مليون)(?:\sمن)?"): 10**6,
        re.compile(r"(?:ب|من\s)?(?:ال)?(?:آلاف|الاف|ألف|ألوف)(?:\sمن)?"): 10**3,
    },
    stated=re.compile(r"^(?:ب(?=دولار|فرنك|يورو|ال)|محسوبة\sب)"),
    percent=re.compile(r"نسبة\sمئوية|النسبة\sالمئوية|نسب\sمئوية|في\sالمائة|في\sالمئة|بالمائة|%|٪"),
    share=re.compile(r"حصة|الحصة|النسبة\sالمئوية\sمن\s(?:ال)?مجموع"),
    counted=re.compile(r"(?:عدد|أعداد)\s(?P<unit>.+)"),
    total=re.compile(
        r"(?:ال)?(?:مجموع|إجمالي|اجمالي)(?:\s(?:ال)?(?:كلي|عام|فرعي|تراكمي))?(?:\s?\([^)\d]*\))?(?:\s?[,،:–—-].*)?"
    ),
    subtotal=re.compile(r"(?:ال)?مجموع\s(?:ال)?فرعي"),
    totalling=re.compile(r"(?:ال)?(?:مجموع|إجمالي)"),
    variance=re.compile(r"(?:ال)?(?:فرق|فارق|تغير|تغيير|زيادة|نقصان|فروق)"),
    net=re.compile(r"(?:ال)?صافي|(?:ال)?رصيد|منها|جميع|(?:ال)?فرق|(?:ال)?تغير"),
    uncounted=re.compile(
        r"(?:ال)?(?:سنة|عام|سنوات|فقرة|فقرات|رمز|مؤشر|معدل|كيلوواط|كيلومتر|هكتار|طن|لتر|ترتيب)\b"
    ),
    note=re.compile(r"(?:ال)?(?:مصدر|مصادر|ملاحظة|ملاحظات|حاشية|مختصرات)\s?:"),
    planned=re.compile(r"(?:ال)?(?:معتمد|فعلي|مقترح|مقرر|مأذون|تقديري|منقح)ة?"),
    page=re.compile(r"(?:ال)?(?:صفحة|صفحات|فقرات)"),
)
