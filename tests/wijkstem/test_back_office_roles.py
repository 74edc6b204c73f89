"""Who may open what of our own in the back office: every address, for everybody one can be."""

import re

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.contrib.settings.registry import registry
from wagtail.models import Site

from content.models import Brand
from governance.joining.models import Question
from governance.members.actions import groups, imports
from governance.members.models import RegisterImport, RegisterSettings
from tests import factories
from tests.factories import actor
from tests.wijkstem import access_matrix_fixtures as fixtures
from tests.wijkstem import matrix_back_office as matrix
from tests.wijkstem.matrix_back_office import ABSENT, METHOD, ON, OPEN, WRONG
from tests.wijkstem.test_access import leaves

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NO, DOOR, FACTOR = "no", "asked to sign in", "asked for a second factor"
OURS = ("wijkstem", "content", "budgets", "proposals", "governance")
ROLES = (*fixtures.ROLES, "supporter")
IN_OFFICE = [role for role, held in fixtures.ROLES.items() if held]
PAGES_OF_WAGTAIL = ("beheer/login/", "beheer/pages/")
"""The way in that nobody has, and pages, whose rights hang on the tree of pages."""


def is_ours(view):
    """Whether a view is our code, or shows a model of ours."""
    kind = getattr(view, "view_class", view)
    model = getattr(view, "view_initkwargs", {}).get("model") or getattr(kind, "model", None)
    modules = [view.__module__, kind.__module__]
    if hasattr(model, "_meta"):
        modules.append(model.__module__)
    return any(module.partition(".")[0] in OURS for module in modules)


def found(patterns):
    """Our addresses below /beheer/, with `{}` for what they take."""
    routes = {
        route for route, view in leaves(patterns) if route.startswith("beheer/") and is_ours(view)
    }
    for model in registry:
        at = f"beheer/settings/{model._meta.app_label}/{model._meta.model_name}/"
        routes |= {at, f"{at}<int:pk>/", f"{at}<int:pk>/preview/"}
    ours = (route for route in routes if not route.startswith(PAGES_OF_WAGTAIL))
    return {re.sub("<[^>]*>", "{}", route.removeprefix("beheer/")) for route in ours}


def declared():
    return {re.sub("{[^}]*}", "{}", address) for address, _who, _outcome in matrix.ROWS}


def test_every_address_of_ours_in_the_back_office_is_declared():
    assert apps.is_installed("wagtail.contrib.settings")
    assert found(get_resolver().url_patterns) == declared()


def test_an_address_that_is_not_declared_is_found():
    def forgotten(request):
        raise AssertionError

    forgotten.__module__ = "governance.members.views.imports"
    office = URLResolver(get_resolver().pattern, [])
    office.pattern = type("Prefix", (), {"__str__": lambda _self: "beheer/nieuw/"})()
    office.__dict__["url_patterns"] = [URLPattern(get_resolver().pattern, forgotten)]
    assert found([office]) - declared() != set()


@pytest.fixture
def town(town):
    town.users["supporter"] = factories.member("supporter", kind="supporter").user
    groups.keep_groups()
    return town


def words(town):
    """What goes into the address in the place of each word."""
    member = town.members["member"]
    file = imports.upload(name="leden.csv", content=b"Naam;Wijk\nAnna;Haven\n", by=actor("test"))
    site = Site.objects.get(is_default_site=True)
    Brand.for_site(site)
    return {
        "member": member.pk,
        "user": member.user_id,
        "place": member.neighbourhood_id,
        "kind": "resident",
        "import": file.pk,
        "straw": town.straw.pk,
        "question": Question.objects.create(text="Waarom?", text_en="Why?").pk,
        "settings": RegisterSettings.load().pk,
        "site": site.pk,
    }


def sign_in(town, role, way="mfa"):
    client = Client(raise_request_exception=False)
    if town.users[role]:
        factories.sign_in(client, town.users[role], way=way)
    return client


def ask(client, method, address):
    """What one request brings; whatever it did is undone."""
    with transaction.atomic():
        found = outcome(getattr(client, method)(f"/beheer/{address}"), client)
        transaction.set_rollback(True)
    return found


def outcome(answer, client):
    if answer.status_code != 302:
        known = {200: OPEN, 286: OPEN, 403: NO, 404: ABSENT, 405: METHOD, 422: WRONG}
        return known.get(answer.status_code, answer.status_code)
    place = answer.headers["Location"].partition("?")[0]
    if place == "/beheer/login/":  # Wagtail's, which is our door
        return DOOR if "_auth_user_id" not in client.session else NO
    if place.startswith(("/account/beveiliging/", "/account/opnieuw/")):
        return FACTOR
    return NO if place == "/beheer/" else ON


def refused(role):
    return DOOR if role == "visitor" else NO


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_declared(town, role):
    client, values, wrong = sign_in(town, role), words(town), []
    acts = re.compile("leden/(suspend|lift|leave|stay)/")
    for address, who, outcomes in matrix.ROWS:
        here = address.format(**values)
        here += f"?id={values['member']}" if acts.match(address) else ""
        for method, allowed in zip(("get", "post"), outcomes, strict=True):
            wanted = {allowed} if role in who else {refused(role)}
            if role in matrix.EVERY_ROLE and allowed == METHOD:
                wanted.add(METHOD)  # said before anything else
            got = ask(client, method, here)
            if got not in wanted:
                wrong.append(f"{method} {here}: {got}, not {wanted}")
    assert wrong == []


@pytest.mark.parametrize("role", IN_OFFICE)
def test_without_a_second_factor_nothing_opens_in_the_back_office(town, role):
    client, values = sign_in(town, role, way="code"), words(town)
    for address, _who, _outcomes in matrix.ROWS:
        for method in ("get", "post"):
            assert ask(client, method, address.format(**values)) == FACTOR, address


@pytest.mark.parametrize("state", RegisterImport.State.values)
def test_an_import_opens_in_every_state_for_who_keeps_the_register_only(town, state):
    pk = words(town)["import"]
    RegisterImport.objects.update(state=state)
    for role in ROLES:
        client = sign_in(town, role)
        for page, allowed in matrix.IN_STATE[state].items():
            wanted = allowed if role in matrix.SEE else refused(role)
            assert ask(client, "get", f"leden-importeren/{pk}/{page}") == wanted, (role, page)
        before = RegisterImport.objects.values().get()
        for act in ("start", "cancel", "check", "again"):
            if role not in matrix.SEE:
                client.post(f"/beheer/leden-importeren/{pk}/doen/", {"act": act})
        assert RegisterImport.objects.values().get() == before
