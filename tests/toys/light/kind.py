"""A traffic light: the colour in the middle of all votes, from red over amber to green."""

import json
from dataclasses import dataclass
from enum import StrEnum

from governance.ballots import kinds
from governance.ballots.box import canonical
from governance.ballots.kinds.configuration import Configuration, Rules

COLOURS = ["red", "amber", "green"]


class Even(StrEnum):
    LOWER = "lower"
    UPPER = "upper"


@dataclass(frozen=True, kw_only=True)
class LightRules(Rules):
    when_even: Even


@dataclass(frozen=True, kw_only=True)
class LightConfiguration(Configuration):
    when_even: Even


class LightCount(kinds.Count):
    name = "light"

    def read_rules(self, data):
        return LightRules.from_data(data)

    def read_configuration(self, data):
        return LightConfiguration.from_data(data)

    def freeze(self, poll, rules, shared, draw=kinds.by_lot):
        body_size = canonical.room_for(*({"vote": colour} for colour in COLOURS))
        rule = ("median", 1)
        return LightConfiguration(
            **shared, rule=rule, when_even=rules.when_even, body_size=body_size
        )

    def check(self, choice, configuration):
        if set(choice) != {"vote"} or choice["vote"] not in COLOURS:
            raise kinds.InvalidBallot("no colour")
        return {"vote": choice["vote"]}

    def count(self, configuration, turnout, ballots, report):
        votes = dict.fromkeys(COLOURS, 0)
        for body, number in ballots.items():
            votes[json.loads(body)["vote"]] += number
        row = [colour for colour in COLOURS for _ in range(votes[colour])]
        lower = configuration.when_even is Even.LOWER
        middle = row[(len(row) - lower) // 2] if row else None
        return {"votes": votes, "light": middle}

    def recount(self, rule):
        return "tests.toys.light.recount"
