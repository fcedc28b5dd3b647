"""Put right-to-left text of a PDF into reading order.

A PDF gives the position of every character, so a line can always be obtained as it is seen, from
left to right. The bidirectional algorithm, which turns text into what is seen, also turns what is
seen back into text. Before that, this module evens out the differences between text layers: joined
letter forms, several letters in one glyph, separate vowel signs, brackets stored as seen or as
written.

Nothing here depends on the language. Layout is analysed elsewhere, on `mirrored` pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

import numpy as np
from bidi import algorithm

from pipeline.pages.page import Box, Line, Page, Word
from pipeline.pages.runs import TextRun

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PRESENTATION = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_BRACKETS = str.maketrans("()[]{}«»<>‹›", ")(][}{»«><›‹")
_OPENING = frozenset("([{«<‹")
_CLOSING = frozenset(")]}»>›")
_BRACKETED = _OPENING | _CLOSING
#: Groups of a number whose thousands are separated by spaces, and the no-break space that keeps
#: them in reading order.
_FIRST_GROUP, _NEXT_GROUP = re.compile(r"(?<!\d)\d{1,3}$"), re.compile(r"\d{3}(?!\d)")
_NO_BREAK = "\u00a0"
#: Points by which a zero-width vowel sign may stand before the letter it belongs to.
_SLACK = 0.1
#: The widest space between two such groups, as a share of the font size.
_GROUP_GAP = 0.5
#: One letter repeated this often is a lengthening stroke that was given the value of a letter; a
#: word of one letter is usually what remains when the other glyphs of a word have no value.
_STRETCHED = re.compile(r"([\u0621-\u063f\u0641-\u064a])\1{3,}")
#: Shares of such words from which the character values of a text layer cannot be trusted.
_MOST_STRETCHED, _MOST_LONE = 0.05, 0.1


def has_right_to_left(text: str) -> bool:
    """Whether a text has a letter of a right-to-left script."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


# --- characters ---------------------------------------------------------------------------


def settle(chars: list[TextRun]) -> list[TextRun]:
    """A page's characters, with those of right-to-left scripts as seen from left to right.

    Joined forms become plain letters; several letters in one glyph are put in the order in which
    they would be seen; vowel signs go to their letters; brackets become those that are seen.
    """
    if not has_right_to_left("".join(char.text for char in chars)):
        return chars
    kept = [char for char in chars if not _is_sign(char.text)]
    for char in kept:
        char.text = _as_seen(char.text)
    if len(kept) < len(chars):
        _attach([char for char in chars if _is_sign(char.text)], kept)
    _show_brackets(kept)
    return kept


@lru_cache(maxsize=4096)
def _as_seen(text: str) -> str:
    if not has_right_to_left(text):
        return text
    plain = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m.group()).strip(), text)
    return plain[::-1]


@lru_cache(maxsize=4096)
def _is_sign(text: str) -> bool:
    """Whether a text consists only of vowel signs of a right-to-left script."""
    return bool(text) and all(unicodedata.combining(c) and has_right_to_left(c) for c in text)


def _attach(signs: Iterable[TextRun], chars: Sequence[TextRun]) -> None:
    """Put vowel signs before the letters they stand on, which is where they are seen."""
    letters = [char for char in chars if has_right_to_left(char.text)]
    places = [(char.x0, char.x1, char.baseline, char.size) for char in letters]
    x0, x1, baseline, size = np.array(places).reshape(-1, 4).T
    for sign in signs:
        middle = (sign.x0 + sign.x1) / 2
        apart = np.abs(baseline - sign.baseline)
        under = (apart < size) & (x0 - _SLACK <= middle) & (middle < x1 - _SLACK)
        if under.any():
            nearest = letters[int(np.argmin(np.where(under, apart, np.inf)))]
            nearest.text = sign.text + nearest.text


def _show_brackets(chars: Sequence[TextRun]) -> None:
    """Swap the brackets of right-to-left lines if the text layer stores them as written."""
    lines: dict[float, list[TextRun]] = defaultdict(list)
    for char in chars:
        lines[char.baseline].append(char)
    running = [
        sorted(line, key=attrgetter("x0"))
        for line in lines.values()
        if has_right_to_left("".join([char.text for char in line]))
    ]
    votes = 0
    for line in running:
        first = next((char.text for char in line if char.text in _BRACKETED), None)
        votes += 0 if first is None else 1 if first in _CLOSING else -1
    if votes > 0:
        for line in running:
            for char in line:
                char.text = char.text.translate(_BRACKETS)


