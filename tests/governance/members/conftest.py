"""Those who come in at the back office."""

import pytest

from governance.members.roles import Role
from tests.factories import member, sign_in


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
