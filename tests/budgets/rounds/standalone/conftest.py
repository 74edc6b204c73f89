"""How many examples the property tests of the recount try."""

from tests.examples import load_profile

load_profile()
