"""The pictures of pages: sixteen shades of grey."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from pipeline.release.site.pictures import _png


@pytest.mark.parametrize("width", [255, 256])  # two pixels share a byte
def test_a_picture_has_the_nearest_of_sixteen_shades(width: int) -> None:
    grey = np.tile(np.arange(256 - width, 256, dtype=np.uint8), (3, 1))
    shown = np.array(Image.open(io.BytesIO(_png(grey))).convert("L"))
    assert shown.shape == grey.shape
    assert set(np.unique(shown).tolist()) == set(range(0, 256, 17))
    assert np.abs(shown.astype(int) - grey).max() <= 17 // 2 + 1
    assert (shown[:, -1] == 255).all()  # what is white stays white
