"""A new page with a capability, added in one room: opened, refused, and listed."""

import html

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wijkstem.roles.addresses import all_addresses

from governance.members.roles import Role
from tests.factories import member, sign_in
from tests.toys.capabilities import COUNT_BIRDS
from tests.toys.test_personal import saw

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BIRDS = "/en/vogels/"
OTHERS = sorted(set(Role) - COUNT_BIRDS.roles)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_it_tells_its_role_what_it_read(client, as_member):
    anna = as_member("Anna", Role.TREASURER)
    for bird in ("wren", "crow", "wren"):
        saw(anna, bird)
    assert "<ul><li>crow: 1</li><li>wren: 2</li></ul>" in page(client, BIRDS)


def test_its_queries_do_not_grow(client, as_member, django_assert_max_num_queries):
    anna = as_member("Anna", Role.TREASURER)
    for number in range(30):
        saw(anna, f"bird {number}")
    with django_assert_max_num_queries(15):
        assert page(client, BIRDS).count("<li>bird") == 30


@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_are_refused_and_see_no_line_that_leads_there(client, as_member, role):
    as_member("Bram", role)
    assert client.get(BIRDS).status_code == 403
    assert f'href="{BIRDS}"' not in page(client, "/en/mijn/")


def test_who_has_no_such_role_comes_no_further(client):
    assert client.get(BIRDS).headers["Location"].startswith("/en/account/inloggen/")
    sign_in(client, member("Bram").user)
    assert client.get(BIRDS).status_code == 403
    sign_in(client, member("Anna", Role.TREASURER).user, way="code")
    assert client.get(BIRDS).headers["Location"].startswith("/en/account/beveiliging/")


def test_it_stands_in_the_menu_of_its_role(client, as_member):
    as_member("Anna", Role.TREASURER)
    menu = page(client, "/en/mijn/")
    line = f'<a href="{BIRDS}">Birds</a> <span class="card__meta">Which were seen, and how often'
    assert line in menu


def test_page_of_roles_says_in_words_and_exactly_who_opens_it(client, as_member):
    as_member("Anna", Role.CHAIR)
    roles = page(client, "/en/rollen/")
    card = roles.partition(f'id="{Role.TREASURER.value}"')[2].partition("</section>")[0]
    assert "<li>Counts the birds of the neighbourhood.</li>" in card
    exact = roles.partition(f'id="exact-{Role.TREASURER.value}"')[2].partition("</details>")[0]
    assert '<th scope="row"><code>toys:birds</code>' in exact
    assert roles.count("<code>toys:birds</code>") == 1
    (found,) = (one for one in all_addresses() if one.name == "toys:birds")
    assert (found.route, found.admits) == (BIRDS, {Role.TREASURER})


def test_back_office_grants_its_role_what_the_capability_names():
    call_command("prepare", verbosity=0)
    holding = Group.objects.filter(permissions__content_type__app_label="toys").distinct()
    assert [group.name for group in holding] == [Role.TREASURER]
    codes = holding.get().permissions.filter(content_type__app_label="toys")
    assert set(codes.values_list("codename", flat=True)) == {"view_sighting", "delete_sighting"}
