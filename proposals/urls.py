from django.urls import path

from proposals.views import reading, submitting, supporting

app_name = "proposals"

urlpatterns = [
    path("", reading.idea_list, name="list"),
    path("indienen/", submitting.submit, name="submit"),
    path("lijkt-op/", reading.similar, name="similar"),
    path("<int:pk>/", reading.idea_page, name="idea"),
    path("<int:pk>/steunen/", supporting.support, name="support"),
    path("<int:pk>/steun-terugnemen/", supporting.take_back, name="take_back"),
    path("<int:pk>/intrekken/", submitting.withdraw, name="withdraw"),
]
