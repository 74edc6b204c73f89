"""A ballot of a round in words."""

from typing import Any

from django import template

from governance.ballots.models import Poll

register = template.Library()


@register.simple_tag
def chosen_plans(poll: Poll, choice: dict[str, Any]) -> dict[str, Any]:
    """The plans on a ballot as they are frozen, dearest first, and what they cost together."""
    titles, costs = dict(poll.configuration["choices"]), dict(poll.configuration["projects"])
    plans = [{"title": titles[key], "cost": costs[key]} for key in choice["approve"]]
    plans.sort(key=lambda plan: -plan["cost"])
    return {"plans": plans, "cost": sum(plan["cost"] for plan in plans)}
