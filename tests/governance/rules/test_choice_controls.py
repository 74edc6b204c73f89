"""Every property of these rules is seen failing against a rule with a mistake in it."""

from typing import Any

import pytest

from governance.rules import approval, meek, plurality, schulze
from tests.governance.rules import choice_properties as the
from tests.governance.rules import schulze_properties as paths
from tests.governance.rules.broken_rules import broken
from tests.governance.rules.controls import Control, assert_noticed
from tests.governance.rules.elections import Election, elections
from tests.governance.rules.test_choice_properties import (
    OF_APPROVAL,
    OF_MEEK,
    OF_ONE_SEAT,
    OF_ONE_SEAT_MEEK,
    OF_PLURALITY,
    OF_SCHULZE,
    approval_elections,
)
from tests.governance.rules.transfer_properties import (
    Rule,
    groups_are_represented,
    majority_favourite_wins,
    order_of_ballots_is_irrelevant,
    seats_are_filled,
    survives_json,
)

COUNT: dict[str, Rule] = {
    "plurality": plurality.count,
    "approval": approval.count,
    "schulze": schulze.count,
    "meek": meek.count,
}
PROMISED = {
    "plurality": OF_PLURALITY + OF_ONE_SEAT,
    "approval": OF_APPROVAL,
    "schulze": OF_SCHULZE + OF_ONE_SEAT,
    "meek": OF_MEEK + OF_ONE_SEAT_MEEK,
}

NO_TIE_ORDER = ("seats", "tuple(tie_order) or profile.candidates", "profile.candidates")
FIRST_ON_A_BALLOT = (
    "seats",
    "order = tuple(tie_order) or profile.candidates",
    "order = tuple(dict.fromkeys([profile.candidates[r] for b in profile.ballots for r in b"
    " if isinstance(r, int)] + list(profile.candidates)))",
)
BY_NAME = ("seats", "key=tie_order.index", "key=str")
UNREPORTED = ("seats", "if len(tied) > 1:", "if len(tied) > 2:")
ONLY_THE_EDGE = ("seats", "if len(tied) > 1:", "if len(tied) > max(1, left):")
ONE_CHOSEN = ("seats", "tied, tied[:left], R", "tied, tied[:1], R")
LATE_TIE = ("seats", "purpose = Purpose.SEAT if len(tied) > left", "purpose = Purpose.SEAT if left")
ONE_TOO_FEW = ("seats", "left = seats - len(elected)", "left = seats - len(elected) - (seats > 2)")
OPTIONS_IN_A_LIST = ("seats", "options=tuple(sorted(options))", "options=sorted(options)")
FEWEST = ("seats", "lambda candidate: -votes[candidate]", "lambda candidate: votes[candidate]")


def common(rule: str, counting: tuple[str, str, str]) -> list[Control]:
    """Controls of what all four promise; `counting` is a mistake that ignores weights."""
    return [
        Control(rule, order_of_ballots_is_irrelevant, *FIRST_ON_A_BALLOT),
        Control(rule, the.batches_add_up, *counting),
        Control(rule, the.weight_is_so_many_voters, *counting),
        Control(rule, the.renaming_renames, *BY_NAME),
        Control(rule, the.renaming_renames, *NO_TIE_ORDER),
        Control(rule, the.without_ties_the_lot_is_idle, *UNREPORTED),
        Control(rule, the.ties_are_told_in_full, *BY_NAME),
        Control(rule, the.ties_are_told_in_full, *LATE_TIE),
        Control(rule, survives_json, *OPTIONS_IN_A_LIST),
    ]


def one_stage(rule: str) -> list[Control]:
    return [
        Control(rule, the.ties_are_told_in_full, *ONE_CHOSEN),
        Control(rule, seats_are_filled, *ONE_TOO_FEW),
        Control(rule, the.every_tie_matters, *UNREPORTED),
        Control(rule, the.every_tie_matters, *ONLY_THE_EDGE),
    ]


P_HEADS = ("plurality", "totals[first] += number", "totals[first] += 1")
P_LAST = ("plurality", "first = ballot[0]", "first = ballot[-1]")
P_FORGOTTEN = ("plurality", "nobody += number", "pass")
P_ALL_OF_EQUALS = ("plurality", "nobody += number", "totals[first[0]] += number")

