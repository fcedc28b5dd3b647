"""How Russian says whose a figure is, of when, a share of what, for what."""

from __future__ import annotations

import re

from pipeline.context.old.model import ContextWords, Period
from pipeline.context.old.years import read_periods
from pipeline.figures.model import Figure

_YEAR = r"(?:19|20)\d{2}"
_MONTH = r"(?:январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,2}"
_DAY = rf"(?:(?:\d{{1,2}}\s)?{_MONTH}\s)"
_WORD_FOR_YEAR = r"(?:\s?(?:год[а-я]{0,3}|г\.|гг\.))?"
#: Laws, titles and symbols with a year in them tell no time of a figure.
_PERIOD = re.compile(
    rf"(?P<skip>\b(?:чем|как|до|после|к)\s(?:конца\s|концу\s)?(?:в\s)?{_DAY}?{_YEAR}\b"
    rf"|(?i:повестк[а-я]\sдня\s[^.;]{{0,60}}?{_YEAR})"
    rf"|(?:[Зз]акон|[Кк]онституци|[Кк]онвенци|[Пп]ротокол|[Сс]оглашени|[Кк]одекс|[Рр]езолюци"
    rf"|[Дд]оговор|[Пп]лан|[Сс]тратеги)[а-я]{{0,3}}\s(?:от\s{_DAY}?)?{_YEAR}\b"
    r"|[A-ZА-Я][A-Za-z0-9.]*(?:/[A-Za-z0-9.()-]+)+"
    rf"|\d+(?:/\d+)?\s\({_YEAR}\)|[«“][^»”]{{0,80}}[»”]|\([^()]{{0,60}}\b{_YEAR}\)(?=[.,;]|\s*$))"
    rf"|\b(?:[Нн]ачиная\s)?[Сс]\s(?:начала\s|конца\s|середины\s)?{_DAY}?(?P<open>{_YEAR})\s?"
    r"(?:года\b|г\.)(?!\s(?:по|до)\s)"
    rf"|(?P<first>{_YEAR}){_WORD_FOR_YEAR}\s?(?:по|до|и|-|–|—"
    rf"|--)\s?{_DAY}?(?P<last>{_YEAR})\b{_WORD_FOR_YEAR}"
    rf"|\b(?P<begin>{_YEAR})[/–-](?P<short>\d{{2}})\b"
    rf"|(?<![\d.,/$€£-])\b(?P<year>{_YEAR})\b(?:\s?(?:год[а-я]{{0,3}}|г\.|финансов|учебн|бюджетн)"
    rf"|(?=,\s{_YEAR}|\sи\s{_YEAR}))"
)


def periods(text: str) -> list[Period]:
    """The years and periods of years named in a text, in order.

    >>> [p.years for p in periods("с 37 процентов в 2007–2011 годах до 60 процентов в 2017 году")]
    [(2007, 2011), (2017, 2017)]
    """
    return read_periods(text, _PERIOD, _is_local)


_COMPARED = re.compile(
    r"\b(?:по\sсравнению\sсо?|против|в\sотличие\sот|чем|тогда\sкак|относительно)\s[^;.]{0,36}$"
)
_FROM = re.compile(r"\b[Сс]о?\s[^;.,]{0,36}\d[^;.,]{0,24}$")


def _is_local(text: str, match: re.Match[str]) -> bool:
    """`по сравнению с 41 в 2020 году`: not the time of the rest of the sentence."""
    before = text[max(0, match.start() - 60) : match.start()]
    return bool(_COMPARED.search(before)) or (not match["first"] and bool(_FROM.search(before)))


#: Where the whole that a percentage is a share of ends: a verb, a time, a comparison.
_OF_ENDS = re.compile(
    r"\s(?:(?:в|во|на|за|к|с|со|из|по|для|от|до|при|между|среди)\s|был[аои]?\b|буд[а-я]+\b"
    r"|составля|составил|имеют\b|имели\b"
    r"|являются\b|которы[а-я]|котор[а-я]+|что\b|как\b|но\b|а\b|и\s[а-я]+(?:ли|ют|ет|ит)\b|или\b"
    r"|не\b|также\b|уже\b|еще\b"
    r"|заявил|считают|отметил|сообщил|ответил|полага|получ|поддерж|приход|проход|прожива|страда"
    r"|завис|зан[яи]|сталкива"
    r"|[а-яё]+(?:ются|ется|лись|лось|лся|ают|яют|уют|ают|или|али|ели|яли)\b|\d).*"
)
_OF_AFTER = re.compile(
    r"\)?\s(?:от\s)?(?:всех\s|всего\s|всей\s|общего\sчисла\s|общего\sколичества\s"
    r"|числа\s)?(?P<what>[а-яёА-ЯЁ][^.;,:()\n–—]{2,120})"
)
#: What after a percentage is no whole.
_NO_WHOLE = re.compile(
    r"(?:в|во|на|за|к|с|со|из|по|для|до|при|и|или|а|но|что|как|больше|меньше|выше|ниже|более|менее"
    r"|по-прежнему|соответственно|был|была|было|были"
    r"|ежегодно|годовых|пунктов|этого|из них|против|составля[а-я]+|составил[а-я]*|приход[а-я]+|до"
    r"|[а-яё]+(?:ются|ется|лись|лось|ают|яют|уют|или|али)|[А-ЯЁ].*)\b"
)


def _share(text: str, figure: Figure) -> str | None:
    """`73 процента опрошенных` is a share of опрошенных."""
    match = _OF_AFTER.match(text, figure.end)
    if match is None or _NO_WHOLE.match(match["what"]):
        return None
    return _OF_ENDS.sub("", match["what"]).strip() or None


