"""Why somebody is on the roll of a vote, or not, in plain words."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots.electors import policy_of
from governance.ballots.models import AuditEvent, Poll, RollEntry
from governance.members.models import Member
from governance.rules.errors import CountError


@dataclass(frozen=True)
class Answer:
    """What there is to say of one member. `may_be_added`: not on the roll, but entitled today, and
    the vote is open."""

    member: Member
    entry: RollEntry | None
    sentences: list[str]
    may_be_added: bool = False


def why(poll: Poll, member: Member) -> Answer:
    """On the roll or not, and the reason."""
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
    """What the roll would say if it were made at the moment for which opening is planned."""
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
    """How this entry came on the roll, its votes and proxy, and what changed since."""
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
    """What changed in the register after the roll was made. It takes nobody off the roll, but who
    is suspended or has left casts no vote, and nobody casts one for them (BW 2:38)."""
    now = why_not(poll, member, timezone.now())
    if not now:
        return []
    if not member.in_standing(timezone.localdate()):
        what = _("That came after the roll was made. The name stays, but nobody can vote for it.")
    else:
        what = _("That came after the roll was made, so the vote stays.")
    return [now, what]


def to_yourself(poll: Poll, member: Member) -> str:
    """Why you who read this are not on the roll."""
    return " ".join(why(poll, member).sentences)