A_HEADS = ("approval", "number * times", "times")
A_LAST = ("approval", "approved = ballot[0]", "approved = ballot[-1]")
A_ALONE = (
    "approval",
    "approved if isinstance(approved, tuple)",
    "() if isinstance(approved, tuple)",
)

S_HEADS = ("duels", "steps[rank][below] += number", "steps[rank][below] += 1")
S_TRANSPOSED = ("schulze", "strongest_paths(square, ", "strongest_paths(tuple(zip(*square)), ")
S_UNRANKED_IGNORED = ("duels", "below = everybody\n", "below = sum(bits[r] for r in ballot)\n")
S_MARGINS = ("duels", "= square[i][j]\n", "= square[i][j] - square[j][i]\n")
S_ONE_DETOUR = ("duels", "for k in inside:", "for k in inside[:1]:")
S_SUM = ("duels", "min(reach, onward[j])", "reach + onward[j]")
S_WEAKEST_FIRST = ("duels", ">= paths[rival][one]", "<= paths[rival][one]")
S_NO_PLACES = ("duels", "places.append(best)", "best = best[:1]; places.append(best)")
S_MOST_WINS = (
    "schulze",
    "places = layers(paths, standing)",
    "from governance.rules.seats import by_votes;"
    " places = by_votes([row[0] for row in square], standing)",
)
S_AT_LEAST = ("schulze", "* denominator > numerator *", "* denominator >= numerator *")
S_OF_ALL = (
    "schulze",
    "(square[one][none] + square[none][one])",
    "sum(map(max, square))",
)
S_NONE_ELECTED = ("schulze", "if one != none]", "]")
S_FORGOTTEN = ("schulze", "places.append(dropped)", "pass")

M_HEADS = ("meek", "+= kept * number", "+= kept")
M_FORGOTTEN = ("meek", "self.left_over += weight * number", "pass")
M_CUT_OFF = ("meek", "-(-amount * numerator // denominator)", "amount * numerator // denominator")
M_ONCE = ("meek", "if reached or idle or", "if reached or idle or before is not None or")
M_NO_SURPLUS = ("meek", "elif run.stages[-1].elected:", "elif False:")
M_OMEGA = ("meek", "OMEGA = 1_000\n", "OMEGA = 1_000_000\n")
M_ONE_TOO_FEW = ("meek", "while run.vacancies:", "while run.vacancies > 1:")
M_OTHER_TOLD = ("meek", "tied[-1:], R", "tied[:1], R")
M_FIXED_QUOTA = (
    "meek",
    "self.quota = sum(self.votes) //",
    "self.quota = self.quota or sum(self.votes) //",
)
M_FIRST_OF_EQUALS = ("meek", "if len(left) > 1:", "if False:")
M_COMES_BACK = ("meek", "for ballot, cut in ended:", "for ballot, cut in ():")
M_SKIPS_ELECTED = ("meek", "line.append(rank)", "rank in hopeful and line.append(rank)")
M_STRICT_TIES = ("meek", "<= edge]", "<= edge - self.surplus]")
M_FIRST_GOES = ("meek", "self.names.index(tied[-1])", "self.names.index(tied[0])")
M_FROM_BELOW = ("meek", "for rank in ballot:", "for rank in reversed(ballot):")

