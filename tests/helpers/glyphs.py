"""Runs of one glyph each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec.structs import astuple

from pipeline.pages.drawing import EVERYWHERE, Glyphs, Numbers, Runs
from pipeline.pages.page import Box


def one_by_one(
    texts: Sequence[str], boxes: Sequence[Box], *, size: float = 10.0
) -> tuple[Runs, Glyphs]:
    """Glyphs of one font, each a run of its own that stands on the lower edge of its box."""
    numbers = Numbers()
    x0, top, x1, bottom = np.array([*map(astuple, boxes)], float).T
    text = np.array([numbers[text] for text in texts])
    at = np.arange(len(texts))
    zeros = np.zeros_like(at)
    runs = Runs(
        at, at + 1, top, bottom, zeros + size, bottom, zeros, zeros, zeros - 1, at, zeros > 0,
        zeros * 1.0, np.tile(EVERYWHERE, (len(at), 1)), ("serif",), ((0.0, 0.0, 0.0),),
    )  # fmt: skip
    return runs, Glyphs(tuple(numbers), text, x0, x1)


def apart(runs: Runs) -> Runs:
    """The same glyphs, each a run of its own."""
    of, at = runs.places()
    one_each = runs.take(of)
    one_each.begin, one_each.end = at, at + 1
    return one_each


def texts_of(runs: Runs, glyphs: Glyphs) -> list[str]:
    """The texts of all glyphs, in order."""
    return [glyphs.texts[index] for index in glyphs.text[runs.places()[1]].tolist()]
