from django.urls import path

from proposals import views

app_name = "proposals"

urlpatterns = [
    path("", views.idea_list, name="list"),
    path("indienen/", views.submit, name="submit"),
    path("lijkt-op/", views.similar, name="similar"),
    path("<int:pk>/", views.idea_page, name="idea"),
    path("<int:pk>/steunen/", views.support, name="support"),
    path("<int:pk>/steun-terugnemen/", views.take_back, name="take_back"),
    path("<int:pk>/intrekken/", views.withdraw, name="withdraw"),
]
