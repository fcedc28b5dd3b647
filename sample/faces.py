"""The sample's fonts: their files, the widths of their characters, and subsetting.

The files in `fonts/` hold only the characters that the two texts use; the Naskh holds Arabic, for
tests that print it. `build.py --subset-fonts` makes them from full fonts. Run it again when a text
gets new characters.
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
_ALEF = "\u0627"
_PRINTED_BESIDE_THE_TEXTS = "•"
#: Arabic letters, marks, digits and punctuation, and the joined forms of the letters.
_ARABIC = (0xA0, *map(ord, "،؛؟"), *range(0x621, 0x66E), *range(0xFE80, 0xFEFD))
#: OpenType features that join letters and position marks.
_JOINING = ["init", "medi", "fina", "mark"]
_COPYRIGHT, _LICENCE, _LICENCE_ADDRESS = 0, 13, 14
_FAMILY, _STYLE, _FULL_NAME, _POSTSCRIPT_NAME = 1, 2, 4, 6


class Face(StrEnum):
    """A font, named like its file without the suffix."""

    SERIF = "SampleSerif-Regular"
    SERIF_BOLD = "SampleSerif-Bold"
    SERIF_ITALIC = "SampleSerif-Italic"
    SONG = "SampleSong-Regular"
    SONG_BOLD = "SampleSong-Bold"
    NASKH = "SampleNaskh-Regular"
    NASKH_BOLD = "SampleNaskh-Bold"

    @property
    def path(self) -> Path:
        """Its file."""
        return FOLDER / f"{self}.ttf"


#: Faces for tests that print Arabic; the two texts do not use them.
ARABIC = frozenset({Face.NASKH, Face.NASKH_BOLD})


def face_of(character: str, *, bold: bool, italic: bool, chinese: bool) -> Face:
    """The face for a character; Chinese has no italics, and sets its punctuation in Song too."""
    if chinese and ord(character) > 0x2000 and character not in _PRINTED_BESIDE_THE_TEXTS:
        return Face.SONG_BOLD if bold else Face.SONG
    if bold:
        return Face.SERIF_BOLD
    return Face.SERIF_ITALIC if italic else Face.SERIF


def width(character: str, face: Face, size: float) -> float:
    """The width of a character, in points.

    Raises:
        ValueError: the face lacks it; the message says what to do.
    """
    advances = _advances(face)
    if character not in advances:
        raise ValueError(f"{face.path.name} lacks {character!r}: run build.py --subset-fonts")
    return advances[character] * size


@cache
def _advances(face: Face) -> dict[str, float]:
    """The widths of a face's characters, as fractions of the font size."""
    with TTFont(face.path) as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): metrics[name][0] / units for code, name in font.getBestCmap().items()}


def subset_fonts(paths: Iterable[Path], texts: Iterable[str]) -> None:
    """Subsets full TrueType fonts to the texts' characters and ASCII, and saves them in `fonts/`.

    A font with Chinese characters becomes the Song, one with Arabic letters the Naskh, any other
    the Serif. The subsets get new names, which the fonts' license requires of modified versions.
    """
    characters = {ord(c) for c in "".join((*texts, printable, _PRINTED_BESIDE_THE_TEXTS))}
    for path in paths:
        with TTFont(path, recalcTimestamp=False) as font:
            face = _role(font)
            arabic = face in ARABIC
            subsetter = Subsetter(_options(arabic=arabic))
            subsetter.populate(unicodes={*map(ord, printable), *_ARABIC} if arabic else characters)
            subsetter.subset(font)
            _rename(font, face)
            font.save(face.path)


def _options(*, arabic: bool) -> Options:
    """What to keep of a font; only Arabic letters join."""
    features = _JOINING if arabic else []
    options = Options(
        hinting=False, layout_features=features, name_IDs=[_COPYRIGHT], notdef_outline=True
    )
    options.drop_tables += ["FFTM"] if arabic else ["GDEF", "GPOS", "GSUB", "FFTM"]
    return options


def _role(font: TTFont) -> Face:
    characters = font.getBestCmap()
    family = (
        "SampleSong" if ord(_HAN) in characters
        else "SampleNaskh" if ord(_ALEF) in characters
        else "SampleSerif"
    )  # fmt: skip
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
