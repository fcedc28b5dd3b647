"""The keys of everything that is cached: hashes of what it is made from.

Whoever caches something declares its `Recipe`: the modules whose code makes it, the libraries whose
version may change it, and the data files it depends on. A key is a hash of these, of the form in
which values are stored, and of the inputs. So what is found under a key was made from the same
inputs by the same rules, whenever that was.

A module's sources are its own file, those of all modules of this package that it imports, and the
data files beside them; so a changed rule changes the keys of what it touches and of nothing else,
and nobody has to keep a list. Comments, docstrings and layout do not count.
"""

from __future__ import annotations

import ast
import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline import languages
from pipeline.reading.packing import FORMAT

PACKAGE = "pipeline"
_ROOT = Path(__file__).resolve().parents[1]
#: Libraries whose version may change what is read; others only carry it.
READERS = (
    "babel",
    "charset-normalizer",
    "pdfminer.six",
    "pdfplumber",
    "pikepdf",
    "pypdfium2",
    "python-bidi",
    "rjieba",
)
_KEY_LENGTH = 20
_WITH_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a cached result is made.

    Attributes:
        modules: full names of the modules that make it, such as `pipeline.pages.reader`.
        libraries: distributions whose version may change it.
        files: data files it depends on, besides those next to the modules.
    """

    modules: tuple[str, ...]
    libraries: tuple[str, ...] = READERS
    files: tuple[Path, ...] = ()

    def key(self, *inputs: Any, spoken: Iterable[str] = ()) -> str:
        """The key of a result made from some inputs; without any, the version of the recipe.

        Args:
            inputs: values whose `repr` is complete.
            spoken: codes of the languages whose rules are used.
        """
        digest = hashlib.sha256(_version(self, tuple(sorted(set(spoken)))).encode())
        for value in inputs:
            digest.update(f"\0{value!r}".encode())
        return digest.hexdigest()[:_KEY_LENGTH]


@cache
def _version(recipe: Recipe, spoken: tuple[str, ...]) -> str:
    """A hash of everything that a recipe's results depend on besides their inputs."""
    digest = hashlib.sha256(f"format {FORMAT}\n".encode())
    for library in recipe.libraries:
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    for file in sources(*recipe.modules, *map(languages.module_of, spoken)):
        digest.update(f"{file.relative_to(_ROOT).as_posix()} {_digest(file)}\n".encode())
    for file in recipe.files:
        digest.update(f"{file.name} {_digest(file)}\n".encode())
    return digest.hexdigest()


def sources(*modules: str) -> list[Path]:
    """The files that modules of this package come from, in order."""
    seen: set[Path] = set()
    waiting = [_file(name) for name in modules]
    while waiting:
        file = waiting.pop()
        if file is None or file in seen:
            continue
        seen.add(file)
        waiting += map(_file, _code(file)[1])
    data = {f for p in {file.parent for file in seen} - {_ROOT} for f in p.iterdir()
            if f.is_file() and f.suffix not in {".py", ".md"}}  # fmt: skip
    return sorted(seen | data)


@cache
def _file(name: str) -> Path | None:
    """The file of a module, None for a name within a module or of another package."""
    parts = name.split(".")
    if parts[0] != PACKAGE:
        return None
    path = _ROOT.joinpath(*parts[1:])
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file if file.is_file() else None


@cache
def _digest(file: Path) -> str:
    """A hash of a file's content without comments, for code and TOML."""
    if file.suffix == ".py":
        return _code(file)[0]
    data = file.read_bytes()
    if file.suffix == ".toml":
        data = repr(tomllib.loads(data.decode())).encode()
    return hashlib.sha256(data).hexdigest()


@cache
def _code(file: Path) -> tuple[str, tuple[str, ...]]:
    """A hash of a module's syntax tree, and the full names of what it imports."""
    tree = ast.parse(file.read_bytes())
    names: set[str] = set()
    for node in _statements(tree):
        names.update(_imported(node))
        if isinstance(node, _WITH_DOCSTRING) and ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest(), tuple(sorted(names))


def _statements(tree: ast.AST) -> Iterator[ast.AST]:
    """A syntax tree without its expressions, which are most of it and import nothing."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += (n for n in ast.iter_child_nodes(node) if not isinstance(n, ast.expr))


def _imported(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports, and their packages."""
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module:
        names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    for name in names:
        parts = name.split(".")
        yield from (".".join(parts[:n]) for n in range(1, len(parts) + 1))
