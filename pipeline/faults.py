"""Bugs of ours that one document exposes, reported as a sentence in the document's row.

They do not stop other documents. `--verbose` shows their tracebacks.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

#: Set by `pipeline run --verbose`; the processes that read documents inherit it.
VERBOSE_VARIABLE = "PIPELINE_VERBOSE"
#: What to do about a fault: a sentence without its full stop.
REPORT_IT = (
    "Report this error, attach the document, and take the document out of the raw folder until it "
    "is fixed"
)

_PACKAGE = Path(__file__).parent
#: How many characters of a sentence, or of an error's text, to show.
_SHOWN = 200


class FaultInText(Exception):
    """A fault in reading a document's text, with its place.

    Args:
        where: the place, as written by `place`.
        fault: the error.
    """

    def __init__(self, where: str, fault: Exception) -> None:
        super().__init__(f"{where}: {describe(fault)}")


def describe(fault: BaseException) -> str:
    """Describes a fault and where in our code it happened.

    >>> describe(ValueError("no number"))
    'ValueError: no number'
    """
    if isinstance(fault, FaultInText):
        return str(fault)
    said = f"{type(fault).__name__}: {_short(str(fault))}"
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if _PACKAGE in Path(frame.filename).parents]
    if not ours:
        return said
    file = Path(ours[-1].filename).relative_to(_PACKAGE.parent).as_posix()
    return f"{said} ({file}, line {ours[-1].lineno})"


def place(label: str, page: int, sentence: str) -> str:
    """Describes a place in a document.

    >>> place("12", 3, "It rose.")
    'paragraph 12, page 3, “It rose.”'
    """
    return f"paragraph {label}, page {page}, “{_short(sentence)}”"


def show(fault: BaseException) -> None:
    """Prints the traceback if the user asked for it."""
    if os.environ.get(VERBOSE_VARIABLE):
        traceback.print_exception(fault, file=sys.stderr)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
