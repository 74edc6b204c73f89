"""A user's own mail and address; included under /mijn/."""

from django.urls import path

from governance.notifications.views import contact, preferences

app_name = "notifications"

urlpatterns = [
    path("meldingen/", preferences.preferences_page, name="preferences"),
    path("meldingen/afmelden/<str:token>/", preferences.stop, name="stop"),
    path("gegevens/e-mail/", contact.new_address, name="new_address"),
    path("gegevens/e-mail/code/", contact.confirm_address, name="confirm_address"),
    path("gegevens/vraag/", contact.ask, name="ask"),
]
