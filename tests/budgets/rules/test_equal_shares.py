"""Equal shares, worked by hand."""

from fractions import Fraction

import pytest

from budgets.rules import equal_shares
from budgets.rules.account import account
from budgets.rules.allocation import Reason, Resolution, Stop
from budgets.rules.equal_shares import Progress
from budgets.rules.profile import Profile
from tests.budgets.rules.by_hand import approvals, points, reasons

PARK = approvals({"park": 60, "shed": 45, "sign": 30}, ("", 2)).projects


def street() -> Profile:
    """Ten voters and a budget of 100, so a share of 10.

    park 60, six supporters, 10 each.  shed 45, five, of whom one also supports park.
    sign 30, one supporter, who also supports shed.
    """
    ballots = [({"park"}, 5), ({"park", "shed"}, 1), ({"shed"}, 3), ({"shed", "sign"}, 1)]
    return Profile.from_counts(PARK, [*ballots, (set(), 2)])


def test_first_round_goes_to_the_most_votes() -> None:
    result = equal_shares.count(street(), 100, completion="none")
    park = result.outcome("park")
    assert (park.place, park.price, park.payers, park.paying_full) == (1, 10, 6, 6)
    assert result.selected == ("park",)
    assert result.spent == 60
    assert (result.voters, result.blank) == (10, 2)


def test_missed_project_tells_what_its_supporters_still_had() -> None:
    shed = equal_shares.count(street(), 100, completion="none").outcome("shed")
    assert (shed.reason, shed.left, shed.short) == (Reason.SUPPORTERS_SHORT, 40, 5)
    assert (shed.funded, shed.place, shed.price) == (False, None, None)


def test_add1_ends_just_before_the_next_step_would_overspend() -> None:
    # With 11 each park still takes 10 of six, so one supporter of shed keeps 1: 4 * 11 + 1 = 45
    # buys shed too, and 60 + 45 is more than 100.
    result = equal_shares.count(street(), 100, completion="add1", step=1)
    assert result.selected == ("park",)
    assert result.shares is not None
    assert result.shares.first == result.shares.final == 10
    assert (result.shares.runs, result.shares.final_run) == (2, 1)
    assert result.shares.stopped is Stop.NEXT_WOULD_OVERSPEND


def test_add1_raises_the_share_by_the_declared_step() -> None:
    # Two voters with 10, 13, 16, ... each. b is bought at once, a when one voter has 16. The
    # other buys c, after the cheaper b, with 26 or more: at 28, and then 40 > 20 is spent.
    costs = {"a": 14, "b": 6, "c": 20}
    result = equal_shares.count(
        approvals(costs, ("a", 1), ("bc", 1)), 20, step=3, completion="add1"
    )
    assert set(result.selected) == {"a", "b"}
    assert result.shares is not None
    assert (result.shares.first, result.shares.final, result.shares.step) == (10, 25, 3)
    assert (result.shares.runs, result.shares.final_run) == (7, 6)
    assert result.spent == 20


def test_poor_supporters_pay_all_they_have_and_the_others_the_rest() -> None:
    # Share 10. Four pay 9 each for a. Then b has one supporter with 1 and two who pay 6.
    costs = {"a": 36, "b": 13, "c": 100}
    votes = approvals(costs, ("a", 3), ("ab", 1), ("b", 2), ("c", 4))
    result = equal_shares.count(votes, 100, completion="none")
    assert result.selected == ("a", "b")
    a, b = result.outcome("a"), result.outcome("b")
    assert (a.price, a.payers, a.paying_full, a.left) == (9, 4, 4, 3)
    assert (b.price, b.payers, b.paying_full, b.left) == (6, 3, 2, 8)
    assert account(result, {"a", "b"}).payments == (("a", 9), ("b", 1))


def test_cost_and_cardinality_choose_differently() -> None:
    # a: 6 voters, 60, so 10 each: per euro 1/6. b: 5 voters, 20, so 4 each: per euro 1/5.
    costs = {"a": 60, "b": 20, "c": 80}
    votes = approvals(costs, ("a", 1), ("ab", 5), ("c", 4))
    assert equal_shares.count(votes, 100, utility="cost", completion="none").selected == ("a",)
    assert equal_shares.count(votes, 100, utility="cardinality", completion="none").selected == (
        "b",
    )


