"""The door of the back office: who has work there gives a second factor first."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from governance.members.login import proof, second_factor
from governance.members.permissions import roles_of
from wijkstem.policy import BACK_OFFICE


class AskSecondFactor:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        inside = request.path_info.startswith(BACK_OFFICE)
        if inside and has_work(request) and second_factor.wanting(request):
            return proof.ask_factor(request)
        return self.get_response(request)


def has_work(request: HttpRequest) -> bool:
    """Members without a role are turned away by Wagtail itself."""
    user = request.user
    return bool(roles_of(user)) or user.has_perm("wagtailadmin.access_admin")
