"""Where a French noun phrase ends, and what it counts.

A number other than one is followed by a plural: adjectives of a closed class, the noun, then its
adjectives, which end in s or x like the noun, and complements without an article (`de travail`,
`en développement`). Past participles after the noun usually say what happened to it (`82
recommandations formulées`), so they belong to the phrase only if they form a term with it
(`personnes déplacées`).
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.figures.engine.lexicon import Lexicon
from pipeline.figures.engine.nouns import Measures, NextWords, NounClasses
from pipeline.figures.engine.number import Number, Phrase
from pipeline.figures.numbers import BLANKS
from pipeline.figures.words import TextWord

LEXICON = Lexicon(Path(__file__).with_name("lexicon.toml"))
# The words are in `nouns` of the lexicon, which says what each list is for.
_NUMBERS = frozenset(LEXICON.number_words())
_ENDS = LEXICON.set_of("nouns.ends") | _NUMBERS
#: Words that join nouns and complements.
_JOINING = frozenset("et ou de d' d’ en sans non".split())
_PRENOMINAL = LEXICON.set_of("nouns.prenominal")
_DROPPED = LEXICON.set_of("nouns.dropped")
_BEFORE_NOUNS = _PRENOMINAL | _DROPPED | frozenset("d l de les des « »".split())
#: Nouns for countries that are capitalized, as nationals are.
_STATES = ("états", "etats", "gouvernements", "parties")
_OTHERS = _DROPPED | LEXICON.set_of("nouns.others")

_PLURALS = LEXICON.set_of("nouns.plurals")
_NOUNS = LEXICON.set_of("nouns.not_participles")
_STRONG_PARTICIPLES = LEXICON.set_of("nouns.participles")
_TERMS = LEXICON.set_of("nouns.terms")
_WITH_COMPLEMENT = LEXICON.set_of("nouns.with_complement")
#: What follows `âgées` if it gives an age.
_OF_AGE = frozenset(("de", "d’", "d'", "entre"))
#: Endings of past participles in the plural; of those in -is and -us, not of adjectives.
_PARTICIPLE = re.compile(
    r".*(?:ée?s|[^aeoé]is|[^aeoé]ises|[^aeo]ies|(?<![qgea])ue?s|[^a]its|[^a]ites|aits|aites"
    r"|erts|ertes|ints|intes)"
)
_NOUN_IN_TES = re.compile(r".*(?:[ielnrubaéd])tés")

_NOT_AFTER_DE = LEXICON.set_of("nouns.not_after_de")
_INFINITIVE = re.compile(
    r"[a-zà-ÿ]{2,}(?:er|ir)|[a-zà-ÿ]*(?:[eo]ndre|[aeo]indre|erdre|mettre|battre|[nr]aître"
    r"|(?:f|t|pl|tr)aire|uire|dire|crire|élire|vivre|suivre|clure|rompre)|être|avoir|boire|croire"
)
_NOT_INFINITIVE = LEXICON.set_of("nouns.not_infinitives")
_AFTER_A = LEXICON.set_of("nouns.after_a")
_AFTER_EN = LEXICON.set_of("nouns.after_en")
_AFTER_SANS = LEXICON.set_of("nouns.after_sans")
_FREE_COMPLEMENTS = re.compile(
    rf"[{BLANKS}](?:du{{b}}(?:personnel|travail)|de{{b}}la{{b}}société{{b}}civile"
    rf"|les{{b}}moins{{b}}avancés"
    rf"|les{{b}}plus{{b}}pauvres"
    rf"|(?:à{{b}}l[’']égard{{b}}des|contre{{b}}les|à{{b}}l[’']encontre{{b}}des){{b}}"
    rf"(?:femmes|enfants|filles|fillettes|civils|journalistes|migrants|réfugiés|minorités)"
    rf"(?:{{b}}et{{b}}(?:les|des){{b}}(?:femmes|enfants|filles|fillettes))?)(?!\w)".replace(
        "{b}", f"[{BLANKS}]"
    )
)
#: A staff grade: `postes P-4`, `fonctionnaire D-1`.
_GRADE = re.compile(rf"{LEXICON.any('nouns.grades')}(?!\w)")
_ACRONYM = re.compile(r"[A-Z]{2,}[A-Za-z0-9-]*")
#: Adjectives in the singular by their endings, for a complement's noun.
_SINGULAR_ADJECTIVE = re.compile(
    r"[a-zà-ÿ-]+(?:al|ale|el|elle|if|ive|ique|aire|ien|ienne|able|ible|eux|euse|iste|oise?|aise?"
    r"|ain|aine|in|ine|ouvert|ouverte)|public|publique|civile?|verte?|sain|potable|alimentaire"
)
_NOT_ADJECTIVE = LEXICON.set_of("nouns.not_adjectives")

_MEASURES = Measures(LEXICON, lambda word: (word, word.removesuffix("s")))
#: `deux exercices biennaux`
_SPELLS = re.compile(rf"(?:exercices|périodes|cycles)[{BLANKS}](?:biennaux|budgétaires|financiers)")


_OF = frozenset(("de", "d’", "d'"))
#: Multipliers after which `de` precedes what is counted: `les 96 millions restants` counts nothing.
_MILLIONS = tuple(word for word, n in LEXICON.numbers("scales").items() if n >= 10**6)
#: Measures whose contents are counted.
_COUNTED_MEASURES = re.compile(
    r"barils?\s(?:d[’']explosifs|explosifs)"
    r"|points?\sd(?:e\s|[’'])(?!pourcentage|pour\s?cent|base|indice|vue|plus|moins|retard"
    r"|avance|écart|différence|hausse|baisse|croissance|%)[a-zéèêà]{3}"
)


words_after = NextWords(
    rf"[{BLANKS}]?(?P<word>(?:[dlnsjcmt]|[Dd]|qu)[’'](?=\w)|[A-Za-zÀ-ÖØ-öø-ÿœŒ](?:[\w./·-]*\w)?)",
    longest=16,
)


def noun_phrase(text: str, position: int, number: Number | None = None) -> Phrase | None:
    """The noun phrase that begins at `position`, or None.

    Args:
        text: the paragraph.
        position: first character after the number; a `de` as in `deux millions de` is skipped.
        number: the number it agrees with; below two, the noun need not be a plural.
    """
    singular = number is not None and number.value < 2
    words = words_after(text, position)
    if words and words[0].lower in _OF and not text[position - 1].isdigit():
        words = words[1:]
    elif text.endswith(_MILLIONS, 0, position):
        of = next((i for i, word in enumerate(words[:2]) if word.lower in _OF), None)
        if of is None:
            return None
        words = words[of + 1 :]
    if not words:
        return None
    measured = _MEASURES.find(words) is not None or _SPELLS.match(text, words[0].start)
    if measured and not _COUNTED_MEASURES.match(text, words[0].start):
        return Phrase(words[0].end, None)
    head = _head(words, singular=singular)
    if head is None:
        return None
    reader = _Reader(text, words, head, singular=singular)
    end = reader.end()
    first = next(i for i, word in enumerate(words) if word.lower not in _DROPPED or i == head)
    others = head == 0 and words[0].lower in _OTHERS and end == words[0].end
    unit, of_class = text[words[first].start : end], unit_class(words[head].lower)
    end = position if others else end
    part = of_class is None and _RELATIONAL.fullmatch(unit) is not None
    return Phrase(end, unit, of_class, others, part)


#: `63 cas, dont 12 mortels`
_RELATIONAL = re.compile(
    r"[a-zà-ÿ-]+(?:aux|a?les|elle?s|[aeo]ls|ifs|ives|iques|aires|eux|euses|ants|antes|iens|iennes)"
)


def _is_plural(word: TextWord) -> bool:
    """Whether it looks like a noun or adjective in the plural."""
    if word.lower in _ENDS or word.lower.partition("-")[0] in _NUMBERS:
        return False
    return word.lower.endswith(("s", "x", "z")) or word.lower in _PLURALS


def _is_adjective(word: TextWord) -> bool:
    """Whether a plural after the noun belongs to its phrase."""
    if not _is_plural(word) or word.lower in _WITH_COMPLEMENT:
        return False
    return word.lower in _TERMS or _PARTICIPLE.fullmatch(word.lower) is None


def _is_noun(word: TextWord) -> bool:
    if _ACRONYM.fullmatch(word.text) or _GRADE.match(word.text):
        return True
    if not _is_plural(word):
        return False
    lower = word.lower.rpartition("-")[2]
    if word.lower in _NOUNS or lower in _NOUNS or _NOUN_IN_TES.fullmatch(lower):
        return True
    return not lower.endswith(("és", "ées")) and lower not in _STRONG_PARTICIPLES


def _head(words: list[TextWord], *, singular: bool) -> int | None:
    """Index of the noun that is counted."""
    for index, word in enumerate(words[:5]):
        following = words[index + 1] if index + 1 < len(words) else None
        if word.lower in _PRENOMINAL | _DROPPED and following and _is_noun(following):
            continue
        if singular and index == 0:
            return index if word.lower not in _ENDS | _JOINING else None
        return index if _is_noun(word) else None
    return None


class _Reader:
    """Walks from a noun to the end of its phrase."""

    def __init__(self, text: str, words: list[TextWord], head: int, *, singular: bool) -> None:
        self._text = text
        self._words = words
        self._head = head
        self._singular = singular

    def end(self) -> int:
        """The character after the phrase."""
        at = self._adjectives(self._head + 1, singular=self._singular)
        at = self._coordinated(at)
        has_complement = False
        for _ in range(3):
            complement = self._complement(at)
            if complement == at:
                break
            at, has_complement = complement, True
        end = self._words[at - 1].end
        free = _FREE_COMPLEMENTS.match(self._text, end)
        if free:
            return free.end()
        return end if has_complement else self._enumerated(end)

    def _word(self, at: int) -> TextWord | None:
        return self._words[at] if at < len(self._words) else None

    def _adjectives(self, at: int, *, singular: bool) -> int:
        """Index after the adjectives and staff grades that begin at `at`."""
        while (word := self._word(at)) is not None:
            following = self._word(at + 1)
            if word.lower == "non" and following is not None and self._qualifies(following, True):
                at += 2
            elif (
                word.lower in {"âgés", "âgées"}
                and following is not None
                and following.lower in _OF_AGE
            ):
                break
            elif _GRADE.match(word.text) or self._qualifies(word, False, singular=singular):
                at += 1
            else:
                break
        return at

    @staticmethod
    def _qualifies(word: TextWord, negated: bool, *, singular: bool = False) -> bool:
        if singular:
            ends = _SINGULAR_ADJECTIVE.fullmatch(word.lower) is not None
            return ends and word.lower not in _ENDS | _NOT_ADJECTIVE
        return _is_adjective(word) or (negated and _is_plural(word))

    def _coordinated(self, at: int) -> int:
        """Index after `et autres matériels militaires`, `et sous-régionaux`."""
        word, following = self._word(at), self._word(at + 1)
        if word is None or word.lower not in {"et", "ou"} or following is None or self._singular:
            return at
        begin = at + 1
        while following is not None and following.lower in _PRENOMINAL | _DROPPED:
            begin += 1
            following = self._word(begin)
        if following is None or not (_is_adjective(following) or following.lower in _NOUNS):
            return at
        return self._adjectives(begin + 1, singular=False)

    def _complement(self, at: int) -> int:
        """Index after a complement without an article: `de travail`, `en développement`."""
        word, noun = self._word(at), self._word(at + 1)
        if word is None or noun is None:
            return at
        if word.lower in {"et", "ou"} and noun.lower in _OF:
            # chefs d'État ou de gouvernement
            complemented = at >= 2 and self._words[at - 2].lower in _OF
            return self._complement(at + 1) if complemented else at
        if word.lower in _OF:
            return self._after_de(at + 1)
        allowed = {"à": _AFTER_A, "en": _AFTER_EN, "sans": _AFTER_SANS}.get(word.lower)
        if allowed is None or noun.lower not in allowed:
            return at
        return self._income(at + 2) if word.lower == "à" else at + 2

    def _income(self, at: int) -> int:
        """`à revenu intermédiaire`, `à faible revenu`, `à temps partiel`."""
        while (word := self._word(at)) is not None and (
            word.lower in {"revenu", "revenus", "risque", "partiel", "plein", "intensité", "débit"}
            or self._qualifies(word, False, singular=True)
        ):
            at += 1
        return at

    def _after_de(self, at: int) -> int:
        """Index after the noun at `at` and its adjectives; the index of its `de` if none is."""
        noun = self._words[at]
        lower = noun.lower
        if lower in _ENDS or lower in _NOT_AFTER_DE:
            return at - 1
        if noun.text[0].isupper() and not (
            noun.text.startswith("État") or _ACRONYM.fullmatch(noun.text)
        ):
            return at - 1
        if _INFINITIVE.fullmatch(lower) and lower not in _NOT_INFINITIVE:
            return at - 1
        if not _is_plural(noun):
            at = self._adjectives(at + 1, singular=True) - 1
        # A plural adjective after a singular noun belongs to the first noun of the phrase.
        return self._adjectives(at + 1, singular=False)

    def _enumerated(self, end: int) -> int:
        """End of `organismes, fonds et programmes`, which are all counted."""
        match = _ENUMERATION.match(self._text, end)
        if match is None or self._singular:
            return end
        for name in re.findall(r"[a-zà-ÿœ-]+", match[0]):
            word = TextWord(name, name, 0, 0)
            if name not in {"et", "ou"} and not (_is_adjective(word) or name in _NOUNS):
                return end
        return match.end()


_ENUMERATION = re.compile(
    rf"(?:,[{BLANKS}][a-zà-ÿœ-]+[sx]){{1,4}}[{BLANKS}](?:et|ou)[{BLANKS}][a-zà-ÿœ-]+[sx]"
    rf"(?![\w’'])(?![{BLANKS}](?:de[{BLANKS}]|d[’']))"
)


def _heads(unit: str) -> list[str]:
    """The head noun of a unit, before its complements; nationals are capitalized."""
    words = re.sub(r"[’'\"]", " ", unit).split()
    head = next((word for word in words if word.lower() not in _BEFORE_NOUNS), unit)
    national = head[:1].isupper() and head[1:].islower() and head.endswith("s")
    return ["personnes" if national and head.lower() not in _STATES else head.lower()]


unit_class = NounClasses(LEXICON, _heads)
