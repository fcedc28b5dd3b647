"""Russian: how its UN editions mark headings, sentences and parts; the figures are in `figures`."""

from __future__ import annotations

import re

from pipeline.languages.base import Language, Layout, sentence_end
from pipeline.languages.ru.context import CONTEXT
from pipeline.languages.ru.figures import GRAMMAR
from pipeline.languages.ru.tables import TABLE_WORDS
from pipeline.languages.ru.words import CARDINALS, LEXICON

LANGUAGE = Language(
    code="ru",
    joiner=" ",
    layout=Layout(
        heading=re.compile(r"(?:[IVXХ]{1,6}|[A-ZА-Я]|\d{1,2})\.\s+(?=\S)"),
        summary=re.compile(
            r"\s*(?:Рабочее\s+)?[Рр](?:езюме|ЕЗЮМЕ)\s*|\s*Краткое\s(?:содержание|изложение)\s*"
        ),
        annex=re.compile(
            r"\s*(?:Приложение|ПРИЛОЖЕНИЕ|Добавление)(?:\s+(?P<number>[IVX]+|\d{1,2}"
            r"|[A-ZА-Я]))?\s*\**\s*"
        ),
        not_a_mark=re.compile(r"\s*(?:%|процент|тыс|млн|млрд|трлн|миллион|миллиард)"),
        furniture=re.compile(
            r"\s*(?:Стр(?:\.|аница)\s?\d+|Организация Объединенных Наций|Объединенные Нации"
            r"|Distr\.\s*:?.*"
            r"|Original\s*:.*|Язык оригинала.*"
            r"|Подлинный текст.*|RUSSIAN|Russian|GENERAL|General|LIMITED|Limited"
            r"|Просьба отправить на вторичную переработку.*"
            r"|Please recycle.*|\*\d{7,9}\*|\d{2}-\d{5}\s*\(R\).*|Генеральная Ассамблея"
            r"|Экономический и Социальный Совет|Совет Безопасности)\s*"
        ),
        caption=re.compile(
            r"(?:Таблица|Диаграмма|Рисунок|Вставка|Карта|График|Рис\.)\s*(?:\d|[IVX])"
        ),
        author=re.compile(
            r"\s*(?:[А-Яа-яё]+\s){0,4}(?:[Дд]оклад|[Зз]аписка|[Пп]исьмо|[Сс]ообщение"
            r"|[Зз]аявление)\s.{3,160}"
        ),
        session=re.compile(
            r"(?:[А-ЯЁ][а-яё-]+|\d{4})(?:\s[а-яё-]+){0,4}\sсессия(?:\s\d{4}\sгода)?\**"
            r"|Сессия\s\d{4}\sгода\**|[А-ЯЁ][а-яё-]+(?:\s[а-яё]+)?\sгод\**"
        ),
        agenda_item=re.compile(r"Пункты?\s\d.{0,80}"),
        chapter=re.compile(r"\s*(?:Глава|ГЛАВА)\s(?:\d{1,2}|[IVXLC]+)(?:\s?[:.–—-].{0,80})?\s*"),
        article=re.compile(r"\s*(?:Статья|СТАТЬЯ)\s(?P<number>\d{1,3}|[IVXLC]+)\.?\s*"),
        contents=re.compile(r"\s*(?:С(?:одержание|ОДЕРЖАНИЕ)|Оглавление)\s*"),
        notes=re.compile(r"\s*(?:П(?:римечания|РИМЕЧАНИЯ)|Сноски)\s*"),
    ),
    sentence_end=sentence_end(
        r"(?<!\b[A-ZА-Я]\.)(?<!\bт\.\s[едпчкно]\.)",
        closing=r"[»”’\"')\]]",
        following=r"\s+[\[(«“\"']?(?:<<)?[A-ZА-ЯЁ\d•]",
        abbreviations=LEXICON.words("sentences.abbreviations"),
    ),
    growth=re.compile(
        r"(?i:\b(?:рост|раст|возр[ао]с|вырос|увелич|повы[сш]|прирост|удво|утро|превы|свыше|более"
        r"|выше|инфляц|подн[яи]|подорож|кратн|больше))"
    ),
    letters=re.compile(r"[А-Яа-яЁё]+"),
    grammar=GRAMMAR,
    lexicon=CONTEXT,
    fractions={
        re.compile(r"\b(?:[Пп]оловин[аыуе]|[Пп]оловиной|пол)\b"): 50.0,
        re.compile(r"\b(?:одн[аойу]+\s)?четверт(?:ь|и|ью)\b"): 25.0,
        re.compile(r"\bтр(?:и|[её]х|емя)\sчетверт(?:и|ей|ях)\b"): 75.0,
        re.compile(r"\b(?:(?:одн[аойу]+\s)?треть(?:ю|ей)?|(?:одн[аойу]+\s)?трети)\b"): 33.3,
        re.compile(r"\bдв(?:е|ух|умя)\sтрет(?:и|ей|ях|ями)\b"): 66.7,
        re.compile(r"\b(?:одн[аойу]+\s)?пят(?:ая|ой|ую)\s(?:часть|части)\b"): 20.0,
        re.compile(r"\b(?:одн[аойу]+\s)?десят(?:ая|ой|ую)\s(?:часть|части)\b"): 10.0,
    },
    number_words=CARDINALS,
    tables=TABLE_WORDS,
)
