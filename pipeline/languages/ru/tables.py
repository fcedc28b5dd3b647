"""Russian words of printed tables."""

from __future__ import annotations

import re

from pipeline.printed_tables.words import TableWords, any_case

TABLE_WORDS = TableWords(
    locale="ru",
    number=re.compile(
        r"(?:Таблица|ТАБЛИЦА)\s(?:№\s)?"
        r"(?P<number>(?:[A-ZА-Я]{1,4}|[IVX]+|\d+[A-ZА-Я]?)(?:[.\-–]\w{1,4})*)(?=[\s.:–—-]|$)"
    ),
    continued=any_case(r"\((?:продолжение|окончание)\)"),
    chart=re.compile(r"(?:Диаграмма|Рисунок|Вставка|Карта|График|Рис\.)\s*(?:\d|[IVX])"),
    scales={
        any_case(r"(?:\bв\s)?(?:\bмиллиард[а-я]*|\bмлрд\.?)"): 10**9,
        any_case(r"(?:\bв\s)?(?:\bмиллион[а-я]*|\bмлн\.?)"): 10**6,
        any_case(r"(?:\bв\s)?(?:\bтысяч[а-я]*|\bтыс\.?)"): 10**3,
    },
    stated=any_case(r"^в\s"),
    percent=any_case(r"\bпроцент[а-я]*|%"),
    share=any_case(r"\bдол[яиюей]+\b|\bв\s?(?:процентах|%)\sот\sобщ"),
    counted=any_case(r"(?:общее\s)?(?:число|количество|численность|кол-во)\s(?P<unit>.+)"),
    total=any_case(
        r"(?:итого|всего|общий\sитог|общая\sсумма|промежуточный\sитог)(?:\s?\([^)\d]*\))?(?:\s?[,:–—-].*)?"
    ),
    subtotal=any_case(r"промежуточный\sитог|подытог|итого(?=\s?[,:–—-]\s?\w)"),
    totalling=any_case(r"итого\b|всего\b|общ(?:ий|ая|ее)\s(?:итог|сумма|объем)"),
    variance=any_case(
        r"\bразниц[аы]\b|\bотклонени[ея]\b|\bизменени[ея]\b|\bувеличение\b|\bуменьшение\b|\bприрост\b"
    ),
    net=any_case(r"чист[а-я]+\b|остаток\b|все\s|из\sних\b|в\sтом\sчисле\b|разница\b|изменение\b"),
    uncounted=any_case(
        r"\bгод[а-я]*\b|\bпункт[а-я]*\b|\bкод[а-я]*\b|\bиндекс[а-я]*\b|\bкоэффициент[а-я]*\b"
        r"|\bкВт\b|\bкм\b|\bгектар[а-я]*\b|\bтонн[а-я]*\b|\bлитр[а-я]*\b|\bместо\b|°|м²"
    ),
    note=re.compile(r"(?:Источники?|Примечани[ея]|Сокращени[ея])\s?:"),
    planned=any_case(
        r"\b(?:утвержден|фактическ|предлагаем|запланирован|санкционирован|сметн|пересмотрен)[а-я]*\b"
    ),
    page=any_case(r"стр\.?|страниц[аы]|пункты?"),
)
