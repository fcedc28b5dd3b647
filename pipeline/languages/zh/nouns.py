"""Where a Chinese noun phrase ends, and what it counts.

There are no spaces between words, so words and their classes come from jieba's dictionary. The
rules here say which of them still belong to what is counted.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec
import rjieba

from pipeline.figures.engine.nouns import NounClasses
from pipeline.languages.zh.words import LEXICON

#: Number of characters to look at after a classifier.
_WINDOW = 48
_OPENING, _CLOSING = '“‘"《「', '”’"》」'
_QUOTE_OR_STOP = re.compile(
    rf"[{_OPENING}{_CLOSING}]"
    r"|[，。；：！？、,;:!?\n（()）/…—]|\s*\d(?!\d*\s?(?:至\s?\d+\s?)?(?:岁|小时))|中(?:约|有|只|仅|共|的\s?\d)"
)

# The words are in `nouns` of the lexicon, which says what each list is for.
_NOMINAL_VERBS = LEXICON.set_of("nouns.nominal_verbs")
_NOUNS_AFTER_NOUNS = LEXICON.set_of("nouns.after_nouns")
_EVENTS = LEXICON.set_of("nouns.events")
_CLASSIFIERS_OF_EVENTS = LEXICON.set_of("nouns.event_classifiers")
#: Names of groups that the dictionary splits.
_TERMS = re.compile(
    "最不发达国家|内陆发展中国家|小岛屿发展中国家|高负债国|非自治领土|(?:被[^的，。]{2,3}|境内流离失所|寻求庇护|无国籍|幸存)者"
    r"|(?:\d+|[一二三四五六七八九十]+)\s?(?:至\s?(?:\d+|[一二三四五六七八九十]+)\s?)?岁(?:及?以[上下])?(?:的)?"
    r"|\d+\s?小时|共同主席|(?:批准|签署|加入|捐助|受援|派遣)国(?!家|际)"
)
_VERBS_WITH_OBJECTS = LEXICON.set_of("nouns.verbs_with_objects")
#: Makes the word before it a verb, whatever the dictionary says.
_ASPECT = re.compile(r"了|着(?!陆|装|力|手)|过(?![去渡程])")
#: What follows a predicate: aspect, a preposition, a pronoun, a number.
_AFTER_PREDICATE = re.compile(
    r"了|着|过(?!程)|与|同(?!业|行)|向|对|为|在|以|就|于|将|其|该|这|各|某|到|\s*\d"
)
#: `与 15 个实体协商`: the verb follows the other party.
_DEALS_WITH = re.compile(r"(?:与|同|和|跟)[^，。；：]{0,24}$")
_PREDICATES = LEXICON.set_of("nouns.predicates")
_MODIFIER_OPENERS = LEXICON.set_of("nouns.modifier_openers")
_VERB_OPENERS = LEXICON.set_of("nouns.verb_openers")
_CLAUSE_OPENERS = LEXICON.set_of("nouns.clause_openers")
_COORDINATORS = frozenset("和 及 及其 与 或 以及 或者".split())
_PARTICLES_OF = frozenset(("的", "之"))
_NOUN_TAGS = ("n", "vn", "an", "j", "l", "i", "b", "s", "eng", "g", "t", "z", "q", "h", "k")
_NAME_TAGS = ("nr", "ns", "nt", "nz")
_SUFFIXES = LEXICON.set_of("nouns.suffixes")
_WORDS_OF_PLACE = frozenset("内 间 外 上 下 中 以下 以上 以内 之间".split())
_PRONOUN_TAGS = ("r", "m", "mq")

#: Ends of heads that a classifier of people can count.
_PERSONS = LEXICON.words("nouns.persons")


class _Token(msgspec.Struct, frozen=True, gc=False):
    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def nominal(self) -> bool:
        """Whether it can be inside a noun phrase."""
        if self.text in _NOMINAL_VERBS or self.tag == "quoted":
            return True
        if self.text in _PREDICATES:
            return False
        return (
            self.tag in _NAME_TAGS
            or self.tag.startswith(_NOUN_TAGS)
            or self.text in ("三方", "双方", "多方", "双边")
        )

    @property
    def modifier(self) -> bool:
        """Whether it is an adjective or similar, which is only valid before a noun."""
        return self.text not in _PREDICATES and self.tag in ("a", "ad", "b", "z", "vd", "d2", "x-")

    @property
    def common(self) -> bool:
        """Whether it is a noun other than a proper name."""
        return self.nominal and self.tag not in _NAME_TAGS


def noun_phrase(text: str, start: int, classifier: str) -> tuple[int, str | None]:
    """End and words of the noun phrase that begins at `start`; the words are None if there is none.

    Args:
        text: the paragraph.
        start: first character after the classifier (or after a multiplier).
        classifier: must agree with the head: 名 and 位 count people.
    """
    begin = start
    while begin < len(text) and text[begin] == " ":
        begin += 1
    if _COUNTRIES_ALONE.match(text, begin):
        return begin + 1, "国"
    if text.startswith("的", begin):
        return start, None
    level = _LEVEL.match(text, begin)
    if level:
        end, noun = noun_phrase(text, level.end(), "")
        end = end if noun else level.end()
        return end, text[begin:end]
    window = text[begin : begin + _WINDOW]
    tokens = _tokens(_until_stop(window))
    end = _without_predicate(text, begin, tokens, _phrase_end(tokens, classifier))
    if end == 0:
        return start, None
    head = begin
    if tokens[0].text in _CLAUSE_OPENERS:
        head += tokens[_after_opening_modifier(tokens)].start
    # `39 国政府` are governments of that many countries.
    head += bool(_OF_COUNTRIES.match(text, head))
    return begin + end, text[head : begin + end]


#: `3个P-5员额`
_LEVEL = re.compile(r"(?:[PDG]-\d|NO-?[A-D]|(?:FS|GS|NO)(?![A-Za-z]))")
#: `44 国中仍有 8 国未批准`: nothing that belongs to the countries is counted with them.
_COUNTRIES_ALONE = re.compile("国(?=中|仍|未|已|均|都|和|及|、|，|。|的|在|对|与|等)")
_OF_COUNTRIES = re.compile("国(?=政府|议会|领导人|代表|军队|部队|专家|官员|首脑)")


def _without_predicate(text: str, begin: int, tokens: tuple[_Token, ...], end: int) -> int:
    """The end of a phrase without a final verb that begins the predicate."""
    words = [token for token in tokens if token.end <= end]
    if len(words) < 2:
        return end
    if _ASPECT.match(text, begin + end):
        return words[-2].end
    if words[-1].text not in _VERBS_WITH_OBJECTS:
        return end
    deals = words[-1].text in "合作协商协作对话磋商交流" and _DEALS_WITH.search(
        text, begin - 30 if begin > 30 else 0, begin
    )
    if deals or _AFTER_PREDICATE.match(text, begin + end):
        return words[-2].end
    return end


def _until_stop(window: str) -> str:
    """The window up to the first punctuation mark that is not inside quotation marks."""
    depth = 0
    for mark in _QUOTE_OR_STOP.finditer(window):
        found = mark[0]
        if found in _OPENING and not (found == '"' and depth):
            depth += 1
        elif found in _CLOSING:
            depth -= 1
            if depth < 0:
                return window[: mark.start()]
        elif depth <= 0:
            return window[: mark.start()]
    return window


#: Single words, whatever the dictionary says: quotations and terms.
_WHOLE = re.compile(rf"(“[^”]*”|‘[^’]*’|《[^》]*》|\"[^\"]*\"|{_TERMS.pattern})")


def _tag_of_term(term: str) -> str:
    """Terms that end in a noun are nouns; ages and hours precede one."""
    return "b" if term[-1] in "岁的上下时同" else "n"


@lru_cache(maxsize=20_000)
def _tokens(window: str) -> tuple[_Token, ...]:
    """Words with their classes; text in quotation marks is one word."""
    tokens: list[_Token] = []
    position = 0
    for part in _WHOLE.split(window):
        if _WHOLE.fullmatch(part):
            tokens.append(
                _Token(part, "quoted" if part[0] in _OPENING else _tag_of_term(part), position)
            )
            position += len(part)
            continue
        for word, tag in rjieba.tag(part):
            if (
                word in _SUFFIXES
                and tokens
                and tokens[-1].end == position
                and len(tokens[-1].text) > 1
            ):
                stem = tokens.pop()
                tokens.append(_Token(stem.text + word, "n", stem.start))
            else:
                tokens.append(_Token(word, tag, position))
            position += len(word)
    return tuple(tokens)


def _phrase_end(tokens: tuple[_Token, ...], classifier: str) -> int:
    """Characters of the phrase at the beginning of `tokens`; 0 if there is none."""
    index = _after_opening_modifier(tokens)
    end = 0
    head = ""
    named_only = True
    while index < len(tokens):
        token = tokens[index]
        if token.text in _PARTICLES_OF:
            if end and not _goes_on_after_of(tokens, index, head, classifier):
                break
            index += 1
            continue
        if token.text in _COORDINATORS:
            joined = _coordinated_end(tokens, index, named_only)
            if joined is None:
                break
            index, end, head = joined
            named_only = False
            continue
        if token.text in _WORDS_OF_PLACE and _place_inside(tokens, index):
            index += 1
            named_only = True
            continue
        if token.text == " " or token.text in ("-", "·"):
            index += 1
            continue
        if token.nominal:
            end, head = token.end, token.text
            named_only = named_only and not token.common
        elif _is_noun_here(token, classifier, end):
            end, head = token.end, token.text
        elif (
            not _opens_phrase(tokens, index, end)
            and not (token.modifier and _noun_follows(tokens, index))
            and not _verb_inside(tokens, index, end)
        ):
            break
        index += 1
    return end


def _is_noun_here(token: _Token, classifier: str, end: int) -> bool:
    """Whether a verb is a noun because of what precedes it: a noun, a classifier of events."""
    if token.text in _EVENTS and classifier in _CLASSIFIERS_OF_EVENTS:
        return True
    return bool(end) and token.text in _NOUNS_AFTER_NOUNS


def _opens_phrase(tokens: tuple[_Token, ...], index: int, end: int) -> bool:
    """Whether a non-noun in the dictionary precedes a noun: `霍乱确诊病例`, `其他国家`."""
    token = tokens[index]
    if end or index + 1 >= len(tokens) or not tokens[index + 1].nominal:
        return False
    return token.text == "其他" or (
        token.tag in ("d", "r", "t") and len(token.text) > 1 and token.text not in _PREDICATES
    )


def _after_opening_modifier(tokens: tuple[_Token, ...]) -> int:
    """Index of the first word after a modifying clause that ends in 的, or 0."""
    if not tokens:
        return 0
    first = tokens[0]
    opens = first.text in _MODIFIER_OPENERS or (
        first.tag == "v" and first.text not in _NOMINAL_VERBS and first.text not in _PREDICATES
    )
    if first.text == "被" and len(tokens) > 2 and tokens[2].nominal:
        return 2
    age = first.tag == "m" and any(t.text.endswith(("岁", "以下")) for t in tokens[1:4])
    before_verb = first.text in _VERB_OPENERS
    if not (opens or age or before_verb):
        return 0
    for index, token in enumerate(tokens):
        if token.text == "的" and _noun_follows(tokens, index):
            verbal = opens or age or tokens[index - 1].tag.startswith("v")
            return index + 1 if verbal else 0
    return 0


def _noun_follows(tokens: tuple[_Token, ...], index: int) -> bool:
    """Whether only adjectives are between `index` and a noun."""
    for token in tokens[index + 1 :]:
        if token.nominal or (token.tag == "v" and token.text not in _PREDICATES):
            return True
        if not token.modifier:
            return False
    return False


def _goes_on_after_of(tokens: tuple[_Token, ...], index: int, head: str, classifier: str) -> bool:
    """Whether what precedes 的 only modifies what the classifier counts."""
    if not _noun_follows(tokens, index):
        return False
    if classifier in ("名", "位"):
        return not head.endswith(_PERSONS)
    before = tokens[index - 1]
    if before.text in ("人日", "人月"):
        return False
    return (before.text in _NOMINAL_VERBS and index <= 2) or before.text in _WORDS_OF_PLACE


def _place_inside(tokens: tuple[_Token, ...], index: int) -> bool:
    """`区域内和区域间项目`, `五岁以下的儿童`: a word of place that modifies what follows."""
    if index + 1 >= len(tokens):
        return False
    following = tokens[index + 1]
    return following.text in _COORDINATORS | _PARTICLES_OF or (
        tokens[index].text in "间内" and (following.common or following.text in _NOUNS_AFTER_NOUNS)
    )


def _verb_inside(tokens: tuple[_Token, ...], index: int, end: int) -> bool:
    """`获批项目`: an unlisted verb just after the classifier, before a noun."""
    token = tokens[index]
    if token.tag != "v" or token.text in _PREDICATES or index + 1 >= len(tokens):
        return False
    following = tokens[index + 1]
    return end == 0 and following.nominal and following.tag not in _NAME_TAGS


def _coordinated_end(
    tokens: tuple[_Token, ...], index: int, named_only: bool
) -> tuple[int, int, str] | None:
    """End of a phrase joined by 和 (index, characters, head); None if it is not counted too.

    `33 个国家和机构` counts both; in `145 个会员国和欧洲联盟的代表`, the name after 和 is not
    counted.
    """
    cursor = index + 1
    if tokens[index].text == "及" and cursor < len(tokens) and tokens[cursor].text == "其":
        cursor += 1  # `妇女及其子女`
    end = 0
    head = ""
    common = False
    while cursor < len(tokens):
        token = tokens[cursor]
        if token.text in _WORDS_OF_PLACE and _place_inside(tokens, cursor):
            cursor += 1
            continue
        if not (token.nominal or (token.modifier and _noun_follows(tokens, cursor))):
            break
        if token.nominal:
            end, head = token.end, token.text
            common = common or token.common
        cursor += 1
    if not end or not common:
        return None
    if named_only:
        return cursor, end, head
    first = tokens[index + 1]
    if tokens[index].text == "及其" or (first.text == "其" and tokens[index].text == "及"):
        return cursor, end, head
    if first.tag in _NAME_TAGS or (first.tag.startswith(_PRONOUN_TAGS) and first.text != "三方"):
        return None
    if cursor < len(tokens) and tokens[cursor].text in _PARTICLES_OF:
        return None
    return cursor, end, head


_QUANTITY = re.compile(r"(?:总人数|总数|人数|数目|数量|总额|次数|数字|数)$")
_REACHES = re.compile(
    r"(?:从|由)?(?:就|已|还|将|仅|预计|总计|共计|共有|共|合计|分别)*(?:不得(?:少于|多于|超过|低于|高于)|不少于|不超过|超过|达到|达|增加到"
    r"|增至|增长到|减少到|减至|降至|上升到|升至|约为|为|是|有|多于|少于|不到|接近|逾|至少有|最多有|约有|仅有)?"
    r"\s*(?:了|约|大约|近|将近|超过|至少|最多|最多达|多达|不足|不超过|不少于|略低于|略高于|略多于|~|～|--|\s)*$"
)
#: `这些数字`: what they are of is said elsewhere.
_POINTING = ("这些", "那些", "上述", "该", "这", "此", "各", "以上", "相关", "前述")
_AMONG = re.compile(
    r"([\u4e00-\u9fff]{1,24})中[，,]?\s*(?:有|已有|共有|只有|仅有)?\s*(?:约|近|超过)?\s*$"
)


def noun_before(text: str, position: int, classifier: str) -> str | None:
    """What a figure without a noun counts, if that is named before it: `教师8 223名`."""
    left = text[max(0, position - 60) : position]
    sentence = re.split(r"[。；！？\n]", left)[-1]
    of_people = classifier in ("人", "人次")
    among = _AMONG.search(sentence)
    if among and not of_people:
        return _last_noun(among.group(1).removeprefix(classifier))
    clause = re.split(r"[，、：:]", sentence)[-1]
    reaches = _REACHES.search(clause)
    assert reaches is not None
    if not reaches.group().strip() and of_people:
        return None
    subject = clause[: reaches.start()].rstrip()
    stripped = _QUANTITY.sub("", subject)
    noun = _last_noun(re.split(r"\d", stripped)[-1])
    if noun is None and stripped != subject:
        noun = None if stripped.endswith(_POINTING) else stripped[-2:] or None
    if noun and classifier in ("人", "名", "位") and not noun.endswith(_PERSONS):
        return None
    return noun


_AMONG_EARLIER = re.compile(r"(?:^|[，；])([\u4e00-\u9fff、]{1,24})中，")


def noun_of_sentence(sentence: str, *, large: bool) -> str | None:
    """What a figure counts, from the sentence so far: `这些国家中，…(34个`, `人口…从70亿`."""
    among = _AMONG_EARLIER.search(sentence)
    if among:
        return _last_noun(among.group(1))
    return "人口" if large and "人口" in sentence else None


_IS = re.compile(r"\s*(?:是|应?为|均为|系)")


def noun_after(text: str, position: int) -> str | None:
    """`7600万是女性`: the noun after a verb of being."""
    verb = _IS.match(text, position)
    return noun_phrase(text, verb.end(), "")[1] if verb else None


def _last_noun(phrase: str) -> str | None:
    """The run of nouns at the end of `phrase`."""
    words = ""
    for token in reversed(_tokens(phrase.strip()[-24:])):
        if not token.nominal or token.tag == "quoted" or token.text in _COORDINATORS:
            break
        words = token.text + words
    return words or None


unit_class = NounClasses(LEXICON, lambda unit: [unit.strip("”")], blanks=False)
