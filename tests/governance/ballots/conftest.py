"""How many examples the property tests of the ballot box try."""

import pytest

from tests.examples import load_profile

pytest.register_assert_rewrite("tests.governance.ballots.lives")

load_profile()
