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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from operator import attrgetter

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.pages import direction, tags
from pipeline.pages.columns import PageArea, parts
from pipeline.pages.drawing import RULING, Drawing, Glyphs, Run
from pipeline.pages.opened import opened
from pipeline.pages.page import Box, Document, Line, Page, Word
from pipeline.pages.runs import TextRun, characters, runs_of, without_doubles
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
    if b"%%EOF" not in data[-_TAIL:]:
        # A reader that repairs the file would return the surviving pages as if they were all.
        raise _damaged("the end of the file is missing")
    unknown = 0
    pages: list[Page] = []
    try:
        with opened(data, tagged=tagged) as document, _without_collecting():
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


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Pages are many objects and no cycles: looking for those as they are made finds nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


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
    written = [page for page in pages if any(c.isalpha() for line in page.lines for c in line.text)]
    wholly = all(direction.is_right_to_left(page) for page in written)
    if wholly and direction.is_scrambled(line.text for page in pages for line in page.lines):
        raise UnreadableDocument(
            "the PDF's text layer is scrambled: its letters differ from those its pages show",
            "Recognize the text again, for instance with `ocrmypdf --force-ocr`, or use a text "
            "file",
        )


def _page(number: int, drawing: Drawing) -> Page:
    words = words_of(*_as_read(seen(drawing), drawing.glyphs))
    words.sort(key=attrgetter("x0"))
    words.sort(key=attrgetter("baseline"))
    insets: list[tuple[Line, ...]] = []
    for frame in _frames(drawing, words):
        inside = [word for word in words if _is_inside(word, frame)]
        words = [word for word in words if not _is_inside(word, frame)]
        insets.append(_lines([PageArea(inside, frame.x0, frame.x1)]))
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


def _as_read(runs: Sequence[Run], glyphs: Glyphs) -> tuple[Sequence[Run], Glyphs]:
    """Remove what is printed twice, and put right-to-left text in the order it is seen."""
    runs = without_doubles(runs, glyphs)
    if direction.has_right_to_left("".join(glyphs.texts)):
        chars = characters(runs, glyphs)
        settled = direction.settle(chars)
        if settled is not chars:
            return runs_of(settled)
    return runs, glyphs


def _apart(drawing: Drawing) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Lines and rectangles thin enough to stand for one, and separately the larger rectangles."""
    thin = [box for box in drawing.rectangles if _is_thin(box)]
    large = [box for box in drawing.rectangles if not _is_thin(box)]
    rules = dict.fromkeys(map(_rounded, (*drawing.rulings, *thin)))
    return tuple(rules), tuple(dict.fromkeys(map(_rounded, large)))


def _is_thin(box: Box) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) < RULING


def _rounded(box: Box) -> Box:
    return Box(round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2))


def _lines(columns: list[PageArea]) -> tuple[Line, ...]:
    """The lines of a page's parts, with edges relative to those of the whole page."""
    left = min((part.left for part in columns), default=0.0)
    right = max((part.right for part in columns), default=0.0)
    return tuple(
        line
        for column, part in enumerate(columns)
        for line in _lines_of(_rows(part.words), column, left - part.left, right - part.right)
    )


def _frames(drawing: Drawing, words: list[TextRun]) -> list[Box]:
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


def _splits_lines(frame: Box, words: list[TextRun]) -> bool:
    """Whether a frame contains text and has lines of running text beside it."""
    inside = [word for word in words if _is_inside(word, frame)]
    beside = [
        word
        for word in words
        if frame.top < word.top
        and word.bottom < frame.bottom
        and (word.x1 <= frame.x0 or word.x0 >= frame.x1)
    ]
    crossing = [
        word
        for word in words
        if frame.top < word.top
        and word.bottom < frame.bottom
        and any(word.x0 + 1 < edge < word.x1 - 1 for edge in (frame.x0, frame.x1))
    ]
    return len(inside) > _FRAME_WORDS and len(beside) > _FRAME_WORDS and not crossing


def _is_inside(word: TextRun, frame: Box) -> bool:
    middle = (word.top + word.bottom) / 2
    left, right = word.x0 + 1, word.x1 - 1
    return frame.x0 <= left and right <= frame.x1 and frame.top - 1 <= middle <= frame.bottom + 1


