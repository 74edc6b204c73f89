"""What plurality, approval, Schulze and Meek promise, each as a function of a rule and an election
that asserts.

The property tests ask them of the real rules, and the controls of broken ones. What these
rules promise together with IRV and STV stands in `transfer_properties`.
"""

from dataclasses import replace
from itertools import chain

from governance.rules import irv
from governance.rules.election import Action, Purpose, Resolution
from governance.rules.election import Election as Result
from governance.rules.profile import Ballot, Profile
from tests.governance.rules.elections import Election, profile
from tests.governance.rules.naive_choice import (
    approvals,
    first_votes,
    naive_meek,
)
from tests.governance.rules.transfer_properties import (
    Rule,
    counted,
    order_of_ballots_is_irrelevant,
    seats_are_filled,
    survives_json,
)

# --- what all four promise


def tally(result: Result) -> tuple[int, ...]:
    """What was counted, before anything was concluded from it: adds up over the voters."""
    if result.pairwise is not None:
        return tuple(chain.from_iterable(result.pairwise.matrix))
    return (*result.stages[0].totals, result.stages[0].nontransferable)


def added(tallies: list[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*tallies, strict=True)))


def batches_add_up(count: Rule, election: Election) -> None:
    cut = len(election.ballots) // 2
    first = profile(election.candidates, election.ballots[:cut])
    second = profile(election.candidates, election.ballots[cut:])
    whole = counted(count, election)
    assert counted(count, election, first.merged(second)) == whole
    assert added([tally(counted(count, election, part)) for part in (first, second)]) == tally(
        whole
    )


def weight_is_so_many_voters(count: Rule, election: Election) -> None:
    """Ballots cast up to three times give what their voters give when each is counted alone."""
    weighted: dict[Ballot, int] = {}
    voters: list[Ballot] = []
    for number, ballot in enumerate(election.ballots):
        weight = 1 + number % 3
        weighted[ballot] = weighted.get(ballot, 0) + weight
        voters += [ballot] * weight
    blank = weighted.pop((), 0)
    whole = counted(count, election, Profile(election.candidates, weighted, blank))
    alone = [
        tally(counted(count, election, profile(election.candidates, (ballot,))))
        for ballot in voters
    ]
    assert tally(whole) == added(alone)
    assert (whole.valid, whole.blank) == (len(voters) - blank, blank)


def renaming_renames(count: Rule, election: Election) -> None:
    """Other names in another order on the ballot paper; the tie order is of the same persons."""
    place = [election.order.index(name) for name in election.candidates]  # old number -> new
    names = tuple(f"{number}{name}" for number, name in enumerate(election.order[::-1]))
    new_name = {name: names[place[old]] for old, name in enumerate(election.candidates)}
    ballots = tuple(
        tuple(tuple(sorted(place[c] for c in r)) if isinstance(r, tuple) else place[r] for r in b)
        for b in election.ballots
    )

    def renamed(persons: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new_name[name] for name in persons)

    before = counted(count, election)
    after = counted(count, Election(names, ballots, election.seats, renamed(election.order)))
    assert after.winners == renamed(before.winners)
    assert [(t.stage, t.purpose, t.tied, t.chosen) for t in after.ties] == [
        (t.stage, t.purpose, renamed(t.tied), renamed(t.chosen)) for t in before.ties
    ]
    for old, new in zip(before.stages, after.stages, strict=True):
        assert (new.action, new.elected) == (old.action, renamed(old.elected))
        assert [new.totals[place[c]] for c in range(len(names))] == list(old.totals)
    shared = [set(renamed(names)) for names in before.ranking or ()]
    assert [set(names) for names in after.ranking or ()] == shared


def upside_down(election: Election) -> Election:
    return replace(election, order=election.order[::-1])


def without_ties_the_lot_is_idle(count: Rule, election: Election) -> None:
    result, other = counted(count, election), counted(count, upside_down(election))
    if not result.ties:
        assert (other.winners, other.stages, other.ties) == (result.winners, result.stages, ())


