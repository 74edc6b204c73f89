"""Votes by name: who voted what, after closing."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.ballots.kinds.polls import Choice
from governance.ballots.models import Link, Poll
from governance.ballots.models.states import Mode
from governance.ballots.pages.electors import number


@dataclass(frozen=True)
class Group:
    """Those who voted alike: the choice in words, how many votes that is, and their names; who
    voted with more votes has them behind the name."""

    choice: str
    votes: int
    names: list[str]

    @property
    def number(self) -> str:
        return number(self.votes)


def by_name(poll: Poll) -> list[Group]:
    """The groups, the largest first; none for a vote that is secret or that was not counted."""
    if poll.mode != Mode.OPEN or not poll.counted:
        return []
    voters: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    units = Link.objects.filter(entry__poll=poll, unit=0).order_by("entry__number")
    for body, name, votes in units.values_list("ballot__body", "entry__name", "entry__votes"):
        voters[body.rstrip(" ")].append((name, votes))
    groups = [
        Group(
            in_words(poll, json.loads(body)),
            sum(votes for _name, votes in those),
            [name if votes == 1 else f"{name} ({number(votes)})" for name, votes in those],
        )
        for body, those in voters.items()
    ]
    return sorted(groups, key=lambda group: (-group.votes, group.choice))


def in_words(poll: Poll, choice: Choice) -> str:
    """What a ballot says, in one line."""
    return poll.paper.in_words(poll, choice) or _("Blank")
