"""The Schulze method, with winning votes: the strongest path from one candidate to another."""

# Source: Markus Schulze 2011, "A new monotonic, clone-independent, reversal symmetric, and
# Condorcet-consistent single-winner election method", Social Choice and Welfare 36. Equal ranks are
# allowed; who is not ranked stands last, equal to each other (see `duels`).
#
# `Election.ranking` is a weak order of all candidates; the seats go to the first in it, and where a
# place is shared to the first in the tie order. The table of duels and the strongest paths are in
# `Election.pairwise`. There is one stage, and its totals are *the number of duels that each
# candidate wins*, not votes: they do not add up to the valid votes, nobody's vote is
# nontransferable (0), and the two questions of `Election` about majorities have no answer.
#
# "None of these" may be a choice. It never takes a seat, and a candidate can only have one whom
# more than a required part prefers to it, of those who prefer one of the two. A candidate below
# that is dropped before the paths are sought and shares the last place, behind "none of these";
# seats may stay empty. The model is the Debian constitution, A.5.3 (A.6.3 in older editions).

from collections.abc import Iterable, Sequence
from dataclasses import replace

from governance.rules.duels import (
    Square,
    check_preferences,
    layers,
    preferences,
    strongest_paths,
    wins,
)
from governance.rules.election import Action, Election, Pairwise, Stage
from governance.rules.errors import CountError
from governance.rules.profile import Profile
from governance.rules.seats import declare, fill

RULE = "schulze"
VERSION = "1"

Part = tuple[int, int]  # numerator, denominator

HALF: Part = (1, 2)


def count(
    profile: Profile,
    *,
    seats: int = 1,
    tie_order: Iterable[str] = (),
    none_of_these: str | None = None,
    majority: Part = HALF,
) -> Election:
    """The election by Schulze; CountError for seats, a tie order or a part that cannot be."""
    # `none_of_these`: the name of that choice, one of the candidates. `majority`: the part that
    # must be exceeded over it, from a half to below 1; unused without it.
    options = _options(profile, seats, none_of_these, majority)
    declared = declare(RULE, VERSION, profile, seats, tie_order, options)
    square = preferences(profile.ballots, len(profile.candidates))
    return _elect(declared, square, none_of_these, majority)


def count_matrix(
    candidates: Iterable[str],
    matrix: Sequence[Sequence[int]],
    *,
    valid: int,
    seats: int = 1,
    tie_order: Iterable[str] = (),
    none_of_these: str | None = None,
    majority: Part = HALF,
) -> Election:
    """As `count`, where only the table of duels is known: matrix[i][j] voters prefer i to j."""
    # `valid`: the number of voters; in the result `distinct` is None and `blank` 0. CountError also
    # for a table that no voters can have given.
    nobody = Profile(tuple(candidates), {})
    options = _options(nobody, seats, none_of_these, majority)
    declared = declare(RULE, VERSION, nobody, seats, tie_order, options)
    square = check_preferences(matrix, len(nobody.candidates), valid)
    known = replace(declared, valid=valid, distinct=None)
    return _elect(known, square, none_of_these, majority)


def _options(
    profile: Profile, seats: int, none_of_these: str | None, majority: Part
) -> list[tuple[str, str | int]]:
    """The options as the result keeps them; CountError for an unknown choice or part."""
    if none_of_these is None:
        return []
    if none_of_these not in profile.candidates:
        raise CountError(f"The choice {none_of_these!r} for none of these is no candidate.")
    if seats >= len(profile.candidates):
        raise CountError(f"There are {seats} seats, and {none_of_these!r} cannot take one.")
    numerator, denominator = majority
    if not (type(numerator) is type(denominator) is int and denominator <= 2 * numerator):
        raise CountError("The majority over none of these must be at least a half.")
    if not numerator < denominator:
        raise CountError("The majority over none of these must be below 1: it is to be exceeded.")
    return [
        ("none_of_these", none_of_these),
        ("majority_numerator", numerator),
        ("majority_denominator", denominator),
    ]


def _elect(
    declared: Election, square: Square, none_of_these: str | None, majority: Part
) -> Election:
    names = declared.candidates
    everybody = list(range(len(names)))
    none = None if none_of_these is None else names.index(none_of_these)
    standing = everybody if none is None else _standing(square, none, majority)
    paths = strongest_paths(square, standing)
    places = layers(paths, standing)
    takers = [[one for one in place if one != none] for place in places]
    winners, ties = fill(takers, declared.seats, declared.tie_order, names)
    if dropped := [one for one in everybody if one not in standing]:
        places.append(dropped)
    return replace(
        declared,
        winners=winners,
        stages=(Stage(Action.COUNT, (), winners, wins(square)),),
        ties=ties,
        ranking=tuple(tuple(names[one] for one in place) for place in places),
        pairwise=Pairwise(square, paths),
    )


def _standing(square: Square, none: int, majority: Part) -> list[int]:
    """None of these, and who defeats it by the majority: those the paths may lead through."""
    numerator, denominator = majority
    return [
        one
        for one in range(len(square))
        if one == none
        or square[one][none] * denominator > numerator * (square[one][none] + square[none][one])
    ]
