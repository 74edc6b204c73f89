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
    path("nieuw/verkiezing/", views.new_election, name="new_election"),
    path("<slug:slug>/", views.poll_page, name="poll"),
    path("<slug:slug>/stembiljet/<int:entry_id>/", views.paper, name="paper"),
    path("<slug:slug>/stembiljet/<int:entry_id>/uitbrengen/", views.cast, name="cast"),
    path("<slug:slug>/controle/", views.check_receipt, name="check"),
    path("<slug:slug>/bord.txt", views.board_text, name="board"),
    path("<slug:slug>/uitslag.csv", views.result_csv, name="csv"),
    path("<slug:slug>/uitslag.json", views.result_json, name="json"),
    path("<slug:slug>/stembiljetten.blt", views.ballots_blt, name="blt"),
    path("<slug:slug>/kiezerslijst/", views.roll_page, name="roll"),
    path("<slug:slug>/kiezerslijst/<int:number>/", views.add_to_roll, name="add_to_roll"),
    path("<slug:slug>/volmacht/", views.proxy_page, name="proxy"),
    path("<slug:slug>/bewerken/", views.edit_draft, name="edit"),
    path("<slug:slug>/verwijderen/", views.delete_draft, name="delete"),
    path("<slug:slug>/openen/", views.open_poll, name="open"),
    path("<slug:slug>/sluiten/", views.close_poll, name="close"),
    path("<slug:slug>/verlengen/", views.extend, name="extend"),
    path("<slug:slug>/afgelasten/", views.cancel, name="cancel"),
    path("<slug:slug>/vaststellen/", views.find, name="find"),
    path("<slug:slug>/bezwaar/", views.contest, name="contest"),
    path("<slug:slug>/opnieuw/", views.repeat, name="repeat"),
    path("<slug:slug>/opkomst/", views.turnout, name="turnout"),
    path("<slug:slug>/proef/", views.preview, name="preview"),
    path("<slug:slug>/tellen/", views.count_again, name="count"),
    path("<slug:slug>/papier/", views.paper_batches, name="paper-batches"),
    path("<slug:slug>/papier/<int:pk>/", views.paper_batch, name="paper-batch"),
    path("<slug:slug>/verzegelen/", views.choose_key, name="choose-key"),
    path("<slug:slug>/verzegeld/", views.sealed_file, name="sealed-file"),
    path("<slug:slug>/ontzegelen/", views.unseal, name="unseal"),
    path("<slug:slug>/voortgang/", views.progress, name="progress"),
]
