"""The work of those with a role, at a glance."""

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

from governance.ballots.models import PaperBatch, Poll
from governance.ballots.models.states import State
from governance.joining.actions.applications import BOARD as ADMITTING
from governance.joining.models import Application
from governance.members.models import Term
from governance.members.roles import Role

SOON = datetime.timedelta(days=3)
TERM_ENDS = datetime.timedelta(days=60)
MOST = 8
"""Lines under one heading; more are counted."""

BOARD = frozenset({Role.CHAIR, Role.SECRETARY})


@dataclass(frozen=True)
class Line:
    words: str
    address: str
    until: datetime.datetime | None = None


@dataclass
class Work:
    """One sort of work: a heading, what waits, and how much more than is shown."""

    title: str
    lines: list[Line] = field(default_factory=list)

    @property
    def shown(self) -> list[Line]:
        return self.lines[:MOST]

    @property
    def more(self) -> int:
        return max(0, len(self.lines) - MOST)


def work_of(roles: frozenset[Role]) -> list[Work]:
    """What waits for somebody with these roles, the most pressing first."""
    found: list[Work] = []
    if roles & {*BOARD, Role.COUNTING}:
        found += about_polls(roles, timezone.now())
    if Role.COUNTING in roles:
        found.append(Work(_("Papers that wait for a second person"), list(papers())))
    if roles & set(ADMITTING):
        found.append(Work(_("Applications"), list(applications())))
    if Role.EDITOR in roles:
        found.append(Work(_("Pages"), list(pages())))
    if Role.ADMINISTRATOR in roles:
        found.append(Work(_("Terms of office that end soon"), list(terms())))
    return [work for work in found if work.lines]


def about_polls(roles: frozenset[Role], now: datetime.datetime) -> Iterator[Work]:
    """One query for all of it."""
    busy = [State.DRAFT, State.OPEN, State.CLOSED, State.TALLIED, State.CONTESTED]
    polls = list(Poll.objects.filter(state__in=busy).order_by("closes_at", "pk"))
    if roles & BOARD:
        near = [p for p in polls if p.running and p.closes_at <= now + SOON]
        yield Work(_("Votes that close soon"), [line(poll, "poll", until=True) for poll in near])
        contested = [p for p in polls if p.state == State.CONTESTED]
        yield Work(_("Objections"), [line(poll, "poll") for poll in contested])
    if Role.COUNTING in roles:
        closed = [p for p in polls if p.state == State.CLOSED]
        yield Work(
            _("Closed, and not counted yet"),
            [line(poll, "unseal" if poll.sealed else "count") for poll in closed],
        )
    if Role.CHAIR in roles:
        counted = [p for p in polls if p.state == State.TALLIED]
        yield Work(_("Results to establish"), [line(poll, "find") for poll in counted])
    if roles & BOARD:
        drafts = [p for p in polls if p.state == State.DRAFT]
        yield Work(_("Votes in preparation"), [line(poll, "poll") for poll in drafts])


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
