"""Who may vote, with how many votes, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots.electors import policy_of
from governance.ballots.models import Poll
from governance.rules.errors import CountError


@dataclass(frozen=True)
class Electors:
    """`votes`: a line for each kind of member with a vote; empty if each has one vote."""

    who: str
    votes: list[str]
    proxy_cap: int | None
    article: str


def electors(poll: Poll) -> Electors | None:
    """By the frozen rule or that of a draft; None if it makes no sense."""
    try:
        policy = policy_of(poll)
        who, cap = policy.described(), policy.proxy_cap
    except CountError:
        return None
    uneven = set(who.votes.values()) != {1}
    lines = [f"{label}: {number(votes)}" for label, votes in who.votes.items()]
    return Electors(who=who.who, votes=lines if uneven else [], proxy_cap=cap, article=who.article)


def number(votes: int) -> str:
    return ngettext("%(number)s vote", "%(number)s votes", votes) % {"number": votes}


@dataclass(frozen=True)
class Weight:
    """How often a vote counts ("twice", "three times"), and the article of the statutes for it."""

    often: str
    article: str

    @classmethod
    def of_votes(cls, poll: Poll, votes: int) -> Weight | None:
        if votes <= 1:
            return None
        who = electors(poll)
        return cls(times(votes), who.article if who else "")


def times(votes: int) -> str:
    words = {2: _("twice"), 3: _("three times"), 4: _("four times"), 5: _("five times")}
    return words.get(votes) or _("%(number)s times") % {"number": votes}
