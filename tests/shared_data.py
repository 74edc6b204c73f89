"""Real elections, which are not part of this project: beside the checkout, or where
WIJKSTEM_SHARED_DATA says. Tests that need them skip, saying so, where they are absent."""

import os
from pathlib import Path

import pytest

FOLDER = Path(
    os.environ.get("WIJKSTEM_SHARED_DATA", Path(__file__).parents[1].parent / "shared" / "data")
)


def shared(name: str) -> Path:
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the real election {name} is not at {FOLDER}")
    return path
