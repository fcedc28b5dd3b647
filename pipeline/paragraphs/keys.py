"""Keys of paragraphs within their document, which stay the same when an earlier one is split.

A paragraph's position changes as soon as another is read as two. Its printed number and its text do
not.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pipeline.paragraphs.paragraph import Paragraph

#: Numbers that can be used in a key as they are.
_NUMBER = re.compile(r"[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*")
#: Hexadecimal digits of a text's checksum.
_DIGITS = 8


def with_keys(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of a document, each with its key.

    The key is `p` and the number if only one paragraph has it (`p19`; `fn3` and `annex.1` as they
    are), otherwise `x` and a checksum of the text; the second one with the same text ends in `-2`.
    """
    given = tuple(paragraphs)
    numbers = Counter(paragraph.number for paragraph in given)
    times: Counter[str] = Counter()
    keyed = []
    for paragraph in given:
        key = _of_number(paragraph) if numbers[paragraph.number] == 1 else None
        key = key or _of_text(paragraph)
        times[key] += 1
        keyed.append(replace(paragraph, key=key if times[key] == 1 else f"{key}-{times[key]}"))
    return tuple(keyed)


def _of_number(paragraph: Paragraph) -> str | None:
    number = paragraph.number
    if number is None or not _NUMBER.fullmatch(number):
        return None
    return f"p{number}" if number[0].isdigit() else number


def _of_text(paragraph: Paragraph) -> str:
    return "x" + hashlib.sha256(paragraph.text.encode()).hexdigest()[:_DIGITS]
