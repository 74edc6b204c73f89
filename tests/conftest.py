"""What all tests share."""

import os

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

from governance.ballots import guards
from tests import factories

hypothesis_settings.register_profile("house", deadline=None, print_blob=True)
hypothesis_settings.load_profile("house")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def nobody_tried_before():
    """Who tries too often has to wait; each test begins anew."""
    cache.clear()


@pytest.fixture
def as_member(client):
    """Signs a new member in and returns them: `as_member("Anna", Role.CHAIR)`."""

    def sign_in(name="", *roles, **fields):
        someone = factories.member(name, *roles, **fields)
        factories.sign_in(client, someone.user)
        return someone

    return sign_in


ONCE = {"test_roles.py", "test_states.py"}
"""Who may open what does not hang on the database."""


def pytest_collection_modifyitems(items):
    """The rules know no database, and one journey in the browser shows that pages work on either:
    the others need not run once per database."""
    for item in items:
        journey = item.path.parent.name == "journeys" and item.path.name != "test_voting_journey.py"
        if "rules" in item.path.parts or item.path.name in ONCE or journey:
            item.add_marker(pytest.mark.any_database)


@pytest.fixture(autouse=True, scope="session")
def flushing_goes_past_the_guards():
    """Emptying the tables after a test with transactions is deleting, which the ballot box's guards
    refuse on SQLite."""
    empty = TransactionTestCase._fixture_teardown

    def lift_first(case):
        guards.lift(connection)
        empty(case)
        guards.install(connection)

    TransactionTestCase._fixture_teardown = lift_first
    yield
    TransactionTestCase._fixture_teardown = empty
