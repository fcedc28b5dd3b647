"""Pages of a PDF: words with position, size and font, lines, and the structure of tags.

pikepdf opens the document, and `content` reads what its pages draw. If `content` is not sure of a
page, pdfplumber reads it.
"""

from __future__ import annotations

import gc
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, starmap

import msgspec
import numpy as np
from numpy.typing import NDArray
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.pages import direction, tags
from pipeline.pages.columns import PageArea, parts
from pipeline.pages.drawing import RULING, Drawing, rounded
from pipeline.pages.opened import opened
from pipeline.pages.page import Box, Document, Line, Page, Word
from pipeline.pages.runs import PageWords, without_doubles
from pipeline.pages.runs import words as words_of
from pipeline.pages.visible import seen
from pipeline.unreadable import UnreadableDocument

#: Average number of letters and digits per page that a text layer must have.
_LETTERS_A_PAGE = 20
#: Share of characters without a Unicode value from which a text layer is useless.
_UNMAPPED = 0.3
#: Bytes at the end of a file within which the end marker must occur (ISO 32000-1, 7.5.5); some
#: programs append a few bytes after it.
_TAIL = 2048
#: A raised mark is at most this share of its line's size, and raised by at most this share of it.
_RAISED_SIZE = 0.85
_RAISED_HEIGHT = 0.6
_SMALLEST_MARK = 0.35
#: Shares of a line's size: the distance of a raised mark, and the gap that separates two words.
_BESIDE = 0.8
_TOUCHING = 0.12
#: A frame within running text: minimum width and height in points, maximum share of the page's
#: width, minimum number of words in it and beside it.
_FRAME_WIDTH, _FRAME_HEIGHT, _FRAME_SHARE, _FRAME_WORDS = 80.0, 30.0, 0.6, 5
#: Maximum number of rectangles of that size on a page of text; more make it a drawing or a table.
_MOST_FRAMES = 200
#: Points by which the baselines of words in one line may differ.
_SAME_BASELINE = 1.2
#: Parts of font names; `hei` is the Chinese typeface that stands for bold.
_BOLD_FACES = ("bold", "black", "heavy", "simhei", "heiti")
_ITALIC_FACES = ("italic", "oblique")
_CID = re.compile(r"\(cid:\d+\)")
#: Kangxi radicals and their supplement, which browsers print in place of the characters.
_KANGXI = re.compile("[\u2f00-\u2fd5]")
_HAS_RADICALS = re.compile("[\u2e80-\u2fd5]")
_RADICALS = str.maketrans(
    "⺁⺃⺅⺇⺈⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺶⺷⺹⺺⺼⺽⺾⻀⻁⻃⻄⻅⻆⻈⻉⻋⻌⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "厂乛亻刂⺈卜㔾小小尢尣尤巛巳幺彐彐忄㣺扌攵旡月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罒罒网羊羊耂肀月臼艹艹虎覀西见角讠贝车辶辶阝钅長镸长门阝雨青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄齐齿龙龟",
)


def read_pdf(data: bytes, *, limit: int | None = None) -> tuple[Page, ...]:
    """Read the pages of a PDF without tags, all or the first `limit`.

    Raises:
        UnreadableDocument: see `read_document`.
    """
    return _read(data, limit, tagged=False).pages


def read_document(data: bytes) -> Document:
    """Read the pages of a PDF, and its tags if it has any.

    `Line.indent` is the left edge and `Line.gap` the white space above, both in points.

    Raises:
        UnreadableDocument: the PDF is encrypted, damaged, empty, or has no text layer.
    """
    return _read(data, None, tagged=True)


def _read(data: bytes, limit: int | None, *, tagged: bool) -> Document:
    # Pages are many objects and no cycles: looking for those as they are made finds nothing. A
    # context manager would make objects, and so have them looked for, before it returns.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _document(data, limit, tagged=tagged)
    finally:
        if was_enabled:
            gc.enable()


