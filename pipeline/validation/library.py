"""Great Expectations, without what it does in vain.

Importing it also imports SciPy's statistics and a library for charts, which it only needs for
expectations about distributions, and libraries of databases: together half of the time. A
validation builds the same objects dozens of times for each expectation, and copies all columns to
look at one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from pipeline.imports import import_later, without

#: Where Great Expectations would look for rows, and can do without.
_STORES = ("boto3", "botocore", "google", "sqlalchemy")

import_later("scipy.stats")
import_later("altair")
with without(*_STORES):
    import great_expectations as gx  # after what it would import
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
    configurations: dict[int, tuple[Expectation, ExpectationConfiguration]] = {}
    expectations: dict[int, tuple[ExpectationConfiguration, dict[str, Any], Expectation]] = {}
    make_configuration = vars(Expectation)["configuration"].fget
    make_expectation = ExpectationConfiguration.to_domain_obj
    looked_at: dict[tuple[object, ...], tuple[PandasExecutionEngine, Any]] = {}
    get_rows = PandasExecutionEngine.get_domain_records
    sums: dict[int, tuple[Any, str]] = {}
    sum_of: Any = pandas_execution_engine.hash_pandas_dataframe

    def configuration(self: Expectation) -> ExpectationConfiguration:
        if id(self) not in configurations:
            configurations[id(self)] = self, make_configuration(self)
        return configurations[id(self)][1]

    def to_domain_obj(self: ExpectationConfiguration) -> Expectation:
        _, kwargs, made = expectations.get(id(self), (self, None, None))
        if made is None or kwargs != self.kwargs:  # a validation adds to them
            made = make_expectation(self)
            expectations[id(self)] = self, dict(self.kwargs), made
        return made

    def get_domain_records(self: PandasExecutionEngine, domain_kwargs: dict[str, Any]) -> Any:
        """The rows to look at, with only the columns to look at."""
        key = (id(self), *((name, repr(domain_kwargs[name])) for name in sorted(domain_kwargs)))
        if key not in looked_at:
            rows = get_rows(self, domain_kwargs)
            columns = {domain_kwargs[name]: None for name in _COLUMNS if name in domain_kwargs}
            looked_at[key] = self, rows[list(columns)] if columns else rows
        return looked_at[key][1]

    def hash_pandas_dataframe(frame: Any) -> str:
        if id(frame) not in sums:
            sums[id(frame)] = frame, sum_of(frame)
        return sums[id(frame)][1]

    def convert_to_json_serializable(data: Any) -> Any:
        """What is plain already is looked at once, not value by value."""
        return data if _PLAIN.issuperset(map(type, data.values())) else as_json(data)

    with (
        _replaced(Expectation, "configuration", property(configuration)),
        mock.patch.object(ExpectationConfiguration, "to_domain_obj", to_domain_obj),
        mock.patch.object(PandasExecutionEngine, "get_domain_records", get_domain_records),
        mock.patch.object(id_dict, "convert_to_json_serializable", convert_to_json_serializable),
        mock.patch.object(pandas_execution_engine, "hash_pandas_dataframe", hash_pandas_dataframe),
        mock.patch.object(AbstractDataContext, "_save_project_config"),
    ):
        yield


@contextmanager
def _replaced(owner: type, name: str, value: object) -> Iterator[None]:
    """Replaces an attribute of a class whose metaclass does not allow it."""
    original = vars(owner)[name]
    type.__setattr__(owner, name, value)
    try:
        yield
    finally:
        type.__setattr__(owner, name, original)
