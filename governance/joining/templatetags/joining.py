"""What other pages show of joining."""

from typing import Any

from django import template
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from governance.joining.waiting import waiting_for
from governance.members.models import User

register = template.Library()


@register.inclusion_tag("joining/_waiting.html")
def waiting_applications(user: AbstractBaseUser | AnonymousUser) -> dict[str, Any]:
    """For board members: how many applications wait, with the way to them. Others see nothing."""
    return {"waiting": waiting_for(user) if isinstance(user, User) else 0}
