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
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

import numpy as np
from bidi import algorithm
from msgspec.structs import replace as changed
from numpy.typing import NDArray

from pipeline.pages.drawing import Alphabet, Glyphs, Runs
from pipeline.pages.page import Box, Line, Page, Word

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PRESENTATION = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
#: A vowel sign, and a letter with those before it.
_SIGN = re.compile(
    f"[{''.join(filter(unicodedata.combining, map(chr, range(0x590, 0x900))))}\ufb1e]"
)
_SIGNED = re.compile(f"({_SIGN.pattern}*)([^{_SIGN.pattern[1:]})")
_BRACKETS = str.maketrans("()[]{}«»<>‹›", ")(][}{»«><›‹")
_OPENING = frozenset("([{«<‹")
_CLOSING = frozenset(")]}»>›")
#: Groups of a number whose thousands are separated by spaces, and the no-break space that keeps
#: them in reading order.
_GROUP = re.compile(r"\d{3}")
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


def settle(runs: Runs, glyphs: Glyphs) -> tuple[Runs, Glyphs]:
    """A page's characters, with those of right-to-left scripts as seen from left to right.

    Joined forms become plain letters; several letters in one glyph are put in the order in which
    they would be seen; vowel signs go to their letters; brackets become those that are seen.
    """
    if not has_right_to_left("".join(glyphs.texts)):
        return runs, glyphs
    at = runs.places()[1]
    if not _which(has_right_to_left, glyphs.texts)[glyphs.text[at]].any():
        return runs, glyphs
    signs = _which(_is_sign, glyphs.texts)[glyphs.text]
    alphabet = Alphabet()
    text = np.array([alphabet[_as_seen(text)] for text in glyphs.texts])[glyphs.text]
    if signs[at].any():
        _attach(runs, glyphs, signs, alphabet, text)
        runs = runs.only(~signs)
    settled = Glyphs(alphabet.texts, text, glyphs.x0, glyphs.x1)
    _show_brackets(runs, settled, alphabet)
    return runs, settled


def _which(is_one: Callable[[str], bool], texts: Iterable[str]) -> NDArray[np.bool_]:
    return np.array(list(map(is_one, texts)), bool)


@lru_cache(maxsize=4096)
def _as_seen(text: str) -> str:
    if not has_right_to_left(text):
        return text
    plain = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m.group()).strip(), text)
    return plain[::-1]


@lru_cache(maxsize=4096)
def _is_sign(text: str) -> bool:
    """Whether a text consists only of vowel signs of a right-to-left script."""
    return bool(text) and not _SIGN.sub("", text)


def _attach(
    runs: Runs,
    glyphs: Glyphs,
    signs: NDArray[np.bool_],
    alphabet: Alphabet,
    text: NDArray[np.intp],
) -> None:
    """Put vowel signs before the letters they stand on, which is where they are seen.

    Args:
        runs: the runs of a page.
        glyphs: its glyphs.
        signs: which of them are vowel signs.
        alphabet: the texts as seen.
        text: for each glyph, the index of its text; changed in place.
    """
    of, at = runs.places()
    is_letter = _which(has_right_to_left, alphabet.texts)[text[at]] & ~signs[at]
    letters = at[is_letter]
    x0, x1 = glyphs.x0[letters] - _SLACK, glyphs.x1[letters] - _SLACK
    baseline, size = runs.baseline[of[is_letter]], runs.size[of[is_letter]]
    is_sign = signs[at]
    for sign, run in zip(at[is_sign].tolist(), of[is_sign].tolist(), strict=True):
        middle = (glyphs.x0[sign] + glyphs.x1[sign]) / 2
        apart = np.abs(baseline - runs.baseline[run])
        under = (apart < size) & (x0 <= middle) & (middle < x1)
        if under.any():
            nearest = letters[np.argmin(np.where(under, apart, np.inf))]
            written = glyphs.texts[glyphs.text[sign]] + alphabet.texts[text[nearest]]
            text[nearest] = alphabet[written]


def _show_brackets(runs: Runs, glyphs: Glyphs, alphabet: Alphabet) -> None:
    """Swap the brackets of right-to-left lines if the text layer stores them as written."""
    of, at = runs.places()
    text = glyphs.text[at]
    line = np.unique(runs.baseline, return_inverse=True)[1][of]
    is_running = np.bincount(line, _which(has_right_to_left, glyphs.texts)[text]) > 0
    votes = np.array([(one in _CLOSING) - (one in _OPENING) for one in glyphs.texts])[text]
    brackets = np.flatnonzero(is_running[line] & (votes != 0))
    brackets = brackets[np.lexsort((glyphs.x0[at[brackets]], line[brackets]))]
    # The first bracket of each line decides.
    first = np.diff(line[brackets], prepend=-1) > 0
    if votes[brackets[first]].sum() > 0:
        swapped = [alphabet[text.translate(_BRACKETS)] for text in tuple(glyphs.texts)]
        inside = at[is_running[line]]
        glyphs.text[inside] = np.array(swapped)[glyphs.text[inside]]


# --- lines --------------------------------------------------------------------------------


