"""Every address declares who may open it."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

pytestmark = pytest.mark.any_database

# Views that are not ours say themselves who may enter; each stands here with who that is.
THEIRS = {
    "wagtail.admin": "people with back-office access (Wagtail's own check)",
    "wagtail.documents": "documents: whoever their collection admits",
    "wagtail.users": "people with back-office access (Wagtail's own check)",
    "wagtail.images": "people with back-office access (Wagtail's own check)",
    "wagtail.snippets": "people with back-office access (Wagtail's own check)",
    "wagtail.contrib": "people with back-office access (Wagtail's own check)",
    "wagtail.embeds": "people with back-office access (Wagtail's own check)",
    "wagtail.sites": "people with back-office access (Wagtail's own check)",
    "wagtail.locales": "people with back-office access (Wagtail's own check)",
    "wagtail.views": "pages: whoever their privacy setting admits",
    "allauth.account": "everyone: the way in and out",
    "django.contrib.auth": "nobody: our redirect to the way in stands before it",
    "django.views.generic.base": "redirects to the way in",
    "django.views.i18n": "everyone: words for the back office's scripts",
}


def leaves(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from leaves(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def asks_permission(view):
    """Whether this is a view of the back office that names the permission it asks for."""
    kind, given = getattr(view, "view_class", object), getattr(view, "view_initkwargs", {})
    names = ("permission_required", "any_permission_required")
    asked = any(given.get(name) or getattr(kind, name, None) for name in names)
    return issubclass(kind, PermissionCheckedMixin) and asked


def undeclared(patterns):
    return [
        f"{route} ({view.__module__})"
        for route, view in leaves(patterns)
        if not (getattr(view, "access", None) or asks_permission(view))
        and not view.__module__.startswith(tuple(THEIRS))
    ]


def test_every_view_declares_who_may_open_it():
    assert undeclared(get_resolver().url_patterns) == []


def test_a_view_without_a_declaration_is_found():
    def careless(request):
        raise AssertionError

    assert undeclared([URLPattern(get_resolver().pattern, careless)]) != []


def test_none_of_our_views_hides_among_theirs():
    ours = ("content", "budgets", "governance", "proposals", "wijkstem")
    assert not [module for module in THEIRS if module.startswith(ours)]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/_util/login/", "/beheer/", "/beheer/login/"])
def test_the_password_forms_of_wagtail_cannot_be_reached(client, address):
    response = client.get(address, follow=True)
    assert response.redirect_chain[-1][0].startswith("/account/inloggen/")
    assert b'type="password"' not in response.content


@pytest.mark.django_db
def test_member_without_a_role_gets_no_further_than_the_door_of_the_back_office(client, as_member):
    as_member("Anna")
    response = client.get("/beheer/", follow=True)
    assert response.status_code in (200, 403)
    assert len(response.redirect_chain) < 4
    assert b"wagtail" not in response.content
