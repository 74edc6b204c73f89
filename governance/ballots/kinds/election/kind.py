"""The count of an election of persons or choices, by one of several methods."""

from collections.abc import Mapping
from typing import Any

from governance.ballots import kinds
from governance.ballots.box import canonical
from governance.ballots.kinds.election import methods
from governance.ballots.kinds.election.configuration import ElectionConfiguration, ElectionRules
from governance.ballots.kinds.polls import Choice, PollLike
from governance.rules.election import check_seats, to_data
from governance.rules.errors import CountError
from governance.rules.profile import Profile
from governance.rules.quorum import Attendance
from governance.rules.seats import declare

RECOUNT = "governance.ballots.verification.standalone.election"


class ElectionCount(kinds.Count[ElectionRules, ElectionConfiguration]):
    name = "election"

    def read_rules(self, data: Any) -> ElectionRules:
        name = data.get("rule", "") if isinstance(data, dict) else ""
        return methods.get(name).rules.from_data(data)

    def read_configuration(self, data: Any) -> ElectionConfiguration:
        rule = data.get("rule") if isinstance(data, dict) else None
        name = rule[0] if isinstance(rule, list) and rule else ""
        return methods.get(name).configuration.from_data(data)

    def freeze(
        self,
        poll: PollLike,
        rules: ElectionRules,
        shared: kinds.Shared,
        draw: kinds.Draw = kinds.by_lot,
    ) -> ElectionConfiguration:
        """Method, seats, and the one order in which ties are resolved; where the rules do not bring
        that order, it is drawn here."""
        method = methods.get(rules.rule)
        keys = [choice.key for choice in poll.choices.all()]
        if "" in keys:
            raise CountError("A candidate has no key.")  # on the form that would be the blank vote
        nobody = Profile(tuple(keys), {})
        check_seats(nobody, rules.seats, most=method.most_seats)
        order = rules.tie_order or draw(keys)
        nobody.ranks(order)  # refuses an order that is not one
        settings = method.settings_in(rules)
        method.check_settings(**settings)
        longest = method.shape.longest(keys, rules)
        return method.configuration(
            **shared,
            **settings,
            rule=(method.name, method.version),
            seats=rules.seats,
            tie_order=tuple(order),
            drawn=not rules.tie_order,
            body_size=canonical.room_for(*({method.shape.key: said} for said in longest)),
        )

    def check(self, choice: Choice, configuration: ElectionConfiguration) -> Choice:
        shape = methods.of(configuration).shape
        if not isinstance(choice, dict) or set(choice) != {shape.key}:
            raise kinds.InvalidBallot("wrong shape")
        return {shape.key: shape.check(choice[shape.key], configuration)}

    def count(
        self,
        configuration: ElectionConfiguration,
        turnout: Attendance,
        ballots: Mapping[str, int],
        report: kinds.Report,
    ) -> Choice:
        """The election as data. Without a valid ballot nobody is elected, and no rule is run."""
        method = methods.of(configuration)
        profile = method.shape.profile(configuration, ballots)
        settings = method.settings_in(configuration)
        seats, tie_order = configuration.seats, list(configuration.tie_order)
        if profile.valid:
            result = method.rule.count(profile, **settings, seats=seats, tie_order=tie_order)
            return to_data(result)
        nobody = Profile(profile.candidates, {}, profile.blank)
        options = [(name, value) for name, value in settings.items() if value is not None]
        version = method.rule.VERSION
        return to_data(declare(method.name, version, nobody, seats, tie_order, options=options))

    def recount(self, rule: str) -> str:
        method = methods.find(rule)
        return method.recount if method else RECOUNT
