"""Pages of a PDF: words with position, size and font, lines, and the structure of tags.

pikepdf opens the document, and `content` reads what its pages draw. If `content` is not sure of a
page, pdfplumber reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from operator import attrgetter

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.pages import direction, tags
from pipeline.pages.columns import Region, parts
from pipeline.pages.drawing import RULING, Drawing, Run
from pipeline.pages.opened import opened
from pipeline.pages.page import Box, Document, Line, Page, Word
from pipeline.pages.runs import TextRun, characters, may_repeat, runs_of, without_doubles
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
    words = words_of(_as_read(seen(drawing)))
    insets: list[tuple[Line, ...]] = []
    for frame in _frames(drawing, words):
        inside = [word for word in words if _is_inside(word, frame)]
        words = [word for word in words if not _is_inside(word, frame)]
        insets.append(_lines([Region(inside, frame.x0, frame.x1)]))
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


def _as_read(runs: list[Run]) -> list[Run]:
    """Remove what is printed twice, and put right-to-left text in the order it is seen."""
    if may_repeat(runs):
        chars = characters(runs)
        once = without_doubles(chars)
        if len(once) < len(chars):
            runs = runs_of(once)
    if direction.has_right_to_left("".join([text for run in runs for text in run.texts])):
        runs = runs_of(direction.settle(characters(runs)))
    return runs


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


def _lines(columns: list[Region]) -> tuple[Line, ...]:
    """The lines of a page's parts, with edges relative to those of the whole page."""
    left = min((part.left for part in columns), default=0.0)
    right = max((part.right for part in columns), default=0.0)
    lines: list[Line] = []
    for column, part in enumerate(columns):
        above = 0.0
        for row in _rows(part.words):
            line = _line(row, above)
            above = row.baseline
            indent, end = line.indent - part.left + left, line.right - part.right + right
            lines.append(replace(line, indent=round(indent, 2), right=round(end, 2), column=column))
    return tuple(lines)


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
    raised: list[TextRun] = field(default_factory=list)

    def size(self) -> float:
        """The size of most of its characters."""
        sizes: dict[float, int] = defaultdict(int)
        for word in self.words:
            sizes[_tenths(word.size)] += len(word.text)
        return max(sizes, key=lambda size: sizes[size])


def _rows(words: list[TextRun]) -> list[_Row]:
    """Group words into lines from top to bottom, raised marks with the line they belong to."""
    rows: list[_Row] = []
    for word in sorted(sorted(words, key=attrgetter("x0")), key=attrgetter("baseline")):
        if rows and word.baseline - rows[-1].baseline <= _SAME_BASELINE:
            rows[-1].words.append(word)
        else:
            rows.append(_Row(word.baseline, [word]))
    sized = [(row, row.size()) for row in rows]
    kept: list[_Row] = []
    for index, row in enumerate(rows):
        below = sized[index + 1 : index + 3]
        row.words = [word for word in row.words if not _raise(word, below)]
        if row.words:
            kept.append(row)
    return kept


def _raise(word: TextRun, below: list[tuple[_Row, float]]) -> bool:
    """Move a raised word to the line it belongs to; False if it is not raised.

    `below` are the next lines, each with its size.
    """
    for row, size in below:
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


def _line(row: _Row, above: float) -> Line:
    """The line of a row's words; words that touch are `joined`."""
    size = row.size()
    words: list[Word] = []
    right = None
    marks = {id(word) for word in row.raised}
    for word in sorted((*row.words, *row.raised), key=attrgetter("x0")):
        touches = right is not None and word.x0 - right < _TOUCHING * size
        words.append(_word(word, raised=id(word) in marks, joined=touches))
        right = word.x1
    assert words[0].box is not None
    assert words[-1].box is not None
    return Line(
        direction.in_reading_order(words),
        indent=words[0].box.x0,
        gap=round(row.baseline - above - size, 1),
        right=words[-1].box.x1,
    )


def _word(word: TextRun, *, raised: bool, joined: bool) -> Word:
    bold, italic = _style(word.face)
    return Word(
        text=_normalized(word.text),
        box=word.box,
        size=_tenths(word.size),
        bold=bold,
        italic=italic,
        raised=raised,
        joined=joined,
        content=word.content,
    )


@lru_cache(maxsize=4096)
def _tenths(size: float) -> float:
    return round(size, 1)


@lru_cache(maxsize=1024)
def _style(face: str) -> tuple[bool, bool]:
    """Whether a font is bold and whether it is italic, judging by its name."""
    name = face.lower()
    return any(part in name for part in _BOLD_FACES), any(part in name for part in _ITALIC_FACES)


def _normalized(text: str) -> str:
    """Replace radicals by the characters they stand for."""
    if text.isascii():
        return text
    replaced = text.translate(_RADICALS)
    return _KANGXI.sub(lambda match: unicodedata.normalize("NFKC", match.group()), replaced)
