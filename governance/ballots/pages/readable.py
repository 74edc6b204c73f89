"""Which polls a visitor may read."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from governance.ballots.capabilities import COUNT, WRITE_DRAFTS
from governance.ballots.models import Poll
from governance.members.access.visitor import Visitor


def readable_poll(slug: str, visitor: Visitor) -> Poll:
    """Not found for a visitor who may not read it."""
    poll = get_object_or_404(Poll.objects.select_related("neighbourhood", "repeats"), slug=slug)
    # Drafts are for those who prepare or count.
    if not (poll.readable_by(visitor.member) or visitor.can_or_ask(WRITE_DRAFTS, COUNT)):
        raise Http404
    return poll


def must_sign_in(slug: str, visitor: Visitor) -> bool:
    """Whether a visitor may not even know that this poll exists."""
    if visitor.user.is_authenticated:
        return False
    return not Poll.objects.filter(slug=slug, public=True).exists()
