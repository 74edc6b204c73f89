"""Members stay out of all that Wagtail keeps and shows by itself, and nobody gets in the back
office at what is not their work."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models import CharField, JSONField, TextField
from django.urls import URLResolver, get_resolver
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.viewsets import viewsets
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision
from wagtail.search.index import class_is_indexed
from wagtail.snippets.models import get_snippet_models

from governance.members.models import (
    Member,
    MemberEvent,
    MemberKind,
    Neighbourhood,
    RegisterExport,
    Term,
    User,
)
from governance.members.roles import Role
from tests.factories import member, neighbourhood
from tests.wijkstem.test_access import leaves

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NAME = "Zeldzame Aalscholver"
REGISTER = (Member, MemberEvent, RegisterExport)
WAGTAIL = ("wagtail", "modelsearch", "taggit", "django_tasks")


def form(**fields):
    return {
        "name": NAME,
        "kind": "resident",
        "neighbourhood": neighbourhood("Haven").pk,
        "language": "nl",
        "joined_on": "2026-01-05",
    } | fields


def remembered(needle):
    """Every row of Wagtail's own tables in which these words stand."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.app_label.startswith(WAGTAIL):
            continue
        for field in model._meta.fields:
            if isinstance(field, CharField | TextField | JSONField):
                for value in model._base_manager.values_list(field.name, flat=True):
                    if needle in str(value):
                        found.append(f"{model._meta.label}.{field.name}")
    return found


def live_through_everything(client):
    """All that the screens can do to one member."""
    client.post("/beheer/leden/new/", form(email="zeldzaam@wijk.example"))
    someone = Member.objects.get(name=NAME)
    client.post(f"/beheer/leden/edit/{someone.pk}/", form(street="Kade 3", reason="verhuisd"))
    for name in ("suspend", "lift", "leave", "stay"):
        client.post(f"/beheer/leden/{name}/?id={someone.pk}", {"on": "2026-11-01", "reason": "x"})
    client.post("/beheer/leden/export/", {"columns": ["name"], "form": "csv"})
    client.get(f"/beheer/leden/?q={NAME}")
    return someone


def test_wagtail_keeps_nothing_of_a_member(secretary, client):
    someone = live_through_everything(client)
    assert [event.kind for event in someone.events.order_by("pk")] == [
        "admitted", "changed", "suspended", "reinstated", "left", "stayed",
    ]  # fmt: skip
    assert remembered(NAME) == remembered("zeldzaam@wijk.example") == []
    assert not ModelLogEntry.objects.exists()
    assert not Revision.objects.filter(content_type__app_label="members").exists()
    assert not ReferenceIndex.objects.filter(content_type__app_label="members").exists()


def test_wagtails_tables_would_have_been_looked_through(secretary, client):
    """The control: what Wagtail does log is found."""
    fields = {"name": NAME, "level": "wijk", "order": "1"}
    client.post("/beheer/buurten/new/", fields)
    assert remembered(NAME) == ["wagtailcore.ModelLogEntry.label"]


@pytest.mark.parametrize("model", REGISTER)
def test_wagtail_knows_no_search_snippet_log_or_address_of_the_register(secretary, client, model):
    assert not class_is_indexed(model)
    assert model not in get_snippet_models()
    assert model not in ReferenceIndex.tracked_models
    if model is Member:
        assert AdminURLFinder(secretary.user).get_edit_url(secretary) is None


def test_nothing_in_wagtails_own_pages_names_a_member(secretary, client):
    live_through_everything(client)
    places = ["", "reports/site-history/", "pages/search/?q=Aalscholver", "snippets/"]
    places += ["documents/?q=Aalscholver", "images/?q=Aalscholver", "choose-page/search/?q=Zeld"]
    for place in places:
        assert NAME not in client.get(f"/beheer/{place}").content.decode()
    assert NAME in client.get("/beheer/leden/?q=Aalscholver").content.decode()


# --- who may open what

LOOK = ["leden/", "leden/results/", "leden/inspect/{member}/", "leden/history/{member}/"]
LOG = ["ledenuitvoer/", "ledenuitvoer/results/"]
WORK = [
    *("leden/new/", "leden/edit/{member}/", "leden/export/"),
    *(f"leden/{name}/" for name in ("suspend", "lift", "leave", "stay")),
    *("ledensoorten/", "ledensoorten/results/", "ledensoorten/new/"),
    *("buurten/", "buurten/results/", "buurten/new/"),
    *(f"ledensoorten/{verb}/{{kind}}/" for verb in ("edit", "delete")),
    *(f"buurten/{verb}/{{place}}/" for verb in ("edit", "delete")),
    *(f"ledensoorten/{verb}/{{kind}}/" for verb in ("history", "history-results")),
    *(f"buurten/{verb}/{{place}}/" for verb in ("history", "history-results")),
]
ALL = {*LOOK, *LOG, *WORK}
MAY = {
    Role.SECRETARY: ALL,
    Role.ADMINISTRATOR: ALL,
    Role.CHAIR: {*LOOK, *LOG},
    Role.TREASURER: {*LOOK, *LOG},
    Role.EDITOR: set(),
    Role.COUNTING: set(),
}
OURS = ("leden/", "ledenuitvoer/", "ledensoorten/", "buurten/")


