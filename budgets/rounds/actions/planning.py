"""Planning a round: its money, its phases and its plans, before any vote."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from budgets.rounds.models import Envelope, Phase, Project, Round, RoundEvent
from budgets.rounds.refusals import RoundRefusal
from governance.ballots.actions.drafts import RESERVED
from governance.ballots.models import Poll
from governance.ballots.models.polls import KEY_LENGTH
from governance.members.access.actor import Actor
from governance.members.models import Neighbourhood
from governance.refusals import Refused

Days = tuple[datetime.date, datetime.date]
Kind = RoundEvent.Kind


@transaction.atomic
def plan_round(
    *,
    slug: str,
    title: str,
    introduction: str = "",
    currency: str = Round.Currency.EUR,
    public: bool = False,
    phases: Mapping[str, Days],
    by: Actor,
) -> Round:
    """A round without money or plans yet; `phases`: the first and last day of each kind."""
    if is_taken(slug):
        raise Refused(RoundRefusal.ADDRESS_TAKEN)
    round_ = Round.objects.create(
        slug=slug, title=title, introduction=introduction, currency=currency, public=public
    )
    Phase.objects.bulk_create(
        Phase(round=round_, kind=kind, starts_on=first, ends_on=last)
        for kind, (first, last) in phases.items()
    )
    note(round_, Kind.PLANNED, by=by)
    return round_


def is_taken(slug: str) -> bool:
    # a vote of a round has its page among the rounds, so rounds and polls share their addresses
    found = (Round.objects, Poll.objects)
    return slug in RESERVED or any(rows.filter(slug=slug).exists() for rows in found)


@transaction.atomic
def add_envelope(
    *,
    round_: Round,
    amount: int,
    title: str = "",
    neighbourhood: Neighbourhood | None = None,
    by: Actor,
) -> Envelope:
    Round.objects.select_for_update().get(pk=round_.pk)
    # After that voters know how the money was split.
    if round_.envelopes.filter(votes__isnull=False).exists():
        raise Refused(RoundRefusal.VOTE_PREPARED)
    envelope = Envelope.objects.create(
        round=round_,
        amount=amount,
        title=title or (neighbourhood.name if neighbourhood else ""),
        neighbourhood=neighbourhood,
    )
    note(round_, Kind.MONEY, by=by, envelope=envelope, amount=amount)
    return envelope


@transaction.atomic
def add_project(
    *,
    round_: Round,
    title: str,
    key: str = "",
    summary: str = "",
    place: str = "",
    submitter: str = "",
    envelope: Envelope | None = None,
    cost: int | None = None,
    by: Actor,
) -> Project:
    project = Project.objects.create(
        round=round_,
        envelope=envelope,
        key=key or free_key(round_, title),
        title=title,
        summary=summary,
        place=place,
        submitter=submitter,
        cost=cost,
    )
    note(round_, Kind.PROPOSED, by=by, envelope=envelope, project=project, amount=cost)
    return project


@transaction.atomic
def admit(*, project: Project, by: Actor) -> Project:
    """Admits a plan to the vote on its envelope, unless that vote is already prepared."""
    if project.envelope is None or project.cost is None:
        raise Refused(RoundRefusal.NOT_COSTED)
    Round.objects.select_for_update().get(pk=project.round_id)
    if project.envelope.votes.exists():
        raise Refused(RoundRefusal.VOTE_PREPARED)
    project.state = Project.State.ADMITTED
    project.save(update_fields=["state"])
    envelope, cost = project.envelope, project.cost
    note(project.round, Kind.ADMITTED, by=by, envelope=envelope, project=project, amount=cost)
    return project


def note(
    round_: Round,
    kind: RoundEvent.Kind,
    *,
    by: Actor,
    envelope: Envelope | None = None,
    project: Project | None = None,
    amount: int | None = None,
) -> None:
    RoundEvent.objects.create(
        round=round_,
        kind=kind,
        at=timezone.now(),
        **by.columns(),
        envelope=envelope,
        project=project,
        amount=amount,
    )


def free_key(round_: Round, title: str) -> str:
    start = slugify(title)[: KEY_LENGTH - 10].strip("-") or "plan"
    number = round_.projects.filter(key__startswith=start).count() + 1
    return start if number == 1 else f"{start}-{number}"
