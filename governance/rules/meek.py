"""The single transferable vote by Meek's method."""

# Source: the reference rule of the Proportional Representation Foundation, "Reference Meek
# Rule"; the letters below are its steps. Votes, quota and keep factors are whole numbers in units
# of 1/1,000,000,000, its nine decimals.
#
# - Each candidate has a keep factor, 1 at first: the part they keep of each vote that reaches
#   them. The rest goes to the next on the ballot. Excluded candidates are skipped.
# - Distribute votes (B.2.a): what a candidate keeps of one vote is rounded up. Nothing is lost:
#   what no candidate keeps is `nontransferable`, and `rounding` is 0.
# - Quota (B.2.b): the votes that the candidates hold / (seats + 1), cut off, plus one unit.
# - Whoever reaches the quota is elected (B.2.c), most votes first.
# - Surplus (B.2.d-f): the elected pass on what they hold above the quota, by lower keep factors,
#   again and again, until a candidate reaches the quota, the surplus of all together is below
#   1/1,000,000 (omega), or it shrinks no more.
# - Exclusion (B.3): then the lowest, one at a time. Tied with the lowest is whoever has no more
#   than the lowest and the surplus together, since such a difference means nothing. Nor then do
#   differences at earlier stages, so who is last in the tie order is excluded (T).
# - End (B.1, C): all seats are filled, or no more candidates are left than seats.
#
# A stage is a round of the rule as it ended, so its totals are those that the next step rests on.
# Two things differ from the text: after the exclusion that leaves no more candidates than seats the
# votes are distributed once more, to show where they went (all who are left are elected either
# way); and a keep factor stays 1 where rounding would lift it higher.
#
# Equal ranks, which the rule does not know, as in IRV and Scottish STV: one member who is not
# excluded takes the place; two or more end the ballot there, for good; a rank without any is passed
# over. Were such a ballot to come back later, the quota could rise above what the elected keep.

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from governance.rules.election import (
    Action,
    Election,
    Purpose,
    Resolution,
    Stage,
    Tie,
)
from governance.rules.profile import Ballot, Profile
from governance.rules.seats import by_votes, declare, fill

RULE = "meek"
VERSION = "1"
SCALE = 1_000_000_000
OMEGA = 1_000

Line = tuple[int, ...]  # who share a vote: the elected, in turn, up to the first who is not


def count(profile: Profile, *, seats: int = 1, tie_order: Iterable[str] = ()) -> Election:
    """The election by Meek's method; CountError for bad seats or an incomplete tie order."""
    declared = declare(RULE, VERSION, profile, seats, tie_order)
    run = _Run(profile, declared)
    run.round(Action.COUNT, ())
    while run.vacancies:
        if len(run.hopeful) <= run.vacancies:
            run.elect_the_rest()
        elif run.stages[-1].elected:
            rich = (run.names[one] for one in run.elected if run.votes[one] > run.quota)
            run.round(Action.SURPLUS, rich)
        else:
            run.round(Action.EXCLUDE, [run.exclude()])
    return replace(
        declared,
        winners=tuple(run.names[one] for one in run.elected),
        stages=tuple(run.stages),
        ties=tuple(run.ties),
        scale=SCALE,
    )


