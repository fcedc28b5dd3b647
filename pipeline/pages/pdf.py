"""Pages of a PDF, read through pdfplumber: words with their place, size and face."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.errors import UnreadableDocument
from pipeline.pages.model import Box, Line, Page, Word

#: Letters and figures that a page must hold on the average for its text layer to count as one.
_LETTERS_A_PAGE = 20
#: Share of a page's characters without a Unicode value from which its text layer is of no use.
_UNMAPPED = 0.3
#: A raised mark is at most this share of the size of its line.
_RAISED_SIZE = 0.8
_CID = re.compile(r"\(cid:\d+\)")
#: Kangxi radicals and their supplement, which browsers print for the characters themselves.
_KANGXI = re.compile("[\u2f00-\u2fd5]")
_RADICALS = str.maketrans(
    "⺁⺃⺅⺇⺈⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺶⺷⺹⺺⺼⺽⺾⻀⻁⻃⻄⻅⻆⻈⻉⻋⻌⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "厂乛亻刂⺈卜㔾小小尢尣尤巛巳幺彐彐忄㣺扌攵旡月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罒罒网羊羊耂肀月臼艹艹虎覀西见角讠贝车辶辶阝钅長镸长门阝雨青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄齐齿龙龟",
)


def read_pdf(data: bytes, *, limit: int | None = None) -> tuple[Page, ...]:
    """The pages of a PDF, all or the first `limit`.

    `Line.indent` is the left edge and `Line.gap` the white space above, both in points.

    Raises:
        UnreadableDocument: it is encrypted, damaged, empty, or has no text layer.
    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = tuple(_page(number, page) for number, page in enumerate(pdf.pages[:limit], start=1))
    except UnreadableDocument:
        raise
    except Exception as problem:  # pdfminer raises whatever a damaged file makes it raise
        raise _unreadable(problem) from problem
    if not pages:
        raise UnreadableDocument(
            "the PDF has no pages that can be read; it seems damaged or cut off",
            "Fetch the document again and compare its size with the original's",
        )
    _require_text(pages)
    return pages


def _unreadable(problem: Exception) -> UnreadableDocument:
    cause = problem.args[0] if isinstance(problem, PdfminerException) and problem.args else problem
    if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
        return UnreadableDocument(
            "the PDF is encrypted and asks for a password",
            "Remove the protection, for instance with `qpdf --decrypt`, or fetch an open copy",
        )
    kind = "is damaged or cut off" if isinstance(cause, PDFSyntaxError) else "cannot be read"
    detail = str(cause).strip() or type(cause).__name__
    return UnreadableDocument(
        f"the PDF {kind} ({detail})",
        "Fetch the document again and compare its size with the original's",
    )


def _require_text(pages: tuple[Page, ...]) -> None:
    text = "".join(line.text for page in pages for line in page.lines)
    unmapped = sum(len(m.group()) for m in _CID.finditer(text)) + text.count("\ufffd")
    letters = sum(1 for c in text if c.isalnum()) - unmapped
    if letters < _LETTERS_A_PAGE * len(pages) or unmapped > _UNMAPPED * len(text):
        raise UnreadableDocument(
            "the PDF has no text layer that can be read; its pages are pictures or their "
            "characters have no Unicode values",
            "Recognise the text first, for instance with `ocrmypdf`, or take a text file",
        )


def _page(number: int, page: Any) -> Page:
    words = page.dedupe_chars(tolerance=0.5).extract_words(
        x_tolerance_ratio=0.15,
        y_tolerance=2,
        keep_blank_chars=False,
        use_text_flow=False,
        extra_attrs=["fontname", "size"],
    )
    upright = [word for word in words if word["upright"] and word["text"].strip()]
    rows = _rows(upright)
    bottoms = [0.0, *(max(w["bottom"] for w in row) for row in rows)]
    lines = tuple(
        _line(row, above) for row, above in zip(rows, bottoms, strict=False)
    )
    return Page(number, lines, width=float(page.width), height=float(page.height))


def _rows(words: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words put into lines; a raised mark belongs to the line that it overlaps most."""
    if not words:
        return []
    body = Counter(round(w["size"], 1) for w in words for _ in w["text"]).most_common(1)[0][0]
    large = [w for w in words if w["size"] > _RAISED_SIZE * body]
    small = [w for w in words if w["size"] <= _RAISED_SIZE * body]
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(large, key=lambda w: (w["bottom"], w["x0"])):
        if rows and abs(rows[-1][-1]["bottom"] - word["bottom"]) < 0.35 * word["size"]:
            rows[-1].append(word)
        else:
            rows.append([word])
    alone: list[list[dict[str, Any]]] = []
    for word in sorted(small, key=lambda w: (w["bottom"], w["x0"])):
        home = _home(word, rows)
        if home is not None:
            home.append(word)
        elif alone and abs(alone[-1][-1]["bottom"] - word["bottom"]) < 2:
            alone[-1].append(word)
        else:
            alone.append([word])
    for row in rows:
        row.sort(key=lambda w: w["x0"])
    return sorted(rows + alone, key=lambda row: max(w["bottom"] for w in row))


def _home(word: dict[str, Any], rows: list[list[dict[str, Any]]]) -> list[dict[str, Any]] | None:
    """The line beside which a small word is printed, if there is one."""
    middle = (word["top"] + word["bottom"]) / 2
    for row in rows:
        near = [w for w in row if w["x0"] < word["x1"] + 40 and w["x1"] > word["x0"] - 40]
        if near and min(w["top"] for w in near) - 3 <= middle <= max(w["bottom"] for w in near):
            return row
    return None


def _line(row: list[dict[str, Any]], above: float) -> Line:
    """The line of these words; those that touch are printed as one."""
    size = Counter(round(w["size"], 1) for w in row for _ in w["text"]).most_common(1)[0][0]
    base = max(w["bottom"] for w in row if round(w["size"], 1) == size)
    words = tuple(_words(row, size, base))
    top = min(w["top"] for w in row if round(w["size"], 1) == size)
    return Line(words, indent=float(row[0]["x0"]), gap=float(top - above))


def _words(row: list[dict[str, Any]], size: float, base: float) -> Iterator[Word]:
    previous: dict[str, Any] | None = None
    for word in row:
        raised = word["size"] <= _RAISED_SIZE * size and word["bottom"] < base - 0.1 * size
        touches = previous is not None and word["x0"] - previous["x1"] < 0.12 * size
        face = word["fontname"].lower()
        yield Word(
            text=_mended(word["text"]),
            box=Box(*(round(float(word[edge]), 2) for edge in ("x0", "top", "x1", "bottom"))),
            size=round(float(word["size"]), 1),
            bold="bold" in face or "black" in face,
            italic="italic" in face or "oblique" in face,
            raised=raised,
            joined=touches,
        )
        previous = word


def _mended(text: str) -> str:
    """Radicals replaced by the characters that they stand for."""
    mended = text.translate(_RADICALS)
    return _KANGXI.sub(lambda match: unicodedata.normalize("NFKC", match.group()), mended)
