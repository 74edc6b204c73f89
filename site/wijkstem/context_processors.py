"""What every template gets."""

from typing import Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from content.alternates import alternates
from content.models import Brand
from governance.members.access.request import HouseRequest


def site(request: HouseRequest) -> dict[str, Any]:
    inside = request.path.startswith("/beheer/")  # Wagtail's own templates ask for neither
    # Pages for errors before the middleware of the visitor have none.
    visitor = None if inside else getattr(request, "visitor", None)
    context: dict[str, Any] = {
        "DEMO": settings.DEMO,
        "brand": SimpleLazyObject(lambda: Brand.for_request(request)),
        "member": visitor.member if visitor else None,
        "roles": {role.name for role in visitor.roles} if visitor else set(),
        "alternates": SimpleLazyObject(lambda: alternates(request)),
    }
    if settings.DEMO:
        from wijkstem.demo.roles import ROLES

        context["demo_roles"] = ROLES
    return context
