"""What the board can do with a poll now: the next sensible act first, then the others."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.ballots.capabilities import ESTABLISH, OPEN_AND_CLOSE, WRITE_DRAFTS
from governance.ballots.models import Poll
from governance.ballots.models.states import State
from governance.ballots.pages.outcome import newer_vote
from governance.ballots.pages.turnout import read_turnout
from governance.members.access.visitor import Visitor

# This close to its end, a vote without a quorum proposes an extension.
SOON = datetime.timedelta(days=2)


@dataclass(frozen=True)
class Act:
    label: str
    url: str


@dataclass(frozen=True)
class NextSteps:
    """`now`: where the poll is; `main`: the next sensible act, if any."""

    now: str
    main: Act | None = None
    others: list[Act] = field(default_factory=list)


def next_steps(poll: Poll, visitor: Visitor) -> NextSteps | None:
    """None for visitors who can do nothing here, or if nothing is left to do."""
    if poll.state == State.DRAFT and visitor.can(WRITE_DRAFTS):
        return of_draft(poll, opens=visitor.can(OPEN_AND_CLOSE))
    if poll.source or not visitor.can(OPEN_AND_CLOSE, ESTABLISH):
        return None
    stage = {
        State.OPEN: of_open,
        State.CLOSED: of_closed,
        State.TALLIED: of_counted,
        State.ESTABLISHED: of_established,
        State.CONTESTED: of_contested,
    }.get(State(poll.state))
    return stage(poll) if stage else None


def act(poll: Poll, name: str, label: str) -> Act:
    return Act(label, reverse(f"ballots:{name}", args=[poll.slug]))


def when(moment: datetime.datetime) -> str:
    return date_format(timezone.localtime(moment), "l j F, H:i")


def of_draft(poll: Poll, *, opens: bool) -> NextSteps:
    others = [act(poll, "preview", _("Look at a trial ballot paper"))]
    written_here = poll.paper.drafting is not None and poll.repeats_id is None
    if written_here:
        others.append(act(poll, "edit", _("Change")))
    if written_here or poll.repeats_id:
        others.append(act(poll, "delete", _("Throw away")))
    if not opens:
        return NextSteps(_("The chair opens this vote."), None, others)
    if poll.closes_at <= timezone.now():
        return NextSteps(_("The end of this vote has passed. Choose another one."), None, others)
    now = _("Planned to open on %(when)s. It does not open by itself.") % {
        "when": when(poll.opens_at)
    }
    return NextSteps(now, act(poll, "open", _("Open this vote")), others)


def of_open(poll: Poll) -> NextSteps:
    extend = act(poll, "extend", _("Let it close later"))
    close = act(poll, "close", _("Close this vote"))
    cancel = act(poll, "cancel", _("Cancel this vote"))
    if poll.is_over:  # the scheduler closes it within a minute; the chair can if it does not run
        return NextSteps(_("The vote is closed and waits for its count."), None, [close, cancel])
    turnout = read_turnout(poll)
    if turnout.complete:
        return NextSteps(_("Everybody has voted. You can close."), close, [cancel])
    missed = turnout.quorum is not None and not turnout.quorum.met
    if missed and poll.closes_at - timezone.now() < SOON:
        now = _("The vote closes on %(when)s, and too few take part so far.")
        return NextSteps(now % {"when": when(poll.closes_at)}, extend, [close, cancel])
    now = _("Nothing to do now: the vote closes by itself on %(when)s, and is counted at once.")
    return NextSteps(now % {"when": when(poll.closes_at)}, None, [extend, close, cancel])


def of_closed(poll: Poll) -> NextSteps:
    return NextSteps(
        _("The box is closed and waits for its count."),
        None,
        [act(poll, "cancel", _("Cancel this vote"))],
    )


def of_counted(poll: Poll) -> NextSteps:
    return NextSteps(
        _("The ballots are counted. What the outcome is, you establish."),
        act(poll, "establish", _("Establish the outcome")),
        [act(poll, "cancel", _("Cancel this vote"))],
    )


def of_established(_poll: Poll) -> NextSteps:
    return NextSteps(
        _("The outcome is established. Nothing is left to do, unless somebody objects.")
    )


def of_contested(poll: Poll) -> NextSteps:
    others = [
        act(poll, "establish", _("Establish the outcome again")),
        act(poll, "cancel", _("Cancel this vote")),
    ]
    newer = newer_vote(poll)
    if newer:
        now = _("A new vote is being prepared. This one lapses when the new one opens.")
        return NextSteps(now, Act(_("To the new vote"), newer.get_absolute_url()), others)
    return NextSteps(
        _("There is an objection. Hold a new vote, or establish the outcome again."),
        act(poll, "repeat", _("Prepare a new vote")),
        others,
    )
