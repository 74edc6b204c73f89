from django.urls import path

from budgets.rounds import views

app_name = "rounds"

urlpatterns = [
    path("", views.round_list, name="list"),
    path("<slug:slug>/", views.round_page, name="round"),
    path("<slug:slug>/in-stemming/<int:pk>/", views.put_to_vote, name="put_to_vote"),
    path("<slug:slug>/uitslag.csv", views.result_csv, name="csv"),
    path("<slug:slug>/uitslag.json", views.result_json, name="json"),
    path("<slug:slug>/stembiljetten.pb", views.ballots_pb, name="pb"),
]
