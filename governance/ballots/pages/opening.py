"""What the chair should know before opening: what stops it, what is odd, and what only people can
check. Only numbers: the register of members has the names of those left out."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots.actions.lifecycle import shared_of
from governance.ballots.actions.mailings import letters_for
from governance.ballots.electors import Entitled, policy_of
from governance.ballots.models import Poll
from governance.ballots.models.states import State
from governance.ballots.pages.rules import RulesPart, rules_part
from governance.rules.errors import CountError

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
    `conditions`: only people can check these."""

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
    """The roll as opening would make it now; `left_out`: how many members, by reason."""

    entitled: list[Entitled]
    left_out: Counter[str]
    proxy_cap: int | None

    @property
    def votes(self) -> int:
        return sum(found.votes for found in self.entitled)

    @property
    def without_login(self) -> int:
        users = [found.member.user for found in self.entitled]
        return sum(not (user and user.email) for user in users)

    @property
    def proxies(self) -> Counter[int]:
        members = {found.member.pk for found in self.entitled}
        return Counter(found.holder_id for found in self.entitled if found.holder_id in members)


def checklist(poll: Poll) -> Checklist:
    # The number of queries does not grow with the number of members.
    checks = [when(poll)]
    left_out: list[str] = []
    try:
        would = would_be(poll)
        rules = poll.draft_rules
        poll.counting.freeze(poll, rules, shared_of(poll, rules))
    except CountError:
        checks.append(Check("stop", _("The rules cannot be counted. Change them first.")))
    else:
        checks += [on_roll(would), on_paper(would), proxies(would)]
        left_out = [f"{number} {why}" for why, number in would.left_out.most_common()]
    return Checklist(checks, left_out, conditions())


def would_be(poll: Poll) -> Would:
    electors, now = policy_of(poll), timezone.now()
    entitled = list(electors.entitled(now))
    return Would(entitled, electors.left_out(now), electors.proxy_cap)


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
    heads = len(would.entitled)
    if not heads:
        return Check("stop", _("Nobody would be on the electoral roll."))
    sentence = ngettext(
        "%(heads)s member would be on the electoral roll,",
        "%(heads)s members would be on the electoral roll,",
        heads,
    ) % {"heads": heads}
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


def proxies(would: Would) -> Check:
    held = would.proxies
    if would.proxy_cap is not None and max(held.values(), default=0) > would.proxy_cap:
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


def conditions() -> list[str]:
    # BW 2:38 lid 6, 7 and 9: voting by electronic means.
    return [
        _("Our statutes allow voting by electronic means (BW 2:38 lid 6)."),
        _("Voters can be identified: members sign in with a code by e-mail (BW 2:38 lid 7)."),
        _("The conditions for it stood in the notice to the members (BW 2:38 lid 9)."),
        _("Who has no e-mail has been told how to vote on paper or by proxy."),
    ]
