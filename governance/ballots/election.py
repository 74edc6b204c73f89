"""Elections of persons and choices: a ballot names one, several, an order of them, or divides
points over them."""

import json
import random
from collections import Counter
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from governance.ballots import canonical, election_points, kinds
from governance.ballots.models import Poll
from governance.rules import approval, irv, plurality, points, schulze, stv
from governance.rules.election import check_seats, to_data
from governance.rules.errors import CountError
from governance.rules.profile import Ballot, Profile
from governance.rules.seats import declare

RULES: dict[str, ModuleType] = {
    rule.RULE: rule for rule in (plurality, approval, irv, stv, schulze, points)
}
SHAPES = {
    "plurality": "vote",
    "approval": "approve",
    "irv": "rank",
    "stv": "rank",
    "schulze": "rank",
    "points": "points",
}
"""What a ballot says: one key or null; the keys approved, sorted; the keys ranked, best first; or
points by key, for those who get any."""


def freeze(poll: Poll) -> kinds.Choice:
    """Rule, seats, and the one order in which ties are resolved.

    `poll.rules` holds `rule`, `seats` (default 1) and perhaps `tie_order`; where it does not
    bring that order, it is drawn here, by lot. Under points it also holds `points` and perhaps
    `most`. Raises CountError for rules that cannot be counted.
    """
    rule, seats = poll.rules.get("rule"), poll.rules.get("seats", 1)
    if rule not in RULES:
        raise CountError(f"There is no rule {rule!r} for an election.")
    keys = [choice.key for choice in poll.choices.all()]
    if "" in keys:
        raise CountError("A candidate has no key.")  # on the form that would be the blank vote
    nobody = Profile(tuple(keys), {})
    check_seats(nobody, seats, most=1 if rule == irv.RULE else None)
    brought = poll.rules.get("tie_order")
    order = brought or random.SystemRandom().sample(keys, len(keys))
    nobody.ranks(order)  # refuses an order that is not one
    limits = election_points.limits(poll.rules) if rule == points.RULE else {}
    return {
        "rule": [rule, int(RULES[rule].VERSION)],
        "seats": seats,
        "tie_order": order,
        "drawn": not brought,
        **limits,
        "body_size": body_size(SHAPES[rule], keys, limits.get("points", 0)),
    }


def body_size(shape: str, keys: list[str], most: int = 0) -> int:
    """What the longest ballot needs; under points, what none can exceed."""
    longest: list[Any] = [None, *keys] if shape == "vote" else [sorted(keys)]
    if shape == "points":
        longest = [dict.fromkeys(keys, most)]
    return canonical.room_for(*({shape: said} for said in longest))


def check(choice: kinds.Choice, frozen: Mapping[str, Any]) -> kinds.Choice:
    """Candidates of this election, each once; an empty ballot is blank.

    Raises InvalidBallot with "wrong shape", "unknown candidate" or "repeated candidate", or what
    a ballot with points is refused for.
    """
    shape = SHAPES[frozen["rule"][0]]
    if not isinstance(choice, dict) or set(choice) != {shape}:
        raise kinds.InvalidBallot("wrong shape")
    said = choice[shape]
    if shape == "points":
        return {shape: election_points.check(said, frozen)}
    if shape == "vote":
        named = [] if said is None else [said]
    elif isinstance(said, list):
        named = said
    else:
        raise kinds.InvalidBallot("wrong shape")
    if not all(isinstance(key, str) for key in named):
        raise kinds.InvalidBallot("wrong shape")
    if not set(named) <= {key for key, _label in frozen["choices"]}:
        raise kinds.InvalidBallot("unknown candidate")
    if len(set(named)) < len(named):
        raise kinds.InvalidBallot("repeated candidate")
    return {shape: sorted(named) if shape == "approve" else said}


def count(
    frozen: Mapping[str, Any], ballots: Mapping[str, int], report: kinds.Report
) -> kinds.Choice:
    """The election as data. Without a valid ballot nobody is elected, and no rule is run."""
    rule = RULES[frozen["rule"][0]]
    if rule is points:
        return to_data(election_points.count(frozen, ballots))
    profile = profile_of(frozen, ballots)
    if profile.valid:
        result = rule.count(profile, seats=frozen["seats"], tie_order=frozen["tie_order"])
    else:
        result = declare(rule.RULE, rule.VERSION, profile, frozen["seats"], frozen["tie_order"])
    return to_data(result)


def profile_of(frozen: Mapping[str, Any], ballots: Mapping[str, int]) -> Profile:
    """The aggregated profile of the distinct ballots; its candidates are the keys."""
    place = {key: index for index, (key, _label) in enumerate(frozen["choices"])}
    counts: Counter[Ballot] = Counter()
    for body, number in ballots.items():
        counts[ranks(json.loads(body), place)] += number
    blank = counts.pop((), 0)
    return Profile(tuple(place), dict(counts), blank)


def ranks(choice: kinds.Choice, place: Mapping[str, int]) -> Ballot:
    """A canonical choice as the rules read it: who is approved stands equal, in one rank."""
    ((shape, said),) = choice.items()
    if shape == "vote":
        return () if said is None else (place[said],)
    named = tuple(place[key] for key in said)
    if shape == "approve" and len(named) > 1:
        return (tuple(sorted(named)),)
    return named


KIND = kinds.Kind(
    name="election",
    rule="election",
    version=1,
    freeze=freeze,
    check=check,
    count=count,
    form="governance.ballots.forms.ElectionForm",
    paper_template="ballots/paper_election.html",
    choice_template="ballots/_choice_election.html",
    rules_template="ballots/_rules_election.html",
    result_template="ballots/_result_election.html",
    recount="governance.ballots.standalone.election",
)
