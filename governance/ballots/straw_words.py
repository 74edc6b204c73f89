"""A straw poll as the pages show it: who may do what now, and how it stands."""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from governance.ballots.models import StrawPoll
from governance.ballots.words import percent
from governance.members.models import User


@dataclass(frozen=True)
class Bar:
    """A choice with its votes; `width` is their part of all votes, in percents; `mine`: the visitor
    chose it."""

    key: str
    label: str
    votes: int
    percent: str
    width: float
    mine: bool


@dataclass(frozen=True)
class Card:
    """`standing`: whether the visitor sees how it stands. Who can vote, votes first."""

    bars: list[Bar]
    total: int
    open: bool
    can_vote: bool
    voted: bool
    ends_at: datetime.datetime | None

    @property
    def standing(self) -> bool:
        return self.voted or not self.can_vote


def read_straw(poll: StrawPoll, user: object) -> Card:
    """As this user sees it; anything but a user is a visitor."""
    voter = user.pk if isinstance(user, User) else None
    chosen = poll.straw_votes.filter(user=voter).values_list("choice", flat=True).first()
    choices = list(poll.choices.annotate(votes=Count("straw_votes")))
    total = sum(choice.votes for choice in choices)
    bars = [
        Bar(
            choice.key,
            choice.label,
            choice.votes,
            percent(choice.votes, total),
            round(100 * choice.votes / total, 1) if total else 0.0,
            choice.pk == chosen,
        )
        for choice in choices
    ]
    is_open = timezone.now() < poll.closes_at
    can_vote = is_open and voter is not None and bool(choices)
    return Card(bars, total, is_open, can_vote, chosen is not None, poll.ends_at)
