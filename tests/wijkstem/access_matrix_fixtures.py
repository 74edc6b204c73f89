"""A small town with everything in it, for tests that walk through the whole site."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection

from budgets.rounds.actions import planning
from budgets.rounds.models import Envelope
from content.models import DocumentsPage, HomePage, NewsIndexPage, NewsPage
from content.models.documents import PRIVATE, PUBLIC
from content.straw.models import Question, Vote
from governance.ballots.actions import lifecycle, outcome, tally
from governance.ballots.models import (
    AuditEvent,
    Ballot,
    Participation,
    Poll,
    ProxyGrant,
    RollEntry,
)
from governance.members.actions import groups
from governance.members.models import Member, User
from governance.members.roles import Role
from proposals import actions as proposals
from proposals.models import Idea, Support
from tests import factories
from tests.factories import actor

ROLES = {
    "visitor": None,
    "signed in": (),
    "member": (),
    "proxy": (),
    "suspended": (),
    "editor": (Role.EDITOR,),
    "secretary": (Role.SECRETARY,),
    "chair": (Role.CHAIR,),
    "treasurer": (Role.TREASURER,),
    "counting": (Role.COUNTING,),
    "administrator": (Role.ADMINISTRATOR,),
}
"""Everyone one can be. "signed in" is somebody with a login who is no member."""


@dataclass
class Town:
    users: dict[str, User | None]
    members: dict[str, Member]
    polls: dict[str, Poll]
    straw: Question
    own_idea: Idea
    other_idea: Idea
    withdrawn_idea: Idea
    public_document: Document
    private_document: Document
    envelope: Envelope

    def entry(self, role: str, poll: str = "open") -> RollEntry:
        """The roll entry of this role; of the member for those who have none."""
        member = self.members.get(role, self.members["member"])
        roll = self.polls[poll].roll
        return roll.filter(member=member).first() or roll.get(member=self.members["member"])


def build() -> Town:
    """Into a prepared site."""
    people = {role: factories.member(role, *(ROLES[role] or ())) for role in list(ROLES)[2:]}
    people["suspended"].suspended_on = timezone.localdate()
    people["suspended"].save()
    users: dict[str, User | None] = {role: one.user for role, one in people.items()}
    users["visitor"] = None
    users["signed in"] = User.objects.create_user("bureau@example.org")
    groups.keep_groups()
    polls = hold_polls(people)
    straw = factories.straw_poll("Een peiling?", "Ja Nee")
    ideas = [idea(people[by], title) for by, title in IDEAS]
    proposals.withdraw(idea=ideas[2], member=people["member"])
    public, private = write_pages()
    return Town(users, people, polls, straw, *ideas, public, private, planned_envelope())


def planned_envelope() -> Envelope:
    """Money with plans that no vote was prepared on."""
    round_ = factories.planned_round("ronde-plan")
    envelope = planning.add_envelope(round_=round_, amount=1_000_00, by=actor("test"))
    factories.admit_plans(envelope, COSTS)
    return envelope


def hold_polls(people: dict[str, Member]) -> dict[str, Poll]:
    voters = [people[name] for name in ("chair", "treasurer", "counting")]
    polls = {"draft": factories.draft("concept")}
    polls["cancelled"] = outcome.cancel(
        poll=factories.resolution("afgelast"), reason="De vraag was dubbelzinnig.", by=actor("test")
    )
    polls["open"] = open_with_proxy("open-stemming", people)
    polls["public"] = factories.resolution("openbaar", public=True)
    for name in ("closed", "tallied"):
        polls[name] = factories.resolution(f"stemming-{name}")
        for voter in voters:
            factories.vote(polls[name], voter, "yes")
        lifecycle.close(poll=polls[name], by=actor("test"))
    tally.tally(poll=polls["tallied"])
    for name in ("round", "counted"):
        round_ = factories.budget_round(f"ronde-{name}", costs=COSTS, budget=1_000_00)
        polls[name] = round_.poll
        for voter in voters:
            factories.vote(round_.poll, voter, {"approve": ["bank", "boom"]})
    lifecycle.close(poll=polls["counted"], by=actor("test"))
    tally.tally(poll=polls["counted"])
    polls["points"] = factories.budget_round(
        "ronde-punten", costs=COSTS, budget=1_000_00, ballot="points"
    ).poll
    polls["election"] = factories.election("verkiezing")
    polls["elected"] = factories.election("verkozen", rule="irv")
    for voter in voters:
        factories.vote(polls["elected"], voter, {"rank": ["anna", "bram"]})
    lifecycle.close(poll=polls["elected"], by=actor("test"))
    tally.tally(poll=polls["elected"])
    return {name: Poll.objects.get(pk=poll.pk) for name, poll in polls.items()}


COSTS = {"bank": 400_00, "boom": 500_00, "brug": 900_00}
IDEAS = [("member", "Een bank"), ("chair", "Een boom"), ("member", "Een brug te ver")]


def open_with_proxy(slug: str, people: dict[str, Member]) -> Poll:
    poll = factories.draft(slug)
    ProxyGrant.objects.create(poll=poll, principal=people["chair"], holder=people["proxy"])
    return lifecycle.open_poll(poll=poll, by=actor("test"))


def idea(by: Member, title: str) -> Idea:
    return proposals.submit(
        author=by, neighbourhood=by.neighbourhood, title=title, text="Voor ons."
    )


def write_pages() -> tuple[Document, Document]:
    home = HomePage.objects.get(locale__language_code="nl")
    news = home.add_child(instance=NewsIndexPage(title="Nieuws", slug="nieuws"))
    article = NewsPage(title="Bollen", slug="bollen", summary="Kort.", date=datetime.date.today())
    news.add_child(instance=article)
    shelves = [Collection.objects.get(name=name) for name in (PUBLIC, PRIVATE)]
    library = home.add_child(instance=DocumentsPage(title="Stukken", slug="stukken"))
    library.collections.set(shelves)
    library.save()
    public, private = (
        Document.objects.create(
            title=f"Stuk {shelf.name}",
            collection=shelf,
            file=ContentFile(b"%PDF-", name="stuk.pdf"),
        )
        for shelf in shelves
    )
    return public, private


def remembered() -> dict[str, Any]:
    """All that no request without a right to it may change."""
    counted = (
        Ballot,
        Participation,
        Vote,
        RollEntry,
        Idea,
        Support,
        User,
        Member,
        AuditEvent,
        Group,
    )
    return {
        **{model.__name__: model.objects.count() for model in counted},
        "polls": list(Poll.objects.order_by("pk").values_list("slug", "state", "frozen_hash")),
        "ideas": list(Idea.objects.order_by("pk").values_list("title", "state")),
        "groups": sorted(User.groups.through.objects.values_list("user_id", "group_id")),
        "standing": list(Member.objects.order_by("pk").values_list("name", "suspended_on")),
    }
