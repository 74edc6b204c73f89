"""The linker: somebody with full SQL who reads voters and ballots off the order of the rows."""

import random

import pytest
from django.db import connection

from governance.ballots import actions
from governance.ballots.models import Ballot, Participation
from tests.factories import ballot_code, entry_of, member, resolution, vote

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

VOTERS = 40


def in_row_order(model, column):
    """A column in the order in which the database holds the rows."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {column} FROM "{model._meta.db_table}" ORDER BY {place}')
        return [row[0] for row in cursor.fetchall()]


def linked(truth):
    """How many voters the order of the rows joins to their own ballot."""
    entries = in_row_order(Participation, "entry_id")
    codes = in_row_order(Ballot, "code")
    return sum(truth[entry] == code for entry, code in zip(entries, codes, strict=True))


def test_row_order_links_before_closing_and_not_after():
    voters = [member() for _ in range(VOTERS)]
    poll = resolution()
    random.Random(7).shuffle(voters)  # noqa: S311
    truth = {
        entry_of(poll, voter).pk: ballot_code(poll, vote(poll, voter, "yes")) for voter in voters
    }
    assert linked(truth) > 0.9 * VOTERS, "the control: the linker works on an open box"
    actions.close(poll=poll, by="chair")
    assert linked(truth) < 0.2 * VOTERS
    assert Ballot.objects.count() == Participation.objects.count() == VOTERS


def test_no_column_and_no_transaction_tells_one_ballot_from_another():
    voters = [member() for _ in range(5)]
    poll = resolution()
    for voter in voters:
        vote(poll, voter, "yes")
    actions.close(poll=poll, by="chair")
    assert in_row_order(Ballot, "code") == sorted(in_row_order(Ballot, "code"))
    assert in_row_order(Participation, "entry_id") == sorted(
        in_row_order(Participation, "entry_id")
    )
    if connection.vendor == "postgresql":
        assert len(set(in_row_order(Ballot, "xmin::text"))) == 1
        assert len(set(in_row_order(Participation, "xmin::text"))) == 1