_PURPOSE = re.compile(
    r"\s(?:на|для)\s(?!(?:\d|(?:этот|этой|эти|период|двухгодичн|год|сумму|общую|основе|начало"
    r"|конец|счет|душу|человека"
    r"|ежегодной|сегодняшний|каждого|одного|уровне|том)))(?P<what>[а-яё][^.;,:()\n–—]{3,100})"
)
_PURPOSE_ENDS = re.compile(
    r"\s(?:в\s(?:\d|тече|период|рамках|соответ)|на\s(?:\d|период)|из\s|котор|что\b|а\b|по\sсравн"
    r"|\d).*"
)


def _purpose(text: str, figure: Figure) -> str | None:
    match = _PURPOSE.match(text, figure.end)
    return _PURPOSE_ENDS.sub("", match["what"]).strip() or None if match else None


_HEADS = (
    r"(?:стран|государств|государства|страны|государства-члены|государств-членов|правительств"
    r"|правительства|экономик|доноров|доноры|учреждений|учреждения"
    r"|организаций|организации|банков|фондов|партнеров|партнеры|участников|фирм|компаний"
    r"|респондентов|опрошенных)"
)
_ADJECTIVES = (
    r"(?:(?:наименее|более|менее|не имеющи[а-я]+ выхода к морю|развит[а-я]{2,3}"
    r"|развивающи[а-я]{1,2}ся|малы[а-я]|островн[а-я]{2}|африканск[а-я]{2}"
    r"|европейск[а-я]{2}|арабск[а-я]{2}|азиатск[а-я]{2}|принимающи[а-я]|неправительственн[а-я]{2}"
    r"|международн[а-я]{2}|региональн[а-я]{2}|национальн[а-я]{2}|беднейши[а-я])\s)"
)


def _named(_text: str, _noun: str) -> list[str]:
    """None: a Russian name ends in what it deals with, so that no noun at its end tells it."""
    return []


RU_CONTEXT = ContextWords(
    periods=periods,
    period_follows=True,
    leading=re.compile(
        rf"\s*(?:(?:[Вв]о?|[Кк]|[Нн]а|[Зз]а|[Сс]|[Пп]о|[Дд]о|состоянию|период|течение|течении"
        rf"|конец|конце|концу|начало|начале|середине"
        rf"|отчетный|двухгодичный|первой|второй|первом|втором|половине|квартале|финансовом"
        rf"|бюджетном|\d{{1,2}}|{_MONTH})\s)*"
    ),
    at_present=re.compile(
        r"\b(?:[Вв]\sнастоящее\sвремя|[Сс]егодня|[Сс]ейчас|[Нн]а\sсегодняшний\sдень|до\sсих\sпор"
        r"|пока|будет|будут|планируется|предполагается|по-прежнему)\b"
    ),
    goes_on=re.compile(
        r"(?:Они|Эти|Этих|Из\s(?:них|этих|этого|общего)|Остальные|Среди\sних|В\sих\sчисле"
        r"|В\sтом\sчисле)\b"
    ),
    same_period=re.compile(
        r"\b(?:за|в|на|в\sтечение)\s(?:тот\sже|этот|этом|том\sже|этого|того\sже)\s(?:период|год"
        r"|время|году|периода|двухгодичный)",
        re.IGNORECASE,
    ),
    reporting_period=re.compile(
        r"\b(?:отчетн(?:ый|ого|ом|ому)\sпериод[а-я]{0,2}|рассматриваем(?:ый|ого"
        r"|ом)\sпериод[а-я]{0,2}|охватываем(?:ый|ого|ом)\sдоклад)"
    ),
    defines_reporting_period=re.compile(
        r"(?:охватывает\s(?:период|события|деятельность)|отчетный\sпериод\s?(?:[-–—(]|с|составля)"
        r"|за\sпериод\sс(?=[^.;]{0,30}\d{4}))"
    ),
    groups=re.compile(
        rf"(?<!\w)(?:(?i:{_ADJECTIVES})+{_HEADS}|[Пп]равительства|[Гг]осударства-члены)(?!\w)"
    ),
    sharers=re.compile(rf"(?:[а-яё-]+\s){{0,4}}{_HEADS}"),
    opening=re.compile(r"(?!)"),
    not_subject=re.compile(
        r"(?:\b(?:с|со|для|и|включая|против|под|среди|к|по|при|от|между|а также|через|из)\s"
        r"|\bсогласно\s)$",
        re.IGNORECASE,
    ),
    not_place=re.compile(r"\b(?:в|во|из|на|к|через|с|по|до|от|для|о|об)\s$", re.IGNORECASE),
    not_group=re.compile(
        r"\b(?:с|со|среди|в|во|из|между|от|для|чем|и|по|о|об|к|на)\s$", re.IGNORECASE
    ),
    not_actor=re.compile(
        r"(?:,?\s(?:далее\s|также\s|вновь\s|с\sудовлетворением\s|с\sобеспокоенностью\s"
        r"|с\sсожалением\s)?(?:отмеча|отметил|принима[а-я]+\sк\sсведению|напомина|рекоменд"
        r"|призыва|призвал|приветству|подчерк|постанов|просит|просил|был[аои]?\s(?:проинформирован"
        r"|уведомлен)|считает|выража)|\s(?:доклад|обследован|устав|веб-сайт))"
    ),
    government=re.compile(r"(?!)"),
    pronoun=re.compile(r"^(?:Он|Она|Оно|Они)\b"),
    named=_named,
    share=_share,
    purpose=_purpose,
    parts=re.compile(r"[,;]|\s(?:а|и|тогда\sкак|но)\s"),
)
