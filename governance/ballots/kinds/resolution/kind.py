"""The count of a resolution: yes, no or blank, decided by a majority and perhaps a quorum."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.ballots import kinds
from governance.ballots.box import canonical
from governance.ballots.kinds.polls import Choice, PollLike
from governance.rules import majority
from governance.rules.quorum import Holders, attendance_from, quorum_from

YES, NO, BLANK = "yes", "no", "blank"
CHOICES = [(YES, _("For")), (NO, _("Against")), (BLANK, _("Blank"))]


class ResolutionCount(kinds.Count):
    name = "resolution"
    rule = majority.RULE
    version = int(majority.VERSION)

    def freeze(self, poll: PollLike) -> Choice:
        """Majority and quorum as the voters saw them."""
        longest = max(len(canonical.dumps({"vote": key})) for key, _label in CHOICES)
        return {
            "majority": poll.rules["majority"],
            "quorum": poll.rules.get("quorum"),
            "body_size": longest,
        }

    def check(self, choice: Choice, frozen: Mapping[str, Any]) -> Choice:
        if set(choice) != {"vote"} or choice["vote"] not in (YES, NO, BLANK):
            raise kinds.InvalidBallot("unknown choice")
        return {"vote": choice["vote"]}

    def count(
        self, frozen: Mapping[str, Any], ballots: Mapping[str, int], report: kinds.Report
    ) -> Choice:
        """The verdict as data. Everyone who cast a ballot takes part, blank ballots included; heads
        and votes are kept apart."""
        votes = {key: 0 for key, _label in CHOICES}
        for body, number in ballots.items():
            votes[json.loads(body)["vote"]] += number
        quorum, turnout = frozen["quorum"], frozen["turnout"]
        attendance = frozen.get("attendance")
        verdict = majority.count(
            majority.Tally(**votes),
            present=Holders(**turnout["present"]),
            entitled=Holders(**turnout["entitled"]),
            majority=majority.majority_from(frozen["majority"]),
            quorum=quorum and quorum_from(quorum),
            attendance=attendance and attendance_from(attendance),
        )
        return majority.to_data(verdict)

    def recount(self, frozen: Mapping[str, Any]) -> str:
        return "governance.ballots.verification.standalone.resolution"
