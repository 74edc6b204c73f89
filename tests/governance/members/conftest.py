"""A prepared site, made once for all tests of a module, which each undo what they change."""

import io

import pytest
from django.core.management import call_command
from django.test import TestCase

from governance.members.roles import Role
from tests.factories import member, sign_in


@pytest.fixture(scope="module")
def prepared_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        transactions = TestCase._enter_atomics()  # such as the ones around every test
        call_command("prepare", verbosity=0, stdout=io.StringIO())
        yield
        TestCase._rollback_atomics(transactions)


@pytest.fixture
def office(prepared_once, db, client):
    """Signs in a member with this role: `office(Role.CHAIR)`."""

    def enter(role=Role.SECRETARY):
        someone = member("Henk Postma", role)
        sign_in(client, someone.user)
        return someone

    return enter


@pytest.fixture
def secretary(office):
    return office()
