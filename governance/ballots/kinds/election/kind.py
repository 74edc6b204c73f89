"""The count of an election of persons or choices, by one of several methods."""

import random
from collections.abc import Mapping
from typing import Any

from governance.ballots import kinds
from governance.ballots.box import canonical
from governance.ballots.kinds.election import methods
from governance.ballots.kinds.polls import Choice, PollLike
from governance.rules.election import check_seats, to_data
from governance.rules.errors import CountError
from governance.rules.profile import Profile
from governance.rules.seats import declare

RECOUNT = "governance.ballots.verification.standalone.election"


class ElectionCount(kinds.Count):
    name = "election"
    rule = "election"
    version = 1

    def freeze(self, poll: PollLike) -> Choice:
        """Method, seats, and the one order in which ties are resolved.

        `poll.rules` holds `rule`, `seats` (default 1), the settings of the method, and perhaps
        `tie_order`; where it does not bring that order, it is drawn here, by lot.
        """
        method, seats = methods.find(poll.rules.get("rule", "")), poll.rules.get("seats", 1)
        if method is None:
            raise CountError(f"There is no rule {poll.rules.get('rule')!r} for an election.")
        keys = [choice.key for choice in poll.choices.all()]
        if "" in keys:
            raise CountError("A candidate has no key.")  # on the form that would be the blank vote
        nobody = Profile(tuple(keys), {})
        check_seats(nobody, seats, most=method.most_seats)
        brought = poll.rules.get("tie_order")
        order = brought or random.SystemRandom().sample(keys, len(keys))
        nobody.ranks(order)  # refuses an order that is not one
        settings = method.settings_in(poll.rules)
        method.check_settings(**settings)
        longest = method.shape.longest(keys, settings)
        return {
            "rule": [method.name, int(method.rule.VERSION)],
            "seats": seats,
            "tie_order": order,
            "drawn": not brought,
            **settings,
            "body_size": canonical.room_for(*({method.shape.key: said} for said in longest)),
        }

    def check(self, choice: Choice, frozen: Mapping[str, Any]) -> Choice:
        shape = methods.get(frozen["rule"][0]).shape
        if not isinstance(choice, dict) or set(choice) != {shape.key}:
            raise kinds.InvalidBallot("wrong shape")
        return {shape.key: shape.check(choice[shape.key], frozen)}

    def count(
        self, frozen: Mapping[str, Any], ballots: Mapping[str, int], report: kinds.Report
    ) -> Choice:
        """The election as data. Without a valid ballot nobody is elected, and no rule is run."""
        method = methods.get(frozen["rule"][0])
        profile = method.shape.profile(frozen, ballots)
        settings = method.settings_in(frozen)
        given = {"seats": frozen["seats"], "tie_order": frozen["tie_order"]}
        if profile.valid:
            return to_data(method.rule.count(profile, **settings, **given))
        nobody = Profile(profile.candidates, {}, profile.blank)
        options = [(name, value) for name, value in settings.items() if value is not None]
        return to_data(declare(method.name, method.rule.VERSION, nobody, **given, options=options))

    def recount(self, frozen: Mapping[str, Any]) -> str:
        method = methods.find(frozen["rule"][0])
        return method.recount if method else RECOUNT
