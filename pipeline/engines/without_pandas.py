"""Imported by a process that has no use for pandas, it keeps Arrow from importing that.

Arrow imports pandas with the first values that it takes from Python, only to tell whether they are
of pandas, which takes 0.2 seconds and 40 MB. It still imports pandas where that is asked for.
"""

from __future__ import annotations

import pyarrow as pa

from pipeline.imports import without

with without("pandas"):
    pa.array([True])
