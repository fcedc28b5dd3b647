"""The error for a document that cannot be read.

It is not in `pipeline.errors` because all rules for reading import it: a change to a module that
they import means reading every document again, and other errors should not cause that.
"""

from __future__ import annotations


class UnreadableDocument(Exception):
    """A document cannot be read; the text is shown to users as it is.

    Args:
        problem: what is wrong, as a clause without a full stop.
        fix: what to do about it, as a sentence.
    """

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(f"{problem[:1].upper()}{problem[1:]}. {fix}")


def shortened(text: str, most: int = 60) -> str:
    """The beginning of a long text, to quote in a message.

    >>> shortened("A/74/336"), shortened("A" * 100, 5)
    ('A/74/336', 'AAAAA…')
    """
    return text if len(text) <= most else f"{text[:most]}…"


def needs_memory(problem: BaseException | None) -> bool:
    """Whether an error, or one of its causes, is that memory ran out."""
    while problem is not None:
        if isinstance(problem, MemoryError):
            return True
        problem = problem.__cause__ or problem.__context__
    return False
