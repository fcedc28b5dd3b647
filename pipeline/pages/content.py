"""Read what a page draws from its content stream (ISO 32000-1, 7.8, 8 and 9).

pikepdf provides the content stream. One regular expression splits it into operators, and this
module executes those that place text, lines and rectangles. Numbers are added in the same order as
in pdfminer, so that positions are equal to the last bit. Rare constructs raise `Unsure`, and
pdfplumber reads the page.
"""

from __future__ import annotations

import re
from binascii import hexlify, unhexlify
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, ClassVar

import pikepdf
from pdfminer.utils import apply_matrix_pt, mult_matrix

from pipeline.pages.drawing import (
    BLACK,
    EVERYWHERE,
    RULING,
    Color,
    Drawing,
    Edges,
    Fill,
    Numbers,
    edges,
)
from pipeline.pages.fonts import Codes, Font, OddFont
from pipeline.pages.page import ARTIFACT, UNMARKED, Box
from pipeline.pages.shown import (
    Matrix,
    NotPlain,
    Parts,
    Sheet,
    Shown,
    Style,
    move_of,
    number_of,
    placed,
)
from pipeline.pages.tags import Place
from pipeline.unreadable import UnreadableDocument

#: Maximum nesting depth of forms, and maximum number of forms that a page draws.
_DEEPEST, _MOST_FORMS = 50, 50_000
#: Text rendering modes that do not fill characters: outlined, and invisible or clip only.
_OUTLINED, _UNSEEN = (1, 5), (3, 7)
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

# --- tokens -------------------------------------------------------------------------------

#: Numbers and whitespace in any order; whether the numbers are valid shows when they are used.
_NUMBERS = rb"[-+.\d\s\0]++"
_NAME = rb"/[^#/%\[\]()<>{}\s]*+(?!#)"
#: Balanced brackets may occur unescaped in a string.
_FLAT = rb"[^()\\]++|\\[\s\S]"
_STRING = rb"\((?:" + _FLAT + rb"|\((?:" + _FLAT + rb")*+\))*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_ARRAY = rb"\[[-+.\d\s\0<>A-Fa-f]*+(?:" + _STRING + rb"[-+.\d\s\0<>A-Fa-f]*+)*+\]"
_DICTIONARY = rb"<<(?:[^<>()]++|" + _STRING + rb"|" + _HEX + rb")*+>>"
_OPERAND = b"|".join((_NUMBERS, _NAME, _ARRAY, _STRING, _HEX, _DICTIONARY))
#: Clipping by a rectangle, and doing so for nothing, are so common that they count as one operator.
_CLIP = rb"re\s+W\*?\s+n\b"
_OPERATOR = (
    rb"q\s+" + _NUMBERS + _CLIP + rb"\s+Q\b|" + _CLIP + rb"|[A-Za-z'\"][^#/%\[\]()<>{}\s]*+(?!#)"
)
#: What most programs write around each piece of text, with the operands of `re`, `Tf`, `Tm`, `g`,
#: `G`, `Tc`, and of `TJ` or `Tj`, and then what shows glyphs one by one. It counts as one
#: operation, since nothing of its state is left.
_NUMBER = rb"[-+.\d]++"
_ONE_BY_ONE = rb"\s*+(?:" + _NUMBER + rb"\s++){2}T[dD]\s*+<[0-9A-Fa-f]++>\s*+Tj"
_TEXT = (
    rb"q\s+(" + _NUMBERS + rb")" + _CLIP + rb"\s+BT\s+(" + _NAME + rb"\s" + _NUMBERS + rb")Tf\b("
    + _NUMBERS + rb")Tm\s+(?:(" + _NUMBERS + rb")g\s+)?(?:(" + _NUMBERS + rb")G\s+)?(?:("
    + _NUMBERS + rb")Tc\s*+)?(" + _ARRAY + rb"(?=\s*TJ)|" + _STRING + rb"(?=\s*Tj)|" + _HEX
    + rb"(?=\s*Tj))\s*T[jJ]((?:" + _ONE_BY_ONE + rb")*+)\s+ET\s+Q\b"
)  # fmt: skip
_MOVED_AND_SHOWN = re.compile(
    rb"(" + _NUMBER + rb")\s+(" + _NUMBER + rb")\s+T[dD]\s*(<[0-9A-Fa-f]+>)"
)
#: Steps of a path, which also count as one operation: a drawing has many.
_PAIR = rb"(?:" + _NUMBER + rb"\s++){2}"
_STEPS = (
    rb"((?:(?:" + _PAIR + rb"(?:[ml]|" + _PAIR + rb"(?:[vy]|" + _PAIR + rb"c))|h)(?!\S)\s*+)++)"
)
#: Otherwise the operands of an operator, the operator, or what is neither.
_OPERATION = re.compile(
    rb"\s*(?:" + _TEXT + rb"|" + _STEPS + rb"|((?:" + _OPERAND + rb")*+)(?:(" + _OPERATOR
    + rb")|([\s\S])))"
)  # fmt: skip
#: An inline picture, whose data end where pdfminer takes them to end.
_INLINE = re.compile(rb"BI(?<!\SBI)(?=\s)([^()]*?\s)ID\s(?:[^E]++|E[^I]|EI\S)*+EI(?=\s)")
_PICTURE = b"BI...EI"
#: Filters whose data pdfminer reads to another end.
_OTHER_END = re.compile(rb"/(?:A85|ASCII85Decode)\b")
_BLANKS = b" \t\r\n\f\v\0"
#: The items of an array: a literal string, a hexadecimal string, or a number.
_ITEM = re.compile(rb"(" + _STRING + rb")|<([0-9A-Fa-f\s]*+)>|([-+.\d]++)")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_ESCAPED = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r"}
_ESCAPED |= {mark: mark for mark in (b"(", b")", b"\\")}
_NO_BRACKETS = bytes(set(range(256)) - set(b"()"))
_MARK = re.compile(rb"/MCID\s+(\d+)")


class Unsure(Exception):
    """A page that pdfplumber reads better; the message says why."""


