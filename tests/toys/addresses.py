"""The addresses of the site with those of the toys."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wijkstem.urls import urlpatterns as site

toys = i18n_patterns(path("vogels/", include("tests.toys.urls")), prefix_default_language=False)
urlpatterns = [*toys, *site]
