"""Stands above the copied tests: the same examples in every run, and none made smaller."""

import os

from hypothesis import Phase, settings

os.environ.setdefault("WIJKSTEM_EXAMPLES", "50")
settings.register_profile(
    "mutants",
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("mutants")
