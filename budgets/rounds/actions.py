"""What can be done to a round."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from budgets.rounds.models import Phase, Project, Round
from budgets.rules import pabulib
from governance.ballots.actions import import_closed_poll
from governance.ballots.models import Poll
from governance.ballots.models.polls import KEY_LENGTH
from governance.members.access.actor import Actor

CENTS = 100
MOST = 10**15
"""The largest amount in minor units: ten thousand milliard euros."""
CURRENCIES = {"Poland": "PLN", "United Kingdom": "GBP", "USA": "USD"}


class CannotImport(Exception):
    """The file is fine, but the round cannot be made; the message is one sentence."""


@transaction.atomic
def import_round(*, path: Path, by: Actor, slug: str = "", step: int = 100) -> Round:
    """Makes a closed round from a Pabulib file, with its projects and ballots; not counted yet.

    Raises FileError or CannotImport, and then nothing was imported. `step` is that of add1,
    in minor units.
    """
    file = pabulib.read(path)
    file.approval_profile()  # refuses ballots that are no approvals
    require_storable(file)
    slug = slug or slugify(path.stem)[:80]
    if Poll.objects.filter(slug=slug).exists():
        raise CannotImport(f"There is a round called {slug} already; give another name (--slug).")
    title = file.meta.get("description") or path.stem
    opens, closes = dates(file.meta)
    poll = import_closed_poll(
        slug=slug,
        kind="budget",
        question=title[:200],
        choices=[(project.id, project.name or project.id) for project in file.projects],
        ballots=({"approve": list(vote.choice)} for vote in file.votes),
        rules={
            "budget": file.budget,
            "costs": {project.id: project.cost for project in file.projects},
            "tie_order": [project.id for project in file.projects],
            "completion": "add1",
            "step": step,
        },
        opens_at=opens,
        closes_at=closes,
        source=path.name,
        by=by,
    )
    currency = file.meta.get("currency") or CURRENCIES.get(file.meta.get("country", ""), "EUR")
    if currency not in Round.Currency:
        raise CannotImport(f"{file.name}: the currency {currency} is not known here.")
    return make_round(poll, title[:200], file.budget, currency, file.projects)


def require_storable(file: pabulib.PabulibFile) -> None:
    """What the rules can count but a round cannot hold."""
    if file.scale != CENTS:
        raise CannotImport(f"{file.name}: amounts have more than two decimals, so are no money.")
    if max([file.budget, *(project.cost for project in file.projects)]) > MOST:
        raise CannotImport(f"{file.name}: an amount is larger than a round can hold.")
    if any(len(project.id) > KEY_LENGTH for project in file.projects):
        raise CannotImport(f"{file.name}: a project id is longer than {KEY_LENGTH} characters.")


def make_round(
    poll: Poll,
    title: str,
    budget: int,
    currency: str,
    projects: Sequence[pabulib.PabulibProject],
) -> Round:
    round_ = Round.objects.create(poll=poll, title=title, budget=budget, currency=currency)
    choices = {choice.key: choice for choice in poll.choices.all()}
    Project.objects.bulk_create(
        Project(
            round=round_,
            choice=choices[project.id],
            title=project.name or project.id,
            cost=project.cost,
        )
        for project in projects
    )
    Phase.objects.create(
        round=round_,
        kind=Phase.Kind.VOTE,
        starts_on=poll.opens_at.date(),
        ends_on=poll.closes_at.date(),
    )
    return round_


@transaction.atomic
def copy_round(*, round_: Round, poll: Poll) -> Round:
    """The round of a new vote, whose choices are there already: the same budget, projects and
    phases. When one votes follows from the new poll."""
    again = Round.objects.create(
        poll=poll,
        title=round_.title,
        introduction=round_.introduction,
        budget=round_.budget,
        currency=round_.currency,
    )
    choices = {choice.key: choice for choice in poll.choices.all()}
    Project.objects.bulk_create(
        Project(
            round=again,
            choice=choices[project.choice.key],
            title=project.title,
            summary=project.summary,
            place=project.place,
            submitter=project.submitter,
            cost=project.cost,
        )
        for project in round_.projects.select_related("choice")
    )
    Phase.objects.bulk_create(
        phase_of(again, phase) for phase in round_.phases.all() if phase.kind != Phase.Kind.VOTE
    )
    Phase.objects.create(
        round=again,
        kind=Phase.Kind.VOTE,
        starts_on=timezone.localdate(poll.opens_at),
        ends_on=timezone.localdate(poll.closes_at),
    )
    return again


@transaction.atomic
def discard_round(*, round_: Round) -> None:
    """Deletes the round of a draft with its projects and phases; the poll goes after it."""
    round_.projects.all().delete()
    round_.delete()


def phase_of(round_: Round, phase: Phase) -> Phase:
    return Phase(round=round_, kind=phase.kind, starts_on=phase.starts_on, ends_on=phase.ends_on)


def dates(meta: Mapping[str, str]) -> tuple[datetime.datetime, datetime.datetime]:
    """Begin and end of the vote as the file gives them; otherwise the year, otherwise today."""
    begin = day(meta.get("date_begin", "")) or day(meta.get("instance", ""))
    end = day(meta.get("date_end", "")) or begin or timezone.localdate()
    begin = min(begin or end, end)
    zone = timezone.get_current_timezone()
    return (
        datetime.datetime.combine(begin, datetime.time.min, zone),
        datetime.datetime.combine(end, datetime.time(23, 59), zone),
    )


def day(text: str) -> datetime.date | None:
    """A day as Pabulib writes it: 03.04.2023, 2023-04-03 or a year alone."""
    for form in ("%d.%m.%Y", "%Y-%m-%d", "%Y"):
        try:
            return datetime.datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None
