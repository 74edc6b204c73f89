"""How allauth behaves in this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest


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
