"""Signing in and out. allauth's views under their own names; those that would make or change
an account by password are not here."""

from allauth.account import views as allauth
from django.urls import path
from django.views.generic import RedirectView

to_code = RedirectView.as_view(pattern_name="account_request_login_code", query_string=True)

urlpatterns = [
    path("inloggen/", allauth.request_login_code, name="account_request_login_code"),
    path("inloggen/code/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("uitloggen/", allauth.logout, name="account_logout"),
    path("niet-actief/", allauth.account_inactive, name="account_inactive"),
    path("login/", to_code, name="account_login"),
    path("signup/", to_code, name="account_signup"),
]
