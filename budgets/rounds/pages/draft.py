"""The page where the board puts an envelope to the vote."""

from collections.abc import Iterable

from django.urls import reverse

from budgets.rounds.models import Envelope, Project
from governance.ballots.capabilities import WRITE_DRAFTS
from governance.ballots.kinds import paper_of
from governance.ballots.models.states import State
from governance.ballots.pages.drafts import DraftPage
from governance.members.access.visitor import Visitor


def draft_page(envelope: Envelope) -> DraftPage:
    drafting = paper_of("budget").drafting
    assert drafting is not None  # noqa: S101
    name = str(envelope.round)
    return DraftPage(
        poll=None,
        drafting=drafting,
        others=[],
        about=f"{name}: {envelope}" if envelope.title else name,
        back_to=envelope.round.get_absolute_url(),
    )


def address_of_draft(envelope: Envelope, plans: Iterable[Project], visitor: Visitor) -> str:
    """Where this visitor can put these plans to the vote; empty where they cannot."""
    if not visitor.can(WRITE_DRAFTS):
        return ""
    standing = [vote for vote in envelope.votes.all() if vote.poll.state != State.CANCELLED]
    if standing or not any(plan.state == Project.State.ADMITTED for plan in plans):
        return ""
    return reverse("rounds:put_to_vote", args=[envelope.round.slug, envelope.pk])
