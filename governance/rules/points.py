"""Points: each voter divides a number of points over the candidates; the most points win."""

# A ballot says who gets how many: whole numbers above zero, together at most `points`, and at most
# `most` for one candidate where that is declared. A voter need not give all of them away. The total
# of a candidate is the sum of what the ballots give; `Election.supporters` holds how many voters
# gave any. Ties, at the edge of the seats and between the elected: the tie order.
#
# Source: cumulative voting, as in Sawyer and MacRae 1962, "Game Theory and Cumulative Voting in
# Illinois", American Political Science Review 56(4).

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from operator import lt

from governance.rules.election import Election
from governance.rules.errors import CountError
from governance.rules.profile import Profile
from governance.rules.seats import declare, elect_most_votes

RULE = "points"
VERSION = "1"

# (number of the candidate, points) for each candidate with points, lowest number first.
PointsBallot = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PointsProfile:
    """Ballots with points, aggregated; CountError for what is not so."""

    candidates: tuple[str, ...]  # Names in the order listed on the ballot paper, unique
    # Distinct non-empty ballot -> number of voters (> 0); do not change it
    ballots: Mapping[PointsBallot, int]
    blank: int = 0  # Number of ballots without points

    def __post_init__(self) -> None:
        Profile(self.candidates, {}, self.blank)  # refuses bad names and a bad number of blanks
        for ballot, number in self.ballots.items():
            if type(number) is not int or number < 1:
                raise CountError(f"Ballot {ballot} was cast {number!r} times.")
            _check(ballot, len(self.candidates))

    @property
    def valid(self) -> int:
        """The voters who gave at least one point."""
        return sum(self.ballots.values())

    @property
    def distinct(self) -> int:
        return len(self.ballots)


def check_limits(points: object, most: object = None) -> None:
    """CountError unless there is a point to give, and `most`, if any, can be given."""
    if type(points) is not int or points < 1:
        raise CountError("The number of points must be a whole number, at least 1.")
    if most is not None and (type(most) is not int or not 1 <= most <= points):
        raise CountError(f"The most for one must be a whole number from 1 to {points}.")


def declared(
    profile: PointsProfile,
    *,
    points: int,
    most: int | None = None,
    seats: int = 1,
    tie_order: Iterable[str] = (),
) -> Election:
    """The result that holds what was declared, before any candidate is elected."""
    check_limits(points, most)
    options = {"points": points} if most is None else {"most": most, "points": points}
    nobody = Profile(profile.candidates, {}, profile.blank)
    opened = declare(RULE, VERSION, nobody, seats, tie_order, options.items())
    return replace(opened, valid=profile.valid, distinct=profile.distinct)


def count(
    profile: PointsProfile,
    *,
    points: int,
    most: int | None = None,
    seats: int = 1,
    tie_order: Iterable[str] = (),
) -> Election:
    """The election by points; CountError also for a ballot that gives more than it may."""
    # Totals are points; the default tie order is that of the ballot paper.
    opened = declared(profile, points=points, most=most, seats=seats, tie_order=tie_order)
    totals = [0] * len(profile.candidates)
    supporters = [0] * len(profile.candidates)
    for ballot, number in profile.ballots.items():
        _check_within(ballot, points, points if most is None else most)
        for candidate, given in ballot:
            totals[candidate] += number * given
            supporters[candidate] += number
    return replace(elect_most_votes(opened, totals), supporters=tuple(supporters))


def _check(ballot: PointsBallot, candidates: int) -> None:
    if not ballot:
        raise CountError("A blank ballot belongs in `blank`, not among the ballots.")
    for candidate, given in ballot:
        if type(candidate) is not int or not 0 <= candidate < candidates:
            raise CountError(f"Ballot {ballot} holds an unknown candidate.")
        if type(given) is not int or given < 1:
            raise CountError(f"Ballot {ballot}: points are whole numbers, at least 1.")
    named = [candidate for candidate, _given in ballot]
    if not all(map(lt, named, named[1:])):
        raise CountError(f"Ballot {ballot} is not in the order of the candidates, each once.")


def _check_within(ballot: PointsBallot, points: int, most: int) -> None:
    if sum(given for _candidate, given in ballot) > points:
        raise CountError(f"Ballot {ballot} gives more than {points} points.")
    if max(given for _candidate, given in ballot) > most:
        raise CountError(f"Ballot {ballot} gives more than {most} points to one candidate.")
