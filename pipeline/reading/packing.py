"""Packs values as plain data, for folders that others may be able to write to.

    UNFv<format> <size unpacked, 8 bytes> <checksum, 8 bytes> <MessagePack, zstd>

The bytes name no class or function: the caller says which type to expect, and anything else is
`Damaged`. The checksum detects accidents, not attacks. So sizes are limited before anything is
unpacked, and paths must be below one of the folders that the caller names.

Any dataclass whose fields have type hints works, also within others, in tuples, lists and mappings;
a new field needs no change here.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
import pyarrow as pa
from upath import UPath

from pipeline.storage import is_local, location

#: Version of this format; part of the keys of values, so that older ones are not found.
FORMAT = 1
#: Maximum bytes of a value, packed or not. 500 pages take about 20 MB; the list of a million
#: documents just fits.
MOST = 2**29

_MARK = b"UNFv" + FORMAT.to_bytes(1, "little")
_SIZE, _SUM = 8, 8
_HEAD = len(_MARK) + _SIZE + _SUM
#: Maximum bytes of a packed value; there is no need to read more of a larger file.
MOST_PACKED = _HEAD + MOST
#: Level 5 takes twice the time, for one per cent fewer bytes.
_CODEC = pa.Codec("zstd", compression_level=3)
_SURROGATE = re.compile("[\ud800-\udfff]")

V = TypeVar("V")


class Damaged(Exception):
    """A value is damaged or missing."""


class CannotKeep(Exception):
    """A value cannot be packed; the text is a clause that says why."""


def pack(value: Any) -> bytes:
    """A value as bytes. Lone surrogates, which are not characters, become U+FFFD.

    Raises:
        CannotKeep: it takes more than `MOST` bytes, or is not plain data.
    """
    try:
        try:
            data = _ENCODER.encode(value)
        except UnicodeEncodeError:
            data = _ENCODER.encode(_without_surrogates(_builtins(value)))
    except (TypeError, ValueError, OverflowError, RecursionError) as problem:
        raise CannotKeep(f"it holds what cannot be kept ({problem})") from problem
    if len(data) > MOST:
        raise CannotKeep(f"it takes {len(data):,} bytes, more than the {MOST:,} that are kept")
    packed: bytes = _CODEC.compress(data, asbytes=True)
    return _MARK + len(data).to_bytes(_SIZE, "little") + _sum(packed) + packed


def unpack(data: bytes, kind: Any, *, folders: Sequence[UPath] = ()) -> Any:
    """The value that was packed.

    Args:
        data: from an untrusted source.
        kind: its type.
        folders: the folders that paths in it must be below.

    Raises:
        Damaged: the bytes are not a packed value of this type.
    """
    size = int.from_bytes(data[len(_MARK) : len(_MARK) + _SIZE], "little")
    checksum, packed = data[_HEAD - _SUM : _HEAD], data[_HEAD:]
    if not data.startswith(_MARK) or max(size, len(packed)) > MOST or _sum(packed) != checksum:
        raise Damaged("it is not as it was written")
    try:
        unpacked = _CODEC.decompress(packed, size, asbytes=True)
        return _decoder(kind, tuple(map(str, folders))).decode(unpacked)
    # For such bytes, Arrow raises OSErrors and msgspec ValueErrors.
    except (OSError, ValueError, ArithmeticError, RecursionError, MemoryError) as problem:
        raise Damaged(f"it is not as it was written ({type(problem).__name__})") from problem


@cache
def _decoder(kind: Any, folders: tuple[str, ...]) -> msgspec.msgpack.Decoder[Any]:
    places = [location(folder) for folder in folders]
    begins = [str(place / "_")[:-1] for place in places]

    def decode(wanted: Any, stored: Any) -> UPath:
        if wanted is not UPath or not isinstance(stored, bytes | str):
            raise ValueError(f"{wanted} is not a type of data")
        path = os.fsdecode(stored)
        for place, begin in zip(places, begins, strict=True):
            name = path.removeprefix(begin)
            if path.startswith(begin) and not (is_local(place) and _leaves(name)):
                return place / name
        raise ValueError("a path leads out of the folders")

    return msgspec.msgpack.Decoder(kind, dec_hook=decode)


def _leaves(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/")


def _path_bytes(value: Any) -> bytes:
    """Represents a path as bytes, since file names need not be text."""
    if not isinstance(value, UPath):
        raise TypeError(f"{type(value).__name__} is not a type of data")
    return os.fsencode(str(value))


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_path_bytes)


def _builtins(value: Any) -> Any:
    return msgspec.to_builtins(value, builtin_types=(bytes,), enc_hook=_path_bytes)


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {_without_surrogates(k): _without_surrogates(v) for k, v in value.items()}
    return list(map(_without_surrogates, value)) if isinstance(value, list | tuple) else value


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SUM).digest()
