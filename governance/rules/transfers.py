"""A count in which ballots pass from candidate to candidate: what IRV and STV share."""

# A ballot counts for one candidate at a time: the most preferred of those who *continue*, that is
# who are neither elected nor excluded. Equal ranks: one member who still continues takes
# the ballot; two or more leave it without a next preference, for good; a rank without any is
# passed over. (This is how the published count of Burlington 2009 comes out.)
#
# How it is fast: a candidate holds piles of distinct ballots with the number of voters behind
# each, one pile per value; only the piles of the candidate in hand are sorted again.

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from operator import itemgetter

from governance.rules.election import (
    Action,
    Election,
    Parcel,
    Purpose,
    Resolution,
    Stage,
    Tie,
)
from governance.rules.profile import Ballot, Profile, Rank
from governance.rules.tie_breaks import break_tie

Pile = list[tuple[Ballot, int]]  # distinct ballots, and how many voters cast each


def sort_papers(
    papers: Iterable[tuple[Ballot, int]], continuing: Iterable[int]
) -> tuple[Mapping[int, Pile], int]:
    """A pile per continuing candidate, and the number of papers without a next preference."""
    piles: dict[int, Pile] = {candidate: [] for candidate in continuing}
    pile_of: dict[Rank, Pile] = dict(piles.items())
    exhausted = 0
    for paper in papers:
        # From the top each time: whom this passes over was out before, or held the ballot.
        for rank in paper[0]:
            if rank in pile_of:
                pile_of[rank].append(paper)
                break
            if isinstance(rank, tuple) and (left := [one for one in rank if one in piles]):
                if len(left) == 1:
                    piles[left[0]].append(paper)
                else:
                    exhausted += paper[1]
                break
        else:
            exhausted += paper[1]
    return piles, exhausted


def papers_in(pile: Pile) -> int:
    return sum(map(itemgetter(1), pile))


class Run:
    """The state of one count; a rule moves it on and records every stage.

    Candidates are numbers, votes whole numbers in units of 1/`scale`.
    """

    def __init__(
        self,
        profile: Profile,
        tie_order: Iterable[str],
        *,
        scale: int = 1,
        quota: int | None = None,
    ) -> None:
        """Counts the ballots for their first preferences; `quota` in units of 1/scale."""
        self.scale, self.quota = scale, quota
        self.names = profile.candidates
        self.ranks = profile.ranks(tie_order)
        # Neither elected nor excluded
        self.continuing = set(range(len(self.names)))
        # Votes per candidate
        self.totals = [0] * len(self.names)
        self.winners: list[int] = []  # In order of election
        # nontransferable, rounding: as in `Stage`
        self.nontransferable = self.rounding = 0
        self.stages: list[Stage] = []
        self.ties: list[Tie] = []
        self._piles: list[dict[int, Pile]] = [{} for _ in self.names]  # value -> pile
        self._deal(profile.ballots.items(), scale)

    def pass_on(self, candidate: int, new_value: Callable[[int], int]) -> tuple[Parcel, ...]:
        """Deal all papers of one who no longer continues, those of the highest value first."""
        held, self._piles[candidate] = self._piles[candidate], {}
        parcels = []
        for old in sorted(held, reverse=True):
            new = new_value(old)
            self._deal(held[old], new)
            parcels.append(Parcel(papers_in(held[old]), old, new))
        return tuple(parcels)

    def pick(self, among: Iterable[int], purpose: Purpose) -> int:
        """The one with the most votes, or for an exclusion the fewest; keeps the tie if any."""
        highest = purpose is not Purpose.EXCLUSION
        standing = sorted(among, key=self.ranks.__getitem__)
        votes = [self.totals[candidate] for candidate in standing]
        edge = max(votes) if highest else min(votes)
        tied = [candidate for candidate in standing if self.totals[candidate] == edge]
        if len(tied) == 1:
            return tied[0]
        chosen, earlier = break_tie(tied, self.stages, self.ranks, highest=highest)
        how = Resolution.EARLIER_STAGE if earlier else Resolution.TIE_ORDER
        stage = len(self.stages) + 1
        self.ties.append(
            Tie(stage, purpose, self._called(tied), self._called([chosen]), how, earlier)
        )
        return chosen

    def exclude(self) -> tuple[int, tuple[Parcel, ...]]:
        """Exclude the lowest and pass the papers on at their values: who it was, and what."""
        lowest = self.pick(self.continuing, Purpose.EXCLUSION)
        self.continuing.remove(lowest)
        self.totals[lowest] = 0
        return lowest, self.pass_on(lowest, lambda value: value)

    def elect(self, candidates: Iterable[int]) -> list[int]:
        """Elect all of these, in order: most votes, then earlier stages, then the tie order."""
        left, elected = set(candidates), []
        while left:
            elected.append(self.pick(left, Purpose.ORDER))
            left.remove(elected[-1])
        self.continuing.difference_update(elected)
        self.winners += elected
        return elected

    def record(
        self,
        action: Action,
        candidates: Iterable[int],
        elected: Iterable[int],
        parcels: tuple[Parcel, ...] = (),
    ) -> None:
        self.stages.append(
            Stage(
                action,
                self._called(candidates),
                self._called(elected),
                tuple(self.totals),
                self.nontransferable,
                self.rounding,
                self.quota,
                parcels,
            )
        )

    def completed(self, declared: Election) -> Election:
        return replace(
            declared,
            winners=self._called(self.winners),
            stages=tuple(self.stages),
            ties=tuple(self.ties),
            scale=self.scale,
        )

    def _deal(self, papers: Iterable[tuple[Ballot, int]], value: int) -> None:
        # Each paper, worth `value`, goes to its next preference among those who continue.
        piles, exhausted = sort_papers(papers, self.continuing)
        self.nontransferable += exhausted * value
        for candidate, pile in piles.items():
            self.totals[candidate] += papers_in(pile) * value
            held = self._piles[candidate]
            if value in held:
                held[value] += pile
            elif pile:
                held[value] = pile

    def _called(self, candidates: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.names[candidate] for candidate in candidates)
