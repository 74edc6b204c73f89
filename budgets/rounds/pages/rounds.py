"""One budget round, or one of its votes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from budgets.rounds.configuration import BudgetConfiguration
from budgets.rounds.models import (
    BudgetPoll,
    Envelope,
    OnBallot,
    Phase,
    Project,
    Round,
)
from budgets.rounds.pages.draft import address_of_draft
from budgets.rounds.pages.result import Result, read_result
from budgets.rounds.pages.visible import current_vote
from governance.ballots.models import Poll, Tally
from governance.ballots.pages.poll import PollPage
from governance.members.access.visitor import Visitor
from governance.members.models import Neighbourhood


@dataclass(frozen=True)
class PhasePart:
    name: str
    starts_on: datetime.date
    ends_on: datetime.date

    @property
    def timing(self) -> str:
        today = timezone.localdate()
        if today > self.ends_on:
            return "past"
        return "now" if today >= self.starts_on else "next"


@dataclass(frozen=True)
class PlanPart:
    """`cost`: None until it is estimated."""

    title: str
    cost: int | None
    summary: str
    place: str
    submitter: str


@dataclass(frozen=True)
class EnvelopePart:
    """An envelope on its own page; `vote`: None until there is one to read; `prepare`: where the
    board can put it to the vote."""

    amount: int
    neighbourhood: Neighbourhood | None
    vote: PollPage | None
    prepare: str = ""


@dataclass(frozen=True)
class EnvelopeCard:
    """One of several envelopes; `plans`: how many can or could be voted for."""

    name: str
    amount: int
    plans: int
    poll: Poll | None
    result: Result | None
    prepare: str = ""


@dataclass(frozen=True)
class RoundPage:
    """One envelope, or a card for each. `plans`: those in no result and on no other page."""

    round: Round
    title: str
    phases: list[PhasePart]
    plans: list[PlanPart]
    envelope: EnvelopePart | None = None
    cards: list[EnvelopeCard] = field(default_factory=list)
    one_of_several: bool = False

    @property
    def vote(self) -> PollPage | None:
        return self.envelope.vote if self.envelope else None


def round_page(round_: Round, visitor: Visitor) -> RoundPage:
    """A round at its own address: before its vote, or with several envelopes."""
    envelopes = list(round_.envelopes.all())
    if len(envelopes) == 1:
        return planned_page(round_, envelopes[0], visitor)
    projects = list(round_.projects.all())
    cards = [
        envelope_card(each, [one for one in projects if one.envelope_id == each.pk], visitor)
        for each in envelopes
    ]
    # what is on a ballot is listed on the page of that vote
    elsewhere = [each.pk for each, card in zip(envelopes, cards, strict=True) if card.poll]
    return RoundPage(
        round=round_,
        title=round_.title,
        phases=phase_parts(round_),
        plans=[plan_part(each) for each in projects if each.envelope_id not in elsewhere],
        cards=cards,
    )


def planned_page(round_: Round, envelope: Envelope, visitor: Visitor) -> RoundPage:
    projects = list(round_.projects.all())
    prepare = address_of_draft(envelope, projects, visitor)
    return RoundPage(
        round=round_,
        title=round_.title,
        phases=phase_parts(round_),
        plans=[plan_part(each) for each in projects],
        envelope=EnvelopePart(envelope.amount, envelope.neighbourhood, None, prepare),
    )


def envelope_card(envelope: Envelope, plans: list[Project], visitor: Visitor) -> EnvelopeCard:
    vote = current_vote(envelope, visitor)
    poll = vote.poll if vote else None
    return EnvelopeCard(
        name=str(envelope),
        amount=amount_of(envelope, poll),
        plans=number_of_plans(plans, poll),
        poll=poll,
        result=result_of(poll, getattr(poll, "tally", None)) if poll else None,
        prepare=address_of_draft(envelope, plans, visitor),
    )


def number_of_plans(plans: list[Project], poll: Poll | None) -> int:
    if poll is None:
        return len(plans)
    if not poll.opened:
        return len([plan for plan in plans if plan.state == Project.State.ADMITTED])
    return len(BudgetConfiguration.of(poll.configuration).projects)


def vote_page(vote: BudgetPoll, visitor: Visitor) -> RoundPage:
    envelope, round_ = vote.envelope, vote.envelope.round
    several = round_.envelopes.count() > 1
    told = PollPage.for_visitor(vote.poll, visitor)
    prepare = address_of_draft(envelope, envelope.projects.all(), visitor)
    return RoundPage(
        round=round_,
        title=f"{round_.title}: {envelope}" if several else round_.title,
        phases=phase_parts(round_, vote.poll),
        plans=[] if told.result else plans_on_ballot(vote.poll),
        envelope=EnvelopePart(
            amount_of(envelope, vote.poll), envelope.neighbourhood, told, prepare
        ),
        one_of_several=several,
    )


def result_of(poll: Poll, tally: Tally | None) -> Result | None:
    if tally is None or tally.state != Tally.State.DONE:
        return None
    return read_result(BudgetConfiguration.of(poll.configuration), tally.result)


def amount_of(envelope: Envelope, poll: Poll | None) -> int:
    # As frozen, once the vote has opened.
    if poll is None or not poll.opened:
        return envelope.amount
    return BudgetConfiguration.of(poll.configuration).budget


def phase_parts(round_: Round, poll: Poll | None = None) -> list[PhasePart]:
    parts = [phase_part(phase, poll) for phase in round_.phases.all()]
    return sorted(parts, key=lambda part: part.starts_on)


def phase_part(phase: Phase, poll: Poll | None) -> PhasePart:
    starts_on, ends_on = phase.starts_on, phase.ends_on
    if poll and phase.kind == Phase.Kind.VOTE:
        # an extension or a new vote moves the days that were planned
        starts_on, ends_on = map(timezone.localdate, (poll.opens_at, poll.closes_at))
    return PhasePart(str(phase), starts_on, ends_on)


def plans_on_ballot(poll: Poll) -> list[PlanPart]:
    # As frozen, once the vote has opened.
    plans = OnBallot.objects.of_poll(poll)
    if not poll.opened:
        return [plan_part(each.project) for each in plans]
    frozen = BudgetConfiguration.of(poll.configuration)
    titles, costs = frozen.labels, frozen.costs
    return [plan_part(each.project, titles[each.key], costs[each.key]) for each in plans]


def plan_part(project: Project, title: str | None = None, cost: int | None = None) -> PlanPart:
    return PlanPart(
        title=title or project.title,
        cost=project.cost if cost is None else cost,
        summary=project.summary,
        place=project.place,
        submitter=project.submitter,
    )
