"""What the worker does for this app. Each task may run twice, in any order: the actions ensure that
the second time changes nothing."""

from contextlib import suppress

from governance.ballots import actions
from governance.ballots.models import Poll
from governance.refusals import Refused


def tally_poll(poll_id: int) -> None:
    # Refused if the poll was cancelled in the meantime, or is still sealed.
    with suppress(Refused):
        actions.tally(poll=Poll.objects.get(pk=poll_id))


def close_due() -> int:
    return actions.close_due()


def checkpoint_due() -> int:
    return actions.checkpoint_due()


def vacuum_due() -> int:
    return actions.vacuum_due()


def tally_due() -> int:
    return actions.tally_due()


def mail_due() -> int:
    return actions.mail_due()


def remind_due() -> int:
    return actions.remind_due()


def tell_due() -> int:
    return actions.tell_due()
