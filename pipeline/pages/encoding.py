"""Decode text files: UTF-8, or whatever their byte order mark says.

Other encodings are not guessed, because a nearly right guess would publish wrong words. The file is
rejected with the name of the encoding that it looks like.
"""

from __future__ import annotations

import codecs
import re

from pipeline.unreadable import UnreadableDocument

#: Byte order marks and their encodings. One that starts with another comes before it.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Encodings in which texts in the six official languages occur, with their names for `iconv`.
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
#: Control characters, and the largest share of a text that they may make up.
_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1f]")
_MOST_CONTROLS = 0.05
#: Number of bytes used to detect an encoding.
_SAMPLE = 2**16


def decoded(data: bytes) -> str:
    """The text of a file without its byte order mark.

    Raises:
        UnreadableDocument: the file is in another encoding, or damaged.
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
    """Whether a file's bytes may be text, in any encoding."""
    if b"\0" not in data or _mark(data)[0]:
        return True
    if _is_utf8(data):
        return len(_CONTROLS.findall(data)) < _MOST_CONTROLS * len(data)
    return (_looks_like(data) or "").startswith("utf_16")


def _mark(data: bytes) -> tuple[bytes, str]:
    """The byte order mark at the start of a file, and its encoding; UTF-8 if there is none."""
    return next((one for one in _MARKS if data.startswith(one[0])), (b"", "utf-8"))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether most characters beyond ASCII are valid UTF-8, by a wide margin."""
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
    """The encoding that the start of a file looks like, by its Python name."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    # For short texts, a choice among all encodings tends to be a rare one.
    best = from_bytes(sample, cp_isolation=list(_NAMES)).best() or from_bytes(sample).best()
    return None if best is None else str(best.encoding)
