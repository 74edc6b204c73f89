"""Asks those with work in the back office for a second factor before they come in."""

from collections.abc import Callable

from django.http import HttpResponseBase

from governance.members.access.request import HouseRequest
from governance.members.login import reauthentication
from governance.members.login.second_factor import wanting
from wijkstem.middleware.csp import BACK_OFFICE


class AdminSecondFactor:
    def __init__(self, get_response: Callable[[HouseRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HouseRequest) -> HttpResponseBase:
        inside = request.path_info.startswith(BACK_OFFICE)
        if inside and has_work(request) and wanting(request):
            return reauthentication.ask_factor(request)
        return self.get_response(request)


def has_work(request: HouseRequest) -> bool:
    # Wagtail itself turns members without a role away.
    visitor = request.visitor
    return bool(visitor.held_roles) or visitor.user.has_perm("wagtailadmin.access_admin")
