"""Numbers in Chinese text, in digits and in characters, and what is not a number.

Multipliers are powers of ten thousand (`1 750 万`, `一万五千亿`); banks use characters that are
hard to alter (`伍拾万`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace as changed

from pipeline.figures.currencies import any_code, any_sign
from pipeline.figures.engine.number import Number, repeats
from pipeline.figures.numbers import digits_pattern, parse_digits
from pipeline.languages.zh.words import LEXICON

_LOCALE = "zh"
_DIGIT = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5,
          "六": 6, "七": 7, "八": 8, "九": 9}  # fmt: skip
_UNIT = {"十": 10, "百": 100, "千": 1000}
_SCALE = {"万": 10**4, "亿": 10**8}
_BANKERS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿")
_MULTIPLIER = LEXICON.numbers("scales")
MULTIPLIERS = "|".join(sorted(_MULTIPLIER, key=len, reverse=True))
MORE = "多(?![边方样米])|余(?!下)|来(?!自)|几(?!内亚)"

_DIGITS = rf"(?:\d{{1,3}}(?:[’']\d{{3}})+|{digits_pattern(_LOCALE)})"
_CHARACTER = "(?:[一二两三四五六七八九十千万亿〇零]|百(?!分))"
_AFTER_POINT = "点[一二三四五六七八九〇零]+"
_SPELLED = rf"(?:零{_AFTER_POINT}|[一二两三四五六七八九十]{_CHARACTER}*(?:{_AFTER_POINT})?)"
#: `近百名`
_ROUND = "(?<=[近逾超])(?:[百千]?[万亿]|[百千])(?=[名个人家项位次件所户起例余多])"
_IN_BANKS = "[壹贰叁肆伍陆柒捌玖拾][壹贰叁肆伍陆柒捌玖拾佰仟萬億万亿零]+"
#: Not numbers, whatever follows them. The entire match is skipped.
_PASSED_OVER = "|".join(
    (
        r"https?://[!-~]+",
        r"www\.[!-~]+",
        r"[A-Za-z\d][!-?A-~]*+@[!-~]+",
        # most numbers: years, days and months
        r"\d{1,4}\s?(?:年|月|日(?!元))",
        # symbols: A/74/336, DP/2017/38, ST/SGB/2017/1
        r"[A-Z][A-Za-z0-9.]*(?:/[A-Za-z0-9.()-]+)+",
        # titles of publications and plans
        r"《[^》\n]{1,120}》",
        # names in quotation marks: “三十种方法”
        r"“[^”。；\n]{1,40}”",
        # ordinals, and lists of them up to the noun: 第 24(1)段, 第20、21和40段
        (
            rf"第\s*(?:{_DIGITS}|{_SPELLED})(?:\([0-9a-z]+\)|[(（][一二三四五六七八九十]+[)）])*"
            r"(?:\s*(?:[、，,和及与至到–-]|以及|或)\s*第?\s*(?:\d+(?:\.\d+)?|[一二三四五六七八九十]+)"
            r"(?:\([0-9a-z]+\))*(?=\s*(?:[、，,和及与至到–-]|以及|段|条|款|项|号|章|节|次|届|页|卷|期"
            r"|表|部分)))*"
        ),
        # lists of what is named by numbers: 附件2和3, 表5和6
        r"(?:附件|附录|附文|图|(?<![代报])表)\s*\d+(?:\s*[、和及与至–-]\s*\d+)*(?!\d)",
        # fractions; 百分之 is a percentage
        r"(?:\d+|[二两三四五六七八九十千万]+)分之(?:\d+|[一二三四五六七八九十]+)",
        # approximate hundreds: no value
        r"[数几上成][十百千万亿]+",
        r"千百万|成千上万|千千万万",
        r"[十百千万亿]+几",
        # 77 国集团, 7 国+集团, 二十国集团
        rf"(?:\d+|{_SPELLED})\s*国\s*\+?\s*集团",
        # dates of other calendars, and paragraph numbers before the text
        r"回历\s*\d+\s?年(?:\s?\d+\s?月)?(?:\s?\d+\s?日)?",
        r"(?:(?<=^)|(?<=\n))\s*\d+[A-Z]?(?:\.(?:\d+|[A-Z]+))+\.?\s+(?=[\u3400-\u9fff])",
        # names with a year or number in them: BAPA+40, G20
        (
            rf"(?=[A-Za-z])(?!(?:{any_code()}|{any_sign()})\d)[A-Za-z]+(?:[+-]?\d+[A-Za-z]*"
            r"|\s\d+(?=[\u3400-\u9fff)）])(?<=COP \d\d))"
        ),
        r"§\s*\d+",
    )
)
#: Characters with which a number, or skipped text, begins.
_BEGINS = (
    rf"[A-Za-z\d《“§第数几上成回附图表{''.join((*_DIGIT, *_UNIT, *_SCALE))}壹贰叁肆伍陆柒捌玖拾]"
)
_NUMBER = re.compile(
    rf"(?={_BEGINS})(?:(?P<skip>{_PASSED_OVER})"
    rf"|(?P<yuan>{_DIGITS})元(?P<jiao>\d)角(?:(?P<fen>\d)分)?"
    rf"|(?P<digits>{_DIGITS})(?P<half>½|\s1/2(?=\s?%))?"
    rf"(?:(?P<vague>[多余几])?\s?(?P<multiplier>{MULTIPLIERS})(?![年一二三四五六七八九]))?"
    rf"(?:\s?(?P<rest>{_DIGITS})\s?(?P<rest_multiplier>{MULTIPLIERS}))?"
    rf"|(?P<spelled>{_IN_BANKS}|{_SPELLED}|(?<=百分之)[百零]"
    rf"|{_ROUND})(?:(?P<among>[多余])(?P<great>[百千万亿]))?"
    rf"(?P<broken_scale>(?<=[点一二三四五六七八九零])(?:{MULTIPLIERS}))?)"
    rf"(?:\s?(?P<more>{MORE}))?"
)
_LATIN = re.compile(r"[A-Za-z]")
#: Before all characters of Chinese.
IDEOGRAPHS = "\u2e80"
_GLUED = re.compile(rf"(?:{any_code()}|{any_sign()})$")


def spelled_value(text: str) -> Decimal | None:
    """The value of a number in Chinese characters (`一百二十`, `三点五`); None if it is not one."""
    whole, _, fraction = text.translate(_BANKERS).partition("点")
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


def numbers_of(is_excluded: Callable[[str, Number], bool]) -> Callable[[str], list[Number]]:
    """Build a reader for the numbers of a text, in order, without excluded ones."""

    def numbers(text: str) -> list[Number]:
        found: list[Number] = []
        for match in _NUMBER.finditer(text):
            # The last group that matched: of most numbers, the only one.
            kind = match.lastgroup
            if kind == "skip" or (kind == "more" and match["skip"]):
                continue
            if kind == "digits" and match["digits"].isdecimal():
                number: Number | None = Number(*match.span(), Decimal(match["digits"]))
            elif kind == "spelled":
                number = _spelled(match)
            else:
                number = _number(match)
            if number is None or is_excluded(text, number):
                continue
            # The digits in `四十五(45)名`, the characters in `45(四十五)名`.
            if found and repeats(text, found[-1], number, ("(", "（"), (")", "）")):
                found[-1] = changed(found[-1], end=number.end + 1)
            else:
                found.append(number)
        return found

    return numbers


def is_glued(text: str, number: Number) -> bool:
    """Whether what is just before a number makes it part of a name or symbol."""
    before, other = text[number.start - 1 : number.start], text[number.start - 2 : number.start - 1]
    if not before or before == " " or before > IDEOGRAPHS or not number.start or number.spelled:
        return False
    if _LATIN.match(before):
        return _GLUED.search(text, max(0, number.start - 8), number.start) is None
    if before in "/_&#" or (before in ".," and other.isdigit()):
        return True
    return before in "-+–" and _LATIN.match(other) is not None


def _number(match: re.Match[str]) -> Number | None:
    if match["yuan"]:
        value = _value(match["yuan"]) + Decimal(match["jiao"]) / 10
        value += Decimal(match["fen"] or 0) / 100
        return Number(match.start(), match.end(), value)
    if match["spelled"]:
        return _spelled(match)
    scale = _MULTIPLIER.get(match["multiplier"] or "", 1)
    value = _value(match["digits"])
    if match["half"]:
        value += Decimal("0.5")
    value *= scale
    if match["rest"]:
        value += _value(match["rest"]) * _MULTIPLIER[match["rest_multiplier"]]
    grouped = not match["digits"].replace(".", "").isdigit()
    return Number(
        match.start("digits"), match.end(), value, scale,
        more=bool(match["more"] or match["vague"]), grouped=grouped,
    )  # fmt: skip


def _spelled(match: re.Match[str]) -> Number | None:
    read = _value_and_scale(match["spelled"])
    if read is None:
        return None
    value, scale = read
    if match.lastgroup == "spelled":
        return Number(match.start("spelled"), match.end(), value, scale, spelled=True)
    if multiplier := match["great"] or match["broken_scale"]:
        scale = _MULTIPLIER[multiplier]
        value *= scale
    more = bool(match["more"] or match["among"])
    return Number(match.start("spelled"), match.end(), value, scale, spelled=True, more=more)


@lru_cache(maxsize=10_000)
def _value_and_scale(words: str) -> tuple[Decimal, int] | None:
    if words.endswith(("伍", "陆")) and words.translate(_BANKERS) != words:
        return None
    value = Decimal(0) if words == "零" else spelled_value(words)
    return None if value is None else (value, _SCALE.get(words[-1], 1))


def _value(digits: str) -> Decimal:
    return parse_digits(digits.replace("’", "").replace("'", ""), _LOCALE)
