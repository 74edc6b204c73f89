"""What the ballot box remembers."""

from governance.ballots.models.audit import AuditEvent
from governance.ballots.models.box import Ballot, Participation, RollEntry
from governance.ballots.models.polls import Choice, Poll, ProxyGrant, Tally
from governance.ballots.models.straw import StrawPoll, StrawVote

__all__ = [
    "AuditEvent",
    "Ballot",
    "Choice",
    "Participation",
    "Poll",
    "ProxyGrant",
    "RollEntry",
    "StrawPoll",
    "StrawVote",
    "Tally",
]
