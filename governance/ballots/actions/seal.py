"""Unlinking: after closing, the order of the rows tells nothing about the order of voting.

A database keeps rows in the order in which they came (`rowid` on SQLite, `ctid` and `xmin` on
PostgreSQL). Until closing, the tenth participation and the tenth ballot are of the same voter.
"""

from governance.ballots.models import Ballot, Participation, Poll

BATCH = 2000


def unlink(poll: Poll) -> None:
    """Writes the ballots anew in the order of their codes, and the participations in the order of
    the roll. The caller holds the poll's exclusive lock, so no cast comes in between."""
    ballots = list(Ballot.objects.filter(poll=poll).order_by("code"))
    Ballot.objects.filter(poll=poll).delete()
    Ballot.objects.bulk_create(ballots, batch_size=BATCH)
    entries = Participation.objects.filter(entry__poll=poll).order_by("entry_id")
    participations = list(entries)
    entries.delete()
    Participation.objects.bulk_create(participations, batch_size=BATCH)