def test_everything_fits_is_funded_in_order_of_votes() -> None:
    votes = approvals({"a": 10, "b": 20, "none": 5}, ("a", 1), ("b", 2))
    result = equal_shares.count(votes, 30, completion="add1")
    assert result.selected == ("b", "a")
    assert reasons(result) == {
        "a": "everything_fits",
        "b": "everything_fits",
        "none": "no_support",
    }
    assert result.shares is not None
    assert result.shares.stopped is Stop.EVERYTHING_FITS
    assert (result.shares.first, result.shares.runs, result.shares.final_run) == (10, 0, 0)


def test_everything_but_a_cent_does_not_fit() -> None:
    votes = approvals({"a": 10, "b": 20}, ("a", 1), ("b", 2))
    result = equal_shares.count(votes, 29, step=1, completion="add1")
    assert result.selected != ("b", "a")
    assert result.spent <= 29


def test_outside_the_vote() -> None:
    costs = {"f": 0, "d": 101, "n": 5, "a": 10}
    result = equal_shares.count(
        approvals(costs, ("f", 1), ("a", 1), ("d", 9)), 100, completion="add1"
    )
    assert reasons(result) == {
        "f": "costs_nothing",
        "d": "above_budget",
        "n": "no_support",
        "a": "everything_fits",
    }
    assert result.voters == 11
    assert result.outcome("d").short == 1


@pytest.mark.parametrize(
    ("costs", "ballots", "chosen", "how"),
    [
        ({"a": 6, "b": 5}, [("ab", 1)], "b", Resolution.CHEAPER),
        ({"a": 5, "b": 5}, [("ab", 1)], "a", Resolution.TIE_ORDER),
    ],
)
def test_ties_are_resolved_and_reported(
    costs: dict[str, int], ballots: list[tuple[str, int]], chosen: str, how: Resolution
) -> None:
    result = equal_shares.count(approvals(costs, *ballots), 9, completion="none")
    (tie,) = result.ties
    assert (tie.run, tie.place, tie.tied, tie.chosen) == (1, 1, ("a", "b"), chosen)
    assert tie.resolved_by is how
    assert result.selected == (chosen,)


def test_tie_order_alone_decides_where_that_is_declared() -> None:
    votes = approvals({"a": 6, "b": 5}, ("ab", 1))
    for order in ("ab", "ba"):
        result = equal_shares.count(votes, 9, completion="none", ties="order", tie_order=order)
        assert result.selected == (order[0],)
        (tie,) = result.ties
        assert (tie.tied, tie.chosen) == (tuple(order), order[0])
        assert tie.resolved_by is Resolution.TIE_ORDER


def test_tie_of_equal_cost_goes_to_more_votes() -> None:
    # Share 6, and d takes all of its four supporters. Then two pay 5 for a, and two for b, whose
    # third supporter has nothing left. e keeps everything from fitting.
    costs = {"d": 24, "a": 10, "b": 10, "e": 54}
    votes = approvals(costs, ("d", 3), ("db", 1), ("a", 2), ("b", 2), ("e", 1))
    result = equal_shares.count(votes, 54, completion="none")
    assert result.selected == ("d", "b", "a")
    (tie,) = result.ties
    assert (tie.place, tie.tied, tie.chosen) == (2, ("a", "b"), "b")
    assert tie.resolved_by is Resolution.VOTES
    assert (result.outcome("b").payers, result.outcome("b").votes) == (2, 3)


def test_a_third_of_a_cent_decides_where_floats_see_no_difference() -> None:
    budget = 10**18
    third = budget // 3  # the share is a third of a cent more
    votes = approvals({"a": third, "b": third + 1, "c": budget}, ("a", 1), ("b", 1), ("c", 1))
    result = equal_shares.count(votes, budget, completion="none")
    assert result.selected == ("a",)
    assert result.outcome("b").short == Fraction(2, 3)
    assert result.outcome("a").left == Fraction(1, 3)


def test_tie_order_turns_the_result() -> None:
    votes = approvals({"a": 5, "b": 5}, ("ab", 1))
    assert equal_shares.count(votes, 9, tie_order=["b", "a"], completion="add1").selected == ("b",)
    assert equal_shares.count(votes, 9, tie_order=["a", "b"], completion="add1").selected == ("a",)