def _document(data: bytes, limit: int | None, *, tagged: bool) -> Document:
    if b"%%EOF" not in data[-_TAIL:]:
        # A reader that repairs the file would return the surviving pages as if they were all.
        raise _damaged("the end of the file is missing")
    unknown = 0
    pages: list[Page] = []
    try:
        with opened(data, tagged=tagged) as document:
            for number, drawing in enumerate(document.drawings(limit), start=1):
                pages.append(_page(number, drawing))
                unknown += drawing.unknown
            tree = document.tree
    except UnreadableDocument:
        raise
    except Exception as problem:  # pdfminer raises whatever a damaged file makes it raise
        raise _unreadable(problem) from problem
    if not pages:
        raise _damaged("it has no pages")
    _require_text(pages)
    judged = None if tree is None else tags.judged(tree.tags, pages, unknown)
    return Document(tuple(pages), judged)


def _unreadable(problem: Exception) -> UnreadableDocument:
    cause = problem.args[0] if isinstance(problem, PdfminerException) and problem.args else problem
    if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
        return UnreadableDocument(
            "the PDF is encrypted and requires a password",
            "Remove the protection, for instance with `qpdf --decrypt`, or fetch an open copy",
        )
    return _damaged(str(cause).strip() or type(cause).__name__)


def _damaged(detail: str) -> UnreadableDocument:
    return UnreadableDocument(
        f"the PDF is damaged or cut off ({detail})",
        "Fetch the document again and compare its size with the original's",
    )


def _require_text(pages: Sequence[Page]) -> None:
    text = "".join([word.text for page in pages for line in page.lines for word in line.words])
    unmapped = 0
    if "(cid:" in text or "\ufffd" in text:
        text = "".join([line.text for page in pages for line in page.lines])
        unmapped = sum(len(m.group()) for m in _CID.finditer(text)) + text.count("\ufffd")
    needed = _LETTERS_A_PAGE * len(pages) + unmapped
    letters = sum(1 for _ in islice(filter(str.isalnum, text), needed))
    if letters < needed or unmapped > _UNMAPPED * len(text):
        raise UnreadableDocument(
            "the PDF has no text layer to read: its pages are pictures, or their characters have "
            "no Unicode values",
            "Recognize the text first, for instance with `ocrmypdf`, or use a text file",
        )
    written = (page for page in pages if any(c.isalpha() for line in page.lines for c in line.text))
    wholly = all(direction.is_right_to_left(page) for page in written)
    if wholly and direction.is_scrambled(line.text for page in pages for line in page.lines):
        raise UnreadableDocument(
            "the PDF's text layer is scrambled: its letters differ from those its pages show",
            "Recognize the text again, for instance with `ocrmypdf --force-ocr`, or use a text "
            "file",
        )


def _page(number: int, drawing: Drawing) -> Page:
    runs = without_doubles(seen(drawing), drawing.glyphs)
    words = words_of(*direction.settle(runs, drawing.glyphs))
    words = words.take(np.lexsort((words.x0, words.baseline)))
    insets: list[tuple[Line, ...]] = []
    for frame in _frames(drawing, words):
        inside = _are_inside(words, frame)
        insets.append(_lines([PageArea(words.take(inside), frame.x0, frame.x1)]))
        words = words.take(~inside)
    rules, rectangles = _apart(drawing)
    page = Page(
        number,
        _lines(parts(words, drawing.rulings)),
        width=drawing.width,
        height=drawing.height,
        insets=tuple(insets),
        rules=rules,
        rectangles=rectangles,
    )
    return replace(page, marked=tags.share_marked(page))


def _apart(drawing: Drawing) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Lines and rectangles thin enough to stand for one, and separately the larger rectangles."""
    thin: list[Box] = []
    large: list[Box] = []
    for box in drawing.rectangles:
        (thin if _is_thin(box) else large).append(box)
    return _rounded((*drawing.rulings, *thin)), _rounded(large)


def _is_thin(box: Box) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) < RULING


def _rounded(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes to two digits, each once. Most thin rectangles are there as a line, too."""
    each = (map(round, msgspec.structs.astuple(box), (2, 2, 2, 2)) for box in dict.fromkeys(boxes))
    return tuple(dict.fromkeys(starmap(Box, each)))


