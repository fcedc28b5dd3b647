"""How Chinese says whose a figure is, of when, a share of what, for what."""

from __future__ import annotations

import re

from pipeline.context.old.model import ContextWords, Period
from pipeline.context.old.years import read_periods
from pipeline.figures.model import Figure
from pipeline.languages.zh.nouns import noun_phrase, without_predicate

_YEAR = r"(?:19|20)\d{2}"
_DATE = r"(?:\s?年?\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)"
#: Titles, programmes and symbols with a year in them tell no time of a figure.
_PERIOD = re.compile(
    rf"(?P<skip>(?:比|较|是)\s?{_YEAR}\s?年(?=[^，。；]{{0,6}}(?:增|减|高|低|多|少|下降|上升|提高|的[^，。；]{{0,6}}(?:倍|一半)))|《[^》]*》|“[^”]*”|[A-Z][A-Za-z0-9.]*(?:/[A-Za-z0-9.()-]+)+|{_YEAR}\s?年(?:议程|可持续发展议程|愿景)"
    rf"|第?\s?{_YEAR}\s?[(（/]\s?\d+\s?[)）]?\s?号|[(（]{_YEAR}\s?年?[)）])"
    rf"|(?:自|从)\s?(?P<open>{_YEAR})\s?年?{_DATE}?[^，。；\d]{{0,14}}?(?:以来|起|后)"
    rf"|(?P<first>{_YEAR})\s?年?{_DATE}?\s?(?:至|到|[-–—~～])\s?(?P<last>{_YEAR})\s?(?:年|两年期|双年度)"
    rf"|(?P<begin>{_YEAR})/(?P<short>\d{{2}}|{_YEAR})\s?(?:学年|财政年度|财年|年度|年|两年期)"
    rf"|(?P<year>{_YEAR})(?:\s?年|(?=(?:、\s?{_YEAR})*\s?(?:、|和|及|与)\s?{_YEAR}\s?年))"
)


def periods(text: str) -> list[Period]:
    """The years and periods of years named in a text, in order.

    >>> [p.years for p in periods("从2022年的47%降至2024-2025 两年期的 34%")]
    [(2022, 2022), (2024, 2025)]
    """
    return read_periods(text, _PERIOD, _is_local)


_COMPARED = re.compile(r"(?:而|比|较|与|是|为|从|由|不同于)\s*$")
_AFTERWARDS = re.compile(r"\s?(?:之后|以后|以来|之前|以前|的[^，。；]{0,8}(?:倍|一半)|相比)")


def _is_local(text: str, match: re.Match[str]) -> bool:
    """`而 2020 年为 41 个`, `2022 年之后聘用的`: not the time of the rest of the sentence."""
    before, after = text[max(0, match.start() - 3) : match.start()], match.end()
    return bool(_COMPARED.search(before) or _AFTERWARDS.match(text, after))


_SHARE_BEFORE = re.compile(
    r"占(?:了|到|据)?(?:其|全国|全球)?(?P<of>[^，。；：、占]{1,40}?)的?(?:比例|比重|份额)?(?:约|近|超过|不到|至少|仅|只有|为|是|达|达到)*\s*$"
)


def _share(text: str, figure: Figure) -> str | None:
    """`占支出的 0.03%` is a share of 支出, `94%的国家战略计划` one of 国家战略计划."""
    clause = re.split(r"[。；，：]", text[max(0, figure.start - 50) : figure.start])[-1]
    before = _SHARE_BEFORE.search(clause)
    if before:
        return before["of"].strip().removeprefix("了") or None
    if text.startswith("的", figure.end):
        return noun_phrase(text, figure.end + 1, "")[1]
    return None


_PURPOSE = re.compile(
    r"[^。；]{0,30}?(?:用于|用以|以便|以支持|以资助|作为)(?P<what>[^，。；]{2,60})"
)


def _purpose(text: str, figure: Figure) -> str | None:
    match = _PURPOSE.match(text, figure.end)
    return match["what"] if match else None


_KINDS = "机制|论坛|联盟|网络|基金|中心|办公室|委员会|署|组织|银行|倡议|学院|大学|机构|秘书处|法院|理事会|平台"


def _named(text: str, noun: str) -> list[str]:
    """Names that end in a noun: what stands between it and a word that cannot be of a name."""
    start = r"(?:^|[，。；、“”了的由在与和对向为是被])"
    name = rf"{start}((?![该这本各几一某])[^，。；、“”了的由被\s]{{2,20}}?{noun})"
    return [without_predicate(found) for found in re.findall(name, text)]


#: Of these, the ones that are no verbs.
_NAMED = _KINDS.replace("|组织", "").replace("|机构", "")
ZH_CONTEXT = ContextWords(
    periods=periods,
    period_follows=False,
    leading=re.compile(r"\s*(?:(?:截至|截止|到|至|在|自|从|于|同样在|例如，|其中，|另外，)\s*)*"),
    at_present=re.compile("目前|迄今|到目前为止|至今|将来|今后"),
    goes_on=re.compile("其中|这些|此类|上述|其余|另有|他们|它们|这(?:一|两|三|几)"),
    same_period=re.compile("同期|同一时期|在此期间|这一期间|期间内|同年"),
    reporting_period=re.compile("本?报告所述期间|报告期"),
    defines_reporting_period=re.compile(r"报告所述期间为|报告期为|涵盖(?:的期间为)?"),
    groups=re.compile(
        r"(?:最不发达|内陆发展中|小岛屿发展中|发展中|发达|高收入|中等收入|低收入|中低收入|中高收入|非洲|东道|捐助|受援|受影响)国家?"
        r"|各?会员国|各国政府|缔约方|捐助方|发展伙伴|多边开发银行|联合国(?:各实体|系统|发展系统)|国家统计局"
    ),
    sharers=re.compile(r"[^，。；]{0,12}(?:国家?|政府|缔约方|捐助方|实体|机构|银行|统计局|组织)"),
    opening=re.compile(
        rf"(?:[^，。；“]{{0,20}}，)?([A-Z][A-Za-z0-9]{{3,20}}(?=\s?[\u4e00-\u9fff])|[^，。；、“《\d的在由对为与和从自了就将已是通将]{{2,16}}(?:{_NAMED}))"
        r"(?![\u4e00-\u9fff]{0,2}的|和|与|、)"
    ),
    not_subject=re.compile(r"(?:与|同|向|对|和|及|以及|跟|覆盖|包括|给|为)\s*$"),
    not_place=re.compile(r"(?:在|于|从|来自|位于|设在)\s*$"),
    not_group=re.compile(r"(?:与|同|和|及|以及|来自|位于|覆盖|包括|关于)\s*$"),
    not_actor=re.compile(
        r"(?:秘书长|宪章|报告|会议)|(?:还|又|也|一致)?(?:注意到|获悉|获知|据告|认为|建议|指出|强调|回顾|促请|重申|表示|欢迎)"
    ),
    government=re.compile(r"政府"),
    pronoun=re.compile(
        rf"(?:该(?P<noun>{_KINDS})|(?:^|(?<=[，。；]))(?:它|其|该署|这些国家))(?!们)"
    ),
    named=_named,
    share=_share,
    purpose=_purpose,
)
