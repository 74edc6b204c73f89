"""Asking the invented straw polls. Only who has a login votes in one."""

from typing import Any

from django.db import transaction

from governance.ballots import actions
from governance.ballots.models import StrawPoll, StrawVote
from governance.ballots.models.straw import NEVER
from governance.members.models import User
from wijkstem.demo.load_votes import moment
from wijkstem.demo.people import chances
from wijkstem.demo.roles import ROLES


@transaction.atomic
def ask(data: dict[str, Any]) -> None:
    """Makes a straw poll with its votes. Those one can be in the demo have not voted yet."""
    poll = StrawPoll(
        slug=data["slug"],
        question=data["question"],
        explanation=data["explanation"],
        opens_at=moment(data["opens"]),
        closes_at=moment(data["closes"]) if "closes" in data else NEVER,
    )
    poll = actions.save_straw_poll(poll=poll, labels=data["choices"])
    voters = User.objects.exclude(email__in=[role.email for role in ROLES]).order_by("pk")
    chosen = [
        choice
        for choice, votes in zip(poll.choices.all(), data["votes"], strict=True)
        for _ in range(votes)
    ]
    drawn = chances(f"straw poll {poll.slug}").sample(list(voters), len(chosen))
    StrawVote.objects.bulk_create(
        StrawVote(poll=poll, user=user, choice=choice)
        for user, choice in zip(drawn, chosen, strict=True)
    )
