"""How wide characters are, in columns: those of Chinese take two, others one."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import east_asian_width

#: Text whose characters take one column each: Latin and Cyrillic without combining signs and
#: invisible characters.
NARROW = re.compile("[\\0-\\xac\\xae-\\u02ff\\u0400-\\u0482]*")


@cache
def is_wide(character: str) -> bool:
    """Whether a character is one of Chinese, which has no spaces between words."""
    return east_asian_width(character) in "WF"


def width_of(text: str) -> int:
    """The width of a text."""
    narrow = text.isascii() or NARROW.fullmatch(text)
    return len(text) if narrow else len(text) + sum(map(is_wide, text))
