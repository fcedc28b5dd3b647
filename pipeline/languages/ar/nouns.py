"""Where an Arabic noun phrase after a number ends, and what it counts.

A number is followed by the indefinite noun that is counted (`145 دولة`, `خمس دول`) and its
adjectives, or by `من` and a definite plural (`500 من المشردين داخليا`). A particle, a verb or a
definite word is not such a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.figures.engine.nouns import NounClasses
from pipeline.figures.engine.number import Number, Phrase
from pipeline.languages.ar.letters import LEXICON, pattern, plain
from pipeline.languages.ar.words import NUMBER_WORDS

_WORD = re.compile(r"[ \u00a0]([\u0621-\u064a]+)")

# The words are in `nouns` of the lexicon, which says what each list is for.
_ENDS = LEXICON.set_of("nouns.ends") | frozenset(NUMBER_WORDS)
#: Words in alef or ta that are nouns although they look like verbs.
_VERBAL = pattern(
    r"(?:ي\w+|ن\w{2,3}|ت(?!\w+(?:ة|ات|ا)$|\w{2}ي\w$|\w?ا\w+ي?\w$|[لن]\w+ون$)\w+|\w+وا"
    r"|(?!بنت|بيت|صوت|موت|وقت|ياخت)\w+(?<!ا)ت|سي\w+|ست\w{3,}(?<!ين))$"
)
#: Plurals of people from a country, or of a kind: `يمنيين`.
_PEOPLE = pattern(r"\w{3,}(?:يين|يون)$")

_NOT_COUNTED = LEXICON.set_of("nouns.measures")
_POINTS = LEXICON.set_of("nouns.points")
_PLACES = LEXICON.set_of("nouns.compounds.of_points")
_CONTAINERS = LEXICON.set_of("nouns.containers")
_COMPOUNDS = LEXICON.set_of("nouns.compounds")
_ADJECTIVES = LEXICON.set_of("nouns.adjectives")
_NISBA = pattern(
    r"(?!(?:ال|[يتن]ود|[يت]جر|[يت]عان|[يت]ؤد|[يت]نته|[يت]ات|[يت]حتو|[يت]نتم|[يت]عط|[يت]غط"
    r"|[يت]بن|[يت]كتف|[يت]سع|[يت]رم|[يت]لب|[يت]نو|[يت]بق)\w*)\w{2,}(?:يا|ية|يين|يون|يات|ي)$"
)
_NO_NISBA = LEXICON.set_of("nouns.not_nisba")
OTHERS = LEXICON.set_of("nouns.certain.others")
_CERTAIN = LEXICON.set_of("nouns.certain")
_WITH_FROM = LEXICON.set_of("nouns.with_from")
_COMPARATIVES = LEXICON.set_of("nouns.comparatives")
_ADVERBIAL = LEXICON.set_of("nouns.adverbial")
_NOT_OF = LEXICON.set_of("nouns.not_of")
_RARELY_TWO = LEXICON.set_of("nouns.rarely_two")


def word_after(text: str, position: int) -> tuple[str, int] | None:
    """The word after a space at `position`, and its end; None if there is none."""
    match = _WORD.match(text, position)
    return (match[1], match.end()) if match else None


def is_duration(word: str) -> bool:
    """Whether a word, definite or not, is a duration, a measure or a share."""
    return word.removeprefix("ال") in _NOT_COUNTED


def noun_phrase(text: str, position: int, number: Number | None = None) -> Phrase | None:
    """The noun phrase that begins at `position`, or None.

    Args:
        text: the paragraph, folded.
        position: first character after the number.
        number: the number it agrees with; `الخمس سنوات` counts nothing.
    """
    if number is not None and number.spelled and text.endswith("ال", 0, number.start):
        return None
    found = word_after(text, position)
    if found is None:
        return None
    word, end = found
    following = word_after(text, end)
    if word in _NOT_COUNTED and not (word in _POINTS and following and following[0] in _PLACES):
        return Phrase(end, None)
    if word == "من":
        return _of_definite(text, end)
    if not _is_noun(word):
        return _definite_plural(text, position) if number is None else None
    head = word
    if head in _CONTAINERS and following is not None and following[0] in _COMPOUNDS:
        end = following[1]
    end = _with_adjectives(text, end)
    following = word_after(text, end)
    if head in _WITH_FROM and following is not None and following[0] == "من":
        inner = _of_definite(text, following[1])
        end = inner.end if inner is not None else end
    if head in OTHERS:
        return Phrase(end, head, None, others=True)
    return Phrase(end, text[position + 1 : end], unit_class(head))


def _definite_plural(text: str, position: int) -> Phrase | None:
    """`المستفيدين`, `للمصابين` after `عدد`: what a named number counts."""
    found = word_after(text, position)
    if found is None or not found[0].startswith(("ال", "لل")) or not is_plural(found[0][2:]):
        return None
    word, end = found
    start = position + 1 + 2 * word.startswith("لل")
    end = _after_definite(text, end)
    return Phrase(end, text[start:end], unit_class(word[2:]))


def _with_adjectives(text: str, end: int) -> int:
    """End of the adjectives after a noun, including `غير` before one."""
    following = word_after(text, end)
    while following is not None:
        if following[0] == _NOT:
            following = word_after(text, following[1])
        if following is None or not is_adjective(following[0]):
            break
        end = following[1]
        following = word_after(text, end)
    against = _AGAINST.match(text, end)
    return against.end() if against else end


_NOT = plain("غير")
#: `حالات عنف ضد المرأة`
_AGAINST = pattern(r"(?<=عنف)\sضد\sال\w+|(?<=تمييز)\sضد\sال\w+")


def _is_noun(word: str) -> bool:
    """Whether an indefinite word can be what a number counts."""
    if word in _CERTAIN:
        return True
    if word in _ENDS or word in DUALS or word.startswith(("ال", "لل")):
        return False
    if _PEOPLE.match(word) or unit_class(word):
        return True
    if word[0] in "وفبلك" or _VERBAL.match(word):
        return False
    return len(word) > 2


def is_adjective(word: str) -> bool:
    """Whether a word after an indefinite noun continues its phrase."""
    if word in _ADJECTIVES:
        return True
    return word not in _NO_NISBA and word not in _ENDS and _NISBA.match(word) is not None


_DEFINITE = re.compile(r"ال(?!ذي|تي|ذين|لات|لوات|لائ|ي\b|ان\b|يوم)\w{2,}")


def _of_definite(text: str, position: int) -> Phrase | None:
    """`المشردين داخليا`, `زوار موقع المنشور` after `من`; `position` is the end of `من`."""
    found = word_after(text, position)
    if found is None or found[0].removeprefix("ال") in _NOT_OF:
        return None
    word, end = found
    start = position + 1
    if not is_plural(word):
        return None
    if not _DEFINITE.match(word):
        # A construct extends to its first definite noun.
        for _ in range(2):
            following = word_after(text, end)
            if following is None or following[0] in _ENDS:
                return None
            end = following[1]
            if _DEFINITE.match(following[0]):
                break
        else:
            return None
    end = _after_definite(text, end)
    return Phrase(end, text[start:end], unit_class(word.removeprefix("ال")))


def _after_definite(text: str, end: int) -> int:
    """End of the adverbs and definite adjectives after a definite noun."""
    while (following := word_after(text, end)) is not None:
        bare = following[0].removeprefix("ال")
        definite = bare != following[0] and (is_adjective(bare) or bare in _COMPARATIVES)
        if not definite and following[0] not in _ADVERBIAL:
            break
        end = following[1]
    return end


_BROKEN = re.compile(
    r"(?:ا\w{1,3}ا\w|م\w?ا\w{1,2}ي?\w|\w{2,3}اء|\w{2}ا\w|\w[وا]\w{2}ي?\w|\w{2}و\w"
    r"|ت\w?ا\w{1,2}ي?\w|\w{1,2}ا\w{1,2}ي?\w)$"
)
_PLURAL_ENDINGS = ("ات", "ين", "ون", "ائل")


def is_plural(word: str) -> bool:
    """Whether a word, definite or not, is a plural, by its ending, pattern, or the tables."""
    bare = plain(word).removeprefix("ال")
    if bare in _PLURALS:
        return True
    if bare in _SINGULARS or bare.endswith(("ة", "تين")):
        return False
    return bare.endswith(_PLURAL_ENDINGS) or (len(bare) > 3 and _BROKEN.match(bare) is not None)


def is_counted_plural(word: str) -> bool:
    """Whether a word is a definite plural, or the plural of a noun in the tables."""
    bare = word.removeprefix("ال")
    return bare in _PLURALS or (bare != word and bare.endswith(("ات", "ين", "ون")))


# --- classes ------------------------------------------------------------------------------

#: The forms of each noun: its singular, then its plurals.
_FORMS = [
    entry.split("/") for entry in LEXICON.set_of("nouns.classes", "nouns.pairs") if "/" in entry
]
_SINGULARS = frozenset(forms[0] for forms in _FORMS)
_PLURALS = frozenset(form for forms in _FORMS for form in forms[1:])


_ARTICLE = re.compile(r"[وفبلك]?ال|لل")


def _heads(unit: str) -> Iterator[str]:
    """The first words of a unit, without article and without the ending of an accusative."""
    for word in plain(unit).split()[:4]:
        article = _ARTICLE.match(word)
        bare = word[article.end() :] if article else word
        yield from (bare, bare.removesuffix("ا"))


unit_class = NounClasses(LEXICON, _heads)


def _duals() -> frozenset[str]:
    """The duals of counted nouns that cannot be plurals."""
    found: set[str] = set()
    for forms in _FORMS:
        singular = forms[0]
        if singular in _RARELY_TWO:
            continue
        stem = singular[:-1] + "ت" if singular.endswith("ة") else singular
        endings = ("ان", "ين", "ا", "ي") if singular.endswith("ة") else ("ان", "ين")
        found |= {stem + ending for ending in endings}
    return frozenset(found - _PLURALS)


DUALS = _duals()
_DUAL_ADJECTIVE = re.compile(r"(?!ال|[وفبلك]\w)\w{3,}(?:ين|ان)")


def dual_phrase(text: str, start: int, end: int) -> Phrase | None:
    """What a dual noun in characters `start:end` counts, with its adjectives: `حلقتي عمل`."""
    word = text[start:end]
    following = word_after(text, end)
    in_construct = not word.endswith(("ان", "ين"))
    if in_construct:
        if following is None or following[0] not in _COMPOUNDS:
            return None
        end = following[1]
        following = word_after(text, end)
    unit_end = end
    while following is not None and _DUAL_ADJECTIVE.fullmatch(following[0]):
        if following[0] in DUALS or following[0] in _ENDS:
            break
        end = following[1]
        unit_end = unit_end if following[0] in OTHERS else end
        following = word_after(text, end)
    singular = plain(word).removesuffix("ان").removesuffix("ين")
    of_class = unit_class(singular) or unit_class(re.sub(r"ت[اي]?$", "ة", singular))
    return Phrase(end, text[start:unit_end], of_class)
