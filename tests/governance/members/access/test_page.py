"""What a page declares is what happens: on a page that only these tests have."""

import time

import pytest
from django import forms
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.http import Http404, HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wijkstem.roles.addresses import Address, all_addresses

from governance.members.access.act_page import act_page
from governance.members.access.capabilities import CAPABILITIES, BoardPage, Can, Who
from governance.members.access.page import page
from governance.members.access.request import posted
from governance.members.models import User
from governance.members.roles import Role
from governance.refusals import Refusal, Refused
from tests import factories
from tests.toys.addresses import urlpatterns as addresses

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SWEEP = Can(
    "test_sweep",
    _("Sweeps the street."),
    {Role.CHAIR, Role.TREASURER},
    board_pages=[BoardPage("sweep-reading", _("Brooms"), _("Who sweeps today"))],
    permissions=["wagtailredirects.view_redirect"],
    within={lambda: Page.objects.filter(depth=1): ["wagtailcore.lock_page"]},
)
del CAPABILITIES[SWEEP.key]  # the page of roles does not know what only a test can do


class BroomRefusal(Refusal):
    WET = (409, _("The street is wet."))
    SHORT = (422, _("The broom is too short."))


class BroomForm(forms.Form):
    length = forms.IntegerField()
    blames = {BroomRefusal.SHORT: "length"}


def sweep(*, length):
    if length < 10:
        raise Refused(BroomRefusal.SHORT)
    if length > 100:
        raise Refused(BroomRefusal.WET)
    return "/mijn/"


@page(SWEEP)
def reading(request):
    return HttpResponse("swept")


@page(SWEEP, post=True, reauthenticate=True)
def weighty(request):
    return HttpResponse("swept")


@page(Who.MEMBERS, get=False, post=True)
def acting(request):
    return HttpResponse("swept")


@page(Who.EVERYONE)
def more_for_a_role(request):
    return HttpResponse("a broom" if request.visitor.can(SWEEP) else "a street")


@page(Who.EVERYONE)
def hidden_but_for_a_role(request):
    if not request.visitor.can_or_ask(SWEEP):
        raise Http404
    return HttpResponse("a broom")


@page(Who.EVERYONE, post=True)
def form(request):
    return act_page(request, BroomForm(posted(request)), "test/broom.html", sweep, street="Kade")


@page(Who.EVERYONE)
def wet(request):
    raise Refused(BroomRefusal.WET)


@page(Who.EVERYONE, cached=True)
def kept(request):
    return HttpResponse("swept")


urlpatterns = [
    *(
        path(f"bezem/{view.__name__}/", view, name=f"sweep-{view.__name__}")
        for view in (
            *(reading, weighty, acting, more_for_a_role, hidden_but_for_a_role, form, wet, kept),
        )
    ),
    *addresses,
]
BROOM = "{{ street }}: {{ form.length.errors }}{{ form.length.value }} {{ refusal.sentence }}"


@pytest.fixture(autouse=True)
def with_test_pages(settings):
    templates = [
        {
            **settings.TEMPLATES[0],
            "APP_DIRS": False,
            "OPTIONS": {
                **settings.TEMPLATES[0]["OPTIONS"],
                "loaders": [
                    ("django.template.loaders.locmem.Loader", {"test/broom.html": BROOM}),
                    "django.template.loaders.filesystem.Loader",
                    "django.template.loaders.app_directories.Loader",
                ],
            },
        }
    ]
    with override_settings(ROOT_URLCONF=__name__, TEMPLATES=templates):
        yield


def come_in(client, *roles, way="mfa"):
    factories.sign_in(client, factories.member("Iemand", *roles).user, way=way)


def place(answer):
    return answer.headers.get("Location", "").partition("?")[0]


SWEEPERS = [Role.CHAIR, Role.TREASURER]
OTHERS = [role for role in Role if role not in SWEEPERS]


@pytest.mark.parametrize("role", SWEEPERS)
def test_a_capability_lets_its_roles_in(client, role):
    come_in(client, role)
    assert client.get("/bezem/reading/").content == b"swept"


@pytest.mark.parametrize("roles", [(), *((role,) for role in OTHERS)])
def test_others_get_a_plain_no(client, roles):
    come_in(client, *roles)
    assert client.get("/bezem/reading/").status_code == 403


def test_visitors_sign_in_first(client):
    assert place(client.get("/bezem/reading/")) == "/account/inloggen/"


def test_a_login_without_membership_is_no_member(client):
    factories.sign_in(client, User.objects.create_user("bureau@example.org"))
    assert client.post("/bezem/acting/").status_code == 403


