"""Signing in with a code by e-mail: allauth's views, with our limits and answers."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import respond_429
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from governance.members.login import limits


class AskForCode(allauth.RequestLoginCodeView):
    # A wrong address is 422 and too many tries are 429; the page keeps what was typed.
    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 429 if form.limited else 422
        return response


class EnterCode(allauth.ConfirmLoginCodeView):
    # Wrong codes are counted for each place, however many sessions they come from.
    @property
    def address(self) -> str:
        return str(self._process.state["email"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not limits.may_guess(request, self.address):
            return respond_429(request)
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        limits.guessed_wrong(self.request, self.address)
        response: HttpResponse = super().form_invalid(form)
        if response.status_code == 200:
            response.status_code = 422
        return response

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        asked, user = self._process.state["email"], self._process.user
        # A code mailed to an address that is no longer the user's opens nothing.
        if (user.email or "").lower() != asked.lower():
            form.add_error("code", get_adapter().validation_error("incorrect_code"))
            return self.form_invalid(form)
        response: HttpResponse = super()._verify_form_valid(form)
        return response

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        # The same limits as asking, and the same work for an unknown address.
        process = self._process
        if ratelimit.consume(self.request, action="request_login_code") and limits.may_ask(
            self.request, self.address
        ):
            process.send()
            process.record_resend()
            process.persist()
        else:
            adapter = get_adapter()
            sentence = adapter.error_messages["rate_limited"]
            adapter.add_message(self.request, messages.ERROR, message=sentence)
        page = self.passthrough_next_url(reverse("account_confirm_login_code"))
        return HttpResponseRedirect(page)


ask_for_code = AskForCode.as_view()
enter_code = EnterCode.as_view()
