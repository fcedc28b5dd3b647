"""The faces that the sample is set in: their files, the widths of their characters, subsets.

The files in `fonts/` hold only the characters that the two texts need. They are cut from whole
fonts by `build.py --subset-fonts`; a text that gets new characters needs this again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import printable

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FOLDER = Path(__file__).parent / "fonts"

_HAN = "\u4e2d"
_PRINTED_BESIDE_THE_TEXTS = "•"
_COPYRIGHT, _LICENCE, _LICENCE_ADDRESS = 0, 13, 14
_FAMILY, _STYLE, _FULL_NAME, _POSTSCRIPT_NAME = 1, 2, 4, 6


class Face(StrEnum):
    """A font file, by its name without suffix."""

    SERIF = "SampleSerif-Regular"
    SERIF_BOLD = "SampleSerif-Bold"
    SERIF_ITALIC = "SampleSerif-Italic"
    SONG = "SampleSong-Regular"
    SONG_BOLD = "SampleSong-Bold"

    @property
    def path(self) -> Path:
        """Where its file is."""
        return FOLDER / f"{self}.ttf"


def face_of(character: str, *, bold: bool, italic: bool, chinese: bool) -> Face:
    """The face for a character; Chinese has no italics, and its punctuation is Chinese too."""
    if chinese and ord(character) > 0x2000 and character not in _PRINTED_BESIDE_THE_TEXTS:
        return Face.SONG_BOLD if bold else Face.SONG
    if bold:
        return Face.SERIF_BOLD
    return Face.SERIF_ITALIC if italic else Face.SERIF


def width(character: str, face: Face, size: float) -> float:
    """How wide a character is, in points.

    Raises:
        ValueError: the face lacks it; the message says how to mend this.
    """
    advances = _advances(face)
    if character not in advances:
        raise ValueError(f"{face.path.name} lacks {character!r}: run build.py --subset-fonts")
    return advances[character] * size


@cache
def _advances(face: Face) -> dict[str, float]:
    """Widths of the characters of a face, as shares of its size."""
    with TTFont(face.path) as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): metrics[name][0] / units for code, name in font.getBestCmap().items()}


def subset_fonts(paths: Iterable[Path], texts: Iterable[str]) -> None:
    """Cuts whole TrueType fonts down to the texts' characters and ASCII, into `fonts/`.

    A font with Chinese characters becomes the Song, another one the Serif. The subsets get names
    of their own, as the fonts' licence asks of changed versions.
    """
    characters = {ord(c) for c in "".join((*texts, printable, _PRINTED_BESIDE_THE_TEXTS))}
    options = Options(hinting=False, layout_features=[], name_IDs=[_COPYRIGHT], notdef_outline=True)
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "FFTM"]
    for path in paths:
        with TTFont(path, recalcTimestamp=False) as font:
            face = _role(font)
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=characters)
            subsetter.subset(font)
            _rename(font, face)
            font.save(face.path)


def _role(font: TTFont) -> Face:
    family = "SampleSong" if ord(_HAN) in font.getBestCmap() else "SampleSerif"
    bold, italic = font["head"].macStyle & 1, font["head"].macStyle & 2
    return Face(f"{family}-{'Bold' if bold else 'Italic' if italic else 'Regular'}")


def _rename(font: TTFont, face: Face) -> None:
    family, style = face.split("-")
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", family)
    licence = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
    for number, value in {
        _FAMILY: spaced,
        _STYLE: style,
        _FULL_NAME: str(face),
        _POSTSCRIPT_NAME: str(face),
        _LICENCE: licence,
        _LICENCE_ADDRESS: "https://openfontlicense.org",
    }.items():
        font["name"].setName(value, number, platformID=3, platEncID=1, langID=0x409)
