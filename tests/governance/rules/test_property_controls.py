"""Every property of these rules is seen failing: there is a mistake that it notices.

`make mutants` asks the other question, of each place in the source: whether any test notices.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import Phase, find, settings
from hypothesis.strategies import SearchStrategy

from governance.rules import approval, irv, meek, plurality, points, schulze, stv
from tests.governance.rules import choice_properties as the
from tests.governance.rules import mistakes as m
from tests.governance.rules import points_properties as points_the
from tests.governance.rules import schulze_properties as paths
from tests.governance.rules import test_choice_properties as choice
from tests.governance.rules import test_transfer_properties as transfer
from tests.governance.rules import transfer_properties as transfers
from tests.governance.rules.elections import elections
from tests.governance.rules.points_properties import points_elections
from tests.governance.rules.test_points import PROMISED

Property = Callable[[Any, Any], None]

NOTICED: dict[Property, m.Mistake] = {
    transfers.order_of_ballots_is_irrelevant: m.FIRST_ON_A_BALLOT,
    transfers.batches_add_up: m.ONE_VOTE_EACH,
    transfers.weight_is_so_many_voters: m.ONE_VOTE_EACH,
    transfers.renaming_renames: m.BY_NAME,
    transfers.votes_add_up: m.ONE_VOTE_MORE,
    transfers.seats_are_filled: m.ONE_TOO_FEW,
    transfers.ties_are_between_equals: m.TOLD_BACKWARDS,
    transfers.survives_json: m.OPTIONS_IN_A_LIST,
    transfers.majority_favourite_wins: m.FROM_BELOW,
    transfers.later_preferences_do_no_harm: m.FROM_BELOW,
    transfers.agrees_with_naive_irv: m.LOST_BALLOT,
    transfers.agrees_with_naive_stv: m.UPSIDE_DOWN,
    transfers.starts_as_irv: m.LOST_BALLOT,
    transfers.quota_is_the_smallest: m.QUOTA_HIGH,
    transfers.groups_are_represented: m.LOSERS_WIN,
    the.batches_add_up: m.ONE_VOTE_EACH,
    the.weight_is_so_many_voters: m.ONE_VOTE_EACH,
    the.renaming_renames: m.BY_NAME,
    the.without_ties_the_lot_is_idle: m.UNREPORTED,
    the.ties_are_told_in_full: m.TOLD_BACKWARDS,
    the.every_tie_matters: m.UNREPORTED,
    the.most_first_votes_win: m.LOSERS_WIN,
    the.most_approvals_win: m.LOSERS_WIN,
    the.every_vote_is_somewhere: m.ONE_VOTE_MORE,
    the.no_more_reach_the_quota_than_seats: m.ONE_TOO_FEW,
    the.agrees_with_naive_meek: m.UPSIDE_DOWN,
    the.one_seat_is_the_runoff: m.FROM_BELOW,
    paths.duels_are_counted_by_voter: m.LOST_BALLOT,
    paths.paths_are_the_strongest: m.LOST_BALLOT,
    paths.ranking_follows_the_paths: m.WORST_FIRST,
    paths.condorcet_winner_wins: m.WORST_FIRST,
    paths.winner_is_in_the_smith_set: m.WORST_FIRST,
    paths.duels_alone_give_the_same: m.UPSIDE_DOWN,
    paths.none_of_these_is_a_threshold: m.without_a_majority,
    points_the.every_point_is_counted_once: m.ONE_VOTE_EACH,
    points_the.valid_and_blank_are_the_voters: m.BLANK_TWICE,
    points_the.most_points_win: m.UPSIDE_DOWN,
    points_the.batches_add_up: m.ONE_VOTE_EACH,
    points_the.ties_are_told_in_full: m.TOLD_BACKWARDS,
    points_the.another_point_never_harms: m.LOSERS_WIN,
    points_the.survives_json: m.OPTIONS_IN_A_LIST,
}

ANY, ONE_SEAT = elections(), elections(seats=1)
PROMISES: list[tuple[Any, tuple[Property, ...], SearchStrategy[Any]]] = [
    (plurality, choice.OF_PLURALITY, ANY),
    (plurality, choice.OF_ONE_SEAT, ONE_SEAT),
    (approval, choice.OF_APPROVAL, choice.approval_elections()),
    (schulze, choice.OF_SCHULZE, ANY),
    (schulze, choice.OF_ONE_SEAT, ONE_SEAT),
    (meek, choice.OF_MEEK, ANY),
    (meek, choice.OF_ONE_SEAT_MEEK, ONE_SEAT),
    (points, PROMISED, points_elections()),
    (irv, transfer.OF_IRV, ONE_SEAT),
    (stv, transfer.OF_STV, ANY),
    (stv, transfer.OF_ONE_SEAT_STV, ONE_SEAT),
]


def promised() -> Iterator[Any]:
    for rule, properties, among in PROMISES:
        for holds in properties:
            yield pytest.param(rule.count, holds, among, id=f"{rule.RULE}-{holds.__name__}")


def counterexample(holds: Property, mistaken: Any, among: SearchStrategy[Any]) -> Any:
    def fails(election: Any) -> bool:
        try:
            holds(mistaken, election)
        except AssertionError:
            return True
        return False

    few = settings(derandomize=True, database=None, max_examples=3000, phases=[Phase.generate])
    return find(among, fails, settings=few)


@pytest.mark.parametrize(("count", "holds", "among"), list(promised()))
def test_property_notices_a_mistake(count: Any, holds: Property, among: Any) -> None:
    election = counterexample(holds, NOTICED[holds](count), among)
    holds(count, election)


def test_rounds_of_meek_that_end_too_soon_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A constant, which no mutant changes."""
    with monkeypatch.context() as patch:
        patch.setattr(meek, "OMEGA", 1_000_000)
        election = counterexample(the.agrees_with_naive_meek, meek.count, ANY)
    the.agrees_with_naive_meek(meek.count, election)
