"""Applying, the board's decision, letters and leaving. Each address stands here whole."""

from django.urls import path

from governance.joining import views

app_name = "joining"
urlpatterns = [
    path("lid-worden/", views.apply, name="apply"),
    path("lid-worden/verstuurd/", views.sent, name="sent"),
    path("lid-worden/bevestigen/<str:token>/", views.confirm, name="confirm"),
    path("lid-worden/intrekken/<str:token>/", views.withdraw, name="withdraw"),
    path("bestuur/aanmeldingen/", views.applications, name="applications"),
    path("bestuur/aanmeldingen/formulier/", views.preview, name="preview"),
    path("bestuur/aanmeldingen/<int:pk>/", views.application, name="application"),
    path("bestuur/aanmeldingen/<int:pk>/toelaten/", views.accept_application, name="accept"),
    path("bestuur/aanmeldingen/<int:pk>/afwijzen/", views.decline_application, name="decline"),
    path("bestuur/brieven/", views.letters, name="letters"),
    path("bestuur/brieven/mailen/", views.write_to_never_seen, name="never_seen"),
    path("account/brief/", views.letter, name="letter"),
    path("account/brief/verder/", views.letter_choice, name="letter_choice"),
    path("account/brief/adres/<str:token>/", views.letter_address, name="letter_address"),
    path("account/opzeggen/", views.leave, name="leave"),
]