# --- lines --------------------------------------------------------------------------------


def in_reading_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """A line's words in reading order, each with its own position on the page.

    Words of a left-to-right script within the line, and numbers, keep their own order; the groups
    of a number are joined into one word.

    Args:
        words: as seen from left to right, made of `settle`d characters.
    """
    if not has_right_to_left("".join([word.text for word in words])):
        return tuple(words)
    seen = _with_numbers_whole(words)
    texts: dict[int, str] = {}
    for character, index in _turned(seen):
        texts[index] = texts.get(index, "") + character
    order = list(texts)
    ordered: list[Word] = []
    for at, index in enumerate(order):
        word = seen[index]
        joined = _touch(seen, order[at - 1], index, at)
        ordered.append(
            Word(
                texts[index], word.box, word.size, word.bold, word.italic, word.raised, joined,
                word.content,
            )
        )  # fmt: skip
    return tuple(ordered)


def _touch(seen: Sequence[Word], before: int, index: int, at: int) -> bool:
    """Whether a word and the one that now precedes it were adjacent without a space."""
    return at > 0 and abs(before - index) == 1 and seen[max(before, index)].joined


def _with_numbers_whole(words: Sequence[Word]) -> list[Word]:
    whole: list[Word] = []
    for word in words:
        if whole and _goes_on(whole[-1], word):
            whole[-1] = _together(whole[-1], word)
        else:
            whole.append(word)
    return whole


def _goes_on(left: Word, right: Word) -> bool:
    """Whether `600` continues the number that starts with `1`."""
    if left.box is None or right.box is None or left.raised or right.raised or right.joined:
        return False
    number = left.text.rpartition(_NO_BREAK)[2]
    near = right.box.x0 - left.box.x1 < _GROUP_GAP * left.size
    return near and bool(_FIRST_GROUP.search(number) and _NEXT_GROUP.match(right.text))


def _together(left: Word, right: Word) -> Word:
    assert left.box is not None
    assert right.box is not None
    return replace(left, text=left.text + _NO_BREAK + right.text, box=left.box.union(right.box))


def _turned(words: Sequence[Word]) -> Iterator[tuple[str, int]]:
    """The characters of words in reading order, each with the index of its word."""
    seen: list[tuple[str, int]] = []
    signs: dict[int, str] = {}
    for index, word in enumerate(words):
        if index and not word.joined:
            seen.append((" ", -1))
        waiting = ""
        for character in word.text:
            if _is_sign(character):
                waiting += character
                continue
            signs[len(seen)] = waiting[::-1]
            seen.append((character, index))
            waiting = ""
    for character, place in logical("".join(character for character, _ in seen)):
        index = seen[place][1]
        if index >= 0:
            yield character + signs.get(place, ""), index


#: Stands for the text before the line, which decides the direction of a number at its start.
_LETTER_BEFORE = "\u0627"


def logical(seen: str) -> list[tuple[str, int]]:
    """The characters of a right-to-left line in reading order, with their original positions.

    >>> "".join(character for character, _ in logical("(45 ب) أ"))
    'أ (ب 45)'

    Args:
        seen: the line's characters as seen from left to right.
    """
    classes = "".join([_CLASSES[character] for character in _LETTER_BEFORE + seen])
    if _OTHER in classes:
        return by_library(seen)
    levels = _resolved(classes)[len(_LETTER_BEFORE) :]
    order: list[tuple[str, int]] = []
    for stretch in reversed(list(_LEVEL.finditer(levels))):
        places = range(*stretch.span())
        if stretch[1]:
            order += [(_mirror(seen[place]), place) for place in reversed(places)]
        else:
            order += [(seen[place], place) for place in places]
    return order


def _resolved(classes: str) -> str:
    """The direction of each character of a right-to-left line (Unicode, UAX #9, 3.3.4 to 3.3.6).

    Args:
        classes: the class of each character, of which the first is a letter.
    """
    classes = _MARKS.sub(lambda match: match[1] * len(match[0]), classes)  # W1
    classes = _AFTER_ARABIC.sub(lambda match: match[0].replace("E", "A"), classes)  # W2
    classes = classes.replace("a", "R")  # W3
    classes = _BETWEEN_EUROPEAN.sub("E", _BETWEEN_ARABIC.sub("A", classes))  # W4
    classes = _TERMINATED.sub(lambda match: "E" * len(match[0]), classes)  # W5
    classes = classes.translate(_NEUTRAL)  # W6
    classes = _AFTER_LATIN.sub(lambda match: match[0].replace("E", "L"), classes)  # W7
    classes = _WITHIN_LATIN.sub(lambda match: "L" * len(match[0]), classes)  # N1
    return classes.replace("N", "R")  # N1, N2


