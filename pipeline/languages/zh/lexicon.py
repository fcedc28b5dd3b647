"""The words by which Chinese says what a figure is about."""

from __future__ import annotations

import re

from pipeline.context.lexicon import (
    NEVER,
    YEAR,
    ChangeWords,
    Lexicon,
    TimeWords,
    clause_breaks,
    names_with_years,
)

_DATE = r"(?:\s?\d{1,2}\s?月(?:底|初|中旬)?(?:\s?\d{1,2}\s?日)?)"
_UNIT = r"\s?(?:年(?:度|代)?|财政年度|财年|学年|两年期|双年度)"
_ABOUT = r"(?:大?约|近|将近|超过|至少|不到|多达|高达|仅仅?|只|为|了|近乎|接近|大概|大幅|平均|也|则|同|又|均|分别|\s)*"
_UP = r"(?:增加|增长|上升|提高|上涨|攀升|增|涨|升|扩大|猛增|激增|高出|超出|多出|增幅[为达]?|涨幅[为达]?)"
_DOWN = r"(?:减少|下降|降低|下跌|缩减|减|降|跌|削减|缩小|低|少|降幅[为达]?|减幅[为达]?)"

TIME = TimeWords(
    years=re.compile(
        rf"(?<![\d.,/第])(?P<first>{YEAR})(?:\s?年?{_DATE}?\s?(?:至|到|[-–—~～])\s?(?P<last>{YEAR})(?={_UNIT}|\s?期间)"
        rf"|/(?P<high>{YEAR}|\d{{2}})(?={_UNIT})|(?={_UNIT})|(?=(?:、\s?{YEAR})*\s?(?:、|和|及|与)\s?{YEAR}\s?年))(?P<low>(?!))?"
    ),
    names=names_with_years(
        rf"《[^》]*》|“[^”]*{YEAR}[^”]*”|{YEAR}\s?年?(?:(?:可持续)?(?:发展)?议程|愿景|[^，。；、]{{0,12}}(?:法|宪法|公约|议定书|宣言|战略计划|战略框架|战略(?!性)|计划书|议程|首脑会议|论坛|博览会|调查报告))"
        rf"|第?\s?{YEAR}\s?[(（/]\s?\d+\s?[)）]?\s?号|第\s?\d+\s?[(（]{YEAR}[)）]\s?号|{YEAR}\s?年{_DATE}的?第|[(（]见[^()（）]*[)）]"
    ),
    lead=re.compile(r"(?:截至|截止|直到|到|至|在|自|从|于|仅在|仅|由|比|较|为|其)\s?\Z"),
    after=re.compile(rf"{_UNIT}?{_DATE}?(?:\s?财政年度|\s?两年期|期间|一年|底|年底|初|之间|年期间)?(?:以来|起)?(?:，)?(?<!，)"),
    since=re.compile(r"(?:自|从)\s?\Z"),
    compared=re.compile(r"(?:比|较|相比于?|与|同|不同于|高于|低于|超过)\s?\Z"),
    from_=NEVER,
    levels=NEVER,
    opening=re.compile(
        r"(?:\d+[.．、]\s?|[•–—-]\s?|(?:例如|其中|另外|此外|同样|因此|然而|但是?|不过|同时|而且?)，?)*(?:[^，。；\d]{0,30}(?:注意到|指出|表示|决定|显示)，?)?"
        r"(?:截至|截止|到|至|在|自|从|于|仅在|为)*"
    ),
    apart=re.compile(r"[，,；;：:、()（）]|——|而|并|但"),
    parted=re.compile(r"[；;]|，(?=[^，]{12})|[，,][^，,]*[，,]"),
    moves=re.compile(r"(?:至|到|为|相比)"),
    up_from=re.compile(r"\A[^。；]{0,60}?(?:高于|低于|而|与|比)[^。；]{0,20}(?:为|是|的)?\Z(?!)"),
    moved=re.compile(rf"\A[^。；]{{0,30}}(?:{_UP}|{_DOWN})(?:至|到|为)\s?{_ABOUT}(?:[^，。；]{{0,30}}的\s?{_ABOUT})?\Z|\A[^。；]{{0,30}}(?:到|至)\s?{YEAR}\s?年?(?:{_UP}|{_DOWN})(?:至|到|为)\s?{_ABOUT}\Z"),
    valued=re.compile(r"\d\s?(?:%|％|个|万|亿)"),
    noted=re.compile(r"\s?(?:的\s?(?:数字|数目|水平))?\s?"),
    note=re.compile(r"[^()（）]{0,8}\s?[(（]"),
    listed=re.compile(r"\s?(?:、|和|及|以及|与)\s?"),
    from_value=re.compile(r"从[^，。；]{0,20}\Z"),
    stood=NEVER,
    years_listed=re.compile(r"\s?(?:年)?\s?(?:、|和|及|与)\s?"),
    respectively=re.compile(r"分别"),
    previous_year=re.compile(r"(?:比|较|与)?(?:上一年|前一年|去年|上年)"),
    same=re.compile(r"同期|同一时期|在此期间|这一期间|同年"),
    goes_on=re.compile(r"其中|在这[些一]"),
    present=re.compile(r"目前|迄今|到目前为止|至今|现在|今天|如今"),
    before_figure=True,
)

CHANGE = ChangeWords(
    verb=re.compile(rf"(?:{_UP}|{_DOWN})(?!至|到|为)(?:了)?\s?{_ABOUT}(?<!至)(?<!到)(?<!为)\Z"),
    noun=re.compile(rf"(?:增长率|增速|增幅|降幅|涨幅|减少额|增加额|跌幅)\s?(?:约?[为是达])?{_ABOUT}\Z"),
    after=re.compile(r"\s?的(?:增长|增幅|降幅|下降|涨幅|减少|增加)"),
    rate=re.compile(r"通货膨胀率?|通胀率?|增长率|增速"),
    being=NEVER,
    like=re.compile(r"[，(（\s]*(?:而|相比之下|与)[^。；]{0,20}\Z"),
    points=re.compile(r"个?百分点"),
    is_value=re.compile(rf"[^，。；\d]{{0,8}}(?:为|是|达|达到|平均)\s?{_ABOUT}\Z"),
)

LEXICON = Lexicon(
    breaks=clause_breaks(r"，"),
    target=re.compile(r"目标|基准|指标为|上限|门槛"),
    time=TIME,
    change=CHANGE,
)
