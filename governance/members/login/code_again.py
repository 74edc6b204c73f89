"""A code by e-mail for a user who is signed in, and has no second factor."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.http import HttpRequest

from governance.members.models import User

STATE = "code_again"
MOST_TRIES = 3


class CodeAgain(AbstractCodeVerificationProcess):
    """The code, when it was sent and how often it was guessed: all in the session."""

    def __init__(self, request: HttpRequest, state: dict[str, Any], user: User) -> None:
        self.request = request
        super().__init__(MOST_TRIES, settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT, state, user)

    @classmethod
    def running(cls, request: HttpRequest) -> "CodeAgain | None":
        state = request.session.get(STATE)
        user: Any = request.user
        if not state or state.get("user_id") != str(user.pk):
            return None
        process: CodeAgain | None = cls(request, state, user).abort_if_invalid()
        return process

    @classmethod
    def begin(cls, request: HttpRequest) -> "CodeAgain":
        user: Any = request.user
        process = cls(request, cls.initial_state(user=user, email=user.email), user)
        process.send()
        process.persist()
        return process

    def send(self) -> None:
        adapter = get_adapter()
        self.state["code"] = adapter.generate_login_code()
        context = {"request": self.request, "code": self.code}
        adapter.send_mail("account/email/login_code", self.state["email"], context)

    def finish(self) -> None:
        self.abort()
        email = self.state["email"]
        record_authentication(self.request, self.user, "code", email=email, reauthenticated=True)

    def persist(self) -> None:
        self.request.session[STATE] = self.state

    def abort(self) -> None:
        self.request.session.pop(STATE, None)
