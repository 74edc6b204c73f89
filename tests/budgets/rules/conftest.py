"""Where the real elections are, and how many examples the property tests try."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.shared_data import shared

settings.register_profile(
    "rules",
    settings(),  # what the house already set
    max_examples=int(os.environ.get("WIJKSTEM_EXAMPLES", "150")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("rules")


@pytest.fixture(scope="session")
def real_budgets() -> Path:
    """The folder of real .pb files; the test is skipped where it is absent."""
    return shared("budgets")
