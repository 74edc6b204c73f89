"""The page of roles says what is in force: held to the matrix and to the groups."""

import html
import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Collection, Page
from wijkstem.roles.addresses import all_addresses

from governance.members.access.capabilities import CAPABILITIES, Who
from governance.members.roles import Role
from tests.factories import sign_in
from tests.wijkstem import access_matrix_fixtures as fixtures
from tests.wijkstem.test_roles import ABSENT, DOOR, MATRIX, METHOD, NO

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
OFFICES = {
    "editor": Role.EDITOR,
    "secretary": Role.SECRETARY,
    "chair": Role.CHAIR,
    "treasurer": Role.TREASURER,
    "counting": Role.COUNTING,
    "administrator": Role.ADMINISTRATOR,
}


def page_as(town, role):
    client = Client(raise_request_exception=False)
    sign_in(client, town.users[role])
    return client.get("/rollen/").content.decode()


def listed(page, key):
    """The names of the addresses in the exact list of one role, as they stand on the page."""
    part = page.partition(f'id="exact-{key}"')[2].partition("</details>")[0]
    return set(re.findall(r'<th scope="row"><code>([^<]*)</code>', part))


def lets_in(page, role, name):
    """What the page says of this address for somebody of the town."""
    if name in listed(page, "EVERYONE"):
        return True
    if name in listed(page, "SIGNED_IN") and role != "visitor":
        return True
    if name in listed(page, "MEMBERS") and role not in ("visitor", "signed in"):
        return True
    return role in OFFICES and name in listed(page, OFFICES[role].value)


def test_exact_lists_say_what_the_declared_matrix_says(town):
    """Whom the page keeps out gets no further than the door; whom a role lets in gets further."""
    page = page_as(town, "administrator")
    ours = {address.name for address in all_addresses()}
    wrong = []
    for name, method, _arguments, row in MATRIX:
        for role in fixtures.ROLES if name in ours else ():
            inside = lets_in(page, role, name)
            office = role in OFFICES and name in listed(page, OFFICES[role].value)
            if not inside and row[role] not in (NO, DOOR, METHOD, ABSENT):
                wrong.append(f"{role} {method} {name}: {row[role]}, but not on the page")
            if office and row[role] in (NO, DOOR):
                wrong.append(f"{role} {method} {name}: {row[role]}, but on the page")
    assert wrong == []
    assert len(ours) > 40


def test_exact_lists_hold_the_permissions_of_the_groups(town):
    page = page_as(town, "chair")
    for role in Role:
        part = page.partition(f'id="exact-{role.value}"')[2].partition("</details>")[0]
        group = Group.objects.get(name=role.value)
        wanted = {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()}
        shown = set(re.findall(r"<li><code>([^<:]*)</code>", part))
        assert shown == wanted, role
        pages = group.page_permissions.count() + group.collection_permissions.count()
        assert len(re.findall(r"<li><code>[^<]*: [^<]*</code>", part)) == pages


def test_roles_open_addresses_by_a_capability_whose_words_stand_on_the_page(town):
    for address in all_addresses():
        bare = [one for one in address.declared if isinstance(one, Role)]
        assert not bare or address.name == "roles", address
    page = page_as(town, "member")
    for role in Role:
        card = page.partition(f'id="{role.value}"')[2].partition("</section>")[0]
        words = {str(can.words) for can in CAPABILITIES.values() if role in can.roles}
        assert set(re.findall(r"<li>([^<]*)</li>", html.unescape(card))) == words, role
        assert words


def test_every_capability_opens_an_address_or_the_back_office():
    opening = {one for address in all_addresses() for one in address.declared}
    idle = [can.key for can in CAPABILITIES.values() if can not in opening and not can.permissions]
    assert idle == []


def test_groups_may_do_what_the_capabilities_of_their_role_say_and_no_more(town):
    for role in Role:
        group = Group.objects.get(name=role.value)
        granted = {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()}
        cans = [can for can in CAPABILITIES.values() if role in can.roles]
        assert granted == {name for can in cans for name in can.permissions}, role
        within = [
            (place, name.partition(".")[2])
            for can in cans
            for places, names in can.within.items()
            for place in places()
            for name in names
        ]
        for kind, given in (
            (Page, group.page_permissions),
            (Collection, group.collection_permissions),
        ):
            there = {(place.pk, name) for place, name in within if isinstance(place, kind)}
            at = kind._meta.model_name
            assert set(given.values_list(at, "permission__codename")) == there, (role, kind)


@pytest.mark.parametrize("role", list(fixtures.ROLES))
def test_members_see_who_holds_a_role_and_only_the_board_the_exact_lists(town, role):
    client = Client(raise_request_exception=False)
    if town.users[role]:
        sign_in(client, town.users[role])
    answer = client.get("/rollen/")
    if role in ("visitor", "signed in"):
        assert answer.status_code in (302, 403)
        return
    page = answer.content.decode()
    assert town.members["chair"].name in page.partition(f'id="{Role.CHAIR.value}"')[2]
    board = role in ("chair", "secretary", "treasurer", "administrator")
    assert ("exact-EVERYONE" in page) is board


def test_address_that_proves_anew_is_marked():
    reauthenticating = {address.name for address in all_addresses() if address.reauthenticate}
    assert {"board:appoint", "board:end_term", "board:erase"} <= reauthenticating
    assert "board:terms" not in reauthenticating
    assert all(isinstance(one, Who | Role) for a in all_addresses() for one in a.admits)
