"""What the worker does for this app. Each task may run twice, in any order: the actions ensure that
the second time changes nothing."""

from contextlib import suppress

from governance.ballots.actions import (
    bulletin_board,
    lifecycle,
    mailings,
    reminders,
    tally,
    unlink,
    vote_cast_mail,
)
from governance.ballots.models import Poll
from governance.refusals import Refused


def tally_poll(poll_id: int) -> None:
    # Refused if the poll was cancelled in the meantime, or is still sealed.
    with suppress(Refused):
        tally.tally(poll=Poll.objects.get(pk=poll_id))


def close_due() -> int:
    return lifecycle.close_due()


def checkpoint_due() -> int:
    return bulletin_board.checkpoint_due()


def vacuum_due() -> int:
    return unlink.vacuum_due()


def tally_due() -> int:
    return tally.tally_due()


def mail_due() -> int:
    return mailings.mail_due()


def remind_due() -> int:
    return reminders.remind_due()


def tell_due() -> int:
    return vote_cast_mail.tell_due()
