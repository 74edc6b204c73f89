"""The devices on which a user is signed in."""

import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest
from governance.members.actions import sessions
from governance.members.models import User

SEEN = "seen_at"
EVERY = 600  # seconds between two notes of when a device was seen: each one is a write
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrom": "Chrome"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows"}
MORE_SYSTEMS = {"Mac OS X": "Mac", "CrOS": "Chromebook", "Linux": "Linux"}


def named(user_agent: str) -> str:
    browser = first_in(user_agent, BROWSERS) or ("Safari" if "Safari" in user_agent else "")
    system = first_in(user_agent, SYSTEMS | MORE_SYSTEMS)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")


def first_in(text: str, words: dict[str, str]) -> str:
    return next((words[word] for word in words if word in text), "")


def begin(request: HttpRequest) -> None:
    # The user has just signed in on this device.
    UserSession.objects.create_from_request(request)
    request.session[SEEN] = time.time()


def stay(request: HttpRequest) -> None:
    """Signs the user out on all other devices, after a change of how they sign in."""
    user: Any = request.user
    update_session_auth_hash(request, User.objects.get(pk=user.pk))
    begin(request)


class Seen:
    # Writes when a device was last seen, at most once in ten minutes.
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and request.session.get(SEEN, time.time()) < time.time() - EVERY:
            request.session[SEEN] = time.time()
            mine = UserSession.objects.filter(session_key=request.session.session_key)
            mine.update(last_seen_at=timezone.now())
        return self.get_response(request)


@page(Who.SIGNED_IN)
def devices(request: HouseRequest) -> HttpResponse:
    here = request.session.session_key
    rows = [
        {"session": one, "name": named(one.user_agent), "here": one.session_key == here}
        for one in UserSession.objects.purge_and_list(request.visitor.required_user())
    ]
    rows.sort(key=lambda row: (not row["here"], -row["session"].last_seen_at.timestamp()))
    return render(request, "usersessions/devices.html", {"devices": rows})


@page(Who.SIGNED_IN, get=False, post=True)
def end(request: HouseRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession, user=request.visitor.required_user(), pk=pk)
    if session.session_key == request.session.session_key:
        session.delete()
        logout(request)
        return redirect("/")
    session.end()
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")


@page(Who.SIGNED_IN, get=False, post=True)
def end_all(request: HouseRequest) -> HttpResponse:
    sessions.end_sessions(user=request.visitor.required_user())
    logout(request)
    messages.success(request, _("You are signed out on all your devices."))
    return redirect("account_request_login_code")
