"""The error of a document that cannot be read.

It has a module of its own since all rules use it: what is read is read again when a module of its
rules changes, and other errors are none of them.
"""

from __future__ import annotations


class UnreadableDocument(Exception):
    """A document that cannot be read; its text is shown to people as it is.

    Args:
        problem: what is wrong, a clause without a full stop.
        mend: what to do about it, a sentence.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem[:1].upper()}{problem[1:]}. {mend}")