def in_reading_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """A line's words in reading order, each with its own position on the page.

    Words of a left-to-right script within the line, and numbers, keep their own order; the groups
    of a number are joined into one word.

    Args:
        words: as seen from left to right, made of `settle`d characters.
    """
    text = "".join([word.text for word in words])
    if not has_right_to_left(text):
        return tuple(words)
    seen = _with_numbers_whole(words) if _GROUP.search(text) else words
    ordered: list[Word] = []
    before = -2
    for index, read in _turned(seen).items():
        word = seen[index]
        # Whether it and the one that now precedes it were adjacent without a space.
        joined = abs(before - index) == 1 and seen[max(before, index)].joined
        before = index
        ordered.append(
            Word(
                read, word.box, word.size, word.bold, word.italic, word.raised, joined,
                word.content,
            )
        )  # fmt: skip
    return tuple(ordered)


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
    return changed(left, text=left.text + _NO_BREAK + right.text, box=left.box.union(right.box))


def _turned(words: Sequence[Word]) -> dict[int, str]:
    """The texts of words in reading order, by index."""
    texts, signs = _without_signs(words)
    gaps = ["" if word.joined else " " for word in words]
    starts: list[int] = []
    ends: list[int] = []
    end = -len(gaps[0])
    for gap, text in zip(gaps, texts, strict=True):
        starts.append(end + len(gap))
        end = starts[-1] + len(text)
        ends.append(end)
    seen = "".join(chain.from_iterable(zip(gaps, texts, strict=True)))[len(gaps[0]) :]
    mirrored = seen.translate(_MIRRORS)
    turned: dict[int, str] = {}
    for begin, end, runs_left in stretches(seen):
        inside = range(bisect_right(ends, begin), bisect_left(starts, end))
        for index in reversed(inside) if runs_left else inside:
            first, last = starts[index], ends[index]
            if first < begin or last > end:
                first, last = max(begin, first), min(end, last)
            read = mirrored[first:last][::-1] if runs_left else seen[first:last]
            if signs:
                places = range(first, last)
                places = places[::-1] if runs_left else places
                parts = zip(read, places, strict=True)
                read = "".join([letter + signs.get(place, "") for letter, place in parts])
            turned[index] = turned[index] + read if index in turned else read
    return turned


def _without_signs(words: Sequence[Word]) -> tuple[list[str], dict[int, str]]:
    """The texts of words without vowel signs, and the signs after each place, as read.

    Places are counted in the texts with a space between words that do not touch.
    """
    texts = [word.text for word in words]
    signs: dict[int, str] = {}
    if _SIGN.search("".join(texts)):
        length = 0
        for index, word in enumerate(words):
            length += bool(index and not word.joined)
            parts = _SIGNED.findall(word.text)
            for waiting, _ in parts:
                signs[length] = waiting[::-1]
                length += 1
            texts[index] = "".join([letter for _, letter in parts])
    return texts, signs


#: Stands for the text before the line, which decides the direction of a number at its start.
_LETTER_BEFORE = "\u0627"


def stretches(seen: str) -> Iterator[tuple[int, int, bool]]:
    """Stretches of a right-to-left line in reading order, and whether each runs to the left."""
    classes = "".join([_CLASSES[character] for character in _LETTER_BEFORE + seen])
    if _OTHER in classes:
        for character, place in by_library(seen):
            yield place, place + 1, character != seen[place]
        return
    levels = _resolved(classes)[len(_LETTER_BEFORE) :]
    for stretch in reversed(list(_LEVEL.finditer(levels))):
        yield *stretch.span(), bool(stretch[1])


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
_AFTER_ARABIC = re.compile("a[^LRaE]*E[^LRa]*")
_BETWEEN_EUROPEAN, _BETWEEN_ARABIC = re.compile("(?<=E)[+,](?=E)"), re.compile("(?<=A),(?=A)")
_TERMINATED = re.compile("%*E[E%]*")
_NEUTRAL = str.maketrans("+,%", "NNN")
_AFTER_LATIN, _WITHIN_LATIN = re.compile("L[^LRE]*E[^LR]*"), re.compile("(?<=L)N+(?=L)")
#: A stretch that runs from the right, or one of Latin letters and numbers.
_LEVEL = re.compile("(R+)|[^R]+")


class _Mirrors(dict[int, str]):
    """The character that is seen where one stands in text that runs from the right."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if unicodedata.mirrored(character):
            character = algorithm.MIRRORED.get(character, character)
        self[code] = character
        return character


_MIRRORS = _Mirrors()


def by_library(seen: str) -> list[tuple[str, int]]:
    """The characters of any right-to-left line in reading order, with their places in `seen`."""
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
    running = 0 if text.isascii() else len(_RIGHT_TO_LEFT.findall(text))
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
    words = tuple(changed(word, box=box) for word, box in zip(line.words, boxes, strict=True))
    return changed(line, words=words, indent=width - line.right, right=width - line.indent)


def is_scrambled(texts: Iterable[str]) -> bool:
    """Whether the text layer of right-to-left lines has different letters than the page shows.

    Some programs give glyphs the values of other letters, or of spaces. Reordering cannot fix that;
    the text has to be recognized from the image.
    """
    words = [word for text in texts for word in text.split() if has_right_to_left(word)]
    stretched = sum(_STRETCHED.search(word) is not None for word in words)
    lone = sum(_LETTER.fullmatch(word) is not None for word in words)
    return stretched > _MOST_STRETCHED * len(words) or lone > _MOST_LONE * len(words)
