"""Reads the periods of years in a text by a language's pattern."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.context.old.model import Period

_YEAR = re.compile(r"\d{4}")


def read_periods(
    text: str, pattern: re.Pattern[str], is_local: Callable[[str, re.Match[str]], bool]
) -> list[Period]:
    """The years and periods of years named in a text, in order.

    Args:
        text: a sentence.
        pattern: matches a period; its groups are `skip` (a year that tells no time), `open` (of an
            open period), `first` and `last`, `begin` and `short` (`2023/24`), or `year`.
        is_local: whether a match is the time of the figure beside it alone.
    """
    found: list[Period] = []
    if _YEAR.search(text) is None:
        return found
    for match in pattern.finditer(text):
        if match["skip"]:
            continue
        first, last = _years(match)
        if last is None or first <= last:
            local = last is None or is_local(text, match)
            found.append(Period(match.start(), match.end(), first, last, local))
    return found


def _years(match: re.Match[str]) -> tuple[int, int | None]:
    if match["open"]:
        return int(match["open"]), None
    if match["begin"]:
        begin, short = match["begin"], match["short"]
        return int(begin), int(begin[: 4 - len(short)] + short)
    if match["first"]:
        return int(match["first"]), int(match["last"])
    return int(match["year"]), int(match["year"])
