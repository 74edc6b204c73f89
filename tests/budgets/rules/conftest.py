"""Where the real elections are, and how many examples the property tests try."""

from pathlib import Path

import pytest

from tests.examples import load_profile
from tests.shared_data import shared

load_profile()


@pytest.fixture(scope="session")
def real_budgets() -> Path:
    """The folder of real .pb files; the test is skipped where it is absent."""
    return shared("budgets")
