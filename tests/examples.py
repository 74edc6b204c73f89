"""How many examples the property tests of the rules try: few in every run, many on request."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("WIJKSTEM_EXAMPLES", "150"))


def load_profile() -> None:
    """Take the number of examples from WIJKSTEM_EXAMPLES, 150 where it is absent."""
    settings.register_profile(
        "rules",
        settings(),  # what the house already set
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("rules")
