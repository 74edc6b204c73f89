from django.urls import path

from wijkstem.demo import views

urlpatterns = [
    path("demo/postvak/", views.mailbox, name="demo-mailbox"),
    path("demo/postvak/<int:pk>/", views.letter, name="demo-letter"),
    path("demo/aanmelden/", views.become, name="demo-become"),
    path("stijl/", views.style, name="demo-style"),
]