def back_office():
    office = next(p for p in get_resolver().url_patterns if str(p.pattern) == "beheer/")
    while isinstance(office, URLResolver) and str(office.pattern) != "beheer/":
        office = office.url_patterns[0]
    return [route for route, _view in leaves(office.url_patterns)]


def declared():
    names = {"{member}": "<int:pk>", "{place}": "<int:pk>", "{kind}": "<str:pk>"}
    for address in ALL:
        for name, argument in names.items():
            address = address.replace(name, argument)
        yield address


def test_every_address_of_the_register_is_declared():
    found = {address for address in back_office() if address.startswith(OURS)}
    assert found == set(declared())


@pytest.mark.parametrize("role", list(MAY))
def test_each_role_opens_its_own_screens_of_the_register_only(office, client, role):
    someone = office(role)
    words = {"member": someone.pk, "place": someone.neighbourhood_id, "kind": "resident"}
    opened = set()
    for address in ALL:
        query = f"?id={someone.pk}" if address.startswith("leden/") else ""
        answer = client.get(f"/beheer/{address.format(**words)}{query}")
        assert answer.status_code in (200, 302, 403)
        opened |= {address} if answer.status_code == 200 else set()
    assert opened == MAY[role]


@pytest.mark.parametrize("role", [role for role in MAY if MAY[role] != ALL])
def test_who_may_only_look_changes_nothing(office, client, role):
    someone = office(role)
    other = member("Anna")
    fields = form(email="evil@wijk.example")
    before = state()
    for name in ("suspend", "lift", "leave", "stay"):
        client.post(f"/beheer/leden/{name}/?id={other.pk}", {"on": "2026-11-01", "reason": "x"})
    client.post("/beheer/leden/new/", fields)
    for one in (someone, other):
        client.post(f"/beheer/leden/edit/{one.pk}/", fields)
    client.post("/beheer/ledensoorten/edit/resident/", {"name": "x", "name_en": "x", "votes": 9})
    client.post("/beheer/ledensoorten/delete/supporter/")
    client.post("/beheer/buurten/new/", {"name": "x", "level": "wijk", "order": 1})
    client.post("/beheer/leden/export/", {"columns": ["name"], "form": "csv"})
    assert state() == before


def state():
    """What no request without a right to it may change."""
    return {
        "rights": rights(),
        "members": list(Member.objects.order_by("pk").values()),
        "kinds": list(MemberKind.objects.values()),
        "places": list(Neighbourhood.objects.values()),
        "exports": RegisterExport.objects.count(),
    }


def rights():
    """Who is what, and what each group may do."""
    user_fields = ("pk", "email", "is_superuser", "is_staff", "is_active", "password")
    own, inside = User.user_permissions.through.objects, User.groups.through.objects
    return {
        "users": list(User.objects.order_by("pk").values(*user_fields)),
        "own": sorted(own.values_list("user_id", "permission_id")),
        "inside": sorted(inside.values_list("user_id", "group_id")),
        "groups": sorted(Group.objects.values_list("pk", "name")),
        "granted": sorted(Group.permissions.through.objects.values_list("group", "permission")),
        "permissions": sorted(Permission.objects.values_list("pk", "codename")),
        "terms": sorted(Term.objects.values_list("pk", "user", "role")),
    }


def filled(address, numbers):
    """The address with numbers in the place of its arguments; none for those without a fit."""
    for start, end in (("<", ">"), ("(?P<", ")")):
        while start in address:
            head, _, rest = address.partition(start)
            argument, _, tail = rest.partition(end)
            name = argument.rpartition(":")[2].partition(">")[0]
            address = head + str(numbers.get(name, numbers["pk"])) + tail
    return address.replace("^", "").replace("$", "").replace("\\Z", "").replace("?", "")


def test_no_address_of_the_back_office_gives_the_secretary_a_right(secretary, client):
    """To every address that Wagtail and we have below /beheer/ goes all that would make somebody
    an administrator. Only the register changes users: by their membership."""
    chair = member("Meryem", Role.CHAIR)
    client.raise_request_exception = False
    group = Group.objects.get(name=Role.ADMINISTRATOR.value)
    before, seen = rights(), 0
    everything = {
        **dict.fromkeys(["name", "first_name", "last_name"], "evil"),
        "groups": [group.pk],
        "role": [group.pk],
        **dict.fromkeys(["is_superuser", "is_staff", "is_active", "confirm", "action-edit"], "on"),
        "email": "evil@wijk.example",
        "language": "nl",
        "permissions": list(Permission.objects.values_list("pk", flat=True)),
        "user_permissions": [1],
    }
    assert {path.partition("/")[0] for path in back_office()} > {"users", "groups", "leden"}
    for path in back_office():
        if path.startswith("logout") or "<str:app_label>" in path:
            continue
        pks = [chair.user.pk, secretary.user.pk] if path.startswith("users/") else [group.pk]
        for pk in pks:
            address = "/beheer/" + filled(path, {"pk": pk})
            answer = client.post(address, everything)
            seen += 1
            assert answer.status_code < 500 or not path.startswith(OURS), address
    assert seen > 200
    assert rights() == before


def test_every_viewset_of_the_register_is_known_to_these_tests():
    ours = [one for one in viewsets.viewsets if getattr(one, "app_label", "") == "members"]
    assert {f"{one.url_prefix}/" for one in ours} >= set(OURS)
