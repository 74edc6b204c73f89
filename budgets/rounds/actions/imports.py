"""Importing a budget election that was held elsewhere, from its Pabulib file."""

import datetime
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from budgets.rounds.actions.planning import add_envelope, is_taken, plan_round
from budgets.rounds.actions.voting import put_on_ballot
from budgets.rounds.models import Phase, Project, Round
from budgets.rules import pabulib
from governance.ballots.actions.imports import import_closed_poll
from governance.ballots.models import Poll
from governance.ballots.models.polls import KEY_LENGTH
from governance.members.access.actor import Actor

CENTS = 100
# The largest amount in minor units: ten trillion euros.
MOST = 10**15
CURRENCIES = {"Poland": "PLN", "United Kingdom": "GBP", "USA": "USD"}


class CannotImport(Exception):
    """The file is correct, but no round can be made from it; the message is one sentence."""


@transaction.atomic
def import_round(*, path: Path, by: Actor, slug: str = "", step: int = 100) -> Poll:
    """Makes a closed round, not counted yet, from a Pabulib file with its projects and ballots.

    `step`: of add1, in minor units. Raises FileError or CannotImport; then nothing was imported.
    """
    file = pabulib.read(path)
    file.approval_profile()  # refuses ballots that are no approvals
    require_storable(file)
    slug = slug or slugify(path.stem)[:80]
    if is_taken(slug):
        raise CannotImport(f"There is a round called {slug} already; give another name (--slug).")
    round_ = make_round(file, slug, path.stem, by=by)
    opens, closes = dates(file.meta)
    poll = import_closed_poll(
        slug=slug,
        kind="budget",
        question=round_.title,
        choices=[(project.key, project.title) for project in round_.projects.all()],
        ballots=({"approve": list(vote.choice)} for vote in file.votes),
        rules={
            "budget": file.budget,
            "currency": round_.currency,
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
    projects = {project.key: project for project in round_.projects.all()}
    put_on_ballot(poll=poll, envelope=round_.envelopes.get(), projects=projects)
    return poll


def require_storable(file: pabulib.PabulibFile) -> None:
    if file.scale != CENTS:
        raise CannotImport(f"{file.name}: amounts have more than two decimals, so are no money.")
    if max([file.budget, *(project.cost for project in file.projects)]) > MOST:
        raise CannotImport(f"{file.name}: an amount is larger than a round can hold.")
    if any(len(project.id) > KEY_LENGTH for project in file.projects):
        raise CannotImport(f"{file.name}: a project id is longer than {KEY_LENGTH} characters.")
    if currency_of(file.meta) not in Round.Currency:
        currency = currency_of(file.meta)
        raise CannotImport(f"{file.name}: the currency {currency} is not known here.")


def currency_of(meta: Mapping[str, str]) -> str:
    return meta.get("currency") or CURRENCIES.get(meta.get("country", ""), "EUR")


def make_round(file: pabulib.PabulibFile, slug: str, name: str, *, by: Actor) -> Round:
    opens, closes = dates(file.meta)
    round_ = plan_round(
        slug=slug,
        title=(file.meta.get("description") or name)[:200],
        currency=currency_of(file.meta),
        public=True,
        phases={Phase.Kind.VOTE: (timezone.localdate(opens), timezone.localdate(closes))},
        by=by,
    )
    envelope = add_envelope(round_=round_, amount=file.budget, by=by)
    Project.objects.bulk_create(
        Project(
            round=round_,
            envelope=envelope,
            key=project.id,
            title=project.name or project.id,
            cost=project.cost,
            state=Project.State.ADMITTED,
        )
        for project in file.projects
    )
    return round_


def dates(meta: Mapping[str, str]) -> tuple[datetime.datetime, datetime.datetime]:
    """First and last moment of the vote from the file; otherwise the year, otherwise today."""
    begin = day(meta.get("date_begin", "")) or day(meta.get("instance", ""))
    end = day(meta.get("date_end", "")) or begin or timezone.localdate()
    begin = min(begin or end, end)
    zone = timezone.get_current_timezone()
    return (
        datetime.datetime.combine(begin, datetime.time.min, zone),
        datetime.datetime.combine(end, datetime.time(23, 59), zone),
    )


def day(text: str) -> datetime.date | None:
    """A day in Pabulib's forms: 03.04.2023, 2023-04-03 or only a year."""
    for form in ("%d.%m.%Y", "%Y-%m-%d", "%Y"):
        try:
            return datetime.datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None
