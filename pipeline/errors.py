"""The one error that a document can cause: it says what is wrong and how to mend it."""

from __future__ import annotations


class UnreadableDocument(Exception):
    """A document that cannot be read; its text is shown to people as it is.

    Args:
        problem: what is wrong, a clause without a full stop.
        mend: what to do about it, a sentence.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem}. {mend}")
