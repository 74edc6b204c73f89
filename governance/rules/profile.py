"""Who stood and how they were ranked: candidates and an aggregated profile of ranked ballots."""

# A *ballot* is a tuple of ranks, the most preferred first. A rank is the index of a candidate
# (its position in `Profile.candidates`), or, where candidates are ranked equal, the sorted tuple of
# their indices, at least two. A candidate stands in a ballot at most once; those who are
# left out are not ranked. Skipped ranks do not exist here: a reader of ballots closes them up.
#
# The profile maps each distinct ballot to the number of voters who cast it, so that a count
# costs what the distinct ballots cost. A vote of weight w is w voters. Blank ballots rank no one;
# they are counted apart and are not valid votes.

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import lt

from governance.rules.errors import CountError

Rank = int | tuple[int, ...]
Ballot = tuple[Rank, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Ranked ballots, aggregated; CountError for what is not so."""

    candidates: tuple[str, ...]  # Names in the order listed on the ballot paper, unique
    # Distinct non-empty ballot -> number of voters (> 0); do not change it
    ballots: Mapping[Ballot, int]
    blank: int = 0  # Number of ballots without a candidate, outside `valid`

    def __post_init__(self) -> None:
        if not self.candidates:
            raise CountError("There are no candidates.")
        for name, times in Counter(self.candidates).items():
            if times > 1:
                raise CountError(f"Candidate {name!r} is listed {times} times.")
        if type(self.blank) is not int or self.blank < 0:
            raise CountError("The number of blank ballots is not a whole number, at least 0.")
        everybody = frozenset(range(len(self.candidates)))
        for ballot, number in self.ballots.items():
            if type(number) is not int or number < 1:
                raise CountError(f"Ballot {ballot} was cast {number!r} times.")
            # The quick way, for ballots without equal ranks or with nothing else.
            only = ballot[0] if len(ballot) == 1 else None
            if isinstance(only, tuple):
                good = len(only) > 1 and all(map(lt, only, only[1:])) and everybody.issuperset(only)
            else:
                ranked = frozenset(ballot)
                good = bool(ballot) and len(ranked) == len(ballot) and ranked <= everybody
            if not good:
                check_ballot(ballot, len(self.candidates))

    @classmethod
    def from_ballots(cls, candidates: Iterable[str], ballots: Iterable[Sequence[str]]) -> "Profile":
        """The profile of strict rankings by name, the most preferred first; () is blank."""
        listed = tuple(candidates)
        index = {name: place for place, name in enumerate(listed)}
        counts: Counter[Ballot] = Counter()
        for ballot in ballots:
            for name in ballot:
                if name not in index:
                    raise CountError(f"A ballot names the unknown candidate {name!r}.")
            counts[tuple(index[name] for name in ballot)] += 1
        blank = counts.pop((), 0)
        return cls(listed, dict(counts), blank)

    @property
    def valid(self) -> int:
        """The voters who ranked at least one candidate."""
        return sum(self.ballots.values())

    @property
    def distinct(self) -> int:
        return len(self.ballots)

    def merged(self, other: "Profile") -> "Profile":
        """Both profiles together: counting in batches gives the same totals."""
        if self.candidates != other.candidates:
            raise CountError("Profiles over different candidates cannot be merged.")
        ballots = Counter(self.ballots) + Counter(other.ballots)
        return Profile(self.candidates, dict(ballots), self.blank + other.blank)

    def without(self, withdrawn: Iterable[str]) -> "Profile":
        """The profile as if these candidates had never stood; CountError for an unknown name."""
        # They are skipped on every ballot and the ranks are closed up; a ballot without other
        # candidates becomes blank.
        gone = set(withdrawn)
        for name in gone - set(self.candidates):
            raise CountError(f"Candidate {name!r}, who is to be withdrawn, is unknown.")
        if not gone:
            return self
        stay = [place for place, name in enumerate(self.candidates) if name not in gone]
        new = {old: place for place, old in enumerate(stay)}
        ballots: Counter[Ballot] = Counter()
        for ballot, number in self.ballots.items():
            ballots[_renumbered(ballot, new)] += number
        blank = self.blank + ballots.pop((), 0)
        return Profile(tuple(self.candidates[old] for old in stay), dict(ballots), blank)

    def ranks(self, tie_order: Iterable[str] = ()) -> tuple[int, ...]:
        """Place of each candidate in the tie order: all names, default as listed."""
        order = list(tie_order) or list(self.candidates)
        if len(order) != len(self.candidates) or set(order) != set(self.candidates):
            raise CountError("The tie order does not name every candidate exactly once.")
        place = {name: rank for rank, name in enumerate(order)}
        return tuple(place[name] for name in self.candidates)


def check_ballot(ballot: Ballot, candidates: int) -> None:
    if not ballot:
        raise CountError("A blank ballot belongs in `blank`, not among the ballots.")
    seen: set[int] = set()
    for rank in ballot:
        group = rank if isinstance(rank, tuple) else (rank,)
        if isinstance(rank, tuple) and (len(group) < 2 or list(group) != sorted(set(group))):
            raise CountError(f"Ballot {ballot}: equal ranks are not sorted, or fewer than two.")
        for candidate in group:
            if type(candidate) is not int or not 0 <= candidate < candidates:
                raise CountError(f"Ballot {ballot} holds an unknown candidate.")
            if candidate in seen:
                raise CountError(f"Ballot {ballot} ranks a candidate twice.")
            seen.add(candidate)


def _renumbered(ballot: Ballot, new: Mapping[int, int]) -> Ballot:
    """The ballot in new numbers, without the candidates that have none."""
    ranks: list[Rank] = []
    for rank in ballot:
        group = rank if isinstance(rank, tuple) else (rank,)
        left = tuple(new[candidate] for candidate in group if candidate in new)
        if left:
            ranks.append(left if len(left) > 1 else left[0])
    return tuple(ranks)
