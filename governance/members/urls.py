"""Signing in and out. allauth's views under their own names; those that would make or change
an account by password are not here."""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.views.generic import RedirectView

from governance.members.login import views
from governance.members.permissions import Who, open_to

to_code = RedirectView.as_view(pattern_name="account_request_login_code", query_string=True)
signed_in = open_to(Who.SIGNED_IN)

urlpatterns = [
    path("inloggen/", allauth.request_login_code, name="account_request_login_code"),
    path("inloggen/code/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("uitloggen/", allauth.logout, name="account_logout"),
    path("niet-actief/", allauth.account_inactive, name="account_inactive"),
    path("opnieuw/", views.prove_by_code, name="account_reauthenticate"),
    path("opnieuw/code/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "opnieuw/sleutel/",
        signed_in(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("verder/", views.go_on, name="account_go_on"),
    path("login/", to_code, name="account_login"),
    path("signup/", to_code, name="account_signup"),
]
