"""Work that waits for those with a role."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from governance.ballots.capabilities import COUNT, ENTER_PAPER_VOTES, ESTABLISH, WRITE_DRAFTS
from governance.ballots.models import PaperBatch, Poll
from governance.ballots.models.states import State
from governance.joining.capabilities import DECIDE_ON_APPLICATIONS
from governance.joining.models import Application
from governance.members.access.visitor import Visitor
from governance.members.capabilities import APPOINT_AS_ADMINISTRATOR
from governance.members.models import Term
from governance.members.roles import Role

SOON = datetime.timedelta(days=3)
TERM_ENDS = datetime.timedelta(days=60)
MOST = 8  # lines under one heading; more are counted


@dataclass(frozen=True)
class Line:
    words: str
    address: str
    until: datetime.datetime | None = None


@dataclass
class Tasks:
    """One kind of task: a heading, what waits, and how much more than is shown."""

    title: str
    lines: list[Line] = field(default_factory=list)

    @property
    def shown(self) -> list[Line]:
        return self.lines[:MOST]

    @property
    def more(self) -> int:
        return max(0, len(self.lines) - MOST)


def todo(visitor: Visitor) -> list[Tasks]:
    """The most pressing first."""
    found: list[Tasks] = []
    if visitor.can(WRITE_DRAFTS, COUNT, ESTABLISH):
        found += about_polls(visitor, timezone.now())
    if visitor.can(ENTER_PAPER_VOTES):
        found.append(Tasks(_("Papers that wait for a second person"), list(papers())))
    if visitor.can(DECIDE_ON_APPLICATIONS):
        found.append(Tasks(_("Applications"), list(applications())))
    if Role.EDITOR in visitor.roles:  # secretaries write pages too, but it is not their task
        found.append(Tasks(_("Pages"), list(pages())))
    if visitor.can(APPOINT_AS_ADMINISTRATOR):
        found.append(Tasks(_("Terms of office that end soon"), list(terms())))
    return [tasks for tasks in found if tasks.lines]


def about_polls(visitor: Visitor, now: datetime.datetime) -> Iterator[Tasks]:
    busy = [State.DRAFT, State.OPEN, State.CLOSED, State.TALLIED, State.CONTESTED]
    polls = list(Poll.objects.filter(state__in=busy).order_by("closes_at", "pk"))
    if visitor.can(WRITE_DRAFTS):
        near = [p for p in polls if p.running and p.closes_at <= now + SOON]
        yield Tasks(_("Votes that close soon"), [line(poll, "poll", until=True) for poll in near])
        contested = [p for p in polls if p.state == State.CONTESTED]
        yield Tasks(_("Objections"), [line(poll, "poll") for poll in contested])
    if visitor.can(COUNT):
        closed = [p for p in polls if p.state == State.CLOSED]
        yield Tasks(
            _("Closed, and not counted yet"),
            [line(poll, "unseal" if poll.sealed else "count") for poll in closed],
        )
    if visitor.can(ESTABLISH):
        counted = [p for p in polls if p.state == State.TALLIED]
        yield Tasks(_("Results to establish"), [line(poll, "establish") for poll in counted])
    if visitor.can(WRITE_DRAFTS):
        drafts = [p for p in polls if p.state == State.DRAFT]
        yield Tasks(_("Votes in preparation"), [line(poll, "poll") for poll in drafts])


def line(poll: Poll, page: str, *, until: bool = False) -> Line:
    address = poll.get_absolute_url() if page == "poll" else ""
    return Line(
        poll.question,
        address or reverse(f"ballots:{page}", args=[poll.slug]),
        poll.closes_at if until else None,
    )


def papers() -> Iterator[Line]:
    batches = PaperBatch.objects.waiting().select_related("poll").order_by("poll_id", "pk")
    for batch in batches.annotate(names=Count("voters")):
        words = ngettext("%(n)d name", "%(n)d names", batch.names) % {"n": batch.names}
        address = reverse("ballots:paper-batch", args=[batch.poll.slug, batch.pk])
        yield Line(f"{batch.poll.question}: {words}", address)


def applications() -> Iterator[Line]:
    waiting = Application.objects.waiting().count()
    if waiting:
        words = ngettext(
            "%(n)d person wants to become a member",
            "%(n)d people want to become a member",
            waiting,
        )
        yield Line(words % {"n": waiting}, reverse("joining:applications"))


def pages() -> Iterator[Line]:
    waiting = Page.objects.filter(has_unpublished_changes=True, depth__gt=2).count()
    if waiting:
        words = ngettext(
            "%(n)d page with changes that are not published",
            "%(n)d pages with changes that are not published",
            waiting,
        )
        yield Line(words % {"n": waiting}, reverse("wagtailadmin_home"))


def terms() -> Iterator[Line]:
    today = timezone.localdate()
    ending = Term.objects.acting(today).filter(ends_on__lte=today + TERM_ENDS)
    for term in ending.select_related("user").order_by("ends_on", "pk"):
        words = _("%(person)s, %(role)s: until %(day)s") % {
            "person": term.user,
            "role": term.get_role_display(),
            "day": date_format(term.ends_on, "j F Y") if term.ends_on else "",
        }
        yield Line(words, reverse("board:terms"))
