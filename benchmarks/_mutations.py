"""Damages documents in ways that occur, or that an attacker might try. Pure functions.

Each takes a random generator, so the same seed damages the same file in the same way.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[bytes, Random], bytes]

_OBJECT = re.compile(rb"(?<=obj)\s.*?(?=endobj)", re.DOTALL)
_STREAM = re.compile(rb"(?<=stream)\r?\n.*?(?=\r?\nendstream)", re.DOTALL)
_NUMBER = re.compile(rb"(?<=[\s\[])-?\d+(?:\.\d+)?(?=[\s\]/>])")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")
_ODD_NUMBERS = (b"0", b"-1", b"2147483647", b"-2147483648", b"4294967296", b"9" * 40, b"1e300",
                b"nan", b"0.0000001", b"65536")  # fmt: skip
_ENCODINGS = ("gb18030", "big5", "cp1251", "koi8-r", "cp1256", "cp1252", "utf-16-le", "utf-16")
_ODD_CHARACTERS = ("\0", "\x07", "\x1b", "\ufffe", "\u202e", "\u0301" * 50, "\f", "\ud800",
                   "\u2028", "𝟗" * 20, "9" * 6000, "$" * 400, "1–" * 400, "%" * 400)  # fmt: skip


def damaged_pdf(data: bytes, chance: Random) -> bytes:
    """A PDF after one to three mutations."""
    return _damaged(data, chance, PDF_MUTATIONS)


def damaged_text(data: bytes, chance: Random) -> bytes:
    """A text after one to three mutations."""
    return _damaged(data, chance, TEXT_MUTATIONS)


def _damaged(data: bytes, chance: Random, mutations: Sequence[Mutation]) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(mutations)(data, chance)
    return data


# -- any bytes -----------------------------------------------------------------------------------


def flip_bits(data: bytes, chance: Random) -> bytes:
    """Flip some bits."""
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 4, 64)) if flipped else 0):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def cut_off(data: bytes, chance: Random) -> bytes:
    """Remove the end."""
    return data[: chance.randrange(len(data) + 1)]


def cut_out(data: bytes, chance: Random) -> bytes:
    """Remove a piece."""
    begin, end = _piece(data, chance)
    return data[:begin] + data[end:]


def repeat(data: bytes, chance: Random) -> bytes:
    """Repeat a piece."""
    begin, end = _piece(data, chance)
    return data[:end] + data[begin:end] * chance.choice((1, 1, 50)) + data[end:]


def put_in(data: bytes, chance: Random) -> bytes:
    """Insert meaningless bytes."""
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.randbytes(chance.choice((1, 16, 4096))) + data[place:]


def _piece(data: bytes, chance: Random) -> tuple[int, int]:
    begin = chance.randrange(len(data) + 1)
    return begin, min(len(data), begin + chance.choice((1, 20, 500, 5_000)))


# -- PDF -----------------------------------------------------------------------------------------


def swap_objects(data: bytes, chance: Random) -> bytes:
    """Swap two objects."""
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return data
    first, second = sorted(chance.sample(found, 2), key=lambda match: match.start())
    return b"".join((
        data[: first.start()], second[0], data[first.end() : second.start()], first[0],
        data[second.end() :],
    ))  # fmt: skip


def break_stream(data: bytes, chance: Random) -> bytes:
    """Damage the compressed bytes of a stream."""
    return _in_one(_STREAM, data, chance, lambda one: chance.choice(_BYTES)(one, chance))


def change_content(data: bytes, chance: Random) -> bytes:
    """Damage a stream's content, and compress it again."""

    def change(one: bytes) -> bytes:
        try:
            content = zlib.decompress(one.lstrip(b"\r\n"))
        except zlib.error:
            return one
        return b"\n" + zlib.compress(chance.choice(_IN_CONTENT)(content, chance))

    return _in_one(_STREAM, data, chance, change)


def change_number(data: bytes, chance: Random) -> bytes:
    """Replace a number by an unexpected one."""
    return _in_one(_NUMBER, data, chance, lambda _: chance.choice(_ODD_NUMBERS))


def change_name(data: bytes, chance: Random) -> bytes:
    """Replace a name by another one from the file."""
    names = _NAME.findall(data)
    return _in_one(_NAME, data, chance, lambda one: chance.choice(names) if names else one)


def _in_one(
    pattern: re.Pattern[bytes], data: bytes, chance: Random, change: Callable[[bytes], bytes]
) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    match = chance.choice(found)
    return data[: match.start()] + change(match[0]) + data[match.end() :]


_BYTES: tuple[Mutation, ...] = (flip_bits, cut_off, cut_out, repeat, put_in)
_IN_CONTENT: tuple[Mutation, ...] = (*_BYTES, change_number, change_name)
PDF_MUTATIONS: tuple[Mutation, ...] = (
    *_BYTES, swap_objects, break_stream, change_content, change_content, change_number, change_name,
)  # fmt: skip


# -- text ----------------------------------------------------------------------------------------


def shuffle_lines(data: bytes, chance: Random) -> bytes:
    """Shuffle lines, and drop some."""
    lines = data.splitlines(keepends=True)
    begin = chance.randrange(len(lines) + 1)
    some = lines[begin : begin + chance.choice((3, 30))]
    chance.shuffle(some)
    return b"".join((*lines[:begin], *some[1:], *lines[begin + len(some) :]))


def join_lines(data: bytes, chance: Random) -> bytes:
    """Remove or change line ends."""
    ends = chance.choice((b"", b" ", b"\r", b"\r\n", b"\n\n", b"\f"))
    return ends.join(data.splitlines())


def mix_encodings(data: bytes, chance: Random) -> bytes:
    """Put some lines in another encoding."""
    lines = data.splitlines(keepends=True)
    encoding = chance.choice(_ENCODINGS)
    share = chance.choice((0.01, 0.5, 1.0))
    return b"".join(
        line.decode("utf-8", "replace").encode(encoding, "ignore")
        if chance.random() < share
        else line
        for line in lines
    )


def put_in_characters(data: bytes, chance: Random) -> bytes:
    """Insert unprintable characters, or very many of one."""
    text = data.decode("utf-8", "replace")
    place = chance.randrange(len(text) + 1)
    odd = chance.choice(_ODD_CHARACTERS)
    return (text[:place] + odd + text[place:]).encode("utf-8", "surrogatepass")


TEXT_MUTATIONS: tuple[Mutation, ...] = (
    *_BYTES, shuffle_lines, join_lines, mix_encodings, put_in_characters, put_in_characters,
)  # fmt: skip
