"""What can be done to a straw poll: make or change it, vote in it, bring one in from elsewhere."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from governance.ballots.actions import locks
from governance.ballots.actions.drafts import free_slug
from governance.ballots.models import Choice, StrawPoll, StrawVote
from governance.ballots.models.polls import STRAW
from governance.ballots.models.straw import BY_NAME, NEVER
from governance.ballots.refusals import Refusal, Refused
from governance.members.models import User


@transaction.atomic
def save_straw_poll(*, poll: StrawPoll, labels: Sequence[str]) -> StrawPoll:
    """Stores a new or changed straw poll with these choices, in this order.

    A choice with the same words stays the same choice. One that is no longer there goes, unless
    somebody voted for it: then the change is refused.
    """
    poll.kind, poll.mode, poll.public = STRAW, BY_NAME, True
    if poll.pk:
        locked(poll)
    else:
        poll.opens_at = poll.opens_at or timezone.now()
        poll.slug = poll.slug or free_slug(poll.question)
    poll.closes_at = poll.closes_at or NEVER
    poll.save()
    if kept_by_votes(poll, labels):
        raise Refused(Refusal.WRONG_STATE)
    poll.choices.exclude(label__in=labels).delete()
    there = {choice.label: choice for choice in poll.choices.all()}
    number = max((int(choice.key) for choice in there.values()), default=0)
    for order, label in enumerate(labels):
        if label in there:
            there[label].order = order
            there[label].save(update_fields=["order"])
        else:
            number += 1
            Choice.objects.create(poll=poll, key=str(number), label=label, order=order)
    return poll


def kept_by_votes(poll: StrawPoll, labels: Sequence[str]) -> list[str]:
    """The choices that are not among these, and that cannot go since somebody voted for them."""
    gone = poll.choices.exclude(label__in=labels).exclude(straw_votes=None)
    return list(gone.distinct().values_list("label", flat=True))


@transaction.atomic
def vote_straw(*, poll: StrawPoll, key: str, voter: User) -> StrawVote:
    """Votes, or changes one's vote, for the choice with this key, until the poll closes."""
    poll = locked(poll)
    if locks.now() >= poll.closes_at:
        raise Refused(Refusal.CLOSED)
    choice = next((one for one in poll.choices.all() if one.key == key), None)
    if choice is None:
        raise Refused(Refusal.INVALID_BALLOT)
    vote, _created = StrawVote.objects.update_or_create(
        poll=poll, user=voter, defaults={"choice": choice}
    )
    return vote


@transaction.atomic
def import_straw_poll(
    *,
    source: str,
    question: str,
    explanation: str,
    labels: Sequence[str],
    votes: Mapping[User, int],
) -> tuple[StrawPoll, bool, int]:
    """A closed straw poll from elsewhere: the poll, whether it is new, and how many votes are.

    `source` names it, and is what tells that it is there already. `votes` gives the place of what
    each user chose in `labels`; the vote of a user who has one here already stays as it is.
    """
    poll = StrawPoll.objects.filter(source=source).first()
    new = poll is None
    if poll is None:
        poll = _past(source, question, explanation, labels)
    voted = set(poll.straw_votes.values_list("user_id", flat=True))
    choices = {choice.key: choice for choice in poll.choices.all()}
    added = StrawVote.objects.bulk_create(
        StrawVote(poll=poll, user=user, choice=choices[str(place + 1)])
        for user, place in votes.items()
        if user.pk not in voted
    )
    return poll, new, len(added)


def _past(source: str, question: str, explanation: str, labels: Sequence[str]) -> StrawPoll:
    """A new straw poll that is closed already; two of its choices may have the same words."""
    moment = timezone.now()
    poll = StrawPoll.objects.create(
        question=question,
        explanation=explanation,
        source=source,
        kind=STRAW,
        mode=BY_NAME,
        public=True,
        slug=free_slug(question),
        opens_at=moment - datetime.timedelta(seconds=1),
        closes_at=moment,
    )
    Choice.objects.bulk_create(
        Choice(poll=poll, key=str(order + 1), label=label, order=order)
        for order, label in enumerate(labels)
    )
    return poll


def locked(poll: StrawPoll) -> StrawPoll:
    """The poll as it is now; it stays so until this transaction ends."""
    return StrawPoll.objects.select_for_update().get(pk=poll.pk)
