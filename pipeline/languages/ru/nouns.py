"""Where a Russian noun phrase ends, and what it counts.

A number is followed by adjectives and participles, recognized by their endings, and then the noun,
which agrees with the number: `два государства`, `пять государств`, `двадцать одно государство`.
Words that do not agree with numbers (verbs, prepositions, conjunctions) do not begin noun phrases.
A noun in the genitive after the head belongs to the phrase only if the head alone says too little
(`сотрудников полиции`, `случаев насилия`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.figures.engine.nouns import Grades, Measures, NextWords, NounClasses
from pipeline.figures.engine.number import Number, Phrase
from pipeline.figures.words import TextWord
from pipeline.languages.ru.words import CARDINALS, LEXICON, plain, stem

# The words are in `nouns` of the lexicon, which says what each list is for.
_ENDS = LEXICON.set_of("nouns.ends") | frozenset(CARDINALS)
_COORDINATORS = frozenset(("и", "или"))

#: An adjective's form after a number other than one.
_PLURAL_ADJECTIVE = re.compile(r".*(?:[ыи]х|[ыи]ми?|[ыи]е)(?:ся)?")
#: An adjective's form after a number that ends in one.
_SINGULAR_ADJECTIVE = re.compile(r".*(?:[ыи]й|[ая]я|[ое]е|[ое]го|[ое]му|[ую]ю|[ыи]м)(?:ся)?")
#: Nouns that look like adjectives.
_NO_ADJECTIVES = re.compile(r".*(?:ари|ери|тори|оти)й|режим|фильм|зим|пилигрим")
#: Endings that nouns have too, so that the word after them has to agree: `новой школы`.
_DOUBTFUL_ADJECTIVE = re.compile(r".*[нкхвщш](?:ой|ей|ом|ем)")
_AFTER_DOUBTFUL = re.compile(r".*(?:[ыиеу]|ой|ей|ью)")
#: Participles and adjectives that are always nouns.
_ALWAYS_NOUNS = re.compile(r"(?:военнослужащ|госслужащ|учащ|трудящ)(?:их|им|ими|ие|его)(?:ся)?")
#: What may modify an adjective: `внутренне перемещенных`.
_ADVERB = re.compile(r".*[ое]|вновь|впервые|весьма|очень|дважды")

_VERB = re.compile(r".*(?:с[ья]|[аяуюе]ют|[жшчщ]ат|[вдлнорст]ят|ут|[аяуе]ет)")
_NO_VERBS = re.compile(r"валют|.*(?:[жгч]|цып|ко[зт]|те)лят|.*[ся]нят|внучат|поросят")
#: Past forms and short participles, and nouns whose genitive singular may have such a form.
_PAST = re.compile(r".*[аяеиоыубгшсз]ли|.*[аяе]ны|.*[иуыя]ты|.*[аяе]но|.*[иыя]то")
_NO_PASTS = re.compile(
    r".*(?:недел|модел|цел|параллел|петл|дол|рол|детал|медал|магистрал|спирал|мил|пул|кастрюл|земл"
    r"|капл|сабл|емкост|лекал)и|.*(?:стран|ран|охран|стен|цен|смен|мен|сцен|арен|вен|антен|плотин)ы"
    r"|.*(?:орбит|плит|элит|минут|валют|кают|квот|защит)ы|звено|.*золото"
)
#: Masculine pasts, which after one may be nouns (`канал`), and genitive plurals with their endings.
_MASCULINE_PAST = re.compile(
    r".*(?:[аи]л|ыл)(?<!сил)(?<!могил)(?<!жил)(?<!правил)(?<!скал)(?<!начал)"
)
#: Endings of a noun after five and more, after two to four, and after one.
_NOUN_ENDS = {
    "many": re.compile(
        r".*(?:[бвгджзйклмнпрстфхцчшщ]|[еоиуая]н[ья]|е[лрд]ь|[оу]нь|ам|ям|ами|ями|ьми|ах|ях)"
    ),
    "few": re.compile(r".*(?:[бвгджзйклмнпрстфхцчшщаяыи]|[еоиуая]нь|ель)"),
    "one": re.compile(r".*"),
}
#: Adjectives made from a number, which are numbers themselves.
_NUMERAL = re.compile(r".+(?:тысячн|миллионн|миллиардн|процентн)[а-я]{2,3}")
_UNCHANGED = LEXICON.set_of("nouns.unchanged")

#: Points of an index; or of a list or country, if a genitive follows or an adjective precedes.
_POINT = "пункт"
_POINTS_OF = re.compile(r"\s[а-яё]+(?:ния|ка|ска|ра|тия|чи|щи|та)\b")
_BEFORE_MEASURE = LEXICON.words("nouns.before_measure")
_MEASURES = Measures(
    LEXICON, lambda word: (word, stem(word)), lambda w: w.startswith(_BEFORE_MEASURE)
)
_GRADES = Grades(LEXICON)

_CONTAINERS = LEXICON.set_of("nouns.containers")
_ONLY_BEFORE = {
    head: tuple(words.split()) for head, words in LEXICON.get("nouns.only_before").items()
}
#: Words before the head that say nothing about what is counted.
_DROPPED = re.compile(
    r"(?:друг|ин|остальн|эт|так|дополнительн|последн)"
    r"(?:[иы]х|[иы]ми?|[иы]е|[ои]й|[ое]го|ую|[ая]я|[ое]е|[ое]м|[ое]му)"
)
#: If cases are counted, what happened to whom belongs to them.
_AFTER_CASE = re.compile(
    r" с летальным исходом\b"
    r"|(?: [а-яё]+[аяи])?(?: (?:в отношении|против) (?:женщин|детей|девочек|мужчин|мигрантов"
    r"|журналистов|гражданских лиц|меньшинств|правозащитников)(?: и [а-яё]+(?:ей|ек|ов))?)"
)
#: Forms of the genitive, of adjectives and of nouns.
_GENITIVE_ADJECTIVE = re.compile(r".*(?:[ое]го|[нкхвщшт]ой|[щшн]ей)")
_GENITIVE = re.compile(r".*(?:[аяыибвгджзклмнпрстфхцчшщй])")


def agreement(value: Decimal, scale: int) -> str:
    """The form of a noun after a number: that after `one`, `few` (2 to 4) or `many`."""
    if scale >= 1000:
        return "many"
    if value % 1:
        return "few"
    last = int(value) % 10
    if last == 0 or last > 4 or 10 < int(value) % 100 < 20:
        return "many"
    return "one" if last == 1 else "few"


words_after = NextWords(
    r"(?:(?<=-),)?[ \u00a0]?(?:[«“\"]|<<)?"
    r"(?P<word>(?:чел|шт|экз|ед)\.(?=[ \u00a0][а-яё(]|[,;)])"
    r"|[A-Za-zА-Яа-яЁё](?:[\w’'/-]*\w)?(?:-(?=,|\sи\b))?)(?:[»”\"]|>>)?",
    longest=9,
    ends=lambda word: word in _ENDS or _NUMERAL.fullmatch(word) is not None,
    key=plain,
)


_ADJECTIVE_OF_NUMBER = re.compile(r"(?:тысячн|миллионн|миллиардн)[а-я]{2,3}$")


def noun_phrase(text: str, position: int, number: Number | None) -> Phrase | None:
    """The noun phrase that begins at `position`, or None.

    Args:
        text: the paragraph.
        position: first character after the number.
        number: the number it agrees with; without one, it is in the genitive, plural or singular.
    """
    if number is None:
        many = _phrase(text, position, "many")
        few = _phrase(text, position, "few") if many is None or many.part else None
        return few if few is not None and not few.part else many or few
    if _ADJECTIVE_OF_NUMBER.search(text, number.start, number.end):
        # `двухмиллионное население`: the noun agrees with the adjective.
        return _phrase(text, position, "one")
    return _phrase(text, position, agreement(number.value, number.scale))


def _phrase(text: str, position: int, form: str) -> Phrase | None:
    if grade := _GRADES.phrase(text, position):
        return grade
    words = words_after(text, position)
    if not words or words[0].lower in _COORDINATORS:
        return None
    measure = _MEASURES.find(words)
    if measure is not None and (measure or not _is_point(text, words[0])):
        return Phrase(words[0].end, None)
    head = _head(words, form)
    if head is None:
        return None
    end = _with_level(text, words[head]) or _with_genitive(text, words, head)
    first = next(i for i, w in enumerate(words) if i == head or not _DROPPED.fullmatch(w.lower))
    class_of = unit_class(words[head].lower)
    whole = class_of is not None or not _is_adjective(words[head], None, form)
    return Phrase(end, text[words[first].start : end], class_of, part=not whole)


def _is_point(text: str, word: TextWord) -> bool:
    """Whether a word is a point of a list or country, with a genitive."""
    return stem(word.lower) == _POINT and _POINTS_OF.match(text, word.end) is not None


def _head(words: list[TextWord], form: str) -> int | None:
    """Index of the noun that is counted: the first one that agrees, after its adjectives."""
    last_adjective = None
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else None
        if _is_adjective(word, following, form):
            last_adjective = index
            if _ALWAYS_NOUNS.fullmatch(word.lower):
                break
        elif word.lower in _COORDINATORS:
            if following is None or not _is_adjective(following, None, form):
                break
        elif not (following and _modifies(word, following, form)):
            return index if _is_noun(word, form) else last_adjective
    return last_adjective


def _is_adjective(word: TextWord, following: TextWord | None, form: str) -> bool:
    if word.text.endswith("-"):
        return True
    if form != "one":
        return _PLURAL_ADJECTIVE.fullmatch(word.lower) is not None
    if _NO_ADJECTIVES.fullmatch(word.lower):
        return False
    if _SINGULAR_ADJECTIVE.fullmatch(word.lower):
        return True
    return (
        following is not None
        and _DOUBTFUL_ADJECTIVE.fullmatch(word.lower) is not None
        and _AFTER_DOUBTFUL.fullmatch(following.lower) is not None
        and following.text[0].islower()
    )


def _modifies(word: TextWord, following: TextWord, form: str) -> bool:
    """Whether a word is an adverb before an adjective: `внутренне перемещенных`."""
    return _ADVERB.fullmatch(word.lower) is not None and _is_adjective(following, None, form)


def _is_noun(word: TextWord, form: str) -> bool:
    if word.text.isupper() and len(word.text) > 1:
        return True
    if word.lower in _UNCHANGED or not word.lower[0].isalpha() or word.lower.endswith("."):
        return True
    if form != "one" and _MASCULINE_PAST.fullmatch(word.lower):
        return False
    return not _is_verb(word) and _NOUN_ENDS[form].fullmatch(word.lower) is not None


def _with_level(text: str, head: TextWord) -> int | None:
    """End of `должности С-4`."""
    grade = _GRADES.phrase(text, head.end) if stem(head.lower) == "должност" else None
    return grade.end if grade else None


def _is_verb(word: TextWord) -> bool:
    """Whether a word has the form of a verb or a short participle."""
    if _VERB.fullmatch(word.lower):
        return _NO_VERBS.fullmatch(word.lower) is None
    return _PAST.fullmatch(word.lower) is not None and _NO_PASTS.fullmatch(word.lower) is None


def _with_genitive(text: str, words: list[TextWord], head: int) -> int:
    """End of `случаев насилия`, `сотрудников сформированных полицейских подразделений`."""
    container = stem(words[head].lower)
    end = words[head].end
    if container not in _CONTAINERS:
        return end
    wanted = _ONLY_BEFORE.get(container)
    for index in range(head + 1, len(words)):
        word = words[index]
        if word.lower in _COORDINATORS:
            break
        if wanted is not None and index == head + 1 and not word.lower.startswith(wanted):
            return end
        adjective = _PLURAL_ADJECTIVE.fullmatch(word.lower) or _GENITIVE_ADJECTIVE.fullmatch(
            word.lower
        )
        if adjective is None:
            following = words[index + 1] if index + 1 < len(words) else None
            # `в 12 случаях факты подтвердились`
            belongs = following is None or not _is_verb(following)
            if belongs and _GENITIVE.fullmatch(word.lower) and _is_noun(word, "few"):
                end = word.end
            break
    if container in {"случа", "случ"}:
        after = _AFTER_CASE.match(text, end)
        end = after.end() if after else end
    return end


def _heads(unit: str) -> Iterator[str]:
    """The first words of a unit, and their stems."""
    for word in plain(unit).split()[:6]:
        yield from (bare := word.strip('"«»'), stem(bare))


unit_class = NounClasses(LEXICON, _heads)
