"""Who may vote by the register, and why a member may not, in plain words."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.ballots.electors import Described
from governance.members.models import Member, MemberKind
from governance.rules.roll import Entitlement, RollRule


def described(rule: RollRule) -> Described:
    who = _("All members with a vote")
    if rule.neighbourhood:
        who = _("Members with a vote who live in %(name)s") % {"name": rule.neighbourhood}
    kinds = {str(kind): rule.votes.get(kind.key, 0) for kind in MemberKind.objects.all()}
    voting = {label: votes for label, votes in kinds.items() if votes}
    return Described(who, voting, rule.article)


def reason(why: Entitlement) -> str:
    words = {
        Entitlement.NOT_YET_MEMBER: _("not a member yet"),
        Entitlement.LEFT: _("left"),
        Entitlement.SUSPENDED: _("suspended (BW 2:38 lid 1)"),
        Entitlement.NO_VOTE: _("of a kind without a vote"),
        Entitlement.ELSEWHERE: _("in another neighbourhood"),
    }
    return words[why]


def sentence(why: Entitlement, member: Member, rule: RollRule) -> str:
    """Empty for a member who may vote."""
    days = {
        Entitlement.NOT_YET_MEMBER: member.joined_on,
        Entitlement.LEFT: member.left_on,
        Entitlement.SUSPENDED: member.suspended_on,
    }
    day = days.get(why)
    words = {
        "day": date_format(day, "j F Y") if day else "",
        "kind": str(member.kind),
        "home": member.neighbourhood.name,
        "place": rule.neighbourhood,
    }
    return SENTENCES[why]() % words


SENTENCES = {
    Entitlement.ENTITLED: lambda: "",
    Entitlement.NOT_YET_MEMBER: lambda: _("Member since %(day)s: too late for this vote."),
    Entitlement.LEFT: lambda: _("No longer a member since %(day)s."),
    Entitlement.SUSPENDED: lambda: _("Suspended since %(day)s. Suspended members cannot vote."),
    Entitlement.NO_VOTE: lambda: _("This kind of member has no vote here: %(kind)s."),
    Entitlement.ELSEWHERE: lambda: _(
        "Lives in %(home)s. Only members who live in %(place)s vote here."
    ),
}
