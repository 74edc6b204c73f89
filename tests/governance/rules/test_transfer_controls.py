"""Every property of IRV and Scottish STV is seen failing against a rule with a mistake in it."""

import pytest

from governance.rules import irv, stv
from tests.governance.rules import transfer_properties as the
from tests.governance.rules.broken_rules import broken
from tests.governance.rules.controls import Control, assert_noticed
from tests.governance.rules.elections import Election, elections
from tests.governance.rules.test_transfer_properties import OF_IRV, OF_ONE_SEAT_STV, OF_STV

COUNT = {"irv": irv.count, "stv": stv.count}

FROM_BELOW = ("transfers", "for rank in paper[0]:", "for rank in reversed(paper[0]):")
HEADS = ("transfers", "map(itemgetter(1), pile)", "1 for _ in pile")
NO_TIE_ORDER = ("transfers", "profile.ranks(tie_order)", "profile.ranks()")
FIRST_ON_A_BALLOT = (
    "transfers",
    "profile.ranks(tie_order)",
    "profile.ranks(dict.fromkeys([self.names[r] for b in profile.ballots for r in b"
    " if isinstance(r, int)] + list(self.names)))",
)
FORGOTTEN_EXHAUSTED = ("transfers", "self.nontransferable += exhausted * value", "pass")
STAGES_IN_A_LIST = ("transfers", "stages=tuple(self.stages)", "stages=self.stages")
UNEQUAL = (
    "transfers",
    "tied = [candidate for candidate in standing if self.totals[candidate] == edge]",
    "tied = standing if len(standing) == 3 else [c for c in standing if self.totals[c] == edge]",
)
FIRST_OF_EQUALS = ("transfers", "if len(left) == 1:", "if left:")
EARLIEST = ("tie_breaks", "range(len(stages), 0, -1)", "range(1, len(stages) + 1)")
NO_EARLIER = ("tie_breaks", "range(len(stages), 0, -1)", "()")
LOT_UPSIDE_DOWN = ("tie_breaks", "min(left, key=place) if", "max(left, key=place) if")
UNREPORTED = ("transfers", "self.ties.append(", "(")
SMALLEST_FIRST = (
    "transfers",
    "purpose is not Purpose.EXCLUSION",
    "purpose is Purpose.ORDER",
)

IRV_LAST_SEAT_LOST = ("irv", "return list(run.continuing)", "run.winners = [0]; return []")
IRV_MINORITY = ("irv", "2 * run.totals[candidate] > votes", "2 * run.totals[candidate] < votes")
IRV_OF_VALID = ("irv", "votes = sum(run.totals)", "votes = sum(run.totals) + run.nontransferable")
IRV_HALF = ("irv", "2 * run.totals[candidate] > votes", "2 * run.totals[candidate] >= votes")

QUOTA_HIGH = ("stv", "(declared.valid // (seats + 1) + 1)", "(declared.valid // (seats + 1) + 2)")
QUOTA_HARE = ("stv", "(declared.valid // (seats + 1) + 1)", "(declared.valid // seats + 1)")
QUOTA_EXACT = (
    "stv",
    "(declared.valid // (seats + 1) + 1) * SCALE",
    "declared.valid * SCALE // seats",
)
EXCEEDS = ("stv", "run.totals[one] >= quota", "run.totals[one] > quota")
ROUNDED_UP = ("stv", "surplus * value // total", "-(-surplus * value // total)")
LESS_DECIMALS = ("stv", "surplus * value // total", "surplus * value // total // 10 * 10")
LOST_SURPLUS = ("stv", "run.nontransferable += lost", "pass")
KEPT_SURPLUS = ("stv", "run.totals[rich] = quota", "pass")
NO_SURPLUS = ("stv", "elif above:", "elif False:")
NO_FILL = ("stv", "run.record(Action.FILL, last, last)", "pass")
LAST_PARCEL = ("transfers", "in sorted(held, reverse=True)", "in sorted(held)[:1]")

