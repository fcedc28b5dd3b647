"""Faults of our own that one document brings to light: told in a sentence, as data of the document.

They stop no other document. Their traceback is shown to whoever asks for it with `--verbose`.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

#: Set by `pipeline run --verbose`; the processes that read documents inherit it.
VERBOSE_VARIABLE = "PIPELINE_VERBOSE"
#: What to do about a fault, the end of a sentence that tells it.
MEND = "Report it with the document, and take the document out of the raw folder until then"

_PACKAGE = Path(__file__).parent
#: Characters of a sentence, and of what an error says, that are shown.
_SHOWN = 200


class FaultInText(Exception):
    """A fault while a document's text was read, with the place.

    Args:
        where: the place, as `place` tells it.
        fault: what happened there.
    """

    def __init__(self, where: str, fault: Exception) -> None:
        super().__init__(f"{where}: {told(fault)}")


def told(fault: BaseException) -> str:
    """What a fault is and where in our code it happened.

    >>> told(ValueError("no number"))
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
    """Where in a document something stands.

    >>> place("12", 3, "It rose.")
    'paragraph 12, page 3, “It rose.”'
    """
    return f"paragraph {label}, page {page}, “{_short(sentence)}”"


def show(fault: BaseException) -> None:
    """Prints the traceback where that was asked for."""
    if os.environ.get(VERBOSE_VARIABLE):
        traceback.print_exception(fault, file=sys.stderr)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