def _without_data(inline: re.Match[bytes]) -> bytes:
    """What stands for an inline picture: an operator of our own."""
    return inline[0] if _OTHER_END.search(inline[1]) else _PICTURE


def _literal(string: bytes) -> bytes:
    """The bytes of a literal string."""
    return _ESCAPE.sub(_unescaped, string[1:-1]) if b"\\" in string else string[1:-1]


def _unescaped(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    if escaped.isdigit() and escaped[:1] < b"8":
        return bytes((int(escaped, 8) % 256,))
    return _ESCAPED.get(escaped, b"")


def _bytes(digits: bytes) -> bytes:
    """The bytes of a hexadecimal string; a leftover digit is a byte of its own."""
    try:
        return unhexlify(digits)
    except ValueError:
        digits = b"".join(digits.split())
        last = digits[-1:] if len(digits) % 2 else b""
        return unhexlify(digits.removesuffix(last) + (b"0" + last if last else b""))


def _numbers(operands: bytes, count: int) -> list[float]:
    numbers = list(map(number_of, operands.split()))
    if len(numbers) != count:
        raise Unsure("an operator has the wrong operands")
    return numbers


#: A string in parts: their bytes, how many each has, and the move after each.
_Parts = tuple[bytes, list[int], list[float]]
#: Where a string begins: a number, or after another string, of which this has the style, the
#: beginning, the string, and how many strings are shown with it; -1 if it is not.
_Begin = float | tuple[Style, "_Begin", Parts | bytes, int]


def _beginning_with(marks: bytes, operands: bytes) -> bytes:
    operands = operands.strip(_BLANKS)
    if not operands or operands[0] not in marks:
        raise Unsure("an operator has the wrong operands")
    return operands


def _parts(operand: bytes) -> _Parts:
    """The parts of a string, or of an array of strings and numbers, without blanks around it."""
    # Many are just a space or a hyphen.
    return _short_parts(operand) if len(operand) < _SHORT else _read_parts(operand)


def _read_parts(operand: bytes) -> _Parts:
    if operand[:1] == b"[":
        return _parts_of_array(operand[1:-1].strip(_BLANKS))
    string = _literal(operand) if operand[:1] == b"(" else _bytes(operand[1:-1])
    return string, [len(string)], [0.0]


def _string(operand: bytes, font: Font, *, at_once: bool) -> Parts | bytes | None:
    """What an operand shows, if all of its parts have glyphs.

    Args:
        operand: a string or an array.
        font: its font.
        at_once: whether plain arrays are left as they are.
    """
    if at_once:
        if font.bytes_each == 2 and b"(" not in operand:
            if operand[:2] == b"[<":
                return operand
            if operand[:1] == b"<":
                return b"[" + operand + b"]"
        if len(operand) < _TINY and (plain := _short_plain(operand, font.bytes_each)):
            return plain
    string, lengths, moves = _parts(operand)
    if not string or 0 in lengths or not font.bytes_each:
        return None
    if font.bytes_each == 1:
        return string.decode("latin-1").encode("utf-16-be"), lengths, moves
    try:
        return string, _halves(lengths), moves
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _short_plain(operand: bytes, bytes_each: int) -> bytes:
    """A string or an array as a plain array of codes; empty if it cannot be one."""
    string, lengths, moves = _read_parts(operand)
    if not bytes_each or len(lengths) != 1 or not lengths[0] or lengths[0] % bytes_each:
        return b""
    codes = string if bytes_each == 2 else string.decode("latin-1").encode("utf-16-be")
    return b"[<%s>%r]" % (hexlify(codes), moves[0])


def _parts_of_plain(array: bytes) -> Parts:
    """The parts of a plain array.

    Raises:
        NotPlain: it is not plain.
    """
    codes, lengths, moves = _parts(array)
    try:
        return codes, _halves(lengths), moves
    except ValueError as problem:
        raise NotPlain(str(problem)) from problem


#: Bytes of an operand up to which its parts are kept, and up to which it becomes a plain array: it
#: is then most likely a space or a hyphen, and others on the page are plain arrays, too.
_SHORT, _TINY = 16, 8
_short_parts = lru_cache(maxsize=1024)(_read_parts)


def _parts_of_array(items: bytes) -> _Parts:
    try:
        if items[:1] == b"<" and b"(" not in items:
            between = items.replace(b">", b"<").split(b"<")
            digits = between[1::2]
            string = unhexlify(b"".join(digits))
            lengths = _halves(list(map(len, digits)))
        else:
            between = _between_brackets(items)
            string = b"".join(between[1::2])
            lengths = list(map(len, between[1::2]))
        return string, lengths, list(map(move_of, between[2::2]))
    except ValueError:  # it has escapes, blanks within strings, or several numbers in a row
        parts = _any_parts(items)
        strings = [string for string, _ in parts]
        return b"".join(strings), list(map(len, strings)), [move or 0.0 for _, move in parts]


def _halves(lengths: list[int]) -> list[int]:
    """Half of each length.

    Raises:
        ValueError: one of them is odd.
    """
    first = lengths[0]
    if first % 2 == 0 and lengths.count(first) == len(lengths):
        return [first >> 1] * len(lengths)
    if any(length % 2 for length in lengths):
        raise ValueError("a length is odd")
    return [length >> 1 for length in lengths]


def _between_brackets(items: bytes) -> list[bytes]:
    """Literal strings, with what is before, between and after them.

    Raises:
        ValueError: they are not plain.
    """
    brackets = items.translate(None, _NO_BRACKETS)
    if b"\\" in items or b"<" in items or brackets != b"()" * (len(brackets) // 2):
        raise ValueError("a string is not plain")
    parts = items.replace(b")", b"(").split(b"(")
    if parts[0]:
        raise ValueError("a number comes first")
    return parts


def _any_parts(operand: bytes) -> list[tuple[bytes, float | None]]:
    """The parts of any operand; each is a string and the move after it, if there is one.

    A number that does not follow a string follows an empty one.
    """
    parts: list[tuple[bytes, float | None]] = []
    for literal, digits, number in _ITEM.findall(operand):
        if not number:
            parts.append((_literal(literal) if literal else _bytes(digits), None))
        elif parts and parts[-1][1] is None:
            parts[-1] = parts[-1][0], float(number)
        else:
            parts.append((b"", float(number)))
    return parts


@lru_cache(maxsize=1024)
def _number(operand: bytes) -> float:
    return _numbers(operand, 1)[0]


# --- documents ----------------------------------------------------------------------------


class Contents:
    """The content streams of an open PDF; reads what each page draws."""

    def __init__(self, pdf: pikepdf.Pdf, places: Mapping[Place, int]) -> None:
        """Prepare for reading.

        Args:
            pdf: the document.
            places: the index of the marked content at each place.
        """
        self.places = places
        self._codes = Codes()
        self._fonts: dict[Any, Font] = {}
        self._forms: dict[Any, _Form] = {}
        self._hidden = _hidden_layers(pdf)

    def drawing(self, number: int, page: pikepdf.Page) -> Drawing:
        """Read what a page draws.

        Args:
            number: index of the page.
            page: a page of this document.

        Raises:
            Unsure: pdfplumber reads something on the page better.
        """
        try:
            try:
                drawing = self._drawn(number, page, at_once=True)
            except NotPlain:
                drawing = self._drawn(number, page, at_once=False)
        except (pikepdf.PdfError, OddFont, ValueError, TypeError, KeyError, IndexError) as problem:
            raise Unsure(str(problem)) from problem
        except (ArithmeticError, AttributeError, RecursionError) as problem:
            raise Unsure(str(problem)) from problem
        return drawing

    def _drawn(self, number: int, page: pikepdf.Page, *, at_once: bool) -> Drawing:
        """Read what a page draws.

        Raises:
            NotPlain: its arrays cannot be read at once.
        """
        drawing, ctm, sheet = _sheet(page)
        drawer = _Drawer(self, number, drawing, ctm, sheet, at_once=at_once)
        drawer.draw(_content(page.obj.get("/Contents")), _Resources(self, page.resources))
        styles = list(drawer.styles)
        drawing.glyphs, drawing.runs = placed(drawer.shown, styles, self._codes, sheet)
        return drawing

    def font(self, spec: Any) -> Font:
        """The font of a font dictionary."""
        key = spec.objgen if spec.is_indirect else spec.unparse()
        if key not in self._fonts:
            self._fonts[key] = Font(spec, len(self._fonts))
        return self._fonts[key]

    def form(self, stream: pikepdf.Stream, outer: _Resources) -> _Form:
        """The form of a stream; a form without resources uses those of its caller."""
        key = stream.objgen
        if key not in self._forms:
            matrix = stream.get("/Matrix")
            a, b, c, d, e, f = _IDENTITY if matrix is None else map(float, matrix)
            own = stream.get("/Resources")
            resources = None if own is None else _Resources(self, own)
            self._forms[key] = _Form((a, b, c, d, e, f), stream.read_bytes(), resources)
        form = self._forms[key]
        return form if form.resources else replace(form, resources=outer)

    def is_hidden(self, layer: Any) -> bool:
        """Whether a layer, or a group of layers, is switched off."""
        if not self._hidden or not isinstance(layer, pikepdf.Dictionary):
            return False
        if layer.get("/Type") == "/OCMD":
            members = layer.get("/OCGs")
            layers = list(members) if isinstance(members, pikepdf.Array) else [members]
            off = [one.objgen in self._hidden for one in layers if one is not None]
            policy = str(layer.get("/P", "/AnyOn"))
            shown = {
                "/AllOn": not any(off),
                "/AnyOn": not all(off),
                "/AnyOff": any(off),
                "/AllOff": all(off),
            }
            return bool(off) and not shown.get(policy, True)
        return layer.objgen in self._hidden


class _Resources:
    """What the names in a content stream refer to."""

    def __init__(self, contents: Contents, dictionary: Any) -> None:
        self._contents = contents
        self._dictionary = dictionary
        self._kinds: dict[str, dict[str, Any]] = {}
        #: Fonts and sizes by the operands that set them.
        self.sized: dict[bytes, tuple[Font, float]] = {}

    def named(self, kind: str) -> dict[str, Any]:
        """All resources of a type, such as `/XObject`, by name."""
        if kind not in self._kinds:
            self._kinds[kind] = _entries(self._dictionary.get(kind))
        return self._kinds[kind]

    def font(self, name: bytes) -> Font:
        """A font by name.

        Raises:
            Unsure: there is no such font.
        """
        spec = self.named("/Font").get(name.decode("latin-1"))
        if spec is None:
            raise Unsure("a font is missing")
        return self._contents.font(spec)


@dataclass(frozen=True, slots=True)
class _Form:
    """A content stream that is drawn by name."""

    matrix: Matrix
    content: bytes
    resources: _Resources | None


def _hidden_layers(pdf: pikepdf.Pdf) -> frozenset[Any]:
    """The layers that are switched off when the document opens (8.11.4.3)."""
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return frozenset()
    shown = _entries(properties.get("/D"))
    off = {layer.objgen for layer in shown.get("/OFF") or ()}
    if shown.get("/BaseState") == "/OFF":
        on = {layer.objgen for layer in shown.get("/ON") or ()}
        off |= {layer.objgen for layer in properties.get("/OCGs") or ()} - on
    return frozenset(off)


def _content(streams: Any) -> bytes:
    if streams is None:
        return b""
    if isinstance(streams, pikepdf.Array):
        return b"\n".join(stream.read_bytes() for stream in streams)
    content: bytes = streams.read_bytes()
    return content


def _entries(dictionary: Any) -> dict[str, Any]:
    return dict(dictionary.items()) if isinstance(dictionary, pikepdf.Dictionary) else {}


def _sheet(page: pikepdf.Page) -> tuple[Drawing, Matrix, Sheet]:
    """An empty drawing, the page's rotation matrix, and the page's measures."""
    x0, y0, x1, y1 = edges(page.mediabox)
    own = page.obj.get("/Rotate")
    turn = int((_inherited(page, "/Rotate") if own is None else own) or 0) % 360
    if turn % 90 or x0 >= x1 or y0 >= y1 or "/UserUnit" in page.obj:
        raise Unsure("the page has an unusual size or rotation")
    ctm: Matrix = {
        0: (1, 0, 0, 1, -x0, -y0),
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }[turn]
    sideways = turn in (90, 270)
    left, low, right, high = (y0, x0, y1, x1) if sideways else (x0, y0, x1, y1)
    if ctm == _IDENTITY:
        ctm = _IDENTITY
    height = high - low
    top = height - high
    c0, d0, c1, d1 = edges(page.cropbox)
    corners = [apply_matrix_pt(ctm, corner) for corner in ((c0, d0), (c1, d1))]
    xs, ys = zip(*corners, strict=True)
    cropped = Box(min(xs) + left, height - max(ys) + top, max(xs) + left, height - min(ys) + top)
    return Drawing(right - left, height, cropped), ctm, Sheet(height, left, top)


def _inherited(page: pikepdf.Page, name: str) -> Any:
    """The value that a page inherits from its parents in the page tree."""
    node = page.obj.get("/Parent")
    for _ in range(64):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if name in node:
            return node[name]
        node = node.get("/Parent")
    return None


# --- operators ----------------------------------------------------------------------------


class _Drawer:
    """Executes the operators of one page, and of the forms it draws."""

    # They are read and set for each operator, which takes less time for slots.
    __slots__ = (
        "_at_once", "_character_space", "_clip", "_clips", "_clips_known", "_contents", "_ctm",
        "_drawing", "_fill", "_font", "_forms", "_forms_drawn", "_known",
        "_leading", "_marks", "_matrix", "_mode", "_number", "_order", "_path", "_product",
        "_resources", "_rise", "_scaling", "_sheet", "_size", "_spaces", "_stack", "_stroke",
        "_styles", "_word_space", "_x", "shown", "styles",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913
        self,
        contents: Contents,
        number: int,
        drawing: Drawing,
        ctm: Matrix,
        sheet: Sheet,
        *,
        at_once: bool,
    ) -> None:
        self._contents = contents
        self._number = number
        self._drawing = drawing
        self._sheet = sheet
        #: The strings that are printed upright.
        self.shown: list[Shown] = []
        #: Their styles, each with its index.
        self.styles: dict[Style, int] = Numbers()
        #: Styles of what is shown next, by all that they depend on.
        self._known: dict[Any, tuple[Style, int]] = {}
        #: Whether plain arrays are read together with all others of the page.
        self._at_once = at_once
        self._order = self._forms_drawn = 0
        self._clips_known: dict[Any, Edges] = {}
        #: A matrix of text and one of the page, and both in one.
        self._product: tuple[Matrix, Matrix, Matrix] = (_IDENTITY, _IDENTITY, _IDENTITY)
        #: Object numbers of the forms being drawn, outermost first; 0 stands for the page.
        self._forms: list[int] = [0]
        #: For each open mark: its content, and whether it is switched off.
        self._marks: list[tuple[int, bool]] = [(UNMARKED, False)]
        self._begin(ctm)

    def _begin(self, ctm: Matrix) -> None:
        """Reset the state for a page or form; a form inherits the colours."""
        self._ctm = ctm
        self._matrix: Matrix = _IDENTITY
        self._x: _Begin = 0.0
        self._font: Font | None = None
        self._size = 0.0
        self._scaling = 100.0
        self._character_space = self._word_space = self._leading = self._rise = 0.0
        self._mode = 0
        if len(self._forms) == 1:
            self._fill: Color = BLACK
            self._stroke: Color = BLACK
            self._spaces = ("/DeviceGray", "/DeviceGray")
            #: The edges of the clip's bounding box.
            self._clip: Edges = EVERYWHERE
        self._stack: list[Any] = []
        #: Font and style of text within a clip by its operands, while the rest stays the same.
        self._styles: dict[tuple[bytes, ...], tuple[Font, int]] = {}
        self._path: list[tuple[bytes, bytes]] = []
        self._clips = False

    def draw(self, content: bytes, resources: _Resources) -> None:
        """Execute the operators of a content stream."""
        self._resources = resources
        if b"BI" in content:
            content = _INLINE.sub(_without_data, content)
        known = self.METHODS
        for text in _OPERATION.findall(content):
            (
                clip, font, matrix, gray, stroke, spacing, shown, more, steps, operands, operator,
                other,
            ) = text  # fmt: skip
            if clip:
                key = (font, gray, stroke, spacing)
                style = self._styles.get(key)
                if not (style and self._show_in_style(*style, clip, matrix, shown, more)):
                    self._styles[key] = self._show_apart(
                        clip, font, matrix, gray, stroke, spacing, shown, more
                    )
                continue
            if steps:
                self._path.append((b"", steps))
                continue
            method = known.get(operator)
            if method is not None:
                method(self, operands)
                if operator in _STYLING:
                    self._styles = {}
            elif operator[:3] in _CLIPPING:
                self._clip_by_rectangle(operands)
            elif operator[:1] == b"q" and operator[-1:] == b"Q":
                self._path.clear()
            elif other and other.strip(_BLANKS):
                raise Unsure("the content stream is not plain")

    # --- state

    def _save(self, _: bytes) -> None:
        self._stack.append(
            (
                self._ctm, self._matrix, self._x, self._font, self._size, self._scaling,
                self._character_space, self._word_space, self._leading, self._rise, self._mode,
                self._fill, self._stroke, self._spaces, self._clip, self._styles,
            )
        )  # fmt: skip

    def _restore(self, _: bytes) -> None:
        if self._stack:
            (
                self._ctm, self._matrix, self._x, self._font, self._size, self._scaling,
                self._character_space, self._word_space, self._leading, self._rise, self._mode,
                self._fill, self._stroke, self._spaces, self._clip, self._styles,
            ) = self._stack.pop()  # fmt: skip

    def _concatenate(self, operands: bytes) -> None:
        self._ctm = mult_matrix(_six(operands), self._ctm)

    # --- colours

    def _gray(self, operands: bytes) -> None:
        self._fill = _color(operands, "/DeviceGray")

    def _rgb(self, operands: bytes) -> None:
        self._fill = _color(operands, "/DeviceRGB")

    def _cmyk(self, operands: bytes) -> None:
        self._fill = _color(operands, "/DeviceCMYK")

    def _stroke_gray(self, operands: bytes) -> None:
        self._stroke = _color(operands, "/DeviceGray")

    def _stroke_rgb(self, operands: bytes) -> None:
        self._stroke = _color(operands, "/DeviceRGB")

    def _stroke_cmyk(self, operands: bytes) -> None:
        self._stroke = _color(operands, "/DeviceCMYK")

    def _fill_space(self, operands: bytes) -> None:
        self._spaces = (self._space(operands), self._spaces[1])
        self._fill = BLACK

    def _stroke_space(self, operands: bytes) -> None:
        self._spaces = (self._spaces[0], self._space(operands))
        self._stroke = BLACK

    def _fill_color(self, operands: bytes) -> None:
        self._fill = _color(operands, self._spaces[0])

    def _stroke_color(self, operands: bytes) -> None:
        self._stroke = _color(operands, self._spaces[1])

    def _space(self, operands: bytes) -> str:
        """The device colour space that a colour space resembles; empty if there is none."""
        name = operands.decode("latin-1").strip()
        space = self._resources.named("/ColorSpace").get(name, name)
        if isinstance(space, pikepdf.Array) and len(space) > 1:
            kind = str(space[0])
            if kind == "/ICCBased":
                return _BY_COMPONENTS.get(int(space[1].get("/N", 0)), "")
            return {"/CalGray": "/DeviceGray", "/CalRGB": "/DeviceRGB"}.get(kind, "")
        return str(space)

    # --- marks

    def _mark(self, operands: bytes) -> None:
        content, hidden = self._marks[-1]
        if operands.split(None, 1)[:1] == [b"/Artifact"]:
            content = ARTIFACT
        self._marks.append((content, hidden))

    def _mark_with_properties(self, operands: bytes) -> None:
        content, hidden = self._marks[-1]
        operands = operands.strip(_BLANKS)[1:]
        tag, _, rest = operands.partition(b"<<")
        named = None if rest else self._property(tag)
        kind = tag.split(b"/")[0].strip()
        if kind == b"Artifact":
            content = ARTIFACT
        elif kind == b"OC":
            hidden = hidden or self._contents.is_hidden(named)
        elif self._contents.places:
            number: Any = named.get("/MCID") if isinstance(named, pikepdf.Dictionary) else None
            if found := _MARK.search(rest):
                number = int(found[1])
            if number is not None:
                content = self._marked(number)
        self._marks.append((content, hidden))

    def _property(self, tag: bytes) -> Any:
        """The properties that a mark names after its tag."""
        name = tag.partition(b"/")[2].decode("latin-1").strip()
        return self._resources.named("/Properties").get("/" + name)

    def _marked(self, number: int) -> int:
        """The index of the marked content with a number."""
        places = self._contents.places
        known = places.get((self._number, self._forms[-1], number))
        if known is None:
            known = places.get((self._number, 0, number))
        self._drawing.unknown += known is None
        return UNMARKED if known is None else known

    def _end_mark(self, _: bytes) -> None:
        if len(self._marks) > 1:
            self._marks.pop()

    # --- text

    def _begin_text(self, _: bytes) -> None:
        self._matrix, self._x = _IDENTITY, 0.0

    def _set_font(self, operands: bytes) -> None:
        self._font, self._size = self._sized(operands)

    def _sized(self, operands: bytes) -> tuple[Font, float]:
        """A font and its size."""
        known = self._resources.sized.get(operands)
        if known is None:
            name, size = operands.split()
            known = self._resources.sized[operands] = self._resources.font(name), float(size)
        return known

    def _set_scaling(self, operands: bytes) -> None:
        self._scaling = _number(operands)

    def _set_character_space(self, operands: bytes) -> None:
        self._character_space = _number(operands)

    def _set_word_space(self, operands: bytes) -> None:
        self._word_space = _number(operands)

    def _set_leading(self, operands: bytes) -> None:
        self._leading = -_number(operands)

    def _set_rise(self, operands: bytes) -> None:
        self._rise = _number(operands)

    def _set_mode(self, operands: bytes) -> None:
        self._mode = int(_number(operands))

    def _move(self, operands: bytes) -> None:
        self._moved(*map(number_of, operands.split()))

    def _move_and_lead(self, operands: bytes) -> None:
        self._leading = self._moved(*map(number_of, operands.split()))

    def _moved(self, x: float, y: float) -> float:
        """Go to the start of another line; returns how far up it is."""
        a, b, c, d, e, f = self._matrix
        self._matrix = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)
        self._x = 0.0
        return y

    def _set_matrix(self, operands: bytes) -> None:
        self._matrix = _six(operands)
        self._x = 0.0

    def _next_line(self, _: bytes) -> None:
        a, b, c, d, e, f = self._matrix
        self._matrix = (a, b, c, d, self._leading * c + e, self._leading * d + f)
        self._x = 0.0

    def _show_apart(  # noqa: PLR0913, PLR0917
        self,
        clip: bytes,
        font: bytes,
        matrix: bytes,
        gray: bytes,
        stroke: bytes,
        spacing: bytes,
        shown: bytes,
        more: bytes,
    ) -> tuple[Font, int]:
        """Show text within a clip, which leaves no trace in the state.

        Returns:
            Its font, and the index of its style.
        """
        outer = self._clip
        state = (
            self._matrix, self._x, self._font, self._size, self._character_space, self._fill,
            self._stroke,
        )  # fmt: skip
        self._clip = self._within(clip)
        self._font, self._size = used, _ = self._sized(font)
        self._set_matrix(matrix)
        if gray:
            self._gray(gray)
        if stroke and self._mode in _OUTLINED:
            self._stroke_gray(stroke)
        if spacing:
            self._set_character_space(spacing)
        self._show_operand(shown)
        for x, y, string in _MOVED_AND_SHOWN.findall(more):
            self._moved(number_of(x), number_of(y))
            self._show_operand(string)
        _, style = self._style(used)
        (
            self._matrix, self._x, self._font, self._size, self._character_space, self._fill,
            self._stroke,
        ) = state  # fmt: skip
        self._clip = outer
        return used, style

    def _show_in_style(  # noqa: PLR0913, PLR0917
        self, font: Font, style: int, clip: bytes, matrix: bytes, shown: bytes, more: bytes
    ) -> bool:
        """Show text within a clip in a known style.

        Returns:
            Whether it could be shown; nothing is done otherwise.
        """
        string = _string(shown, font, at_once=self._at_once)
        if not string or (more and not (self._at_once and font.bytes_each == 2)):
            return False
        start, edges = _six(matrix), self._within(clip)
        self._append(style, 0.0, start, string, edges)
        if more:
            self._show_one_by_one(style, start, more, edges)
        return True

    def _show_one_by_one(self, style: int, matrix: Matrix, more: bytes, clip: Edges) -> None:
        """Show strings in a font of two bytes for each code, each with a move before it.

        Args:
            style: the index of their style.
            matrix: the one of the string before them.
            more: the operators.
            clip: theirs.
        """
        a, b, c, d, e, f = matrix
        for by_x, by_y, string in _MOVED_AND_SHOWN.findall(more):
            x, y = number_of(by_x), number_of(by_y)
            e, f = x * a + y * c + e, x * b + y * d + f
            self._append(style, 0.0, (a, b, c, d, e, f), b"[" + string + b"]", clip)

    def _show_string(self, operands: bytes) -> None:
        self._show_operand(_beginning_with(b"(<", operands))

    def _show_array(self, operands: bytes) -> None:
        self._show_operand(_beginning_with(b"[", operands))

    def _show_operand(self, operand: bytes) -> None:
        """Show a string or an array, without blanks around it."""
        font = self._font
        if font is None:
            return
        string = _string(operand, font, at_once=self._at_once)
        if string:
            self._add(font, string)
        else:
            self._show_parts(font, operand)

    def _show_on_next_line(self, operands: bytes) -> None:
        self._next_line(b"")
        self._show_string(operands)

    def _show_spaced_on_next_line(self, operands: bytes) -> None:
        words, characters, string = operands.split(None, 2)
        self._set_word_space(words)
        self._set_character_space(characters)
        self._next_line(b"")
        self._show_string(string)

    def _show_parts(self, font: Font, operand: bytes) -> None:
        """Show parts that may have no glyphs, half a code, or codes of varying length."""
        kept: list[tuple[bytes, float]] = []
        begun = False
        for string, move in _any_parts(operand):
            codes = font.codes(string)
            if codes:
                kept.append((codes, move or 0.0))
            elif move is not None:
                self._add_kept(font, kept, begun=begun)
                self._x = self._place() - move * (0.001 * self._size * (self._scaling * 0.01))
                begun = True
                kept = []
        self._add_kept(font, kept, begun=begun)

    def _add_kept(self, font: Font, kept: Sequence[tuple[bytes, float]], *, begun: bool) -> None:
        """Show parts that each have glyphs, if there are any."""
        if kept:
            parts, moves = zip(*kept, strict=True)
            string = b"".join(parts), [len(part) >> 1 for part in parts], moves
            if begun:
                self._x = self._place() + self._style(font)[0].between
            self._add(font, string)

    def _place(self) -> float:
        """Where the next string begins, as a number.

        Raises:
            NotPlain: a string in bytes before it is not a plain array.
        """
        before = []
        x = self._x
        while isinstance(x, tuple):
            before.append(x)
            x = x[1]
        for style, _, string, _ in reversed(before):
            x = style.end(x, _parts_of_plain(string) if isinstance(string, bytes) else string)
        return x

    def _add(self, font: Font, string: Parts | bytes) -> None:
        """Show a string: its parts, which each have glyphs, or a plain array."""
        style, number = self._style(font)
        begin = self._x
        # Where the string before it ends is added up with all others of the page.
        if isinstance(begin, tuple) and begin[3] != len(self.shown):
            begin = self._place()
        x = None if isinstance(begin, tuple) else begin
        is_shown = self._append(number, x, self._matrix, string, self._clip)
        self._x = style, begin, string, len(self.shown) if is_shown else -1

    def _style(self, font: Font) -> tuple[Style, int]:
        """The style of what is shown next, and its index."""
        color = self._stroke if self._mode in _OUTLINED else self._fill
        key = (
            font, self._size, self._scaling, self._character_space, self._word_space, self._rise,
            color, self._mode,
        )  # fmt: skip
        known = self._known.get(key)
        if known is None:
            scaling = self._scaling * 0.01
            style = Style(
                font,
                self._size,
                scaling,
                self._character_space * scaling,
                0.0 if font.is_multibyte else self._word_space * scaling,
                self._rise,
                color,
                self._mode in _UNSEEN,
            )
            known = self._known[key] = style, self.styles[style]
        return known

    def _append(
        self, style: int, x: float | None, matrix: Matrix, string: Parts | bytes, clip: Edges
    ) -> bool:
        """Show a string, unless it is hidden, mirrored or turned to the side.

        Returns:
            Whether it is shown.
        """
        if self._ctm is not _IDENTITY:
            matrix = self._on_page(matrix)
        content, hidden = self._marks[-1]
        a, b, c, d, _, _ = matrix
        if hidden or not (a * d * self._scaling > 0 and b * c <= 0):
            return False
        self._order += 1
        self.shown.append((style, x, matrix, content, self._order, clip, string))
        return True

    def _on_page(self, matrix: Matrix) -> Matrix:
        """The matrix that leads from text space to the page; often that of the string before."""
        before, ctm, known = self._product
        if before is not matrix or ctm is not self._ctm:
            known = mult_matrix(matrix, self._ctm)
            self._product = matrix, self._ctm, known
        return known

    # --- paths

    def _add_rectangle(self, operands: bytes) -> None:
        self._path.append((b"re", operands))

    def _refuse_step(self, _: bytes) -> None:
        raise Unsure("a step of a path has the wrong operands")

    def _clip_by_path(self, _: bytes) -> None:
        self._clips = True

    def _end_path(self, _: bytes) -> None:
        if self._clips:
            self._clip, self._clips = self._narrowed(), False
        self._path.clear()

    def _stroke_path(self, _: bytes) -> None:
        self._paint(filled=False)

    def _close_and_stroke(self, _: bytes) -> None:
        self._path.append((b"", b"h"))
        self._paint(filled=False)

    def _fill_path(self, _: bytes) -> None:
        self._paint(filled=True)

    def _close_and_fill(self, _: bytes) -> None:
        self._path.append((b"", b"h"))
        self._paint(filled=True)

    def _clip_by_rectangle(self, operands: bytes) -> None:
        self._clip = self._within(operands)

    def _within(self, operands: bytes) -> Edges:
        """The clip within a rectangle, which ends the path."""
        key = (operands, self._ctm, self._clip)
        known = None if self._path else self._clips_known.get(key)
        if known is None:
            is_alone = not self._path
            self._add_rectangle(operands)
            known = self._narrowed()
            self._path.clear()
            if is_alone:
                self._clips_known[key] = known
        return known

    def _narrowed(self) -> Edges:
        """The clip within the path."""
        box = self._level_rectangle()
        if box is None:
            points = _corners(self._path, self._ctm)
            box = self._around(points) if points else Box(0, 0, 0, 0)
        left, high, right, low = self._clip
        return max(left, box.x0), max(high, box.top), min(right, box.x1), min(low, box.bottom)

    def _paint(self, *, filled: bool) -> None:
        rectangle = self._level_rectangle()
        subpaths = [] if rectangle else _subpaths(self._path, self._ctm)
        if self._clips:
            self._clip, self._clips = self._narrowed(), False
        self._path.clear()
        if self._marks[-1][1]:
            return
        self._order += 1
        drawing = self._drawing
        if rectangle:
            self._add_drawn(rectangle)
            if filled:
                drawing.fills.append(Fill(rectangle, self._fill, self._order, is_solid=True))
        for shape, points in subpaths:
            is_line = shape in {"mlh", "ml"}
            box = self._around(points)
            if is_line:
                drawing.rulings.append(box)
            elif _is_rectangle(shape, points):
                self._add_drawn(box)
            if filled and not is_line:
                solid = len(subpaths) == 1 and _is_rectangle(shape, points)
                drawing.fills.append(Fill(box, self._fill, self._order, is_solid=solid))

    def _add_drawn(self, rectangle: Box) -> None:
        self._drawing.rectangles.append(rectangle)
        if rectangle.bottom - rectangle.top < RULING:
            self._drawing.rulings.append(rectangle)

    def _level_rectangle(self) -> Box | None:
        """The path, if it is what most are: one rectangle that is not rotated and has a height."""
        a, b, c, d, e, f = self._ctm
        if len(self._path) != 1 or self._path[0][0] != b"re" or b or c:
            return None
        x, y, width, height = _numbers(self._path[0][1], 4)
        x0, x1 = a * x + e, a * (x + width) + e
        y0, y1 = d * y + f, d * (y + height) + f
        if y0 == y1:
            return None
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        page, left, top = self._sheet.height, self._sheet.left, self._sheet.top
        return Box(x0 + left, page - y1 + top, x1 + left, page - y0 + top)

    def _around(self, points: Sequence[tuple[float, float]]) -> Box:
        """The box around some points, relative to the page's upper left corner."""
        xs, ys = zip(*points, strict=True)
        height, left, top = self._sheet.height, self._sheet.left, self._sheet.top
        return Box(min(xs) + left, height - max(ys) + top, max(xs) + left, height - min(ys) + top)

    # --- forms and pictures

    def _refuse_inline(self, _: bytes) -> None:
        raise Unsure("the content stream has an odd inline picture")

    def _draw_picture(self, _: bytes) -> None:
        """Fill the unit square with a picture."""
        self._order += 1
        box = self._around(
            [apply_matrix_pt(self._ctm, at) for at in ((0, 0), (1, 0), (0, 1), (1, 1))]
        )
        self._drawing.fills.append(Fill(box, None, self._order, is_picture=True))

    def _shade(self, _: bytes) -> None:
        """Fill the clipped area with a gradient."""
        self._order += 1
        box = self._drawing.cropped if self._clip == EVERYWHERE else Box(*self._clip)
        self._drawing.fills.append(Fill(box, None, self._order))

    def _draw_object(self, operands: bytes) -> None:
        name = operands.strip().decode("latin-1")
        drawn = self._resources.named("/XObject").get(name)
        if not isinstance(drawn, pikepdf.Stream) or self._marks[-1][1]:
            return
        if self._contents.is_hidden(drawn.get("/OC")):
            return
        kind = drawn.get("/Subtype")
        if kind == "/Image":
            self._draw_picture(b"")
        elif kind == "/Form" and "/BBox" in drawn and drawn.objgen[0] not in self._forms:
            self._draw_form(drawn)

    def _draw_form(self, form: pikepdf.Stream) -> None:
        self._forms_drawn += 1
        if len(self._forms) > _DEEPEST or self._forms_drawn > _MOST_FORMS:
            raise UnreadableDocument(
                f"page {self._number + 1} of the PDF draws an endless number of forms",
                "Print it to a new PDF, or use a text file",
            )
        drawn = self._contents.form(form, self._resources)
        assert drawn.resources is not None
        outer = (self._resources, self._stack, self._marks, self._path)
        self._save(b"")
        self._forms.append(form.objgen[0])
        self._begin(mult_matrix(drawn.matrix, self._ctm))
        self._marks = [outer[2][-1]]
        self.draw(drawn.content, drawn.resources)
        self._forms.pop()
        self._resources, self._stack, self._marks, self._path = outer
        self._restore(b"")

    METHODS: ClassVar[Mapping[bytes, Callable[[_Drawer, bytes], None]]] = {
        b"q": _save, b"Q": _restore, b"cm": _concatenate,
        b"g": _gray, b"rg": _rgb, b"k": _cmyk,
        b"G": _stroke_gray, b"RG": _stroke_rgb, b"K": _stroke_cmyk,
        b"cs": _fill_space, b"sc": _fill_color, b"scn": _fill_color,
        b"CS": _stroke_space, b"SC": _stroke_color, b"SCN": _stroke_color,
        b"BMC": _mark, b"BDC": _mark_with_properties, b"EMC": _end_mark,
        b"BT": _begin_text, b"Tf": _set_font, b"Tz": _set_scaling,
        b"Tc": _set_character_space, b"Tw": _set_word_space,
        b"TL": _set_leading, b"Ts": _set_rise, b"Tr": _set_mode,
        b"Td": _move, b"TD": _move_and_lead, b"Tm": _set_matrix,
        b"T*": _next_line, b"Tj": _show_string, b"TJ": _show_array,
        b"'": _show_on_next_line, b'"': _show_spaced_on_next_line,
        b"re": _add_rectangle, b"W": _clip_by_path, b"W*": _clip_by_path,
        b"n": _end_path, b"S": _stroke_path, b"s": _close_and_stroke,
        b"f": _fill_path, b"f*": _fill_path, b"F": _fill_path,
        b"B": _fill_path, b"B*": _fill_path, b"b": _close_and_fill,
        b"b*": _close_and_fill, b"BI": _refuse_inline, _PICTURE: _draw_picture,
        b"sh": _shade, b"Do": _draw_object,
        b"m": _refuse_step, b"l": _refuse_step, b"c": _refuse_step, b"v": _refuse_step,
        b"y": _refuse_step, b"h": _refuse_step,
    }  # fmt: skip


#: The steps of a path: the number of their operands, and what they contribute to its shape.
_STEP = {"m": (2, "m"), "l": (2, "l"), "c": (6, "c"), "v": (4, "c"), "y": (4, "c"), "h": (0, "h")}
_LETTERS = "".join(_STEP).encode()
_NO_LETTERS = bytes(set(range(256)) - set(_LETTERS))
_BLANK_LETTERS = bytes.maketrans(_LETTERS, b" " * len(_LETTERS))
#: Operators that change how text is shown, whatever its font.
_STYLING = frozenset((
    b"Tc", b"Tw", b"Tz", b"Ts", b"Tr", b'"', b"g", b"rg", b"k", b"cs", b"sc", b"scn", b"G", b"RG",
    b"K", b"CS", b"SC", b"SCN",
))  # fmt: skip
_CLIPPING = frozenset((b"re ", b"re\n", b"re\r", b"re\t"))
_BY_COMPONENTS = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


def _six(operands: bytes) -> Matrix:
    a, b, c, d, e, f = map(number_of, operands.split())
    return a, b, c, d, e, f


@lru_cache(maxsize=4096)
def _color(operands: bytes, space: str) -> Color:
    """A colour from its components; None if the colour space is not a plain one."""
    try:
        parts = [float(part) for part in operands.split()]
    except ValueError:  # the name of a pattern
        return None
    if space == "/DeviceGray" and len(parts) == 1:
        return (parts[0],) * 3
    if space == "/DeviceRGB" and len(parts) == 3:
        return parts[0], parts[1], parts[2]
    if space == "/DeviceCMYK" and len(parts) == 4:
        cyan, magenta, yellow, black = parts
        rest = 1 - black
        return (1 - cyan) * rest, (1 - magenta) * rest, (1 - yellow) * rest
    return None


def _subpaths(
    path: Sequence[tuple[bytes, bytes]], ctm: Matrix
) -> list[tuple[str, list[tuple[float, float]]]]:
    """The shape of each part of a path, with its points on the page.

    Args:
        path: rectangles, and runs of steps.
        ctm: leads to the page.
    """
    found: list[tuple[list[str], list[tuple[float, float]]]] = []
    a, b, c, d, e, f = ctm
    for operator, operands in path:
        if operator == b"re":
            x, y, width, height = _numbers(operands, 4)
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            found.append(
                (["mlllh"], [(a * px + c * py + e, b * px + d * py + f) for px, py in corners])
            )
            continue
        numbers = _numbers_of(operands)
        at = 0
        for step in operands.translate(None, _NO_LETTERS).decode():
            if step == "m":
                found.append(([], []))
            elif not found:
                return []
            shape, points = found[-1]
            count, letter = _STEP[step]
            at += count
            if count:
                x, y = numbers[at - 2], numbers[at - 1]
                points.append((a * x + c * y + e, b * x + d * y + f))
            else:
                points.append(points[0])
            shape.append(letter)
    shapes = (("".join(shape), points) for shape, points in found)
    return [_without_last_line(shape, points) for shape, points in shapes if len(shape) > 1]


def _numbers_of(steps: bytes) -> list[float]:
    return list(map(float, steps.translate(_BLANK_LETTERS).split()))


def _corners(path: Sequence[tuple[bytes, bytes]], ctm: Matrix) -> list[tuple[float, float]]:
    """Points that enclose a path, including the control points of curves."""
    found: list[tuple[float, float]] = []
    for operator, operands in path:
        numbers = _numbers_of(operands)
        if operator == b"re":
            x, y, width, height = numbers
            numbers = [x, y, x + width, y, x, y + height, x + width, y + height]
        points = zip(numbers[::2], numbers[1::2], strict=True)
        found += [apply_matrix_pt(ctm, point) for point in points]
    return found


def _without_last_line(
    shape: str, points: list[tuple[float, float]]
) -> tuple[str, list[tuple[float, float]]]:
    """A closed path without a final line back to its start."""
    if len(shape) > 3 and shape[-2:] == "lh" and points[-2] == points[0]:
        return shape[:-2] + "h", points[:-1]
    return shape, points


def _is_rectangle(shape: str, points: Sequence[tuple[float, float]]) -> bool:
    if shape not in {"mlllh", "mllll"}:
        return False
    (x0, y0), (x1, y1), (x2, y2), (x3, y3), last = points
    if last != points[0]:
        return False
    return (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (
        y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0
    )
