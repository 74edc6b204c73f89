"""What counting by points promises, each as a function of a rule and an election that asserts.

The property tests ask them of the real rule, and the controls of broken ones.
"""

import json
from collections import Counter
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from governance.rules.election import Election as Result
from governance.rules.election import Purpose, Resolution, from_data, to_data
from governance.rules.points import PointsBallot, PointsProfile
from tests.governance.rules.elections import NAMES
from tests.governance.rules.transfer_properties import Rule


@dataclass(frozen=True)
class PointsElection:
    """ballots: one entry per voter, () is blank; order: a tie order of all candidates."""

    candidates: tuple[str, ...]
    ballots: tuple[PointsBallot, ...]
    points: int
    most: int | None
    seats: int
    order: tuple[str, ...]


def profile(candidates: tuple[str, ...], ballots: tuple[PointsBallot, ...]) -> PointsProfile:
    counts = Counter(ballots)
    blank = counts.pop((), 0)
    return PointsProfile(candidates, dict(counts), blank)


@st.composite
def points_ballots(draw: st.DrawFn, candidates: int, points: int, most: int) -> PointsBallot:
    left, given = points, {}
    for candidate in draw(st.permutations(range(candidates))):
        number = draw(st.integers(0, min(left, most)))
        left -= number
        if number:
            given[candidate] = number
    return tuple(sorted(given.items()))


@st.composite
def points_elections(draw: st.DrawFn) -> PointsElection:
    """Few voters with few points over few candidates, so that ties are common."""
    number = draw(st.integers(1, 5))
    points = draw(st.integers(1, 6))
    most = draw(st.none() | st.integers(1, points))
    ballot = points_ballots(number, points, most or points)
    ballots = draw(st.lists(ballot, min_size=1, max_size=9))
    candidates = tuple(NAMES[:number])
    order = tuple(draw(st.permutations(candidates)))
    seats = draw(st.integers(1, number))
    return PointsElection(candidates, tuple(ballots), points, most, seats, order)


def counted(count: Rule, election: PointsElection, ballots: PointsProfile | None = None) -> Result:
    return count(
        ballots or profile(election.candidates, election.ballots),
        points=election.points,
        most=election.most,
        seats=election.seats,
        tie_order=election.order,
    )


def every_point_is_counted_once(count: Rule, election: PointsElection) -> None:
    """Ballot by ballot: the totals, and who gave anything at all."""
    result = counted(count, election)
    totals, supporters = Counter(), Counter()  # type: ignore[var-annotated]
    for ballot in election.ballots:
        for candidate, given in ballot:
            totals[candidate] += given
            supporters[candidate] += 1
    numbers = range(len(election.candidates))
    assert result.stages[0].totals == tuple(totals[c] for c in numbers)
    assert result.supporters == tuple(supporters[c] for c in numbers)
    assert len(result.stages) == 1
    assert result.stages[0].nontransferable == 0


def valid_and_blank_are_the_voters(count: Rule, election: PointsElection) -> None:
    result = counted(count, election)
    assert result.blank == election.ballots.count(())
    assert result.valid + result.blank == len(election.ballots)
    assert result.distinct == len(set(election.ballots) - {()})


def most_points_win(count: Rule, election: PointsElection) -> None:
    result = counted(count, election)
    totals = dict(zip(result.candidates, result.stages[0].totals, strict=True))
    order = sorted(totals, key=lambda name: (-totals[name], election.order.index(name)))
    assert result.winners == tuple(order[: election.seats])


def batches_add_up(count: Rule, election: PointsElection) -> None:
    cut = len(election.ballots) // 2
    parts = [
        counted(count, election, profile(election.candidates, part))
        for part in (election.ballots[:cut], election.ballots[cut:])
    ]
    whole = counted(count, election)
    added = zip(*(part.stages[0].totals for part in parts), strict=True)
    assert tuple(map(sum, added)) == whole.stages[0].totals
    givers = zip(*(part.supporters or () for part in parts), strict=True)
    assert tuple(map(sum, givers)) == whole.supporters


def ties_are_told_in_full(count: Rule, election: PointsElection) -> None:
    """Every group of equals of whom somebody is elected, in the tie order; the first get a seat."""
    result = counted(count, election)
    totals = dict(zip(result.candidates, result.stages[0].totals, strict=True))
    told = []
    for total in sorted(set(totals.values()), reverse=True):
        tied = tuple(name for name in election.order if totals[name] == total)
        chosen = tuple(name for name in result.winners if name in tied)
        if len(tied) > 1 and chosen:
            purpose = Purpose.ORDER if chosen == tied else Purpose.SEAT
            told.append((purpose, tied, chosen, Resolution.TIE_ORDER))
    assert [(t.purpose, t.tied, t.chosen, t.resolved_by) for t in result.ties] == told


def another_point_never_harms(count: Rule, election: PointsElection) -> None:
    """Whoever was elected stays so when one more voter gives them all points one may give."""
    before = counted(count, election)
    winner = before.winners[-1]
    gift = ((election.candidates.index(winner), election.most or election.points),)
    after = counted(count, replace(election, ballots=(*election.ballots, gift)))
    assert winner in after.winners


def survives_json(count: Rule, election: PointsElection) -> None:
    result = counted(count, election)
    assert from_data(json.loads(json.dumps(to_data(result)))) == result
    assert dict(result.options)["points"] == election.points
    assert dict(result.options).get("most") == election.most
