from django.urls import path

from governance.ballots import views

app_name = "ballots"

urlpatterns = [
    path("", views.poll_list, name="list"),
    path("nieuw/", views.new_draft, name="new"),
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
    path("<slug:slug>/voortgang/", views.progress, name="progress"),
]
