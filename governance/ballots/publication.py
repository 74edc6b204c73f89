"""What is shown of a box, and to whom: the board, and single ballots."""

from governance.ballots.models import AuditEvent, Board, Poll

FEWEST_VOTERS = 50
"""With fewer voters a list of single ballots is too easily matched with people."""
SMALLEST_CELL = 10
"""No figure of a breakdown stands for fewer voters than this."""


def latest_board(poll: Poll) -> Board | None:
    """The final board; during the vote the last checkpoint, if there is one."""
    return Board.objects.filter(poll=poll).order_by("-final").first()


def voters_of(poll: Poll) -> int:
    """How many took part in a vote that has ended; for one that has not, 0."""
    ends = [AuditEvent.Kind.CLOSED, AuditEvent.Kind.IMPORTED]
    ending = AuditEvent.objects.filter(poll=poll, kind__in=ends).first()
    return int(ending.detail["turnout"]["present"]["heads"]) if ending else 0


def may_publish_ballots(poll: Poll) -> bool:
    """Whether everybody may have the single ballots of a counted vote. Without that they are for
    the counting committee, and the public has the totals and the board.

    Imported ballots were published elsewhere already.
    """
    if poll.source:
        return True
    enough = voters_of(poll) >= FEWEST_VOTERS
    return poll.counted and not poll.sealed and poll.paper.publishable and enough


def may_show_cell(voters: int) -> bool:
    """Whether a figure of a breakdown may be shown: it stands for nobody, or for enough people."""
    return voters == 0 or voters >= SMALLEST_CELL
