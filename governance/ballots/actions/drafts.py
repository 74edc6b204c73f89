"""Preparing a vote: a draft can be changed and deleted until it opens."""

from collections.abc import Sequence
from itertools import count

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from governance.ballots.box import locks
from governance.ballots.kinds.configuration import Rules
from governance.ballots.models import Choice, Poll
from governance.ballots.refusals import BoxRefusal
from governance.refusals import Refused
from governance.rules.errors import CountError

# Addresses below /stemmingen/ that are no poll.
RESERVED = {"nieuw", "sleutels"}
TRIES = 3
Choices = Sequence[tuple[str, str]]


def save_draft(*, poll: Poll, choices: Choices | None = None) -> Poll:
    """Stores a draft; a new one gets a free address. `choices`: keys and labels."""
    require_rules(poll)
    if poll.pk:
        with transaction.atomic():
            require_draft(poll)
            poll.save()
            put_choices(poll, choices)
        return poll
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                poll.slug = free_slug(poll.question)
                poll.save(force_insert=True)
                put_choices(poll, choices)
        except IntegrityError:  # another process took the address at the same moment
            poll.pk = None
        else:
            return poll
    raise Refused(BoxRefusal.WRONG_STATE)


def put_choices(poll: Poll, choices: Choices | None) -> None:
    if choices is None:
        return
    poll.choices.all().delete()
    Choice.objects.bulk_create(
        Choice(poll=poll, key=key, label=label, order=order)
        for order, (key, label) in enumerate(choices)
    )


@transaction.atomic
def delete_draft(*, poll: Poll) -> None:
    # What was once open stays for ever: it can be cancelled, not deleted.
    require_draft(poll)
    Poll.objects.filter(pk=poll.pk).delete()


def require_draft(poll: Poll) -> None:
    # The lock that opening takes: the draft may have been opened in the meantime.
    if locks.lock_exclusive(poll.pk).state != Poll.State.DRAFT:
        raise Refused(BoxRefusal.WRONG_STATE)


def require_rules(poll: Poll) -> Rules:
    """Refused for rules that the kind cannot read; the cause says which."""
    try:
        return poll.draft_rules
    except CountError as error:
        raise Refused(BoxRefusal.UNKNOWN_RULES) from error


def free_slug(question: str) -> str:
    start = slugify(question)[:60].strip("-") or "stemming"
    for number in count(1):
        slug = start if number == 1 else f"{start}-{number}"
        if slug not in RESERVED and not Poll.objects.filter(slug=slug).exists():
            return slug
    raise AssertionError
