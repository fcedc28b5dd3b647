"""Imported by a process that has no use for pandas, it keeps Arrow from importing that.

Arrow imports pandas with the first values that it takes from Python, only to tell whether they are
of pandas, which takes 0.2 seconds and 40 MB. It still imports pandas where that is asked for.
"""

from __future__ import annotations

import sys

import pyarrow as pa


class _NoPandas:
    """Finds that pandas is not installed."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("kept from being imported", name=name)


if "pandas" not in sys.modules:
    sys.meta_path.insert(0, _NoPandas)
    try:
        pa.array([True])
    finally:
        sys.meta_path.remove(_NoPandas)
