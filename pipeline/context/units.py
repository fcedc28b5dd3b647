"""Classes of what is counted."""

from __future__ import annotations

from functools import lru_cache

from pipeline.languages.context import UnitWords


@lru_cache(maxsize=4096)
def class_of(unit: str | None, words: UnitWords) -> str | None:
    """The class of a unit (`schema.UNIT_CLASSES`) by its head noun; None without a unit."""
    if not unit:
        return None
    for word in words.heads(unit):
        for name, nouns in words.classes.items():
            if nouns.fullmatch(word):
                return name
    return "other"
