"""Signing in and out."""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.generic import RedirectView

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.login import by_code, devices, factors, views

everyone, signed_in = page(Who.EVERYONE, post=True), page(Who.SIGNED_IN, post=True)
# For the ways to sign in themselves. allauth asks members without a role to prove who they are
# where they have a factor.
guarded = page(Who.SIGNED_IN, post=True, reauthenticate=True)

to_code = RedirectView.as_view(pattern_name="account_request_login_code", query_string=True)
to_security = RedirectView.as_view(pattern_name="mfa_index")

urlpatterns = [
    path("inloggen/", everyone(by_code.ask_for_code), name="account_request_login_code"),
    path("inloggen/code/", everyone(by_code.enter_code), name="account_confirm_login_code"),
    path("inloggen/sleutel/", everyone(factors.sign_in_with_passkey), name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", everyone(mfa.authenticate), name="mfa_authenticate"),
    path("uitloggen/", allauth.logout, name="account_logout"),
    path("niet-actief/", allauth.account_inactive, name="account_inactive"),
    path("opnieuw/", views.prove_by_code, name="account_reauthenticate"),
    path("opnieuw/code/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("opnieuw/sleutel/", signed_in(factors.prove), name="mfa_reauthenticate_webauthn"),
    path("verder/", views.go_on, name="account_go_on"),
    path("login/", to_code, name="account_login"),
    path("signup/", to_code, name="account_signup"),
    path("beveiliging/", views.security, name="mfa_index"),
    path("beveiliging/instellen/", views.set_up, name="account_set_up"),
    path("beveiliging/sleutels/", signed_in(to_security), name="mfa_list_webauthn"),
    path("beveiliging/sleutels/nieuw/", guarded(factors.add_passkey), name="mfa_add_webauthn"),
    path("beveiliging/sleutels/<int:pk>/", guarded(factors.rename), name="mfa_edit_webauthn"),
    path("beveiliging/sleutels/<int:pk>/weg/", guarded(factors.remove), name="mfa_remove_webauthn"),
    path("beveiliging/app/", guarded(factors.set_up_app), name="mfa_activate_totp"),
    path("beveiliging/app/weg/", guarded(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "beveiliging/herstelcodes/",
        guarded(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "beveiliging/herstelcodes/nieuw/",
        guarded(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("apparaten/", devices.devices, name="usersessions_list"),
    path("apparaten/<int:pk>/uitloggen/", devices.end, name="usersessions_end"),
    path("apparaten/uitloggen/", devices.end_all, name="usersessions_end_all"),
]
