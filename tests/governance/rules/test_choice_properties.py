"""Plurality, approval, Schulze and Meek against their definitions and what is known of them.

One random election is put to all properties: to make it costs more than to ask.
"""

from dataclasses import replace
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from governance.rules import approval, duels, meek, plurality, schulze
from tests.governance.rules import choice_properties as the
from tests.governance.rules import schulze_properties as paths
from tests.governance.rules.elections import Election, elections
from tests.governance.rules.naive_choice import members
from tests.governance.rules.transfer_properties import (
    groups_are_represented,
    majority_favourite_wins,
)

ANY = elections() | elections(equal=True)
FOR_ONE_SEAT = elections(seats=1) | elections(seats=1, equal=True)

OF_PLURALITY = (*the.COMMON, the.every_tie_matters, the.most_first_votes_win)
OF_APPROVAL = (*the.COMMON, the.every_tie_matters, the.most_approvals_win)
OF_SCHULZE = (
    *the.COMMON,
    the.every_tie_matters,
    paths.duels_are_counted_by_voter,
    paths.paths_are_the_strongest,
    paths.ranking_follows_the_paths,
    paths.condorcet_winner_wins,
    paths.winner_is_in_the_smith_set,
    paths.duels_alone_give_the_same,
    paths.none_of_these_is_a_threshold,
)
OF_MEEK = (
    *the.COMMON,
    the.every_vote_is_somewhere,
    the.no_more_reach_the_quota_than_seats,
    the.agrees_with_naive_meek,
    groups_are_represented,
)
OF_ONE_SEAT = (majority_favourite_wins,)
OF_ONE_SEAT_MEEK = (majority_favourite_wins, the.one_seat_is_the_runoff)


def as_approvals(election: Election, spelled_out: bool = False) -> Election:
    """The first rank of each ballot, with all others behind it as equals where `spelled_out`."""
    everybody = set(range(len(election.candidates)))
    ballots = []
    for ballot in election.ballots:
        first = ballot[:1]
        rest = sorted(everybody.difference(*(members(rank) for rank in first)))
        if spelled_out and first and rest:
            ballots.append((*first, tuple(rest) if len(rest) > 1 else rest[0]))
        else:
            ballots.append(first)
    return replace(election, ballots=tuple(ballots))


def approval_elections() -> st.SearchStrategy[Election]:
    return st.builds(as_approvals, elections(equal=True), st.booleans())


@given(ANY)
def test_plurality_keeps_its_promises(election: Election) -> None:
    for holds in OF_PLURALITY:
        holds(plurality.count, election)


@given(approval_elections())
def test_approval_keeps_its_promises(election: Election) -> None:
    for holds in OF_APPROVAL:
        holds(approval.count, election)


@given(ANY)
def test_schulze_keeps_its_promises(election: Election) -> None:
    for holds in OF_SCHULZE:
        holds(schulze.count, election)


@given(ANY)
def test_schulze_counts_the_same_duels_in_blocks_of_candidates(election: Election) -> None:
    with patch.object(duels, "BLOCK", 2):
        paths.duels_are_counted_by_voter(schulze.count, election)


@given(ANY)
def test_meek_keeps_its_promises(election: Election) -> None:
    for holds in OF_MEEK:
        holds(meek.count, election)


@given(FOR_ONE_SEAT)
def test_one_seat_goes_to_whoever_most_put_first(election: Election) -> None:
    for count in (plurality.count, schulze.count, meek.count):
        for holds in OF_ONE_SEAT:
            holds(count, election)


@given(FOR_ONE_SEAT)
def test_meek_for_one_seat_keeps_its_promises(election: Election) -> None:
    for holds in OF_ONE_SEAT_MEEK:
        holds(meek.count, election)


@given(elections(most_candidates=7, most_voters=40))
def test_meek_agrees_with_the_rule_on_larger_elections(election: Election) -> None:
    the.agrees_with_naive_meek(meek.count, election)
