"""How the bytes of a text file are to be read: as UTF-8, or as their mark says.

A file in another encoding is not guessed at, since a guess that is nearly right would publish wrong
words; it is refused with the encoding that its bytes look like.
"""

from __future__ import annotations

import codecs
import re

from pipeline.unreadable import UnreadableDocument

#: Marks at the beginning of a file, and how what follows is encoded; a longer one before one that
#: it begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Encodings that texts in the six official languages come in, with their names for `iconv`.
_NAMES = {
    "gb18030": "GB18030",
    "big5": "BIG5",
    "cp1251": "CP1251",
    "koi8_r": "KOI8-R",
    "iso8859_5": "ISO-8859-5",
    "cp866": "CP866",
    "cp1256": "CP1256",
    "iso8859_6": "ISO-8859-6",
    "cp1252": "CP1252",
    "utf_16_le": "UTF-16LE",
    "utf_16_be": "UTF-16BE",
}
#: Characters that control a device, and the share of a text that they may be.
_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1f]")
_MOST_CONTROLS = 0.05
#: Bytes that an encoding is told from.
_SAMPLE = 2**16


def decoded(data: bytes) -> str:
    """The text of a file without its mark.

    Raises:
        UnreadableDocument: it is in another encoding, or damaged.
    """
    mark, encoding = _mark(data)
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as problem:
        place = problem.start + len(mark)
        line = data[:place].count(b"\n") + 1
        where = f"byte {place} (line {line}) cannot be decoded"
        if mark or _is_nearly_utf8(data):
            raise UnreadableDocument(
                f"the text is {encoding.upper()} and damaged: {where}", "Fetch the document again"
            ) from problem
        raise UnreadableDocument(f"the text is not UTF-8: {where}", _advice(data)) from problem


def is_text(data: bytes) -> bool:
    """Whether the bytes of a file may be text, in whatever encoding."""
    if b"\0" not in data or _mark(data)[0]:
        return True
    if _is_utf8(data):
        return len(_CONTROLS.findall(data)) < _MOST_CONTROLS * len(data)
    return (_looks_like(data) or "").startswith("utf_16")


def _mark(data: bytes) -> tuple[bytes, str]:
    """The mark that a file begins with, and its encoding; UTF-8 where there is none."""
    return next((one for one in _MARKS if data.startswith(one[0])), (b"", "utf-8"))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether far more of the characters beyond ASCII are UTF-8 than not."""
    text = data[:_SAMPLE].decode(errors="replace")
    beyond = sum(not character.isascii() for character in text)
    return beyond > 4 * text.count("\ufffd")


def _advice(data: bytes) -> str:
    found = _looks_like(data)
    if found is None:
        return "Save it as UTF-8"
    name = _NAMES.get(found, found.upper().replace("_", "-"))
    return f"It looks like {name}. Save it as UTF-8, for instance with `iconv -f {name} -t UTF-8`"


def _looks_like(data: bytes) -> str | None:
    """The encoding that the beginning of a file looks like, by Python's name."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    # Its own choice among all encodings falls on rare ones for a short text.
    best = from_bytes(sample, cp_isolation=list(_NAMES)).best() or from_bytes(sample).best()
    return None if best is None else str(best.encoding)
