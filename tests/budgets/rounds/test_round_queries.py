"""Pages of rounds ask as many queries however much there is to show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.rounds.actions import planning
from governance.ballots.actions import lifecycle, tally
from governance.members.roles import Role
from tests.factories import actor, admit_plans, neighbourhood, planned_round, put_to_vote

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def asked(client, address):
    """The page, and how many queries it took the second time."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200
    import os

    if os.environ.get("SHOWQ"):
        print("\n".join(q["sql"][:150] for q in queries))
    return response.context["page"], len(queries)


def rounds_of_one(number):
    for each in range(number):
        planned = planned_round(f"ronde-{number}-{each}")
        planning.add_envelope(round_=planned, amount=1, by=actor("test"))


def round_of_many(envelopes):
    """A round of which half the envelopes have a counted vote, and half wait for one."""
    planned = planned_round(f"ronde-{envelopes}")
    made = [
        planning.add_envelope(
            round_=planned,
            amount=1_000_00,
            neighbourhood=neighbourhood(f"Buurt {envelopes} {number}"),
            by=actor("test"),
        )
        for number in range(envelopes)
    ]
    for number, each in enumerate(made):
        admit_plans(each, {f"{key}-{number}": 400_00 for key in ("bank", "boom", "hek")})
    for each in made[1::2]:
        poll = lifecycle.open_poll(poll=put_to_vote(each).poll, by=actor("chair"))
        lifecycle.close(poll=poll, by=actor("chair"), then_count=False)
        tally.tally(poll=poll)
    return planned.get_absolute_url()


def test_list_of_rounds(client):
    rounds_of_one(2)
    assert len(asked(client, "/budget/")[0].planned) == 2
    few = asked(client, "/budget/")[1]
    rounds_of_one(6)
    shown, many = asked(client, "/budget/")
    assert len(shown.planned) == 8
    assert few == many <= 9


@pytest.mark.parametrize("role", [None, Role.CHAIR])
def test_round_with_more_envelopes(client, as_member, role):
    if role:
        as_member("Vera", role)
    few, many = (asked(client, round_of_many(envelopes)) for envelopes in (2, 8))
    assert [len(shown.cards) for shown, _ in (few, many)] == [2, 8]
    assert [bool(card.result) for card in many[0].cards] == [False, True] * 4
    assert bool(many[0].cards[0].prepare) == bool(role)
    assert few[1] == many[1] <= 15
