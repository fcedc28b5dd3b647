"""Keeps libraries from importing what they would not use here, which takes seconds.

What is asked for by name, now or later, is imported as usual.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any


@contextmanager
def without(*packages: str) -> Iterator[None]:
    """In this block, packages that are not imported yet cannot be, as if they were not installed.

    Args:
        packages: top-level names of packages that the importing library can do without.
    """
    hidden = _Hidden(frozenset(name for name in packages if name not in sys.modules))
    sys.meta_path.insert(0, hidden)
    try:
        yield
    finally:
        sys.meta_path.remove(hidden)


class _Hidden:
    """Finds that packages are not installed."""

    def __init__(self, packages: frozenset[str]) -> None:
        self._packages = packages

    def find_spec(self, name: str, *_: object) -> None:
        if name.partition(".")[0] in self._packages:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def import_later(module: str) -> None:
    """Imports a module when one of its attributes is first used, if it is installed.

    Args:
        module: its full name; the packages around it are imported now.
    """
    spec = None if module in sys.modules else find_spec(module)
    if spec is None or spec.loader is None:
        return
    later = sys.modules[module] = module_from_spec(spec)
    later.__class__ = _Later
    package, _, name = module.rpartition(".")
    if package:
        setattr(import_module(package), name, later)


class _Later(ModuleType):
    """A module that is executed when it is first asked for something.

    The standard library's `LazyLoader` executes it as soon as another module imports it by name.
    """

    def __getattr__(self, name: str) -> Any:
        self.__class__ = ModuleType  # type: ignore[assignment]
        assert self.__spec__ is not None
        assert self.__spec__.loader is not None
        self.__spec__.loader.exec_module(self)
        return getattr(self, name)
