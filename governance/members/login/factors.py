"""Adding, using and removing passkeys and apps: allauth's views, with our rules around them."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from governance.members.login import second_factor


class Adding:
    """A new factor counts as used, and leads to the recovery codes; then to what the user was
    doing."""

    request: HttpRequest
    kind = ""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        second_factor.note(self.request, self.kind)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response

    def get_success_url(self) -> str:
        if self.did_generate_recovery_codes:  # type: ignore[attr-defined]
            return reverse("mfa_view_recovery_codes")
        return second_factor.way_on(self.request) or reverse("mfa_index")


class AddPasskey(Adding, webauthn.AddWebAuthnView):
    kind = "webauthn"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super(webauthn.AddWebAuthnView, self).get_context_data(**kwargs)
        context["options"] = auth.begin_registration(self.request.user, passwordless=True)
        return dict(context)


class SetUpApp(Adding, totp.ActivateTOTPView):
    kind = "totp"


class RenamePasskey(webauthn.EditWebAuthnView):
    success_url = reverse_lazy("mfa_index")


class RemovePasskey(webauthn.RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        if second_factor.must_stay(self.get_object()):
            messages.warning(self.request, second_factor.STAYS)
            return HttpResponseRedirect(reverse("mfa_index"))
        response: HttpResponse = super().form_valid(form)
        return response


class SignInWithPasskey(webauthn.LoginWebAuthnView):
    def form_invalid(self, form: Any) -> HttpResponse:
        return tell_and_return(self.request, "account_request_login_code")


class ProveWithPasskey(webauthn.ReauthenticateWebAuthnView):
    def form_invalid(self, form: Any) -> HttpResponse:
        return tell_and_return(self.request, "mfa_reauthenticate_webauthn")


def tell_and_return(request: HttpRequest, name: str) -> HttpResponse:
    """Back to the page from which the passkey came, with a sentence."""
    sentence = _("The passkey did not work. Try again, or use another way.")
    messages.warning(request, sentence)
    page, after = reverse(name), request.POST.get("next", "")
    if after and get_adapter().is_safe_url(after):
        page += "?" + urlencode({"next": after})
    return HttpResponseRedirect(page)


def passkeys_of(user: Any) -> list[Authenticator]:
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return list(found.order_by("pk"))


add_passkey = AddPasskey.as_view()
rename = RenamePasskey.as_view()
remove = RemovePasskey.as_view()
set_up_app = SetUpApp.as_view()
sign_in_with_passkey = SignInWithPasskey.as_view()
prove = ProveWithPasskey.as_view()
