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
    names, seats = election.candidates, election.seats
    state = dict.fromkeys(range(len(names)), "hopeful")
    kf = [Fraction(1)] * len(names)
    rounds: list[Round] = []
    ties: list[tuple[tuple[str, ...], str]] = []
    excluded = None

    def who(wanted: str) -> list[int]:
        return [c for c in state if state[c] == wanted]

    def lot(c: int) -> int:
        return election.order.index(names[c])

    while len(who("elected")) < seats < len(who("elected") + who("hopeful")):  # B.1
        last_s = None
        while True:  # B.2
            v = distributed(election, kf, state)
            q = floor(sum(v) / (seats + 1) / UNIT) * UNIT + UNIT
            new = sorted((c for c in who("hopeful") if v[c] >= q), key=lambda c: (-v[c], lot(c)))
            state.update(dict.fromkeys(new, "elected"))
            s = max(sum((v[c] - q for c in who("elected")), Fraction(0)), Fraction(0))
            if new or s < OMEGA or (last_s is not None and s >= last_s):
                break
            last_s = s
            for c in who("elected"):
                kf[c] = rounded_up(rounded_up(kf[c] * q) / v[c])
        if not rounds or excluded or last_s is not None:
            elected = tuple(names[c] for c in new)
            rounds.append(Round(excluded, elected, tuple(v), q))
        excluded = None
        if not new:  # B.3
            low = min(v[c] for c in who("hopeful"))
            tied = sorted((c for c in who("hopeful") if v[c] <= low + s), key=lot)
            excluded = names[tied[-1]]
            if len(tied) > 1:
                ties.append((tuple(names[c] for c in tied), excluded))
            state[tied[-1]], kf[tied[-1]] = "defeated", Fraction(0)
    winners = who("elected") if len(who("elected")) == seats else who("elected") + who("hopeful")
    return Meek(tuple(rounds), frozenset(names[c] for c in winners), tuple(ties))


def distributed(election: Election, kf: list[Fraction], state: dict[int, str]) -> list[Fraction]:
    """B.2.a: each ballot, worth 1, down its ranks."""
    v = [Fraction(0)] * len(kf)
    for ballot in election.ballots:
        w = Fraction(1)
        for rank in ballot:
            here = [c for c in members(rank) if state[c] != "defeated"]
            if len(here) > 1:
                break
            for c in here:
                kept = rounded_up(w * kf[c])
                v[c] += kept
                w -= kept
    return v
