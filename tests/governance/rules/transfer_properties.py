"""What IRV and Scottish STV promise, each as a function of a rule and an election that asserts.

The property tests ask them of the real rules, and the controls of broken ones.
"""

import json
from collections.abc import Callable, Iterator
from itertools import combinations

from governance.rules import irv
from governance.rules.election import Action, Purpose, Resolution, from_data, to_data
from governance.rules.election import Election as Result
from governance.rules.profile import Ballot, Profile
from tests.governance.rules.elections import Election, profile
from tests.governance.rules.naive_transfers import Count, naive_irv, naive_stv

Rule = Callable[..., Result]
Property = Callable[[Rule, Election], None]


def counted(count: Rule, election: Election, ballots: Profile | None = None) -> Result:
    return count(ballots or election.profile, seats=election.seats, tie_order=election.order)


# --- what every rule promises


def order_of_ballots_is_irrelevant(count: Rule, election: Election) -> None:
    result = counted(count, election)
    for other in (election.ballots[::-1], tuple(sorted(election.ballots, key=repr))):
        assert counted(count, election, profile(election.candidates, other)) == result


def batches_add_up(count: Rule, election: Election) -> None:
    cut = len(election.ballots) // 2
    first = profile(election.candidates, election.ballots[:cut])
    second = profile(election.candidates, election.ballots[cut:])
    whole = counted(count, election)
    assert counted(count, election, first.merged(second)) == whole
    parts = [counted(count, election, batch).stages[0].totals for batch in (first, second)]
    assert tuple(map(sum, zip(*parts, strict=True))) == whole.stages[0].totals


def weight_is_so_many_voters(count: Rule, election: Election) -> None:
    weights = [1 + number % 3 for number in range(len(election.ballots))]
    weighted: dict[Ballot, int] = {}
    for ballot, weight in zip(election.ballots, weights, strict=True):
        weighted[ballot] = weighted.get(ballot, 0) + weight
    blank = weighted.pop((), 0)
    result = counted(count, election, Profile(election.candidates, weighted, blank))
    pairs = list(zip(election.ballots, weights, strict=True))
    copies = tuple(ballot for ballot, weight in pairs for _ in range(weight))
    assert result == counted(count, election, profile(election.candidates, copies))
    for candidate, total in enumerate(result.stages[0].totals):
        first = sum(1 for ballot in copies if ballot and ballot[0] == candidate)
        assert total == first * result.scale


def renaming_renames(count: Rule, election: Election) -> None:
    """Other names, and another order on the ballot paper; the tie order is of the same persons."""
    size = len(election.candidates)
    place = [election.order.index(name) for name in election.candidates]  # old number -> new
    names = tuple(f"{number}{name}" for number, name in enumerate(election.order[::-1]))
    new_name = {name: names[place[old]] for old, name in enumerate(election.candidates)}
    ballots = tuple(
        tuple(tuple(sorted(place[c] for c in r)) if isinstance(r, tuple) else place[r] for r in b)
        for b in election.ballots
    )
    order = tuple(new_name[name] for name in election.order)
    before = counted(count, election)
    after = counted(count, Election(names, ballots, election.seats, order))
    assert after.winners == tuple(new_name[name] for name in before.winners)
    assert len(after.stages) == len(before.stages)
    for old, new in zip(before.stages, after.stages, strict=True):
        assert new.candidates == tuple(new_name[name] for name in old.candidates)
        assert all(new.totals[place[c]] == old.totals[c] for c in range(size))


def votes_add_up(count: Rule, election: Election) -> None:
    """No vote is made or lost, and what is out of the count stays out."""
    result = counted(count, election)
    rest = lost = 0
    for stage in result.stages:
        assert sum(stage.totals) + stage.nontransferable == result.valid * result.scale
        assert min(stage.totals) >= 0
        assert stage.rounding >= lost
        assert stage.nontransferable - stage.rounding >= rest - lost
        rest, lost = stage.nontransferable, stage.rounding
        for name in stage.candidates:
            if stage.action is Action.EXCLUDE:
                assert stage.totals[result.candidates.index(name)] == 0


def seats_are_filled(count: Rule, election: Election) -> None:
    result = counted(count, election)
    assert len(set(result.winners)) == len(result.winners) == election.seats
    assert result.winners == tuple(name for stage in result.stages for name in stage.elected)
    for stage in result.stages:
        assert stage.action is not Action.EXCLUDE or not {*stage.candidates} & {*result.winners}


def ties_are_between_equals(count: Rule, election: Election) -> None:
    result = counted(count, election)
    number = {name: place for place, name in enumerate(result.candidates)}
    for tie in result.ties:
        stage = result.stages[tie.stage - 1]
        equal_at = tie.stage - (0 if tie.purpose is Purpose.ORDER else 1)
        votes = [result.stages[equal_at - 1].totals[number[name]] for name in tie.tied]
        assert len(votes) > 1 == len(set(votes))
        assert list(tie.tied) == sorted(tie.tied, key=election.order.index)
        assert len(tie.chosen) == 1
        assert set(tie.chosen) <= {*tie.tied} & {*stage.candidates, *stage.elected}
        assert (tie.resolved_by is Resolution.EARLIER_STAGE) == (tie.earlier is not None)
        if tie.earlier is not None:
            assert tie.earlier < tie.stage
            earlier = result.stages[tie.earlier - 1].totals
            assert len({earlier[number[name]] for name in tie.tied}) > 1


