"""A traffic light: the colour in the middle of all votes, from red over amber to green."""

import json

from governance.ballots import kinds
from governance.ballots.box import canonical

COLOURS = ["red", "amber", "green"]


class LightCount(kinds.Count):
    name = "light"
    rule = "median"
    version = 1

    def freeze(self, poll):
        body_size = canonical.room_for(*({"vote": colour} for colour in COLOURS))
        return {"when_even": poll.rules["when_even"], "body_size": body_size}

    def check(self, choice, frozen):
        if set(choice) != {"vote"} or choice["vote"] not in COLOURS:
            raise kinds.InvalidBallot("no colour")
        return {"vote": choice["vote"]}

    def count(self, frozen, ballots, report):
        votes = dict.fromkeys(COLOURS, 0)
        for body, number in ballots.items():
            votes[json.loads(body)["vote"]] += number
        row = [colour for colour in COLOURS for _ in range(votes[colour])]
        lower = frozen["when_even"] == "lower"
        middle = row[(len(row) - lower) // 2] if row else None
        return {"votes": votes, "light": middle}

    def recount(self, frozen):
        return "tests.toys.light.recount"
