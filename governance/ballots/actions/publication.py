"""What of a box may be shown to everyone: single ballots, and small figures."""

from governance.ballots.models import AuditEvent, Poll

# With fewer voters a list of single ballots is too easily matched with people.
FEWEST_VOTERS = 50
# No figure of a breakdown stands for fewer voters than this.
SMALLEST_CELL = 10


def voters_of(poll: Poll) -> int:
    """How many took part in a vote that has ended; 0 before that."""
    ends = [AuditEvent.Kind.CLOSED, AuditEvent.Kind.IMPORTED]
    ending = AuditEvent.objects.filter(poll=poll, kind__in=ends).first()
    return int(ending.detail["turnout"]["present"]["heads"]) if ending else 0


def may_publish_ballots(poll: Poll) -> bool:
    # Otherwise single ballots are for the counting committee; the public has totals and board.
    if poll.source:  # imported ballots were published elsewhere already
        return True
    enough = voters_of(poll) >= FEWEST_VOTERS
    return poll.counted and not poll.sealed and poll.paper.publishable and enough


def may_show_cell(voters: int) -> bool:
    return voters == 0 or voters >= SMALLEST_CELL
