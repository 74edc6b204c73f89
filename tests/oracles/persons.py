"""Elections of persons: seeded ones, and the same in the shapes of other programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from random import Random
from typing import Any

import pyrankvote
from stvpoll.irv import IRV
from stvpoll.scottish_stv import ScottishSTV
from stvpoll.tiebreak_strategies import TiebreakHistory, TiebreakRandom

from governance.rules.profile import Ballot, Profile, Rank

NAMES = ("Ada", "Bo", "Cas", "Dirk", "Eva", "Fem", "Gijs")


@dataclass(frozen=True)
class Contest:
    """Every candidate is ranked by somebody.  order: a tie order."""

    profile: Profile
    seats: int
    order: tuple[str, ...]


def contests(
    number: int, seed: int, *, equal: bool = False, most_voters: int = 300
) -> Iterator[Contest]:
    """Partial ballots around an unequal strength of candidates; some ballots repeat."""
    random = Random(seed)  # noqa: S311
    for _ in range(number):
        candidates = NAMES[: random.randint(3, len(NAMES))]
        shape, longest = random.choice([1.2, 8]), random.choice([2, len(candidates)])
        strength = [random.paretovariate(shape) for _ in candidates]
        counts: dict[Ballot, int] = {(place,): 1 for place in range(len(candidates))}
        for _ in range(random.randint(5, most_voters)):
            ballot = _ballot(random, strength, longest, equal)
            counts[ballot] = counts.get(ballot, 0) + random.choice([1, 1, 1, 2, 9])
        order = tuple(random.sample(candidates, len(candidates)))
        yield Contest(Profile(candidates, counts), random.randint(1, len(candidates) - 1), order)


def _ballot(random: Random, strength: list[float], longest: int, equal: bool) -> Ballot:
    """Plackett-Luce, cut off somewhere; with `equal` neighbours sometimes share a rank."""
    drawn = sorted(range(len(strength)), key=lambda c: random.expovariate(strength[c]))
    ranked = drawn[: random.randint(1, longest)]
    ranks: list[Rank] = []
    while ranked:
        size = random.choice([1, 1, 2, 3]) if equal else 1
        group, ranked = sorted(ranked[:size]), ranked[size:]
        ranks.append(tuple(group) if len(group) > 1 else group[0])
    return tuple(ranks)


def named(profile: Profile) -> dict[tuple[Any, ...], int]:
    """Ballots by name, equal ranks as frozen sets: the form of votelib."""
    names = profile.candidates

    def rank(entry: Rank) -> Any:
        return frozenset(names[c] for c in entry) if isinstance(entry, tuple) else names[entry]

    return {tuple(map(rank, ballot)): count for ballot, count in profile.ballots.items()}


def pyrankvote_irv(profile: Profile) -> list[str]:
    """Strict ballots only. More than one name when two hold exactly half each."""
    people = {name: pyrankvote.Candidate(name) for name in profile.candidates}
    ballots = [
        pyrankvote.Ballot([people[name] for name in ranking])
        for ranking, count in named(profile).items()
        for _ in range(count)
    ]
    result = pyrankvote.instant_runoff_voting(list(people.values()), ballots)
    return [winner.name for winner in result.get_winners()]


def truncated(value: Decimal) -> Decimal:
    """Five decimals, cut off; first to twenty, because their fractions are decimals too."""
    exact = value.quantize(Decimal(10) ** -20)
    return exact.quantize(Decimal(10) ** -5, rounding=ROUND_DOWN)


class CutOff(ScottishSTV):
    """Their Scottish STV with transfer values as the Order has them: cut off, not rounded."""

    round = staticmethod(truncated)


def stvpoll_irv(contest: Contest) -> Any:
    return _polled(IRV(candidates=contest.profile.candidates), contest)


def stvpoll_stv(contest: Contest, poll: type[ScottishSTV] = CutOff) -> Any:
    return _polled(poll(contest.seats, contest.profile.candidates), contest)


def _polled(poll: Any, contest: Contest) -> Any:
    """Their result, ties by earlier rounds and then by our tie order."""
    poll.tiebreakers = [TiebreakHistory(), TiebreakRandom(contest.order, shuffle=False)]
    for ranking, count in named(contest.profile).items():
        poll.add_ballot(ranking, count)
    return poll.calculate()
