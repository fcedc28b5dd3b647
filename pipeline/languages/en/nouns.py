"""Where an English noun phrase ends, and what it counts.

After a number, a noun phrase runs over adjectives, participles and nouns to its head, which is a
plural after any number except one. So the head is the first plural, unless that plural itself
modifies a later one (`human rights defenders`, `staff officers`). Words that cannot be inside a
noun phrase (prepositions, articles, auxiliaries) end the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.figures.engine.lexicon import Lexicon
from pipeline.figures.engine.nouns import Coordinated, Grades, Measures, NextWords, NounClasses
from pipeline.figures.engine.number import Number, Phrase
from pipeline.figures.words import TextWord

LEXICON = Lexicon(Path(__file__).with_name("lexicon.toml"))
# The words are in `nouns` of the lexicon, which says what each list is for.
_ENDS = LEXICON.set_of("nouns.ends") | frozenset(LEXICON.number_words())
_COORDINATORS = frozenset(("and", "or"))
_PLURALS = LEXICON.set_of("nouns.plurals")
_SINGULARS = LEXICON.set_of("nouns.singulars")
_MODIFYING = LEXICON.set_of("nouns.modifying")
_RARELY_MODIFYING = LEXICON.set_of("nouns.rarely_modifying")
_PASTS = LEXICON.set_of("nouns.pasts")
_VERBS = LEXICON.set_of("nouns.verbs")
_ONLY_VERBS = LEXICON.set_of("nouns.only_verbs")
_NOT_VERBAL = LEXICON.set_of("nouns.not_verbal")
_CONTAINERS = LEXICON.set_of("nouns.containers")
_ONLY_BEFORE = {
    head: frozenset(words.split()) for head, words in LEXICON.get("nouns.only_before").items()
}
_DROPPED = LEXICON.set_of("nouns.dropped")
#: Compounds, with a noun that says what they are.
_COMPOUNDS = {"housing units": "houses", "dwelling units": "houses", "duty stations": "places"}
#: Measures in the singular that modify what is counted: `14 barrel bombs`.
_MODIFYING_MEASURES = LEXICON.set_of("nouns.measures.units")


words_after = NextWords(
    r"(?:(?<=-),)?[ \u00a0]?[“\"‘]?(?P<word>[A-Za-zÀ-ÖØ-öø-ÿ](?:[\w’'./-]*\w)?"
    r"(?:(?<=s)[’'](?!\w)|-(?= and\b| or\b|,))?)",
    longest=10,
    ends=_ENDS.__contains__,
)


def noun_phrase(text: str, position: int, number: Number | None = None) -> Phrase | None:
    """The noun phrase that begins at `position`, or None.

    Args:
        text: the paragraph.
        position: first character after the number.
        number: the number it agrees with; after one, the head need not be a plural.
    """
    singular = number is not None and number.value == 1
    words = words_after(text, position)
    if not words or words[0].lower in _COORDINATORS or words[0].lower == "of":
        return None
    measure = _MEASURES.find(words)
    if measure is not None and not (
        words[measure].lower in _MODIFYING_MEASURES and _plural_follows(words, measure)
    ):
        return Phrase(words[0].end, None)
    if _only_verb(words[0]) or (
        words[0].lower.endswith("ly") and len(words) > 1 and _only_verb(words[1])
    ):
        return None
    head = _singular_head(words) if singular else _head(words)
    if head is None:
        return _GRADES.phrase(text, position)
    end = words[head].end
    if not words[head].lower.endswith(("’", "'")):
        end = _COORDINATED.end(text, end)
    end = _with_of(words, head, text) or end
    first = next(i for i, word in enumerate(words) if word.lower not in _DROPPED or i == head)
    unit = text[words[first].start : end]
    return Phrase(end, unit, unit_class(words[head].lower), others=unit == "others")


def _measure_forms(word: str) -> Iterator[str]:
    """`hours’`, `hours`, `person-days`, and their singulars."""
    word = word.replace("'", "’").removesuffix("’")
    for name in (word, word.rpartition("-")[2]) if word.endswith("s") else (word,):
        yield from (name, name.removesuffix("s"))


_MEASURES, _GRADES = Measures(LEXICON, _measure_forms), Grades(LEXICON)


def _only_verb(word: TextWord) -> bool:
    return word.lower in _ONLY_VERBS


def _is_plural(word: TextWord) -> bool:
    lower = word.lower
    if lower in _PLURALS:
        return True
    if lower in _SINGULARS:
        return False
    if lower.endswith("s"):
        return not lower.endswith(("ss", "us", "’s", "'s", "sis")) and len(lower) > 2
    # Secretaries-General, Heads-of-State
    first = lower.partition("-")[0]
    return (first != lower and first.endswith("ies")) or lower.endswith("secretaries-general")


def _is_verbal(word: TextWord) -> bool:
    """Whether a word after the head is more likely a verb or participle."""
    lower = word.lower
    if lower in _NOT_VERBAL:
        return False
    return lower in _VERBS or lower in _PASTS or (len(lower) > 4 and lower.endswith(("ed", "ing")))


def _head(words: Sequence[TextWord]) -> int | None:
    """Index of the plural that is counted."""
    found = None
    for index, word in enumerate(words):
        if word.lower in _COORDINATORS or word.lower == "of":
            if found is not None or word.lower == "of":
                break
            continue
        if found is not None and _ends_compound(words, found, index):
            break
        if _is_plural(word):
            found = index
            if word.lower not in _MODIFYING:
                break
    return found


def _ends_compound(words: Sequence[TextWord], head: int, index: int) -> bool:
    """Whether the word after a plural that may modify no longer belongs to the phrase."""
    word = words[index]
    if words[head].lower in _RARELY_MODIFYING:
        return _is_verbal(word) or word.lower.endswith("ly")
    return (
        word.lower in _PASTS
        or (word.lower in _VERBS and not _plural_follows(words, index))
        or (word.lower.endswith("ed") and word.lower not in _NOT_VERBAL)
    )


def _plural_follows(words: Sequence[TextWord], index: int) -> bool:
    return index + 1 < len(words) and _is_plural(words[index + 1])


def _singular_head(words: Sequence[TextWord]) -> int | None:
    """Index of the last word of a phrase after `1`."""
    last = None
    for index, word in enumerate(words[:5]):
        if word.lower in _COORDINATORS or word.lower == "of" or (index and _is_verbal(word)):
            break
        last = index
    return last


def _is_another_plural(word: str) -> bool:
    return not (
        word in _SINGULARS or word.endswith(("ss", "us")) or word.removesuffix("s") in _VERBS
    )


_COORDINATED = Coordinated(
    r"(?:(?:, [a-z]+s)+,?)? (?:and|or) "
    r"([a-z]+(?:s|people|men|women|children|personnel|staff))\b(?! of\b)",
    _is_another_plural,
)


def _with_of(words: Sequence[TextWord], head: int, text: str) -> int | None:
    """End of `cases of violence against women`, where the head alone says too little."""
    if (
        words[head].lower not in _CONTAINERS
        or head + 2 >= len(words)
        or words[head + 1].lower != "of"
    ):
        return None
    first = words[head + 2]
    offices = _ONLY_BEFORE.get(words[head].lower)
    if offices is not None and first.lower not in offices:
        return None
    last = None
    for index in range(head + 2, len(words)):
        word = words[index]
        if word.lower in ("of", "or") or (last is not None and _is_verbal(word)):
            break
        if word.lower == "and" and offices is None:
            break
        last = index
    if last is None or words[last].lower == "and":
        return words[last - 1].end if last else None
    against = _AGAINST.match(text, words[last].end)
    return against.end() if against and offices is None else words[last].end


_AGAINST = re.compile(
    r" against (?:women|children|girls|civilians|men|journalists|minorities)\b(?: and [a-z]+\b)?"
)


_COMPLEMENT = re.compile(
    r"\s(?:of|in|for|to|with|from|at|on|by|under|who|that|which)\s|(?<!-)\sand\s"
)


def _heads(unit: str) -> list[str]:
    """The head noun of a unit: the last word before its complements."""
    unit = unit.lower()
    for compound, noun in _COMPOUNDS.items():
        unit = unit.replace(compound, noun)
    return [_COMPLEMENT.split(unit)[0].split()[-1].strip("’'\"”")]


unit_class = NounClasses(LEXICON, _heads)
