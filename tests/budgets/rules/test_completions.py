"""What the completions of equal shares do with the money that is left, worked by hand."""

from typing import Any

import pytest

from budgets.rules import equal_shares
from budgets.rules.allocation import Allocation, Reason, Resolution, Stop
from tests.budgets.rules.by_hand import approvals, reasons


def hall(completion: str, **options: Any) -> Allocation:
    """Three voters, a budget of 90 and so a share of 30; every step is 10. c has no support.

    Share 30: a needs 40 of one, b 50 of one, d 90 of two: nothing is bought.
    Share 40: a is bought; its only supporter pays 40. d has 80 of 90, b 40 of 50.
    Share 50: d first, for 45 each: 45/90 is less than 40/40. Then a as well: 130 is too much.
    """
    costs = {"a": 40, "b": 50, "c": 60, "d": 90}
    votes = approvals(costs, ("d", 1), ("a", 1), ("bd", 1))
    return equal_shares.count(votes, 90, completion=completion, step=10, **options)


@pytest.mark.parametrize(
    ("completion", "selected", "runs", "stopped"),
    [
        ("none", (), 1, Stop.SINGLE_RUN),
        ("add1", ("a",), 3, Stop.NEXT_WOULD_OVERSPEND),
        ("add1e", ("a",), 3, Stop.NEXT_WOULD_OVERSPEND),  # b would fit after a: not exhaustive
        ("utilitarian", ("d",), 1, Stop.SINGLE_RUN),  # d has two votes and takes all of the 90
        ("add1u", ("a", "b"), 3, Stop.NEXT_WOULD_OVERSPEND),  # d does not fit in 50; b does
    ],
)
def test_completions_fund_different_projects(
    completion: str, selected: tuple[str, ...], runs: int, stopped: Stop
) -> None:
    result = hall(completion)
    assert result.selected == selected
    assert result.shares is not None
    assert (result.shares.runs, result.shares.stopped) == (runs, stopped)
    assert ("step" in dict(result.options)) == (result.shares.step == 10) == (runs > 1)


def test_default_is_add1u() -> None:
    votes = approvals({"a": 40, "b": 50, "d": 90}, ("d", 1), ("a", 1), ("bd", 1))
    result = equal_shares.count(votes, 90, step=10)
    assert result.selected == ("a", "b")
    assert dict(result.options)["completion"] == "add1u"


def test_what_was_completed_shows_the_room_there_was() -> None:
    result = hall("add1u")
    assert reasons(result) == {
        "a": "funded",
        "b": "completed",
        "c": "no_support",
        "d": "supporters_short",
    }
    a, b, d = (result.outcome(name) for name in "abd")
    assert (a.price, a.room) == (40, None)
    assert (d.room, d.left, d.short) == (50, 80, 10)
    assert (b.room, b.left, b.short, b.price, b.payers) == (50, 40, 10, None, None)
    assert (b.funded, b.place, result.spent) == (True, 2, 90)


def yard(completion: str) -> Allocation:
    """Three voters, a budget of 30 and so a share of 10. b is above the budget.

    Share 10: a has 20 of 30. c is bought by its only supporter. The 20 that is left is too little
    for a.
    Share 20: a first, for 15 each: 15/30 is less than 10/10. c has 5 of 10.
    Share 30: a, and c has 15 of 10: 40 is too much.
    """
    votes = approvals({"a": 30, "b": 80, "c": 10}, ("b", 1), ("a", 1), ("ac", 1))
    return equal_shares.count(votes, 30, completion=completion, step=10)


def test_add1_and_add1e_have_different_winners() -> None:
    late, early = yard("add1"), yard("add1e")
    assert (late.selected, early.selected) == (("a",), ("c",))
    assert late.shares is not None
    assert early.shares is not None
    assert (late.shares.final, late.shares.runs, late.shares.final_run) == (20, 3, 2)
    assert late.shares.stopped is Stop.NEXT_WOULD_OVERSPEND
    assert (early.shares.final, early.shares.runs, early.shares.final_run) == (10, 1, 1)
    assert early.shares.stopped is Stop.EXHAUSTIVE


def test_add1e_stops_at_an_exhaustive_run_between() -> None:
    # Share 10: a has 10 of 12, b 10 of 22; both fit in the 30, so this run is not exhaustive.
    # Share 12: a is bought, and b does not fit in the 18 that are left.
    votes = approvals({"a": 12, "b": 22, "c": 31}, ("a", 1), ("b", 1), ("c", 1))
    result = equal_shares.count(votes, 30, completion="add1e", step=1)
    assert result.selected == ("a",)
    assert result.shares is not None
    assert (result.shares.final, result.shares.runs, result.shares.final_run) == (12, 3, 3)
    assert result.shares.stopped is Stop.EXHAUSTIVE


def test_a_project_that_fits_exactly_is_not_left_behind() -> None:
    # Nobody can pay alone. 30 holds a; then 18 holds b exactly, or by a cent not.
    costs = {"a": 12, "b": 18, "c": 25}
    for more, selected in ((0, ("a", "b")), (1, ("a",))):
        votes = approvals({**costs, "b": 18 + more}, ("a", 2), ("b", 1), ("c", 1))
        result = equal_shares.count(votes, 30, completion="utilitarian")
        assert result.selected == selected
        early = equal_shares.count(votes, 30, completion="add1e", step=1)
        assert early.shares is not None
        assert (early.shares.runs == 1) == (more == 1)  # a alone is exhaustive, by a cent


def test_completion_goes_by_votes_and_reports_its_ties() -> None:
    # Share 10; nobody can pay anything alone. By votes: b and c (2 each), a and d (1 each).
    costs = {"a": 11, "b": 21, "c": 22, "d": 11}
    votes = approvals(costs, ("bc", 2), ("ad", 1))
    result = equal_shares.count(votes, 30, completion="utilitarian", tie_order=list("dcba"))
    assert result.selected == ("b",)
    assert [result.outcome(name).room for name in "bcda"] == [30, 9, 9, 9]
    first, second = result.ties
    assert (first.run, first.place, first.tied, first.chosen) == (0, 1, ("b", "c"), "b")
    assert first.resolved_by is Resolution.CHEAPER
    assert (second.run, second.place, second.tied, second.chosen) == (0, 3, ("d", "a"), "d")
    assert second.resolved_by is Resolution.TIE_ORDER


def test_completion_keeps_to_the_tie_order_where_that_decides() -> None:
    # Share 6; three supporters have 18 of 21 and of 22. 24 holds one of the two.
    votes = approvals({"b": 21, "c": 22}, ("bc", 2), ("b", 1), ("c", 1))
    for ties, selected in (("cheaper", "b"), ("order", "c")):
        result = equal_shares.count(
            votes, 24, completion="utilitarian", ties=ties, tie_order=["c", "b"]
        )
        assert result.selected == (selected,)
        assert result.outcome(selected).reason is Reason.COMPLETED


def test_everything_that_fits_needs_no_completion() -> None:
    votes = approvals({"a": 10, "b": 20}, ("a", 1), ("b", 2))
    for completion in ("none", "add1", "add1e", "utilitarian", "add1u"):
        result = equal_shares.count(votes, 30, completion=completion)
        assert set(reasons(result).values()) == {"everything_fits"}
        assert result.shares is not None
        assert result.shares.runs == 0
