"""Every property of the budget rules is seen failing against a rule with a mistake in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest

from budgets.rules import account as accounts
from budgets.rules import equal_shares, greedy
from budgets.rules.account import Account, account
from budgets.rules.allocation import Allocation
from budgets.rules.profile import Ballots
from tests.budgets.rules import greedy_properties as of_greedy
from tests.budgets.rules import mistakes as m
from tests.budgets.rules import properties as the
from tests.budgets.rules import shares_properties as of_shares
from tests.budgets.rules.broken_rules import Change, broken
from tests.budgets.rules.elections import EDGE, NEAR, SMALL, Election, random_election

COUNT: dict[str, the.Rule] = {"equal_shares": equal_shares.count, "greedy": greedy.count}
UNIT_COSTS: dict[str, Any] = {"costs": (1,), "approvals": True}


@dataclass(frozen=True)
class Control:
    """With these changes to the rule, `noticed` fails for some election within these bounds."""

    rule: str
    noticed: the.Property
    changes: tuple[Change, ...]
    bounds: Mapping[str, Any] = field(default_factory=dict)


def shares(noticed: the.Property, *changes: Change, **bounds: Any) -> Control:
    return Control("equal_shares", noticed, changes, bounds)


def by_votes(noticed: the.Property, *changes: Change, **bounds: Any) -> Control:
    return Control("greedy", noticed, changes, {"rule": "greedy", **bounds})


CONTROLS = [
    shares(the.order_of_ballots_is_irrelevant, m.FIRST_ON_A_BALLOT),
    shares(the.batches_add_up, m.HEADS),
    shares(the.weight_is_so_many_voters, m.HEADS),
    shares(the.renaming_renames, m.LISTED_ORDER),
    shares(the.renaming_renames, m.BY_NAME),
    shares(the.money_has_no_unit, m.WHOLE_SHARE),
    shares(the.never_overspends, m.ONE_MORE),
    shares(the.never_overspends, m.FROM_THE_RAISED),
    shares(the.never_overspends, m.ROOM_STAYS),
    shares(the.only_what_has_support_is_funded, m.ALL_OF_THEM),
    shares(the.only_what_has_support_is_funded, m.NO_MINIMUM),
    shares(the.minimum_support_is_a_threshold, m.NOT_THE_MINIMUM),
    shares(the.minimum_support_is_a_threshold, m.NO_MINIMUM),
    shares(the.everything_that_fits_is_funded, m.NOT_QUITE_ALL, completion="none"),
    shares(the.ties_say_what_decided, m.DEARER),
    shares(the.ties_say_what_decided, m.DECIDED_BY_VOTES, costs=(5, 10)),
    shares(the.survives_json, m.OPTIONS_IN_A_LIST),
    shares(of_shares.books_balance, m.ROUNDED_PRICE),
    shares(of_shares.books_balance, m.FORGOTTEN_PAYER),
    shares(of_shares.books_balance, m.HEADS_PAY),
    shares(of_shares.just_affordable, m.TOO_POOR),
    shares(of_shares.utilitarian_adds_to_none, m.NO_LAST_CENT),
    shares(of_shares.add1u_adds_to_add1, m.NOT_RAISED),
    shares(of_shares.add1u_adds_to_add1, m.NO_LAST_CENT),
    shares(of_shares.add1e_stops_no_later_than_add1, m.SOON_EXHAUSTED),
    shares(of_shares.add1e_stops_no_later_than_add1, m.NEVER_EXHAUSTED),
    *(
        shares(of_shares.agrees_with_naive_shares, mistake)
        for mistake in (
            m.LISTED_ORDER,
            m.DEARER_FIRST,
            m.NEVER_BY_COST,
            m.FREE_OF_COST,
            m.ONE_MORE,
            m.FROM_THE_RAISED,
            m.WHOLE_SHARE,
            m.ROUNDED_PRICE,
            m.FORGOTTEN_PAYER,
            m.NEVER_EXHAUSTED,
            m.SOON_EXHAUSTED,
            m.THE_FIRST_STANDS,
            m.OTHER_UTILITY,
            m.DEARER,
            m.NEVER_IN_ORDER,
            m.UNREPORTED,
            m.FLOATS_DECIDE,
        )
    ),
    shares(of_shares.agrees_with_naive_shares, m.FEWER_VOTES, costs=(5, 10)),
    shares(of_shares.groups_are_represented_up_to_one, m.HALF_A_SHARE),
    shares(of_shares.groups_are_represented_up_to_one, m.OTHER_UTILITY, costs=SMALL),
    shares(of_shares.groups_are_represented, m.HALF_A_SHARE, **UNIT_COSTS),
    shares(of_shares.engines_agree, m.NO_SLACK),
    shares(of_shares.engines_agree, m.WRONG_FLOATS, costs=NEAR),
    shares(of_shares.engines_agree, m.LEFT_OVER),
    shares(of_shares.engines_agree, m.ONE_POINT),
    shares(of_shares.engines_agree, m.ONCE_EACH),
    shares(of_shares.engines_agree, m.RICHEST_FIRST, costs=EDGE),
    by_votes(the.order_of_ballots_is_irrelevant, m.FIRST_ON_A_BALLOT),
    by_votes(the.batches_add_up, m.HEADS),
    by_votes(the.weight_is_so_many_voters, m.HEADS),
    by_votes(the.renaming_renames, m.LISTED_ORDER),
    by_votes(the.renaming_renames, m.BY_NAME),
    by_votes(the.money_has_no_unit, m.ONE_TOO_MUCH),
    by_votes(the.never_overspends, m.ONE_TOO_MUCH),
    by_votes(the.only_what_has_support_is_funded, m.NO_MINIMUM),
    by_votes(the.only_what_has_support_is_funded, m.FREE_OF_COST, order="votes"),
    by_votes(the.minimum_support_is_a_threshold, m.NOT_THE_MINIMUM),
    by_votes(the.everything_that_fits_is_funded, m.EXACTLY_IS_TOO_MUCH),
    by_votes(the.ties_say_what_decided, m.ALWAYS_THE_LOT),
    by_votes(the.survives_json, m.OPTIONS_IN_A_LIST),
    by_votes(of_greedy.no_project_is_passed_over, m.ALWAYS_STOPS),
    by_votes(of_greedy.no_project_is_passed_over, m.NEVER_PER_EURO),
    by_votes(of_greedy.no_project_is_passed_over, m.DEARER_FIRST),
    by_votes(of_greedy.stop_is_a_beginning_of_skip, m.STOP_FROM_BELOW),
    *(
        by_votes(of_greedy.agrees_with_naive_greedy, mistake)
        for mistake in (
            m.LISTED_ORDER,
            m.HEADS,
            m.ONE_TOO_MUCH,
            m.ALWAYS_STOPS,
            m.NEVER_PER_EURO,
            m.NEVER_BY_COST,
        )
    ),
]


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


@pytest.mark.parametrize("control", CONTROLS, ids=lambda c: f"{c.rule}-{c.noticed.__name__}")
def test_a_mistake_in_the_rule_is_noticed(control: Control) -> None:
    mistaken = broken(control.rule, *control.changes)
    election = counterexample(control.noticed, mistaken, control.bounds)
    control.noticed(COUNT[control.rule], election)


def test_every_property_has_a_control() -> None:
    noticed = {(control.rule, control.noticed) for control in CONTROLS}
    promised = {("equal_shares", holds) for holds in of_shares.OF_SHARES + of_shares.OF_UNIT_COSTS}
    assert noticed == promised | {("greedy", holds) for holds in of_greedy.OF_GREEDY}


def most_votes_first(profile: Ballots, budget: int, **options: Any) -> Allocation:
    """Greedy in the place of equal shares."""
    known = {name: options[name] for name in ("ties", "tie_order", "minimum_support")}
    return greedy.count(profile, budget, **known)


@pytest.mark.parametrize(
    ("holds", "bounds"),
    [
        (of_shares.groups_are_represented_up_to_one, {}),
        (of_shares.groups_are_represented, UNIT_COSTS),
    ],
)
def test_most_votes_first_does_not_represent_groups(
    holds: the.Property, bounds: dict[str, Any]
) -> None:
    holds(equal_shares.count, counterexample(holds, most_votes_first, bounds))


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


@pytest.mark.parametrize("rule", ["equal_shares", "greedy"])
def test_a_copy_without_a_mistake_is_the_same_rule(rule: str) -> None:
    copy = broken(rule, ("state", "", ""))
    assert copy is not COUNT[rule]
    random = Random(7)  # noqa: S311
    for _ in range(20):
        election = random_election(random, rule="greedy" if rule == "greedy" else "shares")
        for holds in of_greedy.OF_GREEDY if rule == "greedy" else of_shares.OF_SHARES:
            holds(copy, election)
