"""The keys of everything that is cached: hashes of what it is made from.

Whoever caches something declares its `Recipe`: the modules whose code makes it, the libraries whose
version may change it, and the data files it depends on. A key is a hash of these, of the form in
which values are stored, and of the inputs. So what is found under a key was made from the same
inputs by the same rules, whenever that was.

A module's sources are its own file, those of all modules of this package that it imports, and the
data files beside them; so a changed rule changes the keys of what it touches and of nothing else,
and nobody has to keep a list. Comments and layout do not count, and docstrings only in what
handles exceptions.
"""

from __future__ import annotations

import hashlib
import opcode
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from itertools import chain
from pathlib import Path
from types import CodeType
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
#: By the file of a module: a hash of its code, and the full names of what it may import.
Code = Mapping[Path, tuple[str, frozenset[str]]]
_known: dict[Path, tuple[str, frozenset[str]]] = {}
#: The instruction that does nothing.
_NOTHING = opcode.opmap["NOP"]


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
    waiting = list(modules)
    while waiting:
        file = _files().get(waiting.pop())
        if file is not None and file not in seen:
            seen.add(file)
            waiting += _code(file)[1]
    data = {f for p in {file.parent for file in seen} - {_ROOT} for f in p.iterdir()
            if f.is_file() and f.suffix not in {".py", ".md"}}  # fmt: skip
    return sorted(seen | data)


@cache
def _files() -> dict[str, Path]:
    """The files of this package's modules by full name."""
    files = {}
    for file in _ROOT.rglob("*.py"):
        *parts, name = file.relative_to(_ROOT).with_suffix("").parts
        files[".".join([PACKAGE, *parts] if name == "__init__" else [PACKAGE, *parts, name])] = file
    return files


@cache
def _digest(file: Path) -> str:
    """A hash of a file's content without comments, for code and TOML."""
    if file.suffix == ".py":
        return _code(file)[0]
    data = file.read_bytes()
    if file.suffix == ".toml":
        data = repr(tomllib.loads(data.decode())).encode()
    return hashlib.sha256(data).hexdigest()


def known_code() -> Code:
    """What this process knows of the modules of this package, for processes that it starts."""
    return dict(_known)


def learn_code(code: Code) -> None:
    """Takes over what another process on this machine knows, so as not to compile all again."""
    _known.update(code)


def _code(file: Path) -> tuple[str, frozenset[str]]:
    """A hash of a module's code, and the full names of what it may import."""
    if file not in _known:
        _known[file] = _compiled(file)
    return _known[file]


def _compiled(file: Path) -> tuple[str, frozenset[str]]:
    # At this level Python leaves docstrings out.
    code = compile(file.read_bytes(), file.name, "exec", dont_inherit=True, optimize=2)
    digest = hashlib.sha256()
    names: set[str] = set()
    for part in _parts(code):
        digest.update(repr(_content(part)).encode())
        names.update(_imported(part))
    return digest.hexdigest(), frozenset(names)


def _parts(code: CodeType) -> Iterator[CodeType]:
    """The code of a module and of everything defined in it."""
    yield code
    for value in code.co_consts:
        if isinstance(value, CodeType):
            yield from _parts(value)


def _content(code: CodeType) -> tuple[object, ...]:
    """What code does: everything but its place in the file."""
    return (
        code.co_qualname,
        _instructions(code),
        code.co_exceptiontable,
        code.co_flags,
        (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount),
        (code.co_names, code.co_varnames, code.co_cellvars, code.co_freevars),
        [_constant(value) for value in code.co_consts],
    )


def _instructions(code: CodeType) -> bytes:
    """The instructions of code, without those that do nothing, which stand for docstrings."""
    operations, operands = code.co_code[::2], code.co_code[1::2]
    if _NOTHING not in operations:
        return code.co_code
    pairs = zip(operations, operands, strict=True)
    return bytes(chain.from_iterable(pair for pair in pairs if pair[0] != _NOTHING))


def _constant(value: object) -> str:
    """A constant of code as text; sets have no order of their own."""
    if isinstance(value, frozenset):
        return f"set {sorted(map(repr, value))}"
    return "code" if isinstance(value, CodeType) else repr(value)


def _imported(code: CodeType) -> Iterator[str]:
    """The modules of this package that code may import, and their packages."""
    # `from pipeline import languages` has the names `pipeline` and `languages`, and a constant with
    # what is taken from `pipeline`.
    names = set(code.co_names)
    taken = {n for value in code.co_consts if isinstance(value, tuple) and names >= set(value)
             for n in value}  # fmt: skip
    for name in names:
        parts = name.split(".")
        if parts[0] == PACKAGE:
            yield from (".".join(parts[:n]) for n in range(1, len(parts) + 1))
            yield from (f"{name}.{one}" for one in taken)
