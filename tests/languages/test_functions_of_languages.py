"""What several languages do in the same way is done once, in the engine, with words of each."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pipeline.languages

PACKAGES = Path(pipeline.languages.__file__).parent
#: Functions that languages each have, since what they do is grammar and differs.
GRAMMAR = {
    # Asked for by the engine: `Words`, `NounClasses`, `Coordinated`.
    "noun_phrase", "_heads", "_is_another_plural",
    # What makes a word a noun, a plural or an adjective, and which noun is counted.
    "_is_noun", "_is_plural", "_is_adjective", "_with_adjectives", "_head",
}  # fmt: skip


def test_no_two_languages_have_the_same_function() -> None:
    having: dict[str, set[str]] = defaultdict(set)
    bodies: dict[str, set[str]] = defaultdict(set)
    for path in sorted(PACKAGES.glob("??/*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                having[node.name].add(path.parent.name)
                said = ast.get_docstring(node) is not None
                bodies["\n".join(map(ast.unparse, node.body[said:]))].add(path.parent.name)
    assert {name for name, codes in having.items() if len(codes) > 1} == GRAMMAR
    assert not [body for body, codes in bodies.items() if len(codes) > 1]
