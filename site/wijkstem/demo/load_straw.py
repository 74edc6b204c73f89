"""The invented straw polls. Only people with a login vote in one."""

from typing import Any

from django.db import transaction

from content.straw import actions
from content.straw.models import Question, Vote
from governance.members.models import User
from wijkstem.demo.load_votes import moment
from wijkstem.demo.people import chances
from wijkstem.demo.roles import ROLES


@transaction.atomic
def ask(data: dict[str, Any]) -> None:
    # The people that a visitor can be have not voted yet.
    question = Question(
        slug=data["slug"],
        text=data["question"],
        explanation=data["explanation"],
        asked_at=moment(data["opens"]),
        closes_at=moment(data["closes"]) if "closes" in data else None,
    )
    actions.save(question=question, labels=data["choices"])
    voters = User.objects.exclude(email__in=[role.email for role in ROLES]).order_by("pk")
    chosen = [
        choice
        for choice, votes in zip(question.choices.all(), data["votes"], strict=True)
        for _ in range(votes)
    ]
    drawn = chances(f"straw poll {question.slug}").sample(list(voters), len(chosen))
    Vote.objects.bulk_create(
        Vote(question=question, user=user, choice=choice)
        for user, choice in zip(drawn, chosen, strict=True)
    )
