"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from governance.members.permissions import member_of, roles_of


def house(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    context = {
        "DEMO": settings.DEMO,
        "member": member_of(user) if user else None,
        "roles": {role.name for role in roles_of(user)} if user else set(),
        "alternates": [
            (code, name, translate_url(request.get_full_path(), code), code == get_language())
            for code, name in settings.LANGUAGES
        ],
    }
    if settings.DEMO:
        from wijkstem.demo.roles import ROLES

        context["demo_roles"] = ROLES
    return context
