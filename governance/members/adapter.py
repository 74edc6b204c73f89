"""How allauth behaves in this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse

from governance.members.login import proof


class ByInvitation(DefaultAccountAdapter):
    """Nobody makes an account: members get one from the co-operative."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        try:
            return bool(super().is_safe_url(url))
        except ValueError:  # what looks like an address and is none, such as "//["
            return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Warnings and errors only: the pages say themselves what went well."""
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **kwargs)

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, Any]]:
        """A passkey first, then an app or a recovery code; who has neither gets a code by
        e-mail."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        by_mail = {"id": "code", "description": "", "url": reverse("account_reauthenticate")}
        return ways[::-1] or [by_mail]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who just signed in need not prove it again at once."""
        return not proof.is_fresh(self.request)
