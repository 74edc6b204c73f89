from django.urls import path

from governance.ballots import views

app_name = "ballots"

urlpatterns = [
    path("", views.poll_list, name="list"),
    path("nieuw/", views.new_draft, name="new"),
    path("sleutels/", views.key_list, name="keys"),
    path("sleutels/<int:pk>/", views.key_page, name="key"),
    path("sleutels/<int:pk>/oefening/", views.rehearsal, name="rehearsal"),
    path("sleutels/<int:pk>/intrekken/", views.retire_key, name="retire"),
    path("<slug:slug>/", views.poll_page, name="poll"),
    path("<slug:slug>/stembiljet/<int:entry_id>/", views.paper, name="paper"),
    path("<slug:slug>/stembiljet/<int:entry_id>/uitbrengen/", views.cast, name="cast"),
    path("<slug:slug>/bewerken/", views.edit_draft, name="edit"),
    path("<slug:slug>/verwijderen/", views.delete_draft, name="delete"),
    path("<slug:slug>/openen/", views.open_poll, name="open"),
    path("<slug:slug>/sluiten/", views.close_poll, name="close"),
    path("<slug:slug>/tellen/", views.count_again, name="count"),
    path("<slug:slug>/bewijs/", views.evidence, name="evidence"),
    path("<slug:slug>/bewijs/volledig/", views.full_evidence, name="full_evidence"),
    path("<slug:slug>/verzegelen/", views.choose_key, name="choose-key"),
    path("<slug:slug>/verzegeld/", views.sealed_file, name="sealed-file"),
    path("<slug:slug>/ontzegelen/", views.unseal, name="unseal"),
    path("<slug:slug>/voortgang/", views.progress, name="progress"),
]
