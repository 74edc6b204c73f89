"""Small random ranked elections for the property tests, with many ties in them."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from governance.rules.profile import Ballot, Profile, Rank

NAMES = "ABCDEFG"


@dataclass(frozen=True)
class Election:
    """ballots: one entry per voter, () is blank; order: a tie order of all candidates."""

    candidates: tuple[str, ...]
    ballots: tuple[Ballot, ...]
    seats: int
    order: tuple[str, ...] = field(default=())

    @property
    def profile(self) -> Profile:
        return profile(self.candidates, self.ballots)


def profile(candidates: tuple[str, ...], ballots: tuple[Ballot, ...]) -> Profile:
    counts: dict[Ballot, int] = {}
    for ballot in ballots:
        counts[ballot] = counts.get(ballot, 0) + 1
    blank = counts.pop((), 0)
    return Profile(candidates, counts, blank)


@st.composite
def rankings(draw: st.DrawFn, candidates: int, equal: bool) -> Ballot:
    """One ballot, perhaps blank, perhaps partial; with equal ranks where these are asked."""
    order = draw(st.permutations(range(candidates)))
    ranked = order[: draw(st.integers(0, candidates))]
    if not equal:
        return tuple(ranked)
    ranks: list[Rank] = []
    while ranked:
        size = draw(st.integers(1, len(ranked)))
        group, ranked = tuple(sorted(ranked[:size])), ranked[size:]
        ranks.append(group if size > 1 else group[0])
    return tuple(ranks)


@st.composite
def elections(
    draw: st.DrawFn,
    *,
    equal: bool = False,
    seats: int | None = None,
    most_candidates: int = 6,
    most_voters: int = 14,
) -> Election:
    """Few voters over few candidates, so that ties are common."""
    number = draw(st.integers(seats or 1, most_candidates))
    candidates = tuple(NAMES[:number])
    ballots = draw(st.lists(rankings(number, equal), min_size=1, max_size=most_voters))
    vacancies = seats or draw(st.integers(1, number))
    order = tuple(draw(st.permutations(candidates)))
    return Election(candidates, tuple(ballots), vacancies, order)
