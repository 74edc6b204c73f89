"""Every property of the budget rules is seen failing: there is a mistake that it notices.

`make mutants` asks the other question, of each place in the source: whether any test notices.
"""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import pytest

from budgets.rules import account as accounts
from budgets.rules import array_run, equal_shares, greedy
from budgets.rules.account import Account, account
from budgets.rules.allocation import Allocation
from budgets.rules.plain_run import PlainRun
from tests.budgets.rules import greedy_properties as of_greedy
from tests.budgets.rules import mistakes as m
from tests.budgets.rules import properties as the
from tests.budgets.rules import shares_properties as of_shares
from tests.budgets.rules.elections import Election, random_election

UNIT_COSTS: dict[str, Any] = {"costs": (1,), "approvals": True}

BOTH: dict[the.Property, m.Mistake] = {
    the.order_of_ballots_is_irrelevant: m.FIRST_ON_A_BALLOT,
    the.batches_add_up: m.ONE_VOTE_EACH,
    the.weight_is_so_many_voters: m.ONE_VOTE_EACH,
    the.renaming_renames: m.BY_NAME,
    the.money_has_no_unit: m.A_CENT_LESS,
    the.never_overspends: m.A_CENT_MORE,
    the.only_what_has_support_is_funded: m.NO_MINIMUM,
    the.minimum_support_is_a_threshold: m.HIGHER_MINIMUM,
    the.everything_that_fits_is_funded: m.A_CENT_LESS,
    the.ties_say_what_decided: m.LAST_OF_EQUALS,
    the.survives_json: m.SELECTED_IN_A_LIST,
}
SHARES = BOTH | {
    of_shares.books_balance: m.ONE_VOTE_EACH,
    of_shares.just_affordable: m.A_CENT_LESS,
    of_shares.utilitarian_adds_to_none: m.NEVER_COMPLETED,
    of_shares.add1u_adds_to_add1: m.ADD1U_AS_ADD1,
    of_shares.add1e_stops_no_later_than_add1: m.ADD1E_AS_NONE,
    of_shares.groups_are_represented_up_to_one: m.most_votes_first,
    of_shares.groups_are_represented: m.most_votes_first,
    of_shares.agrees_with_naive_shares: m.UPSIDE_DOWN,
}
GREEDY = BOTH | {
    of_greedy.no_project_is_passed_over: m.ALWAYS_STOPS,
    of_greedy.stop_is_a_beginning_of_skip: m.STOP_BY_THE_OTHER_ORDER,
    of_greedy.agrees_with_naive_greedy: m.UPSIDE_DOWN,
}


def counterexample(holds: the.Property, mistaken: the.Rule, bounds: Mapping[str, Any]) -> Election:
    """An election for which the property does not hold; always the same one."""
    random = Random(2021)  # noqa: S311
    for _ in range(5000):
        election = random_election(random, **bounds)
        try:
            holds(mistaken, election)
        except (AssertionError, ArithmeticError):
            return election
    raise AssertionError("the mistake goes unnoticed")


@pytest.mark.parametrize("holds", [*of_shares.OF_SHARES, *of_shares.OF_UNIT_COSTS])
def test_property_of_equal_shares_notices_a_mistake(holds: the.Property) -> None:
    if holds is of_shares.engines_agree:
        return  # below, where an engine has the mistake
    bounds = UNIT_COSTS if holds in of_shares.OF_UNIT_COSTS else {}
    election = counterexample(holds, SHARES[holds](equal_shares.count), bounds)
    holds(equal_shares.count, election)


@pytest.mark.parametrize("holds", of_greedy.OF_GREEDY)
def test_property_of_greedy_notices_a_mistake(holds: the.Property) -> None:
    election = counterexample(holds, GREEDY[holds](greedy.count), {"rule": "greedy"})
    holds(greedy.count, election)


def test_an_engine_that_trusts_its_floats_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A constant, which no mutant changes."""
    with monkeypatch.context() as patched:
        patched.setattr(array_run, "ROUNDING", 0.0)
        election = counterexample(of_shares.engines_agree, equal_shares.count, {})
    of_shares.engines_agree(equal_shares.count, election)


def test_rates_that_are_floats_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = PlainRun._exact_rate
    with monkeypatch.context() as patched:
        patched.setattr(PlainRun, "_exact_rate", lambda run, project: float(exact(run, project)))
        election = counterexample(of_shares.agrees_with_naive_shares, equal_shares.count, {})
    of_shares.agrees_with_naive_shares(equal_shares.count, election)


def an_approval_each(result: Allocation, supported: Mapping[str, int]) -> Account:
    """An account that takes points for approvals."""
    return account(result, list(supported))


def without_a_limit(result: Allocation, supported: Mapping[str, int]) -> Account:
    """An account of full prices, also where the share was used up."""
    mine, payments = account(result, supported), []
    for project, paid in mine.payments:
        price = result.outcome(project).price
        payments.append((project, paid if price is None else price * supported[project]))
    return Account(mine.share, tuple(payments), mine.left)


@pytest.mark.parametrize("mistaken", [an_approval_each, without_a_limit])
def test_a_mistake_in_the_account_is_noticed(
    monkeypatch: pytest.MonkeyPatch, mistaken: Callable[..., Account]
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(accounts, "account", mistaken)
        election = counterexample(of_shares.books_balance, equal_shares.count, {})
    of_shares.books_balance(equal_shares.count, election)