def _lines(columns: list[PageArea]) -> tuple[Line, ...]:
    """The lines of a page's parts, with edges relative to those of the whole page."""
    left = min((part.left for part in columns), default=0.0)
    right = max((part.right for part in columns), default=0.0)
    return tuple(
        line
        for column, part in enumerate(columns)
        for line in _lines_of(part.words, column, left - part.left, right - part.right)
    )


def _frames(drawing: Drawing, words: PageWords) -> list[Box]:
    """The rectangles of a page that contain text with running text beside them, from the top."""
    found: dict[Box, None] = {}
    for frame in drawing.rectangles:
        large = frame.x1 - frame.x0 > _FRAME_WIDTH and frame.bottom - frame.top > _FRAME_HEIGHT
        narrow = frame.x1 - frame.x0 < _FRAME_SHARE * drawing.width
        if large and narrow:
            found[frame] = None
    if len(found) > _MOST_FRAMES:  # a drawing, or a table
        return []
    return sorted(
        (frame for frame in found if _splits_lines(frame, words)), key=lambda f: (f.top, f.x0)
    )


def _splits_lines(frame: Box, words: PageWords) -> bool:
    """Whether a frame contains text and has lines of running text beside it."""
    level = (frame.top < words.top) & (words.bottom < frame.bottom)
    beside = level & ((words.x1 <= frame.x0) | (words.x0 >= frame.x1))
    if beside.sum() <= _FRAME_WORDS or _are_inside(words, frame).sum() <= _FRAME_WORDS:
        return False
    left, right = words.x0 + 1, words.x1 - 1
    return not any((level & (left < edge) & (edge < right)).any() for edge in (frame.x0, frame.x1))


def _are_inside(words: PageWords, frame: Box) -> NDArray[np.bool_]:
    """Whether each word is inside a frame."""
    middle = (words.top + words.bottom) / 2
    inside: NDArray[np.bool_] = (
        (frame.x0 <= words.x0 + 1)
        & (words.x1 - 1 <= frame.x1)
        & (frame.top - 1 <= middle)
        & (middle <= frame.bottom + 1)
    )
    return inside


class _Row(msgspec.Struct):
    """Words on one baseline and the raised ones beside them, by index."""

    baseline: float
    words: list[int]
    #: The size of most characters of the words.
    size: float
    raised: list[int] = []


def _rows(words: PageWords) -> list[_Row]:
    """Group words into lines from top to bottom, raised marks with the line they belong to.

    Args:
        words: in the order of their baselines, and on each from left to right.
    """
    if not len(words):
        return []
    begins: list[int] = []
    highest = -math.inf
    steps = np.flatnonzero(np.diff(words.baseline, prepend=-math.inf))
    for at, baseline in zip(steps.tolist(), words.baseline[steps].tolist(), strict=True):
        if baseline - highest > _SAME_BASELINE:
            begins.append(at)
            highest = baseline
    ends = [*begins[1:], len(words)]
    sizes = rounded(words.size, 1)
    varies = np.maximum.reduceat(sizes, begins) > np.minimum.reduceat(sizes, begins)
    rows = [
        _Row(baseline, list(range(begin, end)), size)
        for baseline, begin, end, size in zip(
            words.baseline[begins].tolist(), begins, ends, sizes[begins].tolist(), strict=True
        )
    ]
    for at in np.flatnonzero(varies).tolist():
        rows[at].size = _size(words, rows[at].words)
    for index, row in enumerate(rows):
        lowest = words.baseline[row.words[-1]]
        below = [
            other
            for other in rows[index + 1 : index + 3]
            if other.baseline - lowest <= _RAISED_HEIGHT * other.size
        ]
        if below:
            kept = [at for at in row.words if not _raise(at, words, below)]
            if len(kept) < len(row.words):
                row.words = kept
                row.size = _size(words, kept)
    return [row for row in rows if row.words]


