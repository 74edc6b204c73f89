"""A real round, imported and counted, and counted again from what the box holds."""

import json
from collections import Counter

import pytest

from budgets.rounds.actions.imports import import_round
from governance.ballots.actions import tally
from governance.ballots.models import Ballot
from tests.factories import actor
from tests.recounting import Case, counted_under
from tests.shared_data import shared

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize(
    ("name", "voters"),
    [
        ("poland_wieliczka_2023", 6_586),
        ("poland_poznan_2023_10-swierczewo-wilda-zielony-debiec", 10_923),
    ],
)
def test_imported_round_is_counted_the_same(name: str, voters: int) -> None:
    poll = import_round(path=shared(f"budgets/{name}.pb"), by=actor("test"))
    bodies = Ballot.objects.filter(poll=poll).values_list("body", flat=True)
    frozen = json.loads(json.dumps(counted_under(poll)))
    recounted = Case("budget", frozen, dict(Counter(bodies))).recounted()
    assert recounted["equal_shares"]["voters"] == voters
    assert recounted == tally(poll=poll).result
