"""How allauth behaves on this site."""

import base64
import hashlib
import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from governance.members.login import devices, limits, reauthentication, second_factor

TOO_OFTEN = _("That was too often in a short time. Wait a few minutes and try again.")


class ByInvitation(DefaultAccountAdapter):
    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or it is too old."),
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    # Members get an account from the co-operative.
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        try:
            return bool(super().is_safe_url(url))
        except ValueError:  # what looks like an address and is none, such as "//["
            return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        # The pages say themselves what went well.
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **kwargs)

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, Any]]:
        """A passkey first, then an app or a recovery code; a code by e-mail without these."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        by_mail = {"id": "code", "description": "", "url": reverse("account_reauthenticate")}
        return ways[::-1] or [by_mail]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        # A user who just signed in need not prove it again at once.
        return not reauthentication.is_fresh(self.request)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        request.session[devices.SEEN] = time.time()
        if user.email:
            limits.remember(request, response, user.email)
        return response

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """One mail for every change in how the user signs in, in their language."""
        what = CHANGES.get(template_prefix.rpartition("/")[2])
        if what is not None and user.email:
            with override(user.language):
                letter = {"user": user, "what": what}
                self.send_mail("account/email/way_in_changed", user.email, letter)


CHANGES = {
    "totp_activated": _("An authenticator app was added."),
    "totp_deactivated": _("The authenticator app was removed."),
    "recovery_codes_generated": _("New recovery codes were made. The old ones no longer work."),
    "webauthn_added": _("A passkey was added."),
    "webauthn_removed": _("A passkey was removed."),
}


class Factors(DefaultMFAAdapter):
    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": second_factor.STAYS,
        "incorrect_code": _("This code is not right, or it is too old."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not second_factor.must_stay(authenticator)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return devices.named(context.request.headers.get("User-Agent", ""))

    def build_totp_svg(self, url: str) -> str:
        # Inside a page, so without the first line of an XML file.
        return str(super().build_totp_svg(url)).partition("?>")[2].strip()

    def encrypt(self, text: str) -> str:
        return locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return locks().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # What another SECRET_KEY locked opens nothing: a random key makes every code wrong.
            return base64.b32encode(Fernet.generate_key()[:20]).decode()


def locks() -> MultiFernet:
    keys = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"second factor:" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
