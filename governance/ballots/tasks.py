"""What the worker does for this app. Each may run twice, in any order: the actions see to it
that the second time changes nothing."""

from governance.ballots import actions
from governance.ballots.models import Poll


def tally_poll(poll_id: int) -> None:
    actions.tally(poll=Poll.objects.get(pk=poll_id))


def close_due() -> int:
    return actions.close_due()


def checkpoint_due() -> int:
    return actions.checkpoint_due()


def scrub_due() -> int:
    return actions.scrub_due()


def purge_due() -> int:
    return actions.purge_due()
