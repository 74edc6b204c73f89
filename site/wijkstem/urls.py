"""Every address of the site. Dutch without a prefix, English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from wijkstem import views
from wijkstem.mine.views import mine, my_data
from wijkstem.roles import views as roles

urlpatterns: list[URLPattern | URLResolver] = [
    # Wagtail's own ways in ask for a password, which no user has here.
    path("beheer/login/", views.admin_login, name="admin_login"),
    path("_util/login/", views.admin_login),
    path("beheer/", include(wagtailadmin_urls)),
    path("bestanden/", include(wagtaildocs_urls)),
    path("media/", include("content.media_urls")),
]

pages: list[URLPattern | URLResolver] = [
    path("account/", include("governance.members.urls")),
    path("", include("governance.joining.urls")),
    path("mijn/", mine, name="mine"),
    path("mijn/", include("governance.members.own_urls")),
    path("mijn/", include("governance.notifications.urls")),
    path("mijn/inzage/", my_data, name="own_data"),
    path("bestuur/", include("governance.members.board_urls")),
    path("rollen/", roles.roles_page, name="roles"),
    path("stemmingen/", include("governance.ballots.urls")),
    path("peilingen/", include("content.straw.urls")),
    path("budget/", include("budgets.rounds.urls")),
    path("voorstellen/", include("proposals.urls")),
]

if settings.DEMO:
    pages.append(path("", include("wijkstem.demo.urls")))

urlpatterns += i18n_patterns(
    *pages,
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
