"""The faces that the sample is set in: their files, the widths of their characters, subsets.

The files in `fonts/` hold only the characters that the two texts need, the Naskh those of Arabic,
for tests that print it. They are cut from whole fonts by `build.py --subset-fonts`; a text that
gets new characters needs this again.
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
#: Arabic letters and signs, its digits and punctuation, and the joined forms of its letters.
_ARABIC = (0xA0, *map(ord, "،؛؟"), *range(0x621, 0x66E), *range(0xFE80, 0xFEFD))
#: What joins letters and sets signs on them.
_JOINING = ["init", "medi", "fina", "mark"]
_COPYRIGHT, _LICENCE, _LICENCE_ADDRESS = 0, 13, 14
_FAMILY, _STYLE, _FULL_NAME, _POSTSCRIPT_NAME = 1, 2, 4, 6


class Face(StrEnum):
    """A font file, by its name without suffix."""

    SERIF = "SampleSerif-Regular"
    SERIF_BOLD = "SampleSerif-Bold"
    SERIF_ITALIC = "SampleSerif-Italic"
    SONG = "SampleSong-Regular"
    SONG_BOLD = "SampleSong-Bold"
    NASKH = "SampleNaskh-Regular"
    NASKH_BOLD = "SampleNaskh-Bold"

    @property
    def path(self) -> Path:
        """Where its file is."""
        return FOLDER / f"{self}.ttf"


#: The faces of tests that print Arabic, which the two texts do not need.
ARABIC = frozenset({Face.NASKH, Face.NASKH_BOLD})


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

    A font with Chinese characters becomes the Song, one with Arabic letters the Naskh, another one
    the Serif. The subsets get names of their own, as the fonts' licence asks of changed versions.
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
    """What is kept of a font; only Arabic needs to be joined."""
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
