"""Find the lines that start a numbered paragraph: those whose numbers form a series.

A number at a line's beginning may be a paragraph's, a list item's, a year, or the rest of a
sentence (`expected to grow by | 2.4 per cent`). The series distinguishes them: the numbers of
paragraphs come one after the other through the document, or begin anew under a heading. The series
that explains most is found over the whole document, so that a number that is missing or misprinted
does not cost those after it. The series also says what a number is that was misread when the page
was scanned (`U5.` between 44 and 46), or misprinted (`25.` between 124 and 126), and that a list
with numbers of its own is part of the paragraph that announces it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace as changed

from pipeline.figures.scripts import CYRILLIC_CAPITALS, LATIN_CAPITALS
from pipeline.languages.base import Language
from pipeline.paragraphs.printed import CLOSED, LABEL, Printed, is_closed, without_beginning

#: How many numbers may be missing between two in a series, and the cost of each.
_LONGEST_GAP, _GAP_COST = 8, 0.8
#: The cost of starting a series at a number other than 1.
_LATE_START_COST = 1.2
#: The score of a number: at the beginning of a line, or within a line after a sentence.
_AT_LINE, _IN_LINE = 1.0, 0.6
#: What a number is worth that was misread: less than any gap costs.
_MISREAD_WORTH = 0.3
#: Numbers that must follow each other for `12.` in `12.28` to count as part of paragraph numbers.
_PART_SERIES = 3
_COMMAS = (",", "，", "、", "،")
_COLONS = (":", "：")
#: Points by which list items are indented further than the paragraph that announces them.
_FURTHER_IN = 4.0
#: What may be the number of a paragraph, misread, before a capital: `U5. `, `1+2. `, `35- `, `37 `.
_MISREAD = re.compile(
    r"(?P<number>\d\s[Uhk]|[0-9A-Za-zé+*^|]{1,5}?)(?P<point>\s?[.,•·°’'^-])?\s+"
    rf"(?=[\"«“(]?[{LATIN_CAPITALS}{CYRILLIC_CAPITALS}])"
)
#: Characters that a typed digit is taken for.
_LOOK_ALIKE = str.maketrans("UHhkL^lIi|oOQDSsZzBbéGgq", "444444111100005522866699")
_TWO_FOR_ONE = re.compile(r"[1lI][+*]|lf")
_ROMAN = re.compile(r"[IVXLC]+")
#: Letters that, alone, are misread digits, and are not letters of a list.
_ALONE = frozenset("Uhké")


@dataclass(frozen=True, slots=True)
class Label:
    """A paragraph's printed number, `29A.12`, and where the text after it begins in its line."""

    printed: str
    end: int


@dataclass(slots=True)
class _Candidate:
    """A number that may be a paragraph's, with the best series ending in it.

    `line` is its line's index, `start` and `end` are the label's characters within the line.
    `heading` counts the headings before it. One that is `misread` counts only within a series.
    """

    line: int
    start: int
    end: int
    part: str
    number: int
    worth: float
    heading: int
    misread: bool = False
    score: float = 0.0
    before: _Candidate | None = None

    @property
    def printed(self) -> str:
        return f"{self.part}{self.number}"


def numbered(
    lines: Sequence[Printed], language: Language
) -> tuple[list[Printed], dict[int, Label]]:
    """The lines, and the labels of those that start a numbered paragraph, by index.

    Text that has lost its line breaks has numbers within its lines. Such a line is split there, so
    more lines may come back than were passed in.
    """
    known = _of_known_parts(list(_candidates(lines, language)))
    chosen = _within_series(_best_series(_without_lists(known, lines)))
    chosen += _misprinted(lines, chosen)
    by_line: dict[int, list[_Candidate]] = defaultdict(list)
    for candidate in chosen:
        by_line[candidate.line].append(candidate)
    split: list[Printed] = []
    labels: dict[int, Label] = {}
    for index, line in enumerate(lines):
        begin = 0
        for candidate in by_line.get(index, ()):
            if candidate.start > begin:
                split.append(_cut(line, begin, candidate.start))
            begin = candidate.start
            labels[len(split)] = Label(candidate.printed, candidate.end - candidate.start)
        split.append(_cut(line, begin, None) if begin else line)
    return split, labels


