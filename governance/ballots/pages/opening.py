"""What the chair should know before opening: what stops it, what is odd, and what only people can
check. Numbers only: the names of those who are left out are in the register of members."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots import roll
from governance.ballots.actions.mailings import letters_for
from governance.ballots.models import Poll, ProxyGrant
from governance.ballots.models.states import State
from governance.ballots.pages.rules import RulesPart, rules_part
from governance.members.models import Member
from governance.rules.errors import CountError
from governance.rules.roll import RollRule, Standing, standing

# BW 2:38 lid 8: votes that are cast before the meeting count from the 30th day before it.
EARLIEST_VOTE = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Check:
    """`mark`: "ok", "look" (odd, but it can open) or "stop"."""

    mark: str
    sentence: str


@dataclass(frozen=True)
class Checklist:
    """`checks` by the program; `left_out`: how many members are not on the roll, by reason;
    `conditions` that only people can check."""

    checks: list[Check]
    left_out: list[str]
    conditions: list[str]

    @property
    def stops(self) -> bool:
        return any(check.mark == "stop" for check in self.checks)


@dataclass(frozen=True)
class OpeningPage:
    """`checklist`: of a draft. `letters`: how many voters must be called by letter."""

    poll: Poll
    rules: RulesPart
    letters: int
    checklist: Checklist | None

    @classmethod
    def for_poll(cls, poll: Poll) -> OpeningPage:
        draft = poll.state == State.DRAFT
        return cls(poll, rules_part(poll), letters_for(poll), checklist(poll) if draft else None)


@dataclass(frozen=True)
class Would:
    """The roll as opening would make it today: members and votes on it, those of them without a
    login, and how many are left out for which reason."""

    heads: int
    votes: int
    without_login: int
    left_out: Counter[Standing]


def checklist(poll: Poll) -> Checklist:
    """Three queries, however many members there are."""
    checks = [when(poll)]
    left_out: list[str] = []
    try:
        rule = roll.rule_of(poll)
        poll.counting.freeze(poll)
    except (CountError, KeyError):
        checks.append(Check("stop", _("The rules cannot be counted. Change them first.")))
    else:
        would = would_be(rule)
        checks += [on_roll(would), on_paper(would), proxies(poll, rule)]
        left_out = [reason(why, number) for why, number in would.left_out.most_common()]
    return Checklist(checks, left_out, conditions())


def would_be(rule: RollRule) -> Would:
    today = timezone.localdate()
    heads = votes = without_login = 0
    left_out: Counter[Standing] = Counter()
    for member in Member.objects.select_related("neighbourhood__parent", "user"):
        why, has = standing(roll.person(member), rule, today)
        if why is Standing.ENTITLED:
            heads, votes = heads + 1, votes + has
            without_login += not (member.user and member.user.email)
        else:
            left_out[why] += 1
    return Would(heads, votes, without_login, left_out)


def when(poll: Poll) -> Check:
    now = timezone.now()
    if poll.closes_at <= now:
        return Check("stop", _("The end of the vote has passed. Choose a later end."))
    if poll.closes_at - now > EARLIEST_VOTE:
        return Check(
            "look",
            _(
                "The vote is open for more than 30 days. Votes before a meeting count from the "
                "30th day before it (BW 2:38 lid 8)."
            ),
        )
    return Check("ok", _("The vote closes in the future."))


def on_roll(would: Would) -> Check:
    if not would.heads:
        return Check("stop", _("Nobody would be on the electoral roll."))
    sentence = ngettext(
        "%(heads)s member would be on the electoral roll,",
        "%(heads)s members would be on the electoral roll,",
        would.heads,
    ) % {"heads": would.heads}
    votes = ngettext("with %(votes)s vote.", "with %(votes)s votes together.", would.votes)
    return Check("ok", f"{sentence} {votes % {'votes': would.votes}}")


def on_paper(would: Would) -> Check:
    if not would.without_login:
        return Check("ok", _("All of them can sign in here."))
    return Check(
        "look",
        ngettext(
            "%(number)s of them cannot sign in here, and can only vote on paper or by proxy.",
            "%(number)s of them cannot sign in here, and can only vote on paper or by proxy.",
            would.without_login,
        )
        % {"number": would.without_login},
    )


def proxies(poll: Poll, rule: RollRule) -> Check:
    held = Counter(ProxyGrant.objects.filter(poll=poll).values_list("holder", flat=True))
    if rule.proxy_cap is not None and max(held.values(), default=0) > rule.proxy_cap:
        return Check("stop", _("Somebody holds more proxies than is allowed."))
    number = held.total()
    if not number:
        return Check("ok", _("No proxy was given so far."))
    return Check(
        "ok",
        ngettext(
            "%(number)s proxy was given, within the limit.",
            "%(number)s proxies were given, nobody holds more than is allowed.",
            number,
        )
        % {"number": number},
    )


def reason(why: Standing, number: int) -> str:
    words = {
        Standing.NOT_YET_MEMBER: _("not a member yet"),
        Standing.LEFT: _("left"),
        Standing.SUSPENDED: _("suspended (BW 2:38 lid 1)"),
        Standing.NO_VOTE: _("of a kind without a vote"),
        Standing.ELSEWHERE: _("in another neighbourhood"),
    }
    return f"{number} {words[why]}"


def conditions() -> list[str]:
    """BW 2:38 lid 6, 7 and 9: on voting by electronic means."""
    return [
        _("Our statutes allow voting by electronic means (BW 2:38 lid 6)."),
        _("Voters can be identified: members sign in with a code by e-mail (BW 2:38 lid 7)."),
        _("The conditions for it stood in the notice to the members (BW 2:38 lid 9)."),
        _("Who has no e-mail has been told how to vote on paper or by proxy."),
    ]
