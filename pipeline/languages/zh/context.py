"""Chinese words for what a figure is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.figures.needed import quick
from pipeline.figures.words import any_of
from pipeline.gazetteer import regions
from pipeline.languages.context import (
    NEVER,
    YEAR,
    ActorWords,
    ChangeWords,
    ContextLexicon,
    MeasurePatterns,
    MeasureWords,
    PurposeWords,
    RateWords,
    ShareWords,
    TimeWords,
    clause_breaks,
    compiled,
    names_between,
    names_with_years,
)
from pipeline.languages.zh.nouns import unit_class

_DATE = r"(?:\s?\d{1,2}\s?月(?:底|初|中旬)?(?:\s?\d{1,2}\s?日)?)"
_UNIT = r"\s?(?:年(?:度|代)?|财政年度|财年|学年|两年期|双年度)"
_ABOUT = (
    r"(?:大?约|近|将近|超过|至少|不到|多达|高达|仅仅?|只|为|了|近乎|接近|大概|大幅|平均|也"
    r"|则|同|又|均|分别|\s)*"
)
_UP = (
    r"(?:增加|增长|上升|提高|上涨|攀升|增|涨|升|扩大|猛增|激增|高出|超出|多出|增幅[为达]?"
    r"|涨幅[为达]?)"
)
_DOWN = r"(?:减少|下降|降低|下跌|缩减|减|降|跌|削减|缩小|低|少|降幅[为达]?|减幅[为达]?)"

TIME = TimeWords(
    years=re.compile(
        rf"(?<![\d.,/第])(?P<first>{YEAR})(?:\s?年?{_DATE}?\s?(?:至|到"
        rf"|[-–—~～])\s?(?P<last>{YEAR})(?={_UNIT}|\s?期间)"
        rf"|/(?P<high>{YEAR}|\d{{2}})(?={_UNIT})|(?={_UNIT})"
        rf"|(?=(?:、\s?{YEAR})*\s?(?:、|和|及|与)\s?{YEAR}\s?年))(?P<low>(?!))?"
    ),
    names=names_with_years(
        rf"《[^》]*》|“[^”]*{YEAR}[^”]*”|{YEAR}\s?年?(?:(?:可持续)?(?:发展)?议程|愿景"
        rf"|[^，。；、]{{0,12}}(?:法|宪法|公约|议定书|宣言|战略计划|战略框架|战略(?!性)|计划书|议程|首脑会议|论坛|博览会|调查报告))"
        rf"|第?\s?{YEAR}\s?[(（/]\s?\d+\s?[)）]?\s?号|第\s?\d+\s?[(（]{YEAR}[)）]\s?号"
        rf"|{YEAR}\s?年{_DATE}的?第|[(（]见[^()（）]*[)）]"
        rf"|[(（][^()（）\d]{{2,40}}[，,]\s?{YEAR}\s?年?[)）]"
    ),
    lead=re.compile(r"(?:截至|截止|直到|到|至|在|自|从|于|仅在|仅|由|比|较|为|其)\s?\Z"),
    after=re.compile(
        rf"{_UNIT}?{_DATE}?(?:\s?财政年度|\s?两年期|期间|一年|底|年底|初|之间|年期间)?(?:[^，。；、（）()\d]{{0,12}}?以来"
        rf"|起)?(?:，)?(?<!，)"
    ),
    since=re.compile(r"以来|起\Z"),
    compared=re.compile(r"(?:比|较|相比于?|与|同|不同于|高于|低于|超过)\s?\Z"),
    from_=NEVER,
    levels=NEVER,
    opening=re.compile(
        r"(?:\d+[.．、]\s?|[•–—-]\s?|(?:例如|其中|另外|此外|同样|因此|然而|但是?|不过|同时|而且?)，?)*"
        r"(?:[^，。；\d]{0,30}(?:注意到|指出|表示|决定|显示)，?)?"
        r"(?:截至|截止|到|至|在|自|从|于|仅在|为)*"
    ),
    apart=re.compile(r"[，,；;：:、()（）]|——|而|并|但"),
    separator=re.compile(r"[；;]|，(?=[^，]{12})|[，,][^，,]*[，,]"),
    moves=re.compile(r"(?:至|到|为|相比)"),
    up_from=NEVER,
    moved=re.compile(
        rf"\A[^。；]{{0,30}}(?:{_UP}|{_DOWN})(?:至|到|为)\s?{_ABOUT}"
        rf"(?:[^，。；]{{0,30}}的\s?{_ABOUT})?\Z|\A[^。；]{{0,30}}(?:到|至)\s?{YEAR}\s?年?(?:{_UP}"
        rf"|{_DOWN})(?:至|到|为)\s?{_ABOUT}\Z"
    ),
    owned=re.compile(r"[的之]\s?\Z"),
    valued=re.compile(r"\d\s?(?:%|％|个|万|亿)"),
    noted=re.compile(r"\s?(?:的\s?(?:数字|数目|水平))?\s?"),
    note=re.compile(r"[^()（）]{0,8}\s?[(（]"),
    listed=re.compile(r"\s?(?:、|和|及|以及|与)\s?"),
    from_value=re.compile(r"从[^，。；]{0,20}\Z"),
    stood=NEVER,
    years_listed=re.compile(r"\s?(?:年)?\s?(?:、|和|及|与)\s?"),
    series=re.compile(r"(?:[\s，,、]|和|而|在|为|是|达|同|则|也|降至|增至|升至)*"),
    respectively=re.compile(r"分别"),
    previous_year=re.compile(r"(?:比|较|与)?(?:上一年|前一年|去年|上年|一年前)"),
    same=re.compile(r"同期|同一时期|在此期间|这一期间|同年"),
    goes_on=re.compile(r"其中|在这[些一]"),
    divides=re.compile(
        r"(?:其中|包括|即|相当于|占|价值|总额|总值|平均价格|而)[^，。；、()（）\d]{0,24}\Z"
    ),
    present=re.compile(r"目前|迄今|到目前为止|至今|现在|今天|如今"),
    before_figure=True,
)

CHANGE = ChangeWords(
    verb=re.compile(rf"(?:{_UP}|{_DOWN})(?!至|到|为)(?:了)?\s?{_ABOUT}(?<!至)(?<!到)(?<!为)\Z"),
    noun=re.compile(
        rf"(?:增长率|增速|增幅|降幅|涨幅|减少额|增加额|跌幅|(?:增加|减少)的[^，。；\d]{{0,8}}[毛净数]?额)\s?(?:约?[为是达])?{_ABOUT}\Z"
    ),
    after=re.compile(r"\s?的(?:增长|增幅|降幅|下降|涨幅|减少|增加)"),
    rate=re.compile(r"通货膨胀率?|通胀率?|增长率|增速"),
    being=NEVER,
    like=re.compile(r"[，(（\s]*(?:而|相比之下|与)[^。；]{0,20}\Z"),
    same=re.compile(r"[，,]?\s?[(（]?(?:即|或|约|也就是)?"),
    points=re.compile(r"个?百分点"),
    is_value=re.compile(rf"[^，。；\d]{{0,8}}(?:为|是|达|达到|平均)\s?{_ABOUT}\Z"),
)

# --- actors ---------------------------------------------------------------------------------

_KINDS = (
    "机制|论坛|联盟|网络|基金|中心|办公室|委员会|署|组织|银行|学院|大学|机构|秘书处|法院"
    "|理事会|机场"
)
_BODIES = (
    "基金|中心|委员会|(?<![签部])署|银行|学院|大学|秘书处|法院|理事会|机场|机制|论坛|联盟"
    "|议院|联盟|部门|稳定团|特派团|参议院|众议院|保障部"
)


_NAME = re.compile(r"[\u4e00-\u9fff·-]{4,30}\Z")
_SHORT_FORM = re.compile(r"[(（](?P<short>[\u4e00-\u9fff]{2,8})[)）]")


def _short_forms(text: str) -> Iterator[tuple[str, str]]:
    """Names, with the short forms in brackets after them: `国际农业发展基金(农发基金)`.

    The characters of a short form all occur in the name, in the same order.
    """
    passed = 0
    for match in _SHORT_FORM.finditer(text):
        name = _shortest_name(text[passed : match.start()], match["short"])
        if name:
            yield name, match["short"]
        passed = match.end()


def _shortest_name(before: str, short: str) -> str | None:
    """The end of `before` that has the characters of `short` in order, from the first on."""
    match = _NAME.search(before[-30:])
    if match is None:
        return None
    before = match.group()
    position = len(before)
    for character in reversed(short):
        position = before.rfind(character, 0, position)
        if position < 0:
            return None
    # The name may begin before the first character: take the document's text up to the last word
    # that cannot belong to it.
    start = max((before.rfind(c, 0, position) + 1 for c in "，、和与及由向对在使让请的"), default=0)
    return before[start:]


_REGIONS = any_of(regions("zh"))
ACTORS = ActorWords(
    groups=quick(
        rf"{_REGIONS}"
        r"|(?:最不发达|内陆发展中|小岛屿发展中|发展中|发达|高收入|中等收入|低收入|中低收入|中高收入|非洲|东道|捐助|受援|受影响|中亚|东欧|东南欧|高加索"
        r"|经济转型|欧洲|亚洲|阿拉伯)国家(?:(?:和|及)(?:最不发达|内陆发展中|小岛屿发展中|发展中|发达|经济转型)国家)?"
        r"|各?会员国|各国政府|缔约国(?!大会|会议)|各?缔约方|捐助方|发展伙伴|多边开发银行|人道主义机构|国际社会|国家统计局|达尔富尔|加沙|巴格达"
        r"|(?<![\u4e00-\u9fff])政府(?=登记)"
    ),
    state_party=re.compile(r"缔约国(?!大会|会议)"),
    bodies=re.compile(
        rf"(?:(?<=[，。；、“”(（\s的由在与和对向为是被])|^)(?P<name>该(?:办公室|基金|机制|组织|方案|银行|中心|委员会|网络|署|机构"
        rf"|秘书处|法院|联盟|论坛)|(?!本|其|[该这各几一某每两]|目前|当前|据|根据|通过|按|经|因|如|若|但|而|并|且|又|还|已|使"
        rf"|利用)(?:(?!通过|支持)[^\W\d_的对和与由在为向将从把被及是了有他她它我其该各这那此即使用达到提供收]){{0,12}}?(?:{_BODIES}))"
        rf"(?=[\u4e00-\u9fff\d\s，])"
    ),
    common=re.compile(r"(?P<place>该国)(?!政府|家)|(?P<mission>(?!))"),
    is_body=re.compile(rf"(?:{_KINDS}|厅|部|处|团)\Z"),
    world=re.compile(r"全世界|世界各地|(?<!在)全球(?=有|共|大?约)|世界上"),
    not_actor=re.compile(r"(?:利亚|城|外地|各中心|秘书长|宪章|会议|大会堂|公约|美元|元|法郎|卢比)"),
    part_of_name=NEVER,
    openers=re.compile(r"(?:在|对于?|就)"),
    lead=re.compile(
        rf"(?:\d+[.．]\s?|[•–—-]\s?|(?:例如|其中|另外|此外|同样|因此|然而|但是?|不过|同时|而且?|又|并|目前|仅|迄今为止|事实上"
        rf"|作为回报)，?|(?:截至|到|在|自|从|于)?\s?{YEAR}\s?年(?:(?!为|达|占|是)[^，。；]){{0,14}}，"
        rf"|(?:截至|到|在|自|从|于)?\s?{YEAR}\s?年(?:[底初末中]|上半年|下半年"
        rf"|度)?(?=[\u4e00-\u9fff])(?![以之至到和及与、起来])|在[^，。；]{{0,20}}(?:期间|方面|时)，"
        rf"|[^，。；]{{2,40}}(?:后|之际|之时|之前)，|根据[^，。；]{{0,40}}，|据[^，。；]{{0,16}}估计，)*"
    ),
    excluded=re.compile(
        r"(?:与|同|向|对|和|及|以及|跟|覆盖|包括|给|为|于|在|从|来自|代表|位于|设在|按照|根据|使用|支持|涉及|关于)\s*\Z"
    ),
    verb=None,
    reports=re.compile(
        r"(?:[^，。；]{0,40}?(?:报告|调查|研究|数据|评估|资料|信息)(?:还)?(?:显示|指出|表明|估计))"
        r"|(?:还|又|也|已|已经|曾|一致|满意地|关切地|赞赏地)*(?:注意到|表示|表明|声称|获悉|获知|据告|认为|建议|指出|强调|回顾|促请|重申|欢迎"
        r"|估计|决定|在上述决议中决定)"
    ),
    that=re.compile(r"[，：]|(?<=指出)|(?<=决定)|(?<=认为)"),
    near=re.compile(r"[^，。；]{0,4}"),
    attribute=re.compile(r"(?!在|向|将|已|于|对|为|与|从|共|通过|提供|的)[\u4e00-\u9fff]"),
    world_measure=re.compile(r"全球平均|(?<!在)全球(?=的?平均|人口)"),
    turns=re.compile(r"，而|而(?=[\u4e00-\u9fff]{2,}?(?:则|为|估计))"),
    bridge=NEVER,
    turned=re.compile(r"(?:感谢|赞赏)\s?\Z|(?:(?:，而?|而|和|以及|及)在|收到了?)\s?\Z"),
    after=re.compile(r"的"),
    by=NEVER,
    source=re.compile(r"来自"),
    to=re.compile(r"给"),
    label=re.compile(r"\s?[(（]"),
    either=re.compile(r"或"),
    joins=re.compile(r"\s?(?:、|和|及|以及|与)\s?"),
    government=re.compile(r"政府"),
    pronoun=re.compile(
        r"(?:它们?|其|该署|该办公室|该基金|该机制|该组织|该方案|该银行|该中心|该委员会|该网络|该机构|该秘书处|该法院|该联盟|该论坛|这些国家)"
    ),
    article=re.compile(r"\A(?:各(?=国|个)|该)(?!国政府)"),
    named=names_between("", ""),
    short_forms=_short_forms,
)


# --- shares, measures, purposes, units -----------------------------------------------------

SHARE = ShareWords(
    after=re.compile(
        r"\s?的(?=[\u4e00-\u9fff\d])(?!(?:既定|具体|最低)?(?:目标|基准|标准|水平|比例|比率|份额|增长|增幅|降幅|上限|门槛))"
    ),
    those=NEVER,
    before=compiled(
        r"(?<!所)占(?!比)(?:了|到|据)?(?:其|全国|全球)?\s?(?:\d{4}(?:-\d{4})?\s?年(?:和\d{4}\s?年)?)?"
        r"(?P<of>[^，。；：、占\d%％]{1,40}?)\s?的?(?:比例|比重|份额)?(?:也|则|已|分别)*\s?(?:约|近|超过|不到|至少|仅|只有"
        r"|为|是|达|达到|由|从)*\s?\Z",
        r"在(?:\d{4}\s?年)?(?P<of>[^，。；：、\d%％]{2,40}?)中\s?(?:占|所占(?:比例)?(?:为|达)?)\s?(?:约|近|超过"
        r"|不到|至少|仅)*\s?\Z",
        r"在(?P<of>[^，。；：、\d%％]{2,30}?)中(?:所占)?的?(?:比例|比重|份额|占比)[^，。；：、\d占]{0,12}\Z",
        r"(?:\A|(?<=[，。；：、])|在)(?P<of>[^，。；：、的\d%％]{2,16}?)中的?[^，。；：、的\d中占]{1,10}(?:占"
        r"|(?:的|所占)?比例[为是达])\s?(?:约|近|超过|不到|至少|仅)*\s?\Z",
        r"(?:\A|(?<=[，。；：、])|将)(?:[^，。；：\d%％]{0,24}?)(?:这些)?(?P<of>[^，。；：、的\d%％将]{2,16}?)中\s?"
        r"(?:约|大约|近)?(?:有|占)\s?(?:约|近|超过|不到|至少|仅)*\s?\Z",
        r"(?:\A|(?<=[，。；：]))[^，。；：\d%％]{0,20}?的(?P<of>[^，。；：、的\d%％]{1,10}?)(?:仅|只)有\s?\Z",
    ),
    opening=re.compile(r"(?!)(?P<of>x)"),
    ends=re.compile(
        r"[，。；：、,;:()（）\n]|(?:在|得到|纳入|用于|划拨|约为|表示|报告|报称|来自|受此|是|为|有(?!机)|被|已|将|则|均|都|由|接受|使用"
        r"|认为|指出|包括|获得|提供|进行|参加|参与|拥有|可以|能够|需要|未|没有|以及|组成|分配|属于|不(?!发达|同|良)|从事|担任|居住"
        r"|生活(?!费|水平|条件)|依靠|缺乏|面临|遭受|感到|希望|同意|支持(?!者)|选择|开展|实施|制定|通过|达成|完成|实现|接种|死于|患有|享有|位于"
        r"|集中|流向|投向|贡献|发生|出现|参与|继续|仍|也(?!门)|还|就(?=业于)|处于|受到|受益)"
    ),
    article=re.compile(r"(?:所有|全部|这些|该|其|各|全国|约有|约)*"),
    owned=re.compile(r"\s?的?\s?"),
    owner=re.compile(r"\Z"),
    second=re.compile(r"\A[^。；]{0,50}(?:和|而|，|及|、)[^。；，]{0,20}\Z"),
    never=re.compile(
        r"(?:年前的?|去年的?|上年的?|达到|丰度|高于|低于|水平|峰值|率(?:为|达|高达)?|比例(?:为|达)?|标准)\s?[(（]?\Z"
    ),
    before_first=True,
    before_last=compiled(
        r"(?:超过|不到|不足|达到|达|占|至|为|于)(?P<of>总[数额量])的\s?(?:约|近|超过|不到|至少|仅)?\s?\Z",
        r"(?:\A|(?<=[，。；：、])|将|的|和|及|超过|不到|不足|达到|达|占|至|为"
        r"|于)(?!总)(?P<of>[^，。；：、的和及\d%％将在]{1,12}?)的\s?(?:约|近|超过|不到|至少|仅)?\s?\Z",
    ),
)
MEASURE = MeasureWords(
    of_share=MeasurePatterns(
        after=compiled(
            r"的[^，。；]{1,24}?为(?P<measure>女性|男性|妇女|青年|儿童)",
            r"(?:的时间)?用于(?P<measure>[^，。；]{2,12})",
            r"划拨给(?P<measure>[^，。；]{2,12})",
            r"由(?P<measure>[^，。；]{2,10})组成",
        ),
        before=compiled(
            r"(?:\A|(?<=[，。；：、])|的|年|(?<!其)中)(?P<measure>(?:中小|[^，。；：、\d%％()（）占在中]){2,24}?)"
            r"\s?(?:分别)?占(?:了|到)?[^，。；]{0,40}\Z",
            r"(?:\A|(?<=[，。；：])|年|在)(?P<measure>(?:(?!占)[^，。；：\d%％()（）]){0,18}?(?:率|比例|比率|比重"
            r"|水平|丰度|利用率|增幅|指数))\s?(?:从[^，。；\d]{0,24}(?:\d{4}\s?年的?)?)?"
            r"(?:在\s?\d{4}\s?年)?[^，。；：\d%％]{0,14}\Z",
            r"(?P<measure>[\u4e00-\u9fff]{2,14}率)[：:]\s?\Z",
            rf"(?:\A|(?<=[，。；：、])|的)(?P<measure>[^，。；：、\d%％的]{{2,16}}?)"
            rf"(?<!同)比[^，。；\d]{{1,24}}?(?:{_UP}|{_DOWN})了?\s?{_ABOUT}\Z",
            rf"(?:\A|(?<=[，。；：、])|年|的)(?P<measure>[^，。；：、\d%％()（）占在将年的比]{{2,16}}?)(?:已|也|则|同比"
            rf"|平均|每年|大幅|分别)*(?:{_UP}|{_DOWN})(?:了)?\s?{_ABOUT}\Z",
        ),
    ),
    of_money=MeasurePatterns(
        after=compiled(
            r"\s?的?(?P<measure>捐款|赠款|认捐|资金缺口|投资|贷款|经费|款项|资助|资金|赠款|财政援助|项目融资|预算外捐款)"
        ),
        before=compiled(
            r"(?:\A|(?<=[，。；：、])|的|了|年度?)(?P<measure>[^，。；：、\d%％()（）的]{0,8}(?:捐款|赠款|预算|价格|费用"
            r"|支出|收入|价值|金额|资金|融资|经费|债务|款项|销售额|出口额|进口额|贸易额|总值|产值|成本|薪金|投资额|赤字|缺口))\s?(?:为|是|达"
            r"|达到|共计|总额|超过|约|每吨|减少为|增至|降至|减至)*\s?(?:每[^，。；\d]{1,3})?\s?\Z",
        ),
    ),
    lead=re.compile(
        r"(?:导致(?:对)?|[^，。；\d]{2,20}使(?!用)得?|使得?|(?:设立|建立|制定|规定)了?|但|而|其中?|该|并|且|据|同时|目前|去年"
        r"|今年|由于|注意到|指出|分别|约|也|则|\s|\d{4}\s?年|(?:[二两三四五]年)期|期(?=[支收开预经费])|财政年度|财年|(?<=\d)年度)"
    ),
    ends=re.compile(
        r"[，。；：、,;:()（）\n]|(?:在(?!职)|为(?!准)|是|达到|达|占|超过|分别|约|已|将(?!军)|从|由|比|仅|高达|降至|升至|增至|组成"
        r"|包括|(?:支持|资助|帮助)了|所\Z|中\Z)"
    ),
    owned=re.compile(r"\s?的?\s?"),
    none=re.compile(
        r"(?:增幅|降幅|涨幅|跌幅|这一?|那一?|增长率|.*(?:建议|指出|认为|表示)|.*(?:成员国|会员国|国家|政府|机构)捐款|.*各州|其|它们?|他们"
        r"|期间[^，]*|总额|数额|数字|比例|总数|份额|一半|增长|减少|下降|上升|增加|所占|净额|毛额|[^，]{0,8}(?:国家|政府|机构|组织|实体))"
    ),
)
PURPOSE = PurposeWords(
    after=compiled(
        r"(?:\s?的?(?:赠款|捐款|资金|经费|款项|资助|认捐|赠款)?，?\s?)(?:用于|用以|以便|以支持|以资助"
        r"|以(?=支持|资助|帮助|协助|实现|加强)|作为|用来|拨给|用于支付)",
        r"，(?:累计[^，。；]{0,10}，)?(?:用于|用以|以便|用来|以(?=支持|资助|帮助|协助|实现|加强))",
        r"(?=制作)",
    ),
    ends=re.compile(
        r"[。；\n]|，(?=(?:因此|所以|从而|其中|包括|比|与|占|相当于|推动|惠及))|[(（]见"
    ),
    none=re.compile(r"(?:\d{4}\s?年)"),
)
RATE = RateWords(
    after=re.compile(r"/(?P<per>年|人|天|月|吨)|(?P<adverb>(?!))"),
    before=re.compile(
        r"每(?P<per>吨|年|人|天|日|月|名学生|桶|公顷|户|美元|升|公斤|千克|小时|周|次)\s?\Z"
    ),
    adverbs={},
)


CONTEXT = ContextLexicon(
    breaks=clause_breaks(r"，"),
    target=re.compile(
        r"(?:不|不得|不应|不能)超过|\d{4}年(?:设立|制定|规定|确立|引入)(?!以来|后)|目标|基准|指标为|上限|门槛"
    ),
    target_after=re.compile(r"\s?(?:的|这一)(?:既定)?(?:目标|基准|标准|上限|指标|配额)"),
    time=TIME,
    change=CHANGE,
    actors=ACTORS,
    share=SHARE,
    measure=MEASURE,
    purpose=PURPOSE,
    rate=RATE,
    unit_class=unit_class,
)