class _Run:
    """The state of one count. Candidates are numbers, votes in units of 1/SCALE."""

    def __init__(self, profile: Profile, declared: Election) -> None:
        self.ballots = dict(profile.ballots)
        self.names, self.seats = declared.candidates, declared.seats
        self.tie_order = declared.tie_order
        # Neither elected nor excluded
        self.hopeful = set(range(len(self.names)))
        self.elected: list[int] = []  # In order
        # Keep factors
        self.keep = [SCALE] * len(self.names)
        # votes, left_over, quota: of the last distribution; `left_over` is what no candidate keeps
        self.votes = [0] * len(self.names)
        self.left_over = self.quota = 0
        self.stages: list[Stage] = []
        self.ties: list[Tie] = []

    @property
    def vacancies(self) -> int:
        return self.seats - len(self.elected)

    @property
    def surplus(self) -> int:
        # At least 0 (B.2.d).
        return max(0, sum(self.votes[one] - self.quota for one in self.elected))

    def round(self, action: Action, candidates: Iterable[str]) -> None:
        """Distribute the votes until a candidate is elected or no surplus is left (B.2)."""
        concerned = tuple(candidates)
        lines = self._lines()
        before = None
        while True:
            self._distribute(lines)
            reached = [one for one in self.hopeful if self.votes[one] >= self.quota]
            idle = self.surplus < OMEGA or (before is not None and self.surplus >= before)
            if reached or idle or len(self.hopeful) <= self.vacancies:
                break
            before = self.surplus
            self._update_keep_factors()
        self._record(action, concerned, self._elect(reached))

    def _lines(self) -> Mapping[Line, int]:
        """Who share in each vote, and the number of voters; cuts ballots that end at equals."""
        lines, ended = read(self.ballots, self.hopeful, self.elected)
        for ballot, cut in ended:
            self.ballots[cut] = self.ballots.get(cut, 0) + self.ballots.pop(ballot)
        return lines

    def _distribute(self, lines: Mapping[Line, int]) -> None:
        # B.2.a and B.2.b.
        self.votes = [0] * len(self.names)
        self.left_over = 0
        for line, number in lines.items():
            weight = SCALE
            for candidate in line:
                kept = _part_up(weight, self.keep[candidate], SCALE)
                self.votes[candidate] += kept * number
                weight -= kept
            self.left_over += weight * number
        self.quota = sum(self.votes) // (self.seats + 1) + 1

    def _update_keep_factors(self) -> None:
        # Each of the elected keeps what would come to the quota (B.2.f).
        for one in self.elected:
            held = _part_up(self.keep[one], self.quota, SCALE)
            self.keep[one] = min(SCALE, _part_up(held, SCALE, self.votes[one]))

    def exclude(self) -> str:
        """Exclude the lowest, and return who it was (B.3)."""
        edge = min(self.votes[one] for one in self.hopeful) + self.surplus
        low = [self.names[one] for one in self.hopeful if self.votes[one] <= edge]
        tied = tuple(sorted(low, key=self.tie_order.index))
        if len(tied) > 1:
            stage = len(self.stages) + 1
            tie = Tie(stage, Purpose.EXCLUSION, tied, tied[-1:], Resolution.TIE_ORDER)
            self.ties.append(tie)
        self.hopeful.remove(self.names.index(tied[-1]))
        return tied[-1]

    def elect_the_rest(self) -> None:
        # All who are left get a seat; no vote moves (C).
        rest = self._elect(self.hopeful)
        self._record(Action.FILL, rest, rest)

    def _elect(self, candidates: Iterable[int]) -> tuple[str, ...]:
        # Most votes first; never more than there are seats.
        places = by_votes(self.votes, candidates)
        names, ties = fill(places, self.vacancies, self.tie_order, self.names)
        self.ties += [replace(tie, stage=len(self.stages) + 1) for tie in ties]
        self.elected += [self.names.index(name) for name in names]
        self.hopeful.difference_update(self.elected)
        return names

    def _record(
        self, action: Action, candidates: tuple[str, ...], elected: tuple[str, ...]
    ) -> None:
        votes = tuple(self.votes)
        stage = Stage(action, candidates, elected, votes, self.left_over, quota=self.quota)
        self.stages.append(stage)


def read(
    ballots: Mapping[Ballot, int], hopeful: Collection[int], elected: Collection[int]
) -> tuple[Mapping[Line, int], list[tuple[Ballot, Ballot]]]:
    """The lines, each with its number of voters; the ballots that end at equals, whole and cut."""
    lines: defaultdict[Line, int] = defaultdict(int)
    ended: list[tuple[Ballot, Ballot]] = []
    inside = {*hopeful, *elected}
    for ballot, number in ballots.items():
        line: list[int] = []
        for rank in ballot:
            if rank in inside:
                line.append(rank)
            elif isinstance(rank, tuple):
                left = [one for one in rank if one in inside]
                if len(left) > 1:
                    ended.append((ballot, ballot[: ballot.index(rank)]))
                    break
                line += left
            if line and line[-1] in hopeful:
                break
        lines[tuple(line)] += number
    return lines, ended


def _part_up(amount: int, numerator: int, denominator: int) -> int:
    """amount x numerator / denominator, rounded up to a whole unit."""
    return -(-amount * numerator // denominator)
