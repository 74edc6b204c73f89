"""Making and changing a straw poll, voting in it, and bringing one in from elsewhere."""

import datetime
from collections.abc import Mapping, Sequence
from itertools import count

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from content.straw.models import Choice, Question, Vote
from content.straw.refusals import StrawRefusal
from governance.members.models import User
from governance.refusals import Refused


@transaction.atomic
def save(*, question: Question, labels: Sequence[str]) -> Question:
    # A choice with the same words stays the same choice. A choice that is absent is deleted, unless
    # it has votes.
    if question.pk:
        lock(question)
    else:
        question.slug = question.slug or free_slug(question.text)
    question.save()
    if kept_by_votes(question, labels):
        raise Refused(StrawRefusal.HAS_VOTES)
    question.choices.exclude(text__in=labels).delete()
    there = {choice.text: choice for choice in question.choices.all()}
    for order, text in enumerate(labels):
        choice = there.get(text) or Choice(question=question, text=text)
        choice.order = order
        choice.save()
    return question


def kept_by_votes(question: Question, labels: Sequence[str]) -> list[str]:
    """The choices that are not among these and cannot be deleted, since they have votes."""
    gone = question.choices.exclude(text__in=labels).exclude(votes=None)
    return list(gone.distinct().values_list("text", flat=True))


@transaction.atomic
def vote(*, question: Question, choice: str, voter: User) -> Vote:
    """Votes, or changes a vote; `choice` is its key as the form sends it."""
    question = lock(question)
    if not question.is_open:
        raise Refused(StrawRefusal.CLOSED)
    chosen = next((one for one in question.choices.all() if str(one.pk) == choice), None)
    if chosen is None:
        raise Refused(StrawRefusal.NO_SUCH_CHOICE)
    cast, _created = Vote.objects.update_or_create(
        question=question, user=voter, defaults={"choice": chosen}
    )
    return cast


@transaction.atomic
def import_poll(
    *, source: str, text: str, explanation: str, labels: Sequence[str], votes: Mapping[User, int]
) -> tuple[Question, bool, int]:
    """Adds a closed straw poll: the question, whether it is new, the number of new votes."""
    # `source` says whether it is there already. `votes` gives the place in `labels` that each user
    # chose; a user who has a vote here keeps it.
    question = Question.objects.filter(source=source).first()
    new = question is None
    if question is None:
        question = create_closed_poll(source, text, explanation, labels)
    voted = set(question.votes.values_list("user_id", flat=True))
    choices = list(question.choices.all())
    added = Vote.objects.bulk_create(
        Vote(question=question, user=user, choice=choices[place])
        for user, place in votes.items()
        if user.pk not in voted
    )
    return question, new, len(added)


def create_closed_poll(source: str, text: str, explanation: str, labels: Sequence[str]) -> Question:
    # Closed from the start; two of its choices may have the same words.
    moment = timezone.now()
    question = Question.objects.create(
        text=text,
        explanation=explanation,
        source=source,
        slug=free_slug(text),
        asked_at=moment - datetime.timedelta(seconds=1),
        closes_at=moment,
    )
    Choice.objects.bulk_create(
        Choice(question=question, text=text, order=order) for order, text in enumerate(labels)
    )
    return question


def lock(question: Question) -> Question:
    return Question.objects.select_for_update().get(pk=question.pk)


def free_slug(text: str) -> str:
    start = slugify(text)[:60].strip("-") or "peiling"
    slugs = (start if number == 1 else f"{start}-{number}" for number in count(1))
    return next(slug for slug in slugs if not Question.objects.filter(slug=slug).exists())
