"""How many examples the property tests of the ballot box try, and tables without a past."""

import pytest
from django.db import connection

from governance.ballots.models import Ballot, Participation
from governance.ballots.verification import triggers
from governance.notifications.models import OutboxMail
from tests.examples import load_profile

pytest.register_assert_rewrite("tests.governance.ballots.lives")

load_profile()


@pytest.fixture
def empty_files(transactional_db):
    """The tables of an earlier test hold deleted rows. PostgreSQL would put new ones in their
    places, in no order, and then a linker fails for a reason of its own."""
    if connection.vendor != "postgresql":
        return
    tables = ", ".join(model._meta.db_table for model in (Ballot, Participation, OutboxMail))
    triggers.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")
    triggers.install(connection)
