"""What the pages say of straw polls: the list, and one with how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.utils import timezone
from django.utils.functional import Promise

from content.straw.models import Choice, Question
from governance.ballots.words import percent
from governance.members.models import User


@dataclass(frozen=True)
class Bar:
    """A choice with its votes; `width` is their part of all votes in percent."""

    key: int
    label: str
    votes: int
    percent: str
    width: float
    mine: bool


@dataclass(frozen=True)
class Card:
    """One straw poll for one visitor."""

    question: Question
    bars: Sequence[Bar]
    total: int
    open: bool
    signed_in: bool
    can_vote: bool
    chosen: str | None
    # Why their vote was not taken.
    refused: str | Promise = ""
    # The page to return to after voting, if that is not the present one.
    back: str = ""

    @property
    def standing(self) -> bool:
        # Visitors who can vote, vote before they see the result.
        return self.chosen is not None or not self.can_vote


@dataclass(frozen=True)
class Overview:
    open: Sequence[Question]
    past: Sequence[Question]


def overview() -> Overview:
    now = timezone.now()
    return Overview(list(Question.objects.open(now)), list(Question.objects.closed(now)))


def card(
    question: Question,
    visitor: User | AnonymousUser,
    *,
    refused: str | Promise = "",
    back: str = "",
) -> Card:
    bars = bars_of(question, visitor)
    can_vote = question.is_open and visitor.is_authenticated and bool(bars)
    return Card(
        question=question,
        bars=bars,
        total=sum(bar.votes for bar in bars),
        open=question.is_open,
        signed_in=visitor.is_authenticated,
        can_vote=can_vote,
        chosen=next((bar.label for bar in bars if bar.mine), None),
        refused=refused,
        back=back,
    )


def bars_of(question: Question, visitor: User | AnonymousUser) -> list[Bar]:
    chosen = question.votes.filter(user=visitor.pk).values_list("choice", flat=True).first()
    choices = list(question.choices.annotate(number=Count("votes")))
    total = sum(choice.number for choice in choices)
    return [bar(choice, choice.number, total, mine=choice.pk == chosen) for choice in choices]


def bar(choice: Choice, votes: int, total: int, *, mine: bool) -> Bar:
    width = round(100 * votes / total, 1) if total else 0.0
    return Bar(choice.pk, choice.text, votes, percent(votes, total), width, mine)
