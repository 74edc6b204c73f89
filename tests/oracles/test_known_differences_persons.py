"""Where the other programs elect otherwise, and why: docs/oracles.md."""

import pyrankvote
import pytest
from stvpoll.scottish_stv import ScottishSTV
from votelib.convert import RankedToApprovalVotes, RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze
from votelib.evaluate.core import Plurality, VotingSystemError
from votelib.evaluate.sequential import TransferableVoteSelector

from governance.rules import irv, schulze, stv
from governance.rules.profile import Profile
from tests.oracles.persons import Contest, named, pyrankvote_irv, stvpoll_stv


def profile(*ballots: tuple[str, int]) -> Profile:
    """Ballots as ("Ada > Bo", how many); candidates by name."""
    ranked = {tuple(text.split(" > ")): count for text, count in ballots}
    candidates = sorted({name for ballot in ranked for name in ballot})
    cast = [ballot for ballot, count in ranked.items() for _ in range(count)]
    return Profile.from_ballots(candidates, cast)


def scottish(cast: Profile, seats: int) -> list[str]:
    return sorted(stv.count(cast, seats=seats).winners)


def test_pyrankvote_breaks_ties_by_second_choices_and_then_by_chance() -> None:
    """Here the most recent earlier stage decides, and where there is none, the tie order."""
    cast = profile(("Ada", 2), ("Bo", 2))
    assert {tuple(pyrankvote_irv(cast)) for _ in range(100)} == {("Ada",), ("Bo",)}
    assert irv.count(cast, tie_order=("Bo", "Ada")).winners == ("Bo",)


def test_pyrankvote_has_another_quota_for_stv() -> None:
    """4 votes, 2 seats: 4/3 in floats there, so that Cas passes on 1 2/3 to Bo, who has enough;
    2 here, so that Cas passes on 3 x 0.33333, less than the one vote of Ada."""
    cast = profile(("Ada", 1), ("Cas > Bo", 3))
    people = {name: pyrankvote.Candidate(name) for name in cast.candidates}
    ballots = [
        pyrankvote.Ballot([people[name] for name in ranking])
        for ranking, count in named(cast).items()
        for _ in range(count)
    ]
    theirs = pyrankvote.single_transferable_vote(list(people.values()), ballots, 2)
    assert sorted(winner.name for winner in theirs.get_winners()) == ["Bo", "Cas"]
    assert scottish(cast, 2) == ["Ada", "Cas"]


def test_stvpoll_passes_a_surplus_to_somebody_who_is_elected_too() -> None:
    """Quota 4: Ada (9) and Cas (6) are elected together. Here Cas is not continuing, so the
    surplus of Ada goes on to Dirk; there it goes to Cas and from there is worth less."""
    cast = profile(("Ada > Cas > Dirk", 9), ("Cas > Bo", 6))
    assert scottish(cast, 3) == ["Ada", "Cas", "Dirk"]
    assert sorted(stvpoll_stv(Contest(cast, 3, cast.candidates))) == ["Ada", "Bo", "Cas"]


def test_stvpoll_rounds_a_transfer_value_where_the_order_cuts_it_off() -> None:
    """Bo has 14, the quota is 6: 8/14 is 0.571428..., 0.57142 by the Order, 0.57143 there."""
    cast = profile(("Bo > Ada", 14), ("Cas", 1))
    second = stvpoll_stv(Contest(cast, 2, cast.candidates), ScottishSTV).rounds[1]
    assert str(second.votes["Ada"]) == "8.00002"
    assert stv.count(cast, seats=2).stages[1].totals[0] == 799_988


def test_votelib_and_stvpoll_pass_on_two_surpluses_at_once() -> None:
    """Quota 4. Dirk (8) and Eva (5) are elected; the surplus of Dirk elects Bo with 6. Here the
    larger surplus of Bo goes next, and Eva's, last, passes over Bo to Ada. There Eva's is passed
    on together with Dirk's, to Bo, whose surplus then helps Cas."""
    cast = profile(("Eva > Bo > Ada", 5), ("Bo > Cas", 2), ("Dirk > Bo", 8))
    theirs = TransferableVoteSelector(retainer=Plurality()).evaluate(named(cast), 4)
    assert scottish(cast, 4) == ["Ada", "Bo", "Dirk", "Eva"]
    assert sorted(theirs) == ["Bo", "Cas", "Dirk", "Eva"]


def test_votelib_takes_exhausted_ballots_for_a_candidate_when_it_excludes() -> None:
    """Unless it is given a retainer, as all other tests do."""
    cast = profile(("Ada", 8), ("Bo", 10), ("Cas", 6), ("Dirk", 7))
    with pytest.raises(VotingSystemError, match="infinite loop"):
        TransferableVoteSelector().evaluate(named(cast), 1)
    assert irv.count(cast).winners == ("Bo",)


def test_votelib_splits_an_equal_rank_where_we_exhaust_the_ballot() -> None:
    """Three halves for Ada and Bo each there; here one vote each for two and two for Cas."""
    cast = Profile(("Ada", "Bo", "Cas"), {((0, 1),): 3, (0,): 1, (2,): 2})
    theirs = TransferableVoteSelector(retainer=Plurality()).evaluate(named(cast), 1)
    assert theirs == ["Ada"]
    assert irv.count(cast).winners == ("Cas",)


def test_votelib_ranks_by_the_number_of_candidates_beaten() -> None:
    """Ada beats Bo; Cas ties with both, so that nobody beats Ada or Cas: they share our first
    place. There Ada is first alone, having beaten more."""
    cast = profile(("Ada > Bo > Cas", 2), ("Cas > Ada > Bo", 1), ("Cas > Bo > Ada", 1))
    ours = schulze.count(cast)
    assert ours.ranking is not None
    assert ours.ranking[0] == ("Ada", "Cas")
    assert Schulze().evaluate(RankedToCondorcetVotes().convert(named(cast)), 1) == ["Ada"]


def test_votelib_finds_nobody_when_nobody_beats_anybody() -> None:
    cast = profile(("Ada > Bo", 1), ("Bo > Ada", 1))
    assert Schulze().evaluate(RankedToCondorcetVotes().convert(named(cast)), 1) == []
    assert schulze.count(cast, tie_order=("Bo", "Ada")).winners == ("Bo",)


def test_votelib_forgets_rankings_that_approve_the_same_people() -> None:
    """So the tests make approvals without its converter."""
    ranked = {("Ada", "Bo"): 3, ("Bo", "Ada"): 2}
    assert RankedToApprovalVotes().convert(ranked) == {frozenset(["Ada", "Bo"]): 2}
