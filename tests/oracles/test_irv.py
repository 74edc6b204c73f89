"""Instant run-off here, in pyrankvote, votelib and STVPoll."""

from contextlib import suppress

from stvpoll.types import CandidateStatus
from votelib.evaluate.core import Plurality
from votelib.evaluate.sequential import TransferableVoteSelector

from governance.rules import irv
from governance.rules.election import Action, Election
from tests.oracles.persons import Contest, contests, named, pyrankvote_irv, stvpoll_irv


def excluded(result: Election) -> list[str]:
    return [name for s in result.stages if s.action is Action.EXCLUDE for name in s.candidates]


def test_pyrankvote_elects_the_same_where_nobody_ties(examples: int) -> None:
    compared = 0
    for contest in contests(examples, seed=1, most_voters=150):
        ours = irv.count(contest.profile)
        if not ours.ties:  # theirs are broken by second choices, then by chance
            compared += 1
            assert pyrankvote_irv(contest.profile) == list(ours.winners), contest
    assert compared > examples // 2


def test_votelib_elects_the_same_where_nobody_ties(examples: int) -> None:
    """Its own choice of whom to retain counts exhausted ballots as a candidate; see the list."""
    run_off = TransferableVoteSelector(retainer=Plurality())
    compared = 0
    for contest in contests(examples, seed=2):
        ours = irv.count(contest.profile)
        if not ours.ties:
            with suppress(NotImplementedError):  # it goes on to a majority of all, and met a tie
                theirs = run_off.evaluate(named(contest.profile), 1)
                compared += 1
                assert theirs == list(ours.winners), contest
    assert compared > examples // 2


def test_stvpoll_excludes_the_same_also_in_ties(examples: int) -> None:
    """Few voters, many ties: by earlier stages, then by the tie order."""
    ties = 0
    for contest in contests(examples, seed=3, most_voters=12):
        ours, theirs = irv.count(contest.profile, tie_order=contest.order), stvpoll_irv(contest)
        gone = [r.selected[0] for r in theirs.rounds if r.status == CandidateStatus.Excluded]
        ties += bool(ours.ties)
        assert gone[: len(excluded(ours))] == excluded(ours), contest
        if theirs:
            assert list(theirs) == list(ours.winners), contest
    assert ties > examples // 4


def test_stvpoll_elects_only_with_a_majority_of_all_votes(examples: int) -> None:
    """It goes on excluding until somebody has one, or nobody can: our second majority."""
    without = 0
    for contest in contests(examples, seed=4):
        ours, theirs = irv.count(contest.profile, tie_order=contest.order), stvpoll_irv(contest)
        without += not theirs
        if ours.majority_of_valid(ours.winners[0]):
            assert list(theirs) == list(ours.winners), contest
    assert without > examples // 20


def test_the_comparison_sees_a_reversed_tie_order() -> None:
    """The control: the other way round, ties are broken otherwise."""

    def agrees(contest: Contest) -> bool:
        backwards = irv.count(contest.profile, tie_order=contest.order[::-1])
        gone = [r.selected[0] for r in stvpoll_irv(contest).rounds]
        return gone[: len(excluded(backwards))] == excluded(backwards)

    assert not all(map(agrees, contests(100, seed=3, most_voters=12)))
