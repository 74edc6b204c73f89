"""Elections by points: what is frozen, checked and counted otherwise than in the others."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from governance.ballots import kinds
from governance.rules import points
from governance.rules.election import Election
from governance.rules.points import PointsBallot, PointsProfile

Given = dict[str, int]
"""Who gets how many points, by key; only those who get any."""


def limits(rules: Mapping[str, Any]) -> dict[str, Any]:
    """How many points a voter has, and the most for one choice (None: all of them).

    Raises CountError for numbers that cannot be.
    """
    found = {"points": rules.get("points"), "most": rules.get("most")}
    points.check_limits(**found)
    return found


def most_for_one(frozen: Mapping[str, Any]) -> int:
    most: int = frozen["points"] if frozen["most"] is None else frozen["most"]
    return most


def check(said: Any, frozen: Mapping[str, Any]) -> Given:
    """Positive whole numbers within the limits, in the order of the keys; none at all is blank.

    Raises InvalidBallot with "wrong shape", "unknown candidate", "too many points" or "too many for
    one".
    """
    if not isinstance(said, dict):
        raise kinds.InvalidBallot("wrong shape")
    if not all(type(number) is int and number > 0 for number in said.values()):
        raise kinds.InvalidBallot("wrong shape")
    if not set(said) <= {key for key, _label in frozen["choices"]}:
        raise kinds.InvalidBallot("unknown candidate")
    if sum(said.values()) > frozen["points"]:
        raise kinds.InvalidBallot("too many points")
    if max(said.values(), default=0) > most_for_one(frozen):
        raise kinds.InvalidBallot("too many for one")
    return dict(sorted(said.items()))


def count(frozen: Mapping[str, Any], ballots: Mapping[str, int]) -> Election:
    """The election; without a valid ballot nobody is elected, and no rule is run."""
    profile = profile_of(frozen, ballots)
    run = points.count if profile.valid else points.declared
    settings = {name: frozen[name] for name in ("points", "most", "seats", "tie_order")}
    return run(profile, **settings)


def profile_of(frozen: Mapping[str, Any], ballots: Mapping[str, int]) -> PointsProfile:
    """The aggregated profile of the distinct ballots; its candidates are the keys."""
    place = {key: index for index, (key, _label) in enumerate(frozen["choices"])}
    counts: Counter[PointsBallot] = Counter()
    for body, number in ballots.items():
        given = json.loads(body)["points"]
        counts[tuple(sorted((place[key], value) for key, value in given.items()))] += number
    blank = counts.pop((), 0)
    return PointsProfile(tuple(place), dict(counts), blank)