def _cut(line: Printed, start: int, end: int | None) -> Printed:
    """The part of a line between two characters."""
    words = without_beginning(line.words, start)
    if end is not None:
        length = 0
        kept = []
        for index, word in enumerate(words):
            length += 0 if word.joined or index == 0 else 1
            room = end - start - length
            if room <= 0:
                break
            kept.append(word if len(word.text) <= room else changed(word, text=word.text[:room]))
            length += len(word.text)
        words = [*kept[:-1], changed(kept[-1], text=kept[-1].text.rstrip())] if kept else words
    return changed(line, words=tuple(words), starts=line.starts or start > 0, role="body")


def _candidates(lines: Sequence[Printed], language: Language) -> Iterator[_Candidate]:
    headings = 0
    above: Printed | None = None
    for index, line in enumerate(lines):
        if line.role in ("heading", "title"):
            headings += 1
            above = None
        if line.role != "body":
            continue
        text = line.text
        match = LABEL.match(text)
        if match and _may_open(line, match, above):
            yield _candidate(index, match, _AT_LINE, headings)
        elif match is None and (above is None or is_closed(above.text) or line.apart):
            yield from _misread(index, line, headings)
        for end in _sentence_ends(text, language):
            match = LABEL.match(text, end)
            if match and not match["part"] and _begins_sentence(text[match.end() :]):
                yield _candidate(index, match, _IN_LINE, headings)
        above = line


def _candidate(line: int, match: re.Match[str], worth: float, headings: int) -> _Candidate:
    part = match["part"] or ""
    number = int(match["number"])
    return _Candidate(line, match.start(), match.end(), part, number, worth, headings)


def _misread(index: int, line: Printed, heading: int) -> Iterator[_Candidate]:
    """The number that a block begins with, as it was before it was misread, if it is one."""
    match = _MISREAD.match(line.text)
    if match is None:
        return
    token = match["number"]
    if token.isdecimal():
        if not (match["point"] or line.starts or line.apart):
            return
    else:
        letter = len(token) == 1 and token not in _ALONE
        if not match["point"] or letter or _ROMAN.fullmatch(token):
            return
    digits = _TWO_FOR_ONE.sub("4", token.replace(" ", "")).translate(_LOOK_ALIKE)
    if digits.isdecimal() and 0 < int(digits) < 1000:
        yield _Candidate(
            index, 0, match.end(), "", int(digits), _MISREAD_WORTH, heading, misread=True
        )


def _may_open(line: Printed, match: re.Match[str], above: Printed | None) -> bool:
    """Whether the text before and after a number allows a new paragraph."""
    goes_on = line.text[match.end() :][:1].islower()
    if above is None or line.apart:
        return True
    if is_closed(above.text):
        return not goes_on or not above.fills
    return not goes_on and (not above.fills or above.text.endswith(_COMMAS))


def _sentence_ends(text: str, language: Language) -> Iterator[int]:
    """Where the next sentence begins, for each sentence that ends within a line."""
    if not _INNER.search(text):
        return
    for end in language.sentence_end.finditer(text):
        begin = end.end() + len(text[end.end() :]) - len(text[end.end() :].lstrip())
        if begin < len(text):
            yield begin


#: A number within a line that may follow the end of a sentence.
_INNER = re.compile(rf"[{re.escape(''.join(CLOSED))}]\s*\d{{1,3}}\s?[.．]\s")


def _begins_sentence(text: str) -> bool:
    return bool(text) and not text[0].islower() and not text[0].isdigit()


