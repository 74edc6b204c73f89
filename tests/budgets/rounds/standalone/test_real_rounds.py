"""A real round, imported and counted, and counted again from what the box holds."""

import json
from collections import Counter

import pytest

from budgets.rounds.actions.imports import import_round
from budgets.rules import equal_shares, greedy, pabulib
from budgets.rules.allocation import to_data
from governance.ballots import kinds
from governance.ballots.actions.tally import tally
from governance.ballots.box import canonical
from governance.ballots.models import Ballot
from tests.factories import actor
from tests.recounting import Case, configured, counted_under
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


RANKS = [3, 2, 1]
BALLOTS = {
    "rank": ({"ranks": RANKS}, lambda ranked: {"rank": ranked}),
    # the same points, as if each voter had given them
    "points": (
        {"points": sum(RANKS), "most": None},
        lambda ranked: {"points": dict(zip(ranked, RANKS, strict=False))},
    ),
}


@pytest.mark.parametrize("completion", ["none", "add1u"])
@pytest.mark.parametrize("ballot", BALLOTS)
def test_real_rankings_are_counted_by_the_rules_and_again(ballot: str, completion: str) -> None:
    """Kraków 2018, in which every voter ranked three projects for 3, 2 and 1 points."""
    file = pabulib.read(shared("budgets/poland_krakow_2018_wzgorza-krzeslawickie.pb"))
    settings, said = BALLOTS[ballot]
    order = [project.id for project in file.projects]
    count = {"utility": "cost", "completion": completion, "step": 100, "minimum_support": 0}
    frozen = {
        "rule": ["equal-shares", 1],
        "choices": [[key, key] for key in order],
        "projects": [[project.id, project.cost] for project in file.projects],
        "budget": file.budget,
        "currency": "PLN",
        "tie_order": order,
        "count": {**count, "misfit": "skip", "limit": False, "minimum": 0},
        "ballot": ballot,
        **settings,
    }
    check = kinds.count_of("budget").check
    configuration = configured("budget", frozen)
    said_so = [check(said(list(vote.choice)), configuration) for vote in file.votes]
    bodies = [canonical.dumps(choice) for choice in said_so]
    case = Case("budget", frozen, dict(Counter(bodies)))
    stored, profile = case.stored(), file.profile(RANKS)
    assert case.recounted() == stored
    assert stored["equal_shares"]["voters"] == 755
    found = equal_shares.count(profile, file.budget, completion=completion, tie_order=order)
    assert stored["equal_shares"] == json.loads(json.dumps(to_data(found)))
    beside = greedy.count(profile, file.budget, tie_order=order)
    assert stored["greedy"] == json.loads(json.dumps(to_data(beside)))
