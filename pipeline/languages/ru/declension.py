"""Case forms of Russian names: reports use all of them, dictionaries only one."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Endings in the other cases, by the ending of the nominative, longest first.
_NOUNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ия", ("ии", "ию", "ией")),
    ("ие", ("ия", "ию", "ием", "ии")),
    ("ко", ()),
    ("а", ("ы", "и", "е", "у", "ой")),
    ("я", ("и", "е", "ю", "ей")),
    ("о", ("а", "у", "ом", "е")),
    ("й", ("я", "ю", "ем", "е")),
    ("ь", ("я", "ю", "ем", "е", "и", "ью")),
    ("ы", ("", "ов", "ам", "ами", "ах")),
)
_AFTER_CONSONANT = ("а", "у", "ом", "е", "ы")
_PLURAL_IN_A = ("ов", "ам", "ами", "ах", "", "ств")
_ADJECTIVES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ая", ("ой", "ую")),
    ("яя", ("ей", "юю")),
    ("ый", ("ого", "ому", "ым", "ом")),
    ("ий", ("ого", "ому", "им", "ом", "его", "ему", "ем")),
    ("ое", ("ого", "ому", "ым", "ом", "им")),
    ("ые", ("ых", "ым", "ыми")),
    ("ие", ("их", "им", "ими")),
)
_ADJECTIVE = re.compile(r"(?:[ая]я|[ыи]й|ое|[ыи]е)\Z")
_NOT_AN_ADJECTIVE = re.compile(r"(?:ание|ение|тие|вие)\Z")
_CONSONANT = re.compile(r"[бвгджзклмнпрстфхцчшщ]\Z")


def cases(name: str) -> Iterator[str]:
    """The name in other cases: adjectives and the first noun change, what depends on it does not.

    >>> {"Детского фонда", "Детским фондом"} <= set(cases("Детский фонд"))
    True
    """
    words = name.split(" ")
    head = next((i for i, word in enumerate(words) if not _is_adjective(word)), len(words) - 1)
    if words[head].isupper() or (not words[head].isalpha() and "-" not in words[head]):
        return
    rest = words[head + 1 :]
    plural = head > 0 and words[head - 1].endswith(("ые", "ие"))
    noun = _noun_forms(words[head], plural=plural)
    if not head:
        yield from (" ".join([form, *rest]) for form in noun)
        return
    adjectives = [_adjective_forms(word) for word in words[:head]]
    for form in noun:
        for number in range(max(map(len, adjectives))):
            before = [forms[min(number, len(forms) - 1)] for forms in adjectives]
            yield " ".join([*before, form, *rest])


def _is_adjective(word: str) -> bool:
    return bool(_ADJECTIVE.search(word)) and not _NOT_AN_ADJECTIVE.search(word)


def _noun_forms(word: str, *, plural: bool) -> list[str]:
    if plural and word.endswith("а"):
        return [word[:-1] + ending for ending in _PLURAL_IN_A[:4]]
    for ending, others in _NOUNS:
        if word.endswith(ending):
            return [word[: -len(ending)] + other for other in others]
    return [word + ending for ending in _AFTER_CONSONANT] if _CONSONANT.search(word) else []


def _adjective_forms(word: str) -> list[str]:
    for ending, others in _ADJECTIVES:
        if word.endswith(ending):
            return [word[: -len(ending)] + other for other in others]
    return [word]
