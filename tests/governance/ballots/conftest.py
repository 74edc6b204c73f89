"""How many examples the property tests of the ballot box try."""

from tests.examples import load_profile

load_profile()