def _size(words: PageWords, some: Sequence[int]) -> float:
    """The size of most characters of some words; 0 if there are none."""
    lengths: dict[float, int] = defaultdict(int)
    for at in some:
        lengths[_tenths(words.size[at])] += len(words.texts[at])
    return max(lengths, key=lengths.__getitem__, default=0.0)


def _tenths(size: float) -> float:
    return round(float(size), 1)


def _raise(at: int, words: PageWords, below: Sequence[_Row]) -> bool:
    """Move a raised word to the line it belongs to, one of the next; False if it is not raised."""
    for row in below:
        size = row.size
        height = row.baseline - words.baseline[at]
        if words.size[at] > _RAISED_SIZE * size or height > _RAISED_HEIGHT * size:
            continue
        if words.size[at] < _SMALLEST_MARK * size:  # text beside a display-size number or letter
            continue
        near = _BESIDE * size
        x0, x1 = words.x0[row.words], words.x1[row.words]
        if ((x0 - near < words.x1[at]) & (words.x0[at] < x1 + near)).any():
            row.raised.append(at)
            return True
    return False


def _lines_of(
    words: PageWords, column: int, shift_left: float, shift_right: float
) -> Iterator[Line]:
    """The lines that words make.

    Args:
        words: those of one column, by baseline, and on each from left to right.
        column: the number of the column.
        shift_left: what is added to the left edges.
        shift_right: what is added to the right edges.
    """
    rows = _rows(words)
    if not rows:
        return
    x0 = words.x0.tolist()
    orders = [sorted((*row.words, *row.raised), key=x0.__getitem__) for row in rows]
    ends = np.cumsum([len(order) for order in orders])
    begins = np.append(0, ends[:-1])
    order = np.concatenate(orders)
    raised = np.isin(order, [at for row in rows for at in row.raised])
    size, baseline = np.array([(row.size, row.baseline) for row in rows]).T
    gaps = rounded(np.diff(baseline, prepend=0.0) - size, 1).tolist()
    words = words.take(order)
    joined = np.zeros(len(order), bool)
    joined[1:] = words.x0[1:] - words.x1[:-1] < np.repeat(_TOUCHING * size, ends - begins)[1:]
    joined[begins] = False
    made = _words(words, raised.tolist(), joined.tolist())
    lefts = rounded(rounded(words.x0[begins], 2) + shift_left, 2).tolist()
    rights = rounded(rounded(words.x1[ends - 1], 2) + shift_right, 2).tolist()
    runs_left = direction.has_right_to_left("".join(words.texts))
    places = zip(begins.tolist(), ends.tolist(), lefts, gaps, rights, strict=True)
    for begin, end, left, gap, right in places:
        line = tuple(made[begin:end])
        yield Line(
            direction.in_reading_order(line) if runs_left else line, left, gap, right, column
        )


def _words(words: PageWords, raised: Iterable[bool], joined: Iterable[bool]) -> list[Word]:
    """Words one by one."""
    texts = words.texts.tolist()
    if _HAS_RADICALS.search("".join(texts)):
        texts = list(map(_normalized, texts))
    edges = np.column_stack((words.x0, words.top, words.x1, words.bottom))
    boxes = starmap(Box, rounded(edges, 2).tolist())
    sizes = rounded(words.size, 1).tolist()
    bold, italic = (
        np.array([_has_part(face, parts) for face in words.faces], bool)[words.face].tolist()
        for parts in (_BOLD_FACES, _ITALIC_FACES)
    )
    return list(
        map(Word, texts, boxes, sizes, bold, italic, raised, joined, words.content.tolist())
    )


@lru_cache(maxsize=1024)
def _has_part(face: str, parts: Sequence[str]) -> bool:
    """Whether a font's name has one of some parts."""
    return any(part in face.lower() for part in parts)


def _normalized(text: str) -> str:
    """Replace radicals by the characters they stand for."""
    replaced = text.translate(_RADICALS)
    return _KANGXI.sub(lambda match: unicodedata.normalize("NFKC", match.group()), replaced)
