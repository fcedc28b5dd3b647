"""Values of an object that are computed once, when they are first asked for."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")


class cached_property(functools.cached_property[T]):  # noqa: N801
    """`functools.cached_property` without the lock that it takes before Python 3.12.

    For what is small, such as the text of a line, the lock takes longer than the value.
    """

    if not TYPE_CHECKING:

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None:
                return self
            value = instance.__dict__[self.attrname] = self.func(instance)
            return value


def knowing(instance: T, **values: Any) -> T:
    """An object, with the values of cached properties that are known before it is asked."""
    instance.__dict__.update(values)
    return instance
