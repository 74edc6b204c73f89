"""A member's own details; included under /mijn/."""

from django.urls import path

from governance.members.views import own

app_name = "own"

urlpatterns = [path("gegevens/", own.details, name="details")]
