"""An S3-compatible storage of the tests' own, and a bucket in it."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator

import pytest
from servers import Storage
from upath import UPath

from pipeline.storage import location

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def storage() -> Iterator[Storage]:
    """A storage that the environment names, as it does for operators."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    served = Storage()
    with served.running(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", served.endpoint)
        patch.setenv("AWS_ACCESS_KEY_ID", "tester")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.delenv("AWS_PROFILE", raising=False)
        yield served


def new_bucket() -> UPath:
    made = location(f"s3://figures-{next(_NUMBERS)}")
    made.mkdir()
    return made


@pytest.fixture
def bucket(storage: Storage) -> UPath:  # noqa: ARG001 -- serves it
    return new_bucket()


@pytest.fixture(scope="module")
def sample_bucket(storage: Storage) -> UPath:  # noqa: ARG001 -- serves it
    """A bucket for all tests of a module."""
    return new_bucket()
