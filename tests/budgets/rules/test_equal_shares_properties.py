"""Equal shares against the definition, and what the literature promises of it."""

from random import Random

import pytest
from hypothesis import given

from budgets.rules import equal_shares
from tests.budgets.rules.elections import Election, elections, random_election
from tests.budgets.rules.properties import Property
from tests.budgets.rules.shares_properties import (
    OF_SHARES,
    OF_UNIT_COSTS,
    agrees_with_naive_shares,
)


def test_agrees_with_the_definition_on_thousands_of_small_elections() -> None:
    random = Random(2021)  # noqa: S311
    for _ in range(2500):
        agrees_with_naive_shares(equal_shares.count, random_election(random))


def test_agrees_with_the_definition_on_larger_elections() -> None:
    random = Random(2022)  # noqa: S311
    for _ in range(60):
        election = random_election(random, most_projects=12, most_voters=30)
        agrees_with_naive_shares(equal_shares.count, election)


@pytest.mark.parametrize("holds", OF_SHARES, ids=lambda holds: holds.__name__)
@given(election=elections())
def test_equal_shares_keeps_its_promise(holds: Property, election: Election) -> None:
    holds(equal_shares.count, election)


@pytest.mark.parametrize("holds", OF_UNIT_COSTS, ids=lambda holds: holds.__name__)
@given(election=elections(costs=(1,), approvals=True))
def test_equal_shares_of_equal_costs_keeps_its_promise(holds: Property, election: Election) -> None:
    holds(equal_shares.count, election)
