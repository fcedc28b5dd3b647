# /// script
# requires-python = ">=3.11,<3.12"
# dependencies = ["quantulum3==0.10.0"]
# ///
"""quantulum3: quantities of any unit in English text."""

from __future__ import annotations

from quantulum3 import parser  # type: ignore[import-not-found]

from benchmarks._peers._serving import serve


def read(text: str, _language: str) -> int:
    """How many quantities it finds."""
    return len(parser.parse(text))


if __name__ == "__main__":
    serve(read)