def test_a_role_counts_only_with_a_second_factor(client):
    come_in(client, Role.CHAIR, way="code")
    assert place(client.get("/bezem/reading/")) == "/account/beveiliging/instellen/"
    assert client.get("/bezem/more_for_a_role/").content == b"a street"
    assert place(client.get("/bezem/hidden_but_for_a_role/")) == "/account/beveiliging/instellen/"


def test_with_the_factor_a_page_for_all_shows_more(client):
    come_in(client, Role.CHAIR)
    assert client.get("/bezem/more_for_a_role/").content == b"a broom"
    assert client.get("/bezem/hidden_but_for_a_role/").content == b"a broom"


@pytest.mark.parametrize("roles", [(), (Role.EDITOR,)])
def test_who_cannot_do_it_is_not_asked_for_a_factor(client, roles):
    come_in(client, *roles, way="code")
    assert client.get("/bezem/hidden_but_for_a_role/").status_code == 404


METHODS = {
    "reading": {"get", "head"},
    "weighty": {"get", "head", "post"},
    "acting": {"post"},
}


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options"])
def test_only_declared_methods_are_answered(client, name, method):
    come_in(client, Role.CHAIR)
    answer = getattr(client, method)(f"/bezem/{name}/")
    assert answer.status_code == (200 if method in METHODS[name] else 405)


def test_nothing_is_kept_by_a_browser_unless_the_page_says_so(client):
    come_in(client, Role.CHAIR)
    assert "no-store" in client.get("/bezem/reading/").headers["Cache-Control"]
    assert "Cache-Control" not in client.get("/bezem/kept/").headers


def test_sensitive_page_asks_again_after_a_quarter_of_an_hour(client):
    come_in(client, Role.CHAIR)
    assert client.get("/bezem/weighty/").content == b"swept"
    session = client.session
    session["account_authentication_methods"][0]["at"] = time.time() - 16 * 60
    session.save()
    assert place(client.get("/bezem/weighty/")) == "/account/opnieuw/"
    assert client.get("/bezem/reading/").content == b"swept"


def test_refusal_becomes_a_page_with_its_status_and_sentence(client):
    answer = client.get("/bezem/wet/")
    assert answer.status_code == 409
    assert "<h1>The street is wet.</h1>" in answer.content.decode()


def test_form_is_shown_and_acts(client):
    shown = client.get("/bezem/form/")
    assert (shown.status_code, shown.content.decode().split()) == (200, ["Kade:", "None"])
    assert place(client.post("/bezem/form/", {"length": "50"})) == "/mijn/"


@pytest.mark.parametrize(
    ("length", "status", "field", "sentence"),
    [("long", 422, True, ""), ("5", 422, True, ""), ("500", 409, False, "The street is wet.")],
)
def test_what_is_refused_comes_back_filled_in(client, length, status, field, sentence):
    answer = client.post("/bezem/form/", {"length": length})
    assert answer.status_code == status
    assert answer.context["form"]["length"].value() == length
    assert bool(answer.context["form"]["length"].errors) is field
    assert answer.content.decode().endswith(f"{length} {sentence}")


def test_refusal_stands_at_the_field_it_blames(client):
    answer = client.post("/bezem/form/", {"length": "5"})
    assert answer.context["form"]["length"].errors == ["The broom is too short."]


def test_page_of_roles_reads_the_declaration():
    mine = {one for one in all_addresses() if one.name.startswith("sweep-weighty")}
    chosen = frozenset({Role.CHAIR, Role.TREASURER})
    declared = frozenset({SWEEP})
    assert mine == {
        Address("sweep-weighty", "/bezem/weighty/", declared, chosen, reauthenticate=True)
    }


@pytest.mark.parametrize("role", Role)
def test_capability_is_in_the_menu_on_the_page_of_roles_and_in_the_back_office(
    client, monkeypatch, role
):
    monkeypatch.setitem(CAPABILITIES, SWEEP.key, SWEEP)
    call_command("prepare", verbosity=0)
    group, sweeps = Group.objects.get(name=role.value), role in SWEEP.roles
    assert group.permissions.filter(codename="view_redirect").exists() is sweeps
    locks = group.page_permissions.filter(permission__codename="lock_page").exists()
    assert locks is (sweeps or role == Role.ADMINISTRATOR)
    factories.sign_in(client, factories.member("Anna", role).user)
    assert ("Who sweeps today" in client.get("/en/mijn/").content.decode()) is sweeps
    card = client.get("/en/rollen/").content.decode().partition(f'id="{role.value}"')[2]
    assert ("Sweeps the street." in card.partition("</section>")[0]) is sweeps


def test_two_capabilities_cannot_have_one_name():
    try:
        Can("test_twice", _("Sweeps the street."), {Role.CHAIR})
        with pytest.raises(ValueError, match="test_twice"):
            Can("test_twice", _("Sweeps the other street."), {Role.CHAIR})
    finally:
        del CAPABILITIES["test_twice"]
