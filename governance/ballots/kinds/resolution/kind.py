"""The count of a resolution: yes, no or blank, decided by a majority and perhaps a quorum."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.ballots import kinds
from governance.ballots.box import canonical
from governance.ballots.kinds.polls import Choice, PollLike
from governance.ballots.kinds.resolution.configuration import (
    ResolutionConfiguration,
    ResolutionRules,
)
from governance.rules import majority
from governance.rules.quorum import Attendance, Quorum

YES, NO, BLANK = "yes", "no", "blank"
CHOICES = [(YES, _("For")), (NO, _("Against")), (BLANK, _("Blank"))]


class ResolutionCount(kinds.Count[ResolutionRules, ResolutionConfiguration]):
    name = "resolution"

    def read_rules(self, data: Any) -> ResolutionRules:
        return ResolutionRules.from_data(data)

    def read_configuration(self, data: Any) -> ResolutionConfiguration:
        return ResolutionConfiguration.from_data(data)

    def freeze(
        self,
        poll: PollLike,
        rules: ResolutionRules,
        shared: kinds.Shared,
        draw: kinds.Draw = kinds.by_lot,
    ) -> ResolutionConfiguration:
        """Majority and quorum with all their settings, also those that the draft left open."""
        return ResolutionConfiguration(
            **shared,
            rule=(majority.RULE, int(majority.VERSION)),
            majority=rules.majority,
            quorum=rules.quorum,
            body_size=max(len(canonical.dumps({"vote": key})) for key, _label in CHOICES),
        )

    def quorum(self, configuration: ResolutionConfiguration) -> Quorum | None:
        return configuration.quorum

    def check(self, choice: Choice, configuration: ResolutionConfiguration) -> Choice:
        if set(choice) != {"vote"} or choice["vote"] not in (YES, NO, BLANK):
            raise kinds.InvalidBallot("unknown choice")
        return {"vote": choice["vote"]}

    def count(
        self,
        configuration: ResolutionConfiguration,
        turnout: Attendance,
        ballots: Mapping[str, int],
        report: kinds.Report,
    ) -> Choice:
        """The verdict as data. Everyone who cast a ballot takes part, blank ballots included; heads
        and votes are kept apart."""
        votes = {key: 0 for key, _label in CHOICES}
        for body, number in ballots.items():
            votes[json.loads(body)["vote"]] += number
        verdict = majority.count(
            majority.Tally(**votes),
            present=turnout.present,
            entitled=turnout.entitled,
            majority=configuration.majority,
            quorum=configuration.quorum,
            attendance=configuration.attendance,
        )
        return majority.to_data(verdict)

    def recount(self, rule: str) -> str:
        return "governance.ballots.verification.standalone.resolution"
