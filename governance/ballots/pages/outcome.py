"""The outcome of a poll: extensions, the chair's finding, objections, a new vote, votes by name."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from governance.ballots.electors import policy_of
from governance.ballots.electors.force import Force
from governance.ballots.kinds.configuration import Standing
from governance.ballots.kinds.polls import Choice
from governance.ballots.models import AuditEvent, Link, Poll
from governance.ballots.models.states import Mode, PollLifecycle, State
from governance.ballots.pages.electors import number

SHOWN = [
    AuditEvent.Kind.EXTENDED,
    AuditEvent.Kind.TALLIED,
    AuditEvent.Kind.ESTABLISHED,
    AuditEvent.Kind.CONTESTED,
    AuditEvent.Kind.LAPSED,
    AuditEvent.Kind.CANCELLED,
]


@dataclass(frozen=True)
class Statement:
    """An act with its words: the chair's finding, or a reason. `before` and `until`: the closing
    times that an extension changed."""

    by: str
    at: datetime.datetime
    words: str
    before: datetime.datetime | None = None
    until: datetime.datetime | None = None

    @classmethod
    def in_event(cls, event: AuditEvent) -> Statement:
        detail = event.detail
        return cls(
            by=event.by_name,
            at=event.at,
            words=detail.get("words") or detail.get("reason", ""),
            before=parse_datetime(detail.get("before", "")),
            until=parse_datetime(detail.get("until", "")),
        )


@dataclass(frozen=True)
class Outcome:
    """`until`: when the last objection can be made; None if none can be made in this state.
    `newer`: the new vote after an objection, also while it is a draft; `earlier`: the vote that
    this one repeats."""

    extensions: list[Statement] = field(default_factory=list)
    finding: Statement | None = None
    objections: list[Statement] = field(default_factory=list)
    lapsed: Statement | None = None
    cancelled: Statement | None = None
    until: datetime.datetime | None = None
    newer: Poll | None = None
    earlier: Poll | None = None

    @property
    def can_object(self) -> bool:
        return self.until is not None and timezone.now() < self.until


def read_outcome(poll: Poll) -> Outcome:
    # Two queries, and one more for a new vote after an objection.
    events = list(poll.events.filter(kind__in=SHOWN))
    by_kind: dict[str, list[Statement]] = {kind: [] for kind in SHOWN}
    for event in events:
        by_kind[event.kind].append(Statement.in_event(event))
    return Outcome(
        extensions=by_kind[AuditEvent.Kind.EXTENDED],
        finding=last(by_kind[AuditEvent.Kind.ESTABLISHED]),
        objections=by_kind[AuditEvent.Kind.CONTESTED],
        lapsed=last(by_kind[AuditEvent.Kind.LAPSED]),
        cancelled=last(by_kind[AuditEvent.Kind.CANCELLED]),
        until=objectionable_until(poll, events),
        newer=newer_vote(poll),
        earlier=poll.repeats,
    )


def last(several: list[Statement]) -> Statement | None:
    return several[-1] if several else None


def newer_vote(poll: Poll) -> Poll | None:
    newer: Poll | None = poll.repeated_by.exclude(state=State.CANCELLED).first()
    return newer


def objectionable_until(poll: Poll, events: list[AuditEvent]) -> datetime.datetime | None:
    kinds = (AuditEvent.Kind.TALLIED, AuditEvent.Kind.ESTABLISHED)
    begins = [event.at for event in events if event.kind in kinds]
    if poll.state not in PollLifecycle.contest.sources or not begins or poll.source:
        return None
    return begins[-1] + datetime.timedelta(days=poll.configuration.objection_days)


def force_of(poll: Poll) -> Force:
    """As frozen, or by the rules of a draft; a consultation by default."""
    chosen = poll.configuration.standing if poll.opened else poll.draft_rules.standing
    return policy_of(poll).force(chosen or Standing())


def proposed_finding(poll: Poll, result: Choice) -> str:
    """The outcome in some sentences, which the chair can change; may be empty."""
    words = poll.paper.finding(poll, result)
    if not words or force_of(poll).decides:
        return words
    return f"{words}\n\n" + _("This is the outcome of a consultation of the members.")


@dataclass(frozen=True)
class SameVote:
    """Voters with the same choice: the choice in words, their votes, and their names; a voter with
    more than one vote has the number behind the name."""

    choice: str
    votes: int
    names: list[str]

    @property
    def number(self) -> str:
        return number(self.votes)


def votes_by_name(poll: Poll) -> list[SameVote]:
    """The largest group first; none for a vote that is secret or not counted."""
    if poll.mode != Mode.OPEN or not poll.counted:
        return []
    voters: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    units = Link.objects.filter(entry__poll=poll, unit=0).order_by("entry__number")
    for body, name, votes in units.values_list("ballot__body", "entry__name", "entry__votes"):
        voters[body.rstrip(" ")].append((name, votes))
    groups = [
        SameVote(
            in_words(poll, json.loads(body)),
            sum(votes for _name, votes in those),
            [name if votes == 1 else f"{name} ({number(votes)})" for name, votes in those],
        )
        for body, those in voters.items()
    ]
    return sorted(groups, key=lambda group: (-group.votes, group.choice))


def in_words(poll: Poll, choice: Choice) -> str:
    return poll.paper.in_words(poll, choice) or _("Blank")
