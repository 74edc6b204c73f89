"""What can be done to an idea: one verb each. Doing it twice is doing it once."""

from django.db import transaction
from django.utils import timezone

from governance.members.models import Member, Neighbourhood
from proposals.models import Idea, Support
from proposals.refusals import Refusal, Refused


@transaction.atomic
def submit(
    *,
    author: Member,
    neighbourhood: Neighbourhood,
    title: str,
    text: str,
    why: str = "",
    cost: int | None = None,
) -> Idea:
    """Publishes an idea; its author supports it from the start. `cost` is in cents.

    The very same words of the same author, sent again, give the idea that is there already.
    """
    author = _in_standing(author)
    words = {"title": title, "text": text, "why": why, "cost": cost, "neighbourhood": neighbourhood}
    idea = Idea.objects.published().filter(author=author, **words).first()
    if idea is None:
        idea = Idea.objects.create(author=author, **words)
        Support.objects.create(idea=idea, member=author)
    return idea


@transaction.atomic
def support(*, idea: Idea, member: Member) -> None:
    member = _in_standing(member)
    if _locked(idea).state != Idea.State.PUBLISHED:
        raise Refused(Refusal.WITHDRAWN)
    Support.objects.get_or_create(idea=idea, member=member)


@transaction.atomic
def take_back(*, idea: Idea, member: Member) -> None:
    """Takes back one's support. That one may always, suspended or not."""
    if _locked(idea).state != Idea.State.PUBLISHED:
        raise Refused(Refusal.WITHDRAWN)
    Support.objects.filter(idea=idea, member=member).delete()


@transaction.atomic
def withdraw(*, idea: Idea, member: Member) -> None:
    """Takes back one's own idea: from now on nobody reads it."""
    locked = _locked(idea)
    if locked.author_id != member.pk:
        raise Refused(Refusal.NOT_YOURS)
    locked.state = Idea.State.WITHDRAWN
    locked.save(update_fields=["state"])


def _in_standing(member: Member) -> Member:
    """The member as the register has them now. The lock lets two sendings of one form come one
    after the other."""
    found: Member = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if found.suspended_on is not None:
        raise Refused(Refusal.SUSPENDED)
    if not Member.objects.in_standing(timezone.localdate()).filter(pk=found.pk).exists():
        raise Refused(Refusal.NOT_A_MEMBER)
    return found


def _locked(idea: Idea) -> Idea:
    """The idea as it is now; it stays so until this transaction ends."""
    locked: Idea = Idea.objects.select_for_update(no_key=True).get(pk=idea.pk)
    return locked
