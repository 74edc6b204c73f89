"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from content.alternates import alternates
from content.models import Brand
from governance.members.permissions import acting_roles, member_of


def house(request: HttpRequest) -> dict[str, Any]:
    inside = request.path.startswith("/beheer/")  # Wagtail's own templates ask for neither
    user = None if inside else getattr(request, "user", None)
    context: dict[str, Any] = {
        "DEMO": settings.DEMO,
        "brand": SimpleLazyObject(lambda: Brand.for_request(request)),
        "member": member_of(user) if user else None,
        "roles": {role.name for role in acting_roles(request)} if user else set(),
        "alternates": SimpleLazyObject(lambda: alternates(request)),
    }
    if settings.DEMO:
        from wijkstem.demo.roles import ROLES

        context["demo_roles"] = ROLES
    return context
