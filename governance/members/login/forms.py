"""allauth's forms, with our limits and against input that no browser sends."""

import struct
from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.forms import RequestLoginCodeForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.members.login import limits

LONGEST_CREDENTIAL = 20_000
LONGEST_NAME = 60
# What reading an invented passkey raises beside a ValidationError.
GARBLED = (AttributeError, LookupError, TypeError, ValueError, ArithmeticError, struct.error)


class AskCode(RequestLoginCodeForm):
    """Counts how often a code is asked for one address, and from one place for all addresses."""

    limited = False

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if len(email) > 254:
            raise ValidationError(_("Enter a valid e-mail address."))
        self.limited = True
        if not limits.may_ask(context.request, email):
            raise account_adapter().validation_error("too_many_login_attempts")
        email = super().clean_email()
        self.limited = False
        return str(email)


class Answer(forms.JSONField):
    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            answer = super().to_python(value[:LONGEST_CREDENTIAL] if value else value)
        except (RecursionError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_code") from error
        if answer is not None and not isinstance(answer, dict):
            raise get_adapter().validation_error("incorrect_code")
        return answer


class Sturdy:
    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except GARBLED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class UsePasskey(Sturdy, webauthn.AuthenticateWebAuthnForm):
    credential = Answer()


class SignInWithPasskey(Sturdy, webauthn.LoginWebAuthnForm):
    credential = Answer()


class ProveWithPasskey(Sturdy, webauthn.ReauthenticateWebAuthnForm):
    credential = Answer()


class AddPasskey(webauthn._BaseAddWebAuthnForm):
    credential = Answer()
    name = forms.CharField(label=_("Name"), required=False, max_length=LONGEST_NAME)

    def clean_credential(self) -> dict[str, Any]:
        # Only what is read later is stored, and only strings.
        answer = self.cleaned_data["credential"]
        try:
            response = answer["response"]
            words = {name: answer[name] for name in ("id", "rawId", "type")}
            inner = {name: response[name] for name in ("clientDataJSON", "attestationObject")}
            resident = answer.get("clientExtensionResults", {}).get("credProps", {}).get("rk")
        except GARBLED as error:
            raise get_adapter().validation_error("incorrect_code") from error
        if not all(
            isinstance(word, str) and word.isascii() for word in {**words, **inner}.values()
        ):
            raise get_adapter().validation_error("incorrect_code")
        extensions = {"credProps": {"rk": resident is True}}
        return {**words, "response": inner, "clientExtensionResults": extensions}

    def clean(self) -> dict[str, Any]:
        mine = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.WEBAUTHN)
        if mine.count() >= 20:
            raise ValidationError(_("You have many passkeys already. Remove one first."))
        try:
            cleaned: dict[str, Any] = super().clean()
        except GARBLED as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return cleaned


class RenamePasskey(webauthn.EditWebAuthnForm):
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