@dataclass(slots=True)
class _Row:
    """Words on one baseline, and the raised ones beside them."""

    baseline: float
    words: list[TextRun]
    #: The size of most characters of the words.
    size: float = 0.0
    raised: list[TextRun] = field(default_factory=list)


def _size(words: list[TextRun]) -> float:
    """The size of most of their characters."""
    if len({word.size for word in words}) == 1:
        return _tenths(words[0].size)
    sizes: dict[float, int] = defaultdict(int)
    for word in words:
        sizes[_tenths(word.size)] += len(word.text)
    return max(sizes, key=sizes.__getitem__)


def _rows(words: list[TextRun]) -> list[_Row]:
    """Group words into lines from top to bottom, raised marks with the line they belong to.

    Args:
        words: in the order of their baselines, and on each from left to right.
    """
    rows: list[_Row] = []
    for word in words:
        if rows and word.baseline - rows[-1].baseline <= _SAME_BASELINE:
            rows[-1].words.append(word)
        else:
            rows.append(_Row(word.baseline, [word]))
    for row in rows:
        row.size = _size(row.words)
    for index, row in enumerate(rows):
        lowest = row.words[-1].baseline
        below = [
            other
            for other in rows[index + 1 : index + 3]
            if other.baseline - lowest <= _RAISED_HEIGHT * other.size
        ]
        if below:
            words = [word for word in row.words if not _raise(word, below)]
            if len(words) < len(row.words):
                row.words = words
                row.size = _size(words) if words else 0.0
    return [row for row in rows if row.words]


def _raise(word: TextRun, below: list[_Row]) -> bool:
    """Move a raised word to the line it belongs to, one of the next; False if it is not raised."""
    for row in below:
        size = row.size
        height = row.baseline - word.baseline
        if word.size > _RAISED_SIZE * size or height > _RAISED_HEIGHT * size:
            continue
        if word.size < _SMALLEST_MARK * size:  # text beside a display-size number or letter
            continue
        near = _BESIDE * size
        if any(w.x0 - near < word.x1 and word.x0 < w.x1 + near for w in row.words):
            row.raised.append(word)
            return True
    return False


def _lines_of(
    rows: list[_Row], column: int, shift_left: float, shift_right: float
) -> Iterator[Line]:
    """The lines of rows.

    Args:
        rows: those of one column, from the top.
        column: the number of the column.
        shift_left: what is added to the left edges.
        shift_right: what is added to the right edges.
    """
    above = 0.0
    for row in rows:
        words = _words(row)
        assert words[0].box is not None
        assert words[-1].box is not None
        yield Line(
            direction.in_reading_order(words),
            indent=round(words[0].box.x0 + shift_left, 2),
            gap=round(row.baseline - above - row.size, 1),
            right=round(words[-1].box.x1 + shift_right, 2),
            column=column,
        )
        above = row.baseline


def _words(row: _Row) -> list[Word]:
    """The words of a row from left to right; those that touch the one before are `joined`."""
    near = _TOUCHING * row.size
    marks = set(map(id, row.raised))
    words: list[Word] = []
    right = -math.inf
    for word in sorted((*row.words, *row.raised), key=attrgetter("x0")):
        size, bold, italic = _style(word.face, word.size)
        text = word.text
        words.append(
            Word(
                text if text.isascii() else _normalized(text),
                word.box,
                size,
                bold,
                italic,
                id(word) in marks,
                word.x0 - right < near,
                word.content,
            )
        )
        right = word.x1
    return words


@lru_cache(maxsize=4096)
def _tenths(size: float) -> float:
    return round(size, 1)


@lru_cache(maxsize=4096)
def _style(face: str, size: float) -> tuple[float, bool, bool]:
    """A rounded size, and whether a font is bold and whether it is italic, judging by its name."""
    name = face.lower()
    bold, italic = (any(part in name for part in parts) for parts in (_BOLD_FACES, _ITALIC_FACES))
    return _tenths(size), bold, italic


def _normalized(text: str) -> str:
    """Replace radicals by the characters they stand for."""
    if not _HAS_RADICALS.search(text):
        return text
    replaced = text.translate(_RADICALS)
    return _KANGXI.sub(lambda match: unicodedata.normalize("NFKC", match.group()), replaced)
