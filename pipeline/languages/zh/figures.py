"""Chinese: the grammar of its figures.

There are no spaces between words, so names of currencies are matched directly, and what is counted
is recognized by its classifier. Word classes come from jieba's dictionary (the rjieba package),
which is only used for the words after a classifier, never for numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.figures.currencies import currency_names
from pipeline.figures.engine.build import Words, grammar_of
from pipeline.figures.engine.counts import Counted
from pipeline.figures.engine.money import Money, Named
from pipeline.figures.engine.number import NO_FIGURE, Classification, Number, Phrase
from pipeline.figures.figure import Figure
from pipeline.figures.kinds import COUNT
from pipeline.figures.words import any_of
from pipeline.languages.zh.nouns import (
    noun_after,
    noun_before,
    noun_of_sentence,
    noun_phrase,
    unit_class,
)
from pipeline.languages.zh.numbers import IDEOGRAPHS, MORE, MULTIPLIERS, is_glued, numbers_of
from pipeline.languages.zh.words import LEXICON, alternatives

_counted = Counted("zh", unit_class)
_CLASSIFIERS, _NO_FIGURE = alternatives("counts.classifiers"), alternatives("counts.none")
_BARE_NOUNS = alternatives("counts.bare_nouns")
_TAIL = re.compile(
    rf"\]?\s*(?:(?P<none>{_NO_FIGURE})|(?P<classifier>{_CLASSIFIERS})|(?P<noun>{_BARE_NOUNS}))?"
)
#: What follows a number that counts, and so is not a footnote mark.
COUNTS = re.compile(rf"\s*(?:{MULTIPLIERS}|{MORE}|{_CLASSIFIERS}|{_NO_FIGURE}|[%％])")

# --- numbers that are not figures ---------------------------------------------------------

#: A number after "every" is not a figure either: 每 1 000 人, 每两年.
_EACH = re.compile(r"每隔?(?:一?[个名位]?)?\s*$")
#: `每平方公里 42 人`
_EACH_MEASURE = re.compile(r"每(?:平方|立方)?(?:公里|千米|米|公顷|升|吨|公斤)(?:有|为|约)*\s*$")
_REFERENCE_BEFORE = re.compile(rf"(?:{alternatives('counts.references')})\s*$")
_REFERENCE_ENDS = frozenset(word[-1] for word in alternatives("counts.references").split("|"))


def _is_excluded(text: str, number: Number) -> bool:
    if number.spelled:
        return False
    if is_glued(text, number):
        return True
    if number.scale > 1:
        return False
    if text[max(0, number.start - 3) : number.start].rstrip()[-1:] not in _REFERENCE_ENDS:
        return False
    left = text[max(0, number.start - 12) : number.start]
    return _REFERENCE_BEFORE.search(left) is not None and not _CURRENCY_AFTER.match(
        text, number.end
    )


# --- money --------------------------------------------------------------------------------

_NAMES = currency_names("zh") | LEXICON.values("currency.names")
_NAME = any_of(_NAMES)
_CURRENCY_AFTER = re.compile(rf"\s?(?:{_NAME}|[%％])")
#: Names shared by several countries' currencies; the country named in the text decides.
_SHARED = any_of(LEXICON.words("currency.shared"))
_NAMED = re.compile(rf"\]?\s?(?:(?P<name>{_NAME})|(?P<shared>{_SHARED}))")
_HUNDREDTHS = LEXICON.values("currency.hundredths")
_CENTS = re.compile(rf"\s?({any_of(_HUNDREDTHS)})")
#: `人民币 500 元`, `150 万元`: the unit without a name is the language's own currency.
_YUAN = re.compile(r"多?\s?元(?!首|素|件|老|旦|宇宙)整?")
_YUAN_BEFORE = re.compile(r"人民币\s*$")
#: Characters with which a currency after a number begins.
_FIRSTS = frozenset("多元") | {n[0] for n in (*_NAMES, *LEXICON.words("currency.shared"))}
#: `港币900万元`
_NAME_BEFORE = re.compile(rf"(?<![\d十百千万亿])(?<![\d十百千万亿]\s)({_NAME})\s?$")


class _Money(Money):
    """Money with currency names next to the number, without a space."""

    def _may_be_followed(self, text: str, number: Number) -> bool:
        following = text[number.end : number.end + 2].lstrip()[:1]
        if following < IDEOGRAPHS or following in _FIRSTS:
            return True
        return text[number.end - 1] in "角分"

    def _named(self, text: str, number: Number) -> Named | None:
        match = _NAMED.match(text, number.end)
        if match is None:
            cents = _CENTS.match(text, number.end)
            if cents:
                return cents.end(), _HUNDREDTHS[cents[1]], "zh.currency_name", Decimal("0.01")
            return self._yuan(text, number)
        if match["name"]:
            return match.end(), _NAMES[match["name"]], "zh.currency_name", Decimal(1)
        return (
            match.end(),
            self._shared_by(text, number, match["shared"]),
            "zh.currency_of_country",
            Decimal(1),
        )

    def _shared_by(self, text: str, number: Number, name: str) -> str | None:
        """The currency of that name of the nearest country named in the text."""
        for currencies in self._countries.near(text, number.start):
            for code, full_name in currencies:
                if full_name.endswith(name):
                    return code
        return None

    def _yuan(self, text: str, number: Number) -> Named | None:
        led = _YUAN_BEFORE.search(text, max(0, number.start - 6), number.start) is not None
        if text[number.end - 1 : number.end] in ("角", "分") and not number.spelled:
            return number.end, "CNY", "zh.yuan", Decimal(1)
        yuan = _YUAN.match(text, number.end)
        if yuan and (number.scale > 1 or led):
            name = _NAME_BEFORE.search(text, max(0, number.start - 10), number.start)
            code = _NAMES[name[1]] if name else "CNY"
            return yuan.end(), code, "zh.yuan", Decimal(1)
        return None


# --- counts -------------------------------------------------------------------------------

_AFTER_COUNT = re.compile(
    r"\s?(?:(?P<more_than>以上的?)|(?P<at_most>以下的?|以内的?)|(?P<about>左右的?|上下))"
)
#: A label before a bare number: `人口：61 777`
_LABEL = re.compile(r"(人口|[\u4e00-\u9fff]{1,10}?(?:总数|人数|数目|数量|次数))\s*[：:]\s*$")
#: Number words that refer back to what was named, or are in fixed phrases, count nothing.
_FIXED = re.compile(r"(?:十分|万一|一一|九鼎|百姓|千方|三角|三方|双方)")
#: Classifiers that count nothing after a number word alone (`一类`, `两期`), except parts.
_VAGUE_ALONE = frozenset("类层期对双门道片段部节")
_DIVIDED = re.compile(r"分[为成]?\s*$")
_RATE = re.compile(r"每\s*[\d一二三四五六七八九十百千万]")
_RATE_BEFORE = re.compile(r"每\s*\d[\d\s,]+[^。！？；]*$")
_COMPARED = re.compile(r"(?:则|却|仅)为\s*$")
_CLAUSE = re.compile(r"[，。；！？\n]")
#: Begins a sentence about some of those counted in the previous one.
_OF_THESE = re.compile(r"\s*(?:在?其中|其余|另外?|还有)")
#: `排名从 87 位升至 74 位`
_RANKED = re.compile(r"(?:排名|名次|位次|名列|位列|位居|跃居|退居|排在|排到)[^，。；]{0,14}$")
_LEVEL = re.compile(r"\s?(?:[PDG]-\d|FS|NO|一般事务|本国专业干事|外勤)")


def _count(text: str, number: Number, before: Sequence[Figure]) -> Classification | None:
    """The classification of a count, extending to the end of what is counted."""
    if number.spelled and (number.value in (0, 1) or _FIXED.match(text, number.start)):
        return NO_FIGURE
    tail = _TAIL.match(text, number.end)
    assert tail is not None
    if tail["none"]:
        return NO_FIGURE
    each = text.find("每", max(0, number.start - 40), number.start) >= 0
    if each:
        left = text[max(0, number.start - 12) : number.start]
        if _EACH.search(left) or _EACH_MEASURE.search(left):
            return NO_FIGURE
    if number.value % 1:
        return NO_FIGURE if tail["classifier"] or tail["noun"] else None
    if each and _is_rate(text, number):
        return NO_FIGURE
    if tail["classifier"]:
        return _classified(text, number, tail, before)
    if tail["noun"] and not number.spelled:
        end, unit = noun_phrase(text, tail.start("noun"), "")
        return _counted(number, end, unit, "noun")
    if number.scale > 1:
        return _scaled(text, number, before)
    level = _LEVEL.match(text, number.end)
    if level and "(" in text[max(0, number.start - 60) : number.start]:
        return _counted(number, level.end(), level[0].strip(), "level")
    label = _LABEL.search(text[max(0, number.start - 16) : number.start])
    if label and not number.spelled:
        unit = re.sub("(?:总数|人数|数目|数量|次数)$", "", label[1]) or None
        return _counted(number, number.end, unit, "label")
    return None


def _classified(
    text: str, number: Number, tail: re.Match[str], before: Sequence[Figure]
) -> Classification | None:
    """`145 个会员国`, `3 800 人`, `23 个`."""
    classifier, end = tail["classifier"], tail.end("classifier")
    if text.startswith("个", end) and classifier == "个":
        end += 1
    qualified = _AFTER_COUNT.match(text, end)
    begin = qualified.end() if qualified else end
    if classifier == "票":
        return _counted(number, end, "票", "vote")
    if classifier in ("位", "名") and _RANKED.search(
        text[max(0, number.start - 20) : number.start]
    ):
        return NO_FIGURE
    whole = classifier in ("人", "人次")
    noun_end, unit = (begin, None) if whole else noun_phrase(text, begin, classifier)
    if unit is None:
        alone = number.spelled and classifier in _VAGUE_ALONE
        if alone and not _DIVIDED.search(text[max(0, number.start - 3) : number.start]):
            return NO_FIGURE
        unit = _unit_from_context(text, number, begin, classifier, before)
        noun_end, rule = begin, "classifier"
    else:
        rule = "classifier_noun"
    return _counted(number, noun_end, unit, rule, qualified.lastgroup if qualified else None)


def _scaled(text: str, number: Number, before: Sequence[Figure]) -> Classification | None:
    """`400 万儿童`, `7600万`: a number with a multiplier needs no classifier."""
    if number.spelled and number.value in (10, 100, 1000):
        return None
    noun_end, unit = noun_phrase(text, number.end, "")
    if unit is None:
        if number.spelled and number.end - number.start < 3:
            return None
        unit = _unit_from_context(text, number, number.end, "", before)
        return _counted(number, number.end, unit, "multiplier", weak=True)
    return _counted(number, noun_end, unit, "multiplier_noun")


def _is_rate(text: str, number: Number) -> bool:
    """Whether an earlier `每 100 000 …` in the same clause makes this number a rate."""
    left = text[max(0, number.start - 40) : number.start]
    *_, clause = _CLAUSE.split(left)
    if _RATE.search(clause):
        return True
    # `为每 100 000 例死亡 223 人，另一个则为 197 人`: the second value of a comparison.
    return _RATE_BEFORE.search(left) is not None and _COMPARED.search(clause) is not None


def _unit_from_context(
    text: str, number: Number, end: int, classifier: str, before: Sequence[Figure]
) -> str | None:
    """What is counted if there is no noun: named next to it, or with an earlier figure."""
    named = noun_after(text, end) or noun_before(text, number.start, classifier)
    if named is not None:
        return named
    begin = 1 + max(text.rfind(mark, 0, number.start) for mark in "。！？\n")
    if _OF_THESE.match(text, begin):
        begin = 0
    for figure in reversed(before):
        if figure.start < begin:
            break
        if figure.kind == COUNT and figure.unit and classifier in text[figure.start : figure.end]:
            return figure.unit
    sentence = text[begin : number.start]
    named = noun_of_sentence(sentence, large=number.scale > 1)
    return named or ("人" if classifier in ("人", "人次") else None)


def _countable(text: str, position: int, _number: Number | None) -> Phrase | None:
    """Whether something countable or measurable follows."""
    tail = _TAIL.match(text, position)
    if tail is None or tail.lastgroup is None:
        return None
    return Phrase(tail.end(), None if tail["none"] else tail[tail.lastgroup])


GRAMMAR = grammar_of(
    Words(
        code="zh",
        lexicon=LEXICON,
        noun_phrase=_countable,
        unit_class=unit_class,
        numbers=numbers_of(_is_excluded),
        count=_count,
        blanks=False,
        money_type=_Money,
    )
)