def survives_json(count: Rule, election: Election) -> None:
    result = counted(count, election)
    assert from_data(json.loads(json.dumps(to_data(result)))) == result


def majority_favourite_wins(count: Rule, election: Election) -> None:
    """With one seat, whoever is first on more than half of the valid ballots."""
    firsts = [ballot[0] for ballot in election.ballots if ballot]
    for candidate, name in enumerate(election.candidates):
        if 2 * firsts.count(candidate) > len(firsts):
            assert counted(count, election).winners == (name,)


def later_preferences_do_no_harm(count: Rule, election: Election) -> None:
    """With one seat, what stands below the winner on a ballot is never read."""
    result = counted(count, election)
    winner = election.candidates.index(result.winners[0])
    cut = [b[: b.index(winner) + 1] if winner in b else b for b in election.ballots]
    assert (
        counted(count, election, profile(election.candidates, tuple(cut))).stages == result.stages
    )


# --- against the definition


def agrees(result: Result, naive: Count) -> None:
    """The same stages with the same votes to the last decimal, and the same ties."""
    assert result.winners == tuple(name for row in naive.rows for name in row.elected)
    assert len(result.stages) == len(naive.rows)
    for stage, row in zip(result.stages, naive.rows, strict=True):
        assert stage.action == row.action
        assert (stage.candidates, stage.elected) == (row.candidates, row.elected)
        assert list(stage.totals) == [row.votes[n] * result.scale for n in result.candidates]
        assert stage.nontransferable == row.rest * result.scale
        assert stage.rounding == row.lost * result.scale
    ties = [(t.stage, t.purpose, t.tied, t.chosen[0], t.earlier) for t in result.ties]
    assert ties == naive.ties


def agrees_with_naive_irv(count: Rule, election: Election) -> None:
    agrees(counted(count, election), naive_irv(election))


def agrees_with_naive_stv(count: Rule, election: Election) -> None:
    agrees(counted(count, election), naive_stv(election))


# --- what STV promises


def starts_as_irv(count: Rule, election: Election) -> None:
    """One seat: the stages of IRV in other units, then perhaps more; the same winner, ties too.

    IRV may stop sooner: most of the votes that still count may be fewer than the quota, which is
    most of the valid votes. Whoever has most of them is never the lowest any more.
    """
    result, runoff = counted(count, election), counted(irv.count, election)
    assert result.winners == runoff.winners
    for stage, first in zip(result.stages, runoff.stages, strict=False):
        assert (stage.action, stage.candidates) == (first.action, first.candidates)
        assert stage.totals == tuple(total * result.scale for total in first.totals)
    assert len(result.stages) >= len(runoff.stages)


def quota_is_the_smallest(count: Rule, election: Election) -> None:
    """One candidate more than there are seats cannot reach the quota; with one vote less they can.

    Who is elected by it keeps it exactly once the surplus has been passed on.
    """
    result = counted(count, election)
    served: set[str] = set()
    for stage in result.stages:
        quota = stage.quota or 0
        assert quota % result.scale == 0
        assert (election.seats + 1) * quota > result.valid * result.scale
        assert (election.seats + 1) * (quota - result.scale) <= result.valid * result.scale
        served |= {*stage.candidates} if stage.action is Action.SURPLUS else set()
        for name, total in zip(result.candidates, stage.totals, strict=True):
            assert name not in served or total == quota
            assert (total >= quota) <= (name in result.winners)


def solid_groups(election: Election, size: int) -> Iterator[tuple[set[str], int]]:
    """Sets of so many candidates, and how many ballots rank exactly these above all others."""
    for members in combinations(range(len(election.candidates)), size):
        tops = [ballot[:size] for ballot in election.ballots if len(ballot) >= size]
        supporters = sum(1 for top in tops if set(top) == set(members))
        yield {election.candidates[member] for member in members}, supporters


def groups_are_represented(count: Rule, election: Election) -> None:
    """Droop proportionality (Woodall 1994): k quotas of solid support, so k of the group elected.

    What truncation takes from so few ballots is far less than the quota exceeds its fraction by.
    """
    result = counted(count, election)
    quota = result.valid // (election.seats + 1) + 1
    for size in range(1, len(election.candidates) + 1):
        for members, supporters in solid_groups(election, size):
            assert len(members & {*result.winners}) >= min(size, supporters // quota)


COMMON: tuple[Property, ...] = (
    order_of_ballots_is_irrelevant,
    batches_add_up,
    weight_is_so_many_voters,
    renaming_renames,
    votes_add_up,
    seats_are_filled,
    ties_are_between_equals,
    survives_json,
)
ONE_SEAT: tuple[Property, ...] = (majority_favourite_wins, later_preferences_do_no_harm)
