"""What the ballot box remembers."""

from governance.ballots.models.audit import AuditEvent
from governance.ballots.models.box import Ballot, Board, Link, Participation, RollEntry
from governance.ballots.models.keys import CommitteeKey
from governance.ballots.models.polls import Choice, Poll, ProxyGrant, Tally
from governance.ballots.models.straw import StrawPoll, StrawVote

__all__ = [
    "AuditEvent",
    "Ballot",
    "Board",
    "Choice",
    "CommitteeKey",
    "Link",
    "Participation",
    "Poll",
    "ProxyGrant",
    "RollEntry",
    "StrawPoll",
    "StrawVote",
    "Tally",
]
