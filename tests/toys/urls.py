from django.urls import path

from tests.toys import views

app_name = "toys"

urlpatterns = [path("", views.birds, name="birds")]
