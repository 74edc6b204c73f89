"""Votes by name: who voted what, after closing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.ballots.elector_words import number
from governance.ballots.models import Link, Poll
from governance.ballots.models.states import Mode
from governance.ballots.resolution import CHOICES


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


def in_words(poll: Poll, choice: Mapping[str, Any]) -> str:
    """What a ballot says, in one line."""
    labels = dict(poll.configuration["choices"]) or dict(CHOICES)
    ((shape, said),) = choice.items()
    keys = [said] if isinstance(said, str) else said or []
    named = [str(labels.get(key, key)) for key in keys]
    return (" > " if shape == "rank" else ", ").join(named) or _("Blank")
