"""The command `pipeline`; `python -m pipeline` is the same."""

from __future__ import annotations

import os
import sys

from pipeline.cli import main


def command() -> None:
    """Runs the command, and ends the process at once.

    What the libraries have loaded takes half a second to be torn down piece by piece, for nothing.
    """
    try:
        main()
    except SystemExit as end:
        if end.code is not None and not isinstance(end.code, int):
            raise  # a text, which Python prints
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            raise end from None  # whoever reads it is gone; Python ends as usual
        os._exit(end.code or 0)


if __name__ == "__main__":
    command()
