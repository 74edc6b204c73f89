"""Who may vote, with how many votes, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots import roll
from governance.ballots.models import Poll
from governance.members.models import MemberKind
from governance.rules.errors import CountError


@dataclass(frozen=True)
class Electors:
    """`votes`: a line for each kind of member with a vote; empty where everybody has one vote.
    `without`: the kinds that have none."""

    home: str | None
    votes: list[str]
    without: list[str]
    proxy_cap: int | None
    article: str


def electors(poll: Poll) -> Electors | None:
    """By the frozen rule of the roll, or by that of a draft; None where it is no rule."""
    try:
        rule = roll.rule_of(poll)
    except CountError:
        return None
    kinds = {str(kind): rule.votes.get(kind.key, 0) for kind in MemberKind.objects.all()}
    voting = {label: votes for label, votes in kinds.items() if votes}
    uneven = set(voting.values()) != {1}
    return Electors(
        home=rule.neighbourhood,
        votes=[f"{label}: {number(votes)}" for label, votes in voting.items()] if uneven else [],
        without=[label for label, votes in kinds.items() if not votes],
        proxy_cap=rule.proxy_cap,
        article=rule.article,
    )


def number(votes: int) -> str:
    return ngettext("%(number)s vote", "%(number)s votes", votes) % {"number": votes}


@dataclass(frozen=True)
class Weight:
    """How often a vote counts ("twice", "three times"), by which article of the statutes."""

    often: str
    article: str

    @classmethod
    def of_votes(cls, poll: Poll, votes: int) -> Weight | None:
        """None for a single vote."""
        if votes <= 1:
            return None
        who = electors(poll)
        return cls(times(votes), who.article if who else "")


def times(votes: int) -> str:
    words = {2: _("twice"), 3: _("three times"), 4: _("four times"), 5: _("five times")}
    return words.get(votes) or _("%(number)s times") % {"number": votes}
