"""Chinese: what its UN editions write as numbers and figures.

Digits, separators and currency names come from CLDR; word classes from jieba's dictionary (the
rjieba package), which is asked only for the words after a classifier, never for numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.figures.grammar import NO_FIGURE, Grammar, Mark, Number, read
from pipeline.figures.model import Figure
from pipeline.figures.numbers import (
    bare_digits_pattern,
    currency_names,
    digits_pattern,
    parse_digits,
    territory_currencies,
)
from pipeline.figures.words import any_of
from pipeline.languages.zh.nouns import (
    noun_after,
    noun_before,
    noun_of_sentence,
    noun_phrase,
    unit_class,
)

_LOCALE = "zh"

# --- numbers ------------------------------------------------------------------------------

_DIGIT = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5,
          "六": 6, "七": 7, "八": 8, "九": 9}  # fmt: skip
_UNIT = {"十": 10, "百": 100, "千": 1000}
_SCALE = {"万": 10**4, "亿": 10**8}
#: Multipliers after digits; the longest first.
_MULTIPLIER = {"万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "千万": 10**7,
               "百万": 10**6, "十万": 10**5, "亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}  # fmt: skip

_DIGITS = digits_pattern(_LOCALE)
_BARE_DIGITS = bare_digits_pattern(_LOCALE)
_MULTIPLIERS = "|".join(_MULTIPLIER)
_SPELLED = (
    r"[一二两三四五六七八九十][一二两三四五六七八九十百千万亿〇零]*(?:点[一二三四五六七八九〇零]+)?"
)

#: Not numbers by themselves, whatever follows them. The whole match is passed over.
_PASSED_OVER = "|".join(
    (
        r"https?://[!-~]+",
        r"www\.[!-~]+",
        r"[!-~][!-?A-~]*+@[!-~]+",
        # symbols: A/74/336, DP/2017/38, ST/SGB/2017/1
        r"[A-Z][A-Za-z0-9.]*(?:/[A-Za-z0-9.()-]+)+",
        # titles of publications and plans
        r"《[^》\n]{1,120}》",
        # names in quotation marks: “三十种方法”
        r"“[^”。；\n]{1,40}”",
        # ordinals, and lists of them up to the noun: 第 24(1)段, 第20、21和40段
        rf"第\s*(?:{_DIGITS}|{_SPELLED})(?:\([0-9a-z]+\)|[(（][一二三四五六七八九十]+[)）])*"
        rf"(?:\s*(?:[、，,和及与至到–-]|以及|或)\s*第?\s*(?:\d+(?:\.\d+)?|[一二三四五六七八九十]+)"
        r"(?:\([0-9a-z]+\))*(?=\s*(?:[、，,和及与至到–-]|以及|段|条|款|项|号|章|节|次|届|页|卷|期|表|部分)))*",
        # fractions; 百分之 is a percentage
        r"(?:\d+|[二两三四五六七八九十千万]+)分之(?:\d+|[一二三四五六七八九十]+)",
        # so many hundreds: no value
        r"[数几上成][十百千万亿]+",
        r"千百万|成千上万|千千万万",
        r"[十百千万亿]+几",
        # 77 国集团, 7 国+集团, 二十国集团
        rf"(?:\d+|{_SPELLED})\s*国\s*\+?\s*集团",
        # names with a year or number in them: BAPA+40, G20
        r"[A-Za-z]+[+-]?\d+[A-Za-z]*",
    )
)
#: A share of what stands on the left is not a figure either: 每 1 000 人, 每两年, 第 is above.
_EACH = re.compile(r"每隔?(?:一?[个名位]?)?\s*$")
#: `每平方公里 42 人`
_EACH_MEASURE = re.compile(r"每(?:平方|立方)?(?:公里|千米|米|公顷|升|吨|公斤)(?:有|为|约)*\s*$")

#: A minus sign before a percentage: what stands before it is text, not a number.
_MINUS = r"(?<=[\u4e00-\u9fff\s(（])[-−](?=\d+(?:\.\d+)?\s?[%％])"

#: Characters that a number, or what is passed over, begins with.
_BEGINS = rf"[!-~\d−《“第数几上成{''.join((*_DIGIT, *_UNIT, *_SCALE))}]"

_NUMBER = re.compile(
    rf"(?={_BEGINS})(?:(?P<skip>{_PASSED_OVER})"
    rf"|(?P<negative>{_MINUS}{_BARE_DIGITS})"
    rf"|(?P<hundredths>百分之\s*\[?)?"
    rf"(?:(?P<digits>{_DIGITS})(?:(?P<vague>[多余几])?\s?(?P<multiplier>{_MULTIPLIERS})(?![年一二三四五六七八九]))?"
    rf"(?:\s?(?P<rest>{_DIGITS})\s?(?P<rest_multiplier>{_MULTIPLIERS}))?"
    rf"|(?P<spelled>{_SPELLED}|(?<=百分之)百)(?:(?P<among>[多余])(?P<great>[百千万亿]))?))"
)


def spelled_value(text: str) -> Decimal | None:
    """The value of a number in Chinese characters (`一百二十`, `三点五`), None where it is none."""
    whole, _, fraction = text.partition("点")
    total = section = digit = 0
    previous = ""
    for c in whole:
        if c in _DIGIT:
            if previous in _DIGIT and previous not in "〇零":
                return None
            digit = _DIGIT[c]
        elif c in _UNIT:
            section += (digit or 1) * _UNIT[c]
            digit = 0
        else:
            total += (section + digit or 1) * _SCALE[c] if c == "万" else 0
            if c == "亿":
                total = (total + section + digit or 1) * _SCALE[c]
            section = digit = 0
        previous = c
    value = Decimal(total + section + digit)
    if fraction:
        value += Decimal("0." + "".join(str(_DIGIT[c]) for c in fraction))
    return value


def _numbers(text: str) -> list[Number]:
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        if match["skip"]:
            continue
        number = _number(match)
        if number is not None:
            found.append(number)
    return found


def _number(match: re.Match[str]) -> Number | None:
    if match["negative"]:
        return Number(match.start(), match.end(), -parse_digits(match["negative"][1:], _LOCALE))
    if match["spelled"]:
        value = spelled_value(match["spelled"])
        if value is None:
            return None
        scale = _SCALE.get(match["spelled"][-1], 1)
        if match["great"]:
            scale = _MULTIPLIER[match["great"]]
            value *= scale
        more = bool(match["among"])
        return Number(match.start("spelled"), match.end(), value, scale, spelled=True, more=more)
    scale = _MULTIPLIER.get(match["multiplier"] or "", 1)
    value = parse_digits(match["digits"], _LOCALE) * scale
    if match["rest"]:
        value += parse_digits(match["rest"], _LOCALE) * _MULTIPLIER[match["rest_multiplier"]]
    return Number(match.start("digits"), match.end(), value, scale, more=bool(match["vague"]))


# --- marks --------------------------------------------------------------------------------

#: Names that editions use beside CLDR's; `元` alone could be any of several.
_MORE_CURRENCIES = {
    "美元": "USD", "美金": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "日圆": "JPY",
    "澳元": "AUD", "澳大利亚元": "AUD", "加元": "CAD", "加拿大元": "CAD", "新西兰元": "NZD",
    "瑞士法郎": "CHF", "瑞郎": "CHF", "丹麦克朗": "DKK", "挪威克朗": "NOK", "瑞典克朗": "SEK",
    "冰岛克朗": "ISK", "捷克克朗": "CZK", "人民币元": "CNY", "元人民币": "CNY", "人民币": "CNY",
    "港元": "HKD", "港币": "HKD", "新加坡元": "SGD", "新元": "SGD", "韩元": "KRW", "印度卢比": "INR",
    "南非兰特": "ZAR", "兰特": "ZAR", "库纳": "HRK", "苏姆": "UZS", "叙利亚镑": "SYP",
    "叙镑": "SYP", "埃及镑": "EGP", "黎巴嫩镑": "LBP", "苏丹镑": "SDG", "俄罗斯卢布": "RUB",
    "卢布": "RUB", "巴西雷亚尔": "BRL", "雷亚尔": "BRL", "奈拉": "NGN", "泰铢": "THB",
    "越南盾": "VND", "印尼盾": "IDR", "印度尼西亚盾": "IDR", "墨西哥比索": "MXN",
    "菲律宾比索": "PHP", "哥伦比亚比索": "COP", "阿根廷比索": "ARS", "非洲法郎": "XOF",
    "西非法郎": "XOF", "非洲金融共同体法郎": "XOF", "中非法郎": "XAF", "肯尼亚先令": "KES",
    "坦桑尼亚先令": "TZS", "乌干达先令": "UGX", "索马里先令": "SOS", "格里夫纳": "UAH",
    "坚戈": "KZT", "索姆": "KGS", "索莫尼": "TJS", "拉里": "GEL", "德拉姆": "AMD",
    "福林": "HUF", "兹罗提": "PLN", "里拉": "TRY", "土耳其里拉": "TRY", "谢克尔": "ILS",
    "新谢克尔": "ILS", "阿富汗尼": "AFN", "塔卡": "BDT", "迪拉姆": "AED", "沙特里亚尔": "SAR",
    "伊拉克第纳尔": "IQD", "约旦第纳尔": "JOD", "科威特第纳尔": "KWD", "利比亚第纳尔": "LYD",
    "特别提款权": "XDR",
}  # fmt: skip
_CURRENCIES = currency_names(_LOCALE) | _MORE_CURRENCIES
_CURRENCY_NAMES = any_of(_CURRENCIES)
_SIGNS = {"US$": "USD", "$": "USD", "＄": "USD", "€": "EUR", "£": "GBP", "￡": "GBP", "¥": "JPY",
          "A$": "AUD", "C$": "CAD", "CHF": "CHF", "EUR": "EUR", "USD": "USD", "GBP": "GBP"}  # fmt: skip
_SIGN_NAMES = any_of(_SIGNS)

#: Classifiers of things that can be counted one by one.
_CLASSIFIERS = (
    "人次|架次|艘次|班次|车次|场次|个|名|位|人(?!口)|次(?!级)|项|家|份|种|条|件|起|例|套|座|栋|幢|所|处|间|块|枚|辆|艘|架|部|台|支|笔|批"
    "|组|队|期|届|场|轮|户|口|棵|头|只|匹|篇|本|册|张|幅|封|宗|桩|股|艇|颗|发|节(?!约|能|省|日)|堂|层|席|票|类|片|道|门|盏|双|对|剂|段|页|列|株|尊|挺|具|句"
)
#: What is counted without a classifier.
_BARE_NOUNS = "会员国|成员国|缔约国|国家|人口|儿童|妇女|难民|居民|国|州|省|县|市|村"

#: After a number: time, age, order, measure, multiple. No figures.
_NO_FIGURE = (
    "年|月|日(?!元)|时(?!事)|点|分(?!支|部|区)|秒|周(?!边)|天|岁|号|世纪|学年|财年|小时|分钟|秒钟|星期|礼拜|周岁|周年"
    "|个?(?:基点|月|星期|小时|工作日|学年|财政年度|季度|世纪|年头|年度|钟头|学期|半年)"
    "|倍|番|成(?!员|果|就|年|立|功|本|人|型|长|为|品|套|熟|分|绩|都)|折|分之|代|条之|之[一二三四五六七八九十]"
    "|(?:平方|立方|千|公|英|海|毫|厘|微|纳|兆|吉|太)*(?:米|公里|里(?!亚尔|拉)|吨|克(?!朗)|升|瓦|瓦特|赫兹|赫|伏|伏特|焦|焦耳|字节|比特|贝克勒尔|西弗|卡)"
    "|公里|公顷|公吨|公斤|公升|英里|海里|英尺|英亩|英寸|亩|桶|加仑|蒲式耳|摄氏度|华氏度|度(?!假)|千瓦时|二氧化碳"
    "|百分位|比[特率]|[A-Za-z°℃²³]|两年期|三年期|四年期|五年期|十年期|级"
)
_MORE = "多(?![边方样米])|余(?!下)|来(?!自)|几(?!内亚)"

#: Names that several countries' currencies share; which one it is, the country named says.
_SHARED = "第纳尔|比索|法郎|里亚尔|卢比|克朗|先令|镑|卢布|迪拉姆"
_TERRITORIES = territory_currencies(_LOCALE)
_TERRITORY = re.compile(any_of(_TERRITORIES))
_TAIL = re.compile(
    rf"\]?\s?(?P<more>{_MORE})?\s*"
    rf"(?:(?P<percent>[%％]|个?百分点)"
    rf"|(?P<currency>{_CURRENCY_NAMES})"
    rf"|(?P<shared>{_SHARED})"
    rf"|(?P<none>{_NO_FIGURE})"
    rf"|(?P<classifier>{_CLASSIFIERS})"
    rf"|(?P<noun>{_BARE_NOUNS}))?"
)
_HUNDREDTHS = re.compile(r"百分之\s*\[?$")
_SIGN_BEFORE = re.compile(rf"(?:{_SIGN_NAMES})\s?$")
#: `人民币 500 元`, `150 万元`: the unit without a name is that of the language's own country.
_YUAN = re.compile(r"多?\s?元(?!首|素|件|老|旦|宇宙)")
_YUAN_BEFORE = re.compile(r"人民币\s*$")
_AFTER_COUNT = re.compile(
    r"\s?(?:(?P<more_than>以上的?)|(?P<at_most>以下的?|以内的?)|(?P<about>左右的?|上下))"
)
#: A label before a bare number: `人口：61 777`
_LABEL = re.compile(r"(人口|[\u4e00-\u9fff]{1,10}?(?:总数|人数|数目|数量|次数))\s*[：:]\s*$")
#: Number words that point back to what was named, or stand in fixed phrases, count nothing.
_FIXED = re.compile(r"(?:十分|万一|一一|九鼎|百姓|千方|三角|三方|双方)")
_REFERENCE_BEFORE = re.compile(
    r"(?:(?<![代报])表|图|附件|附录|附文|脚注|方框|专栏|编号|电话|传真|分机|邮编|条例|次级方案|行动|议程项目|选项|备选办法)\s*$"
)


def _mark(text: str, number: Number, before: Sequence[Figure]) -> Mark | None:
    """What makes a number a figure in Chinese; None where nothing does."""
    tail = _TAIL.match(text, number.end)
    assert tail is not None
    start = number.start
    left = text[max(0, start - 12) : start]
    if "每" in left and _EACH.search(left):
        return NO_FIGURE
    more = number.more or bool(tail["more"])
    hundredths = _HUNDREDTHS.search(left) if "百分之" in left else None
    if hundredths:
        end = number.end + (text[number.end : number.end + 1] == "]")
        return Mark("percentage", start - len(hundredths.group()), end, "zh.hundredths")
    if tail["percent"]:
        return Mark("percentage", start, tail.end(), "zh.percent", more=more)
    if tail["currency"]:
        currency = _CURRENCIES[tail["currency"]]
        return Mark("money", start, tail.end(), "zh.currency_name", currency, more=more)
    if tail["shared"]:
        shared = _shared_currency(text, start, tail["shared"])
        if shared is None:
            return NO_FIGURE
        return Mark("money", start, tail.end(), "zh.currency_of_country", shared, more=more)
    yuan = _YUAN.match(text, number.end)
    if yuan and (number.scale > 1 or _YUAN_BEFORE.search(left)):
        return Mark("money", start, yuan.end(), "zh.yuan", "CNY", more=more)
    sign = _SIGN_BEFORE.search(left)
    if sign:
        currency = _SIGNS[sign.group().strip()]
        end = tail.end() if more else number.end
        return Mark(
            "money", start - len(sign.group()), end, "zh.currency_sign", currency, more=more
        )
    if tail["none"]:
        return NO_FIGURE
    return _count(text, number, tail, more, before)


def _shared_currency(text: str, position: int, name: str) -> str | None:
    """The currency of that name of the country named last before `position`, else after it."""
    countries = [
        *reversed(_TERRITORY.findall(text[:position])),
        *_TERRITORY.findall(text[position:]),
    ]
    for country in countries:
        for code, full_name in _TERRITORIES[country]:
            if full_name.endswith(name):
                return code
    return None


def _count(
    text: str, number: Number, tail: re.Match[str], more: bool, before: Sequence[Figure]
) -> Mark | None:
    """The mark of a count, its characters going on to the end of what is counted."""
    if number.value != number.value.to_integral_value():
        return NO_FIGURE if tail["classifier"] or tail["noun"] else None
    if _is_rate(text, number) or _EACH_MEASURE.search(text[: number.start][-12:]):
        return NO_FIGURE
    if number.spelled and (number.value < 2 or _FIXED.match(text, number.start)):
        return NO_FIGURE
    classifier = tail["classifier"]
    if classifier:
        return _classified(text, number, tail, before, more)
    if tail["noun"] and not number.spelled:
        end, unit = noun_phrase(text, tail.start("noun"), "")
        return _counted(number, end, unit, "zh.noun", more)
    if number.scale > 1:
        return _scaled(text, number, tail, before, more)
    label = _LABEL.search(text[max(0, number.start - 16) : number.start])
    if label and not number.spelled:
        unit = re.sub("(?:总数|人数|数目|数量|次数)$", "", label.group(1)) or None
        return _counted(number, number.end, unit, "zh.label", more)
    return None


#: Classifiers that count nothing after a number word alone (`一类`, `两期`), but for parts.
_VAGUE_ALONE = frozenset("类层期对双门道片段部节")
_DIVIDED = re.compile(r"分[为成]?\s*$")


def _classified(
    text: str, number: Number, tail: re.Match[str], before: Sequence[Figure], more: bool
) -> Mark | None:
    """`145 个会员国`, `3 800 人`, `23 个`."""
    classifier = tail["classifier"]
    end = tail.end("classifier")
    if not number.spelled and _REFERENCE_BEFORE.search(
        text[max(0, number.start - 6) : number.start]
    ):
        return NO_FIGURE
    if text.startswith("个", end) and classifier == "个":
        end += 1
    qualified = _AFTER_COUNT.match(text, end)
    begin = qualified.end() if qualified else end
    if classifier == "票":
        return _counted(number, end, "票", "zh.vote", more)
    whole = classifier in ("人", "人次")
    noun_end, unit = (begin, None) if whole else noun_phrase(text, begin, classifier)
    if unit is None:
        if (
            number.spelled
            and classifier in _VAGUE_ALONE
            and not _DIVIDED.search(text[max(0, number.start - 3) : number.start])
        ):
            return NO_FIGURE
        unit = _unit_from_context(text, number, begin, classifier, before)
        mark = _counted(number, begin, unit, "zh.classifier", more)
    else:
        mark = _counted(number, noun_end, unit, "zh.classifier_noun", more)
    return replace(mark, qualifier=qualified.lastgroup if qualified else None)


def _scaled(
    text: str, number: Number, tail: re.Match[str], before: Sequence[Figure], more: bool
) -> Mark | None:
    """`400 万儿童`, `7600万`: what has a multiplier needs no classifier."""
    if number.spelled and number.value in (10, 100, 1000):
        return None
    end = max(number.end, tail.end("more"))
    noun_end, unit = noun_phrase(text, end, "")
    if unit is None:
        if number.spelled and len(text[number.start : number.end]) < 3:
            return None
        unit = _unit_from_context(text, number, end, "", before)
        return replace(_counted(number, end, unit, "zh.multiplier", more), weak=True)
    return _counted(number, noun_end, unit, "zh.multiplier_noun", more)


def _counted(number: Number, end: int, unit: str | None, rule: str, more: bool) -> Mark:
    return Mark("count", number.start, end, rule, unit=unit, unit_class=unit_class(unit), more=more)


_RATE = re.compile(r"每\s*[\d一二三四五六七八九十百千万]")
_RATE_BEFORE = re.compile(r"每\s*\d[\d\s,]+[^。！？；]*$")
_COMPARED = re.compile(r"(?:则|却|仅)为\s*$")
_CLAUSE = re.compile(r"[，。；！？\n]")


def _is_rate(text: str, number: Number) -> bool:
    """Whether an earlier `每 100 000 …` of the same clause makes this number a rate."""
    left = text[max(0, number.start - 40) : number.start]
    if "每" not in left:
        return False
    *_, clause = _CLAUSE.split(left)
    if _RATE.search(clause):
        return True
    # `为每 100 000 例死亡 223 人，另一个则为 197 人`: the second value of a comparison.
    return _RATE_BEFORE.search(left) is not None and _COMPARED.search(clause) is not None


#: A sentence that speaks of some of those that the one before it has counted.
_OF_THESE = re.compile(r"\s*(?:在?其中|其余|另外?|还有)")


def _unit_from_context(
    text: str, number: Number, end: int, classifier: str, before: Sequence[Figure]
) -> str | None:
    """What is counted where the noun is left out: named beside it, or with an earlier figure."""
    named = noun_after(text, end) or noun_before(text, number.start, classifier)
    if named is not None:
        return named
    begin = 1 + max(text.rfind(mark, 0, number.start) for mark in "。！？\n")
    if _OF_THESE.match(text, begin):
        begin = 0
    for figure in reversed(before):
        if figure.start < begin:
            break
        if figure.kind == "count" and figure.unit and classifier in text[figure.start : figure.end]:
            return figure.unit
    sentence = text[begin : number.start]
    named = noun_of_sentence(sentence, large=number.scale > 1)
    return named or ("人" if classifier in ("人", "人次") else None)


# --- qualifiers ---------------------------------------------------------------------------

_LINK = r"(?:为|有|达|占|是|合|达到|到|了)?(?:每[年月周天日])?\s*$"
_SHARE_OF = r"(?:[^\d，。；、]{1,8}的)?\s*$"
_BEFORE = {
    "at_most": re.compile(
        rf"(?:不超过|不多于|不高于|不大于|不逾){_SHARE_OF}|(?:至多|最多|最高|多达|上限){_LINK}"
    ),
    "at_least": re.compile(rf"(?:至少|不少于|不低于|不小于|最少|起码|最低|不下){_LINK}"),
    "less_than": re.compile(
        rf"(?:不到|不足|少于){_SHARE_OF}|(?:低于|不满|未满|小于|未到|不及)\s*$"
    ),
    "nearly": re.compile(rf"(?:将近|接近|几近|近乎|几乎|近){_LINK}"),
    "about": re.compile(rf"(?:大约|大概|大致|约|左右|~|～|估计约){_LINK}"),
    "more_than": re.compile(rf"(?:超过|超出|逾|超|不止){_SHARE_OF}|(?:多于|高于|大于|突破)\s*$"),
}
_AFTER = {
    "more_than": re.compile(r"\s?(?:以上|有余|多(?=[，。；、)]))"),
    "at_most": re.compile(r"\s?(?:以下|以内|之内)"),
    "about": re.compile(r"\s?(?:左右|上下)"),
}

_GRAMMAR = Grammar(
    numbers=_numbers,
    mark=_mark,
    range_joiner=re.compile(r"\]?\s*(?:至|到|-|–|—|～|~)\s*(?:百分之)?"),
    list_joiner=re.compile(r"\s*(?:、|和|与|及|以及|或|，|,)\s*"),
    before=_BEFORE,
    after=_AFTER,
)


#: Full-width digits and signs, which older editions print, as the ones that rules are written for.
_FULL_WIDTH = str.maketrans("０１２３４５６７８９％～－", "0123456789%~-")
_ANY_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _FULL_WIDTH))}]")
_FULL_WIDTH_POINT = re.compile(r"(?<=[０-９])．(?=[０-９])")
_FULL_WIDTH_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


def _half_width(text: str) -> str:
    """The text with digits and their signs in half width, character by character."""
    if _ANY_FULL_WIDTH.search(text) is None:
        return text
    text = _FULL_WIDTH_COMMA.sub(",", _FULL_WIDTH_POINT.sub(".", text))
    return text.translate(_FULL_WIDTH)


def read_figures(text: str) -> list[Figure]:
    """The figures of one paragraph of Chinese text, in order.

    >>> [(f.kind, int(f.value), f.unit) for f in read_figures("约有 3 800 名代表和 5 000 万美元")]
    [('count', 3800, '代表'), ('money', 50000000, None)]
    """
    return read(_half_width(text), _GRAMMAR)


#: What follows a number that counts, so that it is no footnote mark.
COUNTS = re.compile(rf"\s*(?:{_MULTIPLIERS}|{_MORE}|{_CLASSIFIERS}|{_NO_FIGURE}|[%％])")