def ties_are_told_in_full(count: Rule, election: Election) -> None:
    """Who is tied is in the tie order; the first of them get what there is, the last are out."""
    result = counted(count, election)
    for tie in result.ties:
        assert len(tie.tied) > 1
        assert list(tie.tied) == sorted(tie.tied, key=election.order.index)
        assert tie.resolved_by is Resolution.TIE_ORDER
        if tie.purpose is Purpose.EXCLUSION:
            assert tie.chosen == tie.tied[-1:] == result.stages[tie.stage - 1].candidates
        else:
            elected = result.stages[tie.stage - 1].elected
            assert tie.chosen == tuple(name for name in elected if name in tie.tied)
            assert tie.chosen == tie.tied[: len(tie.chosen)] != ()
            everybody = tie.chosen == tie.tied
            assert (tie.purpose is Purpose.ORDER) == everybody


COMMON = (
    order_of_ballots_is_irrelevant,
    batches_add_up,
    weight_is_so_many_voters,
    renaming_renames,
    without_ties_the_lot_is_idle,
    ties_are_told_in_full,
    seats_are_filled,
    survives_json,
)


# --- rules of one stage


def every_tie_matters(count: Rule, election: Election) -> None:
    """Upside down, the tie order gives other winners, or the same in another order."""
    result, other = counted(count, election), counted(count, upside_down(election))
    assert bool(result.ties) == (other.winners != result.winners)


def most_votes_win(result: Result, election: Election, votes: list[int]) -> None:
    assert list(result.stages[0].totals) == votes
    order = sorted(
        range(len(votes)), key=lambda c: (-votes[c], election.order.index(election.candidates[c]))
    )
    assert result.winners == tuple(election.candidates[c] for c in order[: election.seats])


def most_first_votes_win(count: Rule, election: Election) -> None:
    result = counted(count, election)
    most_votes_win(result, election, first_votes(election))
    assert sum(result.stages[0].totals) + result.stages[0].nontransferable == result.valid


def most_approvals_win(count: Rule, election: Election) -> None:
    result = counted(count, election)
    most_votes_win(result, election, approvals(election))
    assert result.stages[0].nontransferable == 0


# --- Meek


def every_vote_is_somewhere(count: Rule, election: Election) -> None:
    result = counted(count, election)
    for stage in result.stages:
        assert sum(stage.totals) + stage.nontransferable == result.valid * result.scale
        assert min(*stage.totals, stage.nontransferable) >= 0
        assert stage.rounding == 0


def no_more_reach_the_quota_than_seats(count: Rule, election: Election) -> None:
    """It never rises, but for rounding, so what the elected keep is never far below it."""
    result = counted(count, election)
    noise = len(election.ballots) * len(election.candidates)
    before = result.valid * result.scale
    for stage in result.stages:
        assert stage.quota is not None
        assert stage.quota <= before + noise
        before = stage.quota
        votes = dict(zip(result.candidates, stage.totals, strict=True))
        assert {name for name in votes if votes[name] >= stage.quota} <= {*result.winners}


def agrees_with_naive_meek(count: Rule, election: Election) -> None:
    """Round by round to the last decimal; then perhaps a last exclusion, and who is left."""
    result, naive = counted(count, election), naive_meek(election)
    assert set(result.winners) == naive.winners
    for stage, row in zip(result.stages, naive.rounds, strict=False):
        assert stage.elected == row.elected
        assert list(stage.totals) == [votes * result.scale for votes in row.votes]
        assert stage.quota == row.quota * result.scale
        assert stage.candidates == (row.excluded,) or stage.action is not Action.EXCLUDE
        assert (row.excluded is not None) == (stage.action is Action.EXCLUDE)
    more = [stage.action for stage in result.stages[len(naive.rounds) :]]
    if naive.rounds:
        assert more == sorted(set(more))  # each at most once, in this order
        assert set(more) <= {Action.EXCLUDE, Action.FILL}
    else:  # as many seats as candidates
        assert more in ([Action.COUNT], [Action.COUNT, Action.FILL])
    ties = [(t.tied, t.chosen[0]) for t in result.ties if t.purpose is Purpose.EXCLUSION]
    assert tuple(ties) == naive.ties


def one_seat_is_the_runoff(count: Rule, election: Election) -> None:
    """With one seat nobody passes on a surplus: IRV, but for how ties are broken."""
    result, runoff = counted(count, election), counted(irv.count, election)
    if not result.ties and not runoff.ties:
        assert result.winners == runoff.winners
