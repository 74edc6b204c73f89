"""The page of the roll, and why a member is on it or not, in plain words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots.capabilities import ADD_TO_ROLL, ENTER_PAPER_VOTES
from governance.ballots.electors import policy_of
from governance.ballots.models import AuditEvent, Poll, RollEntry
from governance.members.access.visitor import Visitor
from governance.members.models import Member
from governance.rules.errors import CountError

A_PAGE = 100
MOST_ANSWERS = 20


@dataclass(frozen=True, kw_only=True)
class RollPage:
    """The whole roll, page by page; with a `query`, answers for the members found by number or
    name. `shows_voted`: for those who need it for votes on paper."""

    poll: Poll
    query: str
    answers: list[Answer]
    entries: Any
    heads: int
    votes: int
    voted: int
    shows_voted: bool
    may_add: bool
    most: int = MOST_ANSWERS

    @classmethod
    def for_visitor(cls, poll: Poll, visitor: Visitor, query: str, number: str | None) -> RollPage:
        entries = poll.roll.select_related("proxy", "participation")
        totals = poll.roll.aggregate(
            heads=Count("pk"), votes=Sum("votes", default=0), voted=Count("participation")
        )
        return cls(
            poll=poll,
            query=query,
            answers=answers(poll, query) if query else [],
            entries=Paginator(entries, A_PAGE).get_page(number),
            shows_voted=visitor.can(ADD_TO_ROLL, ENTER_PAPER_VOTES),
            may_add=visitor.can(ADD_TO_ROLL),
            **totals,
        )


def answers(poll: Poll, query: str) -> list[Answer]:
    wanted = Q(name__icontains=query)
    if query.isdecimal() and len(query) < 10:
        wanted |= Q(number=int(query))
    found = Member.objects.filter(wanted).select_related("neighbourhood__parent")[:MOST_ANSWERS]
    return [why(poll, member) for member in found]


@dataclass(frozen=True)
class Answer:
    """What the roll says about one member. `may_be_added`: not on the roll, but entitled today, and
    the vote is open."""

    member: Member
    entry: RollEntry | None
    sentences: list[str]
    may_be_added: bool = False


def why(poll: Poll, member: Member) -> Answer:
    entry = poll.roll.filter(member=member).select_related("proxy").first()
    if entry is not None:
        return Answer(member, entry, of_entry(poll, entry))
    if poll.opened_at is None:
        return Answer(member, None, before_opening(poll, member))
    reason = why_not(poll, member, poll.opened_at)
    today = why_not(poll, member, timezone.now())
    words = [reason]
    if not reason:
        changed = _(
            "The register now gives this member a vote on %(day)s. It did not do so on that day, "
            "when the roll was made."
        )
        words = [changed % {"day": date_format(timezone.localdate(poll.opened_at), "j F Y")}]
        words += [today] if today else []
    return Answer(member, None, words, poll.running and not today)


def before_opening(poll: Poll, member: Member) -> list[str]:
    reason = why_not(poll, member, poll.opens_at)
    if not reason:
        return [_("Will be on the roll, if the register stays as it is until the vote opens.")]
    return [reason]


def why_not(poll: Poll, member: Member, at: datetime.datetime) -> str:
    try:
        return policy_of(poll).why_not(member, at)
    except CountError:
        return _("The rule of this roll cannot be read.")


def of_entry(poll: Poll, entry: RollEntry) -> list[str]:
    votes = ngettext("On the roll with %(n)s vote.", "On the roll with %(n)s votes.", entry.votes)
    found = [votes % {"n": entry.votes}]
    added = AuditEvent.objects.filter(
        poll=poll, kind=AuditEvent.Kind.ROLL, detail__added=entry.number
    ).first()
    if added:
        how = _("Added on %(day)s by %(by)s, because: %(reason)s")
        day = date_format(timezone.localtime(added.at), "j F Y")
        found.append(how % {"day": day, "by": added.by_name, "reason": added.detail["reason"]})
    if entry.proxy:
        found.append(_("Gave a proxy to %(name)s.") % {"name": entry.proxy.name})
    return found + since(poll, entry.member)


def since(poll: Poll, member: Member) -> list[str]:
    # A later change takes no member off the roll, but a suspended or former member casts no vote,
    # and no proxy casts one for them (BW 2:38).
    now = why_not(poll, member, timezone.now())
    if not now:
        return []
    if not member.in_standing_today:
        what = _("That came after the roll was made. The name stays, but nobody can vote for it.")
    else:
        what = _("That came after the roll was made, so the vote stays.")
    return [now, what]


def why_not_on_roll(poll: Poll, member: Member) -> str:
    return " ".join(why(poll, member).sentences)
