"""The pages of votes ask the database as much for a large vote as for a small one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.ballots.actions import electors, lifecycle, tally
from governance.ballots.models import Poll
from governance.members.roles import Role
from tests.factories import (
    actor,
    budget_round,
    draft,
    election,
    member,
    neighbourhood,
    resolution,
    sign_in,
    vote,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def opened_resolution(size):
    return resolution(f"besluit-{size}", mode="open", public=True), "yes"


def opened_election(size):
    names = [f"Naam{number}" for number in range(size)]
    poll = election(f"verkiezing-{size}", rule="stv", names=" ".join(names))
    return poll, {"rank": [name.lower() for name in names]}


def opened_budget(size):
    costs = {f"plan{number}": 100 for number in range(size)}
    poll = budget_round(f"budget-{size}", costs=costs, budget=100 * size).poll
    return poll, {"approve": list(costs)}


def counted(poll):
    lifecycle.close(poll=poll, by=actor("chair"))
    tally.tally(poll=poll)
    return Poll.objects.get(pk=poll.pk)


def queries(client, address):
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


@pytest.mark.parametrize("opened", [opened_resolution, opened_election, opened_budget])
def test_open_poll_and_its_result_ask_no_more_for_more_voters_and_choices(client, opened):
    reader = member("Meryem", Role.CHAIR, Role.SECRETARY, Role.COUNTING)
    sign_in(client, reader.user)
    found = []
    for size, held in ((2, 0), (9, 2)):
        voters = [member() for _ in range(size)]
        poll, choice = opened(size)
        for principal in voters[:held]:
            electors.set_proxy(poll=poll, principal=principal, holder=reader, by=actor("test"))
        for voter in voters[held:]:
            vote(poll, voter, choice)
        address = poll.get_absolute_url()
        while_open = queries(client, address)
        found.append((while_open, queries(client, counted(poll).get_absolute_url())))
    assert found[0] == found[1]


def test_list_asks_no_more_for_more_drafts_votes_and_papers(client):
    reader = member("Meryem", Role.CHAIR)
    sign_in(client, reader.user)
    principal = member()
    found = []
    for size in (1, 6):
        for number in range(size):
            place = neighbourhood(f"Buurt{size}{number}")
            draft(f"concept-{size}-{number}", neighbourhood=place)
            running = resolution(f"open-{size}-{number}")
            electors.set_proxy(poll=running, principal=principal, holder=reader, by=actor("test"))
            counted(resolution(f"klaar-{size}-{number}"))
        found.append(queries(client, "/stemmingen/"))
    assert found[0] == found[1]
