"""How a peer's script is asked to read texts: a line of JSON for each request and each answer."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable


def serve(read: Callable[[str, str], int]) -> None:
    """Answers requests until there are no more.

    A request has the `language` and the `texts`; the answer the `seconds` of the processor that
    reading took, and how many quantities were `found`.

    Args:
        read: the number of quantities found in a text of a language.
    """
    for line in sys.stdin:
        request = json.loads(line)
        start = time.process_time()
        found = sum(read(text, request["language"]) for text in request["texts"])
        answer = {"seconds": time.process_time() - start, "found": found}
        print(json.dumps(answer), flush=True)
