"""Seats for the first in an order in which places may be shared; and how such a result opens."""

# Who shares a place is told apart by the tie order alone: whoever is first there goes first.

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from governance.rules.election import (
    Action,
    Election,
    Purpose,
    Resolution,
    Stage,
    Tie,
    check_seats,
)
from governance.rules.profile import Profile


def declare(
    rule: str,
    version: str,
    profile: Profile,
    seats: int,
    tie_order: Iterable[str],
    options: Iterable[tuple[str, str | int]] = (),
) -> Election:
    """A result that holds what was declared, before any candidate is elected."""
    check_seats(profile, seats)
    order = tuple(tie_order) or profile.candidates
    profile.ranks(order)  # refuses an order that is not one
    return Election(
        rule=rule,
        version=version,
        options=tuple(sorted(options)),
        tie_order=order,
        candidates=profile.candidates,
        seats=seats,
        valid=profile.valid,
        blank=profile.blank,
        distinct=profile.distinct,
        winners=(),
        stages=(),
    )


def by_votes(votes: Sequence[int], candidates: Iterable[int]) -> list[list[int]]:
    """The places of these candidates (indices), most votes first, equals together."""
    order = sorted(candidates, key=lambda candidate: -votes[candidate])
    return [list(place) for _, place in groupby(order, key=lambda candidate: votes[candidate])]


def fill(
    places: Iterable[Sequence[int]], seats: int, tie_order: Sequence[str], names: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    """The names of the first `seats` in the order, and every tie between them or at the edge."""
    # `places`: who share a place (indices of `names`), the best place first. The ties are of stage
    # 1; `chosen` are all of the tied who got a seat, in order.
    elected: list[str] = []
    ties: list[Tie] = []
    for place in places:
        left = seats - len(elected)
        if not left:
            break
        tied = tuple(sorted((names[candidate] for candidate in place), key=tie_order.index))
        if len(tied) > 1:
            purpose = Purpose.SEAT if len(tied) > left else Purpose.ORDER
            ties.append(Tie(1, purpose, tied, tied[:left], Resolution.TIE_ORDER))
        elected += tied[:left]
    return tuple(elected), tuple(ties)


def elect_most_votes(
    declared: Election, totals: Sequence[int], nontransferable: int = 0
) -> Election:
    names = declared.candidates
    places = by_votes(totals, range(len(names)))
    winners, ties = fill(places, declared.seats, declared.tie_order, names)
    stage = Stage(Action.COUNT, (), winners, tuple(totals), nontransferable)
    return replace(declared, winners=winners, stages=(stage,), ties=ties)
