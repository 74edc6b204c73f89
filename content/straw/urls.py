"""The addresses of straw polls."""

from django.urls import path

from content.straw import views

app_name = "straw"

urlpatterns = [
    path("", views.overview, name="list"),
    path("<slug:slug>/", views.question_page, name="question"),
    path("<slug:slug>/stemmen/", views.vote, name="vote"),
]