def _of_known_parts(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Drop candidates like `2.4`, unless such numbers count up from 1: `2.1`, `2.2`."""
    following: dict[str, int] = defaultdict(int)
    for candidate in candidates:
        if candidate.part and candidate.number == following[candidate.part] + 1:
            following[candidate.part] += 1
    lettered = {part for part in following if not re.fullmatch(r"\d+\.", part)}
    known = {
        part
        for part, length in following.items()
        if length >= _PART_SERIES or (part in lettered and length)
    }
    return [c for c in candidates if not c.part or c.part in known]


def _without_lists(candidates: Sequence[_Candidate], lines: Sequence[Printed]) -> list[_Candidate]:
    """The candidates without the items of lists that a numbered paragraph announces.

    Between `16. The Committee adopted the following agenda:` and 17 stand `1.` to `11.`, further
    in where there is a layout.
    """
    printed = [c for c in candidates if not c.misread]
    index = 0
    listed: set[int] = set()
    while index < len(printed) - 1:
        before, end = printed[index], index + 1
        while end < len(printed) and _is_item(printed[end], end - index, before, lines):
            end += 1
        after = printed[end] if end < len(printed) else None
        if (
            end > index + 2
            and after is not None
            and (after.part, after.number) == (before.part, before.number + 1)
            and lines[printed[index + 1].line - 1].text.rstrip().endswith(_COLONS)
        ):
            listed.update(id(item) for item in printed[index + 1 : end])
            index = end
        else:
            index += 1
    return [candidate for candidate in candidates if id(candidate) not in listed]


def _is_item(
    candidate: _Candidate, number: int, before: _Candidate, lines: Sequence[Printed]
) -> bool:
    """Whether a candidate is the item of that number in a list within the paragraph before."""
    if candidate.part or candidate.number != number or candidate.heading != before.heading:
        return False
    own, outer = (lines[one.line].words[0].box for one in (candidate, before))
    return own is None or outer is None or own.x0 > outer.x0 + _FURTHER_IN


def _best_series(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The series with the highest score, in order."""
    best: dict[tuple[str, int], _Candidate] = {}
    ahead: _Candidate | None = None
    behind: _Candidate | None = None
    heading = 0
    for candidate in candidates:
        if candidate.heading > heading:
            heading, behind = candidate.heading, ahead
        # What may be misread begins nothing.
        candidate.score = 0.0 if candidate.misread else candidate.worth - _start_cost(candidate)
        for gap in range(_LONGEST_GAP + 1):
            before = best.get((candidate.part, candidate.number - gap - 1))
            if before is not None:
                _follow(candidate, before, gap * _GAP_COST)
        if candidate.misread:
            if candidate.before is None:
                continue
        elif behind is not None:
            _follow(candidate, behind, _start_cost(candidate))
        known = best.get((candidate.part, candidate.number))
        if known is None or candidate.score > known.score or _restarted(known, candidate):
            best[candidate.part, candidate.number] = candidate
        if ahead is None or candidate.score > ahead.score:
            ahead = candidate
    chosen: list[_Candidate] = []
    last = ahead if ahead is not None and ahead.score > 0 else None
    while last is not None:
        chosen.append(last)
        last = last.before
    return chosen[::-1]


def _within_series(chosen: Sequence[_Candidate]) -> list[_Candidate]:
    """The series without misread numbers that no printed one follows: dates, signatures."""
    kept: list[_Candidate] = []
    sure = 10**6
    for candidate in reversed(chosen):
        if not candidate.misread:
            sure = candidate.number
        if not candidate.misread or candidate.number < sure:
            kept.append(candidate)
    return kept[::-1]


def _misprinted(lines: Sequence[Printed], chosen: Sequence[_Candidate]) -> list[_Candidate]:
    """The numbers that one digit is wrong with or lacks: `25.` alone between 124 and 126."""
    found: list[_Candidate] = []
    for before, after in pairwise(chosen):
        if (before.part, before.number + 2) != (after.part, after.number) or before.part:
            continue
        between = [
            (index, match)
            for index in range(before.line + 1, after.line)
            if lines[index].role == "body"
            and lines[index].starts
            and (match := LABEL.match(lines[index].text))
            and not match["part"]
        ]
        if len(between) == 1 and _is_slip(between[0][1]["number"], str(before.number + 1)):
            index, match = between[0]
            found.append(
                _Candidate(index, 0, match.end(), "", before.number + 1, _AT_LINE, before.heading)
            )
    return found


def _is_slip(printed: str, meant: str) -> bool:
    """Whether a number of two digits or more lacks one digit or has one that is wrong."""
    if len(printed) == len(meant) > 1:
        return sum(a != b for a, b in zip(printed, meant, strict=True)) == 1
    return any(printed == meant[:at] + meant[at + 1 :] for at in range(len(meant)))


def _restarted(known: _Candidate, candidate: _Candidate) -> bool:
    """Whether a series that restarted has reached the number of an older one."""
    return candidate.heading > known.heading and candidate.score >= known.score


def _start_cost(candidate: _Candidate) -> float:
    if candidate.number == 1:
        return 0.0
    if candidate.number <= _LONGEST_GAP:
        return min(_LATE_START_COST, (candidate.number - 1) * 0.4)
    return _LATE_START_COST


def _follow(candidate: _Candidate, before: _Candidate, cost: float) -> None:
    """Let a candidate continue a series if that improves its score."""
    score = before.score + candidate.worth - cost
    if score > candidate.score:
        candidate.score, candidate.before = score, before
