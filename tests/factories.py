"""Members and polls for tests, made through the same actions that the house uses."""

import datetime
import itertools
import time
from typing import Any

from django.test import Client
from django.utils import timezone

from budgets.rounds.actions import planning, voting
from budgets.rounds.models import BudgetPoll, Envelope, Round
from content.straw import actions as straw
from content.straw.models import Question
from governance.ballots.actions import cast, lifecycle
from governance.ballots.box import receipts
from governance.ballots.models import Choice, Poll, RollEntry
from governance.members.access.actor import Actor
from governance.members.actions import terms
from governance.members.models import Member, Neighbourhood, User
from governance.members.roles import Role

numbers = itertools.count(1000)
HALF = {"numerator": 1, "denominator": 2, "strict": True, "base": "cast"}


def actor(name: str) -> Actor:
    """Who does something, without a login: `Actor.user(user)` where it matters who."""
    return Actor(name=name)


def member(name: str = "", *roles: Role, kind: str = "resident", **fields: Any) -> Member:
    number = next(numbers)
    name = name or f"Lid {number}"
    user = User.objects.create_user(f"lid{number}@example.org", first_name=name)
    for role in roles:
        terms.appoint(user=user, role=role, by=actor("test"))
    fields.setdefault("neighbourhood", neighbourhood("Havenbuurt"))
    fields.setdefault("joined_on", timezone.localdate() - datetime.timedelta(days=400))
    fields.setdefault("email_consent_on", fields["joined_on"])
    return Member.objects.create(user=user, number=number, name=name, kind_id=kind, **fields)


def sign_in(client: Client, user: User, *, way: str = "mfa") -> None:
    """Signs in as if just now, with a second factor; `way="code"`: by a code by e-mail alone."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": way, "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def neighbourhood(name: str) -> Neighbourhood:
    return Neighbourhood.objects.get_or_create(name=name, slug=name.lower())[0]


def draft(slug: str = "de-brug", **fields: Any) -> Poll:
    now = timezone.now()
    fields.setdefault("kind", "resolution")
    fields.setdefault("rules", {"majority": HALF, "quorum": None})
    return Poll.objects.create(
        slug=slug,
        question=fields.pop("question", "Kopen wij het brugwachtershuis?"),
        opens_at=now - datetime.timedelta(days=1),
        closes_at=fields.pop("closes_at", now + datetime.timedelta(days=7)),
        **fields,
    )


def resolution(slug: str = "de-brug", **fields: Any) -> Poll:
    """An open resolution; the roll holds the members that exist now."""
    return lifecycle.open_poll(poll=draft(slug, **fields), by=actor("test"))


def budget_round(
    slug: str = "havenbuurt",
    *,
    costs: dict[str, int],
    budget: int,
    open_it: bool = True,
    **rules: Any,
) -> BudgetPoll:
    """The vote of a round with one envelope, on plans with these costs in cents, by key."""
    round_ = planned_round(slug)
    envelope = planning.add_envelope(round_=round_, amount=budget, by=actor("test"))
    admit_plans(envelope, costs)
    vote = put_to_vote(envelope, **rules)
    if open_it:
        vote.poll = lifecycle.open_poll(poll=vote.poll, by=actor("test"))
    return vote


def planned_round(slug: str = "wijkbudget", *, public: bool = True, **fields: Any) -> Round:
    fields.setdefault("title", "Budget van de buurt")
    return planning.plan_round(slug=slug, public=public, phases={}, by=actor("test"), **fields)


def admit_plans(envelope: Envelope, costs: dict[str, int]) -> None:
    for key, cost in costs.items():
        project = planning.add_project(
            round_=envelope.round,
            envelope=envelope,
            key=key,
            title=f"Plan {key}",
            cost=cost,
            by=actor("test"),
        )
        planning.admit(project=project, by=actor("test"))


def put_to_vote(envelope: Envelope, **rules: Any) -> BudgetPoll:
    now = timezone.now()
    poll = voting.put_to_vote(
        envelope=envelope,
        rules=rules,
        opens_at=now - datetime.timedelta(days=1),
        closes_at=now + datetime.timedelta(days=7),
    )
    return poll.budget_poll


def election(
    slug: str = "bestuur",
    *,
    rule: str = "stv",
    seats: int = 1,
    names: str = "Anna Bram Carla",
    open_it: bool = True,
    **rules: Any,
) -> Poll:
    """An election between these names; the key of each is its name in small letters."""
    rules = {"rule": rule, "seats": seats, **rules}
    poll = draft(slug, kind="election", rules=rules, question="Wie kiezen wij?", public=True)
    Choice.objects.bulk_create(
        Choice(poll=poll, key=name.lower(), label=name, order=order)
        for order, name in enumerate(names.split())
    )
    return lifecycle.open_poll(poll=poll, by=actor("test")) if open_it else poll


def straw_poll(question: str = "Fietsen of lopen?", labels: str = "Fietsen Lopen") -> Question:
    return straw.save(question=Question(text=question), labels=labels.split())


def entry_of(poll: Poll, voter: Member) -> RollEntry:
    return RollEntry.objects.get(poll=poll, member=voter)


def vote(
    poll: Poll, voter: Member, choice: dict[str, Any] | str, *, by: Member | None = None
) -> str:
    """Casts and returns the receipt code, from which follow the codes of the ballots."""
    code = receipts.new_code()
    cast.cast(
        poll=poll,
        entry_id=entry_of(poll, voter).pk,
        voter=by or voter,
        code=code,
        choice={"vote": choice} if isinstance(choice, str) else choice,
    )
    return code


def ballot_code(poll: Poll, receipt: str) -> str:
    """The name in the box of the one ballot of this receipt."""
    return receipts.ballot_codes(receipt, poll.frozen_hash, 1)[0]
