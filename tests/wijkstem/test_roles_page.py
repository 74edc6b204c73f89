"""The page of roles says what is in force: held to the matrix and to the groups."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wijkstem.roles.addresses import all_addresses
from wijkstem.roles.duties import DUTIES

from governance.members.permissions import Who
from governance.members.roles import Role
from tests.factories import sign_in
from tests.wijkstem import town as towns
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
        for role in towns.ROLES if name in ours else ():
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


def test_plain_words_belong_to_what_each_role_can_open(town):
    """Every address that a role opens stands with a duty, and no duty names another."""
    for role, duties in DUTIES.items():
        named = set().union(*(duty.addresses for duty in duties))
        opened = {address.name for address in all_addresses() if role in address.admits}
        assert named == opened - {"roles"}, role
    assert set(DUTIES) == set(Role)


def test_permissions_of_each_group_stand_with_a_duty(town):
    for role, duties in DUTIES.items():
        group = Group.objects.get(name=role.value)
        wanted = {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()}
        assert wanted == set().union(*(duty.permissions for duty in duties)), role


@pytest.mark.parametrize("role", list(towns.ROLES))
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
    anew = {address.name for address in all_addresses() if address.anew}
    assert {"board:appoint", "board:end_term", "board:erase"} <= anew
    assert "board:terms" not in anew
    assert all(isinstance(one, Who | Role) for a in all_addresses() for one in a.admits)
