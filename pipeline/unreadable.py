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


def shortened(text: str, most: int = 60) -> str:
    """The beginning of a text that a sentence quotes.

    >>> shortened("A/74/336"), shortened("A" * 100, 5)
    ('A/74/336', 'AAAAA…')
    """
    return text if len(text) <= most else f"{text[:most]}…"


def needs_memory(problem: BaseException | None) -> bool:
    """Whether an error, or one that it comes of, is that there is no memory left."""
    while problem is not None:
        if isinstance(problem, MemoryError):
            return True
        problem = problem.__cause__ or problem.__context__
    return False