class _Classes(dict[str, str]):
    """A letter for the bidirectional class of each character; `_OTHER` for one that is rare."""

    def __missing__(self, character: str) -> str:
        found = self[character] = _LETTERS.get(unicodedata.bidirectional(character), _OTHER)
        return found


_OTHER = "?"
_LETTERS = {"L": "L", "R": "R", "AL": "a", "EN": "E", "AN": "A", "NSM": "M"}
_LETTERS |= {"ES": "+", "CS": ",", "ET": "%", "WS": "N", "ON": "N"}
_CLASSES = _Classes()
_MARKS = re.compile("(.)M+")
_AFTER_ARABIC = re.compile("a[^LRa]*")
_BETWEEN_EUROPEAN, _BETWEEN_ARABIC = re.compile("(?<=E)[+,](?=E)"), re.compile("(?<=A),(?=A)")
_TERMINATED = re.compile("%*E[E%]*")
_NEUTRAL = str.maketrans("+,%", "NNN")
_AFTER_LATIN, _WITHIN_LATIN = re.compile("L[^LR]*"), re.compile("(?<=L)N+(?=L)")
#: A stretch that runs from the right, or one of Latin letters and numbers.
_LEVEL = re.compile("(R+)|[^R]+")


@lru_cache(maxsize=4096)
def _mirror(character: str) -> str:
    """The character that is seen where one stands in text that runs from the right."""
    if not unicodedata.mirrored(character):
        return character
    mirror: str = algorithm.MIRRORED.get(character, character)
    return mirror


def by_library(seen: str) -> list[tuple[str, int]]:
    """Like `logical`, for any text."""
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = 1, "R"
    algorithm.get_embedding_levels(_LETTER_BEFORE + seen, storage)
    for place, entry in enumerate(storage["chars"], start=-len(_LETTER_BEFORE)):
        entry["place"] = place
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    algorithm.reorder_resolved_levels(storage, False)
    algorithm.apply_mirroring(storage, False)
    return [(entry["ch"], entry["place"]) for entry in storage["chars"] if entry["place"] >= 0]


# --- pages --------------------------------------------------------------------------------


def is_right_to_left(page: Page) -> bool:
    """Whether most of a page's letters belong to right-to-left scripts."""
    return is_mostly_right_to_left("".join(line.text for line in page.lines))


def is_mostly_right_to_left(text: str) -> bool:
    """Whether most of a text's letters belong to right-to-left scripts."""
    running = len(_RIGHT_TO_LEFT.findall(text))
    return running > 0 and 2 * running > len(_LETTER.findall(text))


def mirrored(page: Page) -> Page:
    """A page as it would be if its text ran from left to right, for analysing its layout.

    Running text then hangs from the left edge, and the first word of a line is at its left. Boxes
    are those of positions in the line, not of words: the words of a name in another script are in
    reading order.
    """
    return replace(
        page,
        lines=tuple(_mirrored(line, page.width) for line in page.lines),
        insets=tuple(tuple(_mirrored(line, page.width) for line in lines) for lines in page.insets),
        rules=tuple(_flipped(rule, page.width) for rule in page.rules),
    )


def _flipped(box: Box, width: float) -> Box:
    return Box(width - box.x1, box.top, width - box.x0, box.bottom)


def _mirrored(line: Line, width: float) -> Line:
    boxes = sorted(
        (_flipped(word.box, width) for word in line.words if word.box is not None),
        key=lambda box: box.x0,
    )
    if len(boxes) != len(line.words):
        return line
    words = tuple(replace(word, box=box) for word, box in zip(line.words, boxes, strict=True))
    return replace(line, words=words, indent=width - line.right, right=width - line.indent)


def is_scrambled(texts: Iterable[str]) -> bool:
    """Whether the text layer of right-to-left lines has different letters than the page shows.

    Some programs give glyphs the values of other letters, or of spaces. Reordering cannot fix that;
    the text has to be recognized from the image.
    """
    words = [word for text in texts for word in text.split() if has_right_to_left(word)]
    stretched = sum(_STRETCHED.search(word) is not None for word in words)
    lone = sum(_LETTER.fullmatch(word) is not None for word in words)
    return stretched > _MOST_STRETCHED * len(words) or lone > _MOST_LONE * len(words)
