"""What the ballot box remembers."""

from governance.ballots.models.audit import AuditEvent
from governance.ballots.models.box import Ballot, BulletinBoard, Link, Participation, RollEntry
from governance.ballots.models.keys import CommitteeKey
from governance.ballots.models.mailings import Mailing
from governance.ballots.models.polls import Choice, Poll, Tally
from governance.ballots.models.postal_votes import PaperBallot, PaperBatch, PaperVoter
from governance.ballots.models.proxies import ProxyGrant

__all__ = [
    "AuditEvent",
    "Ballot",
    "BulletinBoard",
    "Choice",
    "CommitteeKey",
    "Link",
    "Mailing",
    "PaperBallot",
    "PaperBatch",
    "PaperVoter",
    "Participation",
    "Poll",
    "ProxyGrant",
    "RollEntry",
    "Tally",
]