CONTROLS = [
    Control("irv", the.order_of_ballots_is_irrelevant, *FIRST_ON_A_BALLOT, seats=1),
    Control("irv", the.batches_add_up, *HEADS, seats=1),
    Control("irv", the.weight_is_so_many_voters, *HEADS, seats=1),
    Control("irv", the.renaming_renames, *NO_TIE_ORDER, seats=1),
    Control("irv", the.votes_add_up, *FORGOTTEN_EXHAUSTED, seats=1),
    Control("irv", the.seats_are_filled, *IRV_LAST_SEAT_LOST, seats=1),
    Control("irv", the.seats_are_filled, *IRV_HALF, seats=1),
    Control("irv", the.ties_are_between_equals, *UNEQUAL, seats=1),
    Control("irv", the.survives_json, *STAGES_IN_A_LIST, seats=1),
    Control("irv", the.majority_favourite_wins, *FROM_BELOW, seats=1),
    Control("irv", the.majority_favourite_wins, *IRV_MINORITY, seats=1),
    Control("irv", the.later_preferences_do_no_harm, *FROM_BELOW, seats=1),
    Control("irv", the.agrees_with_naive_irv, *IRV_OF_VALID, seats=1),
    Control("irv", the.agrees_with_naive_irv, *EARLIEST, seats=1),
    Control("irv", the.agrees_with_naive_irv, *NO_EARLIER, seats=1),
    Control("irv", the.agrees_with_naive_irv, *UNREPORTED, seats=1),
    Control("irv", the.agrees_with_naive_irv, *FIRST_OF_EQUALS, equal=True, seats=1),
    Control("stv", the.order_of_ballots_is_irrelevant, *FIRST_ON_A_BALLOT),
    Control("stv", the.batches_add_up, *HEADS),
    Control("stv", the.weight_is_so_many_voters, *HEADS),
    Control("stv", the.renaming_renames, *NO_TIE_ORDER),
    Control("stv", the.votes_add_up, *ROUNDED_UP),
    Control("stv", the.votes_add_up, *LOST_SURPLUS),
    Control("stv", the.votes_add_up, *KEPT_SURPLUS),
    Control("stv", the.votes_add_up, *FORGOTTEN_EXHAUSTED),
    Control("stv", the.seats_are_filled, *NO_FILL),
    Control("stv", the.ties_are_between_equals, *UNEQUAL),
    Control("stv", the.survives_json, *STAGES_IN_A_LIST),
    Control("stv", the.quota_is_the_smallest, *QUOTA_HIGH),
    Control("stv", the.quota_is_the_smallest, *QUOTA_EXACT),
    Control("stv", the.quota_is_the_smallest, *KEPT_SURPLUS),
    Control("stv", the.groups_are_represented, *QUOTA_HARE, seats=2),
    Control("stv", the.groups_are_represented, *NO_SURPLUS, seats=3),
    Control("stv", the.agrees_with_naive_stv, *EXCEEDS),
    Control("stv", the.agrees_with_naive_stv, *LESS_DECIMALS),
    Control("stv", the.agrees_with_naive_stv, *LAST_PARCEL),
    Control("stv", the.agrees_with_naive_stv, *SMALLEST_FIRST),
    Control("stv", the.agrees_with_naive_stv, *LOT_UPSIDE_DOWN),
    Control("stv", the.agrees_with_naive_stv, *EARLIEST),
    Control("stv", the.agrees_with_naive_stv, *NO_EARLIER),
    Control("stv", the.agrees_with_naive_stv, *UNREPORTED),
    Control("stv", the.agrees_with_naive_stv, *FIRST_OF_EQUALS, equal=True),
    Control("stv", the.majority_favourite_wins, *FROM_BELOW, seats=1),
    Control("stv", the.later_preferences_do_no_harm, *FROM_BELOW, seats=1),
    Control("stv", the.starts_as_irv, *NO_EARLIER, seats=1),
    Control("stv", the.starts_as_irv, *FROM_BELOW, seats=1),
]


@pytest.mark.parametrize("control", CONTROLS, ids=str)
def test_a_mistake_in_the_rule_is_noticed(control: Control) -> None:
    assert_noticed(
        control, COUNT[control.rule], elections(seats=control.seats, equal=control.equal)
    )


def test_every_property_has_a_control() -> None:
    noticed = {(control.rule, control.noticed) for control in CONTROLS}
    promised = {("irv", holds) for holds in OF_IRV}
    promised |= {("stv", holds) for holds in (*OF_STV, *OF_ONE_SEAT_STV)}
    assert noticed == promised


@pytest.mark.parametrize("rule", ["irv", "stv"])
def test_a_copy_without_a_mistake_is_the_same_rule(rule: str) -> None:
    copy = broken(rule, rule, "", "")
    assert copy is not COUNT[rule]
    election = Election(("A", "B", "C"), ((0, 1), (0,), (1, 2), (2, 0)), 1, ("C", "A", "B"))
    for holds in OF_IRV if rule == "irv" else OF_STV:
        holds(copy, election)
