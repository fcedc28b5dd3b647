"""Classes of what is counted."""

from __future__ import annotations

from pipeline.languages.context import ContextLexicon


def class_of(unit: str | None, lexicon: ContextLexicon) -> str | None:
    """The class of a unit (`schema.UNIT_CLASSES`); None without a unit."""
    return (lexicon.unit_class(unit) or "other") if unit else None
