"""Each test of the toys fails once the seam that it is about is broken."""

import inspect

import pytest

from governance.ballots import electors, kinds
from governance.ballots.kinds.election import methods
from governance.members.access.capabilities import CAPABILITIES
from governance.members.privacy.declarations import DECLARATIONS
from governance.notifications import mail_kinds
from tests.toys import test_electors, test_mail, test_page, test_personal, test_toys

# What the tests of the toys ask for.
from tests.toys.test_electors import counted, meeting, opened, people  # noqa: F401
from tests.toys.test_mail import reader  # noqa: F401
from tests.toys.test_toys import held  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def without(*registered):
    """Takes each of these out of its registry."""

    def break_it(request):
        for registry, name in registered:
            request.getfixturevalue("monkeypatch").delitem(registry, name)

    return break_it


def without_address(request):
    request.getfixturevalue("settings").ROOT_URLCONF = "wijkstem.urls"


def without_door(request):
    patch = request.getfixturevalue("monkeypatch")
    patch.setattr("governance.members.access.page.admit", lambda *_: None)


NO_KIND = without((kinds._counts, "light"), (kinds._papers, "light"))
NO_CAPABILITY = without((CAPABILITIES, "toys.count_birds"))
BREAKS = {
    test_toys: without((methods._methods, "veto")),
    test_electors: without((electors._policies, "present")),
    test_personal: without((DECLARATIONS, "toys.Sighting")),
    test_mail: without((mail_kinds.registered, "birds")),
    test_page: without_address,
    test_toys.test_new_kind_is_drafted_cast_counted_shown_exported_and_recounted: NO_KIND,
    test_toys.test_board_finds_the_new_kind_where_it_prepares_a_vote: NO_KIND,
    test_page.test_other_roles_are_refused_and_see_no_line_that_leads_there: without_door,
    test_page.test_who_has_no_such_role_comes_no_further: without_door,
    test_page.test_it_stands_in_the_menu_of_its_role: NO_CAPABILITY,
    test_page.test_page_of_roles_says_in_words_and_exactly_who_opens_it: NO_CAPABILITY,
    test_page.test_back_office_grants_its_role_what_the_capability_names: NO_CAPABILITY,
}
"""What is broken for the tests of a module, and for some of them alone."""
TOY_TESTS = {
    f"{module.__name__.rpartition('.')[2]}-{name}": (module, test)
    for module in (test_toys, test_electors, test_personal, test_mail, test_page)
    for name, test in vars(module).items()
    if name.startswith("test_")
}


@pytest.fixture
def role():
    return test_page.OTHERS[0]


def run(request, test):
    asked = inspect.signature(test).parameters
    test(**{name: request.getfixturevalue(name) for name in asked})


@pytest.mark.parametrize("name", TOY_TESTS)
def test_toy_test_fails_without_its_seam(request, name):
    module, test = TOY_TESTS[name]
    BREAKS.get(test, BREAKS[module])(request)
    with pytest.raises((AssertionError, KeyError)):
        run(request, test)
