"""Great Expectations, without what it does in vain.

Importing it also imports SciPy's statistics and a library for charts, which it only needs for
expectations about distributions, and libraries of databases: together half of the time. A
validation builds the same objects dozens of times for each expectation, and copies all columns to
look at one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from pipeline.imports import import_later, without

#: Where Great Expectations would look for rows, and can do without.
_STORES = ("boto3", "botocore", "google", "sqlalchemy")

import_later("scipy.stats")
import_later("altair")
with without(*_STORES):
    import great_expectations as gx
from great_expectations.core import RunIdentifier, id_dict  # noqa: E402
from great_expectations.data_context.data_context.abstract_data_context import (  # noqa: E402
    AbstractDataContext,
)
from great_expectations.execution_engine import pandas_execution_engine  # noqa: E402
from great_expectations.execution_engine.pandas_execution_engine import (  # noqa: E402
    PandasExecutionEngine,
)
from great_expectations.expectations.expectation import Expectation  # noqa: E402
from great_expectations.expectations.expectation_configuration import (  # noqa: E402
    ExpectationConfiguration,
)
from great_expectations.util import (  # noqa: E402
    convert_to_json_serializable as as_json,
)

__all__ = ["RunIdentifier", "gx", "without_repetition"]

#: What names a column that is looked at.
_COLUMNS = ("column", "column_A", "column_B")
#: Types of values that are the same in JSON.
_PLAIN = {str, int, bool, type(None)}


@contextmanager
def without_repetition() -> Iterator[None]:
    """A validation in this block makes what it needs of an expectation once, and copies less.

    Its context, which is in memory, is not written as a configuration file either.
    """
    expectations: dict[int, tuple[ExpectationConfiguration, dict[str, Any], Expectation]] = {}
    make_expectation = ExpectationConfiguration.to_domain_obj
    configuration = vars(Expectation)["configuration"].fget
    get_rows = PandasExecutionEngine.get_domain_records
    sum_of = pandas_execution_engine.hash_pandas_dataframe

    def to_domain_obj(self: ExpectationConfiguration) -> Expectation:
        _, kwargs, made = expectations.get(id(self), (self, None, None))
        if made is None or kwargs != self.kwargs:  # a validation adds to them
            made = make_expectation(self)
            expectations[id(self)] = self, dict(self.kwargs), made
        return made

    def get_domain_records(self: PandasExecutionEngine, domain_kwargs: dict[str, Any]) -> Any:
        """The rows to look at, with only the columns to look at."""
        rows = get_rows(self, domain_kwargs)
        columns = {domain_kwargs[name]: None for name in _COLUMNS if name in domain_kwargs}
        return rows[list(columns)] if columns else rows

    def looked_at(self: PandasExecutionEngine, domain_kwargs: dict[str, Any]) -> object:
        return id(self), *((name, repr(domain_kwargs[name])) for name in sorted(domain_kwargs))

    def convert_to_json_serializable(data: Any) -> Any:
        """What is plain already is looked at once, not value by value."""
        return data if _PLAIN.issuperset(map(type, data.values())) else as_json(data)

    with (
        _replaced(Expectation, "configuration", property(_once(configuration, id))),
        mock.patch.object(ExpectationConfiguration, "to_domain_obj", to_domain_obj),
        mock.patch.object(
            PandasExecutionEngine, "get_domain_records", _once(get_domain_records, looked_at)
        ),
        mock.patch.object(id_dict, "convert_to_json_serializable", convert_to_json_serializable),
        mock.patch.object(pandas_execution_engine, "hash_pandas_dataframe", _once(sum_of, id)),
        mock.patch.object(AbstractDataContext, "_save_project_config"),
    ):
        yield


def _once(function: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
    """A function that keeps its results.

    Args:
        function: the function.
        key: what its arguments are kept under; they are kept too, as it may be the id of one.
    """
    kept: dict[object, tuple[Any, Any]] = {}

    def once(*arguments: Any, **named: Any) -> Any:
        of = key(*arguments, **named)
        if of not in kept:
            kept[of] = (arguments, named), function(*arguments, **named)
        return kept[of][1]

    return once


@contextmanager
def _replaced(owner: type, name: str, value: object) -> Iterator[None]:
    """Replaces an attribute of a class whose metaclass does not allow it."""
    original = vars(owner)[name]
    type.__setattr__(owner, name, value)
    try:
        yield
    finally:
        type.__setattr__(owner, name, original)
