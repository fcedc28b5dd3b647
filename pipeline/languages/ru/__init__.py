"""Russian: how its UN editions mark headings, sentences and parts; the figures are in `figures`."""

from __future__ import annotations

import re

from pipeline.languages.base import Language, date_line, fractions_of, layout_of, sentence_end
from pipeline.languages.ru.context import CONTEXT
from pipeline.languages.ru.figures import GRAMMAR
from pipeline.languages.ru.tables import TABLE_WORDS
from pipeline.languages.ru.words import CARDINALS, LEXICON

LANGUAGE = Language(
    code="ru",
    joiner=" ",
    layout=layout_of(
        LEXICON,
        letters="A-ZА-Я",
        roman="IVXХ",
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
        author=re.compile(
            r"\s*(?:[А-Яа-яё]+\s){0,4}(?:[Дд]оклад|[Зз]аписка|[Пп]исьмо|[Сс]ообщение"
            r"|[Зз]аявление)\s.{3,160}"
        ),
        session=re.compile(
            r"(?:[А-ЯЁ][а-яё-]+|\d{4})(?:\s[а-яё-]+){0,4}\sсессия(?:\s\d{4}\sгода)?\**"
            r"|Сессия\s\d{4}\sгода\**|[А-ЯЁ][а-яё-]+(?:\s[а-яё]+)?\sгод\**"
        ),
        date_line=re.compile(date_line(after=r"(?:\s(?:г\.|года))?")),
    ),
    sentence_end=sentence_end(
        r"(?<!\b[A-ZА-Я]\.)(?<!\bт\.\s[едпчкно]\.)",
        closing=r"[»”’\"')\]]",
        following=r"\s+[\[(«“\"']?(?:<<)?[A-ZА-ЯЁ\d•]",
        abbreviations=LEXICON.words("sentences.abbreviations"),
    ),
    letters=re.compile(r"[А-Яа-яЁё]+"),
    grammar=GRAMMAR,
    lexicon=CONTEXT,
    fractions=fractions_of(LEXICON),
    number_words=CARDINALS,
    tables=TABLE_WORDS,
)