def test_account_tells_what_a_share_paid_for() -> None:
    result = equal_shares.count(street(), 100, completion="none")
    mine = account(result, {"park", "shed"})
    assert (mine.share, mine.payments, mine.left) == (10, (("park", Fraction(10)),), 0)
    assert account(result, {"shed"}).left == 10
    assert account(result, set()).share is None


def test_minimum_support_just_below_at_and_above() -> None:
    # Without b the voters of b still have their share: five voters, 12 each.
    votes = approvals({"a": 36, "b": 24, "c": 60}, ("a", 3), ("b", 2))
    for minimum, selected in ((1, "ab"), (2, "ab"), (3, "a"), (4, "")):
        result = equal_shares.count(votes, 60, completion="none", minimum_support=minimum)
        assert set(result.selected) == set(selected)
        below = [name for name, reason in reasons(result).items() if reason == "below_minimum"]
        assert below == sorted({"a", "b"} - set(selected))
        assert (result.voters, result.outcome("c").reason) == (5, Reason.NO_SUPPORT)


def test_who_supports_only_what_is_below_the_minimum_is_still_a_voter() -> None:
    # A share is 70 / 7 = 10. If b and its voter were left out, 70 / 6 of three would buy a.
    votes = approvals({"a": 34, "b": 24, "d": 50}, ("a", 3), ("b", 1), ("d", 3))
    result = equal_shares.count(votes, 70, completion="none", minimum_support=2)
    assert (result.selected, result.voters) == ((), 7)
    assert result.outcome("a").left == 30
    without = approvals({"a": 34, "b": 24, "d": 50}, ("a", 3), ("d", 3))
    assert equal_shares.count(without, 70, completion="none").selected == ("a",)


def test_minimum_support_of_points_is_in_points() -> None:
    votes = points({"a": 10, "b": 10}, ({"a": 3}, 1), ({"b": 1}, 2))
    result = equal_shares.count(votes, 20, minimum_support=3)
    assert reasons(result) == {"a": "everything_fits", "b": "below_minimum"}


def test_no_voters_funds_nothing() -> None:
    result = equal_shares.count(approvals({"a": 1}, ("", 3)), 100, completion="add1")
    assert (result.selected, result.voters, result.blank) == ((), 0, 3)
    assert result.shares is not None
    assert result.shares.stopped is Stop.NOTHING_TO_BUY
    assert (result.shares.first, result.shares.final, result.shares.final_run) == (0, 0, 0)


def test_what_is_not_declared_has_its_default() -> None:
    result = equal_shares.count(street(), 100)
    assert (result.rule, result.version, result.tie_order) == (
        "equal-shares",
        "1",
        ("park", "shed", "sign"),
    )
    assert result.options == (
        ("completion", "add1u"),
        ("minimum_support", 0),
        ("step", 100),
        ("ties", "cheaper"),
        ("utility", "cost"),
    )


def test_progress_is_told_a_bounded_number_of_times() -> None:
    told: list[Progress] = []
    votes = approvals({"a": 50_000, "b": 50_000}, ("a", 1), ("b", 1), ("ab", 1))
    result = equal_shares.count(votes, 99_999, step=1, progress=told.append, completion="add1")
    assert result.shares is not None
    assert result.shares.runs > 4_000
    told_of = [*range(1, 100), *range(100, 1_000, 10), *range(1_000, result.shares.runs + 1, 100)]
    assert told == [Progress("equal-shares", done) for done in told_of]


@pytest.mark.parametrize(
    "wrong",
    [
        {"utility": "joy"},
        {"completion": "add2"},
        {"step": 0},
        {"step": 0.5},
        {"step": 1.5},
        {"step": True},
        {"ties": "coin"},
        {"tie_order": ["a"]},
        {"tie_order": ["a", "a"]},
        {"tie_order": ["a", "b", "c"]},
        {"minimum_support": -1},
        {"minimum_support": 0.5},
        {"budget": -1},
        {"budget": 1.5},
    ],
)
def test_impossible_settings_are_refused(wrong: dict[str, object]) -> None:
    settings = {"budget": 10, **wrong}
    with pytest.raises(ValueError):  # noqa: PT011
        equal_shares.count(approvals({"a": 1, "b": 2}, ("a", 1)), **settings)  # type: ignore[arg-type]
