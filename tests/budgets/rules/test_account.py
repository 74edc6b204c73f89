"""What one voter's share paid for, worked by hand."""

from fractions import Fraction

from budgets.rules import equal_shares, greedy
from budgets.rules.account import Account, account
from tests.budgets.rules.by_hand import approvals, points


def paid(share: int, *payments: tuple[str, int], left: int) -> Account:
    exact = tuple((project, Fraction(amount)) for project, amount in payments)
    return Account(Fraction(share), exact, Fraction(left))


def test_payments_stand_in_the_order_of_purchase() -> None:
    # Share 20. c: 18 of three, 6 each; then a: 16 of two, 8 each; b lacks money.
    costs = {"a": 16, "b": 30, "c": 18}
    votes = approvals(costs, ("ac", 2), ("cb", 1))
    result = equal_shares.count(votes, 60, completion="none")
    assert result.selected == ("c", "a")
    assert account(result, "abc") == paid(20, ("c", 6), ("a", 8), left=6)
    assert account(result, ["a"]) == paid(20, ("a", 8), left=12)
    assert account(result, "b") == paid(20, left=20)


def test_points_pay_the_price_so_many_times_and_no_more_than_there_is() -> None:
    # Share 20. a: 30 for 3 + 1 points; 22.50 is more than 20, so that voter pays 20 and the
    # other 10.
    votes = points({"a": 30, "z": 60}, ({"a": 3}, 1), ({"a": 1}, 1), ({"z": 5}, 1))
    result = equal_shares.count(votes, 60, completion="none")
    assert account(result, {"a": 3}) == paid(20, ("a", 20), left=0)
    assert account(result, {"a": 1, "z": 0}) == paid(20, ("a", 10), left=10)


def test_a_voter_without_money_paid_nothing_for_what_was_bought_later() -> None:
    # Share 10; a and b are equal, and a stands first in the tie order. a: 20 of two, all they
    # have. Then b: 9 of the one of its supporters who still has money.
    votes = approvals({"a": 20, "b": 9, "c": 40}, ("a", 1), ("ab", 1), ("b", 1), ("c", 1))
    result = equal_shares.count(votes, 40, completion="none", ties="order")
    assert result.selected == ("a", "b")
    assert account(result, "ab") == paid(10, ("a", 10), ("b", 0), left=0)


def test_what_the_completion_bought_was_not_paid_by_shares() -> None:
    # Share 30. d: 40 of two, 20 each. a and b need more than one voter has; 50 is left for b.
    costs = {"a": 60, "b": 50, "d": 40}
    votes = approvals(costs, ("ad", 1), ("bd", 1), ("ab", 1))
    result = equal_shares.count(votes, 90, completion="utilitarian")
    assert result.selected == ("d", "b")
    assert account(result, "bd") == paid(30, ("d", 20), left=10)
    assert account(result, "ab") == paid(30, left=30)


def test_account_is_of_the_share_that_stands() -> None:
    # Share 10, then 14: a is bought by its one supporter. At 18 so is b, and 32 is too much.
    votes = approvals({"a": 14, "b": 18}, ("a", 1), ("b", 1))
    result = equal_shares.count(votes, 20, completion="add1", step=4)
    assert account(result, "a") == paid(14, ("a", 14), left=0)


def test_no_account_without_shares_or_without_support() -> None:
    nothing = Account(None, (), None)
    votes = approvals({"a": 14, "b": 18}, ("a", 1), ("b", 1))
    shared = equal_shares.count(votes, 20, completion="none")
    assert account(shared, "") == account(shared, {"a": 0}) == account(shared, {}) == nothing
    assert account(shared, "a").share == 10
    assert account(equal_shares.count(votes, 32), "a") == nothing  # everything fits
    assert account(greedy.count(votes, 20), "a") == nothing
