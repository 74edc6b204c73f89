"""The addresses of straw polls, apart from those of the ballot box."""

from django.urls import path

from governance.ballots import views

app_name = "straw"

urlpatterns = [
    path("", views.straw_list, name="list"),
    path("<slug:slug>/", views.straw_poll, name="poll"),
    path("<slug:slug>/stemmen/", views.straw_vote, name="vote"),
]
