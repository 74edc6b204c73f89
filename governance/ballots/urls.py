from django.urls import path

from governance.ballots import views

app_name = "ballots"

urlpatterns = [
    path("", views.poll_list, name="list"),
    path("nieuw/", views.new_draft, name="new"),
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
    path("<slug:slug>/tellen/", views.count_again, name="count"),
    path("<slug:slug>/voortgang/", views.progress, name="progress"),
]
