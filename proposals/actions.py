"""What can be done to an idea. The second time an action changes nothing."""

from django.db import transaction
from django.utils import timezone

from governance.members.models import Member, Neighbourhood
from governance.refusals import Refused
from governance.rules.membership import MembershipStatus
from proposals.models import Idea, Support
from proposals.refusals import IdeaRefusal


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
    """Publishes an idea, which its author supports from the start. `cost` is in cents."""
    author = _in_standing(author)
    words = {"title": title, "text": text, "why": why, "cost": cost, "neighbourhood": neighbourhood}
    # The same words of the same author, sent twice, are one idea.
    idea = Idea.objects.published().filter(author=author, **words).first()
    if idea is None:
        idea = Idea.objects.create(author=author, **words)
        Support.objects.create(idea=idea, member=author)
    return idea


@transaction.atomic
def support(*, idea: Idea, member: Member) -> None:
    member = _in_standing(member)
    if _locked(idea).state != Idea.State.PUBLISHED:
        raise Refused(IdeaRefusal.WITHDRAWN)
    Support.objects.get_or_create(idea=idea, member=member)


@transaction.atomic
def take_back(*, idea: Idea, member: Member) -> None:
    # Suspended members can do this too.
    if _locked(idea).state != Idea.State.PUBLISHED:
        raise Refused(IdeaRefusal.WITHDRAWN)
    Support.objects.filter(idea=idea, member=member).delete()


@transaction.atomic
def withdraw(*, idea: Idea, member: Member) -> None:
    locked = _locked(idea)
    if locked.author_id != member.pk:
        raise Refused(IdeaRefusal.NOT_YOURS)
    locked.state = Idea.State.WITHDRAWN
    locked.save(update_fields=["state"])


def _in_standing(member: Member) -> Member:
    # The lock makes two sendings of one form wait for each other.
    found: Member = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    status = found.status(timezone.localdate())
    if status is MembershipStatus.SUSPENDED:
        raise Refused(IdeaRefusal.SUSPENDED)
    if status is not MembershipStatus.ACTIVE:
        raise Refused(IdeaRefusal.NOT_A_MEMBER)
    return found


def _locked(idea: Idea) -> Idea:
    locked: Idea = Idea.objects.select_for_update(no_key=True).get(pk=idea.pk)
    return locked
