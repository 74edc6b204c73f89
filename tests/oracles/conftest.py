"""Elections in the thousands, counted here and by programs that this project did not write."""

import os
from importlib.util import find_spec

import pytest

from tests.examples import load_profile

if find_spec("pabutools") is None:
    raise pytest.UsageError("These tests need an environment of their own: run `make oracles`.")

os.environ.setdefault("WIJKSTEM_EXAMPLES", "1000")
load_profile()


@pytest.fixture(scope="session")
def examples() -> int:
    """How many seeded elections a test counts."""
    return int(os.environ["WIJKSTEM_EXAMPLES"])
