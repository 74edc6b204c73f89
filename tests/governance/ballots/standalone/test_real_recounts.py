"""Real elections and polls of the box itself, counted again."""

import json
from collections import Counter

import pytest

from governance.ballots.actions import lifecycle
from governance.ballots.box import canonical
from governance.ballots.models import Ballot, Poll, Tally
from governance.rules import blt, preflib
from governance.rules.profile import Profile
from tests.factories import actor, election, member, resolution, vote
from tests.governance.ballots.standalone.polls import RULES, frozen_election
from tests.recounting import Case, counted_under
from tests.shared_data import shared


def as_case(profile: Profile, rule: str, seats: int) -> Case:
    """The ballots that the box can hold, which are those without equal ranks."""
    keys = list(profile.candidates)
    ballots = {'{"rank":[]}': profile.blank}
    for ballot, number in profile.ballots.items():
        if all(isinstance(rank, int) for rank in ballot):
            ballots[canonical.dumps({"rank": [keys[rank] for rank in ballot]})] = number
    return Case("election", frozen_election(rule, keys, seats, keys), ballots)


@pytest.mark.any_database
@pytest.mark.parametrize("rule", ["stv", "schulze"])
@pytest.mark.parametrize("name", ["Govan-2007", "Craigton-2007"])
def test_scottish_ward_is_counted_the_same(name: str, rule: str) -> None:
    file = blt.read(shared(f"ranked/{name}.blt"))
    case = as_case(file.profile, rule, file.seats)
    assert sum(case.ballots.values()) > 8_000
    assert case.recounted() == case.stored()


@pytest.mark.any_database
@pytest.mark.parametrize("rule", ["irv", "schulze"])
def test_burlington_without_equal_ranks_is_counted_the_same(rule: str) -> None:
    profile = preflib.read(shared("ranked/burlington-00000002.toi")).profile
    case = as_case(profile, rule, 1)
    assert 8_000 < sum(case.ballots.values()) <= profile.valid + profile.blank
    assert case.recounted() == case.stored()


def held(poll: Poll) -> Case:
    """What an evidence file would hold of a counted poll."""
    poll.refresh_from_db()
    bodies = Ballot.objects.filter(poll=poll).values_list("body", flat=True)
    ballots = Counter(body.rstrip(" ") for body in bodies)
    return Case(poll.kind, json.loads(json.dumps(counted_under(poll))), dict(ballots))


CHOICES = {
    "plurality": [{"vote": "anna"}, {"vote": "bram"}, {"vote": None}, {"vote": "bram"}],
    "approval": [{"approve": ["bram", "anna"]}, {"approve": ["carla"]}, {"approve": []}],
    "points": [{"points": {"anna": 2, "bram": 1}}, {"points": {"carla": 3}}, {"points": {}}],
}
LIMITS = {"points": {"points": 3, "most": None}}
RANKED = [{"rank": ["anna", "bram"]}, {"rank": ["bram"]}, {"rank": []}, {"rank": ["carla", "bram"]}]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rule", RULES)
def test_election_from_the_box_is_counted_the_same(rule: str) -> None:
    choices = CHOICES.get(rule, RANKED)
    voters = [member() for _ in choices]
    poll = election(rule=rule, **LIMITS.get(rule, {}))
    for voter, choice in zip(voters, choices, strict=True):
        vote(poll, voter, choice)
    lifecycle.close(poll=poll, by=actor("test"))
    assert held(poll).recounted() == Tally.objects.get(poll=poll).result


@pytest.mark.django_db(transaction=True)
def test_resolution_from_the_box_is_counted_the_same() -> None:
    voters = [member() for _ in range(5)]
    poll = resolution()
    for voter, said in zip(voters, ("yes", "no", "yes", "blank"), strict=False):
        vote(poll, voter, said)
    lifecycle.close(poll=poll, by=actor("test"))
    assert held(poll).recounted() == Tally.objects.get(poll=poll).result
