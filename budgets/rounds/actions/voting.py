"""Putting an envelope to the vote, and repeating that vote. The ballot box does the rest."""

import datetime
from collections.abc import Mapping
from itertools import count
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from budgets.rounds.ballot_types import check_ballot, read_rules
from budgets.rounds.models import BudgetPoll, Envelope, OnBallot, Project, Round
from budgets.rounds.refusals import RoundRefusal
from governance.ballots.kinds.data import BadData
from governance.ballots.models import Choice, Poll
from governance.ballots.models.states import Mode, State
from governance.ballots.refusals import BoxRefusal
from governance.refusals import Refused
from governance.rules.errors import CountError

# The longest address, and how much of it is kept when something is added.
MOST = 80
ROOM = 70


@transaction.atomic
def put_to_vote(
    *,
    envelope: Envelope,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime,
    rules: Mapping[str, Any],
    mode: str = Mode.SECRET,
) -> Poll:
    """Drafts the vote on an envelope, with a choice for each admitted plan."""
    round_ = Round.objects.select_for_update().get(pk=envelope.round_id)
    require_votable(envelope)
    projects = list(envelope.projects.admitted())
    require_ballot(rules, len(projects))
    alone = round_.envelopes.count() == 1
    name = slugify(envelope.title) or str(envelope.pk)
    # The costs follow the plans until the vote opens; then the frozen configuration has them.
    poll = Poll.objects.create(
        # the round's own address shows its only vote, or lists its votes
        slug=free_slug(round_.slug if alone else f"{round_.slug[:ROOM]}-{name}"[:MOST], round_),
        kind="budget",
        mode=mode,
        question=(round_.title if alone else f"{round_.title}: {envelope}")[:200],
        public=round_.public,
        neighbourhood=envelope.neighbourhood,
        rules=dict(rules),
        opens_at=opens_at,
        closes_at=closes_at,
    )
    Choice.objects.bulk_create(
        Choice(poll=poll, key=project.key, label=project.title, order=order)
        for order, project in enumerate(projects)
    )
    put_on_ballot(poll=poll, envelope=envelope, projects={plan.key: plan for plan in projects})
    return poll


def require_ballot(rules: Mapping[str, Any], plans: int) -> None:
    """Refuses rules that are none of a vote on so many plans, or that no ballot can follow."""
    try:
        check_ballot(read_rules(dict(rules)), plans)
    except BadData as error:
        raise Refused(BoxRefusal.UNKNOWN_RULES) from error
    except CountError as error:
        raise Refused(BoxRefusal.BAD_RULES) from error


def require_votable(envelope: Envelope) -> None:
    """Refuses an envelope with a vote, or without a plan that was admitted to one."""
    # after a cancelled vote the money can be divided in another one
    if envelope.votes.exclude(poll__state=State.CANCELLED).exists():
        raise Refused(RoundRefusal.VOTE_PREPARED)
    if not envelope.projects.admitted().exists():
        raise Refused(RoundRefusal.NO_PROJECTS)


@transaction.atomic
def put_on_ballot(*, poll: Poll, envelope: Envelope, projects: Mapping[str, Project]) -> BudgetPoll:
    """Links a poll to its envelope, and its choices to these plans by their keys."""
    last = envelope.votes.aggregate(last=Max("number"))["last"] or 0
    vote = BudgetPoll.objects.create(poll=poll, envelope=envelope, number=last + 1)
    OnBallot.objects.bulk_create(
        OnBallot(poll=vote, choice=choice, project=projects[choice.key])
        for choice in poll.choices.all()
    )
    return vote


@transaction.atomic
def copy_ballot(*, first: Poll, again: Poll) -> None:
    envelope = first.budget_poll.envelope
    if Round.objects.filter(slug=again.slug).exists():
        again.slug = free_slug(again.slug, envelope.round)
        again.save(update_fields=["slug"])
    projects = {plan.key: plan.project for plan in OnBallot.objects.of_poll(first)}
    put_on_ballot(poll=again, envelope=envelope, projects=projects)


def free_slug(start: str, round_: Round) -> str:
    rounds = Round.objects.exclude(pk=round_.pk)
    for number in count(1):
        slug = start if number == 1 else f"{start[:ROOM]}-{number}"
        if not (Poll.objects.filter(slug=slug).exists() or rounds.filter(slug=slug).exists()):
            return slug
    raise AssertionError
