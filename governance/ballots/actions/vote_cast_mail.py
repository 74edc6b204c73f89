"""The mail that a vote was cast in a member's name: never what was voted, and never the code.

The order of these rows is the order of voting, and with a checkpoint of the board that would say of
small groups which ballots are theirs. So closing deletes what was sent, and rewrites what still
waits in another order.
"""

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from governance.ballots.box import locks
from governance.ballots.mail_kinds import VOTE_CAST
from governance.ballots.models import Poll, RollEntry
from governance.ballots.models.states import State
from governance.notifications.actions.outbox import Message, post, post_all, settle
from governance.notifications.models import OutboxMail

# Of the keys of these mails.
BEGINNING = "vote-cast:"
TEMPLATE = "ballots/mail/vote_cast.txt"
BATCH = 500


def prefix(poll: Poll) -> str:
    return f"{BEGINNING}{poll.slug}:"


def tell(*, poll: Poll, entry: RollEntry) -> None:
    message = about(poll, entry)
    if message is None:  # no login: nothing to lock for
        return
    with transaction.atomic():
        # After closing, `settle_told` has written this mail.
        if locks.lock_shared(poll.pk).state == State.OPEN:
            post(
                key=message.key,
                to=message.to,
                kind=message.kind,
                template=message.template,
                context=message.context,
            )


def tell_due() -> int:
    """For the scheduler: writes the mails that are missing because a process died."""
    return sum(
        tell_missing(pk)
        for pk in Poll.objects.filter(state=State.OPEN).values_list("pk", flat=True)
    )


@transaction.atomic
def tell_missing(poll_id: int) -> int:
    poll = locks.lock_shared(poll_id)
    if poll.state != State.OPEN:
        return 0
    messages = [message for entry in untold(poll)[:BATCH] if (message := about(poll, entry))]
    post_all(messages)
    return len(messages)


def settle_told(poll: Poll) -> None:
    # The caller, which closes, holds the exclusive lock, so no cast comes in between.
    messages = (about(poll, entry) for entry in untold(poll))
    settle(prefix=prefix(poll), more=[message for message in messages if message])


def untold(poll: Poll) -> QuerySet[RollEntry]:
    """Voters with a login for whom a vote was cast, but no mail was written."""
    key = Concat(Value(prefix(poll)), Cast(OuterRef("pk"), CharField()))
    entries = RollEntry.objects.filter(
        poll=poll,
        participation__isnull=False,
        member__user__is_active=True,
        member__user__email__isnull=False,
    )
    told = Exists(OutboxMail.objects.filter(key=key))
    return entries.filter(~told).select_related("member__user")


def about(poll: Poll, entry: RollEntry) -> Message | None:
    user = entry.member.user
    if user is None or not user.email or not user.is_active:
        return None
    context = {"poll": poll, "entry": entry}
    key = f"{prefix(poll)}{entry.pk}"
    return Message(key=key, to=user, kind=VOTE_CAST, template=TEMPLATE, context=context)
