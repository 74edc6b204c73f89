"""Plurality, approval, Schulze and Meek the slow way: ballot by ballot, as the definitions say."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, pairwise, permutations
from math import ceil, floor

from governance.rules.profile import Ballot, Rank
from tests.governance.rules.elections import Election

UNIT = Fraction(1, 10**9)
OMEGA = Fraction(1, 10**6)
Square = list[list[int]]


def members(rank: Rank) -> tuple[int, ...]:
    return rank if isinstance(rank, tuple) else (rank,)


def level(ballot: Ballot, candidate: int) -> int:
    """At which rank the candidate stands, below all ranks when at none."""
    found = [place for place, rank in enumerate(ballot) if candidate in members(rank)]
    return found[0] if found else len(ballot)


def first_votes(election: Election) -> list[int]:
    """How many ballots have the candidate first and alone there."""
    firsts = [ballot[0] for ballot in election.ballots if ballot]
    return [firsts.count(number) for number in range(len(election.candidates))]


def approvals(election: Election) -> list[int]:
    """How many ballots have the candidate at their first rank."""
    firsts = [members(ballot[0]) for ballot in election.ballots if ballot]
    return [sum(number in first for first in firsts) for number in range(len(election.candidates))]


def duels(election: Election) -> Square:
    """How many voters prefer one to another; blank ballots prefer nobody."""
    size = range(len(election.candidates))
    return [
        [sum(level(ballot, i) < level(ballot, j) for ballot in election.ballots) for j in size]
        for i in size
    ]


def strongest_path(square: Square, start: int, end: int) -> int:
    """Over all chains of duels won from start to end, each once through whomever it likes."""
    others = [one for one in range(len(square)) if one not in (start, end)]
    chains = chain.from_iterable(permutations(others, size) for size in range(len(others) + 1))
    strengths = [0]
    for between in chains:
        path = (start, *between, end)
        links = list(pairwise(path))
        if all(square[i][j] > square[j][i] for i, j in links):
            strengths.append(min(square[i][j] for i, j in links))
    return max(strengths) if start != end else 0


def smith_set(square: Square) -> set[int]:
    """The smallest set of candidates each of whom wins the duel with everybody outside it."""
    everybody = range(len(square))
    for size in range(1, len(square)):
        for inside in combinations(everybody, size):
            outside = set(everybody) - set(inside)
            if all(square[i][j] > square[j][i] for i in inside for j in outside):
                return set(inside)
    return set(everybody)


@dataclass(frozen=True)
class Round:
    """A round of Meek's rule as it ended: votes per candidate, who was excluded before it."""

    excluded: str | None
    elected: tuple[str, ...]
    votes: tuple[Fraction, ...]
    quota: Fraction


@dataclass(frozen=True)
class Meek:
    """The rounds, all who were elected, and every tie about an exclusion with who went."""

    rounds: tuple[Round, ...]
    winners: frozenset[str]
    ties: tuple[tuple[tuple[str, ...], str], ...]


def rounded_up(amount: Fraction) -> Fraction:
    return ceil(amount / UNIT) * UNIT


def naive_meek(election: Election) -> Meek:
    """The PR Foundation's reference rule, one ballot after the other; names as in its text."""
    return NaiveMeek(election).counted()


class NaiveMeek:
    def __init__(self, election: Election) -> None:
        self.election, self.names = election, election.candidates
        self.state = dict.fromkeys(range(len(self.names)), "hopeful")
        self.kf = [Fraction(1)] * len(self.names)
        self.ballots = list(election.ballots)
        self.rounds: list[Round] = []
        self.ties: list[tuple[tuple[str, ...], str]] = []

    def who(self, wanted: str) -> list[int]:
        return [c for c in self.state if self.state[c] == wanted]

    def lot(self, c: int) -> int:
        return self.election.order.index(self.names[c])

    def counted(self) -> Meek:
        seats, excluded = self.election.seats, None
        while len(self.who("elected")) < seats < len(self.who("elected") + self.who("hopeful")):
            v, s, new = self.iterated(excluded)
            excluded = None if new else self.defeated(v, s)
        winners = self.who("elected")
        winners += self.who("hopeful") if len(winners) < seats else []
        return Meek(tuple(self.rounds), frozenset(self.names[c] for c in winners), (*self.ties,))

    def iterated(self, excluded: str | None) -> tuple[list[Fraction], Fraction, list[int]]:
        """B.2: the votes, the surplus, and who is elected."""
        last_s = None
        while True:
            v = self.distributed()
            q = floor(sum(v) / (self.election.seats + 1) / UNIT) * UNIT + UNIT
            new = [c for c in self.who("hopeful") if v[c] >= q]
            self.state.update(dict.fromkeys(new, "elected"))
            s = max(sum((v[c] - q for c in self.who("elected")), Fraction(0)), Fraction(0))
            if new or s < OMEGA or (last_s is not None and s >= last_s):
                break
            last_s = s
            for c in self.who("elected"):
                self.kf[c] = rounded_up(rounded_up(self.kf[c] * q) / v[c])
        new.sort(key=lambda c: (-v[c], self.lot(c)))
        elected = tuple(self.names[c] for c in new)
        self.rounds.append(Round(excluded, elected, tuple(v), q))
        return v, s, new

    def defeated(self, v: list[Fraction], s: Fraction) -> str:
        """B.3"""
        low = min(v[c] for c in self.who("hopeful"))
        tied = sorted((c for c in self.who("hopeful") if v[c] <= low + s), key=self.lot)
        lowest = self.names[tied[-1]]
        if len(tied) > 1:
            self.ties.append((tuple(self.names[c] for c in tied), lowest))
        self.state[tied[-1]], self.kf[tied[-1]] = "defeated", Fraction(0)
        return lowest

    def distributed(self) -> list[Fraction]:
        """B.2.a: each ballot, worth 1, down its ranks; it is torn off where it comes to equals."""
        v = [Fraction(0)] * len(self.kf)
        for number, ballot in enumerate(self.ballots):
            w = Fraction(1)
            for place, rank in enumerate(ballot):
                here = [c for c in members(rank) if self.state[c] != "defeated"]
                if len(here) > 1:
                    self.ballots[number] = ballot[:place]
                    break
                for c in here:
                    kept = rounded_up(w * self.kf[c])
                    v[c] += kept
                    w -= kept
                if any(self.state[c] == "hopeful" for c in here):
                    break
        return v
