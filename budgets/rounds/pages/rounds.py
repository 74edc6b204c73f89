"""What the pages of the budget rounds tell."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from budgets.rounds.models import BudgetPoll, Envelope, OnBallot, Phase, Project, Round
from budgets.rounds.pages.result import Result, read_result
from governance.ballots.exports import may_have_ballots
from governance.ballots.models import Poll, RollEntry, Tally
from governance.ballots.models.states import State
from governance.members.models import Member, Neighbourhood
from governance.members.roles import Role


@dataclass(frozen=True)
class Reader:
    """For whom a page is made."""

    member: Member | None
    roles: frozenset[Role] = frozenset()

    @property
    def prepares_votes(self) -> bool:
        return bool(self.roles & {Role.CHAIR, Role.SECRETARY, Role.COUNTING})


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
    """`cost` is None as long as it has not been worked out."""

    title: str
    cost: int | None
    summary: str
    place: str
    submitter: str


@dataclass(frozen=True)
class VotePart:
    """What the ballot box tells of the vote, until its own page of a poll can be held here; and
    the result, as this wing reads it."""

    poll: Poll
    papers: list[RollEntry]
    tally: Tally | None
    result: Result | None
    chair: bool
    counting: bool
    may_export: bool


@dataclass(frozen=True)
class EnvelopePart:
    """An envelope on a page of its own; `vote` is None before there is one to read."""

    amount: int
    neighbourhood: Neighbourhood | None
    vote: VotePart | None


@dataclass(frozen=True)
class EnvelopeCard:
    """An envelope among several; `plans` counts those that can be or could be voted for."""

    name: str
    amount: int
    plans: int
    poll: Poll | None
    result: Result | None


@dataclass(frozen=True)
class RoundPage:
    """One round: the envelope that was asked for or the only one, otherwise a card for each.
    `plans`: those that no result names and no other page lists."""

    round: Round
    title: str
    phases: list[PhasePart]
    plans: list[PlanPart]
    envelope: EnvelopePart | None = None
    cards: list[EnvelopeCard] = field(default_factory=list)
    one_of_several: bool = False

    @property
    def vote(self) -> VotePart | None:
        return self.envelope.vote if self.envelope else None


@dataclass(frozen=True)
class RoundCard:
    """A round in the list, with its vote: an open one if there is one, else the last to close."""

    title: str
    url: str
    amount: int
    currency: str
    neighbourhood: Neighbourhood | None
    poll: Poll | None


@dataclass(frozen=True)
class RoundListPage:
    open: list[RoundCard]
    planned: list[RoundCard]
    past: list[RoundCard]


# --- the list


def round_list_page(reader: Reader) -> RoundListPage:
    """Three queries, however many rounds, envelopes and votes there are."""
    rounds = Round.objects.visible_to(reader.member).with_votes()
    cards = [round_card(each, reader) for each in rounds]
    voted = [(each.poll, each) for each in cards if each.poll]
    voted.sort(key=lambda pair: pair[0].closes_at, reverse=True)
    return RoundListPage(
        open=[card for poll, card in voted if poll.state == State.OPEN],
        planned=[card for card in cards if card.poll is None],
        past=[card for poll, card in voted if poll.state != State.OPEN],
    )


def round_card(round_: Round, reader: Reader) -> RoundCard:
    envelopes = list(round_.envelopes.all())
    only = envelopes[0] if len(envelopes) == 1 else None
    everybody = Reader(reader.member)  # a draft is no vote to list, for the board neither
    polls = [vote.poll for each in envelopes if (vote := current_vote(each, everybody))]
    poll = max(polls, key=lambda one: (one.state == State.OPEN, one.closes_at), default=None)
    return RoundCard(
        title=round_.title,
        url=poll.get_absolute_url() if poll and only else round_.get_absolute_url(),
        amount=sum(envelope.amount for envelope in envelopes),
        currency=round_.currency,
        neighbourhood=only.neighbourhood if only else None,
        poll=poll,
    )


def current_vote(envelope: Envelope, reader: Reader) -> BudgetPoll | None:
    """The last vote on an envelope that this reader may see; a draft only where there is no other.
    Expects the votes oldest first."""
    votes = [
        vote
        for vote in envelope.votes.all()
        if vote.poll.public or reader.member or reader.prepares_votes
    ]
    opened = [vote for vote in votes if vote.poll.state != State.DRAFT]
    seen = opened or (votes if reader.prepares_votes else [])
    return seen[-1] if seen else None


# --- one round


def only_vote(round_: Round, reader: Reader) -> BudgetPoll | None:
    """The vote to read of a round with one envelope."""
    envelopes = list(round_.envelopes.all())
    return current_vote(envelopes[0], reader) if len(envelopes) == 1 else None


def round_page(round_: Round, reader: Reader) -> RoundPage:
    """A round at its own address: before its vote, or with several envelopes."""
    envelopes = list(round_.envelopes.all())
    if len(envelopes) == 1:
        return planned_page(round_, envelopes[0])
    cards = [envelope_card(each, reader) for each in envelopes]
    # what is on a ballot is listed on the page of that vote
    elsewhere = [each for each, card in zip(envelopes, cards, strict=True) if card.poll]
    return RoundPage(
        round=round_,
        title=round_.title,
        phases=phase_parts(round_),
        plans=[plan_part(each) for each in round_.projects.exclude(envelope__in=elsewhere)],
        cards=cards,
    )


def planned_page(round_: Round, envelope: Envelope) -> RoundPage:
    return RoundPage(
        round=round_,
        title=round_.title,
        phases=phase_parts(round_),
        plans=[plan_part(each) for each in round_.projects.all()],
        envelope=EnvelopePart(envelope.amount, envelope.neighbourhood, None),
    )


def envelope_card(envelope: Envelope, reader: Reader) -> EnvelopeCard:
    vote = current_vote(envelope, reader)
    tally = Tally.objects.filter(poll=vote.poll).first() if vote else None
    return EnvelopeCard(
        name=str(envelope),
        amount=amount_of(envelope, vote.poll if vote else None),
        plans=(vote.on_ballot if vote else envelope.projects).count(),
        poll=vote.poll if vote else None,
        result=result_of(vote.poll, tally) if vote else None,
    )


def vote_page(vote: BudgetPoll, reader: Reader) -> RoundPage:
    """A round as far as one of its votes goes."""
    envelope, round_ = vote.envelope, vote.envelope.round
    several = round_.envelopes.count() > 1
    part = vote_part(vote.poll, reader)
    return RoundPage(
        round=round_,
        title=f"{round_.title}: {envelope}" if several else round_.title,
        phases=phase_parts(round_, vote.poll),
        plans=[] if part.result else plans_on_ballot(vote.poll),
        envelope=EnvelopePart(amount_of(envelope, vote.poll), envelope.neighbourhood, part),
        one_of_several=several,
    )


def vote_part(poll: Poll, reader: Reader) -> VotePart:
    tally = Tally.objects.filter(poll=poll).first()
    papers = RollEntry.objects.of(reader.member) if reader.member else RollEntry.objects.none()
    return VotePart(
        poll=poll,
        papers=list(papers.filter(poll=poll).select_related("member", "participation")),
        tally=tally,
        result=result_of(poll, tally),
        chair=Role.CHAIR in reader.roles,
        counting=Role.COUNTING in reader.roles,
        may_export=may_have_ballots(poll, reader.roles),
    )


def result_of(poll: Poll, tally: Tally | None) -> Result | None:
    if tally is None or tally.state != Tally.State.DONE:
        return None
    return read_result(poll.configuration, tally.result)


def amount_of(envelope: Envelope, poll: Poll | None) -> int:
    """What is divided: as frozen, once the vote has opened."""
    return int(poll.frozen["budget"]) if poll and poll.frozen else envelope.amount


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
    """As frozen, once the vote has opened."""
    frozen = poll.frozen or {"choices": [], "projects": []}
    titles, costs = dict(frozen["choices"]), dict(frozen["projects"])
    return [
        plan_part(each.project, titles.get(each.key), costs.get(each.key))
        for each in OnBallot.objects.of_poll(poll)
    ]


def plan_part(project: Project, title: str | None = None, cost: int | None = None) -> PlanPart:
    return PlanPart(
        title=title or project.title,
        cost=project.cost if cost is None else cost,
        summary=project.summary,
        place=project.place,
        submitter=project.submitter,
    )
