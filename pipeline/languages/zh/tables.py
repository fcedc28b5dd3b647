"""Chinese words of printed tables."""

from __future__ import annotations

import re

from pipeline.languages.tables import TableWords

TABLE_WORDS = TableWords(
    locale="zh",
    number=re.compile(
        r"(?:附)?表\s?(?P<number>(?:\d+[A-Z]?|[A-Z]{1,3}|[IVX]+|[一二三四五六七八九十]+)(?:[.\-–]\w{1,4})*)"
        r"(?=[\s.:：。–—-]|$)"
    ),
    continued=re.compile(r"[(（]续(?:表)?[)）]"),
    chart=re.compile(r"(?:图|方框|专栏|地图)\s*(?:\d|[一二三四五六七八九十IVX])"),
    scales={
        re.compile("万亿"): 10**12,
        re.compile("十亿"): 10**9,
        re.compile("亿"): 10**8,
        re.compile("千万"): 10**7,
        re.compile("百万"): 10**6,
        re.compile("十万"): 10**5,
        re.compile("万"): 10**4,
        re.compile("千(?!瓦|米|克)"): 10**3,
    },
    stated=re.compile(r"^(?:单位[:：]?\s?|以|按)|(?:计|为单位|计算)$"),
    leads=("500", "500个", "500名"),
    percent=re.compile(r"百分[比率数]|百分之|%|％|占比"),
    share=re.compile(r"份额|占比|所占|百分比"),
    counted=re.compile(r"(?P<unit>.+?)(?:的)?(?:数目|数量|人数|次数|总数|数)$"),
    total=re.compile(
        r"(?:共计|总计|合计|小计|总数|总额|累计)(?:\s?[(（][^)）\d]*[)）])?(?:\s?[,，:：–—-].*)?"
    ),
    subtotal=re.compile(r"小计"),
    totalling=re.compile(r"(?:共计|总计|合计|小计|总数|总额|.{0,8}(?:共计|总计|合计)$)"),
    variance=re.compile(r"差异|差额|增减|变动|增加|减少|(?<!气候)变化"),
    unit_of_variances=re.compile(
        r"差异[^。；]{0,16}[以按](?P<unit>[^。；，]{2,12}?)(?:为单位|计|表示|列示|列报)"
    ),
    net=re.compile(r"净|余额|结余|其中|所有|差异|变动"),
    uncounted=re.compile(r"年份|年度|段次|代码|编号|指数|比率|千瓦|公里|公顷|吨|升|排名|系数"),
    note=re.compile(r"(?:资料来源|来源|注|说明|缩写|简称)\s?[:：]"),
    planned=re.compile(r"核定|实际|拟议|计划|核准|估计|订正|预算"),
    posts={
        re.compile(r"(?:共计|总计|合计|员额).*职位"): "员额和职位",
        re.compile(r"职位"): "职位",
        re.compile(r"员额"): "员额",
    },
    personnel=re.compile(r"军事|警察|警务|观察员|特遣队|文职|人员|志愿|干事|一般事务"),
    served="人员",
    measure=re.compile(
        r"支出|费用|开支|收入|捐款|缴款|摊款|批款|拨款|经费|预算|资源|所需|资金|筹资|成本|估计数|余额|储备"
        r"|资产|负债|采购|出口|进口|付款|薪金|投资|承付款|债务|率|比例|份额|趋势|增长"
    ),
    page=re.compile(r"页次|页码|段次"),
)
