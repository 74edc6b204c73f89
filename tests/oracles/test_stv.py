"""Scottish STV here, in STVPoll (to the fifth decimal) and in votelib (whom it elects).

Both pass on the surpluses of candidates who are elected together in one go; the Order does so
one at a time. So each is compared where that makes no difference (docs/oracles.md).
"""

from decimal import Decimal
from itertools import pairwise
from typing import Any

from stvpoll.scottish_stv import ScottishSTV
from stvpoll.types import CandidateStatus
from votelib.evaluate.core import Plurality
from votelib.evaluate.sequential import TransferableVoteSelector

from governance.rules import stv
from governance.rules.election import Action, Election
from tests.oracles.persons import Contest, contests, named, stvpoll_stv

Event = tuple[str, tuple[str, ...], dict[str, int]]  # what, who, votes of who took part in it


def count(contest: Contest) -> Election:
    return stv.count(contest.profile, seats=contest.seats, tie_order=contest.order)


def elected_one_by_one(result: Election) -> bool:
    """No two elected in one stage, except at the end of the count."""
    return all(len(stage.elected) <= 1 for stage in result.stages[:-1])


def events(result: Election) -> list[Event]:
    """Who was elected and excluded, with the votes of all who were still in, until seats fill."""
    found: list[Event] = []
    standing = list(result.candidates)
    before: dict[str, int] = {}
    for stage in result.stages:
        if stage.action is Action.FILL:
            break
        if stage.action is Action.EXCLUDE:
            found.append(("excluded", stage.candidates, {name: before[name] for name in standing}))
            standing.remove(stage.candidates[0])
        before = dict(zip(result.candidates, stage.totals, strict=True))
        if stage.elected:
            votes = {name: before[name] for name in standing}
            found.append(("elected", tuple(sorted(stage.elected)), votes))
            standing = [name for name in standing if name not in stage.elected]
    return found


def their_events(result: Any) -> list[Event]:
    return [
        (
            "excluded" if row.status == CandidateStatus.Excluded else "elected",
            tuple(sorted(row.selected)),
            {name: int(votes * 100_000) for name, votes in row.votes.items()},
        )
        for row in result.rounds
    ]


def test_stvpoll_holds_the_same_votes_at_every_stage(examples: int) -> None:
    """Also where earlier stages or the tie order decide; few voters, so that they do."""
    compared = ties = 0
    for contest in contests(examples, seed=5, most_voters=60):
        ours, theirs = count(contest), stvpoll_stv(contest)
        assert theirs.quota == (ours.stages[0].quota or 0) // 100_000
        if elected_one_by_one(ours):
            compared, ties = compared + 1, ties + bool(ours.ties)
            assert their_events(theirs)[: len(events(ours))] == events(ours), contest
            assert set(theirs) == set(ours.winners), contest
    assert compared > examples // 2
    assert ties > examples // 20


def met_together(result: Election) -> bool:
    """Whether somebody was elected on one surplus while another one waited."""
    waiting = 0
    for stage in result.stages[:-1]:
        waiting -= stage.action is Action.SURPLUS
        if stage.action is Action.SURPLUS and stage.elected and waiting:
            return True
        waiting += sum(
            stage.totals[result.candidates.index(name)] > (stage.quota or 0)
            for name in stage.elected
        )
    return False


def narrow(result: Election) -> bool:
    """Whether two candidates, or one and the quota, were within a hundredth of a vote."""
    for stage in result.stages:
        votes = sorted([*stage.totals, stage.quota or 0])
        if any(0 < more - less < 1000 for less, more in pairwise(votes)):
            return True
    return False


def test_votelib_elects_the_same_people(examples: int) -> None:
    """Exact fractions there, five decimals here: the same unless it is a matter of decimals."""
    single = TransferableVoteSelector(retainer=Plurality())
    compared = together = 0
    for contest in contests(examples, seed=6):
        ours = count(contest)
        if not (ours.ties or met_together(ours) or narrow(ours)):
            compared += 1
            together += not elected_one_by_one(ours)
            theirs = single.evaluate(named(contest.profile), contest.seats)
            assert set(theirs) == set(ours.winners), contest
    assert compared > examples // 2
    assert together > examples // 20


def test_the_comparison_sees_a_fifth_decimal() -> None:
    """The control: with transfer values rounded up the votes part."""

    def rounded_up(value: Decimal) -> Decimal:
        return value.quantize(Decimal(10) ** -5, rounding="ROUND_UP")

    class Up(ScottishSTV):
        round = staticmethod(rounded_up)

    def agrees(contest: Contest) -> bool:
        ours, theirs = count(contest), their_events(stvpoll_stv(contest, Up))
        return theirs[: len(events(ours))] == events(ours)

    fair = [c for c in contests(100, seed=5, most_voters=60) if elected_one_by_one(count(c))]
    assert not all(map(agrees, fair))
