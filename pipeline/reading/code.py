"""The version of the code that makes a value: a hash of the modules that it comes from.

A module's sources are its own file, those of all modules of this package that it imports, and the
data files beside them; so a changed rule changes the version of what it touches and of nothing
else, and nobody has to keep a list.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

PACKAGE = "pipeline"
_ROOT = Path(__file__).resolve().parents[1]
#: Libraries whose version may change what is read; others only carry it.
LIBRARIES = (
    "babel",
    "charset-normalizer",
    "pdfminer.six",
    "pdfplumber",
    "pikepdf",
    "pypdfium2",
    "python-bidi",
    "rjieba",
)


@cache
def code_version(*modules: str) -> str:
    """A hash of the sources that modules of this package come from, 16 characters.

    Args:
        modules: their full names, such as `pipeline.pages.reader`.
    """
    digest = hashlib.sha256()
    for library in LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    for file in sources(*modules):
        digest.update(file.relative_to(_ROOT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def sources(*modules: str) -> list[Path]:
    """The files that modules of this package come from, in order."""
    seen: set[Path] = set()
    waiting = [_file(name) for name in modules]
    while waiting:
        file = waiting.pop()
        if file is None or file in seen:
            continue
        seen.add(file)
        waiting += map(_file, _imported(file))
    data = {f for p in {file.parent for file in seen} - {_ROOT} for f in p.iterdir()
            if f.is_file() and f.suffix not in {".py", ".md"}}  # fmt: skip
    return sorted(seen | data)


def _file(name: str) -> Path | None:
    """The file of a module, None for a name within a module or of another package."""
    parts = name.split(".")
    if parts[0] != PACKAGE:
        return None
    path = _ROOT.joinpath(*parts[1:])
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file if file.is_file() else None


@cache
def _imported(file: Path) -> tuple[str, ...]:
    """Full names of what a file imports, and of the packages that it stands in."""
    names = _names(ast.parse(file.read_bytes()))
    return tuple(".".join(parts[:n]) for parts in (name.split(".") for name in names)
                 for n in range(1, len(parts) + 1))  # fmt: skip


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
