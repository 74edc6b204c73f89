"""Applying, the board's decision, letters and leaving."""

from django.urls import path

from governance.joining.views import applications, apply, invitations, leave, letter

app_name = "joining"
urlpatterns = [
    path("lid-worden/", apply.apply, name="apply"),
    path("lid-worden/verstuurd/", apply.sent, name="sent"),
    path("lid-worden/bevestigen/<str:token>/", apply.confirm, name="confirm"),
    path("lid-worden/intrekken/<str:token>/", apply.withdraw, name="withdraw"),
    path("bestuur/aanmeldingen/", applications.application_list, name="applications"),
    path("bestuur/aanmeldingen/formulier/", applications.preview, name="preview"),
    path("bestuur/aanmeldingen/<int:pk>/", applications.application_page, name="application"),
    path("bestuur/aanmeldingen/<int:pk>/toelaten/", applications.accept, name="accept"),
    path("bestuur/aanmeldingen/<int:pk>/afwijzen/", applications.decline, name="decline"),
    path("bestuur/brieven/", invitations.letters, name="letters"),
    path("bestuur/brieven/mailen/", invitations.write_to_never_seen, name="never_seen"),
    path("account/brief/", letter.letter, name="letter"),
    path("account/brief/verder/", letter.letter_choice, name="letter_choice"),
    path("account/brief/adres/<str:token>/", letter.letter_address, name="letter_address"),
    path("account/opzeggen/", leave.leave, name="leave"),
]