CONTROLS = [
    *common("plurality", P_HEADS),
    *one_stage("plurality"),
    Control("plurality", the.most_first_votes_win, *P_LAST),
    Control("plurality", the.most_first_votes_win, *FEWEST),
    Control("plurality", the.most_first_votes_win, *P_FORGOTTEN, equal=True),
    Control("plurality", the.most_first_votes_win, *P_ALL_OF_EQUALS, equal=True),
    Control("plurality", majority_favourite_wins, *P_LAST, seats=1),
    *common("approval", A_HEADS),
    *one_stage("approval"),
    Control("approval", the.most_approvals_win, *A_LAST),
    Control("approval", the.most_approvals_win, *A_ALONE),
    Control("approval", the.most_approvals_win, *FEWEST),
    *common("schulze", S_HEADS),
    *one_stage("schulze"),
    Control("schulze", paths.duels_are_counted_by_voter, *S_UNRANKED_IGNORED),
    Control("schulze", paths.paths_are_the_strongest, *S_MARGINS),
    Control("schulze", paths.paths_are_the_strongest, *S_ONE_DETOUR),
    Control("schulze", paths.paths_are_the_strongest, *S_SUM),
    Control("schulze", paths.paths_are_the_strongest, *S_TRANSPOSED),
    Control("schulze", paths.ranking_follows_the_paths, *S_WEAKEST_FIRST),
    Control("schulze", paths.ranking_follows_the_paths, *S_NO_PLACES),
    Control("schulze", paths.condorcet_winner_wins, *S_TRANSPOSED),
    Control("schulze", paths.winner_is_in_the_smith_set, *S_UNRANKED_IGNORED),
    Control("schulze", paths.winner_is_in_the_smith_set, *S_MOST_WINS),
    Control("schulze", paths.duels_alone_give_the_same, *S_UNRANKED_IGNORED),
    Control("schulze", paths.none_of_these_is_a_threshold, *S_AT_LEAST),
    Control("schulze", paths.none_of_these_is_a_threshold, *S_OF_ALL),
    Control("schulze", paths.none_of_these_is_a_threshold, *S_NONE_ELECTED),
    Control("schulze", paths.none_of_these_is_a_threshold, *S_FORGOTTEN),
    Control("schulze", majority_favourite_wins, *S_TRANSPOSED, seats=1),
    *common("meek", M_HEADS),
    Control("meek", seats_are_filled, *M_ONE_TOO_FEW),
    Control("meek", the.ties_are_told_in_full, *M_OTHER_TOLD),
    Control("meek", the.every_vote_is_somewhere, *M_FORGOTTEN),
    Control("meek", the.every_vote_is_somewhere, *M_HEADS),
    Control("meek", the.no_more_reach_the_quota_than_seats, *M_COMES_BACK, seats=3, equal=True),
    Control("meek", the.agrees_with_naive_meek, *M_COMES_BACK, equal=True),
    Control("meek", the.agrees_with_naive_meek, *M_CUT_OFF),
    Control("meek", the.agrees_with_naive_meek, *M_ONCE),
    Control("meek", the.agrees_with_naive_meek, *M_OMEGA),
    Control("meek", the.agrees_with_naive_meek, *M_FIXED_QUOTA),
    Control("meek", the.agrees_with_naive_meek, *M_FIRST_OF_EQUALS, equal=True),
    Control("meek", the.agrees_with_naive_meek, *M_FIRST_GOES),
    Control("meek", the.agrees_with_naive_meek, *M_STRICT_TIES, seats=2),
    Control("meek", groups_are_represented, *M_NO_SURPLUS, seats=3),
    Control("meek", groups_are_represented, *M_SKIPS_ELECTED, seats=2),
    Control("meek", majority_favourite_wins, *M_FROM_BELOW, seats=1),
    Control("meek", the.one_seat_is_the_runoff, *M_FROM_BELOW, seats=1),
]


def some(control: Control) -> Any:
    """The elections among which a mistake has to come out."""
    if control.rule == "approval":
        return approval_elections()
    return elections(seats=control.seats, equal=control.equal)


@pytest.mark.parametrize("control", CONTROLS, ids=str)
def test_a_mistake_in_the_rule_is_noticed(control: Control) -> None:
    assert_noticed(control, COUNT[control.rule], some(control))


@pytest.mark.parametrize("rule", COUNT)
def test_every_property_has_a_control(rule: str) -> None:
    assert {control.noticed for control in CONTROLS if control.rule == rule} == {*PROMISED[rule]}


@pytest.mark.parametrize("rule", COUNT)
def test_a_copy_without_a_mistake_is_the_same_rule(rule: str) -> None:
    copy = broken(rule, rule, "", "")
    assert copy is not COUNT[rule]
    ballots = ((0,), (0,), (1,), ((1, 2),)) if rule == "approval" else ((0, 1), (0,), (1, 2), (2,))
    election = Election(("A", "B", "C"), ballots, 1, ("C", "A", "B"))
    for holds in PROMISED[rule]:
        holds(copy, election)
