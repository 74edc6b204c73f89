"""What the ballot templates of a round ask for."""

from typing import Any

from django import template

from budgets.rounds.models import Project
from governance.ballots.models import Poll

register = template.Library()


@register.simple_tag
def chosen_projects(poll: Poll, choice: dict[str, Any]) -> dict[str, Any]:
    """The projects on a ballot, dearest first, and what they cost together."""
    projects = list(
        Project.objects.filter(round=poll.pk, choice__key__in=choice["approve"]).order_by("-cost")
    )
    return {"projects": projects, "cost": sum(project.cost for project in projects)}
