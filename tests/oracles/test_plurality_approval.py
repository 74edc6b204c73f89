"""Plurality and approval here and in votelib, which returns a tie where we ask the tie order."""

from votelib.convert import ApprovalToSimpleVotes, RankedToFirstPreference
from votelib.evaluate.core import Plurality, Tie

from governance.rules import approval, plurality
from governance.rules.profile import Ballot, Profile
from tests.oracles.persons import Contest, contests, named


def votelib_plurality(contest: Contest) -> list[str | Tie]:
    votes = dict.fromkeys(contest.profile.candidates, 0)
    votes |= RankedToFirstPreference().convert(named(contest.profile))
    return Plurality().evaluate(votes, contest.seats)


def votelib_approval(contest: Contest) -> list[str | Tie]:
    approved = {frozenset(group): count for (group,), count in sets(contest.profile).items()}
    return Plurality().evaluate(ApprovalToSimpleVotes().convert(approved), contest.seats)


def sets(profile: Profile) -> dict[tuple[frozenset[str]], int]:
    return {
        (rank if isinstance(rank, frozenset) else frozenset([rank]),): count
        for (rank,), count in named(profile).items()
    }


def approvals(contest: Contest) -> Contest:
    """All who are ranked on a ballot are approved on it."""
    counts: dict[Ballot, int] = {}
    for ballot, count in contest.profile.ballots.items():
        group = tuple(sorted(ballot))
        ballot = (group,) if len(group) > 1 else group
        counts[ballot] = counts.get(ballot, 0) + count
    return Contest(Profile(contest.profile.candidates, counts), contest.seats, contest.order)


def same(ours: tuple[str, ...], theirs: list[str | Tie], order: tuple[str, ...]) -> bool:
    """Whether all who win for certain win here, and the tie order picks the others."""
    certain = [name for name in theirs if not isinstance(name, Tie)]
    tied = next((tie for tie in theirs if isinstance(tie, Tie)), frozenset())
    picked = sorted(tied, key=order.index)[: len(theirs) - len(certain)]
    return set(ours) == {*certain, *picked}


def test_plurality_elects_the_same(examples: int) -> None:
    for contest in contests(examples, seed=7, most_voters=40):
        ours = plurality.count(contest.profile, seats=contest.seats, tie_order=contest.order)
        assert same(ours.winners, votelib_plurality(contest), contest.order), contest


def test_approval_elects_the_same(examples: int) -> None:
    for contest in map(approvals, contests(examples, seed=8, most_voters=40)):
        ours = approval.count(contest.profile, seats=contest.seats, tie_order=contest.order)
        assert same(ours.winners, votelib_approval(contest), contest.order), contest


def test_the_comparison_sees_a_reversed_tie_order() -> None:
    """The control: there are ties, and who wins them depends on the order."""

    def agrees(contest: Contest) -> bool:
        ours = plurality.count(contest.profile, seats=contest.seats, tie_order=contest.order)
        return same(ours.winners, votelib_plurality(contest), contest.order[::-1])

    assert not all(map(agrees, contests(200, seed=7, most_voters=40)))
